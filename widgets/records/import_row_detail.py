"""One row in full: what it changes field by field, its cells with the bad ones marked, and the decision it waits for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from data.exchange.conversation import FieldChange, RowChange
from data.exchange.conversation.difference import Cell
from data.exchange.tables.doubts import NEW, SAME, SKIP, Decision, in_words
from data.i18n import tr
from widgets.parts import Card, ElidedLabel
from widgets.records.field_grid import FieldGrid, Said
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
        box = column(inner, margin=16, gap=8)
        column(self, gap=0).addWidget(scroll(inner))
        self.heading, self.why = words("", "heading"), words("", select=True)
        self._asking = column()
        small, plain = partial(words, "", "small", wrap=False), partial(words, "")
        self._new = FieldGrid([small, plain], (0, 1), gap=6)
        arrow = partial(words, "→", "faint", wrap=False)
        self._changed = FieldGrid([small, partial(words, "", "quiet"), arrow, partial(words, "", "strong")], (0, 0, 0, 1), gap=6)
        self._section = words(tr("文件里的这一行"), "section")
        self._cells = FieldGrid([partial(ElidedLabel, "", "small"), partial(words, "", select=True)], (2, 3), gap=4)
        for part in (self.heading, self.why):
            box.addWidget(part)
        box.addLayout(self._asking)
        for below in (self._new, self._changed, self._section, self._cells):
            box.addWidget(below)
        box.addStretch(1)
        self._shown: RowChange | None = None
        # The cells of the file follow in a turn of their own: all of a row laid out and painted at once would be felt.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_cells)
        self._clear()

    def show_row(self, found: RowChange | None, doubtful: int = 0, *, feature: bool = False) -> None:
        """Show a row, or a ``feature`` of a map; ``doubtful`` is how many rows wait for a decision."""
        if found is not None and found == self._shown:
            return
        self._shown = found
        self._later.stop()
        if found is None:
            self._clear()
            return
        self._fill(found, doubtful, tr("第 {n} 个", n=found.number) if feature else tr("第 {n} 行", n=found.number))
        self._later.start()

    def _clear(self) -> None:
        clear(self._asking)
        for label in (self.heading, self.why):
            label.setText("")
            label.hide()
        for grid in (self._new, self._changed, self._cells):
            grid.show_rows(())
        self._section.hide()

    def _fill(self, found: RowChange, doubtful: int, called: str) -> None:
        self.heading.setText(called if found.key[1] >= 0 else found.title)
        self.heading.show()
        self.why.setText(found.why)
        self.why.set_tone(TONES.get(found.action, "quiet"))
        self.why.setVisible(bool(found.why))
        clear(self._asking)
        if found.choices or found.decision is not None:
            self._ask(found, doubtful)
        changed = found.action == "update"
        self._changed.show_rows([_before_and_after(one) for one in found.changes] if changed else ())
        self._new.show_rows(() if changed else [(Said(one.label), _after(one)) for one in found.changes])

    def _show_cells(self) -> None:
        cells = self._shown.cells if self._shown is not None else ()
        self._section.setVisible(bool(cells))
        self._cells.show_rows([(Said(cell.column), _as_read(cell)) for cell in cells])

    def _ask(self, found: RowChange, doubtful: int) -> None:
        if found.decision is not None:
            line = row(words(tr("已决定：{what}", what=in_words(found.decision)), "strong"))
            line.addStretch(1)
            line.addWidget(push(tr("改主意"), lambda: self.decided.emit(found.key, None), "link"))
            self._asking.addLayout(line)
            return
        for choice in found.choices:
            card = Card()
            card.body.addWidget(words(choice.title, "strong"))
            card.body.addWidget(words(choice.why, "small"))
            decision = Decision(SAME, choice.id)
            card.body.addLayout(row(push(tr("就是这一条"), lambda d=decision: self.decided.emit(found.key, d))))  # type: ignore[misc]
            self._asking.addWidget(card)
        both = Holder()
        both.show_only(
            push(tr("是另一条，新增"), lambda: self.decided.emit(found.key, Decision(NEW))),
            push(tr("不导入这一行"), lambda: self.decided.emit(found.key, Decision(SKIP)), "ghost"),
        )
        self._asking.addWidget(both)
        if doubtful > 1:
            rest = Holder()
            rest.show_only(
                push(tr("{n} 行都新增", n=doubtful), lambda: self.decided_all.emit(Decision(NEW)), "link"),
                push(tr("{n} 行都不导入", n=doubtful), lambda: self.decided_all.emit(Decision(SKIP)), "link"),
            )
            self._asking.addWidget(rest)


def _before_and_after(one: FieldChange) -> tuple[Said, ...]:
    """Return field, before and after."""
    before = Said(one.before or tr("（空）"), wraps=len(one.before) > SHORT)
    return Said(one.label), before, Said("→"), _after(one)


def _after(one: FieldChange) -> Said:
    return Said(one.after or tr("（空）"), wraps=True)


def _as_read(cell: Cell) -> Said:
    """Return a cell of the file, marked where it is at fault."""
    return Said(cell.text or "—", "late" if cell.fault else None, cell.fault, wraps=True)
