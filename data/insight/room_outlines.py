"""Rooms whose outlines are known, because a file had them: where they lie on their storey, and which dwelling each of them is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from data.insight.rooms import RoomGrid
from data.query import Query, Where
from data.store.station import Station
from data.town.shapes import is_polygonal, local_shapes

KIND = "plan_room"


@dataclass(frozen=True, slots=True)
class RoomOutline:
    """A room as a file outlined it: its storey, name and floor in local metres, and its dwelling where it is linked (0: not)."""

    storey: int
    name: str
    polygon: BaseGeometry
    dwelling: int = 0


def room_outlines(station: Station, building: int) -> tuple[RoomOutline, ...]:
    """Return the outlined rooms of a building."""
    fields = ("name", "storey", "geometry", "dwelling")
    records = [r for r in station.read(Query(KIND, (Where("building", "is", building),), fields=fields)) if r["storey"] is not None]
    shapes = local_shapes(station.frame, [r["geometry"] for r in records])
    rows = zip(records, shapes, is_polygonal(shapes), strict=True)
    return tuple(RoomOutline(int(r["storey"]), r["name"] or "", shape, r["dwelling"] or 0) for r, shape, usable in rows if usable)


def dwellings_of(outlines: Sequence[RoomOutline], grid: RoomGrid) -> list[int]:
    """Return the dwelling of each room of one storey (0: none): as linked, else the only one there with its number."""
    found = []
    for outline in outlines:
        same = [c.dwelling for c in grid.row(outline.storey) if outline.name and _plain(c.room) == _plain(outline.name)]
        found.append(outline.dwelling or (same[0] if len(same) == 1 else 0))
    return [d if found.count(d) == 1 else 0 for d in found]


def _plain(room: str) -> str:
    """Return what is left of a room's number without words around it: "Room 301" and "301室" are 301."""
    numbers = re.findall(r"\d+", room)
    return numbers[-1].lstrip("0") if numbers else room.strip().casefold()
