"""China's Gauss-Krueger grids as they are really written: with and without the number of the zone, north and east exchanged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pyproj import CRS

from data.errors import BadInput
from data.i18n import tr

Floats = npt.NDArray[np.float64]
ZONE = 1e6  # metres that a zone's number stands for, in front of the easting
MIDDLE = 500_000.0  # metres: the easting of the central meridian
EASTINGS, NORTHINGS = (100_000.0, 900_000.0), (1_500_000.0, 6_500_000.0)  # metres, anywhere in China, without the zone's number
_CHINA = ("China Geodetic Coordinate System 2000", "Xian 1980", "Beijing 1954", "New Beijing")
_SIX, _THREE = range(13, 24), range(25, 46)  # the numbers that zones of six and of three degrees have in China
_MERCATOR = ((8_000_000.0, 15_200_000.0), (1_800_000.0, 7_200_000.0))  # China in Web Mercator


@dataclass(frozen=True, slots=True)
class Grid:
    """A Gauss-Krueger grid: central meridian in degrees, and the number in front of its eastings (0: none)."""

    name: str
    meridian: float
    zone: int


def grid_of(system: CRS) -> Grid | None:
    """Return the Chinese grid that a reference system is, None where it is something else."""
    geodetic, operation = system.geodetic_crs, system.coordinate_operation
    if not system.is_projected or geodetic is None or operation is None or not _is_chinese(geodetic.name):
        return None
    given = {p.name: p.value for p in operation.params}
    easting, meridian = given.get("False easting"), given.get("Longitude of natural origin")
    if "Mercator" not in operation.method_name or easting is None or meridian is None or (float(easting) - MIDDLE) % ZONE:
        return None
    return Grid(system.name, float(meridian), round((float(easting) - MIDDLE) / ZONE))


def settle(points: Floats, grid: Grid) -> tuple[Floats, list[str]]:
    """Return points (east, north) as the grid wants them, and what had to be done for it.

    Raises
    ------
    BadInput
        If the points carry the number of another zone.
    """
    if not len(points):
        return points, []
    notes = []
    east, north = np.nanmedian(points, axis=0).tolist()
    if exchanged(east, north):
        points, east = points[:, ::-1], north
        notes.append(tr("坐标先写了北后写了东，已换过来"))
    zone = int(east // ZONE)
    if zone == grid.zone:
        return points, notes
    if zone and not _same(zone, grid):
        raise BadInput(
            tr("坐标带的是 {zone} 带的带号，与坐标系 {system}（中央经线 {meridian:g}°）不符，请核对后指明坐标系（EPSG:代号）",
               zone=zone, system=grid.name, meridian=grid.meridian))  # fmt: skip
    notes.append(
        tr("坐标带有带号 {zone}，坐标系 {system} 不带带号，已去掉", zone=zone, system=grid.name) if zone else
        tr("坐标没有带号，坐标系 {system} 带有带号 {zone}，已加上", zone=grid.zone, system=grid.name)
    )  # fmt: skip
    return points + np.array([(grid.zone - zone) * ZONE, 0.0]), notes


def exchanged(east: float, north: float) -> bool:
    """Tell whether an easting stands where the northing should and the other way round: in China they cannot be confused."""
    zone = int(north // ZONE)
    numbered = zone in _SIX or zone in _THREE
    return _within(north - zone * ZONE if numbered else north, EASTINGS) and _within(east, NORTHINGS)


def suggestion(points: Floats) -> str:
    """Return a sentence on what metres without a reference system may be, "" where nothing is to be said."""
    east, north = np.nanmedian(points, axis=0).tolist()
    if exchanged(east, north):
        east, north = north, east
    zone = int(east // ZONE)
    words = []
    if _within(east, _MERCATOR[0]) and _within(north, _MERCATOR[1]):
        words.append(tr("看起来是 Web 墨卡托，代号是 EPSG:3857"))
    if _within(north, NORTHINGS) and (zone in _SIX or zone in _THREE):
        width, code = (6, 4491 + zone - _SIX[0]) if zone in _SIX else (3, 4513 + zone - _THREE[0])
        words.append(tr("看起来是 {width} 度带第 {zone} 带的高斯坐标；若是 CGCS2000，代号是 EPSG:{code}",
                        width=width, zone=zone, code=code))  # fmt: skip
    elif _within(north, NORTHINGS) and _within(east, EASTINGS):
        words.append(_unnumbered())
    return tr("{one}；或者{other}", one=words[0], other=words[1]) if len(words) > 1 else "".join(words)


def _unnumbered() -> str:
    return tr("看起来是不带带号的高斯坐标；若是 CGCS2000 的 3 度带，中央经线 114° 是 EPSG:4547，117° 是 4548，120° 是 4549")


def _same(zone: int, grid: Grid) -> bool:
    """Tell whether a number in front of eastings is that of the grid's own central meridian, in three or six degrees."""
    return not grid.zone and grid.meridian in (zone * 3, zone * 6 - 3)


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _is_chinese(name: str) -> bool:
    return any(name.startswith(known) for known in _CHINA)
