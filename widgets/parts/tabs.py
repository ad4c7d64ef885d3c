"""Words in a row with a line under the chosen one, each with a count if it has one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets import style
from widgets.parts.button import focus_ring

BESIDE = 7  # pixels on each side of a tab's words, for the ring of the keyboard: none of it may lie outside the strip


class TabStrip(QWidget):
    """Tabs as (key, words); `chosen` emits the key when the person goes to another. Counts stand behind the words.

    Where the strip is narrower than its words, the gaps shrink first and then the last tabs' words are shortened.
    """

    chosen = Signal(str)
    again = Signal(str)  # the key of the chosen tab, which was clicked once more

    def __init__(self, tabs: list[tuple[str, str]], value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._counts: dict[str, int] = {}
        self._value = value or (tabs[0][0] if tabs else "")
        self._over = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> str:
        """The key of the chosen tab."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show a tab as chosen without telling anyone."""
        self._value = value
        self.setAccessibleName(dict(self._tabs).get(value, ""))
        self.update()

    def set_tabs(self, tabs: list[tuple[str, str]]) -> None:
        """Offer other tabs."""
        self._tabs = tabs
        self.updateGeometry()
        self.update()

    def tabs(self) -> list[tuple[str, str]]:
        """Return the tabs offered."""
        return list(self._tabs)

    def set_count(self, key: str, count: int | None) -> None:
        """Show a count behind a tab's words; None shows none."""
        if count is None:
            self._counts.pop(key, None)
        else:
            self._counts[key] = count
        self.updateGeometry()
        self.update()

    def words(self, key: str) -> str:
        """Return what is written on a tab."""
        plain = dict(self._tabs)[key]
        return f"{plain} {self._counts[key]:,}" if key in self._counts else plain

    def sizeHint(self) -> QSize:
        """Return room for all words."""
        return QSize(BESIDE + round(sum(self._widths()) + self._gap() * len(self._tabs)), style.scaled(38))

    def minimumSizeHint(self) -> QSize:
        """Return the height and as little width as still works."""
        return QSize(len(self._tabs) * style.scaled(28), style.scaled(38))

    def boxes(self) -> list[QRectF]:
        """Return where each tab is drawn."""
        widths = self._widths()
        room = self.width() - BESIDE
        gap = min(self._gap(), max((room - sum(widths)) / max(len(widths), 1), BESIDE))
        squeeze = min(1.0, (room - gap * len(widths)) / max(sum(widths), 1))
        at, found = float(BESIDE), []
        for width in widths:
            found.append(QRectF(at, 0, width * squeeze, self.height()))
            at += width * squeeze + gap
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the neighbour."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        keys = [key for key, _ in self._tabs]
        self._go((keys.index(self._value) if self._value in keys else 0) + by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that what lies under does not begin a drag."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the tab under the pointer."""
        under = self._under(event)
        if 0 <= under < len(self._tabs) and self._tabs[under][0] == self._value:
            self.again.emit(self._value)
        self._go(under)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the tab under the pointer."""
        self._over = self._under(event)
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Put the light out."""
        self._over = -1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, the line under the chosen one and the hair line under all."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), style.colour("line"))
        for i, ((key, _), box) in enumerate(zip(self._tabs, self.boxes(), strict=True)):
            self._paint_tab(painter, key, box, i == self._over)
        painter.end()

    def _paint_tab(self, painter: QPainter, key: str, box: QRectF, over: bool) -> None:
        picked = key == self._value
        font = style.font(14, QFont.Weight.DemiBold if picked else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(style.colour("accent" if picked else "text" if over else "quiet"))
        words = QFontMetrics(font).elidedText(self.words(key), Qt.TextElideMode.ElideRight, round(box.width()) + 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if picked:
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), style.colour("accent"))
            if self.hasFocus():
                beside = box.adjusted(1 - BESIDE, 5, BESIDE - 1, -5)  # the words, and never through them
                focus_ring(painter, beside, style.scaled(6))

    def _gap(self) -> int:
        return style.scaled(20)

    def _widths(self) -> list[float]:
        metrics = QFontMetrics(style.font(14, QFont.Weight.DemiBold))
        return [metrics.horizontalAdvance(self.words(key)) + 2 for key, _ in self._tabs]

    def _under(self, event: QMouseEvent) -> int:
        x = event.position().x()
        return next((i for i, box in enumerate(self.boxes()) if box.left() - 4 <= x <= box.right() + 8), -1)

    def _go(self, i: int) -> None:
        if 0 <= i < len(self._tabs) and self._tabs[i][0] != self._value:
            self.set_value(self._tabs[i][0])
            self.chosen.emit(self._value)
