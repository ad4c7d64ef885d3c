"""A small square button that shows what is chosen and opens a menu of the others: a colour, a sign, a size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from widgets import style
from widgets.parts.button import focus_ring
from widgets.parts.hint import plain_hint

SIDE = 28  # pixels
ICON = 18


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose: its value, its words, its picture."""

    value: str
    words: str
    icon: QIcon


class PickButton(QAbstractButton):
    """``picked`` tells the value that was chosen from the menu; ``offers`` is asked each time it opens."""

    picked = Signal(str)

    def __init__(self, words: str, offers: Callable[[], Sequence[Offer]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers = offers
        self.setToolTip(plain_hint(words))
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(QSize(max(style.scaled(SIDE), SIDE), max(style.scaled(SIDE), SIDE)))
        self.clicked.connect(self._open)

    def show_icon(self, icon: QIcon) -> None:
        """Show what is chosen."""
        self.setIcon(icon)
        self.update()

    def menu(self) -> QMenu:
        """Return the menu of what can be chosen."""
        menu = QMenu(self)
        for offer in self._offers():
            action = menu.addAction(offer.icon, offer.words)
            action.triggered.connect(lambda _=False, value=offer.value: self.picked.emit(value))
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and picture."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(style.colour("line"))
        painter.setBrush(style.colour("hover" if self.underMouse() else "panel"))
        painter.drawRoundedRect(box, style.scaled(6), style.scaled(6))
        side = style.scaled(ICON)
        self.icon().paint(painter, (self.width() - side) // 2, (self.height() - side) // 2, side, side)
        if self.hasFocus():
            focus_ring(painter, box, style.scaled(6))
        painter.end()
