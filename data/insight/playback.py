"""Playing a period: which piece of it is shown at each step, and how much falls on each bar of its histogram."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt

from data.clock import format_utc, parse_utc
from data.kinds.moments import zone_of
from data.query import Query, Where
from data.store import Station
from data.workspace import Period

Counts = npt.NDArray[np.int64]
WIDTHS = (900, 3600, 3 * 3600, 6 * 3600, 86_400, 7 * 86_400)  # seconds of a bar
MOST_BARS = 130
STEPS = {"hour": timedelta(hours=1), "quarter": timedelta(hours=6), "day": timedelta(days=1)}
SPEEDS = (1, 2, 4, 8)  # steps a second
COUNTED = {"case": "reported_at", "track": "started_at"}  # what the histogram counts, and by which field


@dataclass(frozen=True, slots=True)
class Playback:
    """A period (UTC seconds since 1970) that is played in steps of seconds.

    ``growing`` shows all from the start on up to the moment, else only the step that ends there.
    """

    start: float
    end: float
    step: float = 3600.0
    growing: bool = True

    @classmethod
    def of(cls, period: Period, now: datetime, *, earliest: float, step: timedelta, growing: bool) -> Playback:
        """Return how a period is played; open ends are the ``earliest`` moment and now."""
        start = parse_utc(period.start).timestamp() if period.start else earliest
        end = parse_utc(period.end).timestamp() if period.end else now.timestamp()
        return cls(start, max(end, start + 1.0), step.total_seconds(), growing)

    def moved(self, moment: float, steps: int) -> float:
        """Return the moment some steps further, kept within the period."""
        first = min(self.start + self.step, self.end)
        return min(max(moment + steps * self.step, first), self.end)

    def over(self, moment: float) -> bool:
        """Whether the moment is the last one."""
        return moment >= self.end

    def shown(self, moment: float) -> Period:
        """Return what is shown at a moment."""
        begin = self.start if self.growing else max(moment - self.step, self.start)
        return Period(stored(begin), stored(moment))


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts (n bars) by kind from ``start`` on (UTC seconds since 1970), each bar ``width`` seconds wide."""

    start: float
    width: float
    counts: Mapping[str, Counts]

    @property
    def bars(self) -> int:
        """How many bars there are."""
        return len(next(iter(self.counts.values()), ()))

    @property
    def end(self) -> float:
        """Where the last bar ends."""
        return self.start + self.bars * self.width


def stored(seconds: float) -> str:
    """Return seconds since 1970 as they are stored."""
    return format_utc(datetime.fromtimestamp(seconds, UTC))


def histogram(station: Station, span: timedelta | None) -> Histogram:
    """Return how many cases and tracks began in each piece of the last ``span``, or of all time where None."""
    now = station.clock.now()
    times = {kind: _times(station, kind, field, now, span) for kind, field in COUNTED.items() if kind in station.kinds}
    first = now.timestamp() - span.total_seconds() if span is not None else _first(times, now)
    width = next((w for w in WIDTHS if (now.timestamp() - first) / w <= MOST_BARS), WIDTHS[-1])
    start = _floor(first, width, station.zone)
    bars = max(int(np.ceil((now.timestamp() - start) / width)), 1)
    counts = {k: np.bincount(((t - start) // width).astype(np.int64), minlength=bars)[:bars] for k, t in times.items()}
    return Histogram(start, width, counts)


def _times(station: Station, kind: str, field: str, now: datetime, span: timedelta | None) -> npt.NDArray[np.float64]:
    where = [Where(field, "<=", format_utc(now))]
    if span is not None:
        where.append(Where(field, ">=", format_utc(now - span)))
    given = station.columns(Query(kind, tuple(where)), (field,))[field]
    return np.array([t[:-1] for t in given if t], dtype="datetime64[s]").astype(np.int64).astype(float)


def _first(times: Mapping[str, npt.NDArray[np.float64]], now: datetime) -> float:
    return min((float(t.min()) for t in times.values() if len(t)), default=now.timestamp() - 86_400)


def _floor(moment: float, width: float, zone: str) -> float:
    """Return the beginning of the bar that a moment lies in: bars of a day begin at the zone's midnight."""
    offset = datetime.fromtimestamp(moment, UTC).astimezone(zone_of(zone)).utcoffset() or timedelta()
    shift = offset.total_seconds()
    return float((moment + shift) // width * width - shift)
