"""A page laid over the window, in place of a dialog: settings, shortcuts, welcome."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from data.i18n import tr
from widgets import style
from widgets.keyboard import next_inside
from widgets.parts.button import IconButton
from widgets.parts.card import paint_floating
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller


class Sheet(QWidget):
    """Dims the window and shows a page in its middle; Esc, the cross or a click beside it close it (`closed`)."""

    closed = Signal()

    def __init__(self, window: QWidget, title: str, page: QWidget, *, width: int = 720, height: int = 620) -> None:
        super().__init__(window)
        self._window, self.page = window, page
        self._wanted = (width, height)
        self._before = window.focusWidget()  # had the keyboard, and gets it back
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self._card = QFrame(self)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 16, 8)
        head.addWidget(Label(title, "title"), 1)
        close = IconButton("close", tr("关闭"))
        close.clicked.connect(self.close_sheet)
        head.addWidget(close)
        column.addLayout(head)
        column.addWidget(page, 1)
        if isinstance(page, Scroller):
            page.column.setContentsMargins(24, 0, 24, 16)
        window.installEventFilter(self)
        self._inside().installEventFilter(self)
        self._settle()
        self.show()
        self.raise_()
        self.setFocus()

    def close_sheet(self) -> None:
        """Take the sheet away."""
        self.hide()
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus()
        self.closed.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep the keyboard on the sheet."""
        return next_inside(self, forward=next)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size, and what the page needs."""
        grown = event.type() == QEvent.Type.LayoutRequest and watched is not self._window
        if grown or (event.type() == QEvent.Type.Resize and watched is self._window):
            self._settle(grown=grown)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies under it and draw the card's ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), style.colour("#0b1118", 0.42))
        paint_floating(painter, QRectF(self._card.geometry()), style.scaled(16), 1.0)
        painter.end()

    def _inside(self) -> QWidget:
        """Return what the page scrolls, or the page where it does not."""
        return (self.page.widget() if isinstance(self.page, QScrollArea) else None) or self.page

    def _needed(self, width: int) -> int:
        """Return the height that shows the whole page in a width without scrolling."""
        inside = self._inside()
        layout = inside.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        tall = layout.totalHeightForWidth(width) if wraps else inside.sizeHint().height()  # type: ignore[union-attr]
        return tall + style.scaled(92)

    def _settle(self, *, grown: bool = False) -> None:
        self.setGeometry(self._window.rect())
        width = min(style.scaled(self._wanted[0]), self.width() - 32)
        height = min(style.scaled(self._wanted[1]), self._needed(width), self.height() - 32)
        middle = (self.height() - height) // 2
        # What a person has just pressed stays under the pointer when the page gets longer.
        top = min(self._card.y(), self.height() - height - 16) if grown else middle
        self._card.setGeometry((self.width() - width) // 2, top, width, height)
