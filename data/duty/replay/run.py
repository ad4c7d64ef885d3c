"""A replay as a value: its period, its events and positions, and the way from event to event."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from data.clock import format_utc, parse_utc
from data.duty.replay.events import Event, events
from data.duty.replay.whereabouts import Whereabouts, read_whereabouts
from data.errors import BadInput
from data.i18n import tr
from data.insight.playback import stored
from data.store.in_time import StationInTime

SPEEDS = (1, 10, 60, 300, 1200)  # seconds of the past in one of now
USUAL_SPEED = 60


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """A period (UTC as stored) with what happened in it. ``begins`` is when the station's file knows of anything first."""

    start: str
    end: str
    events: tuple[Event, ...]
    whereabouts: Whereabouts
    begins: str = ""
    case: int | None = None
    _times: list[float] = field(init=False, default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self._times.extend(e.seconds for e in self.events)

    @property
    def first(self) -> float:
        """Where it begins, in seconds since 1970."""
        return parse_utc(self.start).timestamp()

    @property
    def last(self) -> float:
        """Where it ends, in seconds since 1970."""
        return parse_utc(self.end).timestamp()

    def within(self, moment: float) -> float:
        """Return a moment (seconds since 1970), kept within the period."""
        return min(max(moment, self.first), self.last)

    def next(self, moment: float) -> Event | None:
        """Return the first event after a moment, None at the end."""
        at = bisect_right(self._times, moment)
        return self.events[at] if at < len(self.events) else None

    def before(self, moment: float) -> Event | None:
        """Return the last event before a moment, None at the beginning."""
        at = bisect_left(self._times, moment)
        return self.events[at - 1] if at else None

    def number_at(self, moment: float) -> int:
        """Return how many events had happened at a moment, those of the moment itself included."""
        return bisect_right(self._times, moment)

    def shown_at(self, moment: float) -> str:
        """Return the moment (UTC as stored) at which the station is looked at: not before it knew of anything."""
        return max(stored(self.within(moment)), self.begins)


def read_replay(station: StationInTime, start: str, end: str, *, case: int | None = None) -> Replay:
    """Return the replay of a period (UTC as stored); what lies after now is cut off. Takes its time, from any thread.

    Raises
    ------
    BadInput
        If the period is empty or lies in the future.
    """
    now = format_utc(station.live.clock.now())
    until = min(end, now)
    if until <= start:
        raise BadInput(tr("回放时段的开头要早于结尾，也要早于现在"))
    moments = station.moments()
    return Replay(start, until, events(station, start, until, case=case), read_whereabouts(station.live, start, until),
                  moments[0].at if moments else "", case)  # fmt: skip


def period_of_case(station: StationInTime, case: int) -> tuple[str, str]:
    """Return the period (UTC as stored) in which a case was reported, handled and closed, with two minutes before and after.

    Raises
    ------
    BadInput
        If there is no such case.
    """
    found = station.live.get("case", case)
    if found is None:
        raise BadInput(tr("没有编号为 {id} 的警情", id=case))
    first = parse_utc(str(found["reported_at"])).timestamp()
    names = ("ended_at", "cleared_at", "arrived_at", "left_at", "sent_at", "reported_at")
    stamps = [parse_utc(str(found[n])).timestamp() for n in names if found[n]]
    now = station.live.clock.now().timestamp()
    over = found["state"] in ("closed", "cleared")
    last = max(stamps) if over else now
    return stored(first - MARGIN), stored(min(max(last, first) + MARGIN, now))


MARGIN = 120.0  # seconds before the call and after the end
