"""Where the rooms of a storey lie in its outline, as well as that can be told from stairwell and room numbers alone.

No records hold floor plans. Rooms are laid along the building's long side, stairwell by stairwell, each with an equal share
of its stairwell's floor; many rooms in one stairwell lie on both sides of a corridor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from data.query import equals
from data.store.station import Station
from data.town.shapes import only_polygons

WALL = 0.12  # metres taken off each side of a room
CORRIDOR = 1.6  # metres wide
ONE_ROW = 3  # rooms of a stairwell that lie side by side, each with front and back
DEEP = 8.0  # metres of depth that a corridor with rooms on both sides needs
_HALVINGS = 40  # of an interval, until a cut is exact to a nanometre

Room = tuple[int, str, str]  # dwelling id, stairwell, room number


@dataclass(frozen=True, slots=True)
class RoomShape:
    """A room: its dwelling, stairwell and number, and its floor in local metres."""

    dwelling: int
    unit: str
    room: str
    polygon: BaseGeometry  # Polygon; MultiPolygon where a winding outline cuts it
    use: str = ""  # as in the kind "dwelling"


def read_storey_rooms(station: Station, building: int, storey: int, footprint: BaseGeometry) -> list[RoomShape]:
    """Return the rooms that the records know on a storey of a building; ``footprint`` is its outline in local metres."""
    fields = ("storey", "unit", "room", "use", "dwelling")
    records = station.read(replace(equals("dwelling", building=building), fields=fields))
    whole = [r for r in records if r["dwelling"] is None]  # a room within a dwelling lies in its shape
    here = {r.id: r for r in whole if r["storey"] == storey}
    units = dict.fromkeys(r["unit"] for r in whole if r["unit"])
    laid = storey_rooms(footprint, [(id, r["unit"] or "", r["room"] or "") for id, r in here.items()], list(units))
    return [replace(room, use=here[room.dwelling]["use"] or "") for room in laid]


def storey_rooms(footprint: BaseGeometry, rooms: Iterable[Room], units: Sequence[str] | int = ()) -> list[RoomShape]:
    """Return the rooms of a storey, disjoint and inside the footprint, ordered by stairwell and number.

    Parameters
    ----------
    footprint
        Polygon or MultiPolygon in local metres.
    rooms
        The dwellings on the storey.
    units
        All stairwells of the building, or how many there are, so that one that is empty here keeps its place.
    """
    wanted = sorted(rooms, key=lambda r: (natural(r[1]), natural(r[2]), r[0]))
    if not wanted or not footprint.area > 0:
        return []
    sound = footprint if footprint.is_valid else only_polygons(shapely.make_valid(footprint))
    if sound is None:
        return []
    turn, centre = _long_axis(sound)
    lying = affinity.rotate(sound, -turn, origin=centre, use_radians=True)
    laid = _laid(lying, wanted, _all_units(wanted, units))
    shapes = [affinity.rotate(shape, turn, origin=centre, use_radians=True) for shape in laid]
    return [RoomShape(*room, shape) for room, shape in zip(wanted, shapes, strict=True)]


def storey_span(base: float, height: float, storeys: int, storey: int) -> tuple[float, float]:
    """Return floor and ceiling of a storey in metres above ground.

    ``base`` and ``height`` are bottom and top of the building above ground, ``storeys`` those above ground. Storey 1 is the
    ground floor, -1 the first below; there is no storey 0.
    """
    if storey == 0:
        raise ValueError("there is no storey 0")
    each = (height - base) / max(storeys, 1)
    floor = storey - 1 if storey > 0 else storey
    return base + floor * each, base + (floor + 1) * each


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts numbers in texts by value: 2 before 10."""
    pieces = re.findall(r"\d+|\D+", text or "")
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces)


def _all_units(rooms: Sequence[Room], units: Sequence[str] | int) -> list[str]:
    known = [str(n + 1) for n in range(units)] if isinstance(units, int) else list(units)
    used = [unit for _, unit, _ in rooms]
    if not any(used):
        return [""]
    return sorted(dict.fromkeys([*known, *used]), key=natural)


def _long_axis(footprint: BaseGeometry) -> tuple[float, tuple[float, float]]:
    """Return the direction of the long side, in radians from east and pointing east, and the centre."""
    box = shapely.minimum_rotated_rectangle(footprint)
    corners = shapely.get_coordinates(box)
    sides = np.diff(corners[:3], axis=0)
    along = sides[int(np.argmax(np.hypot(sides[:, 0], sides[:, 1])))]
    turn = float(np.arctan2(along[1], along[0]))
    if turn > np.pi / 2 or turn <= -np.pi / 2:
        turn += np.pi if turn < 0 else -np.pi
    return turn, (box.centroid.x, box.centroid.y)


def _laid(outline: BaseGeometry, rooms: Sequence[Room], units: Sequence[str]) -> list[BaseGeometry]:
    """Return the rooms' shapes in an outline whose long side lies along x; the order is that of the rooms."""
    count = {unit: sum(1 for r in rooms if r[1] == unit) for unit in units}
    usual = max(count.values())
    strips = _cut(outline, [count[unit] or usual for unit in units], axis=0)
    shapes: list[BaseGeometry] = []
    for unit, strip in zip(units, strips, strict=True):
        if count[unit]:
            shapes += [_inset(shape) for shape in _in_unit(strip, count[unit])]
    return shapes


def _in_unit(strip: BaseGeometry, count: int) -> list[BaseGeometry]:
    """Return equal shares of a stairwell's floor, side by side or on both sides of a corridor."""
    west, south, east, north = strip.bounds
    if count <= ONE_ROW or north - south < DEEP:
        return _cut(strip, [1] * count, axis=0)
    front, back = _cut(strip, [(count + 1) // 2, count // 2], axis=1)
    middle = (front.bounds[3] + back.bounds[1]) / 2
    corridor = shapely.box(west, middle - CORRIDOR / 2, east, middle + CORRIDOR / 2)
    sides = [(side.difference(corridor), side, n) for side, n in ((front, (count + 1) // 2), (back, count // 2))]
    return [shape for free, side, n in sides for shape in _cut(free if free.area > side.area / 2 else side, [1] * n, axis=0)]


def _cut(shape: BaseGeometry, shares: Sequence[float], *, axis: int) -> list[BaseGeometry]:
    """Return a shape cut across an axis into pieces whose areas are as the shares."""
    total, done, pieces, rest = sum(shares), 0.0, [], shape
    for share in shares[:-1]:
        done += share
        at = _where(shape, shape.area * done / total, axis)
        pieces.append(_side(rest, at, axis, low=True))
        rest = _side(rest, at, axis, low=False)
    return [*pieces, rest]


def _where(shape: BaseGeometry, area: float, axis: int) -> float:
    """Return the coordinate below which the shape has this area."""
    low, high = shape.bounds[axis], shape.bounds[axis + 2]
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _side(shape, middle, axis, low=True).area < area:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _side(shape: BaseGeometry, at: float, axis: int, *, low: bool) -> BaseGeometry:
    west, south, east, north = shape.bounds
    if axis == 0:
        west, east = (west, at) if low else (at, east)
    else:
        south, north = (south, at) if low else (at, north)
    cut = shapely.intersection(shape, shapely.box(west, south, east, north))
    return only_polygons(cut) or shapely.Polygon()


def _inset(shape: BaseGeometry) -> BaseGeometry:
    """Return the shape with walls taken off; one too thin for that stays as it is."""
    smaller = shape.buffer(-WALL, join_style="mitre")
    return smaller if smaller.area > 0 else shape
