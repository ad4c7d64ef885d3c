"""Stops of a walk with what is to do at each; a stop is dragged, or moved with Alt and an arrow, to another place in the order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from data.workspace import Workspace
from widgets import style
from widgets.records.lines import LINE_ROLE, Line, LineList

EDGE = 24  # pixels at the upper and lower edge where a drag scrolls


class StopList(LineList):
    """Each heading line begins a stop. ``moved`` tells the number of a stop, from 0, and its number in the order that is wanted."""

    moved = Signal(int, int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.movable = False
        self._pressed: tuple[int, QPoint] | None = None
        self._gap = -1  # where the stop that is dragged would go; -1 while none is
        self._follow = -1  # the stop that was moved last, which stays the current one

    def set_lines(self, lines: Sequence[Line], *, empty: str = "", uniform: bool | None = None, anew: bool = False) -> None:
        """Show other lines; a stop that was moved stays the current one."""
        super().set_lines(lines, empty=empty, uniform=uniform, anew=anew)
        if not lines or self._follow < 0:
            return
        follow, self._follow = self._follow, -1
        row = next((n for n in range(len(lines)) if self.stop_at(n) == follow and not self._heading(n)), -1)
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, 0))

    # Which stop

    def stop_at(self, row: int) -> int:
        """Return the number of the stop that a row belongs to, -1 for none."""
        return sum(self._heading(n) for n in range(row + 1)) - 1

    @property
    def stops(self) -> int:
        """How many there are."""
        return self.stop_at(self.model().rowCount() - 1) + 1

    def order(self, stop: int, to: int) -> list[int]:
        """Return the numbers of all stops in the order that comes of a move."""
        rest = [n for n in range(self.stops) if n != stop]
        return [*rest[:to], stop, *rest[to:]]

    def _heading(self, row: int) -> bool:
        return bool(self.model().index(row, 0).data(LINE_ROLE).heading)

    def _blocks(self) -> list[QRect]:
        """Return where each stop lies in the viewport."""
        found: list[QRect] = []
        for row in range(self.model().rowCount()):
            box = self.visualRect(self.model().index(row, 0))
            if self._heading(row):
                found.append(box)
            elif found:
                found[-1] = found[-1].united(box)
        return found

    # By hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember which stop is taken hold of."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        held = self.movable and event.button() == Qt.MouseButton.LeftButton and index.isValid()
        self._pressed = (self.stop_at(index.row()), at) if held else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the stop would go."""
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        if self._gap < 0 and (at - self._pressed[1]).manhattanLength() < QApplication.startDragDistance():
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._scroll(at.y())
        self._gap = sum(box.center().y() < at.y() for box in self._blocks())
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the stop down; a click without a drag opens the row as ever."""
        pressed, gap = self._pressed, self._gap
        self._let_go()
        if pressed is None or gap < 0:
            super().mouseReleaseEvent(event)
            return
        self._tell(pressed[0], gap - (gap > pressed[0]))

    def keyPressEvent(self, event: QEvent) -> None:
        """Alt and an arrow move the stop of the current row, Esc lets go of one that is dragged."""
        assert isinstance(event, QKeyEvent)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape and self._gap >= 0:
            self._let_go()
        elif step and self.movable and event.modifiers() & Qt.KeyboardModifier.AltModifier and self.currentIndex().isValid():
            stop = self.stop_at(self.currentIndex().row())
            self._tell(stop, stop + step)
        else:
            super().keyPressEvent(event)

    def _tell(self, stop: int, to: int) -> None:
        if stop != to and 0 <= to < self.stops:
            self._follow = to
            self.moved.emit(stop, to)

    def _let_go(self) -> None:
        self._pressed, self._gap = None, -1
        self.unsetCursor()
        self.viewport().update()

    def _scroll(self, y: int) -> None:
        bar = self.verticalScrollBar()
        if y < EDGE:
            bar.setValue(bar.value() - EDGE // 2)
        elif y > self.viewport().height() - EDGE:
            bar.setValue(bar.value() + EDGE // 2)

    def paintEvent(self, event: QEvent) -> None:
        """Paint the rows, and where the stop that is dragged would go."""
        super().paintEvent(event)
        if self._gap < 0 or self._pressed is None:
            return
        blocks = self._blocks()
        y = blocks[self._gap].top() if self._gap < len(blocks) else blocks[-1].bottom()
        held = blocks[self._pressed[0]]
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("accent", 0.10))
        painter.drawRoundedRect(held.adjusted(4, 0, -4, 0), 8, 8)
        painter.setPen(QPen(style.colour("accent"), 3))
        painter.drawLine(8, max(y, 2), self.viewport().width() - 8, max(y, 2))
        painter.end()
