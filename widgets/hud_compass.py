"""Where north is; a click turns the map so that north is up."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from data.i18n import tr
from widgets import style
from widgets.parts.button import focus_ring
from widgets.parts.card import SHADOW, paint_floating


class Compass(QAbstractButton):
    """A needle; `clicked` asks for north up."""

    turned = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bearing = 0.0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("转到正北朝上"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._describe()

    @property
    def bearing(self) -> float:
        """The compass bearing in degrees that the camera looks to."""
        return self._bearing

    def set_bearing(self, degrees: float) -> None:
        """Show a camera that looks to a compass bearing; the needle points to north on the screen."""
        degrees %= 360
        if abs(degrees - self._bearing) < 0.05:
            return
        self._bearing = degrees
        self._describe()
        self.turned.emit(degrees)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the disc with its shadow."""
        side = style.scaled(50) + 2 * SHADOW
        return QSize(side, side)

    def hitButton(self, spot: object) -> bool:
        """Take clicks on the disc only."""
        centre = QRectF(self.rect()).center()
        away = QPointF(spot) - centre  # type: ignore[call-overload]
        return bool(away.x() ** 2 + away.y() ** 2 <= (self.width() / 2 - SHADOW) ** 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw disc, needle and letter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        paint_floating(painter, disc, disc.width() / 2)
        if self.hasFocus() or self.underMouse():
            focus_ring(painter, disc.adjusted(1, 1, -1, -1), disc.width() / 2)
        painter.translate(disc.center())
        painter.rotate(-self._bearing)
        self._paint_needle(painter, disc.height() / 2)
        painter.end()

    def _paint_needle(self, painter: QPainter, radius: float) -> None:
        """Draw the needle around the origin, north upwards; the letter stays upright while the needle turns."""
        wide, tip, tail = radius * 0.22, radius * 0.36, radius * 0.72
        waist = (tail - tip) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("late"))
        painter.drawPolygon(QPolygonF([QPointF(0, -tip), QPointF(wide, waist), QPointF(-wide, waist)]))
        painter.setBrush(style.colour("quiet", 0.5))
        painter.drawPolygon(QPolygonF([QPointF(0, tail), QPointF(wide, waist), QPointF(-wide, waist)]))
        painter.translate(0, -radius * 0.64)
        painter.rotate(self._bearing)
        painter.setPen(style.colour("text"))
        painter.setFont(style.font(11, QFont.Weight.Bold))
        painter.drawText(QRectF(-10, -8, 20, 16), Qt.AlignmentFlag.AlignCenter, tr("北"))

    def _describe(self) -> None:
        self.setAccessibleName(tr("指北针，当前朝向 {degrees}°", degrees=round(self._bearing)))
