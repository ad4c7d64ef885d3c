"""A switch that is on or off."""

from __future__ import annotations

from PySide6.QtCore import Property, QEasingCurve, QPropertyAnimation, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from widgets import style
from widgets.parts.button import focus_ring


class Toggle(QAbstractButton):
    """A switch; ``words`` is what a screen reader calls it. It is a checkable button: `toggled`, `isChecked`."""

    def __init__(self, words: str = "", checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._at = float(checked)
        self._slide = QPropertyAnimation(self, b"at", self)
        self._slide.setDuration(120)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.toggled.connect(self._move)

    def sizeHint(self) -> QSize:
        """Return a target of at least 28 px height."""
        return QSize(style.scaled(30) + 8, max(style.scaled(17) + 8, 28))

    minimumSizeHint = sizeHint

    def _move(self, on: bool) -> None:
        self._slide.stop()
        if not self.isVisible():
            self._set_at(float(on))
            return
        self._slide.setEndValue(float(on))
        self._slide.start()

    def _get_at(self) -> float:
        return self._at

    def _set_at(self, at: float) -> None:
        self._at = at
        self.update()

    at = Property(float, _get_at, _set_at)  # where the knob stands: 0 off, 1 on

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw groove and knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, style.scaled(30), style.scaled(17))
        box.moveCenter(QRectF(self.rect()).center())
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("quiet", 0.38))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setBrush(style.colour("accent", self._at))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        knob = box.height() - 5
        painter.setBrush(style.colour("#ffffff"))
        painter.drawEllipse(QRectF(box.left() + 2.5 + self._at * (box.width() - 5 - knob), box.top() + 2.5, knob, knob))
        if self.hasFocus():
            focus_ring(painter, box.adjusted(-3, -3, 3, 3), box.height() / 2 + 3)
        painter.end()
