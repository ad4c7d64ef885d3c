"""One choice out of a few, side by side."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets import style
from widgets.parts.button import focus_ring


class Segmented(QWidget):
    """A row of choices as (value, words); emits `chosen` with the value when the person picks another."""

    chosen = Signal(object)

    def __init__(self, choices: Iterable[tuple[Hashable, str]], value: Hashable | None = None, parent: QWidget | None = None,
                 *, quiet: bool = False) -> None:  # fmt: skip
        super().__init__(parent)
        self._choices = list(choices)
        self._value = value
        self._over = -1
        self._quiet = quiet  # no ground of its own: for use on a floating card
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def value(self) -> Hashable | None:
        """The choice made; None for none."""
        return self._value

    def set_value(self, value: Hashable | None) -> None:
        """Show a choice without telling anyone."""
        self._value = value
        self._describe()
        self.update()

    def set_choices(self, choices: Iterable[tuple[Hashable, str]]) -> None:
        """Offer other choices."""
        self._choices = list(choices)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for all words."""
        return QSize(round(sum(self._widths())) + 6, max(style.scaled(30), 28))

    minimumSizeHint = sizeHint

    def boxes(self) -> list[QRectF]:
        """Return where each choice is drawn."""
        widths = self._widths()
        spare = max(self.width() - 6 - sum(widths), 0) / max(len(widths), 1)
        at, found = 3.0, []
        for width in widths:
            found.append(QRectF(at, 3, width + spare, self.height() - 6))
            at += width + spare
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right, Home and End move the choice."""
        keys = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -len(self._choices), Qt.Key.Key_End: len(self._choices)}
        by = keys.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        at = next((i for i, (v, _) in enumerate(self._choices) if v == self._value), -1)
        self._pick(min(max(at + by, 0), len(self._choices) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that what lies under does not begin a drag."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick what lies under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(self._under(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what lies under the pointer."""
        self._over = self._under(event)
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Put the light out."""
        self._over = -1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the chosen one raised, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = style.scaled(8)
        painter.setPen(Qt.PenStyle.NoPen)
        if not self._quiet:
            painter.setBrush(style.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        for i, box in enumerate(self.boxes()):
            self._paint_choice(painter, i, box)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), radius)
        painter.end()

    def _paint_choice(self, painter: QPainter, i: int, box: QRectF) -> None:
        value, words = self._choices[i]
        picked = value == self._value
        radius = style.scaled(6)
        painter.setPen(Qt.PenStyle.NoPen)
        if picked:
            painter.setBrush(style.colour("accent_soft" if self._quiet else "panel"))
            painter.drawRoundedRect(box, radius, radius)
        elif i == self._over:
            painter.setBrush(style.colour("line", 0.6))
            painter.drawRoundedRect(box, radius, radius)
        painter.setFont(style.font(13, QFont.Weight.DemiBold if picked else QFont.Weight.Normal))
        painter.setPen(style.colour("accent" if picked else "text" if i == self._over else "quiet"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _widths(self) -> list[float]:
        metrics = QFontMetrics(style.font(13, QFont.Weight.DemiBold))
        return [metrics.horizontalAdvance(words) + style.scaled(20) for _, words in self._choices]

    def _under(self, event: QMouseEvent) -> int:
        return next((i for i, box in enumerate(self.boxes()) if box.contains(event.position())), -1)

    def _pick(self, i: int) -> None:
        if 0 <= i < len(self._choices) and self._choices[i][0] != self._value:
            self.set_value(self._choices[i][0])
            self.chosen.emit(self._value)

    def _describe(self) -> None:
        self.setAccessibleName(next((words for value, words in self._choices if value == self._value), ""))
