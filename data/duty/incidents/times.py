"""The intervals of a case between its moments: what is over, and what is running."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.clock import parse_utc
from data.i18n import tr
from data.records import Record, Values


@dataclass(frozen=True, slots=True)
class Between:
    """An interval as declared: from the first of ``start`` that is known to ``end``; it runs while a case is in ``runs_in``."""

    name: str
    start: tuple[str, ...]
    end: str
    runs_in: tuple[str, ...]

    @property
    def label(self) -> str:
        """What it is called."""
        return _labels()[self.name]


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of one case: its name, whole seconds, and whether it is still running."""

    name: str
    label: str
    seconds: int
    running: bool = False


BETWEEN: tuple[Between, ...] = (
    Between("waiting", ("reopened_at", "reported_at"), "sent_at", ("reported",)),  # until somebody is sent
    Between("turnout", ("sent_at",), "left_at", ("sent",)),  # until they leave
    Between("travel", ("left_at", "sent_at"), "arrived_at", ("on_the_way",)),  # on the road
    Between("response", ("reopened_at", "reported_at"), "arrived_at", ("reported", "sent", "on_the_way")),  # call to door
    Between("handling", ("arrived_at",), "cleared_at", ("on_scene",)),
    Between("closing", ("cleared_at",), "ended_at", ("cleared",)),
    Between("whole", ("reported_at",), "ended_at", ("reported", "sent", "on_the_way", "on_scene", "cleared")),
)


def intervals(case: Record | Values, now: datetime, state: str | None = None) -> tuple[Interval, ...]:
    """Return the intervals of a case that are over or running at ``now``; what was never stamped is left out.

    A deployment has the same moments: given with its own ``state``, its intervals come out alike.
    """
    current = state or case["state"] or "reported"
    found = (_interval(between, case, current, now) for between in BETWEEN)
    return tuple(i for i in found if i is not None)


def seconds_of(case: Record | Values, name: str) -> int | None:
    """Return the length of one interval that is over; None where it is not, or nobody knows: the clock was set back in it."""
    between = next(b for b in BETWEEN if b.name == name)
    start = _first(case, between.start)
    end = _value(case, between.end)
    return None if start is None or end is None or end < start else _seconds(start, end)


def _interval(between: Between, case: Record | Values, state: str, now: datetime) -> Interval | None:
    start = _first(case, between.start)
    if start is None:
        return None
    end = _value(case, between.end)
    if end is not None:
        if end < start:
            return None  # the clock was set back meanwhile: how long it took is not known
        return Interval(between.name, between.label, _seconds(start, end))
    if state not in between.runs_in:
        return None
    return Interval(between.name, between.label, max(int((now - parse_utc(start)).total_seconds()), 0), running=True)


def _value(case: Record | Values, name: str) -> str | None:
    found = case[name] if isinstance(case, Record) else case.get(name)
    return str(found) if found else None


def _first(case: Record | Values, names: tuple[str, ...]) -> str | None:
    return next((v for v in (_value(case, n) for n in names) if v), None)


def _seconds(start: str, end: str) -> int:
    return int((parse_utc(end) - parse_utc(start)).total_seconds())


def _labels() -> dict[str, str]:
    return {
        "waiting": tr("派警用时"), "turnout": tr("出动用时"), "travel": tr("路上用时"), "response": tr("到场用时"),
        "handling": tr("处置用时"), "closing": tr("办结用时"), "whole": tr("全程用时"),
    }  # fmt: skip
