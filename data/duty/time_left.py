"""How pressing a task is, and how much time is left, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.clock import format_utc
from data.i18n import tr

URGENCIES = ("calm", "soon", "late", "done")
FINISHED = ("verified", "closed")
SHORT = timedelta(hours=4)
USUAL = {"high": timedelta(hours=4), "normal": timedelta(days=3), "low": timedelta(days=7)}


def urgency(due_at: str | None, state: str, now: datetime, issued_at: str | None = None) -> str:
    """Return one of `URGENCIES`.

    Done is what was verified or closed; what was fed back is calm, because its assignee has done his part. Soon is the last
    quarter of the time that was given, and the last 4 hours of it too where at least 8 were given.
    """
    if state in FINISHED:
        return "done"
    if not due_at or state == "fed_back":
        return "calm"
    due = datetime.fromisoformat(due_at)
    if now > due:
        return "late"
    return "soon" if due - now < _last_part(due, issued_at) else "calm"


def time_left(due_at: str | None, now: datetime) -> str:
    """Return the time left as it is said, rounded to the nearest unit: 剩 2 小时, 超 5 小时, 剩 3 天 for 2 days and 20 hours."""
    if not due_at:
        return tr("无期限")
    left = datetime.fromisoformat(due_at) - now
    seconds = int(abs(left).total_seconds())
    if left < timedelta(0):
        return _over(seconds)
    count, unit = _said(seconds)
    if unit == "minutes":
        return tr("剩 {count} 分钟", count=count)
    return tr("剩 {count} 小时", count=count) if unit == "hours" else tr("剩 {count} 天", count=count)


def due_after(priority: str, now: datetime) -> str:
    """Return the usual due time of a priority, as stored: 4 hours, 3 days or 7 days from now."""
    return format_utc(now + USUAL.get(priority, USUAL["normal"]))


def _last_part(due: datetime, issued_at: str | None) -> timedelta:
    if not issued_at:
        return SHORT
    given = max(due - datetime.fromisoformat(issued_at), timedelta(0))
    return max(given / 4, min(SHORT, given / 2))


def _over(seconds: int) -> str:
    count, unit = _said(seconds)
    if unit == "minutes":
        return tr("超 {count} 分钟", count=count)
    return tr("超 {count} 小时", count=count) if unit == "hours" else tr("超 {count} 天", count=count)


def _said(seconds: int) -> tuple[int, str]:
    """Return a length of time to the nearest minute, hour or day, halves up; 60 minutes are said as 1 hour, 24 hours as 1 day."""
    minutes, hours = (seconds + 30) // 60, (seconds + 1800) // 3600
    if minutes < 60:
        return minutes, "minutes"
    return (hours, "hours") if hours < 24 else ((seconds + 43200) // 86400, "days")
