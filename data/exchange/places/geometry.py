"""GeoJSON geometry to shapes: fast where it is right, explained where it is not, mended where that is certain."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from data.exchange.places.ragged import plain_shapes
from data.i18n import tr
from data.town.shapes import Geometries, only_polygons

# How deep the positions of each type are nested, and how many positions a line or ring needs.
DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
TYPES = (*DEPTHS, "GeometryCollection")
# A self-intersection is mended when the area it may add or lose is this small a part of the whole.
CERTAIN = 0.05


class Unusable(Exception):
    """A geometry that cannot be taken, with the sentence that says why."""


def read_shapes(geometries: Sequence[Any]) -> tuple[Geometries, list[str | None], list[int]]:
    """Return the shapes of GeoJSON geometries, for each the sentence why it cannot be read (None where it can), and odd rows.

    Unclosed rings are closed, in odd rows only; shapes are two-dimensional and not yet checked for validity or range.
    """
    shapes, left = plain_shapes(geometries)
    odd = left.tolist()
    given = [geometries[row] for row in odd]
    texts = [orjson.dumps(g).decode() if isinstance(g, dict) and g.get("type") in TYPES else "" for g in given]
    if texts:
        shapes[left] = shapely.force_2d(shapely.from_geojson(np.array(texts, dtype=object), on_invalid="ignore"))
    whys: list[str | None] = [None] * len(shapes)
    for row in np.flatnonzero(shapely.is_missing(shapes) | shapely.is_empty(shapes)).tolist():
        try:
            shapes[row] = shapely.force_2d(explain(geometries[row]))
        except Unusable as error:
            shapes[row], whys[row] = None, str(error)
    return shapes, whys, odd


def explain(geometry: Any) -> BaseGeometry:
    """Return the shape of a geometry that the fast way could not read.

    Raises
    ------
    Unusable
        With a sentence that says what is wrong.
    """
    if geometry is None:
        raise Unusable(tr("没有位置（geometry 为空）"))
    if not isinstance(geometry, dict):
        raise Unusable(tr("geometry 应为对象"))
    name = geometry.get("type")
    if name not in TYPES:
        raise Unusable(tr("不认识的几何类型“{type}”，GeoJSON 的写法是：{known}", type=name, known=", ".join(TYPES)))
    if name == "GeometryCollection":
        return _collection(geometry.get("geometries"))
    if "coordinates" not in geometry:
        raise Unusable(tr("几何缺少 coordinates"))
    closed = _checked(geometry["coordinates"], DEPTHS[name], name)
    return shapely.from_geojson(orjson.dumps({"type": name, "coordinates": closed}).decode())


def _collection(members: Any) -> BaseGeometry:
    if not isinstance(members, list) or not members:
        raise Unusable(tr("几何集合里没有几何"))
    return shapely.GeometryCollection([explain(member) for member in members])


def _checked(value: Any, depth: int, name: str) -> list[Any]:
    """Return coordinates whose nesting and positions are right, with rings closed."""
    if depth == 0:
        return _position(value)
    if not isinstance(value, list) or not value:
        raise Unusable(tr("{type} 的坐标嵌套层数不对", type=name))
    inner = [_checked(v, depth - 1, name) for v in value]
    if depth == 1 and name.endswith("Polygon"):
        return _ring(inner)
    if depth == 1 and name.endswith("LineString") and len(inner) < 2:
        raise Unusable(tr("线至少要有两个点"))
    return inner


def _position(value: Any) -> list[float]:
    if not isinstance(value, list):
        raise Unusable(tr("坐标嵌套层数不对：应为 [经度, 纬度]，却是 {value}", value=value))
    if any(isinstance(v, list) for v in value):
        raise Unusable(tr("坐标嵌套层数不对：嵌套得太深"))
    if len(value) < 2:
        raise Unusable(tr("坐标应有经度和纬度两个数"))
    if not all(isinstance(v, int | float) and not isinstance(v, bool) and math.isfinite(v) for v in value):
        raise Unusable(tr("坐标里有不是数字的内容：{value}", value=orjson.dumps(value).decode()))
    return value[:3]


def _ring(points: list[list[float]]) -> list[list[float]]:
    ring = points if points[0][:2] == points[-1][:2] else [*points, points[0]]
    if len({(p[0], p[1]) for p in ring}) < 3:
        raise Unusable(tr("面的边界至少要有三个不同的点"))
    return [*ring[:-1], ring[0]]


def is_closed(geometry: Any) -> bool:
    """Tell whether all rings of a GeoJSON polygon end where they begin."""
    name, value = geometry["type"], geometry["coordinates"]
    if not name.endswith("Polygon"):
        return True
    rings = value if name == "Polygon" else [ring for polygon in value for ring in polygon]
    return all(ring[0][:2] == ring[-1][:2] for ring in rings)


def mend(shape: BaseGeometry) -> BaseGeometry:
    """Return an invalid shape made valid where what was meant is certain.

    Raises
    ------
    Unusable
        Where it is not: too much of the area depends on how the crossing is read, or nothing is left.
    """
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        raise Unusable(tr("线的所有点都在同一处"))
    filled = only_polygons(shapely.make_valid(shape))
    bare = only_polygons(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    if filled is None or bare is None or not filled.area:
        raise Unusable(tr("面没有面积"))
    meant = abs(_signed_area(shape))
    if abs(filled.area - meant) > CERTAIN * meant or abs(filled.area - bare.area) > CERTAIN * filled.area:
        raise Unusable(tr("轮廓自相交，看不出原来的形状"))
    return filled


def _signed_area(shape: BaseGeometry) -> float:
    """Return the area by the shoelace formula, holes taken off; crossings cancel, which tells how grave they are."""
    return sum(_ring_area(p.exterior) - sum(_ring_area(hole) for hole in p.interiors) for p in shapely.get_parts(shape))


def _ring_area(ring: BaseGeometry) -> float:
    points = shapely.get_coordinates(ring)
    points = points - points[0]
    return float(abs(np.sum(points[:-1, 0] * points[1:, 1] - points[1:, 0] * points[:-1, 1])) / 2)
