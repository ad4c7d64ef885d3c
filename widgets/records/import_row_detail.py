"""One row in full: what it changes field by field, its cells with the bad ones marked, and the decision it waits for."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from data.exchange.conversation import RowChange
from data.exchange.tables.doubts import NEW, SAME, SKIP, Decision, in_words
from data.i18n import tr
from widgets.parts import Card, ElidedLabel
from widgets.parts.hint import plain_hint
from widgets.records.pieces import Holder, clear, column, push, row, scroll, words

SHORT = 18  # characters that stay on one line
TONES = {"reject": "late", "doubt": "soon"}


class RowDetail(QWidget):
    """``decided`` with the row's key and a decision (None takes it back), ``decided_all`` with one for all doubtful rows."""

    decided = Signal(object, object)
    decided_all = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = QWidget()
        self._box = column(inner, margin=16, gap=8)
        column(self, gap=0).addWidget(scroll(inner))
        self._shown: RowChange | None = None
        # The cells of the file follow in a turn of their own: all of a row made, laid out and painted at once would be felt.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._add_cells)

    def show_row(self, found: RowChange | None, doubtful: int = 0) -> None:
        """Show a row; ``doubtful`` is how many rows wait for a decision."""
        if found is not None and found == self._shown:
            return
        self._shown = found
        clear(self._box)
        self._later.stop()
        if found is not None:
            self._fill(found, doubtful)
            self._later.start()
        self._box.addStretch(1)

    def _add_cells(self) -> None:
        found = self._shown
        if found is None or not found.cells:
            return
        at = self._box.count() - 1  # before the stretch
        self._box.insertWidget(at, words(tr("文件里的这一行"), "section"))
        self._box.insertLayout(at + 1, self._cells(found))

    def _fill(self, found: RowChange, doubtful: int) -> None:
        self._box.addWidget(words(tr("第 {n} 行", n=found.number) if found.key[1] >= 0 else found.title, "heading"))
        if found.why:
            self._box.addWidget(words(found.why, TONES.get(found.action, "quiet"), select=True))
        if found.choices or found.decision is not None:
            self._ask(found, doubtful)
        if found.changes:
            self._box.addLayout(self._changes(found))

    def _ask(self, found: RowChange, doubtful: int) -> None:
        if found.decision is not None:
            line = row(words(tr("已决定：{what}", what=in_words(found.decision)), "strong"))
            line.addStretch(1)
            line.addWidget(push(tr("改主意"), lambda: self.decided.emit(found.key, None), "link"))
            self._box.addLayout(line)
            return
        for choice in found.choices:
            card = Card()
            card.body.addWidget(words(choice.title, "strong"))
            card.body.addWidget(words(choice.why, "small"))
            decision = Decision(SAME, choice.id)
            card.body.addLayout(row(push(tr("就是这一条"), lambda d=decision: self.decided.emit(found.key, d))))  # type: ignore[misc]
            self._box.addWidget(card)
        both = Holder()
        both.show_only(
            push(tr("是另一条，新增"), lambda: self.decided.emit(found.key, Decision(NEW))),
            push(tr("不导入这一行"), lambda: self.decided.emit(found.key, Decision(SKIP)), "ghost"),
        )
        self._box.addWidget(both)
        if doubtful > 1:
            rest = Holder()
            rest.show_only(
                push(tr("{n} 行都新增", n=doubtful), lambda: self.decided_all.emit(Decision(NEW)), "link"),
                push(tr("{n} 行都不导入", n=doubtful), lambda: self.decided_all.emit(Decision(SKIP)), "link"),
            )
            self._box.addWidget(rest)

    def _changes(self, found: RowChange) -> QGridLayout:
        """Lay out field, before and after; of a new record only what it will hold."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        changed = found.action == "update"
        for n, one in enumerate(found.changes):
            grid.addWidget(words(one.label, "small", wrap=False), n, 0)
            if changed:
                grid.addWidget(words(one.before or tr("（空）"), "quiet", wrap=len(one.before) > SHORT), n, 1)
                grid.addWidget(words("→", "faint", wrap=False), n, 2)
            grid.addWidget(words(one.after or tr("（空）"), "strong" if changed else ""), n, 3)
        grid.setColumnStretch(3, 1)
        return grid

    def _cells(self, found: RowChange) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for n, cell in enumerate(found.cells):
            grid.addWidget(ElidedLabel(cell.column, "small"), n, 0)
            text = words(cell.text or "—", "late" if cell.fault else "", select=True)
            if cell.fault:
                text.setToolTip(plain_hint(cell.fault))
            grid.addWidget(text, n, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        return grid
