"""Grounds that things lie on: a card in a panel, a floating card over the map, a hair line."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from widgets import style

SHADOW = 8  # pixels around a floating card that its shadow takes


class Card(QFrame):
    """A card on a page; put things into `body`."""

    def __init__(self, parent: QWidget | None = None, *, surface: str = "card", margin: int = 12) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(8)


class FloatingCard(QWidget):
    """A translucent card that lies over the map, with one soft shadow inside its own margins."""

    def __init__(self, parent: QWidget | None = None, *, radius: int = 10, opacity: float = 0.94) -> None:
        super().__init__(parent)
        self._radius, self._opacity = radius, opacity
        self.setContentsMargins(QMargins(SHADOW, SHADOW, SHADOW, SHADOW))

    def card_rect(self) -> QRectF:
        """Return where the card itself lies, without its shadow."""
        return QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shadow and ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_floating(painter, self.card_rect(), style.scaled(self._radius), self._opacity)
        painter.end()


class Line(QFrame):
    """A hair line between things."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("surface", "line")
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if upright else wide, wide if upright else fixed)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


def paint_floating(painter: QPainter, box: QRectF, radius: float, opacity: float = 0.94) -> None:
    """Draw the ground of something that floats: a soft shadow of `SHADOW` pixels, a translucent panel, a hair line."""
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(SHADOW, 0, -1):
        painter.setBrush(style.colour("shadow", 0.16 * (1 - step / (SHADOW + 1))))
        painter.drawRoundedRect(box.adjusted(-step, 2 - step, step, step), radius + step, radius + step)
    ground = style.colour("panel")
    ground.setAlphaF(opacity)
    painter.setPen(style.colour("line", 0.8))
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
