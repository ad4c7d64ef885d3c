"""Which records lie in an area: the place index narrows, boxes settle most of it, shapely decides the rest."""

from __future__ import annotations

import math
from collections.abc import Iterator
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
DEEPEST = 3  # times that the box of an area is quartered
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
    ids, _, boxes = _candidates(connection, box_of(area), "AND kind = ?", (kind,))
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
    """Return the ids in the area by kind, cell by cell: what lies wholly in a cell within the area needs no test at all."""
    test = Tester(area)
    parts: dict[str, list[Any]] = {}
    doubtful: dict[str, list[Any]] = {}
    within, rim = cells_of(test, box_of(area))
    for cell in within:
        for kind, whole, ids in _in_cell(connection, cell, more, values):
            (parts if whole else doubtful).setdefault(kind, []).append(ids)
    for kind, sure, doubt in _on_rim(connection, test, rim, more, values):
        parts.setdefault(kind, []).append(sure)
        doubtful.setdefault(kind, []).append(doubt)
    for kind, pieces in doubtful.items():
        parts.setdefault(kind, []).append(_decided(connection, kind, np.unique(np.concatenate(pieces)), test))
    found = {kind: np.unique(np.concatenate(pieces)).tolist() for kind, pieces in parts.items()}
    return {kind: ids for kind, ids in found.items() if ids}


def cells_of(test: Tester, box: Box) -> tuple[list[Box], list[Box]]:
    """Return boxes that lie within the area, and those that its rim goes through; together they cover it.

    The box is quartered again and again as long as that leaves something out, at most `DEEPEST` times.
    """
    within: list[Box] = []
    rim = [box]
    for _ in range(DEEPEST):
        quarters = np.array([q for cell in rim for q in _quarters(cell)])
        sure = test.surely(quarters)
        touched = ~sure
        touched[touched] = test.perhaps(quarters[touched])
        within += [tuple(q) for q in quarters[sure].tolist()]
        rim = [tuple(q) for q in quarters[touched].tolist()]
        if not rim:
            break
    return within, rim


def _quarters(box: Box) -> list[Box]:
    west, south, east, north = box
    x, y = (west + east) / 2, (south + north) / 2
    return [(west, south, x, y), (x, south, east, y), (west, y, x, north), (x, y, east, north)]


def _in_cell(connection: Connection, cell: Box, more: str, values: tuple[str, ...]) -> list[tuple[str, bool, Any]]:
    """Return what touches a cell: kind, whether it lies wholly in it, and the ids.

    SQLite writes the ids as one text, which numpy reads faster than rows are made.
    """
    west, south, east, north = cell
    rows = connection.execute(
        "SELECT kind, w >= ?1 AND e <= ?2 AND s >= ?3 AND n <= ?4 AS whole, group_concat(id, ' ') FROM _place "
        f"WHERE w <= ?2 AND e >= ?1 AND s <= ?4 AND n >= ?3 {more} GROUP BY kind, whole",
        (west, east, south, north, *values),
    ).fetchall()
    return [(kind, bool(whole), np.fromstring(ids, dtype=np.int64, sep=" ")) for kind, whole, ids in rows]


def _on_rim(connection: Connection, test: Tester, rim: list[Box], more: str,
            values: tuple[str, ...]) -> Iterator[tuple[str, Any, Any]]:  # fmt: skip
    """Yield kind, ids that are surely in the area and ids that may be, of what touches the cells of the rim."""
    pieces = [_candidates(connection, box, more, values) for box in rim]
    ids, kinds, boxes = (np.concatenate(part) for part in zip(*pieces, strict=True)) if pieces else (np.zeros(0),) * 3
    if not len(ids):
        return
    sure = test.surely(boxes)
    doubt = ~sure
    doubt[doubt] = test.perhaps(boxes[doubt])
    for kind in np.unique(kinds[sure | doubt]):
        mine = kinds == kind
        yield str(kind), ids[mine & sure], ids[mine & doubt]


def _candidates(connection: Connection, box: Box, more: str, values: tuple[str, ...]) -> tuple[Any, Any, Floats]:
    """Return ids, kinds and boxes (west, south, east, north) of what the place index has in a box.

    The index keeps single precision, rounded outwards: a box there holds the record's own.
    """
    west, south, east, north = box
    rows = connection.execute(
        f"SELECT id, kind, w, s, e, n FROM _place WHERE w <= ? AND e >= ? AND s <= ? AND n >= ? {more}",
        (east, west, north, south, *values),
    ).fetchall()
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, str), np.zeros((0, 4))
    ids, kinds, *sides = zip(*rows, strict=True)
    return np.array(ids, np.int64), np.array(kinds, dtype=object).astype(str), np.array(sides, float).T


def _rows(connection: Connection, kind: str, columns: str, ids: Any) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = connection.execute(
        f"SELECT id, {columns} FROM {quote(kind)} WHERE id IN (SELECT value FROM json_each(?))", (as_json(ids.tolist()),)
    ).fetchall()
    return found


def _decided(connection: Connection, kind: str, ids: Any, test: Tester) -> Any:
    """Return which ids of a kind touch the area with their own shapes."""
    rows = [r for r in _rows(connection, kind, "geometry", ids) if r[1] is not None] if len(ids) else []
    if not rows:
        return np.zeros(0, np.int64)
    known = np.array([r[0] for r in rows], dtype=np.int64)
    return known[test.exactly(shapely.from_wkb(np.array([r[1] for r in rows], dtype=object)))]


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
