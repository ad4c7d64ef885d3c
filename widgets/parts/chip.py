"""A small word on a soft ground: a fact about a record, or a filter that is on or off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from widgets import style
from widgets.parts.badge import paint_shape
from widgets.parts.button import focus_ring

GROUNDS = {"neutral": "hover", "accent": "accent_soft", "calm": "calm_soft", "soon": "soon_soft", "late": "late_soft"}


class Chip(QAbstractButton):
    """A chip; ``tone`` is a key of `GROUNDS`, ``dot`` a colour drawn before the words.

    With ``checkable`` it is a filter to switch on and off by `toggled`; otherwise it takes no focus and no click.
    """

    def __init__(self, text: str, tone: str = "neutral", parent: QWidget | None = None, *, checkable: bool = False,
                 checked: bool = False, dot: str = "") -> None:  # fmt: skip
        super().__init__(parent)
        self.setText(text)
        self._tone, self._dot = tone, dot
        self.setCheckable(checkable)
        self.setChecked(checked)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if checkable else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, checkable)
        if checkable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_tone(self, tone: str) -> None:
        """Change the tone."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the words; as a filter at least 28 px high."""
        metrics = QFontMetrics(style.font(12, QFont.Weight.Medium))
        dot = style.scaled(14) if self._dot else 0
        height = max(style.scaled(28), 28) if self.isCheckable() else style.scaled(21)
        return QSize(metrics.horizontalAdvance(self.text()) + style.scaled(20 if self.isCheckable() else 16) + dot, height)

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, dot and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = box.height() / 2 if self.isCheckable() else style.scaled(6)
        painter.setPen(style.colour("accent" if self.isChecked() else "line") if self.isCheckable() else Qt.PenStyle.NoPen)
        painter.setBrush(self._ground())
        painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            focus_ring(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), radius)
        self._paint_words(painter, box)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        if self._dot:
            side = style.scaled(8)
            left = box.left() + style.scaled(9)
            paint_shape(painter, QRectF(left, box.center().y() - side / 2, side, side), "disc", style.colour(self._dot))
            box = box.adjusted(style.scaled(16), 0, 0, 0)
        painter.setPen(self._ink())
        painter.setFont(style.font(12, QFont.Weight.Medium))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())

    def _ground(self) -> QColor:
        if self.isChecked():
            return style.colour("accent_soft")
        if self.isCheckable():
            return style.colour("hover" if self.underMouse() else "panel")
        return style.colour(GROUNDS[self._tone])

    def _ink(self) -> QColor:
        if self.isChecked():
            return style.colour("accent")
        if self._tone in ("calm", "soon", "late"):
            return style.ink(self._tone)
        return style.colour("accent" if self._tone == "accent" else "text")
