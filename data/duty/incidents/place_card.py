"""Everything known about the place of a case on one card: doors, keys, who and what is inside, cameras, notices, earlier cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from data.clock import parse_utc
from data.duty.incidents.alike import REPEAT_DAYS, alike
from data.duty.incidents.spots import Spot
from data.i18n import tr
from data.insight.hazards import hazard_lines
from data.insight.lines import Line, camera_lines, case_lines, joined, organisation_lines, shop_lines, shown
from data.kinds.masking import visible
from data.kinds.moments import zone_of
from data.query import Area, Query, Where, equals
from data.records import Place, Record
from data.store.station import Station
from data.town.storeys import storey_words

DOOR_NEAR = 60.0  # metres around a place within which its doors and gates are
DOORS = ("门", "入口", "出口", "entrance", "gate")  # in the category or name of a place
MOST = 12

Seeing = Callable[[float, float], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the card with its lines; ``sort`` says which it is."""

    sort: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """What is known: ``where`` in words, facts in one line, and the sections that have anything to say.

    ``warning`` says what is missing (no place, no building); ``repeat`` that this place calls again and again.
    """

    where: str
    facts: str = ""
    warning: str = ""
    repeat: str = ""
    sections: tuple[Section, ...] = ()
    building: int | None = None
    storey: int | None = None
    placed: bool = True  # whether it stands on the map at all

    def section(self, sort: str) -> Section | None:
        """Return one section, or None where it has nothing to say."""
        return next((s for s in self.sections if s.sort == sort), None)


def place_card(station: Station, case: Record, *, in_sight: Callable[[int], Iterable[int]] | None = None,
               seeing: Seeing | None = None) -> PlaceCard:  # fmt: skip
    """Return the card of a case's place; ``case`` is read ``placed``.

    ``in_sight`` gives the cameras that see a building, ``seeing`` those that see a point (longitude, latitude); without them no
    camera is told. Reads the station: ask it off the window's thread.
    """
    place = case.place
    if place is None or place.lon is None or place.lat is None:
        warning = tr("这起警情还没有落到地图上：问清地点，再改“所在建筑”或在图上点")
        return PlaceCard(str(case["address"] or tr("地点不明")), warning=warning, placed=False)
    building = station.get("building", place.building, placed=True) if place.building else None
    doors = _doors(station, place, building)
    cameras = _cameras(station, place, building, doors, in_sight, seeing)
    storey = case["storey"] if case["storey"] is not None else place.storey
    sections = (
        Section("notices", tr("到场提示"), _notices(station, place, building)),
        Section("doors", tr("出入口"), tuple(_door_line(station, d) for d in doors)),
        Section("keys", tr("钥匙"), _keys(station, building, doors)),
        Section("inside", tr("商铺与单位"), _inside(station, building)),
        Section("hazards", tr("危险与隐患"), hazard_lines(station, place, building.id if building else None)),
        Section("cameras", tr("看得到的探头"), cameras),
        Section("cases", tr("近 {n} 天警情", n=REPEAT_DAYS), _earlier(station, case, place)),
    )
    return PlaceCard(
        _where(station, case, building, place, storey), _facts(building), "" if building else tr("不在任何一栋楼里"),
        alike(station, _spot(place), but=case.id, at=_when(station, case)).repeat_said, tuple(s for s in sections if s.lines),
        building.id if building else None, storey,
    )  # fmt: skip


def _when(station: Station, case: Record) -> datetime:
    """When the call came in: what was counted then is told, as over the card."""
    return parse_utc(str(case["reported_at"])) if case["reported_at"] else station.clock.now()


def _spot(place: Place) -> Spot:
    return Spot("building", "", building=place.building, dwelling=place.dwelling, storey=place.storey, lon=place.lon, lat=place.lat)


def _where(station: Station, case: Record, building: Record | None, place: Place, storey: int | None) -> str:
    if building is None:
        return str(case["address"] or tr("坐标 {lon}, {lat}", lon=f"{place.lon:.5f}", lat=f"{place.lat:.5f}"))
    unit = tr("{unit} 单元", unit=place.unit) if place.unit else ""
    level = storey_words(storey, int(building["storeys"] or 0)) if storey is not None and not place.room else ""
    return " ".join(t for t in (station.title(building), unit, place.room or "", level) if t)


def _facts(building: Record | None) -> str:
    if building is None:
        return ""
    storeys, below, units = building["storeys"], building["storeys_below"], building["units"]
    return joined(
        tr("{n} 层", n=storeys) if storeys else "", tr("地下 {n} 层", n=below) if below else "",
        tr("{n} 个单元", n=units) if units else "", tr("高 {n} 米", n=round(building["height"])) if building["height"] else "",
    )  # fmt: skip


