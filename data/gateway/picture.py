"""The picture as TAK sees it: forces on duty, vehicles and open cases as Cursor-on-Target events."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.clock import format_utc, parse_utc
from data.duty.forces.standing import STALE
from data.duty.forces.states import ON_DUTY
from data.gateway import cot
from data.kinds import Kind
from data.query import Query, Where
from data.store import Station

# Types of MIL-STD-2525 as CoT writes them: friend, ground, unit (combat) and friend, ground, equipment, vehicle, civilian.
UNIT, VEHICLE, CASE = "a-f-G-U-C", "a-f-G-E-V-C", "b-m-p-s-m"
LASTS = timedelta(minutes=2)  # after which a client greys out what is not told again
CASES_OF = timedelta(hours=24)
CLOSED = ("closed", "cleared")
TEAM_COLOURS = {"core": "Blue", "close": "Green", "loose": "Yellow"}  # of ATAK's teams, by tier


def picture(station: Station) -> list[bytes]:
    """Return the events of this moment; positions older than an hour are not told as if they held."""
    now = station.clock.now()
    return [*_forces(station, now), *_vehicles(station, now), *_cases(station, now)]


def _forces(station: Station, now: datetime) -> list[bytes]:
    since = format_utc(now - timedelta(seconds=STALE))
    where = (Where("duty", "in", ON_DUTY), Where("seen_at", ">=", since))
    fields = ("id", "name", "tier", "duty", "seen_at", "accuracy", "speed", "course", "lon", "lat")
    rows = station.columns(Query("force", where), fields)
    kind = station.kinds["force"]
    found = []
    for id, name, tier, duty, seen, accuracy, speed, course, lon, lat in zip(*rows.values(), strict=True):
        if lon is None:
            continue
        at = parse_utc(seen)
        detail = {
            "contact": {"callsign": str(name)}, "__group": {"name": TEAM_COLOURS.get(tier, "White"), "role": "Team Member"},
            "status": {"readiness": "true" if duty == "free" else "false"}, "remarks": {"source": _label(kind, "duty", duty)},
        }  # fmt: skip
        if speed is not None or course is not None:
            detail["track"] = {"speed": f"{speed or 0:.1f}", "course": f"{course or 0:.1f}"}
        found.append(cot.write(f"watchroom-force-{id}", UNIT, at, now + LASTS, (lon, lat), error=accuracy, detail=detail))
    return found


def _vehicles(station: Station, now: datetime) -> list[bytes]:
    since = format_utc(now - timedelta(seconds=STALE))
    rows = station.columns(Query("vehicle", (Where("seen_at", ">=", since),)), ("id", "name", "seen_at", "accuracy", "lon", "lat"))
    return [
        cot.write(f"watchroom-vehicle-{id}", VEHICLE, parse_utc(seen), now + LASTS, (lon, lat), error=accuracy,
                  detail={"contact": {"callsign": str(name)}})
        for id, name, seen, accuracy, lon, lat in zip(*rows.values(), strict=True) if lon is not None
    ]  # fmt: skip


def _cases(station: Station, now: datetime) -> list[bytes]:
    """Cases by their type and place only: no caller, no words of the call leave the station."""
    where = (Where("reported_at", ">=", format_utc(now - CASES_OF)), Where("reported_at", "<=", format_utc(now)))
    states = station.kinds["case"].field("state").choices
    open_states = tuple(c.value for c in states if c.value not in CLOSED)
    query = Query("case", (*where, Where("state", "in", open_states)))
    rows = station.columns(query, ("id", "type", "number", "reported_at", "lon", "lat"))
    kind = station.kinds["case"]
    return [
        cot.write(f"watchroom-case-{id}", CASE, parse_utc(at), now + LASTS, (lon, lat), how="h-g-i-g-o",
                  detail={"contact": {"callsign": f"{_label(kind, 'type', type)} {number or id}"}})
        for id, type, number, at, lon, lat in zip(*rows.values(), strict=True) if lon is not None
    ]  # fmt: skip


def _label(kind: Kind, field: str, value: object) -> str:
    choice = kind.field(field).choice(value)
    return choice.label if choice else str(value or "")
