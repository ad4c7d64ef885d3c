"""The order of a kept cordon: who holds what, what stays open, and what each is told; as a page and as messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import shapely

from data.clock import parse_utc
from data.duty.dispatch.forces import Force, forces_of
from data.duty.dispatch.share import Shared, share_place, share_way
from data.duty.dispatch.ways import way_to
from data.duty.incidents.debrief import Debrief, Shot, Table
from data.duty.plan_picture import Ground, Picture, Spot
from data.errors import BadInput
from data.i18n import tr
from data.kinds.moments import show_time, zone_of
from data.query import Query, Where
from data.records import Record
from data.store.station import Station


@dataclass(frozen=True, slots=True)
class Held:
    """A place that somebody holds by a task: its number in the order, who, what is to be done, and where (WGS-84 degrees)."""

    number: int
    task: int
    force: int | None
    name: str
    title: str
    text: str
    state: str
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True)
class Message:
    """What one who holds a place is sent; ``shared`` gives it for one of `data.duty.dispatch.share.map_apps`."""

    held: Held
    shared: Callable[[str], Shared]


@dataclass(frozen=True, slots=True)
class Order:
    """A page to be printed, with what its map shows in local metres."""

    page: Debrief
    picture: Picture


def held_of(station: Station, cordon: int) -> tuple[Held, ...]:
    """Return who holds what of a kept cordon, in the order in which the tasks were handed out."""
    where = (Where("subject_kind", "is", "cordon"), Where("subject", "is", cordon), Where("merged_into", "is", None))
    tasks = station.read(Query("task", where, order=("number",), placed=True))
    ids = tuple({int(t["assignee"]) for t in tasks if t["assignee"]})
    names = {f.id: station.title(f) for f in station.read(Query("force", (Where("id", "in", ids),)))} if ids else {}
    return tuple(_held(station, n, task, names) for n, task in enumerate(tasks, 1))


def _held(station: Station, number: int, task: Record, names: dict[int, str]) -> Held:
    choice, place = station.kinds["task"].field("state").choice(task["state"]), task.place
    force = int(task["assignee"]) if task["assignee"] else None
    return Held(
        number, task.id, force, names.get(force or 0, "") or tr("还没有人"), str(task["title"]), str(task["text"] or ""),
        choice.label if choice else "", place.lon if place else None, place.lat if place else None,
    )  # fmt: skip


def order_of(station: Station, cordon: int) -> Order:
    """Return the order of a kept cordon.

    Raises
    ------
    BadInput
        If there is no such cordon.
    """
    record = _cordon(station, cordon)
    held = held_of(station, cordon)
    return Order(_page(station, record, held), picture_of_kept(station, record, held))


def _cordon(station: Station, id: int) -> Record:
    fields = (*station.kinds["cordon"].fields, "geometry")
    found = station.first(Query("cordon", (Where("id", "is", id),), fields=fields))
    if found is None:
        raise BadInput(tr("没有编号为 {id} 的警戒区", id=id))
    return found


def _page(station: Station, cordon: Record, held: tuple[Held, ...]) -> Debrief:
    tables = (
        Table(tr("谁守哪里"), (tr("序号"), tr("谁"), tr("任务"), tr("要求"), tr("状态"), tr("坐标（WGS-84）")),
              tuple((str(h.number), h.name, h.title, h.text, h.state, _where(h)) for h in held)),
        Table(tr("还敞开的出路"), (tr("哪里，从几点起，有没有探头"),), _lines(cordon["ways_open"])),
        Table(tr("发给每人的话（可裁开）"), (tr("谁"), tr("话")), tuple((h.name, told(station, cordon, h)) for h in held)),
    )  # fmt: skip
    title = tr("布控单：{name}", name=station.title(cordon))
    shot = Shot(None, tr("要守的地方，号码和下表一致"))
    return Debrief(title, _facts(station, cordon, held), tuple(t for t in tables if t.rows), shots=(shot,))


def _facts(station: Station, cordon: Record, held: tuple[Held, ...]) -> tuple[str, ...]:
    zone, reason = station.zone, station.kinds["cordon"].field("reason").choice(cordon["reason"])
    times = [tr("{what} {time}", what=label, time=show_time(str(cordon[name]), zone)) for name, label in (
        ("fled_at", tr("对方离开")), ("set_at", tr("设立")), ("lifted_at", tr("撤除"))) if cordon[name]]  # fmt: skip
    said = " · ".join(t for t in (reason.label if reason else "", *times) if t)
    watching, rests_on = str(cordon["watching"] or ""), tr("；").join(str(cordon["rests_on"] or "").splitlines())
    found = [
        said, str(cordon["outcome"] or ""), _ways(cordon), tr("边上的探头：{cameras}", cameras=watching) if watching else "",
        tr("这样算的：{why}", why=rests_on) if rests_on else "", str(cordon["remark"] or ""),
    ]  # fmt: skip
    if not held:
        found.append(tr("还没有给这个警戒区布置任务，没有人守"))
    return tuple(f for f in found if f)


def _ways(cordon: Record) -> str:
    """Return how many ways out are cut and how many are not."""
    if cordon["ways_out"] is None:
        return ""
    n, left = int(cordon["ways_out"]), len(_lines(cordon["ways_open"]))
    return tr("往外的出路 {n} 条：切断 {cut} 条，还敞开 {left} 条", n=n, cut=n - left, left=left)


def _lines(text: object) -> tuple[tuple[str, ...], ...]:
    return tuple((line,) for line in str(text or "").splitlines() if line.strip())


def _where(held: Held) -> str:
    return f"{held.lon:.5f}, {held.lat:.5f}" if held.lon is not None and held.lat is not None else ""


def told(station: Station, cordon: Record, held: Held) -> str:
    """Return what a force is told on paper: who, what, until when, and where; without a link, which no pen can follow."""
    lines = [tr("{name}：{title}", name=held.name, title=held.title), held.text, _for_cordon(station, cordon)]
    if held.lon is not None and held.lat is not None:
        where = {"lon": f"{held.lon:.6f}", "lat": f"{held.lat:.6f}"}
        lines.append(tr("坐标（{datum}）：{lon}, {lat}", datum="WGS-84", **where))
    return "\n".join(line for line in lines if line)


def _for_cordon(station: Station, cordon: Record) -> str:
    return tr("为：{cordon}", cordon=station.title(cordon))


def messages_of(station: Station, cordon: int) -> tuple[Message, ...]:
    """Return what each who holds a place of a kept cordon is sent. Searches ways: ask it off the window's thread.

    Raises
    ------
    BadInput
        If there is no such cordon, or nobody holds a place of it.
    """
    record, now = _cordon(station, cordon), station.clock.now()
    placed = [(held, held.lon, held.lat) for held in held_of(station, cordon)]
    forces = {f.id: f for f in forces_of(station, now, on_duty=False)}
    found = tuple(_message(station, record, held, (lon, lat), forces.get(held.force or 0)) for held, lon, lat in placed
                  if lon is not None and lat is not None)  # fmt: skip
    if not found:
        raise BadInput(tr("还没有给这个警戒区布置任务，没有人可发"))
    return found


def _message(station: Station, cordon: Record, held: Held, at: tuple[float, float], force: Force | None) -> Message:
    """Return a message: the task, the way from where the force is known to be, and the place for their map."""
    note = "\n".join(t for t in (tr("发给：{name}", name=held.name), held.text, _for_cordon(station, cordon)) if t)
    called, now = held.title, station.clock.now()
    where = force.standing if force is not None else None
    way = None
    if force is not None and where is not None and where.lon is not None and where.lat is not None:
        way = way_to(station, (where.lon, where.lat), at, force.mode, now=now)
    if way is None:
        return Message(held, lambda app: share_place(*at, called, app, note=note))
    arrives = (now + timedelta(seconds=way.seconds)).astimezone(zone_of(station.zone))
    return Message(held, lambda app: share_way(*at, called, app, seconds=way.seconds, metres=way.metres, roads=way.roads,
                                               arrives=arrives, note=note))  # fmt: skip


def picture_of_kept(station: Station, cordon: Record, held: tuple[Held, ...]) -> Picture:
    """Return what a map shows of a kept cordon: the area, numbered posts with who holds them, and where somebody fled from."""
    shape = cordon["geometry"]
    grounds: tuple[Ground, ...] = ()
    if shape is not None:
        local = np.array([station.frame.geometry_to_local(shapely.force_2d(shape))], object)
        grounds = (Ground(local[0], "cordon_inside", 34),)
    spots = [Spot(_local(station, h.lon, h.lat), "post", f"{h.number} {h.name}") for h in held
             if h.lon is not None and h.lat is not None]  # fmt: skip
    if cordon["fled_lon"] is not None and cordon["fled_lat"] is not None:
        when = parse_utc(str(cordon["fled_at"])).astimezone(zone_of(station.zone)).strftime(" %H:%M") if cordon["fled_at"] else ""
        spots.append(Spot(_local(station, cordon["fled_lon"], cordon["fled_lat"]), "late", tr("案发地") + when))
    return Picture(grounds, spots=tuple(spots))


def _local(station: Station, lon: float, lat: float) -> tuple[float, float]:
    east, north = station.frame.to_local(lon, lat)
    return float(east), float(north)

