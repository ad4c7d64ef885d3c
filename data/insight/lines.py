"""One line of a list in a panel: what it says, and the record that a click on it opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.duty import time_left, urgency
from data.i18n import tr
from data.kinds.values import show
from data.records import Record
from data.store import Station


@dataclass(frozen=True, slots=True)
class Line:
    """A line: ``note`` stands quietly at its end; ``tone`` is an urgency or ""; ``colour`` is its state's own."""

    kind: str
    id: int
    title: str
    detail: str = ""
    note: str = ""
    tone: str = ""
    colour: str = ""
    storey: int | None = None
    dwelling: int | None = None


def joined(*parts: str | None) -> str:
    """Return the parts that say something, with a dot between."""
    return " · ".join(p for p in parts if p)


def room_label(unit: str | None, room: str | None) -> str:
    """Return how a room is called: 2 单元 402."""
    name = (unit or "").removesuffix("单元").strip()
    return tr("{unit} 单元 {room}", unit=name, room=room or "") if name else room or ""


def shown(station: Station, record: Record, field: str) -> str:
    """Return an open field of a record as people read it."""
    return show(station.kinds[record.kind].field(field), record[field], zone=station.zone, now=station.clock.now())


def colour_of(station: Station, record: Record, field: str = "state") -> str:
    """Return the colour that a record's state was given in its declaration."""
    choice = station.kinds[record.kind].field(field).choice(record[field])
    return choice.colour if choice else ""


def case_lines(station: Station, cases: Iterable[Record]) -> tuple[Line, ...]:
    """Return cases: what, where, when, and how far they are."""
    return tuple(
        Line("case", c.id, shown(station, c, "type"), joined(c["address"], shown(station, c, "state")),
             shown(station, c, "reported_at"),             colour=colour_of(station, c), storey=c["storey"], dwelling=c["dwelling"])
        for c in cases
    )  # fmt: skip


def task_lines(station: Station, tasks: Iterable[Record]) -> tuple[Line, ...]:
    """Return tasks: what, how far, and how much time is left."""
    now = station.clock.now()
    return tuple(
        Line("task", t.id, t["title"], joined(shown(station, t, "type"), shown(station, t, "state")), time_left(t["due_at"], now),
             urgency(t["due_at"], t["state"], now, t["issued_at"]), dwelling=t["dwelling"])
        for t in tasks
    )  # fmt: skip


def shop_lines(station: Station, shops: Iterable[Record]) -> tuple[Line, ...]:
    """Return shops: name, trade, and whether they trade."""
    return tuple(
        Line("shop", s.id, s["name"], joined(shown(station, s, "trade"), s["address"]),
             shown(station, s, "state"), dwelling=s["dwelling"])
        for s in shops
    )  # fmt: skip


def organisation_lines(station: Station, organisations: Iterable[Record]) -> tuple[Line, ...]:
    """Return organisations: name and category."""
    return tuple(
        Line("organisation", o.id, o["name"], joined(shown(station, o, "category"), o["address"]), dwelling=o["dwelling"])
        for o in organisations
    )


def camera_lines(station: Station, cameras: Iterable[Record]) -> tuple[Line, ...]:
    """Return cameras: code, where they hang, and whether they work."""
    return tuple(
        Line("camera", c.id, c["code"], joined(c["name"], shown(station, c, "mount")), shown(station, c, "state"),
             colour=colour_of(station, c))
        for c in cameras
    )  # fmt: skip
