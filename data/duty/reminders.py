"""What is to be reminded of: tasks that became pressing or late since the last look, and those raised to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.clock import format_utc
from data.duty.states import IN_HAND
from data.duty.time_left import urgency
from data.i18n import tr
from data.kinds.moments import zone_of
from data.query import Query, Where
from data.records import Record
from data.store import Station

SOUNDS = ("off", "day", "always")
DAY = (7, 22)  # hours of the station's zone in which reminders may sound
ORDER = {"done": 0, "calm": 1, "soon": 2, "late": 3}


@dataclass(frozen=True, slots=True)
class Reminder:
    """One task that crossed a line: ``urgency`` "soon" or "late", with its title."""

    task: int
    title: str
    urgency: str


def crossings(tasks: list[Record], before: datetime, now: datetime) -> list[Reminder]:
    """Return the tasks that are more pressing now than they were before; the late ones first."""
    found = []
    for task in tasks:
        was = urgency(task["due_at"], task["state"], before, task["issued_at"])
        is_ = urgency(task["due_at"], task["state"], now, task["issued_at"])
        if ORDER[is_] > max(ORDER[was], ORDER["calm"]):
            found.append(Reminder(task.id, task["title"], is_))
    return sorted(found, key=lambda r: -ORDER[r.urgency])


def reminders(station: Station, before: datetime, now: datetime) -> list[Reminder]:
    """Return what became pressing or late between two moments; on a reader thread."""
    if now <= before:
        return []
    near = Query("task", (Where("state", "in", IN_HAND), Where("due_at", ">=", format_utc(before))), order=("due_at",))
    return crossings(station.read(near), before, now)


def said(found: list[Reminder]) -> tuple[str, str]:
    """Return level and sentence of a notice about reminders; of several the numbers."""
    late, soon = [r for r in found if r.urgency == "late"], [r for r in found if r.urgency == "soon"]
    level = "late" if late else "warning"
    if len(found) == 1:
        one = found[0]
        sentence = tr("任务超期了：{title}", title=one.title) if late else tr("任务快到期了：{title}", title=one.title)
        return level, sentence
    if late and soon:
        return level, tr("{late} 项任务刚超期，{soon} 项快到期", late=len(late), soon=len(soon))
    return level, tr("{n} 项任务刚超期", n=len(late)) if late else tr("{n} 项任务快到期", n=len(soon))


def may_sound(setting: str, now: datetime, zone: str) -> bool:
    """Whether a reminder may be heard: never, by day only (7 to 22 o'clock at the station), or always."""
    if setting == "day":
        return DAY[0] <= now.astimezone(zone_of(zone)).hour < DAY[1]
    return setting == "always"
