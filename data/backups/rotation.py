"""Which backups are kept: the newest of each of the last days, weeks and months that have one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

Key = Callable[[datetime], tuple[int, ...]]


def surplus(moments: Sequence[datetime], zone: ZoneInfo, *, daily: int, weekly: int, monthly: int) -> list[datetime]:
    """Return the moments (aware) of backups that need not be kept, oldest first; days, weeks and months are those of the zone.

    They are counted by the backups that are there and not by the calendar: a station that was closed for a year loses none of
    its last ones when it is opened again. The newest is always kept.
    """
    newest_first = sorted(moments, reverse=True)
    kept: set[datetime] = set(newest_first[:1])
    for key, count in ((_day, daily), (_week, weekly), (_month, monthly)):
        kept |= _newest_of_each(newest_first, zone, key, count)
    return sorted(m for m in moments if m not in kept)


def _newest_of_each(newest_first: Sequence[datetime], zone: ZoneInfo, key: Key, count: int) -> set[datetime]:
    found: dict[tuple[int, ...], datetime] = {}
    for moment in newest_first:
        span = key(moment.astimezone(zone))
        if span not in found:
            if len(found) == count:
                break
            found[span] = moment
    return set(found.values())


def _day(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month, moment.day)


def _week(moment: datetime) -> tuple[int, ...]:
    return tuple(moment.isocalendar()[:2])


def _month(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month)
