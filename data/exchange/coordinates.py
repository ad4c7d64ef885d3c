"""Coordinates as people say them: written in the system that is wanted, and read from whatever was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from pyproj import Geod

from data.errors import BadInput
from data.exchange.datum.hypothesis import datum_label, is_gauss, is_metres
from data.exchange.tables.points import Pair, read_pair
from data.i18n import tr
from data.town.datum import convert, parse_datum
from data.town.datum_names import SHOWN as SHOWN  # noqa: PLC0414 - it is known from here
from data.town.datum_names import WEB_MERCATOR, zone_code

_NAMED = re.compile(
    r"(?:WGS|GCJ|BD|CGCS|EPSG)[-_ ]?\s*:?\s*\d*(?:MC|WM|LL)?|百度(?:墨卡托)?|高德|腾讯|火星|国家\s*2000|GPS", re.IGNORECASE
)
FAR = 300_000.0  # metres from the station
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_GEOD = Geod(ellps="WGS84")


def system_label(system: str) -> str:
    """Return the short name of one of `SHOWN`."""
    labels = {"WGS84": "WGS-84", "GCJ02": "GCJ-02", "BD09": "BD-09", "CGCS2000_3": tr("CGCS2000 米")}
    return labels[system]


def zone_of(lon: float) -> int:
    """Return the number of the zone of 3 degrees in which a longitude in degrees lies."""
    return int(np.floor((lon + 1.5) / 3))


def written(lon: float, lat: float, system: str) -> str:
    """Return WGS-84 degrees as text in one of `SHOWN`: longitude and latitude, or east with the zone before it and north.

    Outside the zones of CGCS2000 (73.5 to 136.5 degrees east) there are no metres, and degrees are written.
    """
    if system == "CGCS2000_3":
        code = zone_code(zone_of(lon)) if 25 <= zone_of(lon) <= 45 else None
        if code is not None:
            east, north = convert(lon, lat, "WGS84", f"EPSG:{code}")
            return f"{float(east):.2f}, {float(north):.2f}"
        system = "WGS84"
    there, up = convert(lon, lat, "WGS84", system)
    return f"{float(there):.6f}, {float(up):.6f}"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what was typed: WGS-84 degrees, in which system it was taken, and how far from the station it lies."""

    lon: float
    lat: float
    system: str
    metres: float

    @property
    def label(self) -> str:
        """What the system is called, and how far the place is where it is not here."""
        said = datum_label(self.system)
        if self.metres < 50_000:
            return said
        return tr("{system}，离本站 {km} 公里", system=said, km=f"{self.metres / 1000:,.0f}")


def read_coordinates(text: str, near: tuple[float, float], system: str = "WGS84") -> list[Reading]:
    """Return the ways to understand a text as a point, the likeliest first; none where it is no point.

    Takes degrees, degrees-minutes-seconds and metres, in any order of the two numbers, with or without the name of a system
    (GCJ-02, 百度, CGCS2000, EPSG:4528 ...). Degrees without a name are of ``system``, and of the other usual ones after it;
    metres are tried in all that lie in China. What is nearer to ``near`` (WGS-84 degrees) is likelier.
    """
    named, rest = _named(text)
    pair = read_pair(rest)
    if pair is None:
        return []
    tries = [r for s in _systems(pair, named, near, system) for r in _placed(pair, s, near)]
    if named or not tries:
        return sorted(tries, key=lambda r: r.metres)[:1]
    if not is_metres(tries[0].system):
        swapped = min(tries, key=lambda r: r.metres)  # the order of the numbers: whichever is nearer, for all systems alike
        return [r for r in tries if abs(r.lon - swapped.lon) < 1 and abs(r.lat - swapped.lat) < 1]
    best = min(r.metres for r in tries)
    return [r for r in sorted(tries, key=lambda r: r.metres) if r.metres < max(2 * best, FAR)]


def sought_coordinates(text: str, near: tuple[float, float], system: str = "WGS84") -> list[Reading]:
    """Return the same for what was typed into the search box: two plain numbers that lead far away are no point there."""
    plainly = any(sign in text for sign in ".°度") or _named(text)[0]
    return [r for r in read_coordinates(text, near, system) if plainly or r.metres < FAR]


def _named(text: str) -> tuple[str, str]:
    """Return the system that a text names, "" for none, and the text without it."""
    for found in _NAMED.finditer(text):
        try:
            name = parse_datum(found[0])
        except BadInput:
            continue
        bare = _BRACKETS.sub(" ", text) if _BRACKETS.search(text) and found[0] in _BRACKETS.search(text)[0] else text  # type: ignore[index]
        return name, bare.replace(found[0], " ").strip(" :：,，")
    return "", text


def _systems(pair: Pair, named: str, near: tuple[float, float], shown: str) -> Iterator[str]:
    if named and not (named == "CGCS2000" and max(abs(pair.first), abs(pair.second)) > 180):
        yield named
        return
    if max(abs(pair.first), abs(pair.second)) <= 180:
        first = shown if shown in ("WGS84", "GCJ02", "BD09") else "WGS84"
        yield from dict.fromkeys((first, "WGS84", "GCJ02", "BD09"))
        return
    for number in (pair.first, pair.second):
        code = zone_code(int(abs(number) // 1e6)) if abs(number) >= 1e7 else None
        if code is not None:
            yield f"EPSG:{code}"
    if max(abs(pair.first), abs(pair.second)) < 1e7 and 73.5 <= near[0] <= 136.5:
        yield f"EPSG:{4534 + zone_of(near[0]) - 25}"  # metres without the zone: that of the station
    if not named:
        yield WEB_MERCATOR


def _placed(pair: Pair, system: str, near: tuple[float, float]) -> Iterator[Reading]:
    orders = [(pair.first, pair.second)]
    if not pair.fixed or is_gauss(system):
        orders.append((pair.second, pair.first))
    for one, other in orders:
        if not is_metres(system) and (abs(one) > 180 or abs(other) > 90):
            continue
        lon, lat = (float(v) for v in convert(one, other, system, "WGS84"))
        if np.isfinite(lon) and np.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90:
            yield Reading(lon, lat, system, float(_GEOD.inv(near[0], near[1], lon, lat)[2]))
