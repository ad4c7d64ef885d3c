"""The station's figures of the day: cases, tasks, forces and cameras, for the figures panel and the wall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from data.clock import format_utc
from data.duty import IN_HAND, OPEN_STATES
from data.duty.forces.grids import bare_grids
from data.duty.forces.states import ON_DUTY
from data.duty.states import MOVES
from data.insight.lines import Line, case_lines
from data.insight.rhythm import Counts, DayCount, cases_per_day, day_start, hour_matrix, local_day
from data.query import Query, Where
from data.store import Station
from data.workspace import Period

LOOK_BACK = 30  # days of the rhythm and of the share closed on time
FEW = 10  # cases below which a percentage says nothing


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Forces on duty and in all, and by tier in the order of the declaration."""

    on: int
    total: int
    by_tier: Mapping[str, tuple[int, int]]  # tier -> on duty, in all


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """Tasks by state; ``late`` are those in somebody's hands past their time; ``on_time`` a share from 0 to 1."""

    by_state: Mapping[str, int]
    open: int
    late: int
    on_time: float | None  # of those closed in the last 30 days that had a due time


@dataclass(frozen=True, slots=True)
class StationFigures:
    """All figures at one moment."""

    cases_today: int
    cases_week_ago: int  # on the same weekday last week up to the same time of day
    cases_per_day: tuple[DayCount, ...]
    rhythm: Counts  # (7, 24) over the last 30 days, Monday first
    tasks: TaskFigures
    forces: OnDuty
    cameras: Mapping[str, int]  # by state
    newest: tuple[Line, ...]
    bare: tuple[str, ...] = ()  # names of the grids in which nobody is free

    @property
    def change(self) -> float | None:
        """Cases today against the same day last week as a share: -0.22 is 22% fewer; None where they are too few to compare."""
        return self.cases_today / self.cases_week_ago - 1 if self.cases_week_ago >= FEW else None


def station_figures(station: Station, *, days: int = 14, newest: int = 8) -> StationFigures:
    """Return the figures of now; ``days`` of daily counts, ``newest`` cases."""
    since = day_start(station, local_day(station) - timedelta(days=LOOK_BACK - 1))
    today, week_ago = _today(station)
    return StationFigures(
        cases_today=today, cases_week_ago=week_ago, cases_per_day=cases_per_day(station, days),
        rhythm=hour_matrix(station, Period(since, None)), tasks=task_figures(station), forces=on_duty(station),
        cameras={str(k[0] or ""): n for k, n in station.tally(Query("camera"), "state").items()},
        newest=newest_cases(station, newest), bare=tuple(g.name for g in bare_grids(station)),
    )  # fmt: skip


def newest_cases(station: Station, count: int = 8) -> tuple[Line, ...]:
    """Return the cases reported last, up to now."""
    until = Where("reported_at", "<=", format_utc(station.clock.now()))
    return case_lines(station, station.read(Query("case", (until,), order=("-reported_at",), limit=count)))


def task_figures(station: Station) -> TaskFigures:
    """Return the figures of tasks."""
    tally = station.tally(Query("task"), "state")
    by_state = {state: tally.get((state,), 0) for state in MOVES}
    now = format_utc(station.clock.now())
    late = station.count(Query("task", (Where("state", "in", IN_HAND), Where("due_at", "<", now))))
    return TaskFigures(by_state, sum(by_state[s] for s in OPEN_STATES), late, _on_time(station))


def on_duty(station: Station) -> OnDuty:
    """Return the forces on duty by tier."""
    tally = station.tally(Query("force"), "tier", "duty")
    by_tier = {}
    for choice in station.kinds["force"].field("tier").choices:
        of_tier = {duty: n for (tier, duty), n in tally.items() if tier == choice.value}
        by_tier[choice.value] = (sum(of_tier.get(d, 0) for d in ON_DUTY), sum(of_tier.values()))
    return OnDuty(sum(on for on, _ in by_tier.values()), sum(tally.values()), by_tier)


def _today(station: Station) -> tuple[int, int]:
    today, now = local_day(station), station.clock.now()
    last_week = day_start(station, today - timedelta(days=7)), format_utc(now - timedelta(days=7))
    return _reported(station, day_start(station, today), format_utc(now)), _reported(station, *last_week)


def _reported(station: Station, start: str, end: str) -> int:
    return station.count(Query("case", (Where("reported_at", ">=", start), Where("reported_at", "<=", end))))


def _on_time(station: Station) -> float | None:
    since = format_utc(station.clock.now() - timedelta(days=LOOK_BACK))
    query = Query("task", (Where("state", "is", "closed"), Where("closed_at", ">=", since), Where("due_at", "not", None)))
    rows = station.columns(query, ("closed_at", "due_at"))
    kept = [closed <= due for closed, due in zip(rows["closed_at"], rows["due_at"], strict=True)]
    return sum(kept) / len(kept) if kept else None
