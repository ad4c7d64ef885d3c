"""One task for each of many records, in one change set: what a search of the map found is handed out together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.duty.numbers import coming_numbers
from data.duty.states import OPEN_STATES
from data.duty.tasks import NUMBERING, TaskWish, wished
from data.errors import BadInput
from data.i18n import tr
from data.kinds import Kinds
from data.query import Query, Where
from data.store import Station

MOST = 1000  # tasks handed out at once: more is a rule's work, or a slip of the hand


@dataclass(frozen=True, slots=True)
class Planned:
    """Which records get a task, and how many have one of the same purpose that is not closed."""

    subjects: tuple[int, ...]
    doubles: int = 0


def may_have_task(kinds: Kinds, kind: str) -> bool:
    """Whether tasks can be on records of a kind."""
    return kind in kinds["task"].field("subject").to


def plan_each(station: Station, kind: str, subjects: Iterable[int], type: str) -> Planned:
    """Leave out the records that have an open task of the same type already; on a reader thread."""
    wanted = tuple(dict.fromkeys(subjects))
    same = (Where("subject_kind", "is", kind), Where("type", "is", type), Where("state", "in", OPEN_STATES))
    have = {int(id) for id in station.columns(Query("task", same), ("subject",))["subject"] if id is not None}
    left = tuple(id for id in wanted if id not in have)
    return Planned(left, len(wanted) - len(left))


def create_each(station: Station, wish: TaskWish, subjects: Iterable[int], who: str,
                files: Sequence[tuple[str, bytes]] = ()) -> tuple[int, ...]:  # fmt: skip
    """Add a task like ``wish`` on each record of its ``subject_kind``, all with their files as one change set; return their ids.

    Raises
    ------
    BadInput
        If there is none, more than `MOST`, or one of them does not exist; nothing is written then.
    """
    wanted = tuple(subjects)
    kind = station.kinds[wish.subject_kind]
    if not wanted:
        raise BadInput(tr("没有需要布置任务的{kind}", kind=kind.label))
    if len(wanted) > MOST:
        raise BadInput(tr("一次最多布置 {most} 项任务，这里有 {n} 条；请缩小范围或加筛选", most=f"{MOST:,}", n=f"{len(wanted):,}"))
    values = [wished(station, replace(wish, subject=id), who) for id in wanted]
    why = tr("给 {n} 条{kind}各布置一项任务", n=len(values), kind=kind.label)
    with NUMBERING, station.editing(who=who, why=why, command="task.add") as draft:
        numbers = coming_numbers(station, "task", "RW")
        made = tuple(draft.add("task", one | {"number": next(numbers)}) for one in values)
        for id in made:
            for name, content in files:
                draft.attach("task", id, name, content)
        return made
