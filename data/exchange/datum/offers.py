"""Reference systems that a person may mean, found by code or name, with how far from the station each puts the coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from data.errors import BadInput
from data.exchange.datum.hypothesis import datum_label
from data.exchange.datum.zones import ALL, UTM_NORTH, zone_label, zones_around
from data.i18n import language, tr
from data.town.datum import WEB_MERCATOR, convert
from data.town.frame import LocalFrame

Floats = npt.NDArray[np.float64]
Bounds = tuple[float, float, float, float]  # west, south, east, north in WGS-84 degrees

DEGREES = ("WGS84", "GCJ02", "BD09", "CGCS2000")
METRES = ("GCJ02WM", "BD09MC")  # beside the zones and Web Mercator
CHINA_MIDDLE = 105.0  # degrees east, where nothing tells where the station lies
MOST = 24
STEP = 50_000.0  # metres
_PLAIN = re.compile(r"[\s°·,，。/_:：()（）-]+")


@dataclass(frozen=True, slots=True)
class Offer:
    """A system: ``said`` is what an import takes as its datum, ``metres`` how far from the station the coordinates fall.

    0 is in the station, infinity where the system cannot have such coordinates, None where there is nothing to measure to. ``lon``
    and ``lat`` are where they fall, WGS-84 degrees.
    """

    said: str
    label: str
    metres: float | None = None
    lon: tuple[float, ...] = ()
    lat: tuple[float, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether the coordinates fall into the station."""
        return self.metres == 0

    @property
    def words(self) -> str:
        """How far from the station it would be, as people say it."""
        if self.metres is None:
            return self.said if self.lon else tr("{code}，放不下这些坐标", code=self.said)
        if self.fits:
            return tr("{code}，落在本站", code=self.said)
        if not np.isfinite(self.metres):
            return tr("{code}，放不下这些坐标", code=self.said)
        return tr("{code}，离本站 {far}", code=self.said, far=distance_words(self.metres))


def distance_words(metres: float) -> str:
    """Return a distance as people say it: in metres, or kilometres where it is long."""
    if metres < 1000:
        return tr("{n} 米", n=round(metres, -1 if metres >= 100 else 0).__trunc__())
    return tr("{n} 千米", n=f"{metres / 1000:,.1f}" if metres < 10_000 else f"{metres / 1000:,.0f}")


def offers(x: Floats, y: Floats, bounds: Bounds | None, text: str = "", among: Sequence[str] = ()) -> list[Offer]:
    """Return systems for coordinates, those that put them into the station first, then the nearest.

    Parameters
    ----------
    x, y
        Coordinates as the file has them, east or longitude first; the corners of a picture.
    bounds
        Where the station lies; None where it is empty.
    text
        A code or a name, or a part of it; "" offers what is usual at this place.
    among
        The only ones that may be meant; all where it is empty.
    """
    names = among or (found_by(text) if text.strip() else list(_usual(x, y, bounds)))
    made = [placed(said, x, y, bounds) for said in dict.fromkeys(names)]
    if text.strip():
        return made[:MOST]  # in the order in which they fit what was typed
    return sorted(made, key=_nearness)[:MOST]


def _nearness(offer: Offer) -> float:
    """Return how far an offer is, in steps that tell something: what is about as near stands as it is usual."""
    if offer.metres is None:
        return 0.0 if offer.lon else np.inf
    return offer.metres if not np.isfinite(offer.metres) else float(np.ceil(offer.metres / STEP))


def placed(said: str, x: Floats, y: Floats, bounds: Bounds | None) -> Offer:
    """Return a system as an offer: where it puts the coordinates."""
    lon, lat = _moved(said, x, y)
    kept = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    if not len(lon) or kept.mean() < 0.5:
        return Offer(said, label_of(said), None if bounds is None else float("inf"))
    lon, lat = lon[kept], lat[kept]
    return Offer(said, label_of(said), away(lon, lat, bounds), tuple(lon.tolist()), tuple(lat.tolist()))


