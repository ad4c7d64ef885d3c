"""DXF in: closed outlines of a drawing as buildings, with storeys by layer, attribute or the text inside."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from data.errors import BadInput
from data.exchange.places.assemble import assemble
from data.exchange.places.dxf_outlines import Drawing, Outline, drawing_of, rings_of
from data.exchange.places.dxf_words import of_houses, said_inside, storeys_in
from data.exchange.places.features import Features
from data.exchange.places.grids import suggestion
from data.exchange.places.layers import Layer
from data.exchange.places.reference import NoSystem, epsg_code
from data.exchange.places.systems import place_shapes
from data.i18n import tr
from data.town.shapes import Geometries, object_array

LOG = logging.getLogger(__name__)

LARGEST = 150_000_000  # bytes
DWG = b"AC10"
SMALLEST, BROADEST = 4.0, 250_000.0  # square metres of an outline that can be a building
FRAME = 0.6  # of all outlines: one that holds so many is the sheet's frame, or a border
SAME = 0.98  # of their areas: two outlines that share so much are one drawn twice
LEAST_HEIGHT = 2.0  # metres: a line's thickness from here on is meant as height
NEAR_ORIGIN = 1000.0  # smaller numbers are a drawing's own, and no place on Earth
AROUND = 1.0  # degrees around the area that a system is made for
METRES = {1: 0.0254, 2: 0.3048, 4: 0.001, 5: 0.01, 6: 1.0, 7: 1000.0, 13: 1e-6, 14: 0.1}  # $INSUNITS
WKT = ("PROJCS", "PROJCRS", "GEOGCS", "GEOGCRS", "COMPD", "BOUNDCRS")  # how a system written out begins
MOST_NOTES = 8


def read_dxf(path: Path, datum: str | None = None, encoding: str = "") -> Features:
    """Return the closed outlines of a DXF drawing as buildings, in WGS-84 degrees.

    Only outlines on layers that are named after buildings or storeys, or that the survey program marked as buildings, are taken
    where there are any; else all.

    Parameters
    ----------
    path
        The drawing; a .prj beside it names the reference system.
    datum
        "EPSG:code" or another datum of the coordinates, where neither the drawing nor a .prj says it.
    encoding
        What the person says of the texts.

    Raises
    ------
    BadInput
        If it is no DXF, is damaged beyond mending, says nothing of where it lies, or holds no closed outline.
    """
    document, notes = _document(path, encoding)
    drawing = drawing_of(document, path.name)
    system, turned = _own_system(document, path)
    unit = METRES.get(int(document.header.get("$INSUNITS", 0) or 0), 1.0)
    outlines = _chosen(drawing, unit, notes)
    if not outlines:
        why = tr("图 {file} 里没有闭合的轮廓（闭合多段线、填充或块）；建筑轮廓请画成闭合多段线", file=path.name)
        raise BadInput(why, file=path)
    properties = _properties(drawing, outlines, unit, document)
    shapes = object_array([shapely.force_2d(o.shape) for o in outlines])
    if turned is not None:
        shapes = np.asarray(shapely.transform(shapes, lambda points: _by_matrix(points, turned)))
    shapes = _in_metres(shapes, unit if turned is None else 1.0, system, datum, path, notes)
    _tell(drawing, outlines, notes)
    mended = [row for row, o in enumerate(outlines) if o.closed_by_us]
    layer = Layer(path.stem, properties, shapes, system, mended=mended[:MOST_NOTES], usual="building", sure="building")
    whole = assemble(path, [layer], datum, str(document.output_encoding), notes)
    return replace(whole, kinds=["building"] * len(whole), layers=None, usual=None)


def _document(path: Path, encoding: str) -> tuple[Any, list[str]]:
    """Return the drawing, damaged ones mended as far as that goes."""
    from ezdxf import recover
    from ezdxf.filemanagement import readfile
    from ezdxf.lldxf.const import DXFError

    _check_file(path)
    logging.getLogger("ezdxf").setLevel(logging.CRITICAL)  # what it mends is told by us
    notes: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return readfile(path, encoding=encoding or None, errors="surrogateescape"), notes
            except (DXFError, UnicodeError, ValueError, KeyError, IndexError, TypeError, AttributeError):
                document, auditor = recover.readfile(path, errors="surrogateescape")
                notes.append(tr("图 {file} 有 {count} 处损坏，已尽量修复", file=path.name, count=len(auditor.errors)))
                return document, notes
    except Exception as error:  # the reader fails in many ways on a broken file; none of them is a fault of ours
        why = str(error).strip().splitlines()[0][:120] if str(error).strip() else type(error).__name__
        raise BadInput(tr("读不了 {file}，文件不完整或不是 DXF：{why}", file=path.name, why=why), file=path) from error


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise BadInput(tr("找不到文件 {file}", file=path), file=path)
    if path.stat().st_size > LARGEST:
        limit = LARGEST // 1_000_000
        raise BadInput(tr("图 {file} 太大，最多 {limit} MB；请只导出建筑图层", file=path.name, limit=limit), file=path)
    with path.open("rb") as file:
        head = file.read(6)
    if head.startswith(DWG):
        raise BadInput(tr("{file} 是 DWG 图，请在 CAD 里另存为 DXF 再导入", file=path.name), file=path)
    if not head.strip():
        raise BadInput(tr("文件 {file} 是空的", file=path.name), file=path)


def _own_system(document: Any, path: Path) -> tuple[str | None, Any]:
    """Return the system that the drawing or a .prj beside it names, and the matrix into it where the drawing is turned."""
    try:
        place = document.modelspace().get_geodata()
        if place is not None:
            matrix, epsg = place.get_crs_transformation(no_checks=True)
            return f"EPSG:{epsg}", matrix
    except Exception:  # whatever the library makes of it, a place that cannot be read is none: the person is asked
        LOG.info("the place in %s cannot be read", path.name, exc_info=True)
    beside = path.with_suffix(".prj")
    if beside.is_file() and beside.stat().st_size < 100_000:
        return beside.read_text(encoding="utf-8", errors="ignore").strip() or None, None
    return None, None


def _by_matrix(points: Any, matrix: Any) -> Any:
    moved = list(matrix.transform_vertices([(x, y, 0.0) for x, y in points.tolist()]))
    return np.array([(v.x, v.y) for v in moved], float).reshape(-1, 2)


def _chosen(drawing: Drawing, unit: float, notes: list[str]) -> list[Outline]:
    """Return the outlines that are buildings, the same outline once."""
    marked = [o for o in drawing.outlines if o.coded or of_houses(o.layer)]
    marked += rings_of([pair for pair in drawing.lines if of_houses(pair[0])])
    outlines = marked or drawing.outlines
    if marked and len(marked) < len(drawing.outlines):
        layers = sorted({o.layer for o in marked})
        notes.append(tr("只取了建筑图层：{layers}", layers="、".join(layers[:MOST_NOTES])))
    sound = [o for o in outlines if o.shape.is_valid or o.shape.buffer(0).area > 0]
    if not sound:
        return []
    degrees = bool((np.abs(shapely.total_bounds(np.array([o.shape for o in sound], object))) <= 180).all())
    fitting = [o for o in sound if degrees or _like_a_house(o.shape.area, unit)]
    return _once(fitting if marked else _without_frames(fitting, notes))


def _like_a_house(area: float, unit: float) -> bool:
    """Whether an area is one that a building can have, in the unit that the drawing names or in metres."""
    both = (area * unit * unit, area)
    return max(both) >= SMALLEST and min(both) <= BROADEST


def _without_frames(outlines: list[Outline], notes: list[str]) -> list[Outline]:
    if len(outlines) < 3:
        return outlines
    shapes = np.array([o.shape for o in outlines], object)
    middles = shapely.point_on_surface(shapes)
    tree = shapely.STRtree(middles)
    broad = np.argsort(-shapely.area(shapes))[:20]
    frames = [int(i) for i in broad if len(tree.query(shapes[i], predicate="contains")) > FRAME * len(outlines)]
    if frames:
        notes.append(tr("{count} 个图框没有导入", count=len(frames)))
    return [o for i, o in enumerate(outlines) if i not in frames]


def _once(outlines: list[Outline]) -> list[Outline]:
    """Leave out outlines that were drawn twice, as line and as fill; what is said on either stays."""
    if len(outlines) < 2:
        return outlines
    shapes = np.array([o.shape if o.shape.is_valid else o.shape.buffer(0) for o in outlines], object)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = one < other
    one, other = one[pairs], other[pairs]
    areas = shapely.area(shapes)
    near = np.minimum(areas[one], areas[other]) > SAME * np.maximum(areas[one], areas[other])
    one, other = one[near], other[near]
    common = shapely.area(shapely.intersection(shapes[one], shapes[other]))
    gone: set[int] = set()
    for a, b, shared in zip(one.tolist(), other.tolist(), common.tolist(), strict=True):
        if a not in gone and shared > SAME * max(areas[a], areas[b]):
            outlines[a].attributes = {**outlines[b].attributes, **outlines[a].attributes}
            outlines[a].thickness = max(outlines[a].thickness, outlines[b].thickness)
            gone.add(b)
    return [o for i, o in enumerate(outlines) if i not in gone]


def _properties(drawing: Drawing, outlines: Sequence[Outline], unit: float, document: Any) -> list[dict[str, Any]]:
    """Return what is said of each outline: by its layer, by the texts in it, and before all by its attributes."""
    inside = _texts_inside(drawing, outlines, document)
    found = []
    for outline, texts in zip(outlines, inside, strict=True):
        height = outline.thickness * unit
        tall = {"height": round(height, 3)} if height >= LEAST_HEIGHT else {}
        found.append({**storeys_in(outline.layer), **tall, **said_inside(texts), **outline.attributes, "图层": outline.layer})
    return found


def _texts_inside(drawing: Drawing, outlines: Sequence[Outline], document: Any) -> list[list[str]]:
    """Return the texts that lie in each outline; a text belongs to the smallest that it lies in."""
    inside: list[list[str]] = [[] for _ in outlines]
    shapes = np.array([o.shape if o.shape.is_valid else o.shape.buffer(0) for o in outlines], object)
    tree, areas = shapely.STRtree(shapes), shapely.area(shapes)
    for word in drawing.words:
        text = readable(word.text, document.encoding)
        for point in word.points:
            hits = tree.query(shapely.Point(point), predicate="within")
            if len(hits):
                inside[int(hits[np.argmin(areas[hits])])] += text.split("\n")
                break
    return inside


def readable(text: str, encoding: str) -> str:
    """Return a text as it was meant: drawings of old programs hold GBK and say that they hold something else."""
    if text.isascii():
        return text
    try:
        raw = text.encode(encoding, errors="surrogateescape")
    except UnicodeError:
        return "".join(c for c in text if not 0xD800 <= ord(c) <= 0xDFFF)
    chinese = any("\u3400" <= c <= "\u9fff" for c in text)
    for other in () if chinese else ("utf-8", "gb18030"):
        try:
            return raw.decode(other)
        except UnicodeDecodeError:
            continue
    return "".join(c for c in text if not 0xD800 <= ord(c) <= 0xDFFF)


def _in_metres(shapes: Geometries, unit: float, system: str | None, datum: str | None, path: Path,
               notes: list[str]) -> Geometries:  # fmt: skip
    """Return shapes in the unit of their reference system; drawings of surveyors are in metres whatever they say.

    Raises
    ------
    BadInput
        If nothing tells the reference system, or the coordinates do not lie where it is made for.
    """
    said = datum or system
    if said is None:
        points = shapely.get_coordinates(shapes)
        if _degrees(points):
            return shapes
        x, y = points[0].tolist()
        ask = tr("图 {file} 没有说明坐标系，坐标 {x:.10g}, {y:.10g} 是平面坐标；请指明坐标系（如 CGCS2000 高斯投影的 EPSG:代号）。"
                 "地方独立坐标系请先转换到国家坐标系", file=path.name, x=x, y=y)  # fmt: skip
        hint = suggestion(points * unit) or suggestion(points)
        message = tr("{ask}。{hint}", ask=ask, hint=hint) if hint else ask
        if np.abs(points).max() <= NEAR_ORIGIN:
            raise BadInput(message, file=path)
        raise NoSystem(message, points * _metres_of(points, unit), file=path)
    if epsg_code(said) is None and not said.strip().upper().startswith(WKT):
        points = shapely.get_coordinates(shapes)
        return shapes if _degrees(points) else _scaled(shapes, _metres_of(points, unit))  # a datum of degrees or of a web map
    for factor in dict.fromkeys((unit, 1.0)):
        scaled = shapes if factor == 1.0 else _scaled(shapes, factor)
        if _fits(scaled, said, path):
            if factor != unit:
                notes.append(tr("图里写的单位与坐标不符，坐标按米计"))
            return scaled
    x, y = shapely.get_coordinates(shapes)[0].tolist()
    raise BadInput(tr("图 {file} 的坐标（{x:.10g}, {y:.10g}）不在 {system} 的范围里，请核对坐标系",
                      file=path.name, x=x, y=y, system=said[:60]), file=path)  # fmt: skip


def _metres_of(points: Any, unit: float) -> float:
    """Return what makes metres of the numbers: the unit that the drawing names, where they are not metres whatever it says."""
    return unit if suggestion(points * unit) and not suggestion(points) else 1.0


def _scaled(shapes: Geometries, factor: float) -> Geometries:
    return np.asarray(shapely.transform(shapes, lambda points: points * factor))


def _degrees(points: Any) -> bool:
    """Whether numbers can only be degrees: a drawing near its own origin looks like them too."""
    if not len(points) or not (np.abs(points) <= (180.0, 90.0)).all():
        return False
    return bool(np.ptp(points, axis=0).max() < 0.5 and np.abs(points).max() > 20)


def _fits(shapes: Geometries, said: str, path: Path) -> bool:
    """Whether the middle of the drawing lies where the reference system is made for."""
    points = shapely.get_coordinates(shapes)
    middle = object_array([shapely.Point(*np.median(points, axis=0).tolist())])
    try:
        code = epsg_code(said)
        area = (CRS.from_epsg(code) if code else CRS.from_user_input(said)).area_of_use
        moved, _, _ = place_shapes(middle, said, None, path)
    except CRSError as error:
        raise BadInput(tr("文件 {file}：没有坐标系 {system}", file=path.name, system=said[:60]), file=path) from error
    if shapely.is_empty(moved[0]):
        return False
    lon, lat = moved[0].x, moved[0].y
    if not (np.isfinite(lon) and np.isfinite(lat)):
        return False
    if area is None:
        return True
    west, south, east, north = area.bounds
    return bool(south - AROUND < lat < north + AROUND and (west > east or west - AROUND < lon < east + AROUND))


def _tell(drawing: Drawing, outlines: Sequence[Outline], notes: list[str]) -> None:
    for kind, count in drawing.left_out.most_common(MOST_NOTES):
        notes.append(tr("{count} 个 {type} 没有导入：只导入闭合的轮廓", count=count, type=kind))
    notes.append(tr("图里取了 {count} 个闭合的轮廓作为建筑", count=len(outlines)))
