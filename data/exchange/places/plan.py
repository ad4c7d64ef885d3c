"""What an import would do to the station, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from data.exchange.places.codes import osm_code
from data.exchange.places.doubts import Held, hold_doubtful
from data.exchange.places.existing import Existing
from data.exchange.places.features import Features
from data.exchange.places.link import Footprints, Ids, footprints_of
from data.exchange.places.named_links import in_turn
from data.exchange.places.rows import Rows, make_rows
from data.exchange.staged import Staged
from data.exchange.tables.doubts import Decisions
from data.progress import Progress
from data.query import Query
from data.town.frame import LocalFrame
from data.town.shapes import local_shapes

FIRST = ("building", "building_part")  # what others are linked to comes first


@dataclass
class Plan:
    """What becomes of the rows of one kind; the lists have the same length.

    ``found`` is the row in ``existing`` (None: added), ``links`` the building of each (0: none; see `data.exchange.staged` for one
    that is added too). ``held`` are those that are not written as they may be stored already, or as people said so.
    ``adopted`` are earlier records (kind, id) that now have a building. ``first`` stands for the id of the first that is added, the
    next lower number for the second, and so on.
    """

    rows: Rows
    existing: Existing
    found: list[int | None]
    links: Ids
    adopted: list[tuple[str, int, int]] = field(default_factory=list)
    held: dict[int, Held] = field(default_factory=dict)
    first: int = 0

    @cached_property
    def values(self) -> list[dict[str, Any]]:
        """What is to be written of each; empty: nothing."""
        known = enumerate(zip(self.rows.values, self.found, strict=True))
        return [self._written(at, said, row) for at, (said, row) in known]

    def _written(self, at: int, said: dict[str, Any], row: int | None) -> dict[str, Any]:
        if at in self.held:
            return {}
        return self._linked(at, dict(said) if row is None else self.existing.differing(row, said))

    def _linked(self, at: int, values: dict[str, Any]) -> dict[str, Any]:
        """Return values with the building, where that is another one than before."""
        building, row = int(self.links[at]), self.found[at]
        old = self.existing.value(row, "building") if row is not None else None
        if building and building != old and (old is None or "geometry" in values):
            values["building"] = building
        return values

    @property
    def fresh(self) -> bool:
        """Whether the station has nothing yet of the kind, so that every row is new."""
        return not self.existing.ids

    @property
    def added(self) -> list[int]:
        """The positions of new records."""
        return [at for at, row in enumerate(self.found) if row is None and at not in self.held]

    @property
    def written(self) -> int:
        """How many records are written."""
        return len(self.found) if self.fresh else sum(map(bool, self.values))

    def id(self, at: int) -> int | None:
        """Return the id of the record at a position, None for a new one."""
        row = self.found[at]
        return None if row is None else self.existing.ids[row]


def make_plans(station: Staged, features: Features, kinds: Sequence[str], frame: LocalFrame, progress: Progress,
               decisions: Decisions) -> list[Plan]:  # fmt: skip
    """Return a plan for each kind among the features, what others point to first; ``frame`` is any local frame near them."""
    first = sorted(set(kinds), key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))
    names = in_turn(first, station.kinds)
    plans: list[Plan] = []
    footprints: Footprints | None = None
    for name in names:
        kind = station.kinds[name]
        rows = make_rows(features, [i for i, k in enumerate(kinds) if k == name], kind, frame, station, progress)
        plan = _compared(station, rows)
        hold_doubtful(plan, frame, decisions)
        if kind.place.belongs:
            footprints = footprints or footprints_of(station, frame)
            _link(plan, footprints)
        station.take(plan)
        plans.append(plan)
    if "building" in names:
        _adopt(station, plans, frame, footprints)
    return plans


def _compared(station: Staged, rows: Rows) -> Plan:
    fields = [name for name in rows.columns if name != "geometry"]
    if rows.kind.place.belongs:
        fields = list(dict.fromkeys((*fields, "building")))
    existing = Existing(station, rows.kind, fields)
    found: list[int | None] = [None] * len(rows.numbers)
    if existing.ids:
        found = existing.find(rows.values)
    return Plan(rows, existing, found, np.zeros(len(found), dtype=np.int64))


def _link(plan: Plan, footprints: Footprints) -> None:
    """Link rows to buildings: by the root or the object that the file names, else by where they lie."""
    rows = plan.rows
    named = np.array([_named(rows, at, footprints) for at in range(len(rows.numbers))], dtype=np.int64)
    plan.links = np.where(named != 0, named, footprints.around(rows.local))


def _named(rows: Rows, at: int, footprints: Footprints) -> int:
    root = rows.properties[at].get("root_id")
    return (footprints.named(osm_code(root)) if root else 0) or footprints.named(rows.plain[at])


def _adopt(station: Staged, plans: Sequence[Plan], frame: LocalFrame, footprints: Footprints | None) -> None:
    """Link records that came before their building."""
    homes = next(plan for plan in plans if plan.rows.kind.name == "building")
    imported = {plan.rows.kind.name for plan in plans}
    for kind in station.kinds.values():
        if not (kind.place.belongs and kind.place.own) or kind.name in imported:
            continue
        lost = Query(kind.name).and_where("building", "is", None)
        if not station.count(lost):
            continue
        footprints = footprints or footprints_of(station, frame)
        columns = station.columns(lost, ("id", "geometry"))
        links = footprints.around(local_shapes(frame, columns["geometry"]))
        homes.adopted += [(kind.name, id, int(b)) for id, b in zip(columns["id"], links, strict=True) if b]
