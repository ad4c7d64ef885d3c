"""What is asked of the journal: who, what, about which kind and number, since when, by which command, or what was searched for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from data.actors import said as by_whom
from data.audit.lines import act_label
from data.i18n import tr
from data.kinds import Kinds
from data.kinds.moments import read_time
from data.store.acts import ACTS
from data.store.audit import Filter
from widgets import style
from widgets.parts.button import Button
from widgets.parts.controls import Combo
from widgets.parts.flow import FlowLayout
from widgets.parts.hint import plain_hint

WAIT = 350  # ms after the last keystroke
NAMED = 12  # letters of a name with its badge
CHANGES = ("add", "change", "remove", "erase", "retire", "regain")


class FilterRow(QWidget):
    """`changed` tells that something else is asked: `wanted` is it, or None where a time makes no sense."""

    changed = Signal()

    def __init__(self, kinds: Kinds, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._timer = QTimer(self, interval=WAIT, singleShot=True)
        self._timer.timeout.connect(self.changed)
        self.who = self._choice(tr("所有人"), tr("谁"), [])
        self.who.setMinimumContentsLength(NAMED)
        acts = [("looks", tr("全部查看与搜索")), ("changes", tr("全部改动")), *((a, act_label(a)) for a in (*CHANGES, *ACTS))]
        self.act = self._choice(tr("所有动作"), tr("做了什么"), acts)
        self.kind = self._choice(tr("所有类别"), tr("对象的类别"), [(n, k.label) for n, k in kinds.ever.items()])
        self.record = self._field(tr("编号"), 82, tr("记录编号"))
        self.start = self._field(tr("从何时"), 138, tr("从什么时候，写成 2026-11-21 13:00"))
        self.end = self._field(tr("到何时"), 142, tr("到什么时候，写成 2026-11-21 21:00"))
        self.command = self._field(tr("命令"), 100, tr("命令的名称，如 undo"))
        self.searched = self._field(tr("搜过什么"), 110, tr("输入完整的证件号、电话或姓名；日志里只存遮住的样子和标记"))
        self.clear = Button(tr("清空条件"), "ghost")
        self.clear.clicked.connect(self.reset)
        self.clear.hide()
        flow = FlowLayout(self, gap=5)
        for widget in (self.who, self.act, self.kind, self.record, self.start, self.end, self.command, self.searched, self.clear):
            flow.addWidget(widget)

    def _choice(self, every: str, said: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        box = Combo()
        box.setAccessibleName(said)
        box.setToolTip(plain_hint(said))
        box.setMinimumWidth(style.scaled(100))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(5)
        box.addItem(every, "")
        for key, label in choices:
            box.addItem(label, key)
        box.currentIndexChanged.connect(lambda _n: self._touched())
        return box

    def _field(self, hint: str, wide: int, said: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setAccessibleName(said)
        field.setToolTip(plain_hint(said))
        field.setFixedWidth(style.scaled(wide))
        field.textChanged.connect(lambda _text: self._touched())
        return field

    def _touched(self) -> None:
        chosen = any(box.currentIndex() > 0 for box in (self.who, self.act, self.kind))
        self.clear.setVisible(chosen or any(field.text() for field in self._fields()))
        self._timer.start()

    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.record, self.start, self.end, self.command, self.searched

    def offer_people(self, people: Sequence[str]) -> None:
        """Offer everybody whom the journal names."""
        for name in people:
            self.who.addItem(by_whom(name), name)

    def reset(self) -> None:
        """Ask for everything again."""
        for box in (self.who, self.act, self.kind):
            box.setCurrentIndex(0)
        for field in self._fields():
            field.clear()

    def ask_now(self) -> None:
        """Wait no longer."""
        self._timer.stop()
        self.changed.emit()

    @property
    def wanted(self) -> Filter | None:
        """What is asked; None where a time or number cannot be understood."""
        start, end = (self._moment(field) for field in (self.start, self.end))
        record = self.record.text().strip()
        if start is None or end is None or (record and not record.isdigit()):
            return None
        act = str(self.act.currentData())
        groups = {"looks": ("view", "list", "search", "reveal"), "changes": CHANGES, "": ()}
        return Filter(
            who=str(self.who.currentData()),
            acts=groups.get(act, (act,)),
            kind=str(self.kind.currentData()),
            record=int(record or 0),
            start=start,
            end=end,
            command=self.command.text().strip(),
            searched=self.searched.text().strip(),
        )

    def _moment(self, field: QLineEdit) -> str | None:
        text = field.text().strip()
        return read_time(text, self._zone) if text else ""

    def dispose(self) -> None:
        """Ask no more."""
        self._timer.stop()
