"""Supervision (督办) of tasks, and escalation of late ones to the next in line by the station's rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.clock import format_utc, parse_utc
from data.duty.rules.due import WHO
from data.duty.rules.who import Keepers
from data.duty.states import IN_HAND, OPEN_STATES
from data.duty.tasks import task_of
from data.errors import BadInput, NotAllowed
from data.i18n import tr
from data.query import Query, Where, equals
from data.records import ChangeSet, Record
from data.store import Station


@dataclass(frozen=True, slots=True)
class Escalated:
    """A late task that went up a level: to whom it was told, and the rule that says so."""

    task: int
    title: str
    level: int
    to: int | None
    rule: str


def supervise(station: Station, task_id: int, *, who: str, text: str, due_at: str | None = None) -> ChangeSet:
    """Put a task under supervision, with words and, if wished, another due time.

    Raises
    ------
    NotAllowed
        If it is closed.
    BadInput
        If there are no words or no such task.
    """
    task = task_of(station, task_id)
    if task["state"] not in OPEN_STATES:
        raise NotAllowed(tr("任务“{title}”已办结，不用督办", title=task["title"]))
    if not text.strip():
        raise BadInput(tr("“{verb}”要写明情况", verb=tr("督办")))
    now = format_utc(station.clock.now())
    line = tr("{who}：{text}", who=who, text=text.strip())
    said = f"{task['supervision']}\n{line}" if task["supervision"] else line
    values = {"supervised_at": task["supervised_at"] or now, "supervised_by": who, "supervision": said}
    if due_at is not None:
        values["due_at"] = due_at
    with station.editing(who=who, why=tr("督办：{text}", text=text.strip()), command="task.supervise") as draft:
        draft.change("task", task_id, **values)
    assert draft.done is not None
    return draft.done


def release(station: Station, task_id: int, *, who: str) -> ChangeSet:
    """Take a task out of supervision; what was said stays."""
    task_of(station, task_id)
    with station.editing(who=who, why=tr("解除督办"), command="task.supervise") as draft:
        draft.change("task", task_id, supervised_at=None)
    assert draft.done is not None
    return draft.done


def escalate_late(station: Station, *, who: str = "") -> list[Escalated]:
    """Raise late tasks to the level that the station's rules say; each goes up once for each level, all in one change set.

    A rule of level n holds for tasks in hand that have been late for its hours and are below level n. The next in line is, as the
    rule says, the keeper of the grid where the task stands, the officer of the assignee's team (its leader, else the first
    officer in it), or a named member.
    """
    steps = station.read(Query("escalation", (Where("active", "not", False),), order=("level", "hours")))
    if not steps:
        return []
    now = station.clock.now()
    late = Query("task", (Where("state", "in", IN_HAND), Where("due_at", "<", format_utc(now))), order=("due_at",), placed=True)
    line = _Line(station)
    found: list[Escalated] = []
    supervised: set[int] = set()
    for task in station.read(late):
        step = _highest(steps, task, now)
        if step is not None:
            found.append(Escalated(task.id, task["title"], int(step["level"]), line.next(step, task), step["name"]))
            if step["supervise"] and not task["supervised_at"]:
                supervised.add(task.id)
    if found:
        _write(station, found, supervised, format_utc(now), who or tr(WHO))
    return found


def _highest(steps: Iterable[Record], task: Record, now: datetime) -> Record | None:
    """Return the highest rule that a late task has reached and was not raised to yet."""
    late = now - parse_utc(task["due_at"])
    reached = [
        s for s in steps
        if late >= timedelta(hours=float(s["hours"])) and int(s["level"]) > int(task["escalated"] or 0)
        and s["family"] in (None, task["family"] or "assigned") and s["priority"] in (None, task["priority"] or "normal")
    ]  # fmt: skip
    return max(reached, key=lambda s: int(s["level"]), default=None)


def _write(station: Station, found: list[Escalated], supervised: set[int], now: str, who: str) -> None:
    with station.editing(who=who, why=tr("超期任务按规则升级"), command="task.escalate") as draft:
        for one in found:
            values = {"escalated": one.level, "escalated_at": now, "escalated_to": one.to}
            if one.task in supervised:
                values |= {"supervised_at": now, "supervised_by": who}
            draft.change("task", one.task, **values)


class _Line:
    """Who stands next in line, looked up once for each member."""

    def __init__(self, station: Station) -> None:
        self._station, self._keepers = station, Keepers(station)
        self._officers: dict[int, int | None] = {}

    def next(self, step: Record, task: Record) -> int | None:
        if step["to"] == "member":
            return int(step["member"]) if step["member"] else None
        if step["to"] == "keeper":
            return self._keepers.of(task)
        return self._officer(int(task["assignee"])) if task["assignee"] else None

    def _officer(self, member: int) -> int | None:
        if member not in self._officers:
            self._officers[member] = self._read_officer(member)
        return self._officers[member]

    def _read_officer(self, member: int) -> int | None:
        who = self._station.get("force", member)
        name = who["team"] if who is not None else None
        if not name:
            return None
        team = self._station.first(equals("team", name=name)) if "team" in self._station.kinds else None
        if team is not None and team["leader"] and int(team["leader"]) != member:
            return int(team["leader"])
        same = (Where("team", "is", name), Where("role", "is", "officer"), Where("id", "not", member))
        officer = self._station.first(Query("force", same, order=("number", "id")))
        return officer.id if officer is not None else None
