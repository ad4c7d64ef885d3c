"""Shapes of a file made into the shape that a kind has on the map, where that loses nothing that matters."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.exchange.places.geometry import Unusable
from data.i18n import tr
from data.kinds import Kind
from data.town.shapes import Geometries, only_polygons


def fit(shape: BaseGeometry, kind: Kind) -> tuple[BaseGeometry, str | None]:
    """Return the shape as the kind has it, and a word on what was done (None: nothing).

    Raises
    ------
    Unusable
        If the kind cannot be drawn from such a shape.
    """
    wanted, given = kind.place.shape, shape.geom_type
    if wanted == "any" or given in _ALLOWED[wanted]:
        return shape, None
    made = _MAKERS[wanted](shape)
    if made is None:
        given = _word_of(shape)
        raise Unusable(tr("{kind}在地图上应是{wanted}，这里是{given}", kind=kind.label, wanted=_word(wanted), given=given))
    return made


def as_it_is(shapes: Geometries, kind: Kind) -> npt.NDArray[np.bool_]:
    """Tell which shapes are such as the kind has."""
    wanted = kind.place.shape
    if wanted == "any":
        return np.ones(len(shapes), dtype=bool)
    return np.isin(shapely.get_type_id(shapes), [shapely.GeometryType[name.upper()] for name in _ALLOWED[wanted]])


Made = tuple[BaseGeometry, str | None] | None


def _point(shape: BaseGeometry) -> Made:
    if given_points := [p for p in shapely.get_parts(shape) if p.geom_type == "Point"]:
        return (given_points[0], None) if len(given_points) == 1 else (shape.centroid, tr("几个点取了中心"))
    if shapely.get_dimensions(shape) == 1:
        return _longest(shape).interpolate(0.5, normalized=True), tr("线取了中点")
    return shape.point_on_surface(), tr("面取了其中一点")


def _line(shape: BaseGeometry) -> Made:
    if shape.geom_type != "GeometryCollection":
        return None
    lines = [p for p in shapely.get_parts(shape) if shapely.get_dimensions(p) == 1]
    return (shapely.line_merge(shapely.MultiLineString(lines)), None) if lines else None


def _polygon(shape: BaseGeometry) -> Made:
    if isinstance(shape, shapely.LineString) and shape.is_ring and len(shape.coords) >= 4:
        area = shapely.Polygon(shape)
        return (area, tr("闭合的线当作面")) if area.area else None
    areas = only_polygons(shape) if shape.geom_type == "GeometryCollection" else None
    return (areas, None) if areas is not None else None


def _longest(shape: BaseGeometry) -> shapely.LineString:
    lines: list[shapely.LineString] = list(shapely.get_parts(shape))
    return max(lines, key=lambda line: line.length)


def _word(wanted: str) -> str:
    return {"point": tr("点"), "line": tr("线"), "polygon": tr("面")}.get(wanted, wanted)


def _word_of(shape: BaseGeometry) -> str:
    word = {0: tr("点"), 1: tr("线"), 2: tr("面")}.get(int(shapely.get_dimensions(shape)), "")
    return f"{word} ({shape.geom_type})"


_ALLOWED = {"point": ("Point",), "line": ("LineString", "MultiLineString"), "polygon": ("Polygon", "MultiPolygon")}
_MAKERS = {"point": _point, "line": _line, "polygon": _polygon}
