"""A visit list handed out: doubles merged, tasks issued in the order of the walk, all in one change set; and taken apart again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.clock import format_utc
from data.duty.checklists.answers import today_of
from data.duty.numbers import next_number
from data.duty.states import IN_HAND
from data.duty.visits.gather import Gathered, gather, ready_tasks
from data.duty.visits.walk import Walk, plan_walk
from data.errors import BadInput, NotAllowed
from data.i18n import tr
from data.query import Query, Where
from data.records import ChangeSet, Record
from data.store import Station

MOST = 60  # places of one walk: more is no day's work


@dataclass(frozen=True, slots=True, eq=False)
class VisitPlan:
    """A walk as it is proposed: what was gathered, and the best order."""

    gathered: Gathered
    walk: Walk

    @property
    def officer(self) -> int:
        """Who is to walk."""
        return self.gathered.officer


def propose(station: Station, officer: int, ids: Sequence[int] | None = None,
            start: tuple[float, float] | None = None) -> VisitPlan:  # fmt: skip
    """Return the walk of an officer over his tasks that are not begun, or over these; at most `MOST` places, the first due.

    Raises
    ------
    BadInput
        If there is no task with a place.
    """
    found = [g for g in gather(station, ready_tasks(station, officer, ids)) if g.officer == officer]
    if not found or not found[0].stops:
        raise BadInput(tr("没有可以合成走访单的任务：要有承办人和地点、还没开始、也不在别的走访单上"))
    gathered = found[0]
    return VisitPlan(gathered, plan_walk(station, gathered.stops[:MOST], start or _where(station, officer)))


def issue_visits(station: Station, plan: VisitPlan, *, who: str, name: str = "") -> int:
    """Write the visit list, merge doubles, issue what is a draft, and return the list's id."""
    walk, officer = plan.walk, station.get("force", plan.officer)
    if officer is None:
        raise BadInput(tr("没有编号为 {id} 的力量", id=plan.officer))
    today, now = today_of(station), format_utc(station.clock.now())
    tasks = [t for s in walk.stops for t in s.tasks]
    title = name.strip() or tr("{officer} {day} 走访", officer=officer["name"], day=today)
    values: dict[str, Any] = {
        "number": next_number(station, "visit_list", "ZF"), "name": title, "officer": plan.officer, "day": today,
        "state": "planned", "stops": len(walk.stops), "tasks": len(tasks), "metres": round(walk.metres, 1), "minutes": walk.minutes,
        "method": walk.method,
    }  # fmt: skip
    if walk.line is not None:
        values["geometry"] = walk.line
    with station.editing(who=who, why=tr("下发走访单：{name}", name=title), command="task.visits") as draft:
        id = draft.add("visit_list", values)
        for at, stop in enumerate(walk.stops, 1):
            for task in stop.tasks:
                issued = {"state": "issued", "issued_at": now} if task["state"] == "draft" else {}
                draft.change("task", task.id, visit_list=id, visit_order=at, **issued)
        for double, stays in plan.gathered.doubles:
            words = tr("与另一项任务同对象同目的，已并入")
            draft.change("task", double, state="closed", closed_at=now, merged_into=stays, feedback=words)
    return id


def merge(station: Station, double: int, stays: int, *, who: str) -> ChangeSet:
    """Close a task that repeats another one, and say into which it went.

    Raises
    ------
    NotAllowed
        If it is begun already, or one of them is closed.
    """
    first, second = station.get("task", double), station.get("task", stays)
    if first is None or second is None:
        raise BadInput(tr("没有编号为 {id} 的任务", id=double if first is None else stays))
    if first.id == second.id or second["state"] == "closed" or first["state"] not in ("draft", "issued", "signed"):
        raise NotAllowed(tr("只有还没开始的任务能并入另一项没办结的任务"))
    now = format_utc(station.clock.now())
    why = tr("并入任务：{title}", title=second["title"])
    with station.editing(who=who, why=why, command="task.merge") as draft:
        words = tr("与另一项任务同对象同目的，已并入")
        draft.change("task", double, state="closed", closed_at=now, merged_into=stays, feedback=words)
    assert draft.done is not None
    return draft.done


def release(station: Station, visit_list: int, *, who: str) -> ChangeSet:
    """Take a visit list apart: its tasks stay with the officer, each for itself."""
    tasks = station.read(Query("task", (Where("visit_list", "is", visit_list),)))
    with station.editing(who=who, why=tr("拆开走访单"), command="task.visits.release") as draft:
        for task in tasks:
            draft.change("task", task.id, visit_list=None, visit_order=None)
        draft.remove("visit_list", visit_list)
    assert draft.done is not None
    return draft.done


def finish(station: Station, visit_list: int, *, who: str) -> ChangeSet:
    """Say that a walk is done.

    Raises
    ------
    NotAllowed
        If tasks on it are not fed back yet; the sentence says how many.
    """
    left = station.count(Query("task", (Where("visit_list", "is", visit_list), Where("state", "in", ("draft", *IN_HAND)))))
    if left:
        raise NotAllowed(tr("走访单上还有 {n} 项任务没有反馈", n=left))
    with station.editing(who=who, why=tr("走访单走完"), command="task.visits.finish") as draft:
        draft.change("visit_list", visit_list, state="done")
    assert draft.done is not None
    return draft.done


def tasks_on(station: Station, visit_list: int) -> list[Record]:
    """Return the tasks of a visit list in the order of the walk."""
    return station.read(Query("task", (Where("visit_list", "is", visit_list),), order=("visit_order", "due_at", "id"), placed=True))


def _where(station: Station, officer: int) -> tuple[float, float] | None:
    found = station.get("force", officer, placed=True)
    place = found.place if found is not None else None
    return (place.lon, place.lat) if place and place.lon is not None and place.lat is not None else None
