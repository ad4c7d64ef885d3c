"""The storeys of the chosen building from the top down, to go to one of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from data.i18n import tr
from data.town.storeys import roof_storey
from widgets import style
from widgets.parts.button import focus_ring
from widgets.parts.card import SHADOW, FloatingCard


class StoreySelector(FloatingCard):
    """A list of storeys: 整栋 (the whole building), 顶 (the roof), n … 1, -1 …; `chosen` emits the storey, None for all.

    Tall buildings scroll by wheel and keys; nothing is shown for a building without storeys.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._storeys: list[int | None] = []
        self._current: int | None = None
        self._roof = 0
        self._over = -1
        self._first = 0
        self._turn = 0.0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def set_storeys(self, n: int, below: int = 0, current: int | None = None) -> None:
        """Offer n storeys above ground and some below; ``current`` is shown as chosen. 0 and 0 hides the list."""
        roof = [roof_storey(n)] if n > 0 else []
        self._storeys = [None, *roof, *range(n, 0, -1), *range(-1, -below - 1, -1)] if n + below > 0 else []
        self._roof = roof_storey(n)
        self._current = current
        self._first = 0
        self.setVisible(bool(self._storeys))
        self.setAccessibleName(tr("楼层"))
        self.updateGeometry()
        self._keep_in_sight()
        self.update()

    def set_current(self, storey: int | None) -> None:
        """Show a storey as chosen without telling anyone."""
        self._current = storey
        self._keep_in_sight()
        self.update()

    @property
    def current(self) -> int | None:
        """The storey chosen."""
        return self._current

    @property
    def offers_storeys(self) -> bool:
        """Whether there is a building with storeys."""
        return bool(self._storeys)

    def words(self, storey: int | None) -> str:
        """Return what is written for a storey."""
        if storey is None:
            return tr("整栋")
        return tr("顶") if storey == self._roof else str(storey)

    def sizeHint(self) -> QSize:
        """Return room for all storeys; the layer may give less."""
        return QSize(style.scaled(52) + 2 * SHADOW, len(self._storeys) * self._line() + 10 + 2 * SHADOW)

    def resizeEvent(self, event: object) -> None:
        """Keep the chosen storey in sight."""
        self._keep_in_sight()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll a tall building."""
        self._turn += event.angleDelta().y() / 120
        steps = int(self._turn)
        self._turn -= steps
        self._scroll_to(self._first - steps)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go to the next storey, Home to the whole building, End to the lowest."""
        at = self._storeys.index(self._current) if self._current in self._storeys else 0
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._storeys) - 1}
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
        key = Qt.Key(event.key())
        if key not in ends and key not in steps:
            super().keyPressEvent(event)
            return
        self._pick(ends[key] if key in ends else min(max(at + steps[key], 0), len(self._storeys) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the click from the map."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the storey under the pointer."""
        self._pick(self._under(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the storey under the pointer."""
        self._over = self._under(event.position().y())
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Put the light out."""
        self._over = -1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, the storeys in sight, and a fade where there are more."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for i in range(self._first, min(self._first + self._fits(), len(self._storeys))):
            self._paint_storey(painter, i, self._box(i))
        self._paint_more(painter)
        if self.hasFocus():
            focus_ring(painter, self.card_rect().adjusted(1, 1, -1, -1), style.scaled(10))
        painter.end()

    def _paint_storey(self, painter: QPainter, i: int, box: QRectF) -> None:
        storey = self._storeys[i]
        picked = storey == self._current
        painter.setPen(Qt.PenStyle.NoPen)
        if picked or i == self._over:
            painter.setBrush(style.colour("accent" if picked else "hover"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), style.scaled(6), style.scaled(6))
        painter.setFont(style.font(13, QFont.Weight.DemiBold if picked else QFont.Weight.Normal))
        painter.setPen(style.colour("on_accent" if picked else "text" if i == self._over else "quiet"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.words(storey))

    def _paint_more(self, painter: QPainter) -> None:
        """Draw a short mark at the end at which more storeys wait."""
        card = self.card_rect()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("quiet", 0.6))
        mark = QRectF(card.center().x() - 8, 0, 16, 2)
        if self._first > 0:
            painter.drawRoundedRect(mark.translated(0, card.top() + 2), 1, 1)
        if self._first + self._fits() < len(self._storeys):
            painter.drawRoundedRect(mark.translated(0, card.bottom() - 4), 1, 1)

    def _line(self) -> int:
        return max(style.scaled(28), 28)

    def _fits(self) -> int:
        return max(int((self.height() - 2 * SHADOW - 10) // self._line()), 1)

    def _box(self, i: int) -> QRectF:
        card = self.card_rect()
        return QRectF(card.left() + 6, card.top() + 5 + (i - self._first) * self._line(), card.width() - 12, self._line())

    def _under(self, y: float) -> int:
        shown = range(self._first, min(self._first + self._fits(), len(self._storeys)))
        return next((i for i in shown if self._box(i).top() <= y < self._box(i).bottom()), -1)

    def _scroll_to(self, first: int) -> None:
        self._first = min(max(first, 0), max(len(self._storeys) - self._fits(), 0))
        self.update()

    def _keep_in_sight(self) -> None:
        at = self._storeys.index(self._current) if self._current in self._storeys else 0
        first = min(self._first, at)
        self._scroll_to(max(first, at - self._fits() + 1))

    def _pick(self, i: int) -> None:
        if 0 <= i < len(self._storeys) and self._storeys[i] != self._current:
            self.set_current(self._storeys[i])
            self.chosen.emit(self._current)
