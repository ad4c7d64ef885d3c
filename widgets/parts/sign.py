"""A sign in the top bar: what works by itself in quiet, what must stay in sight until it is mended; a click opens its page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from widgets import icons, style
from widgets.parts.button import focus_ring
from widgets.parts.hint import plain_hint


class Sign(QAbstractButton):
    """Shown while it has words; ``glyph`` is its icon, ``tone`` is "soon" or "late", or "quiet" for what is as it should be."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.glyph, self._tone = icon, "soon"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.hide()

    def say(self, words: str, hint: str = "", tone: str = "soon") -> None:
        """Show words, or nothing for ""."""
        self._tone = tone
        if words != self.text():
            self.setText(words)
            self.updateGeometry()
        self.setToolTip(plain_hint(hint))
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint)
        self.setVisible(bool(words))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for icon and words."""
        return QSize(self._metrics().horizontalAdvance(self.text()) + style.scaled(44), style.scaled(36))

    minimumSizeHint = sizeHint

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(style.font(13, QFont.Weight.Normal))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and words in the tone; a quiet one has a ground only under the pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, radius = QRectF(self.rect()).adjusted(1, 1, -1, -1), style.scaled(8)
        loud, over = self._tone != "quiet", self.underMouse()
        if loud or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour(self._tone, 0.22 if over else 0.14) if loud else style.colour("hover"))
            painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            focus_ring(painter, box, radius)
        side = style.scaled(18)
        icons.paint(painter, self.glyph, QRectF(style.scaled(10), (self.height() - side) / 2, side, side), self._tone)
        painter.setPen(style.colour("text" if loud or over else "quiet"))
        painter.setFont(style.font(13, QFont.Weight.Normal))
        words = QRectF(style.scaled(34), 0, self.width() - style.scaled(40), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()
