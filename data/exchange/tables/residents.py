"""Who lives where: the residence that a row of a residents' table brings along with its person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from data.exchange.addresses import Match
from data.exchange.tables.hashed import Numbers
from data.exchange.tables.held import Held
from data.store.station import Station

LINKS = ("person", "building", "dwelling")
SAID = ("registration", "role", "since", "until")
FIELDS = ("id", *LINKS, *SAID)


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

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


class Residences:
    """The residences of a station by person, read once, with those that the same import is about to add."""

    def __init__(self, station: Station) -> None:
        self._of: dict[object, list[_Home]] = {}  # of people of whom a row has said something
        columns: dict[str, list[Numbers]] = {n: [] for n in FIELDS}
        numbers: dict[str, dict[Any, int]] = {n: {None: 0} for n in SAID}
        for ids, piece in Held(station, station.kinds["residence"], FIELDS[1:]).pieces():
            columns["id"].append(ids)
            for name in LINKS:
                columns[name].append(np.array([v or 0 for v in piece[name]], np.int64))
            for name in SAID:
                known = numbers[name]
                coded = [known.setdefault(v, len(known)) for v in piece[name]]
                columns[name].append(np.array(coded, np.int32))
        self._texts: dict[str, list[Any]] = {n: list(known) for n, known in numbers.items()}
        whole = {n: np.concatenate(c) if c else np.zeros(0, np.int64) for n, c in columns.items()}
        order = np.argsort(whole["person"], kind="stable")
        self._columns = {n: c[order] for n, c in whole.items()}

    def homes(self, person: int) -> list[tuple[int | None, int | None]]:
        """Return the buildings and rooms where a stored person lived before this import: no row depends on the rows above it."""
        rows = self._rows(person)
        buildings, dwellings = (self._columns[n][rows.start : rows.stop].tolist() for n in ("building", "dwelling"))
        return [(b or None, d or None) for b, d in zip(buildings, dwellings, strict=True)]

    def lived_in(self, people: Numbers) -> tuple[Numbers, Numbers]:
        """Return the places, among people in the order of their ids, of those who live in a building, and the buildings."""
        if not len(people):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        low, high = np.searchsorted(self._columns["person"], [people[0], people[-1] + 1])
        persons, buildings = self._columns["person"][low:high], self._columns["building"][low:high]
        at = np.minimum(np.searchsorted(people, persons), len(people) - 1)
        good = (people[at] == persons) & (buildings > 0)
        return at[good], buildings[good]

    def _rows(self, person: object) -> range:
        if not isinstance(person, int):
            return range(0)
        low, high = np.searchsorted(self._columns["person"], [person, person + 1])
        return range(int(low), int(high))

    def _mine(self, person: object) -> list[_Home]:
        """Return the residences of a person as they are known so far."""
        return self._of[person] if person in self._of else [self._stored(row) for row in self._rows(person)]

    def _stored(self, row: int) -> _Home:
        values: dict[str, Any] = {n: int(self._columns[n][row]) or None for n in ("id", *LINKS)}
        values |= {n: self._texts[n][int(self._columns[n][row])] for n in SAID}
        return _Home(values)

    def plan(self, person: object, said: Mapping[str, Any], match: Match | None) -> ResidencePlan | None:
        """Return what a row changes about where a person lives; None if nothing.

        ``person`` is the id of the record, or any object that stands for a person who is about to be added. What a row says of
        a residence that an earlier row adds goes into the plan of that row.
        """
        values = _values(said, match)
        if not values:
            return None
        self._of[person] = self._mine(person)
        old = self._same(person, values)
        if old is None:
            second = any(r["until"] is None and r["building"] is not None for r in self._of[person])
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
        mine = self._mine(person)
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
