"""The check list of a task: asked item by item, kept half way, or fed back with all that it changes in the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from data.duty.checklists import Answers, answer_task, checklist_of, keep_answers
from data.duty.checklists.answers import from_json
from data.duty.checklists.complete import CheckList
from data.duty.place_now import Fix, place_now
from data.errors import InvalidValue, WatchroomError
from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask, write
from widgets.backups.draft import Drafts
from widgets.duty.check_item import ItemRow
from widgets.duty.check_rooms import RoomBlock, room_titles
from widgets.records.panel import Panel
from widgets.records.pieces import clear, column, push, row, rule, scroll, words
from widgets.records.reveals import Reveals


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the view shows."""

    list: CheckList
    titles: dict[int, str]
    fix: Fix | None


class CheckListView(Panel):
    """``asked`` tells how many items a task has, 0 for a task without a list; ``pictures_wanted`` asks for the attachments."""

    asked = Signal(int)
    pictures_wanted = Signal()

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._id = 0
        self.reveals = Reveals(station, workspace, self)
        self.sheet: Sheet | None = None
        self.items: dict[str, ItemRow] = {}
        self.rooms: list[RoomBlock] = []
        self._dirty = False
        self.drafts: Drafts | None = None  # of the task that is shown
        inner = QWidget()
        self._inner = column(inner, margin=16, gap=14)
        box = column(self, gap=0)
        box.addWidget(scroll(inner), 1)
        self._bottom = QWidget()
        low = column(self._bottom, margin=12, gap=6)
        self.remark = QLineEdit()
        self.remark.setPlaceholderText(tr("还看到什么（可不填）"))
        self.remark.textEdited.connect(lambda _text: self._edited())
        self.trouble = words("", "late")
        self.trouble.hide()
        self.progress = words("", "small")
        self.submit = push(tr("提交反馈"), self._submit, "primary")
        self.keep = push(tr("暂存"), self._keep)
        self.pictures = push(tr("照片"), self.pictures_wanted.emit, "link", "attachment")
        low.addWidget(self.progress)
        low.addWidget(self.remark)
        low.addWidget(self.trouble)
        line = row(self.submit, self.keep)
        line.addStretch(1)
        line.addWidget(self.pictures)
        low.addLayout(line)
        box.addWidget(rule())
        box.addWidget(self._bottom)

    def show_task(self, id: int) -> None:
        """Read and show the list of a task; answers that are being given are not thrown away."""
        if id == self._id and self._dirty:
            ask(self, self.station, lambda: self._read(id), self._recount, "sheet")
            return
        if id != self._id:
            self.sheet = None  # of another task
            self._begin_drafts(id)
        self._id = id
        ask(self, self.station, lambda: self._read(id), self._show, "sheet")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when the task, its subject, or what hangs on it changed."""
        assignee = self.sheet.list.task["assignee"] if self.sheet is not None else None
        moved = assignee is not None and changes.concerns(int(assignee))
        if self._id and (moved or changes.concerns(self._id) or changes.kinds & {"residence", "attachment"}):
            self.show_task(self._id)

    def _recount(self, sheet: Sheet | None) -> None:
        """Take what is known of pictures and place by now; what is being answered stays as it is."""
        if self.sheet is not None and sheet is not None:
            self.sheet = sheet
            self._count()

    def _read(self, id: int) -> Sheet | None:
        found = checklist_of(self.station, id)
        return Sheet(found, room_titles(self.station, found.rooms), place_now(self.station, found.task)) if found else None

    def _show(self, sheet: Sheet | None) -> None:
        self.sheet, self.items, self.rooms, self._dirty = sheet, {}, [], False
        clear(self._inner)
        self._complain("")
        self.remark.clear()
        self._bottom.setVisible(sheet is not None and sheet.list.to_do and not self.station.read_only)
        self.asked.emit(len(sheet.list.template.items_for(sheet.list.subject.kind)) if sheet else 0)
        if sheet is None:
            self._inner.addWidget(words(tr("这项任务没有核对单；布置时选一个模板就有。"), "quiet"))
            self._inner.addStretch(1)
            return
        self._inner.addWidget(words(sheet.list.template.name, "strong"))
        if not sheet.list.to_do:
            self._inner.addWidget(words(self._why_not(sheet), "quiet"))
        for item in sheet.list.template.items_for(sheet.list.subject.kind):
            if item.answer == "residents":
                self._add_rooms(sheet, item.ask)
            else:
                self._add_item(sheet, item)
        self._inner.addStretch(1)
        self._count()
        if sheet.list.to_do and self.drafts is not None and not self.station.read_only:
            self.drafts.look()

    # What is being answered and not kept yet

    def _begin_drafts(self, id: int) -> None:
        if self.drafts is not None:
            self.drafts.flush()
            self.drafts.line.deleteLater()
            self.drafts.deleteLater()
        self.drafts = Drafts(self, self.station, self.workspace, "check_list", id, self._typed, self._take_typed, offers=False)

    def _typed(self) -> dict[str, str]:
        """Return what was answered and not kept; without what is not sound yet, and new residents before they are records."""
        if not self._dirty:
            return {}
        try:
            given = self.answers().to_json()
        except InvalidValue:
            given = ""
        remark = self.remark.text().strip()
        return {name: text for name, text in (("answers", given), ("remark", remark)) if text}

    def _take_typed(self, texts: Mapping[str, str]) -> None:
        """Put back what was answered last time."""
        if self.sheet is None or self._dirty:
            return
        given = from_json(texts["answers"]) if "answers" in texts else self.sheet.list.answers
        drafts, self.drafts = self.drafts, None  # it is not asked again for what it just gave
        self._show(replace(self.sheet, list=replace(self.sheet.list, answers=given)))
        self.drafts = drafts
        self.remark.setText(texts.get("remark", ""))
        self._dirty = True

    def dispose(self) -> None:
        """Keep what was answered and not kept."""
        if self.drafts is not None:
            self.drafts.flush()
        super().dispose()

    def _why_not(self, sheet: Sheet) -> str:
        if sheet.list.task["state"] in ("draft", "issued", "returned"):
            return tr("签收后就可以逐项回答。")
        return tr("已经反馈；答案在下面。")

    def _add_rooms(self, sheet: Sheet, ask_: str) -> None:
        self._inner.addWidget(words(ask_, "small"))
        given = {f.dwelling: f for f in sheet.list.answers.residents}
        for room in sheet.list.rooms:
            block = RoomBlock(self.station, room, sheet.titles[room.dwelling.id], given.get(room.dwelling.id), self.reveals)
            block.edited.connect(self._edited)
            block.setEnabled(sheet.list.to_do)
            self.rooms.append(block)
            self._inner.addWidget(block)
        if not sheet.list.rooms:
            self._inner.addWidget(words(tr("这里没有登记的住户"), "quiet"))

    def _add_item(self, sheet: Sheet, item: Any) -> None:
        line = ItemRow(item, sheet.list.subject, self.station, sheet.list.answers.said.get(item.id))
        line.edited.connect(self._edited)
        line.setEnabled(sheet.list.to_do)
        line.set_done(bool(sheet.list.task["fed_back_at"]) and not sheet.list.to_do)
        self.items[item.id] = line
        self._inner.addWidget(line)

    def _edited(self) -> None:
        self._dirty = True
        self._complain("")
        self._count()
        if self.drafts is not None:
            self.drafts.touched()

    def _count(self) -> None:
        """Tell how far one is, how many pictures are wanted, and from where feedback is given."""
        if self.sheet is None:
            return
        there = sum(_answered(line) for line in self.items.values())
        lived = [c for room in self.rooms for c in room.choices.values()]
        there += sum(c.value is not None for c in lived)
        said = [tr("已答 {n} / {all} 项", n=there, all=len(self.items) + len(lived))]
        wanted = self.sheet.list.template.pictures
        if wanted:
            said.append(tr("照片 {n} / {all} 张", n=self.sheet.list.pictures, all=wanted))
        said.append(self.sheet.fix.said if self.sheet.fix else tr("承办人没有可用的定位"))
        self.progress.setText(" · ".join(said))

    def answers(self) -> Answers:
        """Return what was answered; see the controls for what is refused."""
        said = {id: value for id, line in self.items.items() if (value := line.value()) is not None}
        return Answers(said, tuple(room.found() for room in self.rooms))

    def _keep(self) -> None:
        self._write(lambda id, given, _words: keep_answers(self.station, id, given, who=self.who), tr("核对单已暂存"))

    def _submit(self) -> None:
        def answer(id: int, given: Answers, words_: str) -> ChangeSet:
            task = self.station.get("task", id)
            fix = place_now(self.station, task) if task is not None else None  # where they are now, not when the list was opened
            return answer_task(self.station, id, given, who=self.who, text=words_, fed=fix.fed if fix else None)

        self._write(answer, tr("已反馈，核对结果写进了相关记录，可按 Ctrl+Z 撤销"))

    def _write(self, put: Any, done: str) -> None:
        try:
            given = self.answers()
        except InvalidValue as error:
            self._complain(error.message)
            return
        id, words_ = self._id, self.remark.text().strip()

        def work() -> str:
            try:
                put(id, given, words_)
            except WatchroomError as error:
                return error.message
            return ""

        self.submit.setEnabled(False)
        write(self, self.station, work, lambda trouble: self._written(id, trouble, done))

    def _written(self, id: int, trouble: str, done: str) -> None:
        self.submit.setEnabled(True)
        if id != self._id:  # what is being answered now is of another task
            self.workspace.tell("warning" if trouble else "done", trouble or done)
            return
        self._complain(trouble)
        if not trouble:
            self._dirty = False
            if self.drafts is not None:
                self.drafts.forget()
            self.workspace.tell("done", done)
            self.show_task(self._id)

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))


def _answered(line: ItemRow) -> bool:
    try:
        return line.value() is not None
    except InvalidValue:
        return False
