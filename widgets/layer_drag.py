"""A layer dragged to another place of the list: where it would lie, and the line that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from widgets import style

EDGE, STEP, TICK_MS = 28, 10, 30  # unscaled pixels at the ends of the list where it scrolls by itself, by how much, how often
THICK = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """What stands in the list: a row of a layer, or the heading of a group (no layer). Pixels from the top of the list."""

    layer: str
    group: str
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A place between two things of the list: the layers there come ``before`` it, and it belongs to ``group``."""

    before: tuple[str, ...]
    group: str
    at: int


def gap_at(listed: Sequence[Listed], y: int) -> Gap:
    """Return the gap nearest to a height: what is put under a heading or between rows of a group belongs to it."""
    above = [one for one in listed if (one.top + one.bottom) / 2 <= y]
    before = tuple(one.layer for one in above if one.layer)
    if not above:
        return Gap((), "", listed[0].top if listed else 0)
    last, rest = above[-1], listed[len(above) :]
    into = rest[0].group if rest and rest[0].layer and rest[0].group == last.group else last.group
    return Gap(before, into, (last.bottom + rest[0].top) // 2 if rest else last.bottom)


class DropLine(QWidget):
    """The line between two rows where the layer would come to lie; scrolls the list when the pointer nears its end."""

    def __init__(self, area: QScrollArea, inside: QWidget) -> None:
        super().__init__(inside)
        self._area, self._pointer = area, QPoint()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._scroll)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, left: int, right: int, y: int, pointer: QPoint) -> None:
        """Draw the line; ``pointer`` is in the screen's pixels."""
        self._pointer = pointer
        tall = style.scaled(THICK)
        self.setGeometry(left, y - tall // 2, right - left, tall)
        self.show()
        self.raise_()
        if not self._tick.isActive():
            self._tick.start()

    def put_away(self) -> None:
        """Take the line away."""
        self._tick.stop()
        self.hide()

    def _scroll(self) -> None:
        port = self._area.viewport()
        y, edge = port.mapFromGlobal(self._pointer).y(), style.scaled(EDGE)
        by = -1 if y < edge else 1 if y > port.height() - edge else 0
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + by * style.scaled(STEP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line with a round head."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("accent"))
        tall, line = float(self.height()), style.scaled(2)
        painter.drawEllipse(QRectF(0, 0, tall, tall))
        painter.drawRect(QRectF(tall / 2, (tall - line) / 2, self.width() - tall / 2, line))
        painter.end()
