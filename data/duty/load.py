"""How much each force member has in hand: seen when a task is handed out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from data.duty.states import IN_HAND
from data.duty.time_left import urgency
from data.i18n import tr
from data.query import Query, Where
from data.store import Station


@dataclass(frozen=True, slots=True)
class Load:
    """Tasks that one force member still has to do, and how many of them are late or soon due."""

    tasks: int = 0
    late: int = 0
    soon: int = 0

    @property
    def said(self) -> str:
        """The load in words."""
        if not self.tasks:
            return tr("手上无任务")
        if self.late:
            return tr("手上 {tasks} 项，超期 {late} 项", tasks=self.tasks, late=self.late)
        return tr("手上 {tasks} 项", tasks=self.tasks)


def loads(station: Station) -> dict[int, Load]:
    """Return the load of each force member who has a task in hand, by id; all others have none."""
    return _loads(station, Query("task", (Where("state", "in", IN_HAND), Where("assignee", "not", None))))


def load_of(station: Station, force_id: int) -> Load:
    """Return the load of one force member."""
    query = Query("task", (Where("state", "in", IN_HAND), Where("assignee", "is", force_id)))
    return _loads(station, query).get(force_id, Load())


def _loads(station: Station, query: Query) -> dict[int, Load]:
    rows = station.columns(query, ("assignee", "state", "due_at", "issued_at"))
    now = station.clock.now()
    found: dict[int, list[str]] = defaultdict(list)
    for assignee, state, due_at, issued_at in zip(*rows.values(), strict=True):
        found[assignee].append(urgency(due_at, state, now, issued_at))
    return {who: Load(len(u), u.count("late"), u.count("soon")) for who, u in found.items()}
