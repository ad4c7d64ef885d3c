"""The columns of a table as they were understood: name, samples, what it means, and why."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from data.exchange.tables.mapping import Guess
from data.exchange.tables.understand import Understanding
from data.i18n import tr
from data.kinds.masking import masked
from widgets.parts import ElidedLabel
from widgets.records.pieces import clear, column, scroll, words

MOST = 200  # columns shown; nobody maps more by hand
AT_ONCE = 3  # columns made in one turn of the event loop: what is styled and laid out at once must not be felt


class TargetChoice(QComboBox):
    """What one column means; ``chosen`` with the column's name and the target."""

    chosen = Signal(str, str)

    def __init__(self, guess: Guess, known: Understanding) -> None:
        super().__init__()
        self.guess = guess
        self.setAccessibleName(guess.column.name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self._known = known
        self._filled = False
        chosen = known.targets.get(guess.target)
        self.addItem(chosen.label if chosen is not None else tr("不导入"), guess.target)
        self.activated.connect(lambda _: self.chosen.emit(guess.column.name, str(self.currentData())))

    def fill(self) -> None:
        """Offer all targets; done when it is first wanted, as a table has many columns and each column many targets."""
        if self._filled:
            return
        self._filled = True
        self.clear()
        self.addItem(tr("不导入"), "")
        for target in self._known.targets.values():
            self.addItem(target.label, target.name)
        self.setCurrentIndex(max(0, self.findData(self.guess.target)))

    def showPopup(self) -> None:
        """Open with all targets."""
        self.fill()
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let keys choose among all targets."""
        self.fill()
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the list scroll: a wheel over a column must not change what it means."""
        event.ignore()


class MappingView(QWidget):
    """All columns, in the order of the file; ``chosen`` when one gets another meaning."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        box = column(inner, margin=0, gap=8)
        self.missing = words("", "late")
        box.addWidget(self.missing)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        for at, part in enumerate((3, 5, 3, 3)):
            self._grid.setColumnStretch(at, part)
        box.addLayout(self._grid)
        box.addStretch(1)
        column(self, gap=0).addWidget(scroll(inner))
        self.choices: list[TargetChoice] = []
        self._known: Understanding | None = None
        self._waiting: deque[tuple[int, Guess]] = deque()  # columns that are not shown yet
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._add_some)

    def show_understanding(self, known: Understanding) -> None:
        """Show how a table was understood; the same again changes nothing."""
        if known is self._known:
            return
        self._known = known
        clear(self._grid)
        self.choices = []
        self.missing.setVisible(bool(known.missing))
        self.missing.setText(tr("还缺必填的列：{what}", what=tr("、").join(known.missing)))
        for at, head in enumerate((tr("文件里的列"), tr("例子"), tr("含义"), tr("依据"))):
            self._grid.addWidget(words(head, "small", wrap=False), 0, at)
        self._waiting = deque(enumerate(known.columns[:MOST], 1))
        self._add_some()

    def _add_some(self) -> None:
        for _ in range(min(AT_ONCE, len(self._waiting))):
            assert self._known is not None
            self._add(*self._waiting.popleft(), self._known)
        if self._waiting:
            self._next.start()

    def _add(self, n: int, guess: Guess, known: Understanding) -> None:
        tone = "" if guess.target else "quiet"
        samples = tr("，").join(_covered(guess, known))
        choice = TargetChoice(guess, known)
        choice.chosen.connect(self.chosen)
        self.choices.append(choice)
        self._grid.addWidget(ElidedLabel(guess.column.name, tone), n, 0)
        self._grid.addWidget(ElidedLabel(samples or tr("（空）"), "quiet"), n, 1)
        self._grid.addWidget(choice, n, 2)
        self._grid.addWidget(ElidedLabel(guess.why or tr("没有认出来"), "small"), n, 3)


def _covered(guess: Guess, known: Understanding) -> list[str]:
    """Return samples as they may be seen."""
    target = known.targets.get(guess.target)
    hidden = target is not None and target.field is not None and target.field.sensitivity == "sensitive"
    return [masked(target.field, e) for e in guess.examples] if hidden and target and target.field else list(guess.examples)