def _doors(station: Station, place: Place, building: Record | None) -> list[Record]:
    """Return gates and places that are doors, around: those of the building first, then by distance."""
    assert place.lon is not None
    assert place.lat is not None
    area = Area(near=(place.lon, place.lat, DOOR_NEAR))
    found = [p for p in station.read(Query("place", area=area, placed=True)) if _is_door(p)]
    if "gate" in station.kinds:
        found += station.read(Query("gate", area=area, placed=True))

    def away(door: Record) -> tuple[bool, float]:
        at = door.place
        own = building is not None and door.values.get("building") == building.id
        if at is None or at.lon is None or at.lat is None or place.lon is None or place.lat is None:
            return not own, 1e9
        return not own, (at.lon - place.lon) ** 2 + (at.lat - place.lat) ** 2

    return sorted(found, key=away)[:MOST]


def _is_door(place: Record) -> bool:
    said = f"{place['category'] or ''}{place['name'] or ''}".casefold()
    return any(word in said for word in DOORS)


def _door_line(station: Station, door: Record) -> Line:
    detail = str(door["category"] or "") if door.kind == "place" else joined(shown(station, door, "passes"), door["hours"])
    return Line(door.kind, door.id, str(door["name"] or ""), detail)


def _keys(station: Station, building: Record | None, doors: Sequence[Record]) -> tuple[Line, ...]:
    found = []
    holders = [building] if building is not None else []
    if building is not None:
        holders += station.read(equals("organisation", building=building.id))
    for record in holders:
        if record["keyholder"]:
            fields = station.kinds[record.kind].fields
            phone = visible(fields["keyholder_phone"], record["keyholder_phone"], "desk") if record["keyholder_phone"] else ""
            name = visible(fields["keyholder"], record["keyholder"], "desk")
            found.append(Line(record.kind, record.id, name, joined(station.title(record), phone)))
    for door in doors:
        if door.kind == "gate" and door["keeper"]:
            found.append(Line("gate", door.id, str(door["keeper"]), str(door["name"] or "")))
    return tuple(found[:MOST])


def _inside(station: Station, building: Record | None) -> tuple[Line, ...]:
    if building is None:
        return ()
    shops = shop_lines(station, station.read(Query("shop", (Where("building", "is", building.id),), limit=MOST)))
    bodies = organisation_lines(station, station.read(Query("organisation", (Where("building", "is", building.id),), limit=MOST)))
    return (*shops, *bodies)


def _notices(station: Station, place: Place, building: Record | None) -> tuple[Line, ...]:
    """Return the notices that are in force at this place; one that has ended says nothing any more."""
    today = station.clock.now().astimezone(zone_of(station.zone)).date().isoformat()
    where = [Where("until", ">=", today)]
    if building is not None:
        found = station.read(Query("notice", (*where, Where("building", "is", building.id))))
    else:
        assert place.lon is not None
        assert place.lat is not None
        found = station.read(Query("notice", tuple(where), area=Area(near=(place.lon, place.lat, DOOR_NEAR))))
    here = [n for n in found if n["dwelling"] in (None, place.dwelling)]
    return tuple(
        Line("notice", n.id, str(n["text"]), joined(shown(station, n, "category"), n["basis"], tr("有效至 {day}", day=n["until"])))
        for n in here[:MOST]
    )


def _cameras(station: Station, place: Place, building: Record | None, doors: Sequence[Record],
             in_sight: Callable[[int], Iterable[int]] | None, seeing: Seeing | None) -> tuple[Line, ...]:  # fmt: skip
    """Return the cameras that see the doors, then those that see the building or the place."""
    ids: dict[int, list[str]] = {}
    for door in doors if seeing is not None else ():
        at = door.place
        if seeing is not None and at is not None and at.lon is not None and at.lat is not None:
            for id in seeing(at.lon, at.lat):
                ids.setdefault(id, []).append(str(door["name"] or ""))
    around: Iterable[int] = ()
    if building is not None and in_sight is not None:
        around = in_sight(building.id)
    elif seeing is not None and place.lon is not None and place.lat is not None:
        around = seeing(place.lon, place.lat)
    for id in around:
        ids.setdefault(id, [])
    chosen = list(ids)[:MOST]
    records = {c.id: c for c in station.read(Query("camera", (Where("id", "in", tuple(chosen)),)))} if chosen else {}
    lines = camera_lines(station, [records[i] for i in chosen if i in records])
    return tuple(_seen_door(line, ids[line.id]) for line in lines)


def _seen_door(line: Line, doors: Sequence[str]) -> Line:
    if not doors:
        return line
    said = tr("看得到 {doors}", doors=tr("、").join(doors[:3]))
    return Line(line.kind, line.id, line.title, joined(said, line.detail), line.note, line.tone, line.colour)


def _earlier(station: Station, case: Record, place: Place) -> tuple[Line, ...]:
    before = alike(station, _spot(place), but=case.id)
    return case_lines(station, before.earlier[:MOST])


