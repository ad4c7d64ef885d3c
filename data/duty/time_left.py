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
    """Return the time left as it is said: 剩 2 小时, 超 5 小时, 剩 2 天."""
    if not due_at:
        return tr("无期限")
    left = datetime.fromisoformat(due_at) - now
    seconds = int(abs(left).total_seconds())
    if left < timedelta(0):
        return _over(seconds)
    if seconds < 3600:
        return tr("剩 {count} 分钟", count=seconds // 60)
    return tr("剩 {count} 小时", count=seconds // 3600) if seconds < 86400 else tr("剩 {count} 天", count=seconds // 86400)


def due_after(priority: str, now: datetime) -> str:
    """Return the usual due time of a priority, as stored: 4 hours, 3 days or 7 days from now."""
    return format_utc(now + USUAL.get(priority, USUAL["normal"]))


def _last_part(due: datetime, issued_at: str | None) -> timedelta:
    if not issued_at:
        return SHORT
    given = max(due - datetime.fromisoformat(issued_at), timedelta(0))
    return max(given / 4, min(SHORT, given / 2))


def _over(seconds: int) -> str:
    if seconds < 3600:
        return tr("超 {count} 分钟", count=seconds // 60)
    return tr("超 {count} 小时", count=seconds // 3600) if seconds < 86400 else tr("超 {count} 天", count=seconds // 86400)
