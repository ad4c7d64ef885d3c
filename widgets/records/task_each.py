"""Handing out one task on each of many records: how many there are is told first, and those that have one are left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.duty.each import MOST, Planned, create_each, plan_each
from data.duty.tasks import TaskWish
from data.errors import WatchroomError
from data.i18n import tr
from data.query import Query, Where
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask, write
from widgets.records.attachments import read_file
from widgets.records.pieces import clear, words
from widgets.records.task_form import TaskForm

Made = tuple[tuple[int, ...], str]


class TaskEachForm(TaskForm):
    """The form of a task, on all records that a query finds; ``handed_out`` tells the ids of the tasks."""

    handed_out = Signal(list)

    def __init__(self, station: Station, workspace: Workspace, query: Query, parent: QWidget | None = None) -> None:
        self.query, self.found, self.planned = query, (), Planned(())
        super().__init__(station, workspace, query.kind, None, parent=parent)

    def _read_subject(self) -> None:
        self._subject_words.setText(tr("正在数有多少条…"))

    def _look_for_doubles(self) -> None:
        """Count, and leave out what has such a task already."""
        query, type_ = self.query, str(self.type.currentData())

        def count() -> Planned:
            ids = self.station.columns(replace(query, order=()), ("id",))["id"]
            return plan_each(self.station, query.kind, [int(id) for id in ids], type_)

        ask(self, self.station, count, self._show_planned, "doubles")

    def _show_planned(self, planned: Planned) -> None:
        self.planned, n = planned, len(planned.subjects)
        kind = self.station.kinds[self.query.kind]
        self._subject_words.setText(tr("给 {n} 条{kind}各布置一项，共 {n} 项任务", n=f"{n:,}", kind=kind.label))
        clear(self._warning_box)
        said = []
        if planned.doubles:
            said.append(tr("另有 {n} 条已有同类任务没有办结，不重复布置", n=f"{planned.doubles:,}"))
        if n > MOST:
            said.append(tr("一次最多布置 {most} 项：请缩小范围或加筛选", most=f"{MOST:,}"))
        for line in said:
            self._warning_box.addWidget(words(line, "soon"))
        self.warning.setVisible(bool(said))
        self.issue.setText(tr("下发 {n} 项", n=f"{n:,}"))
        self._check_ready()

    def _check_ready(self) -> None:
        super()._check_ready()
        ready = 0 < len(self.planned.subjects) <= MOST
        self.issue.setEnabled(self.issue.isEnabled() and ready)
        self.draft.setEnabled(ready)

    def _create_with(self, wish: TaskWish, files: list[Path]) -> Callable[[], Made]:
        subjects = self.planned.subjects

        def create() -> Made:
            try:
                made = create_each(self.station, wish, subjects, self.who, [(p.name, read_file(p)) for p in files])
            except WatchroomError as error:
                return (), error.message
            return made, ""

        return create

    def _start(self, wish: TaskWish, files: list[Path]) -> None:
        write(self, self.station, self._create_with(wish, files), self._all_created, self._ready_again)

    def _all_created(self, answer: Made) -> None:
        made, trouble = answer
        self._complain(trouble)
        if trouble:
            self._check_ready()
            return
        self.workspace.tell("done", tr("已布置 {n} 项任务，可按 Ctrl+Z 一起撤销", n=f"{len(made):,}"))
        self.handed_out.emit(list(made))


def tasks_query(ids: list[int]) -> Query:
    """Return the question for tasks by their ids: ids given out together follow one another."""
    return Query("task", (Where("id", ">=", min(ids)), Where("id", "<=", max(ids))), order=("number",))
