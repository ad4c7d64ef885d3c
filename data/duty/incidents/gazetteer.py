"""The names of a station's places, kept until a place changes: addresses, compounds, streets and their crossings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from data.exchange.addresses import AddressBook
from data.query import Query, Where
from data.store.kept import KeptByStation
from data.store.station import Station

KINDS = frozenset({"building", "dwelling", "address", "road", "shop", "organisation", "place", "alias"})
GENERIC = ("小区", "社区", "花园", "家园", "新村", "大院")
LEAST = 2  # characters of a name


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound: its name, how many buildings it has, and its middle in WGS-84 degrees."""

    name: str
    count: int
    lon: float
    lat: float


class Gazetteer:
    """The names; made once and asked at every key."""

    def __init__(self, station: Station) -> None:
        self.book = AddressBook(station)
        self._compounds, self._short = _compounds(station)
        streets = set(station.columns(Query("road"), ("name",))["name"])
        self._streets = sorted((n for n in streets if n and len(n) >= LEAST), key=len, reverse=True)
        self._lines: dict[str, BaseGeometry] = {}

    def compounds_in(self, text: str) -> list[Compound]:
        """Return the compounds that a text names, those with the longest name; 金沙 alone may be 金沙小区."""
        if text in self._short:
            return self._short[text]
        found = [name for name in self._compounds if name in text]
        longest = max(map(len, found), default=0)
        return [self._compounds[name] for name in found if len(name) == longest]

    def streets_in(self, text: str) -> list[str]:
        """Return the streets that a text names, in the order that they stand; a name inside a longer one is not told."""
        found: list[tuple[int, int, str]] = []
        for name in self._streets:
            at = text.find(name)
            if at >= 0 and name not in self._compounds and not any(a <= at and at + len(name) <= b for a, b, _ in found):
                found.append((at, at + len(name), name))
        return [name for _, _, name in sorted(found)]

    def crossing(self, station: Station, one: str, other: str) -> tuple[float, float] | None:
        """Return where two streets meet in WGS-84 degrees; None where they do not."""
        a, b = self._line(station, one), self._line(station, other)
        if a is None or b is None or one == other:
            return None
        if shapely.distance(a, b) > 0.0003:  # about 30 metres: two carriageways, or lines that end before they meet
            return None
        near = shapely.get_coordinates(shapely.shortest_line(a, b))
        return float(near[:, 0].mean()), float(near[:, 1].mean())

    def middle_of(self, station: Station, street: str) -> tuple[float, float] | None:
        """Return a point about the middle of a street."""
        line = self._line(station, street)
        if line is None:
            return None
        longest = max(shapely.get_parts(line), key=lambda part: part.length)
        at = longest.interpolate(0.5, normalized=True)
        return float(at.x), float(at.y)

    def _line(self, station: Station, name: str) -> BaseGeometry | None:
        if name not in self._lines:
            shapes = station.columns(Query("road", (Where("name", "is", name),)), ("geometry",))["geometry"]
            lines = [s for s in shapes if s is not None and s.geom_type in ("LineString", "MultiLineString")]
            self._lines[name] = shapely.line_merge(shapely.union_all(lines))
        line = self._lines[name]
        return None if line.is_empty else line


def _compounds(station: Station) -> tuple[dict[str, Compound], dict[str, list[Compound]]]:
    """Return the compounds by name, and by what is left of it without the generic word."""
    rows = station.columns(Query("building", (Where("compound", "not", None),)), ("compound", "lon", "lat"))
    at: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for name, lon, lat in zip(*rows.values(), strict=True):
        if len(name) >= LEAST and lon is not None and lat is not None:
            at[name].append((lon, lat))
    made: dict[str, Compound] = {}
    short: dict[str, list[Compound]] = defaultdict(list)
    for name, points in at.items():
        of = Compound(name, len(points), sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
        made[name] = of
        bare = next((name.removesuffix(word) for word in GENERIC if name.endswith(word)), name)
        if LEAST <= len(bare) < len(name):
            short[bare].append(of)
    return made, dict(short)


_names = KeptByStation(KINDS, Gazetteer)


def names_of(station: Station) -> Gazetteer:
    """Return the names of a station's places; they take about a second when they are first asked for."""
    return _names.of(station)
