"""The scale and the coordinates under the pointer."""

from __future__ import annotations

from math import floor, log10

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from data.i18n import tr
from widgets import style
from widgets.parts.card import SHADOW, FloatingCard

LONGEST = 96  # pixels of the longest scale bar
ROUND = (5, 2, 1)


class Coordinates(FloatingCard):
    """Longitude and latitude under the pointer, and a bar of a round length."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, radius=8)
        self._lonlat: tuple[float, float] | None = None
        self._metres, self._pixels = 0.0, 0.0
        # What is only read must not take clicks from the map under it.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_lonlat(self, lon: float | None, lat: float | None = None) -> None:
        """Show WGS-84 degrees, or nothing."""
        before = self._lonlat is None
        self._lonlat = None if lon is None or lat is None else (lon, lat)
        if before != (self._lonlat is None):
            self.updateGeometry()
        self.update()

    def set_scale(self, metres_per_px: float) -> None:
        """Show the longest bar of 1, 2 or 5 times a power of ten metres that there is room for."""
        self._metres, self._pixels = round_bar(metres_per_px, style.scaled(LONGEST))
        self.setAccessibleName(tr("比例尺 {length}", length=self.length_text()))
        self.update()

    def length_text(self) -> str:
        """Return the bar's length in words."""
        if not self._metres:
            return ""
        if self._metres >= 1000:
            return tr("{length} 公里", length=f"{self._metres / 1000:g}")
        return tr("{length} 米", length=f"{self._metres:g}")

    def lonlat_text(self) -> str:
        """Return the coordinates as written."""
        return "" if self._lonlat is None else f"{self._lonlat[0]:.5f}, {self._lonlat[1]:.5f}"

    def sizeHint(self) -> QSize:
        """Return room for the widest coordinates, if there are any, and the longest bar."""
        widest = QFontMetrics(style.font(12)).horizontalAdvance("-000.00000, -00.00000") + style.scaled(24)
        words = widest if self._lonlat is not None else 0
        return QSize(words + style.scaled(LONGEST + 36) + 2 * SHADOW, style.scaled(30) + 2 * SHADOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, coordinates at the left and the bar at the right."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(style.font(12))
        painter.setPen(style.colour("quiet"))
        card = self.card_rect()
        room = card.adjusted(style.scaled(12), 0, -style.scaled(12), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.lonlat_text())
        if self._pixels:
            self._paint_bar(painter, room)
        painter.end()

    def _paint_bar(self, painter: QPainter, room: QRectF) -> None:
        right, foot = room.right(), room.center().y() + style.scaled(7)
        left = right - self._pixels
        ink = style.colour("text")
        painter.fillRect(QRectF(left, foot, self._pixels, 1.5), ink)
        for end in (left, right - 1.5):
            painter.fillRect(QRectF(end, foot - 4, 1.5, 5.5), ink)
        painter.setPen(ink)
        wide = style.scaled(LONGEST)
        words = QRectF((left + right - wide) / 2, room.top(), wide, foot - room.top() - 1)
        if self._pixels < wide / 2:
            words.moveRight(right + (wide - QFontMetrics(painter.font()).horizontalAdvance(self.length_text())) / 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.length_text())


def round_bar(metres_per_px: float, longest: float) -> tuple[float, float]:
    """Return metres and pixels of the longest bar of a round length within ``longest`` pixels; zeros if there is no scale."""
    if not metres_per_px > 0:
        return 0.0, 0.0
    most = metres_per_px * longest
    power = 10.0 ** floor(log10(most))
    metres = next(step * power for step in ROUND if step * power <= most * (1 + 1e-9))
    return metres, metres / metres_per_px
