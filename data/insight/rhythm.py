"""The rhythm of cases: how many on each day, and at which hours of the week, in the station's own time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time

import numpy as np
import numpy.typing as npt

from data.clock import format_utc
from data.kinds.moments import zone_of
from data.query import Query, Where
from data.store import Station
from data.workspace import Period

Counts = npt.NDArray[np.int64]
EPOCH = date(1970, 1, 1)
THURSDAY = 3  # 1970-01-01; Monday is 0


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many cases were reported on a day."""

    day: date
    cases: int


def cases_per_day(station: Station, days: int = 14, query: Query | None = None) -> tuple[DayCount, ...]:
    """Return the number of cases on each of the last days, today the last one; ``query`` narrows which cases."""
    today = local_day(station)
    first = today - timedelta(days=days - 1)
    hours = local_hours(station, Period(day_start(station, first), None), query)
    counts = np.bincount(np.clip(hours // 24 - (first - EPOCH).days, 0, days), minlength=days + 1)
    return tuple(DayCount(first + timedelta(days=i), int(counts[i])) for i in range(days))


def hour_matrix(station: Station, period: Period, query: Query | None = None) -> Counts:
    """Return cases by weekday and hour, shape (7, 24), Monday first, in the station's zone."""
    hours = local_hours(station, period, query)
    slot = ((hours // 24 + THURSDAY) % 7) * 24 + hours % 24
    return np.bincount(slot, minlength=7 * 24).reshape(7, 24)


def local_hours(station: Station, period: Period, query: Query | None = None) -> Counts:
    """Return for each case in the period the hours from 1970-01-01 00:00 to its report on the station's wall clock."""
    asked = query or Query("case")
    where = asked.where
    if period.start:
        where = (*where, Where("reported_at", ">=", period.start))
    if period.end:
        where = (*where, Where("reported_at", "<", period.end))
    times = station.columns(Query("case", where, asked.text, asked.area), ("reported_at",))["reported_at"]
    seconds = np.array([t[:-1] for t in times if t], dtype="datetime64[s]").astype(np.int64)
    return (seconds + _offsets(seconds, station.zone)) // 3600


def local_day(station: Station) -> date:
    """Return today's date in the station's zone."""
    return station.clock.now().astimezone(zone_of(station.zone)).date()


def day_start(station: Station, day: date) -> str:
    """Return the stored time of a day's midnight in the station's zone."""
    return format_utc(datetime.combine(day, clock_time(), zone_of(station.zone)))


def _offsets(seconds: Counts, zone: str) -> Counts:
    """Return the zone's offset from UTC in seconds at each moment; looked up once for each quarter of an hour that occurs."""
    quarters, which = np.unique(seconds // 900, return_inverse=True)
    here = zone_of(zone)
    found = [datetime.fromtimestamp(int(q) * 900, UTC).astimezone(here).utcoffset() or timedelta() for q in quarters]
    return np.array([o.total_seconds() for o in found], dtype=np.int64)[which] if found else np.zeros(0, np.int64)
