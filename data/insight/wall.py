"""The figures on the wall: counts of work and places, never a word about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from data.clock import format_utc, parse_utc
from data.i18n import tr
from data.insight.figures import TaskFigures, station_figures
from data.insight.rhythm import Counts
from data.kinds import Kind
from data.query import Query, Where
from data.records import Record
from data.store.station import Station

NEWEST = 10
STATE_TONES = {
    "reported": "late", "sent": "soon", "on_the_way": "soon", "on_scene": "accent", "cleared": "calm", "closed": "quiet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WallCase:
    """One line of the newest cases. ``tone`` names a colour token."""

    type: str
    where: str
    time: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class WallFigures:
    """Everything that the wall writes; ``hours`` is weekday (Monday first) x hour, ``on_time`` per cent or None."""

    today: int
    last_week: int
    change: float | None  # today against last week as a share, None where they are too few to compare
    days: tuple[int, ...]  # cases of the last 14 days, today last
    hours: Counts
    on_duty: int
    forces: int
    tiers: tuple[tuple[str, int], ...]
    tasks: tuple[tuple[str, int, str], ...]
    on_time: float | None
    newest: tuple[WallCase, ...]
    cameras: int
    cameras_working: int


def wall_figures(station: Station) -> WallFigures:
    """Return the figures of this moment."""
    figures = station_figures(station)
    tier = station.kinds["force"].field("tier")
    return WallFigures(
        today=figures.cases_today, last_week=figures.cases_week_ago, change=figures.change,
        days=tuple(day.cases for day in figures.cases_per_day),
        hours=figures.rhythm, on_duty=figures.forces.on, forces=figures.forces.total,
        tiers=tuple((c.label, figures.forces.by_tier[c.value][0]) for c in tier.choices), tasks=_tasks(figures.tasks),
        on_time=None if figures.tasks.on_time is None else 100 * figures.tasks.on_time, newest=_newest(station),
        cameras=sum(figures.cameras.values()), cameras_working=figures.cameras.get("working", 0),
    )  # fmt: skip


def _tasks(figures: TaskFigures) -> tuple[tuple[str, int, str], ...]:
    states = figures.by_state
    return (
        (tr("待签收"), states["issued"], "soon"),
        (tr("进行中"), states["signed"] + states["in_progress"], "accent"),
        (tr("已反馈"), states["fed_back"], "calm"),
        (tr("已超期"), figures.late, "late"),
    )


def _newest(station: Station) -> tuple[WallCase, ...]:
    now = station.clock.now().astimezone(ZoneInfo(station.zone))
    fields = ("type", "address", "building", "beat", "reported_at", "state")
    until_now = (Where("reported_at", "<=", format_utc(now)),)
    found = station.read(Query("case", until_now, order=("-reported_at",), limit=NEWEST, fields=fields))
    names = _building_names(station, found)
    kind = station.kinds["case"]
    return tuple(_line(kind, record, names, now) for record in found)


def _line(kind: Kind, record: Record, names: dict[int, str], now: datetime) -> WallCase:
    when = parse_utc(record["reported_at"]).astimezone(now.tzinfo)
    kind_of_case, state = kind.field("type").choice(record["type"]), kind.field("state").choice(record["state"])
    where = names.get(record["building"] or 0) or str(record["beat"] or "")
    return WallCase(
        type=kind_of_case.label if kind_of_case else str(record["type"] or ""), where=where,
        time=when.strftime("%H:%M") if when.date() == now.date() else when.strftime("%m-%d"),
        state=state.label if state else "", tone=STATE_TONES.get(record["state"] or "", "quiet"),
    )  # fmt: skip


def _building_names(station: Station, cases: list[Record]) -> dict[int, str]:
    """Return the names of the buildings: an address as typed may name a flat, and that is nobody's business on a wall."""
    wanted = tuple({c["building"] for c in cases if c["building"]})
    if not wanted:
        return {}
    found = station.read(Query("building", (Where("id", "in", wanted),), fields=("name", "address")))
    return {b.id: b["name"] or b["address"] or "" for b in found}
