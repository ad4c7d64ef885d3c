"""Closed outlines, texts and attributes of a drawing, out of its blocks too, as far as a map of buildings needs them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import ezdxf.path
import numpy as np
import numpy.typing as npt
import shapely
from ezdxf.lldxf.const import DXFError
from shapely.geometry.base import BaseGeometry

from data.errors import BadInput
from data.exchange.places.dxf_words import of_attributes
from data.i18n import tr

Floats = npt.NDArray[np.float64]

DEEPEST = 12  # blocks in blocks
MOST_THINGS = 500_000  # entities with all blocks spread out
MOST_POINTS = 20_000  # of one outline
NEARLY = 0.002  # of an outline's length: ends this near belong together
SMOOTH = 1 / 400  # of an outline's size: how far a drawn curve may be from it
CURVES = ("LWPOLYLINE", "POLYLINE", "CIRCLE", "ELLIPSE", "SPLINE")
OPEN = ("LINE", "ARC")
FILLED = ("HATCH", "MPOLYGON")
WORDS = ("TEXT", "MTEXT", "ATTRIB")
SOLIDS = ("3DSOLID", "REGION", "BODY", "SURFACE", "MESH")
BUILDING_CODES = ("141", "JMD")  # of the survey program CASS, which writes what a line is beside it


@dataclass(slots=True)
class Outline:
    """A closed outline in the drawing's own units, with what is fastened to it."""

    shape: BaseGeometry
    layer: str
    attributes: dict[str, Any] = field(default_factory=dict)
    thickness: float = 0.0
    coded: bool = False  # marked as a building by the program that drew it
    closed_by_us: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A text, its middle and the point that it was put at."""

    text: str
    layer: str
    points: tuple[tuple[float, float], ...]


@dataclass(slots=True)
class Drawing:
    """What was found in a drawing."""

    outlines: list[Outline] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    lines: list[tuple[str, BaseGeometry]] = field(default_factory=list)  # layer and what is open on it
    left_out: Counter[str] = field(default_factory=Counter)


def drawing_of(document: Any, name: str) -> Drawing:
    """Return what a drawing's model space holds.

    Raises
    ------
    BadInput
        If it holds far more than a map can; ``name`` is the file's.
    """
    found = Drawing()
    for count, (entity, layer, attributes) in enumerate(_spread(document.modelspace(), "0", {}, 0)):
        if count > MOST_THINGS:
            raise BadInput(tr("图 {file} 里的图元太多（块里套块？），请只导出建筑图层", file=name))
        try:
            _take(found, entity, layer, attributes)
        except Exception:  # noqa: BLE001 - one entity that the reader cannot draw is no reason to refuse the drawing
            found.left_out[entity.dxftype()] += 1
    return found


def _spread(entities: Any, layer: str, attributes: dict[str, Any], depth: int) -> Iterator[tuple[Any, str, dict[str, Any]]]:
    """Yield entities with the layer that they lie on and the attributes of the block that they are of."""
    for entity in entities:
        own = entity.dxf.layer if entity.dxf.is_supported("layer") and entity.dxf.hasattr("layer") else "0"
        lies = layer if own == "0" and depth else own
        if entity.dxftype() != "INSERT":
            yield entity, lies, attributes
            continue
        if depth >= DEEPEST:
            continue
        said = {**attributes, **of_attributes({a.dxf.tag: a.dxf.text for a in entity.attribs})}
        inserts = entity.multi_insert() if entity.mcount > 1 else (entity,)
        for insert in inserts:
            yield insert, lies, attributes  # a block may hold nothing that is drawn; it counts all the same
            try:
                yield from _spread(insert.virtual_entities(), lies, said, depth + 1)
            except (DXFError, ValueError, ZeroDivisionError):
                continue


def _take(found: Drawing, entity: Any, layer: str, attributes: dict[str, Any]) -> None:
    kind = entity.dxftype()
    if kind in WORDS:
        found.words.append(_word(entity, layer))
    elif kind in FILLED:
        shape = _filled(entity)
        if shape is not None:
            found.outlines.append(Outline(shape, layer, dict(attributes)))
    elif kind in CURVES:
        _take_curve(found, entity, layer, attributes)
    elif kind in OPEN:
        points = _points(ezdxf.path.make_path(entity))
        if len(points) >= 2:
            found.lines.append((layer, shapely.LineString(points)))
    elif kind in SOLIDS:
        found.left_out[kind] += 1


def _take_curve(found: Drawing, entity: Any, layer: str, attributes: dict[str, Any]) -> None:
    points = _points(ezdxf.path.make_path(entity))
    if len(points) < 2 or len(points) > MOST_POINTS:
        return
    length = float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())
    gap = float(np.linalg.norm(points[0] - points[-1]))
    if len(points) < 3 or gap > NEARLY * length:
        found.lines.append((layer, shapely.LineString(points)))
        return
    ring = np.vstack([points[:-1] if gap <= NEARLY * length and len(points) > 3 else points, points[:1]])
    if len(ring) < 4:
        return
    thickness = abs(float(entity.dxf.get("thickness", 0.0)))
    found.outlines.append(Outline(shapely.Polygon(ring), layer, dict(attributes), thickness, _coded(entity), gap > 0))


def _points(path: Any) -> Floats:
    """Return the points of a path, curves as short straight pieces; doubled points are left out."""
    if not len(path):
        return np.zeros((0, 2))
    ends = np.array([(v.x, v.y) for v in path.control_vertices()], float)
    if not np.isfinite(ends).all():
        return np.zeros((0, 2))
    size = max(float(np.ptp(ends, axis=0).max()), 1e-9)
    points = ends if not path.has_curves else np.array([(v.x, v.y) for v in path.flattening(size * SMOOTH, segments=4)], float)
    kept = np.append(True, np.linalg.norm(np.diff(points, axis=0), axis=1) > 0)
    return np.asarray(points[kept])


def _filled(entity: Any) -> BaseGeometry | None:
    """Return the area that a hatch fills: its outer paths without the holes that lie in them."""
    rings = [_points(path) for path in ezdxf.path.from_hatch(entity)]
    areas = [shapely.Polygon(ring) for ring in rings if 3 <= len(ring) <= MOST_POINTS]
    areas = sorted((a if a.is_valid else a.buffer(0) for a in areas), key=lambda a: -a.area)
    if not areas or areas[0].area <= 0:
        return None
    whole: BaseGeometry = areas[0]
    for area in areas[1:]:
        whole = whole.difference(area) if whole.contains(area) else whole.union(area)
    return whole


def _word(entity: Any, layer: str) -> Word:
    text = entity.plain_text() if hasattr(entity, "plain_text") else entity.dxf.get("text", "")
    at = entity.dxf.get("insert")
    start = (float(at.x), float(at.y))
    height = float(entity.dxf.get("char_height" if entity.dxftype() == "MTEXT" else "height", 1.0))
    turn = math.radians(float(entity.dxf.get("rotation", 0.0)))
    along = height * 0.5 * sum(2 if ord(c) > 255 else 1 for c in text.split("\n")[0]) / 2
    middle = (start[0] + along * math.cos(turn) - height / 2 * math.sin(turn),
              start[1] + along * math.sin(turn) + height / 2 * math.cos(turn))  # fmt: skip
    other = entity.dxf.get("align_point") if entity.dxf.hasattr("align_point") and entity.dxf.get("halign", 0) else None
    points = (middle, start) if other is None else ((float(other.x), float(other.y)), middle, start)
    return Word(text, layer, points)


def _coded(entity: Any) -> bool:
    """Tell whether the survey program CASS wrote beside a line that it is a building."""
    if not entity.has_xdata("SOUTH"):
        return False
    codes = [str(tag.value) for tag in entity.get_xdata("SOUTH") if tag.code == 1000]
    return bool(codes) and codes[0].startswith(BUILDING_CODES)


def rings_of(lines: Sequence[tuple[str, BaseGeometry]]) -> list[Outline]:
    """Return the areas that open lines of a layer enclose together."""
    by_layer: dict[str, list[BaseGeometry]] = {}
    for layer, line in lines:
        by_layer.setdefault(layer, []).append(line)
    found = []
    for layer, its in by_layer.items():
        reach = max(float(np.ptp(shapely.bounds(np.array(its, object)).reshape(-1, 2, 2), axis=1).max()), 1e-6)
        noded = shapely.union_all(np.array(its, object), grid_size=reach * 1e-4)
        areas = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
        found += [Outline(area, layer, closed_by_us=True) for area in areas]
    return found
