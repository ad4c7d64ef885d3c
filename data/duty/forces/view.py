"""What the page of one force member shows: state, place, shift, case, skills, tasks in hand, where they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from data.clock import format_utc
from data.duty.forces.packing import Fixes
from data.duty.forces.positions import tracks
from data.duty.forces.shifts import shift_state
from data.duty.forces.skills import label_of, skills_in
from data.duty.forces.standing import Standing, standing
from data.duty.load import Load, load_of
from data.duty.states import IN_HAND
from data.query import Query, Where
from data.records import Record
from data.store import Station

LOOKS_BACK = timedelta(hours=12)  # for a shift that is on


@dataclass(frozen=True, slots=True)
class ForceView:
    """A force member with what belongs to them now."""

    record: Record
    standing: Standing
    skills: tuple[str, ...]
    grid: str
    vehicle: str
    case: Record | None
    case_title: str
    shift: Record | None  # the one that is on, or the next
    shift_state: str
    load: Load
    tasks: tuple[Record, ...]
    devices: tuple[str, ...]


def force_view(station: Station, id: int) -> ForceView | None:
    """Return what is known of a force member, None where they are gone."""
    record = station.get("force", id, placed=True)
    if record is None:
        return None
    now = station.clock.now()
    case = station.get("case", record["case"]) if record["case"] else None
    shift = _shift(station, id)
    tasks = station.read(Query("task", (Where("assignee", "is", id), Where("state", "in", IN_HAND)), order=("due_at",)))
    held = Query("device", (Where("holder", "is", id), Where("state", "is", "on")))
    return ForceView(
        record, standing(record, now), tuple(label_of(s) for s in sorted(skills_in(record["skills"]))),
        _name(station, "grid", record["grid"]), _name(station, "vehicle", record["vehicle"]), case,
        station.title(case, masked=False) if case is not None else "", shift,
        shift_state(shift, now) if shift is not None else "", load_of(station, id), tuple(tasks),
        tuple(station.columns(held, ("name",))["name"]),
    )  # fmt: skip


def track_of(station: Station, id: int, hours: float) -> Fixes:
    """Return where a force or vehicle was in the last hours."""
    now = station.clock.now()
    return tracks(station, format_utc(now - timedelta(hours=hours)), format_utc(now + timedelta(seconds=1)), [id])


def _shift(station: Station, id: int) -> Record | None:
    """Return the shift that one is on or should be on, else the next one."""
    now = station.clock.now()
    since = format_utc(now - LOOKS_BACK - timedelta(hours=12))
    found = station.read(Query("shift", (Where("force", "is", id), Where("starts_at", ">=", since)), order=("starts_at",)))
    states = {s.id: shift_state(s, now) for s in found}
    for wanted in (("on", "over"), ("missing",), ("planned",)):
        chosen = next((s for s in found if states[s.id] in wanted), None)
        if chosen is not None:
            return chosen
    return None


def _name(station: Station, kind: str, id: int | None) -> str:
    found = station.get(kind, id) if id else None
    return str(found["name"] or "") if found is not None else ""
