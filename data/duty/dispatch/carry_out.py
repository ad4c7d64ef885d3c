"""A cordon carried out: kept as an area of its own, with a task for everybody who holds a place, in one change set."""

from __future__ import annotations

from datetime import timedelta

import shapely

from data.clock import format_utc
from data.duty.dispatch.cordon_values import Cordon, WayOut
from data.duty.dispatch.words import seconds_words
from data.duty.numbers import next_number
from data.duty.tasks import NUMBERING, TaskWish, wished
from data.i18n import tr
from data.kinds.moments import zone_of
from data.query import Query, Where
from data.records import ChangeSet
from data.store.station import Station

LASTS = timedelta(hours=2)  # until the tasks of a cordon are due


def carry_out(station: Station, plan: Cordon, who: str, name: str = "") -> ChangeSet:
    """Write the cordon and its tasks; one undo takes them back.

    Raises
    ------
    BadInput
        If one of the forces is not there any more.
    """
    called = name or tr("布控 {time}", time=format_utc(plan.escape.began))
    why = tr("布控：{n} 处设卡", n=len(plan.posts))
    with NUMBERING, station.editing(who=who, why=why, command="cordon.carry_out") as draft:
        kept = {"subject_kind": "cordon", "subject": draft.add("cordon", _cordon_values(station, plan, called))}
        number = next_number(station, "task", "RW")
        head, last = number.rsplit("-", 1)
        for i, task in enumerate(_tasks(station, plan, who)):
            draft.add("task", task | kept | {"number": f"{head}-{int(last) + i:0{len(last)}d}"})
    assert draft.done is not None
    return draft.done


def _cordon_values(station: Station, plan: Cordon, name: str) -> dict[str, object]:
    """Return all of a plan that its order tells later, when the clock has gone on; its posts are the tasks."""
    area = plan.inside if not plan.inside.is_empty else shapely.Point(plan.escape.at).buffer(50)
    lon, lat = (round(float(v[0]), 6) for v in station.frame.to_degrees([plan.escape.at[0]], [plan.escape.at[1]]))
    values = {
        "name": name, "reason": "case", "set_at": format_utc(plan.now), "geometry": station.frame.geometry_to_degrees(area),
        "fled_at": format_utc(plan.escape.began), "fled_lon": lon, "fled_lat": lat, "outcome": plan.said, "ways_out": plan.ways,
        "ways_open": "\n".join(_way_open(station, plan, way) for way in plan.ways_open),
        "watching": tr("、").join(_cameras(station, plan.cameras)), "rests_on": "\n".join((*plan.assumptions, *plan.notes)),
    }  # fmt: skip
    return {k: v for k, v in values.items() if v != ""}


def _way_open(station: Station, plan: Cordon, way: WayOut) -> str:
    watched = tr("、").join(_cameras(station, way.cameras)) or tr("没有探头")
    if way.front <= 0:
        return tr("{place}：对方可能已经过去 · {cameras}", place=way.name, cameras=watched)
    clock = _clock(station, plan, way.front)
    return tr("{place}：{clock} 起对方可能到这里 · {cameras}", place=way.name, clock=clock, cameras=watched)


def _cameras(station: Station, ids: tuple[int, ...]) -> list[str]:
    found = {c.id: station.title(c) for c in station.read(Query("camera", (Where("id", "in", ids),)))} if ids else {}
    return [found[id] for id in ids if id in found]


def _clock(station: Station, plan: Cordon, seconds: float) -> str:
    """Return the time of day some seconds after the plan: what is read later must not count from when it is read."""
    return (plan.now + timedelta(seconds=seconds)).astimezone(zone_of(station.zone)).strftime("%H:%M:%S")


def _tasks(station: Station, plan: Cordon, who: str) -> list[dict[str, object]]:
    due = format_utc(plan.now + LASTS)
    found = []
    for post in plan.posts:
        lon, lat = station.frame.to_degrees([post.at[0]], [post.at[1]])
        words = tr("{clock} 前到位（路上约 {time}），盘查离开的人和车，未接到通知不撤。",
                   clock=_clock(station, plan, post.front), time=seconds_words(post.seconds))  # fmt: skip
        wish = TaskWish(title=tr("设卡：{place}", place=post.name), type="patrol", text=words, assignee=post.force.id, due_at=due,
                        priority="high", lon=float(lon[0]), lat=float(lat[0]))  # fmt: skip
        found.append(wished(station, wish, who))
    return found
