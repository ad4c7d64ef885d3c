"""A page laid over the window, in place of a dialog: settings, shortcuts, lists to write, the import."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from data.i18n import tr
from widgets import style
from widgets.keyboard import next_inside
from widgets.parts.button import IconButton
from widgets.parts.card import paint_floating
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller

RADIUS = 16
INSET = 5  # pixels from the card's edge at which a rectangle lies inside its round corners


class Cover(QWidget):
    """Dims the window and shows a page on a card; Esc and the cross close it (`closed`)."""

    opened = Signal()
    closed = Signal()

    def __init__(self, window: QWidget, title: str, page: QWidget) -> None:
        super().__init__(window)
        self._window, self.page = window, page
        self._before: QWidget | None = None  # had the keyboard, and gets it back
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self._card = QFrame(self)
        around = QVBoxLayout(self._card)
        around.setContentsMargins(INSET, INSET, INSET, INSET)
        ground = _ground()
        around.addWidget(ground)
        box = QVBoxLayout(ground)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._make_head(title))
        box.addWidget(page, 1)
        self.hide()
        window.installEventFilter(self)

    def _make_head(self, title: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(24 - INSET, 16 - INSET, 16 - INSET, 8)
        head.addWidget(Label(title, "title"), 1)
        close = IconButton("close", tr("关闭"))
        close.clicked.connect(self.close_sheet)
        head.addWidget(close)
        return head

    def open_sheet(self) -> None:
        """Show it over everything."""
        if self.isHidden():
            self._before = self._window.focusWidget()
        self._settle()
        self.show()
        self.raise_()
        self.setFocus()
        self.opened.emit()

    def close_sheet(self) -> None:
        """Take the sheet away."""
        if self.isHidden():
            return
        self.hide()
        self.closed.emit()
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; no other key reaches what lies under it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep the keyboard on the sheet."""
        return next_inside(self, forward=next)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._settle()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies under it and draw the card's ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._dim(painter)
        paint_floating(painter, QRectF(self._card.geometry()), style.scaled(RADIUS), 1.0)
        painter.end()

    def _dim(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), style.colour("#0b1118", 0.42))

    def _settle(self) -> None:
        self.setGeometry(self._window.rect())
        place = self._place()
        if place != self._card.geometry():
            self._card.setGeometry(place)
            self.update()  # the shadow lies beside the card, and would stay where it was

    @property
    def place(self) -> QRect:
        """Where the card lies on the cover now."""
        return self._card.geometry()

    def _place(self) -> QRect:
        """Return where the card is to lie."""
        raise NotImplementedError


class Sheet(Cover):
    """A cover that opens at once, as tall as its page needs; a click beside the card closes it too, and then it is gone."""

    def __init__(self, window: QWidget, title: str, page: QWidget, *, width: int = 720, height: int = 620) -> None:
        super().__init__(window, title, page)
        self._wanted = (width, height)
        self._grown = False  # whether its page got longer since the window had another size
        if isinstance(page, Scroller):
            page.column.setContentsMargins(24 - INSET, 0, 24 - INSET, 16)
        elif (layout := page.layout()) is not None:  # what it says stands under the title
            layout.setContentsMargins(24 - INSET, min(layout.contentsMargins().top(), 4), 24 - INSET, 16)
        self._inside().installEventFilter(self)
        self.closed.connect(self.deleteLater)
        self.open_sheet()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what the page needs as well."""
        self._grown = event.type() == QEvent.Type.LayoutRequest and watched is not self._window
        if self._grown:
            self._settle()
        return super().eventFilter(watched, event)

    def _inside(self) -> QWidget:
        """Return what the page scrolls, or the page where it does not."""
        return (self.page.widget() if isinstance(self.page, QScrollArea) else None) or self.page

    def _needed(self, width: int) -> int:
        """Return the height that shows the whole page in a width without scrolling."""
        inside = self._inside()
        layout = inside.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        tall = layout.totalHeightForWidth(width - 2 * INSET) if wraps else inside.sizeHint().height()  # type: ignore[union-attr]
        return tall + style.scaled(70)

    def _place(self) -> QRect:
        width = min(style.scaled(self._wanted[0]), self.width() - 32)
        height = min(style.scaled(self._wanted[1]), self._needed(width), self.height() - 32)
        middle = (self.height() - height) // 2
        # What a person has just pressed stays under the pointer when the page gets longer.
        top = min(self._card.y(), self.height() - height - 16) if self._grown else middle
        return QRect((self.width() - width) // 2, top, width, height)


def _ground() -> QWidget:
    """Return a widget that Qt knows to cover all that lies under it, so that nothing there is painted anew with it."""
    made = QWidget()
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setAutoFillBackground(True)
    return made
