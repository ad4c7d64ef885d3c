"""What covers the whole window while nobody may see it: nothing shines through, and no key reaches what lies under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from data.store.station import Station
from widgets import style
from widgets.clock_face import ClockFace
from widgets.keyboard import next_inside
from widgets.parts.button import Button
from widgets.parts.card import Card
from widgets.parts.label import Label
from widgets.parts.segmented import Segmented

WIDE = 540  # unscaled pixels of the card


class LockCover(QWidget):
    """Lies over a window with one page on a card: `show_page`. ``languages`` offers to switch (it makes the window anew)."""

    language_chosen = Signal(object)
    quit_wanted = Signal()

    def __init__(self, window: QWidget, station: Station, *, language: str = "") -> None:
        super().__init__(window)
        self._window = window
        self.page: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)  # the import has a surface of its own, and would lie over it
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("请登录"))
        self.card = Card(self, margin=style.scaled(36))
        self.card.setFixedWidth(style.scaled(WIDE))
        self._build(station, language)
        window.installEventFilter(self)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # keys of menus, see `eventFilter`

    def _build(self, station: Station, language: str) -> None:
        top = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(Label(tr("值班一张图"), "product"))
        names.addWidget(Label(station.name, "quiet"))
        top.addLayout(names, 1)
        top.addWidget(ClockFace(station.clock, station.zone), 0, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        if language:
            choice = Segmented([("zh", "中文"), ("en", "English")], language)
            choice.chosen.connect(self.language_chosen)
            below.addWidget(choice)
        below.addStretch(1)
        leave = Button(tr("退出程序"), "ghost", "quit")
        leave.clicked.connect(self.quit_wanted)
        below.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[style.scaled(28)] * 4)
        column.addLayout(top)
        column.addStretch(2)
        column.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        column.addLayout(below)

    def show_page(self, page: QWidget) -> None:
        """Show a page with a `take_focus` in place of the one before."""
        if self.page is not None:
            self.page.hide()
            self.page.deleteLater()
        self.page = page
        self.card.body.addWidget(page)
        self.cover()
        self._fit()

    def _fit(self) -> None:
        """Make the card as tall as its words need at its width."""
        self.card.setFixedHeight(self.card.body.totalHeightForWidth(self.card.width()))

    def cover(self) -> None:
        """Lie over the whole window, with the keyboard on the page."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard on the page."""
        take = getattr(self.page, "take_focus", None)
        if take is not None:
            take()

    def uncover(self) -> None:
        """Go away for good."""
        self.dispose()
        self.hide()
        self.deleteLater()

    def dispose(self) -> None:
        """Stop listening."""
        self._window.removeEventFilter(self)
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard on: a click beside the card must not take it from the password."""
        super().focusInEvent(event)
        self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key goes on to what lies under it."""
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep the keyboard here."""
        return next_inside(self, forward=next)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size, keep the keyboard, and take away the keys of menus and buttons under it."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        if watched is self.page and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        if event.type() == QEvent.Type.Shortcut and self.isVisible():
            return not (isinstance(watched, QWidget) and self.isAncestorOf(watched))
        if event.type() == QEvent.Type.FocusIn and self.isVisible() and isinstance(watched, QWidget) and self._strays(watched):
            self.take_focus()
        return False

    def _strays(self, widget: QWidget) -> bool:
        mine = widget in (self, self._window) or self.isAncestorOf(widget)
        return widget.window() is self._window and not mine

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a calm ground; nothing of the map shines through."""
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), style.colour("page"))
        painter.end()
