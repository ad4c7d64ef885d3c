"""What lies on the map during a walk: how to go, and a small plan with a figure where one stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from data.i18n import tr
from widgets import style
from widgets.parts.button import Button
from widgets.parts.card import SHADOW, FloatingCard
from widgets.parts.label import ElidedLabel, Label

SIDE = 188  # unscaled pixels of the plan
REACH = 95.0  # metres from its middle to its edge


class WalkStrip(FloatingCard):
    """Says which keys walk; `left` ends it."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.addWidget(Label(tr("步行"), "strong"))
        row.addWidget(ElidedLabel(tr("W A S D 或方向键走，鼠标转头，Q E 转身，Shift 快走，点一下看是什么"), "quiet"), 1)
        leave = Button(tr("离开 Esc"), "ghost")
        leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys belong to the walk
        leave.clicked.connect(self.left)
        row.addWidget(leave)


class WalkPlan(FloatingCard):
    """Houses around as seen from above, north up, and a figure with the direction of its look."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(tr("小平面图：站在哪里，朝哪里看"))
        self.at, self.bearing = QPointF(), 0.0
        self._houses: list[QPolygonF] = []

    def sizeHint(self) -> QSize:
        """Return the square."""
        return QSize(style.scaled(SIDE), style.scaled(SIDE))

    def show_houses(self, rings: Sequence[Any]) -> None:
        """Take the outlines of houses around, each (n, 2) in local metres."""
        self._houses = [QPolygonF([QPointF(x, y) for x, y in ring]) for ring in rings]
        self.update()

    def show_stand(self, east: float, north: float, bearing: float) -> None:
        """Take where one stands (local metres) and looks (degrees)."""
        self.at, self.bearing = QPointF(east, north), bearing
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the houses, the figure."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(SHADOW + 5, SHADOW + 5, -SHADOW - 5, -SHADOW - 5)
        clip = QPainterPath()
        clip.addRoundedRect(box, 6, 6)
        painter.setClipPath(clip)
        painter.fillRect(box, style.colour("ground"))
        painter.translate(box.center())
        metre = box.width() / 2 / REACH
        painter.save()
        painter.scale(metre, -metre)
        painter.translate(-self.at)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("quiet", 0.55))
        for house in self._houses:
            painter.drawPolygon(house)
        painter.restore()
        self._paint_figure(painter)
        painter.end()

    def _paint_figure(self, painter: QPainter) -> None:
        painter.rotate(self.bearing)
        far = style.scaled(46)
        painter.setBrush(style.colour("accent", 0.25))
        painter.drawPolygon(QPolygonF([QPointF(0, 0), QPointF(-far * 0.5, -far), QPointF(far * 0.5, -far)]))
        painter.setPen(style.colour("panel"))
        painter.setBrush(style.colour("accent"))
        painter.drawEllipse(QPointF(0, 0), style.scaled(6), style.scaled(6))
