"""Everything that the panel of one room shows."""

from __future__ import annotations

from dataclasses import dataclass

from data.duty import OPEN_STATES
from data.errors import BadInput
from data.i18n import tr
from data.insight.lines import Line, case_lines, joined, room_label, shop_lines, shown, task_lines
from data.insight.rooms import room_state, storey_of
from data.kinds.masking import visible
from data.query import Query, Where, equals
from data.records import Record
from data.store import Station


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who lives in the room; name and telephone are masked until revealed."""

    person: int
    residence: int
    name: str
    role: str
    registration: str
    since: str
    phone: str


@dataclass(frozen=True, slots=True)
class RoomView:
    """One dwelling as its panel shows it."""

    id: int
    building: int
    title: str  # 2 单元 402
    subtitle: str  # 出租 · 89 m²
    storey: int | None
    state: str  # one of `ROOM_STATES`
    owner: str  # masked
    residents: tuple[Resident, ...]
    former: int  # how many residences in it have ended
    shops: tuple[Line, ...]
    cases: tuple[Line, ...]
    tasks: tuple[Line, ...]  # not closed


def room_view(station: Station, dwelling: int) -> RoomView:
    """Return what the panel of a room shows.

    Raises
    ------
    BadInput
        If there is no such dwelling.
    """
    record = station.get("dwelling", dwelling)
    if record is None:
        raise BadInput(tr("没有编号为 {id} 的房屋", id=dwelling))
    beside = station.read(equals("dwelling", building=record["building"]))
    inside = Where("dwelling", "in", (dwelling, *(d.id for d in beside if d["dwelling"] == dwelling)))
    residences = station.read(Query("residence", (inside,), order=("since",)))
    living = [r for r in residences if r["until"] is None]
    shops = station.read(Query("shop", (inside,)))
    tasks = station.read(Query("task", (inside, Where("state", "in", OPEN_STATES)), order=("due_at",)))
    return RoomView(
        id=dwelling, building=record["building"], title=room_label(record["unit"], record["room"]),
        subtitle=joined(shown(station, record, "use"), shown(station, record, "area")), storey=storey_of(record),
        state=room_state(record["use"], [r["registration"] for r in living], [s["name"] for s in shops]),
        owner=visible(station.kinds["dwelling"].field("owner"), record["owner"], "overview"), residents=_residents(station, living),
        former=len(residences) - len(living), shops=shop_lines(station, shops),
        cases=case_lines(station, station.read(Query("case", (inside,), order=("-reported_at",)))),
        tasks=task_lines(station, tasks),
    )  # fmt: skip


def _residents(station: Station, residences: list[Record]) -> tuple[Resident, ...]:
    ids = tuple({r["person"] for r in residences})
    persons = {p.id: p for p in station.read(Query("person", (Where("id", "in", ids),)))} if ids else {}
    heads_first = sorted(residences, key=lambda r: (r["role"] not in ("head", "tenant"), r["since"] or ""))
    return tuple(_resident(station, r, persons[r["person"]]) for r in heads_first if r["person"] in persons)


def _resident(station: Station, residence: Record, person: Record) -> Resident:
    fields = station.kinds["person"].fields
    return Resident(
        person=person.id, residence=residence.id, name=visible(fields["name"], person["name"], "overview"),
        role=shown(station, residence, "role"), registration=shown(station, residence, "registration"),
        since=shown(station, residence, "since"), phone=visible(fields["phone"], person["phone"], "overview"),
    )  # fmt: skip
