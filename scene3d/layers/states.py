"""How the state of a record shows on its symbol: colour, badge and importance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from data.duty.time_left import urgency
from data.kinds import Kind
from data.look import colours
from data.records import Record


@dataclass(frozen=True, slots=True)
class Shown:
    """The look of one record's symbol: "" for colour or symbol means the layer's own; ``size`` is times the usual."""

    colour: str = ""
    mark: str = ""
    priority: float = 0.0
    small: bool = False
    symbol: str = ""
    size: float = 1.0


def _task(record: Record, kind: Kind, now: datetime, theme: str) -> Shown:
    """By time left."""
    level = urgency(record["due_at"], record["state"] or "", now, record["issued_at"])
    look = colours(theme)
    return {
        "late": Shown(look["late"], "late", 30.0), "soon": Shown(look["soon"], "soon", 20.0),
        "calm": Shown("", "calm", 10.0), "done": Shown(look["quiet"], "", 0.0, True),
    }[level]  # fmt: skip


def _case(record: Record, kind: Kind, now: datetime, theme: str) -> Shown:
    """The layer's colour while it is open, with a badge for where it stands; grave ones come first, closed ones are small."""
    state, severity = record["state"], record["severity"]
    if state == "closed":
        choice = kind.field("state").choice(state)
        return Shown(choice.colour if choice else colours(theme)["calm"], "", 1.0, True)
    if severity in ("urgent", "major"):
        return Shown("", "late", 34.0)
    return Shown("", {"sent": "busy", "on_the_way": "busy", "on_scene": "there"}.get(state or "", ""), 24.0)


def _camera(record: Record, kind: Kind, now: datetime, theme: str) -> Shown:
    return {"faulty": Shown("", "fault", 8.0), "planned": Shown("", "planned", 3.0)}.get(record["state"] or "", Shown(priority=5.0))


def _force(record: Record, kind: Kind, now: datetime, theme: str) -> Shown:
    tier = {"core": 6.0, "close": 3.0}.get(record["tier"] or "", 0.0)
    duty = {
        "busy": Shown("", "busy", 14.0 + tier), "free": Shown("", "", 12.0 + tier), "sent": Shown("", "soon", 15.0 + tier),
        "on_the_way": Shown("", "soon", 16.0 + tier), "on_scene": Shown("", "there", 14.0 + tier),
    }  # fmt: skip
    return duty.get(record["duty"] or "", Shown(colours(theme)["quiet"], "off", 0.5, True))


def _other(record: Record, kind: Kind, now: datetime, theme: str) -> Shown:
    """Any kind: the colour that its state's choice declares."""
    state = kind.layer.state if kind.layer else ""
    choice = kind.field(state).choice(record[state]) if state else None
    return Shown(choice.colour if choice else "", "", 2.0)


# The fields that each of them looks at.
FIELDS = {"task": ("due_at", "state", "issued_at"), "case": ("state", "severity"), "camera": ("state",), "force": ("duty", "tier")}
BY_KIND: dict[str, Callable[[Record, Kind, datetime, str], Shown]] = {
    "task": _task,
    "case": _case,
    "camera": _camera,
    "force": _force,
}


def fields_of(kind: Kind) -> tuple[str, ...]:
    """Return the fields that tell how a kind's records look."""
    known = FIELDS.get(kind.name)
    return known or ((kind.layer.state,) if kind.layer and kind.layer.state else ())


def shown(record: Record, kind: Kind, now: datetime, theme: str) -> Shown:
    """Return how a record's symbol looks."""
    return BY_KIND.get(kind.name, _other)(record, kind, now, theme)
