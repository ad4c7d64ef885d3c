"""Which records lie in an area: the place index narrows, shapely decides."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from sqlcipher3.dbapi2 import Connection

from data.errors import WrongUsage
from data.i18n import tr
from data.query import Area
from data.store.schema import quote
from data.town.frame import LocalFrame

METRES_PER_DEGREE = 110_000.0  # of latitude, rounded down, so that boxes are rather too large
Box = tuple[float, float, float, float]


def box_of(area: Area) -> Box:
    """Return the box in degrees around an area, rather too large than too small.

    Raises
    ------
    WrongUsage
        If not exactly one of the three ways to say an area is used, or it makes no sense.
    """
    if (area.bbox is not None) + (area.near is not None) + (area.within is not None) != 1:
        raise WrongUsage(tr("范围只能用 bbox、near、within 中的一种来说明"))
    if area.bbox is not None:
        west, south, east, north = area.bbox
        if west > east or south > north:
            raise WrongUsage(tr("范围应按“西,南,东,北”的顺序写，且西小于东、南小于北"))
        return area.bbox
    if area.within is not None:
        return _bounds(area.within)
    lon, lat, metres = area.near or (0.0, 0.0, 0.0)
    if metres < 0:
        raise WrongUsage(tr("距离不能是负数"))
    high = metres / METRES_PER_DEGREE
    wide = high / max(math.cos(math.radians(min(abs(lat) + high, 89.9))), 1e-3)
    return lon - wide, lat - high, lon + wide, lat + high


def _bounds(shape: Any) -> Box:
    if shape.is_empty or shape.geom_type not in ("Polygon", "MultiPolygon", "GeometryCollection"):
        raise WrongUsage(tr("范围应是一个多边形"))
    west, south, east, north = shape.bounds
    return west, south, east, north


def inside(connection: Connection, kind: str, area: Area) -> list[int]:
    """Return the ids of the kind's records whose own shape touches the area."""
    west, south, east, north = box_of(area)
    rows = connection.execute(
        f"SELECT t.id, t.geometry FROM _place p JOIN {quote(kind)} t ON t.id = p.id "
        "WHERE p.w <= ? AND p.e >= ? AND p.s <= ? AND p.n >= ? AND p.kind = ?",
        (east, west, north, south, kind),
    ).fetchall()
    return _decided(rows, area)


def anchored(connection: Connection, kind: str, area: Area) -> list[int]:
    """Return the ids of the kind's records whose anchor (the point they are shown at) lies in the area."""
    west, south, east, north = box_of(area)
    rows = connection.execute(
        f"SELECT t.id, t.lon, t.lat FROM _place p JOIN {quote(kind)} t ON t.id = p.id "
        "WHERE p.w <= ? AND p.e >= ? AND p.s <= ? AND p.n >= ? AND p.kind = ? AND t.lon BETWEEN ? AND ? AND t.lat BETWEEN ? AND ?",
        (east, west, north, south, kind, west, east, south, north),
    ).fetchall()
    return _decided([(r[0], shapely.Point(r[1], r[2])) for r in rows], area) if area.bbox is None else [r[0] for r in rows]


def _decided(rows: list[tuple[int, Any]], area: Area) -> list[int]:
    if not rows:
        return []
    ids = np.array([r[0] for r in rows], dtype=np.int64)
    first = rows[0][1]
    shapes = np.array([r[1] for r in rows], dtype=object)
    if isinstance(first, bytes):
        shapes = shapely.from_wkb(shapes)
    kept: list[int] = ids[touches(shapes, area)].tolist()
    return kept


def touches(shapes: Any, area: Area) -> Any:
    """Return for each shape (degrees) whether it touches the area; distances are measured in metres on the ground."""
    if area.near is not None:
        lon, lat, metres = area.near
        local = _frame(lon, lat).geometry_to_local(shapely.force_2d(shapes))
        return shapely.dwithin(local, shapely.Point(0, 0), metres)
    target = area.within if area.within is not None else shapely.box(*(area.bbox or (0, 0, 0, 0)))
    shapely.prepare(target)
    return shapely.intersects(target, shapes)


@lru_cache(maxsize=32)
def _frame(lon: float, lat: float) -> LocalFrame:
    return LocalFrame(lon, lat)
