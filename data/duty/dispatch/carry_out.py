"""A cordon carried out: kept as an area of its own, with a task for everybody who holds a place, in one change set."""

from __future__ import annotations

from datetime import timedelta

import shapely

from data.clock import format_utc
from data.duty.dispatch.cordon_values import Cordon
from data.duty.dispatch.words import seconds_words
from data.duty.numbers import next_number
from data.duty.tasks import NUMBERING, TaskWish, wished
from data.i18n import tr
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
        draft.add("cordon", _cordon_values(station, plan, called))
        number = next_number(station, "task", "RW")
        head, last = number.rsplit("-", 1)
        for i, task in enumerate(_tasks(station, plan, who)):
            draft.add("task", task | {"number": f"{head}-{int(last) + i:0{len(last)}d}"})
    assert draft.done is not None
    return draft.done


def _cordon_values(station: Station, plan: Cordon, name: str) -> dict[str, object]:
    area = plan.inside if not plan.inside.is_empty else shapely.Point(plan.escape.at).buffer(50)
    holds = "\n".join(post.said for post in plan.posts)
    return {
        "name": name, "reason": "case", "set_at": format_utc(plan.now),
        "geometry": station.frame.geometry_to_degrees(area), "remark": "\n".join((plan.said, *plan.assumptions, holds)),
    }  # fmt: skip


def _tasks(station: Station, plan: Cordon, who: str) -> list[dict[str, object]]:
    due = format_utc(plan.now + LASTS)
    found = []
    for post in plan.posts:
        lon, lat = station.frame.to_degrees([post.at[0]], [post.at[1]])
        words = tr("{time}内到位，盘查离开的人和车，未接到通知不撤。", time=seconds_words(post.front))
        wish = TaskWish(title=tr("设卡：{place}", place=post.name), type="patrol", text=words, assignee=post.force.id, due_at=due,
                        priority="high", lon=float(lon[0]), lat=float(lat[0]))  # fmt: skip
        found.append(wished(station, wish, who))
    return found
