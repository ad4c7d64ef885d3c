"""The reference system of a CityJSON file: as it says in any of its versions, or as the user says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pyproj import CRS
from pyproj.exceptions import CRSError

from data.errors import BadInput
from data.exchange.report import DatumGuess
from data.i18n import tr
from data.town.datum import convert, parse_datum, to_wgs84

Floats = npt.NDArray[np.float64]
# urn:ogc:def:crs:EPSG::7415, http(s)://www.opengis.net/def/crs/EPSG/0/7415, EPSG:7415
_CODE = re.compile(r"EPSG(?:[:/][\w.]*)?[:/]+(\d{4,6})/?\Z", re.IGNORECASE)
_OUTSIDE = 1.0  # degrees beyond the area that a system is made for
_DEGREES_GRID, _METRES_GRID = 1e-8, 1e-3


@dataclass(frozen=True, slots=True)
class CitySystem:
    """A reference system: EPSG code (0 for plain degrees, east first) and how sure that is.

    ``grid`` is the precision, in the system's unit, to which footprints are joined.
    """

    epsg: int
    guess: DatumGuess
    grid: float
    north_first: bool = False

    def to_degrees(self, points: Floats) -> tuple[Floats, Floats]:
        """Return longitude and latitude in WGS-84 degrees."""
        x, y = points[:, 0], points[:, 1]
        if self.north_first:
            x, y = y, x
        if self.epsg:
            lon, lat, _ = to_wgs84(self.epsg, x, y, np.zeros(len(points)))
            return lon, lat
        return convert(x, y, self.guess.chosen, "WGS84")


def find_system(document: Any, points: Floats, datum: str | None, path: Path) -> CitySystem:
    """Return the reference system of a CityJSON document.

    Raises
    ------
    BadInput
        If it is not said and the coordinates cannot be degrees, or they do not lie where the system is made for.
    """
    said = _said(document)
    if datum is not None:
        given = _CODE.search(datum) or re.fullmatch(r"(\d{4,6})", datum.strip())
        if given is None:
            chosen = parse_datum(datum)
            return CitySystem(0, DatumGuess(chosen, True, {"rule": "given"}), _DEGREES_GRID)
        return _checked(_system(int(given[1]), points, {"rule": "given"}, path), points, path)
    if said is None:
        return _unsaid(points, path)
    code = _CODE.search(str(said).strip())
    if code is None and not str(said).isdigit():
        why = tr("文件 {file} 的坐标系“{system}”看不懂，请指明坐标系（EPSG:代号）", file=path.name, system=said)
        raise BadInput(why, file=path)
    epsg = int(code[1]) if code else int(said)
    return _checked(_system(epsg, points, {"referenceSystem": str(said)}, path), points, path)


def _said(document: Any) -> Any:
    metadata = document.get("metadata")
    if not isinstance(metadata, dict):
        return None
    crs = metadata.get("crs")
    return metadata.get("referenceSystem") or (crs.get("epsg") if isinstance(crs, dict) else None)


def _unsaid(points: Floats, path: Path) -> CitySystem:
    degrees = not len(points) or bool((np.abs(points[:, 0]) <= 180).all() and (np.abs(points[:, 1]) <= 90).all())
    if degrees and not (len(points) and np.ptp(points[:, :2], axis=0).max() > 10):
        return CitySystem(0, DatumGuess("WGS84", False, {"rule": "degrees"}), _DEGREES_GRID)
    raise BadInput(tr("文件 {file} 没有说明坐标系（metadata.referenceSystem），坐标也不是经纬度；请指明坐标系（EPSG:代号）",
                      file=path.name), file=path)  # fmt: skip


def _system(epsg: int, points: Floats, evidence: dict[str, str], path: Path) -> CitySystem:
    guess = DatumGuess(f"EPSG:{epsg}", True, evidence)
    try:
        crs = CRS.from_epsg(epsg)
    except CRSError as error:
        raise BadInput(tr("文件 {file}：没有坐标系 EPSG:{epsg}", file=path.name, epsg=epsg), file=path) from error
    if not crs.is_geographic:
        return CitySystem(epsg, guess, _METRES_GRID)
    north_first = bool(len(points)) and crs.axis_info[0].direction == "north" and float(np.abs(points[:, 0]).max()) <= 90
    return CitySystem(epsg, guess, _DEGREES_GRID, north_first)


def _checked(system: CitySystem, points: Floats, path: Path) -> CitySystem:
    """Return the system if the coordinates lie where it is made for."""
    area = CRS.from_epsg(system.epsg).area_of_use
    if not len(points) or area is None:
        return system
    lon, lat = system.to_degrees(np.array([points.min(axis=0), points.max(axis=0)]))
    west, south, east, north = area.bounds
    inside = (lon > west - _OUTSIDE) & (lon < east + _OUTSIDE) & (lat > south - _OUTSIDE) & (lat < north + _OUTSIDE)
    if west < east and not bool(inside.all()):
        x, y = points[0, :2]
        raise BadInput(tr("文件 {file} 的坐标（{x:.2f}, {y:.2f}）不在 EPSG:{epsg} 的适用范围内，请指明正确的坐标系",
                          file=path.name, x=x, y=y, epsg=system.epsg), file=path)  # fmt: skip
    return system
