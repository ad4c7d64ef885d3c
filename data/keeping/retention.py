"""What is due: records whose retention has run out, those that soon will, and those that have no end yet, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from data.clock import format_utc, parse_utc
from data.i18n import choose, tr
from data.keeping.holds import held
from data.kinds import Kind
from data.progress import Progress
from data.query import Query, Where
from data.records import Record
from data.store import titles
from data.store.station import Station

SOON = 30  # days before the end from which on it is told
REMOVED = 1095  # days for which the journal keeps what was removed, where its kind does not say otherwise
SHOWN = 500  # records of one kind and state that are listed; the counts are of all
STATES = ("due", "removed", "held", "soon")


@dataclass(frozen=True, slots=True)
class Due:
    """One record: when its retention began and ends; ``state`` is one of `STATES`, ``why`` says what holds it."""

    kind: str
    id: int
    title: str  # masked
    since: date
    ends: date
    state: str
    why: str = ""


@dataclass(slots=True)
class KindDue:
    """What of one kind is due, soon due, held, or without an end. ``due`` has the ids of all that can be erased now."""

    kind: Kind
    due: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)  # in the past: only the journal holds them
    items: list[Due] = field(default_factory=list)
    held: int = 0
    soon: int = 0
    unending: int = 0
    why: str = ""  # there is no end

    @property
    def count(self) -> int:
        """How many can be erased now."""
        return len(self.due) + len(self.removed)


def due(station: Station, progress: Progress | None = None) -> list[KindDue]:
    """Return what is due of every kind that holds what is personal, by the station's day; takes a look at all of them."""
    progress = progress or Progress()
    kinds = [k for k in station.kinds.ever.values() if k.retention_days or k.personal]
    found = []
    for done, kind in enumerate(kinds):
        progress.report(done, len(kinds), kind.plural)
        found.append(_of_kind(station, kind))
    return [f for f in found if f.items or f.unending]


def _of_kind(station: Station, kind: Kind) -> KindDue:
    found = KindDue(kind)
    if kind.retention_days and kind.retention_from:
        _living(station, kind, found)
    else:
        found.unending = station.count(Query(kind.name))
    found.why = why_no_end(kind) if found.unending else ""
    for item in _removed(station, kind):
        found.removed.append(item.id)
        if len(found.removed) <= SHOWN:
            found.items.append(item)
    return found


def why_no_end(kind: Kind) -> str:
    """Return why records of a kind have no end date: its own reason, or that the day they count from is empty."""
    if kind.retention_why:
        return choose(dict(kind.retention_why))
    if kind.retention_from:
        begins = kind.fields[kind.retention_from].label
        return tr("“{field}”还没有填，从那天起保存 {days} 天", field=begins, days=kind.retention_days)
    return tr("这一类没有规定保存期限")


def _living(station: Station, kind: Kind, found: KindDue) -> None:
    today, name = today_of(station), kind.retention_from
    latest = today + timedelta(days=SOON - kind.retention_days)
    where = (Where(name, "<=", _as_stored(station, kind, latest)),)
    records = station.read(Query(kind.name, where, order=(name,), fields=(name, *titles.fields_of(kind, name))))
    days = {r.id: _day(station, r[name]) for r in records}
    ends = {id: day + timedelta(days=kind.retention_days) for id, day in days.items()}
    over = [id for id, end in ends.items() if end <= today]
    needed = held(station, kind.name, over) if over else {}
    listed = dict.fromkeys(STATES, 0)
    for record in records:
        state = "soon" if ends[record.id] > today else "held" if record.id in needed else "due"
        listed[state] += 1
        if state == "due":
            found.due.append(record.id)
        if listed[state] <= SHOWN:
            why = needed.get(record.id, "")
            found.items.append(
                Due(kind.name, record.id, station.title(record), days[record.id], ends[record.id], state, why)
            )
    found.held, found.soon = listed["held"], listed["soon"]
    found.unending = station.count(Query(kind.name, (Where(name, "is", None),)))


def _removed(station: Station, kind: Kind) -> Iterator[Due]:
    """Yield what was removed so long ago that its kind's retention is over since: only the journal holds it."""
    today, days = today_of(station), kind.retention_days or REMOVED
    for id, at, values in station.eraser.removed(kind.name):
        since = _day(station, at) if at else today
        ends = since + timedelta(days=days)
        if ends <= today:
            yield Due(kind.name, id, station.title(Record(kind.name, id, values)), since, ends, "removed")


def today_of(station: Station) -> date:
    """Return the station's day."""
    return station.clock.now().astimezone(ZoneInfo(station.zone)).date()


def _as_stored(station: Station, kind: Kind, day: date) -> str:
    """Return a day as the field is stored: of a time the end of the day in the station's zone."""
    if kind.fields[kind.retention_from].type == "date":
        return day.isoformat()
    return format_utc(datetime.combine(day, datetime.max.time(), ZoneInfo(station.zone)))


def _day(station: Station, stored: str) -> date:
    if len(stored) == len("2026-11-21"):
        return date.fromisoformat(stored)
    return parse_utc(stored).astimezone(ZoneInfo(station.zone)).date()
