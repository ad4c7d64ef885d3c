"""Everything that the panel of one building shows, gathered with few questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from data.clock import format_utc
from data.duty import OPEN_STATES
from data.errors import BadInput
from data.i18n import tr
from data.insight.hazards import hazard_lines
from data.insight.lines import Line, camera_lines, case_lines, joined, organisation_lines, room_label, shop_lines, shown, task_lines
from data.insight.rooms import RoomGrid, natural, room_grid
from data.kinds.masking import visible
from data.query import Area, Query, Where, equals
from data.records import Record
from data.store import Station
from data.store.station import HistoryEntry

DAYS = 30  # of cases looked back on
NEAR = 150.0  # metres
CasesOf = tuple[tuple[Line, ...], tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class BuildingView:
    """One building as its panel shows it; names of people are masked, as in every list of several people."""

    id: int
    title: str
    address: str
    facts: str  # 金沙路 18 号 · 7 层 · 3 个单元 · 42 户 · 118 人
    badges: tuple[str, ...]  # 第二网格, 1998 年建, 近 30 天警情 3 起
    storeys: int | None
    storeys_below: int
    units: int
    dwellings: int
    households: int  # dwellings in which somebody lives
    people_count: int
    rooms: RoomGrid
    people: tuple[Line, ...]
    shops: tuple[Line, ...]
    organisations: tuple[Line, ...]
    cameras: tuple[Line, ...]  # in sight of the building
    hazards: tuple[Line, ...]  # here and close by
    cases_here: tuple[Line, ...]  # the last 30 days, newest first
    cases_near: tuple[Line, ...]  # the last 30 days within 150 m of its middle, but not here
    tasks: tuple[Line, ...]  # not closed, the most pressing first
    grid: Line | None
    history: tuple[HistoryEntry, ...]


def building_view(station: Station, building: int, cameras_in_sight: Callable[[int], Iterable[int]] | None = None) -> BuildingView:
    """Return what the panel of a building shows.

    Parameters
    ----------
    station
        The station.
    building
        The building's id.
    cameras_in_sight
        Gives the ids of the cameras that see a building; without it none are listed.

    Raises
    ------
    BadInput
        If there is no such building.
    """
    record = station.get("building", building, placed=True)
    if record is None:
        raise BadInput(tr("没有编号为 {id} 的建筑", id=building))
    dwellings = station.read(equals("dwelling", building=building))
    residences = [r for r in station.read(equals("residence", building=building)) if r["until"] is None]
    shops = station.read(equals("shop", building=building))
    here, near = _cases(station, record)
    grid = _grid(station, record)
    units = record["units"] or len({d["unit"] for d in dwellings if d["unit"]})
    people_count = len({r["person"] for r in residences})
    return BuildingView(
        id=building, title=station.title(record), address=address_line(record),
        facts=_facts(record, units, len(dwellings), people_count),
        badges=_badges(record, grid, len(here)), storeys=record["storeys"], storeys_below=record["storeys_below"] or 0, units=units,
        dwellings=len(dwellings), households=len({r["dwelling"] for r in residences if r["dwelling"]}), people_count=people_count,
        rooms=room_grid(dwellings, residences, shops, record["storeys"] or 0, record["storeys_below"] or 0),
        people=_people(station, residences, {d.id: d for d in dwellings}), shops=shop_lines(station, shops),
        organisations=organisation_lines(station, station.read(equals("organisation", building=building))),
        cameras=_cameras(station, building, cameras_in_sight),
        hazards=hazard_lines(station, record.place, building), cases_here=here, cases_near=near, tasks=_tasks(station, building),
        grid=grid, history=tuple(station.history("building", building)),
    )  # fmt: skip


def address_line(building: Record) -> str:
    """Return a building's address: as recorded, or put together from street and house number."""
    if building["address"]:
        return str(building["address"])
    street, number = building["street"] or "", building["house_number"] or ""
    return f"{street} {number}".strip()


def _facts(building: Record, units: int, dwellings: int, people: int) -> str:
    storeys, below = building["storeys"], building["storeys_below"]
    return joined(
        address_line(building),
        counted(storeys, tr("1 层"), tr("{count} 层", count=storeys)),
        tr("地下 {count} 层", count=below) if below else "",
        counted(units, tr("1 个单元"), tr("{count} 个单元", count=units)),
        counted(dwellings, tr("1 户"), tr("{count} 户", count=dwellings)),
        counted(people, tr("1 人"), tr("{count} 人", count=people)),
    )


