"""The frame of the panel beside the rail: one page at a time, made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from data import look
from data.i18n import tr
from widgets import style
from widgets.parts.button import IconButton
from widgets.parts.label import ElidedLabel
from widgets.rail import Rail

Factory = Callable[[], QWidget]


class SidePanel(QFrame):
    """Pages by key under a heading; hidden while none is shown.

    `folded` tells that the person closed it, `shown` which page is seen now.
    """

    folded = Signal()
    shown = Signal(str)  # key of the page that is shown now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what lies under it is painted without painting it again
        self._factories: dict[str, tuple[str, Factory]] = {}
        self._pages: dict[str, QWidget] = {}
        self._value = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        self.heading = ElidedLabel("", "heading")
        self.extras = QHBoxLayout()  # for buttons of the page shown
        column.addLayout(self._head())
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        self.hide()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 8, 2)
        row.addWidget(self.heading, 1)
        row.addLayout(self.extras)
        close = IconButton("chevron-left", tr("收起面板"), side=28)
        close.clicked.connect(self._fold)
        row.addWidget(close)
        return row

    def add_page(self, key: str, title: str, make: Factory) -> None:
        """Offer a page; ``make`` is called when it is shown first."""
        self._factories[key] = (title, make)

    def show_page(self, key: str) -> None:
        """Show a page, or fold the panel away for ""; keys that no page was added for change nothing."""
        if key and key not in self._factories:
            return
        self._value = key
        self.setVisible(bool(key))
        if key:
            self.heading.setText(self._factories[key][0])
            page = self._made(key)
            self._stack.setCurrentWidget(page)
            self._show_extras(getattr(page, "header_widgets", []))
            self.shown.emit(key)

    def page(self, key: str) -> QWidget | None:
        """Return a page if it was made already."""
        return self._pages.get(key)

    @property
    def value(self) -> str:
        """The key of the page shown; "" when folded away."""
        return self._value

    def follow(self, rail: Rail) -> None:
        """Do what the rail says, and tell it when the person folds the panel away."""
        rail.chosen.connect(self.show_page)
        self.folded.connect(lambda: rail.set_value(""))

    def dispose(self) -> None:
        """Let every page that was made close its subscriptions."""
        for page in self._pages.values():
            close = getattr(page, "dispose", None)
            if close is not None:
                close()

    def sizeHint(self) -> QSize:
        """Return the panel's width at the font scale in use."""
        return QSize(style.scaled(look.size("space", "panel")), 400)

    def minimumSizeHint(self) -> QSize:
        """Return the same width; height may shrink."""
        return QSize(self.sizeHint().width(), 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc folds it away."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._fold()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hair line at the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.colour("panel"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), style.colour("line"))
        painter.end()

    def _show_extras(self, wanted: list[QWidget]) -> None:
        """Show a page's own buttons beside the heading."""
        for i in reversed(range(self.extras.count())):
            item = self.extras.takeAt(i)
            before = item.widget() if item else None
            if before is not None:
                before.hide()
        for widget in wanted:
            self.extras.addWidget(widget)
            widget.show()

    def _fold(self) -> None:
        self.show_page("")
        self.folded.emit()

    def _made(self, key: str) -> QWidget:
        if key not in self._pages:
            page = self._factories[key][1]()
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]