def label_of(said: str) -> str:
    """Return what a system is called: in our words, or by its name at EPSG."""
    known = datum_label(said)
    return _names().get(said.removeprefix("EPSG:"), known) if known == said else known


def away(lon: Floats, lat: Floats, bounds: Bounds | None) -> float | None:
    """Return by how many metres places are beside the station; 0 where they reach into it, None where there is no station."""
    if bounds is None:
        return None
    west, south, east, north = bounds
    frame = LocalFrame((west + east) / 2, (south + north) / 2)
    right, up = frame.to_local([lon.min(), lon.max()], [lat.min(), lat.max()])
    wide, high = frame.to_local([west, east], [south, north])
    aside = max(float(wide[0] - right[1]), float(right[0] - wide[1]), 0.0)
    along = max(float(high[0] - up[1]), float(up[0] - high[1]), 0.0)
    return float(np.hypot(aside, along))


def found_by(text: str) -> list[str]:
    """Return the systems whose code begins with a text, or whose names hold all of its words; zones of China first."""
    wanted = _plain(text.upper().replace("EPSG", ""))
    parts = [p for p in (_plain(part) for part in re.split(r"\s+", text.strip())) if p]
    if not wanted:
        return []
    ours = [said for said in (*DEGREES, WEB_MERCATOR, *METRES) if _holds(datum_label(said) + said, parts)]
    codes = sorted((c for c in _names() if c.startswith(wanted)), key=lambda c: (c != wanted, int(c))) if wanted.isdecimal() else []
    named = (c for c, words in _words(language()) if all(p in words for p in parts))
    return list(dict.fromkeys([*ours, *map(_said, codes), *map(_said, sorted(named, key=_ours_first))]))


def _said(code: str) -> str:
    return {"4326": "WGS84", "4490": "CGCS2000"}.get(code, f"EPSG:{code}")


def _ours_first(code: str) -> tuple[int, int]:
    """Order zones of China as `ALL` does, then UTM, then the rest by code."""
    number = int(code)
    at = next((n for n, series in enumerate(ALL) if series.first <= number < series.first + series.count), len(ALL))
    return at + (at == len(ALL) and not zone_label(number)), number


def _holds(words: str, parts: Iterable[str]) -> bool:
    plain = _plain(words)
    return all(p in plain for p in parts)


def _plain(text: str) -> str:
    return _PLAIN.sub("", text).lower()


def _usual(x: Floats, y: Floats, bounds: Bounds | None) -> Iterator[str]:
    """Yield the systems that such numbers are in, at the station's place."""
    if len(x) and (np.abs(x) <= 360).all() and (np.abs(y) <= 90).all():
        yield from DEGREES
        return
    lon = (bounds[0] + bounds[2]) / 2 if bounds is not None else CHINA_MIDDLE
    yield from (f"EPSG:{code}" for series, code in zones_around(lon) if series.numbered == _numbered(x))
    yield from (WEB_MERCATOR, *METRES)
    yield f"EPSG:{UTM_NORTH + int((lon + 180) // 6) + 1}"


def _numbered(x: Floats) -> bool:
    """Whether eastings have the number of a zone in front."""
    return bool(len(x)) and float(np.median(x)) >= 13_000_000.0


def _moved(said: str, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    try:
        return convert(x, y, said, "WGS84")
    except BadInput:
        return np.full(len(x), np.nan), np.full(len(x), np.nan)


@cache
def _names() -> dict[str, str]:
    """Return EPSG's own names of all systems of metres or degrees, by code; it takes a second."""
    from pyproj.database import query_crs_info
    from pyproj.enums import PJType

    types = [PJType.PROJECTED_CRS, PJType.GEOGRAPHIC_2D_CRS]
    return {info.code: info.name for info in query_crs_info(auth_name="EPSG", pj_types=types)}


@cache
def _words(_language: str) -> tuple[tuple[str, str], ...]:
    """Return codes with all that they may be called, ready to be searched."""
    return tuple((code, _plain(f"{name} {zone_label(int(code))}")) for code, name in _names().items())
