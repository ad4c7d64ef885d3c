"""Datums at the borders: WGS-84, GCJ-02, BD-09, their Mercators, CGCS2000 and any EPSG code, to and from each other.

GCJ-02 and BD-09 have no official publication; constants and formulas are the ones in general use, as checked against
the test points of gcoord (MIT). Both inverses are iterated against the forward formula.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from data.errors import BadInput
from data.i18n import tr
from data.town.baidu import bd09_to_mercator, mercator_to_bd09
from data.town.datum_names import DATUMS, SYSTEMS, WEB_MERCATOR, parse_datum, zone_code

__all__ = ["DATUMS", "SYSTEMS", "WEB_MERCATOR", "convert", "parse_datum", "to_wgs84", "zone_code"]

Floats = npt.NDArray[np.float64]
Pair = tuple[Floats, Floats]
Shift = Callable[[Floats, Floats], Pair]

_AXIS = 6378245.0  # metres, Krassovsky 1940
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_BAIDU_TURN = np.pi * 3000.0 / 180.0
_CHINA = (72.004, 0.8293, 137.8347, 55.8271)  # west, south, east, north: GCJ-02 shifts nothing outside
_CLOSE = 1e-10  # degrees at which the iteration stops; the contract is 1e-6
_ROUNDS = 30


def convert(x: npt.ArrayLike, y: npt.ArrayLike, source: str, target: str) -> Pair:
    """Return coordinates moved from one datum to another, longitude or east first; degrees or metres as each has them.

    What cannot be a coordinate of the source becomes NaN.

    Raises
    ------
    BadInput
        If one of the datums is not known.
    """
    one, other = np.asarray(x, float), np.asarray(y, float)
    up, down = _way_up(parse_datum(source)), _way_up(parse_datum(target))
    while up and down and up[-1] == down[-1]:  # what both share on the way to WGS-84 is not gone
        up.pop()
        down.pop()
    for system in up:
        one, other = _step(system, back=True)(one, other)
    for system in reversed(down):
        one, other = _step(system, back=False)(one, other)
    return one, other


def _way_up(system: str) -> list[str]:
    """Return the systems from this one to WGS-84, without it."""
    way = []
    while system != "WGS84":
        way.append(system)
        system = {"BD09": "GCJ02", "GCJ02MC": "GCJ02", "GCJ02WM": "GCJ02", "BD09MC": "BD09"}.get(system, "WGS84")
    return way


def _step(system: str, *, back: bool) -> Shift:
    """Return the step between a system and the one above it: ``back`` towards WGS-84."""
    if system in _STEPS:
        return _STEPS[system][back]
    return partial(_by_code, int(system.removeprefix("EPSG:")), back)


def _by_code(epsg: int, back: bool, x: Floats, y: Floats) -> Pair:
    there, other = _transformer(epsg).transform(x, y, direction="FORWARD" if back else "INVERSE")
    there, other = np.asarray(there, float), np.asarray(other, float)
    lost = ~(np.isfinite(there) & np.isfinite(other))
    return np.where(lost, np.nan, there), np.where(lost, np.nan, other)


def wgs84_to_gcj02(lon: Floats, lat: Floats) -> Pair:
    """Return GCJ-02 degrees for WGS-84 degrees; unmoved outside China."""
    x, y = lon - 105.0, lat - 35.0
    phi = np.radians(lat)
    magic = 1 - _ECCENTRICITY_SQUARED * np.sin(phi) ** 2
    north = np.radians(_AXIS * (1 - _ECCENTRICITY_SQUARED) / (magic * np.sqrt(magic)))
    east = np.radians(_AXIS / np.sqrt(magic) * np.cos(phi))
    inside = _in_china(lon, lat)
    return lon + np.where(inside, _east_metres(x, y) / east, 0.0), lat + np.where(inside, _north_metres(x, y) / north, 0.0)


def gcj02_to_bd09(lon: Floats, lat: Floats) -> Pair:
    """Return BD-09 degrees for GCJ-02 degrees."""
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BAIDU_TURN)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BAIDU_TURN)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def gcj02_to_wgs84(lon: Floats, lat: Floats) -> Pair:
    """Return WGS-84 degrees for GCJ-02 degrees."""
    return _invert(wgs84_to_gcj02, lon, lat)


def bd09_to_gcj02(lon: Floats, lat: Floats) -> Pair:
    """Return GCJ-02 degrees for BD-09 degrees."""
    return _invert(gcj02_to_bd09, lon, lat)


def to_wgs84(epsg: int, x: npt.ArrayLike, y: npt.ArrayLike, z: npt.ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Return longitude, latitude (degrees) and height for coordinates of an EPSG system given east first.

    Heights are passed through unchanged: only differences of them are used, and terrain is flat.

    Raises
    ------
    BadInput
        If the code is unknown, or the coordinates lie outside the system.
    """
    try:
        lon, lat = _transformer(epsg).transform(np.asarray(x, float), np.asarray(y, float), errcheck=True)
    except ProjError as error:
        raise BadInput(tr("坐标超出 EPSG:{epsg} 的范围：{why}", epsg=epsg, why=error)) from error
    return np.asarray(lon), np.asarray(lat), np.asarray(z, float)


