"""Correcting what is held about somebody, as they ask: a task that says what is wrong, and its end with the values set right."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from data.clock import format_utc
from data.duty.states import OPEN_STATES
from data.duty.tasks import TaskWish, create
from data.errors import BadInput, InvalidValue, NotAllowed
from data.i18n import tr
from data.kinds.moments import local_day
from data.kinds.values import check
from data.query import Query, Where
from data.records import ChangeSet, Record
from data.store.station import Station

TYPE = "correction"  # of the task
DAYS = 15  # within which somebody gets an answer


@dataclass(frozen=True, slots=True)
class Request:
    """One request: the task it is, the record, the values that it asks for, and how far it is."""

    task: int
    kind: str
    id: int
    wished: Mapping[str, Any]
    text: str
    asked_at: str
    due_at: str
    state: str
    feedback: str

    @property
    def open(self) -> bool:
        """Whether nobody has answered it."""
        return self.state in OPEN_STATES

    def day(self, zone: str) -> str:
        """Return the day by which it is to be answered, where the station is."""
        return local_day(self.due_at, zone) if self.due_at else ""


def request(station: Station, kind: str, id: int, wished: Mapping[str, Any], *, who: str, text: str = "") -> int:
    """Write down what somebody asks to be corrected, as a task about the record; return its id. The values lie covered in it.

    Raises
    ------
    BadInput
        If the record is not there, or a value is not what its field allows.
    """
    if station.get(kind, id) is None:
        raise BadInput(tr("没有编号为 {id} 的{kind}", id=id, kind=station.kinds[kind].label))
    if not wished and not text.strip():
        raise InvalidValue(tr("请写明要更正什么"), field="text")
    fields = station.kinds[kind].fields
    kept = {name: check(station.kinds[kind].field(name), value) for name, value in wished.items()}
    names = tr("、").join(fields[n].label for n in kept)
    title = tr("更正个人信息：{fields}", fields=names) if names else tr("更正个人信息")
    due_at = format_utc(station.clock.now() + timedelta(days=DAYS))
    wish = TaskWish(title=title, type=TYPE, text=text, subject_kind=kind, subject=id, due_at=due_at, issue=False)
    task = create(station, wish, who)
    if kept:
        said = json.dumps({"said": {}, "wished": kept}, ensure_ascii=False)
        with station.editing(who=who, why=title, command="correction.ask") as draft:
            draft.change("task", task, answers=said)
    return task


def requests(station: Station, *, kind: str = "", id: int = 0) -> list[Request]:
    """Return the requests, or those about one record: the open ones first, the newest of each first."""
    where = [Where("type", "is", TYPE)]
    if id:
        where += [Where("subject_kind", "is", kind), Where("subject", "is", id)]
    found = [_request(r) for r in station.read(Query("task", tuple(where)))]
    return sorted(found, key=lambda r: (not r.open, -r.task))


def about(station: Station, kind: str, ids: Collection[int]) -> list[int]:
    """Return the tasks that are requests about these records: they hold what was wished for, and go with them."""
    where = (Where("type", "is", TYPE), Where("subject_kind", "is", kind), Where("subject", "in", tuple(ids)))
    return [int(id) for id in station.columns(Query("task", where), ["id"])["id"]]


def _request(task: Record) -> Request:
    said = json.loads(task["answers"]) if task["answers"] else {}
    return Request(
        task=task.id, kind=str(task["subject_kind"] or ""), id=int(task["subject"] or 0), wished=said.get("wished", {}),
        text=str(task["text"] or ""), asked_at=str(task["issued_at"] or ""), due_at=str(task["due_at"] or ""),
        state=str(task["state"]), feedback=str(task["feedback"] or ""),
    )  # fmt: skip


def carry_out(station: Station, task: int, *, who: str, feedback: str = "") -> ChangeSet | None:
    """Set the values right and close the task, in one change set.

    Raises
    ------
    NotAllowed
        If the request was answered already, or names no value to set.
    """
    asked = _open(station, task)
    if not asked.wished:
        raise NotAllowed(tr("这项请求没有写明新的值，请先在记录里改好，再写明结果"))
    return _close(station, asked, who, feedback.strip() or tr("已更正"), dict(asked.wished))


def answer(station: Station, task: int, *, who: str, feedback: str) -> ChangeSet | None:
    """Close the task with an answer and without a change: what was done otherwise, or why nothing is.

    Raises
    ------
    InvalidValue
        If the answer is empty: whoever asked has a right to a reason.
    """
    asked = _open(station, task)
    if not feedback.strip():
        raise InvalidValue(tr("请写明处理结果或不予更正的理由"), field="feedback")
    return _close(station, asked, who, feedback.strip(), {})


def _open(station: Station, task: int) -> Request:
    record = station.get("task", task)
    if record is None or record["type"] != TYPE:
        raise BadInput(tr("没有编号为 {id} 的更正请求", id=task))
    asked = _request(record)
    if not asked.open:
        raise NotAllowed(tr("这项更正请求已经答复过了"))
    return asked


def _close(station: Station, asked: Request, who: str, feedback: str, values: dict[str, Any]) -> ChangeSet | None:
    now = format_utc(station.clock.now())
    why = tr("答复更正个人信息的请求")
    with station.editing(who=who, why=why, command="correction.answer") as draft:
        if values:
            draft.change(asked.kind, asked.id, **values)
        draft.change("task", asked.task, state="closed", closed_at=now, fed_back_at=now, verifier=who, feedback=feedback)
    return draft.done
