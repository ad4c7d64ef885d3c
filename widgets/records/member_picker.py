"""The box that picks who gets a task: typed or chosen, with duty state and tasks in hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from data.duty.forces.states import TONES
from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask
from widgets.records.lines import Line, LineList, row_height
from widgets.records.panel import Panel
from widgets.records.pieces import column
from widgets.records.task_data import Member, members

DUTY_TONES = TONES


class MemberPicker(Panel):
    """A search line over a short list; ``picked`` with the force member's id, 0 for nobody."""

    picked = Signal(int)

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.member = 0
        self._members: list[Member] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("输入姓名、班组；在岗的排在前面"))
        self.line.setAccessibleName(tr("承办人"))
        self.line.setClearButtonEnabled(True)
        self.setFocusProxy(self.line)
        self.list = LineList(workspace)
        self.list.setFixedHeight(row_height(self.font(), None) * 4)
        box = column(self, gap=4)
        box.addWidget(self.line)
        box.addWidget(self.list)
        self.line.textEdited.connect(self._on_typed)
        self.line.textChanged.connect(lambda text: None if text else self._clear())
        self.line.returnPressed.connect(self._pick_first)
        self.list.opened.connect(self._pick)
        self._read()

    def _read(self) -> None:
        ask(self, self.station, lambda: members(self.station), self._show, "members")

    def changed(self, changes: ChangeSet) -> None:
        """Loads change with tasks."""
        if changes.kinds & {"task", "force"}:
            self._read()

    def set_member(self, id: int) -> None:
        """Choose someone."""
        self.member = id
        self._list()

    def _show(self, found: list[Member]) -> None:
        self._members = found
        self._list()

    def _list(self) -> None:
        text = self.line.text().strip().lower()
        chosen = next((m for m in self._members if m.id == self.member), None)
        if chosen and text == chosen.name.lower():
            text = ""
        fitting = [
            m for m in self._members if not text or text in m.name.lower() or text in m.team.lower() or text in m.role.lower()
        ]
        self.list.set_lines([self._row(m) for m in fitting[:200]], empty=tr("没有这样的人，换个词试试"))
        at = next((i for i, m in enumerate(fitting[:200]) if m.id == self.member), -1)
        if at >= 0:
            self.list.setCurrentIndex(self.list.model().index(at, 0))

    def _row(self, member: Member) -> Line:
        detail = " · ".join(t for t in (member.role, member.load.said, member.team) if t)
        tone = DUTY_TONES.get(member.duty, "quiet")
        return Line(
            member.name,
            detail,
            member.duty_label,
            glyph=member.name[:1],
            tone=tone,
            target=Selection("force", member.id),
            placed=False,
        )

    def _on_typed(self, text: str) -> None:
        self.member = 0
        self._list()

    def _clear(self) -> None:
        self.member = 0
        self._list()
        self.picked.emit(0)

    def _pick_first(self) -> None:
        """Take the first that fits what was typed; who is chosen stays, though Enter or Ctrl+Enter is pressed once more."""
        lines = self.list.lines()
        if lines and not self.member and self.line.text().strip():
            self._pick(lines[0])

    def _pick(self, line: Line) -> None:
        self.member = line.target.id
        self.line.setText(line.title)
        self._list()
        self.picked.emit(self.member)

    def keyPressEvent(self, event: object) -> None:
        """Down goes from the line into the list."""
        if event.key() == Qt.Key.Key_Down and self.line.hasFocus():  # type: ignore[attr-defined]
            self.list.setFocus()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]
