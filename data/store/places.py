"""Which records lie in an area: the place index narrows, boxes settle most of it, shapely decides the rest."""

from __future__ import annotations

import math
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from sqlcipher3.dbapi2 import Connection

from data.errors import WrongUsage
from data.i18n import tr
from data.query import Area
from data.store.links import as_json
from data.store.schema import quote
from data.town.frame import LocalFrame

METRES_PER_DEGREE = 110_000.0  # of latitude, rounded down, so that boxes are rather too large
SEGMENTS = 16  # of a quarter of a circle
CLOSE = 0.2  # metres by which the polygons of a circle or strip keep off its rim
LONGEST = 500.0  # metres of a side before it is cut: a straight line here is a little bent in degrees
Floats = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]


def box_of(area: Area) -> Box:
    """Return the box in degrees around an area, rather too large than too small.

    Raises
    ------
    WrongUsage
        If not exactly one of the four ways to say an area is used, or it makes no sense.
    """
    if sum(given is not None for given in (area.bbox, area.near, area.within, area.beside)) != 1:
        raise WrongUsage(tr("范围只能用 bbox、near、within、beside 中的一种来说明"))
    if area.bbox is not None:
        west, south, east, north = area.bbox
        if west > east or south > north:
            raise WrongUsage(tr("范围应按“西,南,东,北”的顺序写，且西小于东、南小于北"))
        return area.bbox
    if area.within is not None:
        return _bounds(area.within)
    if area.beside is not None:
        return _widened(_extent(area.beside[0]), area.beside[1])
    lon, lat, metres = area.near or (0.0, 0.0, 0.0)
    return _widened((lon, lat, lon, lat), metres)


def _widened(box: Box, metres: float) -> Box:
    if metres < 0:
        raise WrongUsage(tr("距离不能是负数"))
    west, south, east, north = box
    high = metres / METRES_PER_DEGREE
    wide = high / max(math.cos(math.radians(min(max(abs(south), abs(north)) + high, 89.9))), 1e-3)
    return west - wide, south - high, east + wide, north + high


def _extent(shape: Any) -> Box:
    if shape.is_empty:
        raise WrongUsage(tr("范围是空的"))
    west, south, east, north = shape.bounds
    return west, south, east, north


def _bounds(shape: Any) -> Box:
    if shape.is_empty or shape.geom_type not in ("Polygon", "MultiPolygon", "GeometryCollection"):
        raise WrongUsage(tr("范围应是一个多边形"))
    west, south, east, north = shape.bounds
    return west, south, east, north


def inside(connection: Connection, kind: str, area: Area) -> list[int]:
    """Return the ids of the kind's records whose own shape touches the area, in their order."""
    return _found(connection, area, "AND kind = ?", (kind,)).get(kind, [])


def all_inside(connection: Connection, area: Area) -> dict[str, list[int]]:
    """Return the ids of all records whose own shape touches the area, by kind."""
    return _found(connection, area, "", ())


def anchored(connection: Connection, kind: str, area: Area) -> list[int]:
    """Return the ids of the kind's records whose anchor (the point they are shown at) lies in the area."""
    ids, _, boxes = _candidates(connection, area, "AND kind = ?", (kind,))
    if not len(ids):
        return []
    test = Tester(area)
    sure = test.surely(boxes)  # the anchor lies in the record's box
    open_ = ids[~sure]
    rows = _rows(connection, kind, "lon, lat", open_) if len(open_) else []
    points = np.array([r[1:] for r in rows if r[1] is not None], float).reshape(-1, 2)
    known = np.array([r[0] for r in rows if r[1] is not None], np.int64)
    kept = known[test.exactly(shapely.points(points))] if len(known) else known
    return sorted([*ids[sure].tolist(), *kept.tolist()])


def _found(connection: Connection, area: Area, more: str, values: tuple[str, ...]) -> dict[str, list[int]]:
    ids, kinds, boxes = _candidates(connection, area, more, values)
    if not len(ids):
        return {}
    test = Tester(area)
    sure = test.surely(boxes)
    doubt = ~sure
    doubt[doubt] = test.perhaps(boxes[doubt])
    found: dict[str, list[int]] = {}
    for kind in np.unique(kinds[sure | doubt]):
        mine = kinds == kind
        kept = ids[mine & sure].tolist()
        if (open_ := ids[mine & doubt]).size:
            rows = [r for r in _rows(connection, str(kind), "geometry", open_) if r[1] is not None]
            kept += _decided(rows, test)
        if kept:
            found[str(kind)] = sorted(kept)
    return found


