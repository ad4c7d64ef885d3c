"""The rooms of a building as a grid: storeys from the top, stairwells and rooms across, each coloured by who is in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.records import Record

ROOM_STATES = ("household", "floating", "business", "vacant")
ROOM_NUMBER = re.compile(r"\D*(-?\d{1,2})(\d{2})\D*\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class RoomColumn:
    """One column: the stairwell and what follows the storey in its room numbers."""

    unit: str
    suffix: str


@dataclass(frozen=True, slots=True)
class RoomCell:
    """One room: ``label`` is its number, or the name of the shop that trades in it; ``state`` is one of `ROOM_STATES`."""

    dwelling: int
    storey: int
    unit: str
    room: str
    label: str
    state: str
    people: int
    column: int


@dataclass(frozen=True, slots=True)
class RoomGrid:
    """Rows from the top storey down; ``unplaced`` are rooms of which nobody knows the storey."""

    storeys: tuple[int, ...] = ()
    columns: tuple[RoomColumn, ...] = ()
    cells: tuple[RoomCell, ...] = ()
    unplaced: tuple[RoomCell, ...] = ()

    @property
    def units(self) -> tuple[tuple[str, int], ...]:
        """Each stairwell with the number of columns that it spans, in order."""
        spans: dict[str, int] = {}
        for column in self.columns:
            spans[column.unit] = spans.get(column.unit, 0) + 1
        return tuple(spans.items())

    def row(self, storey: int) -> tuple[RoomCell, ...]:
        """Return the rooms of a storey from left to right."""
        return tuple(sorted((c for c in self.cells if c.storey == storey), key=lambda c: c.column))

    def cell(self, dwelling: int) -> RoomCell | None:
        """Return the cell of a dwelling."""
        return next((c for c in (*self.cells, *self.unplaced) if c.dwelling == dwelling), None)


def room_grid(
    dwellings: Sequence[Record], residences: Iterable[Record], shops: Iterable[Record], storeys: int = 0, below: int = 0
) -> RoomGrid:
    """Return the grid of a building.

    Parameters
    ----------
    dwellings
        All dwellings of the building; one that is part of another is counted into that one's cell.
    residences
        The open residences in them.
    shops
        The shops in them.
    storeys, below
        Storeys above and below ground as far as the building knows; rooms can only add to them.
    """
    whole = [d for d in dwellings if d["dwelling"] is None]
    parent = {d.id: d["dwelling"] or d.id for d in dwellings}
    registrations = _by_room(residences, parent, "registration")
    names = _by_room(shops, parent, "name")
    placed = [(d, s, _column(d, s)) for d in whole if (s := storey_of(d)) is not None]
    columns = sorted({c for _, _, c in placed}, key=lambda c: (natural(c.unit), natural(c.suffix)))
    at = {c: i for i, c in enumerate(columns)}
    cells = tuple(_cell(d, s, at[c], registrations[d.id], names[d.id]) for d, s, c in placed)
    unplaced = tuple(_cell(d, 0, -1, registrations[d.id], names[d.id]) for d in whole if storey_of(d) is None)
    return RoomGrid(_rows(cells, storeys, below), tuple(columns), cells, unplaced)


def storey_of(dwelling: Record) -> int | None:
    """Return the storey of a dwelling: as recorded, or read from a room number such as 1204."""
    if dwelling["storey"]:
        return int(dwelling["storey"])
    found = ROOM_NUMBER.match(dwelling["room"] or "")
    return int(found[1]) or None if found else None


def room_state(use: str | None, registrations: Sequence[str | None], shops: Sequence[str]) -> str:
    """Return one of `ROOM_STATES`: trade first, then people who are not registered here, then those who are."""
    if shops or (use == "business" and not registrations):
        return "business"
    if any(r in ("floating", "lodging") for r in registrations):
        return "floating"
    return "household" if registrations else "vacant"


@lru_cache(maxsize=8192)
def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts 2 before 10."""
    return tuple((int(p), "") if p.isdigit() else (-1, p) for p in re.split(r"(\d+)", text) if p)


def _by_room(records: Iterable[Record], parent: Mapping[int, int], field: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for record in records:
        if record["dwelling"] is not None:
            found[parent.get(record["dwelling"], record["dwelling"])].append(record[field])
    return found


def _column(dwelling: Record, storey: int) -> RoomColumn:
    """Rooms above each other share a column: 301 and 401 both end in 01."""
    room = dwelling["room"] or ""
    for prefix in (f"{storey:02d}", str(storey), f"B{-storey}"):
        if room.startswith(prefix) and len(room) - len(prefix) >= 2:
            return RoomColumn(dwelling["unit"] or "", room[len(prefix) :])
    return RoomColumn(dwelling["unit"] or "", room)


def _cell(dwelling: Record, storey: int, column: int, registrations: Sequence[str | None], shops: Sequence[str]) -> RoomCell:
    room = dwelling["room"] or ""
    state = room_state(dwelling["use"], registrations, shops)
    label = shops[0] if shops else room
    return RoomCell(dwelling.id, storey, dwelling["unit"] or "", room, label, state, len(registrations), column)


def _rows(cells: Iterable[RoomCell], storeys: int, below: int) -> tuple[int, ...]:
    used = {c.storey for c in cells}
    if not used:
        return ()
    top, bottom = max(storeys, *used), min(-below, *used, 1)
    return tuple(s for s in range(top, bottom - 1, -1) if s != 0)
