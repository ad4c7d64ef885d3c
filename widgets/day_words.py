"""Days of the station's zone, as people say them."""

from __future__ import annotations

from datetime import date, datetime, time

from data.clock import format_utc, parse_utc
from data.i18n import language, tr
from data.kinds.moments import zone_of

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_of(stored: str, zone: str) -> date:
    """Return the day of a stored moment."""
    return parse_utc(stored).astimezone(zone_of(zone)).date()


def begin_of(day: date, zone: str) -> str:
    """Return the stored moment at which a day begins."""
    return format_utc(datetime.combine(day, time(), zone_of(zone)))


def short_day(day: date) -> str:
    """Return 11月21日, or 21 Nov."""
    if language() == "en":
        return f"{day.day} {MONTHS[day.month - 1]}"
    return tr("{month}月{day}日", month=day.month, day=day.day)


def day_words(day: date) -> str:
    """Return 11月21日 周六, or Sat 21 Nov."""
    if language() == "en":
        return f"{WEEKDAYS[day.weekday()]} {short_day(day)}"
    names = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
    return f"{short_day(day)} {names[day.weekday()]}"
