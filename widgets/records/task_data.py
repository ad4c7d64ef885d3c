"""What task panels read: tasks as cards with subject, assignee, time left; force members with their load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.duty import OPEN_STATES, Load, loads, time_left, urgency
from data.duty.forces.states import STATES
from data.i18n import tr
from data.query import Query, Where
from data.records import Record
from data.store.station import Station
from data.workspace import Selection
from widgets.records.lines import Line
from widgets.records.shown import link_titles

TONES = {"calm": "calm", "soon": "soon", "late": "late", "done": "quiet"}


@dataclass(frozen=True, slots=True)
class TaskCard:
    """One task as board and lists show it."""

    id: int
    title: str
    state: str
    state_label: str
    urgency: str
    left: str
    assignee: str
    subject: str
    priority: str

    @property
    def tone(self) -> str:
        """The colour token of its urgency."""
        return TONES[self.urgency]

    def line(self) -> Line:
        """Return the card as a row of a list."""
        detail = " · ".join(t for t in (self.state_label, self.assignee or tr("未指派"), self.subject) if t)
        return Line(self.title, detail, self.left, tone=self.tone, edge=True, target=Selection("task", self.id))


def open_tasks() -> Query:
    """Return the query for every task that is not closed, most pressing first."""
    return Query("task", (Where("state", "in", OPEN_STATES),), order=("due_at",))


def task_cards(station: Station, query: Query) -> list[TaskCard]:
    """Return tasks as cards; on a reader thread."""
    return cards_of(station, station.read(query))


def cards_of(station: Station, records: list[Record]) -> list[TaskCard]:
    """Return records of tasks as cards."""
    titles = link_titles(station, records, ("assignee", "subject", "building"))
    now = station.clock.now()
    state_field = station.kinds["task"].fields["state"]
    cards = []
    for r in records:
        choice = state_field.choice(r["state"])
        finished = r["state"] in ("verified", "closed")
        cards.append(
            TaskCard(
                r.id,
                station.title(r),
                r["state"],
                choice.label if choice else str(r["state"]),
                urgency(r["due_at"], r["state"], now, r["issued_at"]),
                "" if finished else time_left(r["due_at"], now),
                titles.get(("force", r["assignee"]), ""),
                _subject(r, titles),
                r["priority"] or "normal",
            )
        )
    return cards


def _subject(task: Record, titles: Mapping[tuple[str, int], str]) -> str:
    """Return what a task's subject is called, a room with its building."""
    title = titles.get((task["subject_kind"], task["subject"]), "")
    building = titles.get(("building", task["building"]), "") if title and task["subject_kind"] == "dwelling" else ""
    return f"{building} {title}".strip()


@dataclass(frozen=True, slots=True)
class Member:
    """A force member as one who could take a task; nobody is scored: only duty state and tasks in hand."""

    id: int
    name: str
    tier: str
    role: str
    team: str
    duty: str
    duty_label: str
    load: Load

    @property
    def said(self) -> str:
        """Role, duty state and load in words."""
        return " · ".join(t for t in (self.role, self.duty_label, self.load.said) if t)


def members(station: Station) -> list[Member]:
    """Return all force members, those on duty first; on a reader thread."""
    kind = station.kinds["force"]
    in_hand = loads(station)

    def label(record: Record, name: str) -> str:
        choice = kind.fields[name].choice(record[name])
        return choice.label if choice else ""

    found = [
        Member(
            r.id,
            str(r["name"]),
            r["tier"] or "",
            label(r, "role"),
            r["team"] or "",
            r["duty"] or "off",
            label(r, "duty"),
            in_hand.get(r.id, Load()),
        )
        for r in station.read(Query("force"))
    ]
    order = {state: n for n, state in enumerate(STATES)}
    tiers = {"core": 0, "close": 1, "loose": 2}
    return sorted(found, key=lambda m: (order.get(m.duty, len(order)), tiers.get(m.tier, 3), m.load.tasks, m.name))