def _candidates(connection: Connection, area: Area, more: str, values: tuple[str, ...]) -> tuple[Any, Any, Floats]:
    """Return ids, kinds and boxes (west, south, east, north) of what the place index has in the area's box.

    The index keeps single precision, rounded outwards: a box there holds the record's own.
    """
    west, south, east, north = box_of(area)
    rows = connection.execute(
        f"SELECT id, kind, w, s, e, n FROM _place WHERE w <= ? AND e >= ? AND s <= ? AND n >= ? {more}",
        (east, west, north, south, *values),
    ).fetchall()
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, object), np.zeros((0, 4))
    ids, kinds, *sides = zip(*rows, strict=True)
    return np.array(ids, np.int64), np.array(kinds, dtype=object).astype(str), np.array(sides, float).T


def _rows(connection: Connection, kind: str, columns: str, ids: Any) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = connection.execute(
        f"SELECT id, {columns} FROM {quote(kind)} WHERE id IN (SELECT value FROM json_each(?))", (as_json(ids.tolist()),)
    ).fetchall()
    return found


def _decided(rows: list[tuple[Any, ...]], test: Tester) -> list[int]:
    ids = np.array([r[0] for r in rows], dtype=np.int64)
    if not len(ids):
        return []
    shapes = shapely.from_wkb(np.array([r[1] for r in rows], dtype=object))
    kept: list[int] = ids[test.exactly(shapes)].tolist()
    return kept


class Tester:
    """An area as a test of shapes in degrees; distances are measured in metres on the ground.

    A circle or a strip is stood for by two polygons in degrees, one wholly inside of it and one around it, so that most
    records are told by their boxes and only those at the rim by their shapes.
    """

    def __init__(self, area: Area) -> None:
        self.area = area
        self._inner, self._outer = self._polygons()
        shapely.prepare([shape for shape in (self._inner, self._outer) if shape is not None])

    def _polygons(self) -> tuple[Any, Any]:
        area = self.area
        if area.within is not None:
            return area.within, area.within
        if area.bbox is not None:
            box = shapely.box(*area.bbox)
            return box, box
        frame, shape, metres = self._local
        inner = shape.buffer(metres - CLOSE, quad_segs=SEGMENTS)
        outer = shape.buffer(metres / math.cos(math.pi / SEGMENTS / 4) + CLOSE, quad_segs=SEGMENTS)
        return frame.geometry_to_degrees(inner), frame.geometry_to_degrees(outer)

    @cached_property
    def _local(self) -> tuple[LocalFrame, Any, float]:
        """The frame, what is measured from in its metres, and how far."""
        if self.area.near is not None:
            lon, lat, metres = self.area.near
            return _frame(lon, lat), shapely.Point(0, 0), metres
        shape, metres = self.area.beside or (shapely.Point(0, 0), 0.0)
        west, south, east, north = _extent(shape)
        frame = _frame(round((west + east) / 2, 3), round((south + north) / 2, 3))
        return frame, shapely.segmentize(frame.geometry_to_local(shapely.force_2d(shape)), LONGEST), metres

    def surely(self, boxes: Floats) -> Any:
        """Whether boxes (n, 4) lie in the area whatever is in them."""
        if self.area.bbox is not None:
            west, south, east, north = self.area.bbox
            return (boxes[:, 0] >= west) & (boxes[:, 1] >= south) & (boxes[:, 2] <= east) & (boxes[:, 3] <= north)
        return shapely.contains_properly(self._inner, shapely.box(*boxes.T))

    def perhaps(self, boxes: Floats) -> Any:
        """Whether something in boxes (n, 4) may touch the area."""
        return shapely.intersects(self._outer, shapely.box(*boxes.T))

    def exactly(self, shapes: Any) -> Any:
        """Whether shapes in degrees touch the area."""
        if self.area.near is None and self.area.beside is None:
            return shapely.intersects(self._outer, shapes)
        frame, shape, metres = self._local
        return shapely.dwithin(frame.geometry_to_local(shapely.force_2d(shapes)), shape, metres)


@lru_cache(maxsize=32)
def _frame(lon: float, lat: float) -> LocalFrame:
    return LocalFrame(lon, lat)
