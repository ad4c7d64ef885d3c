"""Who is where and who is free now: state, place with its age, team, skills and tasks in hand; nobody is ranked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.clock import parse_utc
from data.duty.forces.skills import skill_named, skills_in
from data.duty.forces.standing import Standing
from data.duty.forces.states import ON_DUTY
from data.duty.load import Load, loads
from data.query import Query, Where
from data.store import Station

FIELDS = (
    "name", "number", "tier", "role", "team", "skills", "duty", "duty_since", "case", "grid", "vehicle", "seen_at", "accuracy",
    "source", "speed", "battery",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ForceNow:
    """A force member as they are now."""

    id: int
    name: str
    number: str
    tier: str
    role: str
    team: str
    duty: str
    since: str | None  # in this state, UTC as stored
    skills: frozenset[str]
    case: int | None
    grid: int | None  # that they belong to; where they are is another matter
    vehicle: int | None
    battery: int | None
    standing: Standing
    load: Load

    @property
    def on_duty(self) -> bool:
        """Whether they are on duty, free or not."""
        return self.duty in ON_DUTY

    @property
    def free(self) -> bool:
        """Whether they can be sent."""
        return self.duty == "free"


def roster(station: Station, *, on_duty: bool = False) -> list[ForceNow]:
    """Return all force members, or those on duty, by name."""
    where = (Where("duty", "in", ON_DUTY),) if on_duty else ()
    rows = station.columns(Query("force", where), ("id", *FIELDS, "lon", "lat"))
    now, load = station.clock.now(), loads(station)
    found = [_force(dict(zip(rows, values, strict=True)), now, load) for values in zip(*rows.values(), strict=True)]
    return sorted(found, key=lambda f: f.name)


def free_forces(station: Station, *, tiers: Collection[str] = (), skills: Collection[str] = (),
                grid: int | None = None) -> list[ForceNow]:  # fmt: skip
    """Return who is free now, of these tiers, with all these skills, of this grid, where that is asked for."""
    wanted = {skill_named(s) for s in skills}
    return [
        f for f in roster(station, on_duty=True)
        if f.free and (not tiers or f.tier in tiers) and wanted <= f.skills and (grid is None or f.grid == grid)
    ]  # fmt: skip


def _force(row: Mapping[str, Any], now: datetime, load: Mapping[int, Load]) -> ForceNow:
    id = int(row["id"])
    return ForceNow(
        id, _text(row["name"]), _text(row["number"]), _text(row["tier"]), _text(row["role"]), _text(row["team"]),
        _text(row["duty"]) or "off", _text(row["duty_since"]) or None, skills_in(_text(row["skills"])), row["case"], row["grid"],
        row["vehicle"], row["battery"], _standing(row, now), load.get(id, Load()),
    )  # fmt: skip


def _standing(row: Mapping[str, Any], now: datetime) -> Standing:
    seen = row["seen_at"]
    age = max((now - parse_utc(str(seen))).total_seconds(), 0.0) if seen else None
    return Standing(row["lon"], row["lat"], age, row["accuracy"], row["source"], row["speed"])


def _text(value: object) -> str:
    return "" if value is None else str(value)
