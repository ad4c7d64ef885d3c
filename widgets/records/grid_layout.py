"""Where the rooms of a building go in a grid of a given width: units side by side while they fit, else in bands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

GUTTER = 28  # pixels for the storey numbers
GAP = 4
NARROWEST = 40  # pixels of a room in which three digits can be read
UNIT_GAP = 6
TALL_ROW, LOW_ROW = 30, 28


class Room(Protocol):
    """What the layout needs to know of a room."""

    @property
    def storey(self) -> int: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def column(self) -> int: ...  # noqa: D102


R = TypeVar("R", bound=Room)


@dataclass(slots=True)
class UnitColumn:
    """One unit (stairwell) in a band: pixels from the left, and its rooms by storey."""

    name: str
    rooms: dict[int, list[Any]]
    columns: int
    left: int = 0
    width: int = 0


@dataclass(slots=True)
class Band:
    """Units side by side over the same storeys; ``rows`` are (storey, lines of rooms it takes)."""

    units: list[UnitColumn]
    rows: list[tuple[int, int]]
    row_height: int


def lay_bands(rooms: Sequence[R], storeys: Sequence[int], width: int) -> list[Band]:
    """Return bands of units for a width in pixels; storeys come from the top down."""
    most = max(1, (width - GUTTER) // NARROWEST)
    row_height = TALL_ROW if len(storeys) <= 12 else LOW_ROW
    bands = [_band(units, storeys, width, row_height) for units in _split(_units(rooms, most), most)]
    return bands or [Band([], [(s, 1) for s in storeys], row_height)]


def _units(rooms: Sequence[R], most: int) -> list[UnitColumn]:
    """Return units in the order of their columns; rooms above each other share a column while the unit fits the width."""
    by_unit: dict[str, list[R]] = defaultdict(list)
    for room in sorted(rooms, key=lambda r: r.column):
        by_unit[room.unit].append(room)
    return [_unit(name, found, most) for name, found in by_unit.items()]


def _unit(name: str, rooms: Sequence[R], most: int) -> UnitColumn:
    at = {c: i for i, c in enumerate(sorted({r.column for r in rooms}))}
    by_storey: dict[int, list[R | None]] = defaultdict(list)
    for room in rooms:
        line = by_storey[room.storey]
        if len(at) <= most:
            line += [None] * (at[room.column] - len(line))
        line.append(room)
    return UnitColumn(name, dict(by_storey), min(most, max(len(line) for line in by_storey.values())))


def _split(units: list[UnitColumn], most: int) -> list[list[UnitColumn]]:
    """Part units into bands so that the columns of each band fit, as evenly as they come."""
    total = sum(u.columns for u in units)
    if not units or total <= most:
        return [units] if units else []
    count = -(-total // most)
    per_band = max(*(u.columns for u in units), -(-total // count))
    bands: list[list[UnitColumn]] = [[]]
    for unit in units:
        used = sum(u.columns for u in bands[-1])
        if bands[-1] and used + unit.columns > max(per_band, 1):
            bands.append([])
        bands[-1].append(unit)
    return bands


def _band(units: list[UnitColumn], storeys: Sequence[int], width: int, row_height: int) -> Band:
    total = sum(u.columns for u in units)
    room = (width - GUTTER - UNIT_GAP * (len(units) - 1)) / total
    left = float(GUTTER)
    for unit in units:
        unit.left, unit.width = round(left), round(unit.columns * room)
        left += unit.columns * room + UNIT_GAP
    rows = [(s, max(1, *(-(-len(u.rooms.get(s, ())) // u.columns) for u in units), 0)) for s in storeys]
    return Band(units, rows, row_height)
