"""From the reference system that a file names, or leaves out, to WGS-84 degrees."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from data.errors import BadInput
from data.exchange.places.grids import grid_of, settle, suggestion
from data.exchange.places.reference import NoSystem, epsg_code, to_degrees
from data.exchange.report import DatumGuess
from data.i18n import tr
from data.town.shapes import Geometries

Floats = npt.NDArray[np.float64]
ALIKE = 20  # percent: ArcGIS and others spell names their own way, and PROJ's certainty falls with each difference
_UNDEFINED = ("undefined", "unknown", "local_cs", "engcrs", "engineeringcrs", "localcs")
_COARSE = ("Xian 1980", "Beijing 1954", "New Beijing")  # datums whose exact parameters are not published


def place_shapes(shapes: Geometries, own: str | None, datum: str | None, path: Path) -> tuple[Geometries, DatumGuess, list[str]]:
    """Return shapes in WGS-84 degrees, what they were taken for, and what had to be said about it.

    ``own`` is what the file says (EPSG code or WKT), ``datum`` what the person said, which wins. Points that the system cannot have
    become infinite.

    Raises
    ------
    BadInput
        If neither says it and the numbers are no degrees; the sentence asks for it.
    """
    if datum is not None and epsg_code(datum) is None:
        moved, guess = to_degrees(shapes, datum, path)
        return moved, guess, []
    try:
        system = _system(datum or own)
    except (CRSError, UnicodeError) as error:
        said = " ".join((datum or own or "").split())[:80]
        raise BadInput(tr("文件 {file} 的坐标系“{system}”看不懂，请指明坐标系（EPSG:代号）", file=path.name, system=said),
                       file=path) from error  # fmt: skip
    if system is None:
        return _without_system(shapes, path)
    try:
        moved, notes = _project(shapes, system)
    except BadInput as error:
        raise BadInput(tr("文件 {file}：{why}", file=path.name, why=error.message), file=path) from error
    rule = "given" if datum else "file"
    return moved, DatumGuess(name_of(system), sure=True, evidence={"rule": rule, "system": system.name}), notes


def name_of(system: CRS) -> str:
    """Return "WGS84", an EPSG code, or the system's own name where it has no code."""
    code = system.to_epsg(min_confidence=ALIKE)
    if code == 4326:
        return "WGS84"
    return f"EPSG:{code}" if code else system.name


def _system(text: str | None) -> CRS | None:
    """Return the system that a text names, None where it says that there is none.

    Raises
    ------
    CRSError
        If it names none that is known.
    """
    if not text or text.strip().lower().startswith(_UNDEFINED) or "undefined" in text.lower()[:60]:
        return None
    code = epsg_code(text)
    system = CRS.from_epsg(code) if code else CRS.from_user_input(text)
    if system.is_compound:
        system = next((part for part in system.sub_crs_list if part.is_projected or part.is_geographic), system)
    if system.is_engineering:
        return None
    return system.to_2d()


def _without_system(shapes: Geometries, path: Path) -> tuple[Geometries, DatumGuess, list[str]]:
    points = shapely.get_coordinates(shapes)
    points = points[np.isfinite(points).all(axis=1)]
    if not len(points) or (np.abs(points) <= (180.0, 90.0)).all():
        note = tr("文件 {file} 没有说明坐标系，坐标都是经纬度，当作 WGS-84", file=path.name)
        return shapes, DatumGuess("WGS84", sure=False, evidence={"rule": "degrees"}), [note]
    if (np.abs(points) <= (90.0, 180.0)).all():
        note = tr("文件 {file} 没有说明坐标系，坐标是先纬度后经度，已换过来，当作 WGS-84", file=path.name)
        return _exchanged(shapes), DatumGuess("WGS84", sure=False, evidence={"rule": "degrees", "exchanged": True}), [note]
    x, y = points[0].tolist()
    hint = suggestion(points)
    ask = tr("文件 {file} 没有说明坐标系（Shapefile 缺少 .prj），坐标 {x:.10g}, {y:.10g} 不是经纬度，请指明坐标系（EPSG:代号）",
             file=path.name, x=x, y=y)  # fmt: skip
    raise NoSystem(tr("{ask}。{hint}", ask=ask, hint=hint) if hint else ask, points, file=path)


def _project(shapes: Geometries, system: CRS) -> tuple[Geometries, list[str]]:
    notes: list[str] = []
    grid = grid_of(system)
    if system.is_geographic:
        points = shapely.get_coordinates(shapes)
        if len(points) and (np.abs(points[:, 1]) > 90).any() and (np.abs(points) <= (90.0, 180.0)).all():
            shapes = _exchanged(shapes)
            notes.append(tr("坐标先写了纬度后写了经度，已换过来"))
    if grid is not None:
        whole, notes = settle(shapely.get_coordinates(shapes), grid)
        shapes = shapely.set_coordinates(shapes.copy(), whole)
    if (geodetic := system.geodetic_crs) is not None and geodetic.name.startswith(_COARSE):
        notes.append(tr("{system} 的精确转换参数没有公布，换算后的位置可能差几米到上百米，请在图上核对", system=system.name))
    if system.to_epsg() == 4326 and not grid:
        return shapes, notes
    try:
        mover = Transformer.from_crs(system, "EPSG:4326", always_xy=True)
    except ProjError as error:
        why = tr("坐标系“{system}”换算不到经纬度，请指明坐标系（EPSG:代号）", system=system.name)
        raise BadInput(why) from error
    moved = shapely.transform(shapes, lambda points: np.column_stack(mover.transform(points[:, 0], points[:, 1])))
    return np.asarray(moved), notes


def _exchanged(shapes: Geometries) -> Geometries:
    return np.asarray(shapely.transform(shapes, lambda points: points[:, ::-1]))
