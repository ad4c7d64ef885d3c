"""Asks for what a step of a task needs: words, pictures, or who gets it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from data.duty import Verb
from data.i18n import tr
from widgets.backups.draft import keep_typed
from widgets.parts import Chip
from widgets.records.member_picker import MemberPicker
from widgets.records.pieces import Holder, column, push, row, surface, words

if TYPE_CHECKING:
    from widgets.records.task_page import TaskPage


class VerbBox(QWidget):
    """Asks for what a step needs: words, or who gets the task."""

    def __init__(self, page: TaskPage, verb: Verb, task: int = 0) -> None:
        super().__init__()
        self.verb = verb
        surface(self, "inset")
        box = column(self, margin=10, gap=6)
        self.members: MemberPicker | None = None
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(72)
        if verb.needs_assignee:
            box.addWidget(words(tr("交给谁？"), "small"))
            self.members = MemberPicker(page.station, page.workspace)
            box.addWidget(self.members)
        prompts = {"feedback": tr("办理情况、看到了什么"), "return": tr("为什么退回"), "supervise": tr("要求什么、什么时候办完")}
        prompt = prompts.get(verb.name, tr("补充说明（可不填）"))
        self.text.setPlaceholderText(prompt)
        self.text.setAccessibleName(prompt)
        if not verb.needs_assignee:
            box.addWidget(self.text)
        self.files: list[Path] = []
        self.chips = Holder()
        if verb.name == "feedback":
            self._offer_pictures(box)
        self.confirm = push(page.said(verb), lambda: page.carry_out(verb.name, self.text.toPlainText(), self._member(), self.files),
                            "primary")  # fmt: skip
        self.confirm.setToolTip("Ctrl+Enter")
        buttons = row(self.confirm, push(tr("取消"), page.close_box, "ghost"))
        buttons.addStretch(1)
        box.addLayout(buttons)
        self.text.textChanged.connect(self._check)
        if self.members is not None:
            self.members.picked.connect(lambda _: self._check())
        self.drafts = keep_typed(self, page.station, page.workspace, f"verb.{verb.name}", task, {"text": self.text})
        for unused in (self.text, self.chips):
            if unused.parentWidget() is None:
                unused.setParent(self)  # it ends with the box
                unused.hide()
        self._check()

    def _offer_pictures(self, box: QVBoxLayout) -> None:
        """Let pictures go with the feedback; they may be dropped here too."""
        box.addWidget(self.chips)
        attach = row(push(tr("添加照片"), self._choose, "link", "attachment"))
        attach.addStretch(1)
        box.addLayout(attach)
        self.setAcceptDrops(True)

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, tr("添加照片"))
        self.add_files([Path(n) for n in names])

    def add_files(self, paths: list[Path]) -> None:
        """Take files that go with the step."""
        self.files += [p for p in paths if p not in self.files]
        self.chips.show_only(*(Chip(p.name) for p in self.files))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let the files dropped go with the step."""
        self.add_files([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])
        event.acceptProposedAction()

    def _member(self) -> int | None:
        return self.members.member or None if self.members is not None else None

    def _check(self) -> None:
        missing = self.verb.needs_text and not self.text.toPlainText().strip()
        self.confirm.setEnabled(not missing and not (self.members is not None and not self.members.member))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter confirms; Enter alone is a new line of the words."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm.click()
        else:
            super().keyPressEvent(event)

    def dispose(self) -> None:
        """End the picker, and keep what was typed and not carried out."""
        self.drafts.flush()
        if self.members is not None:
            self.members.dispose()
