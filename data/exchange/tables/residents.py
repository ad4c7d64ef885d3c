"""Who lives where: the residence that a row of a residents' table brings along with its person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.exchange.addresses import Match
from data.query import Query
from data.store.station import Station

FIELDS = ("id", "person", "building", "dwelling", "registration", "role", "since", "until")


@dataclass(slots=True)
class ResidencePlan:
    """What becomes of one residence: ``id`` None adds it; ``values`` are all of a new one or the differing of an old one.

    ``second`` says that the person has an open residence elsewhere already: whether he has moved only people know.
    """

    id: int | None
    values: dict[str, Any] = field(default_factory=dict)
    second: bool = False


@dataclass(slots=True)
class _Home:
    """A residence as it is known so far: ``said`` are the fields that rows of this import filled, ``plan`` is that of a new one."""

    values: dict[str, Any]
    said: set[str] = field(default_factory=set)
    plan: ResidencePlan | None = None
    stored: tuple[int | None, int | None] | None = None  # its building and room as they are stored

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


class Residences:
    """The residences of a station by person, read once, with those that the same import is about to add."""

    def __init__(self, station: Station) -> None:
        columns = station.columns(Query("residence"), FIELDS)
        self._of: dict[object, list[_Home]] = defaultdict(list)
        for values in zip(*(columns[n] for n in FIELDS), strict=True):
            home = _Home(dict(zip(FIELDS, values, strict=True)))
            home.stored = (home["building"], home["dwelling"])
            self._of[home["person"]].append(home)

    def homes(self, person: int) -> list[tuple[int | None, int | None]]:
        """Return the buildings and rooms where a stored person lived before this import: no row depends on the rows above it."""
        return [home.stored for home in self._of.get(person, ()) if home.stored is not None]

    def plan(self, person: object, said: Mapping[str, Any], match: Match | None) -> ResidencePlan | None:
        """Return what a row changes about where a person lives; None if nothing.

        ``person`` is the id of the record, or any object that stands for a person who is about to be added. What a row says of
        a residence that an earlier row adds goes into the plan of that row.
        """
        values = _values(said, match)
        if not values:
            return None
        old = self._same(person, values)
        if old is None:
            second = any(r["until"] is None and r["building"] is not None for r in self._of.get(person, ()))
            plan = ResidencePlan(None, values, second)
            self._of[person].append(_Home({**dict.fromkeys(FIELDS), **values}, set(values), plan))
            return plan
        changed = {n: v for n, v in values.items() if v != old[n]}
        old.values.update(changed)
        old.said.update(values)
        if old.plan is not None:
            old.plan.values.update(changed)
            return None
        return ResidencePlan(old["id"], changed) if changed else None

    def contradicted(self, person: object, said: Mapping[str, Any], match: Match | None) -> str | None:
        """Return the field in which a row contradicts an earlier one about the same residence; None if it contradicts none."""
        values = _values(said, match)
        old = self._same(person, values) if values else None
        return None if old is None else next((n for n, v in values.items() if n in old.said and v != old[n]), None)

    def settled(self, person: int, values: Mapping[str, Any]) -> bool:
        """Whether a person is known to live as these values say, if they say anything."""
        old = self._same(person, values) if values else None
        return not values or (old is not None and all(v == old[n] for n, v in values.items()))

    def new(self, said: Mapping[str, Any], match: Match | None) -> ResidencePlan | None:
        """Return the residence of a person whom no other row means; it is not noted."""
        values = _values(said, match)
        return ResidencePlan(None, values) if values else None

    def _same(self, person: object, values: Mapping[str, Any]) -> _Home | None:
        """Return the residence that is meant: the same room, else the same building as far as either knows the room."""
        mine = self._of.get(person, [])
        building, dwelling = values.get("building"), values.get("dwelling")
        if building is None:
            open_ones = [r for r in mine if r["until"] is None]
            return open_ones[0] if len(open_ones) == 1 else next((r for r in mine if r["building"] is None), None)
        here = [r for r in mine if r["building"] == building]
        exact = next((r for r in here if r["dwelling"] == dwelling), None)
        loose = next((r for r in here if dwelling is None or r["dwelling"] is None), None)
        return exact or loose or next((r for r in mine if r["building"] is None), None)


def _values(said: Mapping[str, Any], match: Match | None) -> dict[str, Any]:
    if match is None or not match.found:
        return dict(said)
    return {**said, "building": match.building} | ({"dwelling": match.dwelling} if match.dwelling is not None else {})