@cache
def _transformer(epsg: int) -> Transformer:
    try:
        system = CRS.from_epsg(epsg)
    except CRSError as error:
        raise BadInput(tr("没有坐标系 EPSG:{epsg}", epsg=epsg)) from error
    flat = system.to_2d() if len(system.axis_info) > 2 else system
    return Transformer.from_crs(flat, "EPSG:4326", always_xy=True)


def _invert(forward: Shift, lon: Floats, lat: Floats) -> Pair:
    """Return the point that ``forward`` moves onto the given one, by fixed-point iteration (the shift varies slowly)."""
    x, y = np.array(lon, float), np.array(lat, float)
    for _ in range(_ROUNDS):
        there_x, there_y = forward(x, y)
        miss_x, miss_y = lon - there_x, lat - there_y
        x, y = x + miss_x, y + miss_y
        if not (np.any(np.abs(miss_x) > _CLOSE) or np.any(np.abs(miss_y) > _CLOSE)):
            break
    return x, y


def _in_china(lon: Floats, lat: Floats) -> npt.NDArray[np.bool_]:
    west, south, east, north = _CHINA
    return np.asarray((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))


def _waves(value: Floats, *parts: tuple[float, float]) -> Floats:
    """Return 2/3 of the sum of amplitude x sin(pi x value x frequency)."""
    return np.asarray(sum(size * np.sin(np.pi * value * pace) for size, pace in parts) * 2.0 / 3.0)


def _north_metres(x: Floats, y: Floats) -> Floats:
    slope = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    return slope + _waves(x, (20, 6), (20, 2)) + _waves(y, (20, 1), (40, 1 / 3)) + _waves(y, (160, 1 / 12), (320, 1 / 30))


def _east_metres(x: Floats, y: Floats) -> Floats:
    slope = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    return slope + _waves(x, (20, 6), (20, 2)) + _waves(x, (20, 1), (40, 1 / 3)) + _waves(x, (150, 1 / 12), (300, 1 / 30))


def _same(lon: Floats, lat: Floats) -> Pair:
    return lon, lat


# The way from the system above, and back to it.
_STEPS: dict[str, tuple[Shift, Shift]] = {
    "CGCS2000": (_same, _same),  # differs from WGS-84 by centimetres to decimetres
    "GCJ02": (wgs84_to_gcj02, gcj02_to_wgs84),
    "BD09": (gcj02_to_bd09, bd09_to_gcj02),
    "BD09MC": (bd09_to_mercator, mercator_to_bd09),
    "GCJ02MC": (bd09_to_mercator, mercator_to_bd09),
    "GCJ02WM": (partial(_by_code, 3857, False), partial(_by_code, 3857, True)),
}
