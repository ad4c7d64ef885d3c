"""A visit list handed out: doubles merged, tasks issued in the order of the walk, all in one change set; and taken apart again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.clock import format_utc
from data.duty.checklists.answers import today_of
from data.duty.numbers import next_number
from data.duty.states import IN_HAND
from data.duty.visits.gather import Gathered, Stop, gather, ready_tasks
from data.duty.visits.walk import Walk, plan_walk, walk_in_order
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


def in_order(station: Station, plan: VisitPlan, order: Sequence[int], start: tuple[float, float] | None = None) -> VisitPlan:
    """Return a proposed walk with its stops in another order, by their numbers from 0; way and time are worked out anew."""
    if sorted(order) != list(range(len(plan.walk.stops))):
        raise ValueError(order)
    stops = [plan.walk.stops[n] for n in order]
    return VisitPlan(plan.gathered, walk_in_order(station, stops, start or _where(station, plan.officer)))


def reorder(station: Station, visit_list: int, order: Sequence[int], *, who: str) -> ChangeSet:
    """Put the stops of a visit list into another order, by their present numbers; way, metres and minutes follow.

    Raises
    ------
    NotAllowed
        If it is walked already.
    BadInput
        If the stops have changed since.
    """
    record = station.get("visit_list", visit_list)
    if record is None:
        raise BadInput(tr("没有编号为 {id} 的走访单", id=visit_list))
    if record["state"] != "planned":
        raise NotAllowed(tr("这张走访单已经走完，次序不能再改"))
    tasks = tasks_on(station, visit_list)
    if sorted(order) != sorted({int(t["visit_order"] or 0) for t in tasks}):
        raise BadInput(tr("走访单的地点刚有变动，请再排一次"))
    stops = _stops_of(tasks)
    walk = walk_in_order(station, [stops[n] for n in order if n in stops], _where(station, int(record["officer"])))
    values: dict[str, Any] = {"metres": round(walk.metres, 1), "minutes": walk.minutes, "method": walk.method}
    if walk.line is not None:
        values["geometry"] = walk.line
    with station.editing(who=who, why=tr("改走访次序：{name}", name=record["name"]), command="task.visits.order") as draft:
        draft.change("visit_list", visit_list, **values)
        at = {number: n for n, number in enumerate(order, 1)}
        for task in tasks:
            draft.change("task", task.id, visit_order=at[int(task["visit_order"] or 0)])
    assert draft.done is not None
    return draft.done


def _stops_of(tasks: Sequence[Record]) -> dict[int, Stop]:
    """Return the stops of a visit list by their numbers; those whose tasks have no place any more are left out."""
    found: dict[int, list[Record]] = {}
    for task in tasks:
        if task.place is not None and task.place.lon is not None and task.place.lat is not None:
            found.setdefault(int(task["visit_order"] or 0), []).append(task)
    places = {n: of[0].place for n, of in found.items()}
    return {n: Stop(p.building, float(p.lon or 0), float(p.lat or 0), tuple(found[n])) for n, p in places.items() if p is not None}


def beside(station: Station, task: int) -> int:
    """Return how many more tasks of the same officer could be walked with a task; 0 where it cannot go on a walk itself."""
    own = ready_tasks(station, ids=(task,))
    if not own or own[0].place is None or own[0].place.lon is None:
        return 0
    others = ready_tasks(station, int(own[0]["assignee"]))
    return sum(t.id != task and t.place is not None and t.place.lon is not None for t in others)


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
