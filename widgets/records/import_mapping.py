"""How the columns of a table were understood, each with samples and a choice of what it means."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from data.exchange.tables.mapping import Guess
from data.exchange.tables.understand import Understanding
from data.i18n import tr
from widgets.parts import ElidedLabel
from widgets.records.pieces import clear, column, scroll, words


class MappingRow(QWidget):
    """One column; ``chosen`` with its name and the target."""

    chosen = Signal(str, str)

    def __init__(self, guess: Guess, known: Understanding) -> None:
        super().__init__()
        box = column(self, gap=2)
        self.guess = guess
        box.addWidget(ElidedLabel(guess.column.name, "strong"))
        samples = tr("，").join(guess.examples)
        box.addWidget(ElidedLabel(tr("例如 {samples}", samples=samples) if samples else tr("这一列是空的"), "small"))
        self.combo = QComboBox()
        self.combo.setAccessibleName(guess.column.name)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(8)
        self.combo.addItem(tr("不导入"), "")
        for target in known.targets.values():
            self.combo.addItem(target.label, target.name)
        self.combo.setCurrentIndex(max(0, self.combo.findData(guess.target)))
        self.combo.setToolTip(guess.why)
        self.combo.activated.connect(lambda _: self.chosen.emit(self.guess.column.name, self.combo.currentData()))
        box.addWidget(self.combo)


class MappingView(QWidget):
    """All columns; ``chosen`` when one gets another meaning."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        self._inner = column(inner, margin=12, gap=12)
        column(self, gap=0).addWidget(scroll(inner))
        self.rows: list[MappingRow] = []

    def show_understanding(self, known: Understanding) -> None:
        """Show how a table was understood; what means something first."""
        clear(self._inner)
        self.rows = []
        if known.missing:
            self._inner.addWidget(words(tr("还缺必填的列：{what}", what=tr("、").join(known.missing)), "late"))
        for guess in sorted(known.columns, key=lambda g: not g.target):
            line = MappingRow(guess, known)
            line.chosen.connect(self.chosen)
            self.rows.append(line)
            self._inner.addWidget(line)
        self._inner.addStretch(1)