def counted(count: int | None, one: str, many: str) -> str:
    """Return the words for a count, "" for none; other languages have a form of their own for one."""
    return "" if not count else one if count == 1 else many


def _badges(building: Record, grid: Line | None, cases: int) -> tuple[str, ...]:
    built = building["built"]
    said = (
        grid.title if grid else "",
        tr("{year} 年建", year=built) if built else "",
        tr("近 {days} 天警情 {count} 起", days=DAYS, count=cases) if cases else "",
        tr("层数为推定") if building["storeys_assumed"] else "",
        tr("高度为推定") if building["height_assumed"] else "",
    )
    return tuple(s for s in said if s)


def _cases(station: Station, building: Record) -> CasesOf:
    since = Where("reported_at", ">=", format_utc(station.clock.now() - timedelta(days=DAYS)))
    here = station.read(Query("case", (Where("building", "is", building.id), since), order=("-reported_at",)))
    place = building.place
    if place is None or place.lon is None or place.lat is None:
        return case_lines(station, here), ()
    around = station.read(Query("case", (since,), area=Area(near=(place.lon, place.lat, NEAR)), order=("-reported_at",)))
    known = {c.id for c in here}
    return case_lines(station, here), case_lines(station, (c for c in around if c.id not in known))


def _grid(station: Station, building: Record) -> Line | None:
    """The grid as recorded, else the one in which the building stands."""
    found = station.get("grid", building["grid"]) if building["grid"] else None
    place = building.place
    if found is None and place is not None and place.lon is not None and place.lat is not None:
        found = station.first(Query("grid", area=Area(near=(place.lon, place.lat, 1.0)), limit=1))
    return Line("grid", found.id, found["name"]) if found else None


def _people(station: Station, residences: Sequence[Record], dwellings: Mapping[int, Record]) -> tuple[Line, ...]:
    """Everybody who lives in the building, from the lowest room up."""
    ids = tuple({r["person"] for r in residences})
    known = {p.id: p for p in station.read(Query("person", (Where("id", "in", ids),), fields=("name",)))} if ids else {}
    rooms = {r.id: dwellings.get(r["dwelling"]) for r in residences}
    ordered = sorted(residences, key=lambda r: _room_key(rooms[r.id]))
    how = _ways_of_living(station, residences)
    name = station.kinds["person"].field("name")
    return tuple(
        _person(r, visible(name, known[r["person"]]["name"], "overview"), how[r["registration"], r["role"]], rooms[r.id])
        for r in ordered
        if r["person"] in known
    )


def _ways_of_living(station: Station, residences: Iterable[Record]) -> dict[tuple[str | None, str | None], str]:
    """Return the words for each registration and role that occurs, so that they are put together once."""
    examples = {(r["registration"], r["role"]): r for r in residences}
    return {key: joined(shown(station, r, "registration"), shown(station, r, "role")) for key, r in examples.items()}


def _room_key(room: Record | None) -> tuple[object, ...]:
    return (1,) if room is None else (0, natural(room["unit"] or ""), natural(room["room"] or ""))


def _person(residence: Record, name: str, how: str, room: Record | None) -> Line:
    where = room_label(room["unit"], room["room"]) if room else ""
    storey = room["storey"] if room else None
    return Line("person", residence["person"], name, how, where, storey=storey, dwelling=residence["dwelling"])


def _cameras(station: Station, building: int, in_sight: Callable[[int], Iterable[int]] | None) -> tuple[Line, ...]:
    ids = tuple(in_sight(building)) if in_sight else ()
    return camera_lines(station, station.read(Query("camera", (Where("id", "in", ids),), order=("code",)))) if ids else ()


def _tasks(station: Station, building: int) -> tuple[Line, ...]:
    where = (Where("building", "is", building), Where("state", "in", OPEN_STATES))
    tasks = station.read(Query("task", where))
    return task_lines(station, sorted(tasks, key=lambda t: t["due_at"] or "9"))
