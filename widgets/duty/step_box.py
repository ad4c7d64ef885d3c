"""Asks for what a step of a dispute or hazard needs: words, a department with a day, or a mediator with a result."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from data.clock import format_utc
from data.duty.ledgers import Fit, Step, Wish
from data.errors import InvalidValue
from data.i18n import tr
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.backups.draft import keep_typed
from widgets.parts.controls import Combo
from widgets.records.editors import MomentEditor
from widgets.records.lines import Line, LineList
from widgets.records.pieces import column, push, row, surface, words

USUAL = timedelta(days=7)  # until an answer is due, or a dispute that is accepted
TALL = 190  # pixels of the list of mediators


class StepBox(QWidget):
    """``confirmed`` with the `Wish` of the step, ``left`` when the person gives up."""

    confirmed = Signal(object)
    left = Signal()

    def __init__(self, station: Station, workspace: Workspace, ledger: str, step: Step, fits: list[Fit], about: int = 0) -> None:
        super().__init__()
        self.step, self._station = step, station
        surface(self, "inset")
        box = column(self, margin=10, gap=6)
        box.addWidget(words(step.label, "strong"))
        self.department = QLineEdit()
        due = "answer_due_at" if step.needs == "department" else "due_at"
        self.due = MomentEditor(station.kinds[ledger].field(due), station, self)
        self.due.setVisible(step.needs == "department" or step.name == "accept")
        self.mediator = 0
        self.result = Combo()
        self.venue = QLineEdit()
        self.text = QPlainTextEdit()
        if step.needs == "department":
            self._add_department(box)
        elif step.needs == "mediation":
            self._add_mediation(box, workspace, fits)
        elif step.name == "accept":
            box.addWidget(words(tr("办到什么时候"), "small"))
            box.addWidget(self.due)
        self.due.set_value(format_utc(station.clock.now() + USUAL))
        prompt = {"answer": tr("对方答复了什么"), "mediate": tr("谈了什么、差在哪里")}.get(step.name, tr("情况"))
        self.text.setPlaceholderText(prompt if step.needs == "text" else tr("{prompt}（可不填）", prompt=prompt))
        self.text.setAccessibleName(prompt)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(64)
        if step.name != "accept" and step.needs != "department":
            box.addWidget(self.text)
        self.trouble = words("", "late")
        self.trouble.hide()
        box.addWidget(self.trouble)
        self.confirm = push(step.label, self._confirm, "primary", hint="Ctrl+Enter")
        buttons = row(self.confirm, push(tr("取消"), self.left.emit, "ghost"))
        buttons.addStretch(1)
        box.addLayout(buttons)
        typed: dict[str, QLineEdit | QPlainTextEdit] = {"department": self.department, "venue": self.venue, "text": self.text}
        self.drafts = keep_typed(self, station, workspace, f"step.{ledger}.{step.name}", about, typed)
        for unused in (self.department, self.result, self.venue, self.text, self.due):
            if unused.parentWidget() is None:
                unused.setParent(self)  # it ends with the box
                unused.hide()

    def _add_department(self, box: QVBoxLayout) -> None:
        self.department.setPlaceholderText(tr("移交给哪个部门"))
        self.department.setAccessibleName(tr("移交给哪个部门"))
        box.addWidget(self.department)
        box.addWidget(words(tr("什么时候答复"), "small"))
        box.addWidget(self.due)

    def _add_mediation(self, box: QVBoxLayout, workspace: Workspace, fits: list[Fit]) -> None:
        box.addWidget(words(tr("谁来调解（合适的在前，写明为什么）"), "small"))
        self.list = LineList(workspace)
        self.list.end_flies = False
        self.list.setFixedHeight(TALL)
        self.list.setAccessibleName(tr("调解员"))
        lines = [
            Line(f.name, f.said, f.organisation, glyph=f.name[:1], tone="soon" if f.against else "", placed=False,
                 target=Selection("mediator", f.id), hint="\n".join((f.name, f.organisation, f.said)))
            for f in fits
        ]  # fmt: skip
        self.list.set_lines(lines, empty=tr("调解员库是空的：在台账“调解员”里登记"))
        self.list.opened.connect(lambda line: self._pick(line.target.id))
        if fits and not fits[0].against:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
            self.mediator = fits[0].id
        field = self._station.kinds["mediation"].field("result")
        for choice in field.choices:
            self.result.addItem(choice.label, choice.value)
        self.result.setCurrentIndex(self.result.findData("adjourned"))
        self.result.setAccessibleName(field.label)
        self.venue.setPlaceholderText(tr("在哪里谈"))
        box.addWidget(self.list)
        box.addLayout(row(self.result, self.venue))

    def _pick(self, id: int) -> None:
        self.mediator = id

    def _confirm(self) -> None:
        try:
            due = self.due.value()
        except InvalidValue as error:
            self.complain(error.message)
            return
        current = self.list.currentIndex() if self.step.needs == "mediation" else None
        if current is not None and current.isValid():
            self.mediator = self.list.lines()[current.row()].target.id
        self.confirmed.emit(Wish(
            text=self.text.toPlainText(), department=self.department.text(), due_at=due, mediator=self.mediator or None,
            result=self.result.currentData() or "adjourned", venue=self.venue.text(),
        ))  # fmt: skip

    def complain(self, sentence: str) -> None:
        """Say what is wrong; nothing hides it."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def begin(self) -> None:
        """Give the keyboard to what is to be filled in first."""
        (self.department if self.step.needs == "department" else self.text if self.step.needs else self.confirm).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter confirms, Esc gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._confirm()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
