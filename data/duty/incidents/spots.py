"""Where a call may come from: an address, a shop, a compound, a street or crossing, coordinates, a number's known address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from shapely.geometry import Point

from data.duty.incidents.gazetteer import Gazetteer
from data.duty.incidents.hearing import Heard
from data.exchange.addresses import Match
from data.exchange.coordinates import sought_coordinates
from data.exchange.spoken import BESIDE, COORDINATES
from data.i18n import tr
from data.kinds.masking import visible
from data.query import Query, Where, equals
from data.records import Record, Values
from data.store.station import Station

NAMED = ("shop", "organisation", "place", "building", "camera")  # kinds that are found by their names
MOST = 6
EACH = 3
LETTERS = 4  # pinyin or initials of a name, at least
SHORT = re.compile(r"([a-z]{2,}\d{1,3}[a-z]?)-?(?:(\d{1,2})(?:dy|-))?(\d{3,4})")  # jsxq3d402, jsxq3d2dy402, jsxq3-2-402


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that may be meant.

    ``sort`` is "room", "building", "named" (shop, body, place, camera), "compound", "crossing", "street", "point", "phone" or
    "chosen"; ``sure`` 0 to 1. Longitude and latitude are WGS-84 degrees and there for all that stand on the map.
    """

    sort: str
    title: str
    detail: str = ""
    building: int | None = None
    dwelling: int | None = None
    storey: int | None = None
    lon: float | None = None
    lat: float | None = None
    sure: float = 0.0
    warning: str = ""  # what does not fit: no such unit or storey
    kind: str = ""  # of the record that it is, for its page
    id: int = 0

    @property
    def values(self) -> Values:
        """What a case at this place has of it."""
        links = {"building": self.building, "dwelling": self.dwelling, "storey": self.storey}
        if self.building is None and self.lon is not None and self.lat is not None:
            return {**links, "geometry": Point(self.lon, self.lat)}
        return links

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same as another."""
        if self.building is None:
            return (self.title, self.lon, self.lat)
        return (self.building, self.dwelling, self.storey)


def find_spots(station: Station, names: Gazetteer, heard: Heard) -> tuple[Spot, ...]:
    """Return the places that may be meant, the likeliest first; none where nothing said names one."""
    found = [*_points(station, heard.text)]
    for rank, part in enumerate(heard.parts):
        found += [replace(s, sure=s.sure - 0.01 * rank) for s in _of_part(station, names, part)]
    if heard.phone:
        found += of_phone(station, heard.phone)
    return tuple(best_of(found))


def best_of(found: Sequence[Spot]) -> list[Spot]:
    """Return the surest of each place, the surest first."""
    best: dict[tuple[object, ...], Spot] = {}
    for spot in sorted(found, key=lambda s: -s.sure):
        best.setdefault(spot.key, spot)
    return list(best.values())[:MOST]


def _points(station: Station, text: str) -> Iterator[Spot]:
    frame = station.frame
    for found in COORDINATES.finditer(text):
        for rank, reading in enumerate(sought_coordinates(found[0].strip(), (frame.lon, frame.lat))[:EACH]):
            title = tr("坐标 {lon}, {lat}", lon=f"{reading.lon:.5f}", lat=f"{reading.lat:.5f}")
            near = reading.metres < 100_000
            yield Spot("point", title, reading.label, lon=reading.lon, lat=reading.lat, sure=0.97 - 0.04 * rank if near else 0.4)


def _of_part(station: Station, names: Gazetteer, part: str) -> Iterator[Spot]:
    match = names.book.match(part)
    yield from _addresses(station, match, part)
    yield from _compound(names, part)
    yield from _streets(station, names, part)
    yield from _short(station, names, part)
    if part.isascii() and part.isalpha() and len(part) < LETTERS:
        return  # two letters are the initials of too much
    if not match.found or names.book.title(match.building or 0) not in part:
        yield from _named(station, part)


def _addresses(station: Station, match: Match, part: str) -> Iterator[Spot]:
    """Yield the building and room of an address; one that is only near a building is put at it."""
    ids = [match.building] if match.building is not None else list(match.alternatives[:EACH])
    for rank, id in enumerate(ids):
        record = station.get("building", id, placed=True)
        if record is None:
            continue
        exact = match.building is not None
        yield Spot(
            "room" if exact and match.dwelling else "building", _title(station, record, match if exact else None), match.why,
            building=id, dwelling=match.dwelling if exact else None, storey=match.storey if exact else None,
            lon=record.place.lon if record.place else None, lat=record.place.lat if record.place else None,
            sure=(match.sure if exact else 0.75 if BESIDE.search(part) and not rank else 0.5) - 0.03 * rank,
            warning=match.impossible if exact else "", kind="building", id=id,
        )  # fmt: skip


def _short(station: Station, names: Gazetteer, part: str) -> Iterator[Spot]:
    """Yield the room of a house that was written by its initials and numbers."""
    said = SHORT.fullmatch(part.lower())
    if said is None:
        return
    house, unit, room = said.groups()
    for hit in station.find(house, kinds=("building",), limit=EACH):
        written = hit.title + (f"{unit}单元" if unit else "") + room
        yield from _addresses(station, names.book.match(written), written)


def _title(station: Station, building: Record, match: Match | None) -> str:
    title = station.title(building)
    if match is None:
        return title
    if match.room:
        unit = tr("{unit} 单元", unit=match.unit) if match.unit else ""
        return " ".join(t for t in (title, unit, match.room) if t)
    return tr("{building} {storey} 层", building=title, storey=match.storey) if match.storey is not None else title


def _compound(names: Gazetteer, part: str) -> Iterator[Spot]:
    for compound in names.compounds_in(part):
        detail = tr("小区，{n} 栋；没有说哪一栋", n=compound.count)
        share = len(compound.name) / max(len(part), 1)
        sure = 0.92 if share >= 1.0 else 0.55 + 0.2 * share
        yield Spot("compound", compound.name, detail, lon=compound.lon, lat=compound.lat, sure=sure)


def _streets(station: Station, names: Gazetteer, part: str) -> Iterator[Spot]:
    streets = names.streets_in(part)
    for one, other in pairwise(streets):
        at = names.crossing(station, one, other)
        if at is not None:
            yield Spot("crossing", tr("{one}与{other}路口", one=one, other=other), tr("路口"), lon=at[0], lat=at[1], sure=0.9)
    for street in streets[:1]:
        middle = names.middle_of(station, street)
        if middle is not None:
            yield Spot("street", street, tr("只说了路名，先放在路的中段"), lon=middle[0], lat=middle[1], sure=0.35)


def _named(station: Station, part: str) -> Iterator[Spot]:
    for rank, hit in enumerate(station.find(part, kinds=NAMED, limit=EACH)):
        record, place = hit.record, hit.record.place
        if place is None or place.lon is None:
            continue
        building = record.id if record.kind == "building" else place.building
        sure = 1.01 if hit.title == part else 0.82 if hit.title.startswith(part) else 0.7
        yield Spot(
            "building" if record.kind == "building" else "named", hit.title, _where(station, record), building=building,
            dwelling=place.dwelling, storey=place.storey, lon=place.lon, lat=place.lat, sure=sure - 0.02 * rank,
            kind=record.kind, id=record.id,
        )  # fmt: skip


def _where(station: Station, record: Record) -> str:
    kind = station.kinds[record.kind].label
    address = str(record["address"] or "")
    return f"{kind} · {address}" if address else kind


def of_phone(station: Station, phone: str) -> Iterator[Spot]:
    """Yield the places that a number is known at: where its owner lives, a shop or body, an earlier call."""
    for person in station.read(equals("person", phone=phone))[:EACH]:
        yield from _homes(station, person)
    for kind in ("shop", "organisation"):
        for record in station.read(Query(kind, (Where("phone", "is", phone),), placed=True, limit=EACH)):
            place = record.place
            if place is not None and place.lon is not None:
                said = tr("来电号码登记在这里")
                yield Spot("phone", station.title(record), said, building=place.building, dwelling=place.dwelling,
                           storey=place.storey, lon=place.lon, lat=place.lat, sure=0.66, kind=kind, id=record.id)  # fmt: skip
    yield from _earlier(station, phone)


def _homes(station: Station, person: Record) -> Iterator[Spot]:
    name = visible(station.kinds["person"].field("name"), person["name"], "overview")
    for residence in station.read(Query("residence", (Where("person", "is", person.id), Where("until", "is", None)), placed=True)):
        place = residence.place
        building = station.get("building", place.building) if place is not None and place.building else None
        if place is None or building is None:
            continue
        unit = tr("{unit} 单元", unit=place.unit) if place.unit else ""
        title = " ".join(t for t in (station.title(building), unit, place.room or "") if t)
        yield Spot("phone", title, tr("来电号码的登记住址（{name}）", name=name), building=place.building, dwelling=place.dwelling,
                   storey=place.storey, lon=place.lon, lat=place.lat, sure=0.64, kind="building", id=building.id)  # fmt: skip


def _earlier(station: Station, phone: str) -> Iterator[Spot]:
    query = Query("case", (Where("caller_phone", "is", phone),), order=("-reported_at",), limit=EACH, placed=True)
    for case in station.read(query):
        place = case.place
        if place is not None and place.lon is not None:
            title = str(case["address"] or station.title(case))
            yield Spot("phone", title, tr("这个号码上次报警的地点"), building=place.building, dwelling=place.dwelling,
                       storey=place.storey, lon=place.lon, lat=place.lat, sure=0.6, kind="case", id=case.id)  # fmt: skip


def chosen_spot(station: Station, kind: str, id: int, *, storey: int | None = None, dwelling: int | None = None) -> Spot | None:
    """Return what was clicked on the map as a place; None where it stands nowhere."""
    record = station.get(kind, id, placed=True)
    place = record.place if record is not None else None
    if record is None or place is None or place.lon is None:
        return None
    building = id if kind == "building" else place.building
    level = storey if storey is not None else place.storey
    title = station.title(record)
    if kind == "building" and level is not None:
        title = tr("{building} {storey} 层", building=title, storey=level)
    return Spot("chosen", title, tr("地图上选的"), building=building, dwelling=dwelling or place.dwelling, storey=level,
                lon=place.lon, lat=place.lat, sure=2.0, kind=kind, id=id)  # fmt: skip


def point_spot(lon: float, lat: float) -> Spot:
    """Return a point of the map as a place."""
    title = tr("坐标 {lon}, {lat}", lon=f"{lon:.5f}", lat=f"{lat:.5f}")
    return Spot("chosen", title, tr("地图上点的"), lon=lon, lat=lat, sure=2.0)
