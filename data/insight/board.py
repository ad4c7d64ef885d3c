"""Tasks as a board: one column for each state, the most pressing card on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.duty import OPEN_STATES, time_left, urgency
from data.query import Query, Where
from data.records import Record
from data.store import Station

PRESSING = {"late": 0, "soon": 1, "calm": 2, "done": 3}


@dataclass(frozen=True, slots=True)
class TaskCard:
    """One task on the board."""

    id: int
    title: str
    type: str
    state: str
    priority: str
    assignee: int | None
    assignee_name: str
    due_at: str | None
    left: str  # 剩 2 小时
    urgency: str  # one of `data.duty.URGENCIES`


@dataclass(frozen=True, slots=True)
class Board:
    """Cards by state in the order of the loop; states without a card are there too."""

    columns: Mapping[str, tuple[TaskCard, ...]]
    late: int

    @property
    def count(self) -> int:
        """How many cards lie on the board."""
        return sum(len(cards) for cards in self.columns.values())


def board(station: Station, *, states: tuple[str, ...] = OPEN_STATES, assignee: int | None = None) -> Board:
    """Return the board of these states, of one force member's tasks if asked."""
    where = (Where("state", "in", states), *((Where("assignee", "is", assignee),) if assignee is not None else ()))
    tasks = station.read(Query("task", where))
    ids = tuple({t["assignee"] for t in tasks if t["assignee"] is not None})
    names = {f.id: f["name"] for f in station.read(Query("force", (Where("id", "in", ids),), fields=("name",)))} if ids else {}
    now = station.clock.now()
    cards = [_card(t, names, time_left(t["due_at"], now), urgency(t["due_at"], t["state"], now, t["issued_at"])) for t in tasks]
    cards.sort(key=lambda c: (PRESSING[c.urgency], c.priority != "high", c.due_at or "9"))
    columns = {s: tuple(c for c in cards if c.state == s) for s in states}
    return Board(columns, sum(c.urgency == "late" for c in cards))


def _card(task: Record, names: Mapping[int, str], left: str, pressing: str) -> TaskCard:
    return TaskCard(
        id=task.id, title=task["title"], type=task["type"], state=task["state"], priority=task["priority"] or "normal",
        assignee=task["assignee"], assignee_name=names.get(task["assignee"], ""), due_at=task["due_at"], left=left,
        urgency=pressing,
    )  # fmt: skip
