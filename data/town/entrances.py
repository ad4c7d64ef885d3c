"""Entrances to garages under the ground: places of that category, each looking into the building that it leads under."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.kinds.place_words import GARAGE_ENTRANCES
from data.query import Query, Where
from data.records import ChangeSet
from data.store.station import Station
from data.town.model import Buildings, Entrance, Floats

NEAR = 60.0  # metres to the building that an entrance without one of its own leads under
MOST = 400


def garage_entrances(station: Station, buildings: Buildings) -> tuple[Entrance, ...]:
    """Return the entrances of the station's garages, in local metres."""
    query = Query("place", (Where("category", "in", GARAGE_ENTRANCES),), limit=MOST)
    columns = station.columns(query, ("id", "lon", "lat", "building"))
    kept = [i for i, lon in enumerate(columns["lon"]) if lon is not None]
    if not kept or not len(buildings.ids):
        return ()
    east, north = station.frame.to_local([columns["lon"][i] for i in kept], [columns["lat"][i] for i in kept])
    at = np.column_stack([east, north])
    rows = _rows(at, [columns["building"][i] for i in kept], buildings)
    found = []
    for i, point, row in zip(kept, at, rows, strict=True):
        if row >= 0:
            into = _into(point, buildings.footprints[row])
            under = int(buildings.ids[row]), bool(buildings.below[row] > 0)
            found.append(Entrance(int(columns["id"][i]), (float(point[0]), float(point[1])), into, *under))
    return tuple(found)


def concerns(change: ChangeSet) -> bool:
    """Whether a change set adds, moves or removes entrances; one that is too large to be gone through does."""
    if "place" not in change.kinds:
        return False
    if len(change.changes) > MOST:
        return True
    moved = ("geometry", "building", "category")
    for one in change.touching("place"):
        values = {**(one.before or {}), **(one.after or {})}
        told = {v.get("category") for v in (one.before, one.after) if v is not None}
        if told & set(GARAGE_ENTRANCES) or (None in told and any(name in values for name in moved)):
            return True
    return False


def _rows(at: Floats, homes: list[int | None], buildings: Buildings) -> list[int]:
    """Return the row of the building under which each leads, -1 for none."""
    row_of = {int(id): row for row, id in enumerate(buildings.ids)}
    near, nearest = shapely.STRtree(buildings.footprints).query_nearest(shapely.points(at), max_distance=NEAR, all_matches=False)
    around: dict[int, int] = dict(zip(near.tolist(), nearest.tolist(), strict=True))
    return [row_of.get(home or 0, around.get(i, -1)) for i, home in enumerate(homes)]


def _into(point: Floats, footprint: BaseGeometry) -> tuple[float, float]:
    """Return the unit vector from the entrance towards the building, square to its wall."""
    spot = shapely.Point(point)
    foot = shapely.get_coordinates(shapely.shortest_line(spot, footprint))[-1]
    way = foot - point
    if np.hypot(*way) < 0.5:  # on the wall, or under the house already
        way = shapely.get_coordinates(footprint.centroid)[0] - point
    length = float(np.hypot(*way))
    return (float(way[0] / length), float(way[1] / length)) if length > 1e-6 else (1.0, 0.0)
