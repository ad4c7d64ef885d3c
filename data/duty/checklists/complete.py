"""A task fed back by its check list: step, answers, pictures and all changes of the records in one change set."""

from __future__ import annotations

from dataclasses import dataclass

from data.duty.checklists.answers import Answers, check_answers, counts, from_json, in_words, need_complete, write_back
from data.duty.checklists.residents import Room, rooms_of
from data.duty.checklists.template import Template, template_of
from data.duty.states import after
from data.duty.tasks import FedBack, step, task_of
from data.errors import BadInput
from data.i18n import tr
from data.query import equals
from data.records import ChangeSet, Record
from data.store import Station


@dataclass(frozen=True, slots=True)
class CheckList:
    """A task's check list as it stands: its template, what it is about, the rooms that are looked into, and the answers so far."""

    task: Record
    template: Template
    subject: Record
    rooms: tuple[Room, ...]
    answers: Answers
    pictures: int

    @property
    def to_do(self) -> bool:
        """Whether it can still be fed back."""
        return after(self.task["state"], "feedback") is not None


def checklist_of(station: Station, task_id: int) -> CheckList | None:
    """Return the check list of a task; None where it has no template or its subject is gone. On a reader thread."""
    task = station.get("task", task_id, placed=True)
    template = template_of(station, task["template"]) if task is not None else None
    if task is None or template is None:
        return None
    subject = station.get(task["subject_kind"], int(task["subject"]), placed=True) if task["subject"] else None
    if subject is None:
        return None
    asks_rooms = any(i.answer == "residents" for i in template.items_for(subject.kind))
    rooms = tuple(rooms_of(station, subject)) if asks_rooms else ()
    pictures = len(station.read(equals("attachment", record_kind="task", record=task_id)))
    return CheckList(task, template, subject, rooms, from_json(task["answers"]), pictures)


def keep_answers(station: Station, task_id: int, given: Answers, *, who: str) -> ChangeSet:
    """Keep answers that are not complete yet; no record but the task changes."""
    sheet = _sheet(station, task_id)
    kept = check_answers(station, sheet.template, sheet.subject, given)
    asked, answered = counts(station, sheet.template, sheet.subject, kept)
    with station.editing(who=who, why=tr("存核对单"), command="task.answers") as draft:
        draft.change("task", task_id, answers=kept.to_json(), asked=asked, answered=answered)
    assert draft.done is not None
    return draft.done


def answer_task(station: Station, task_id: int, given: Answers, *, who: str, text: str = "",
                fed: FedBack | None = None) -> ChangeSet:  # fmt: skip
    """Feed a task back with its answers; all that they change is written in the same change set.

    Raises
    ------
    NotAllowed
        If the task cannot be fed back now.
    BadInput
        If the task has no check list, a required item is not answered, or a picture is missing.
    """
    sheet = _sheet(station, task_id)
    kept = check_answers(station, sheet.template, sheet.subject, given)
    need_complete(station, sheet.template, sheet.subject, kept, sheet.pictures + (len(fed.pictures) if fed else 0))
    said = in_words(station, sheet.template, sheet.subject, kept)
    words = "\n".join(t for t in (text.strip(), said) if t) or tr("按核对单办理")
    _, values = step(station, task_of(station, task_id), "feedback", who=who, text=words, fed=fed)
    asked, answered = counts(station, sheet.template, sheet.subject, kept)
    why = tr("反馈：{template}", template=sheet.template.name)
    with station.editing(who=who, why=why, command="task.feedback") as draft:
        draft.change("task", task_id, **values, answers=kept.to_json(), asked=asked, answered=answered)
        write_back(station, draft, sheet.task, sheet.template, sheet.subject, kept)
        for name, content in fed.pictures if fed else ():
            draft.attach("task", task_id, name, content)
    assert draft.done is not None
    return draft.done


def _sheet(station: Station, task_id: int) -> CheckList:
    task_of(station, task_id)
    sheet = checklist_of(station, task_id)
    if sheet is None:
        raise BadInput(tr("这项任务没有核对单"))
    return sheet
