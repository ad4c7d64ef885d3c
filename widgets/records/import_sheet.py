"""The page of the import, laid over the window; closing hides it and keeps what was begun."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from widgets import style
from widgets.keyboard import next_inside
from widgets.parts.button import IconButton
from widgets.parts.card import paint_floating
from widgets.parts.label import Label
from widgets.records.import_window import ImportWindow

MARGIN = 24
WIDEST = 1720


class ImportSheet(QWidget):
    """Dims the window and shows the page as large as it is useful; Esc or the cross hide it (`closed`)."""

    closed = Signal()

    def __init__(self, window: QWidget, page: ImportWindow) -> None:
        super().__init__(window)
        self._window, self.page = window, page
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("导入"))
        self._card = QFrame(self)
        box = QVBoxLayout(self._card)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(24, 14, 16, 8)
        head.addWidget(Label(tr("导入"), "title"), 1)
        close = IconButton("close", tr("关闭"))
        close.clicked.connect(self.close_sheet)
        head.addWidget(close)
        box.addLayout(head)
        box.addWidget(page, 1)
        window.installEventFilter(self)
        self.hide()

    def open_sheet(self) -> None:
        """Show it over everything."""
        if self.isHidden():
            self._before = self._window.focusWidget()
        self._settle()
        self.show()
        self.raise_()
        self.page.setFocus()

    def close_sheet(self) -> None:
        """Hide it; what was begun stays."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc hides it."""
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
        painter.fillRect(self.rect(), style.colour("#0b1118", 0.42))
        paint_floating(painter, QRectF(self._card.geometry()), style.scaled(16), 1.0)
        painter.end()

    def _settle(self) -> None:
        self.setGeometry(self._window.rect())
        width = min(style.scaled(WIDEST), self.width() - 2 * MARGIN)
        height = self.height() - 2 * MARGIN
        self._card.setGeometry((self.width() - width) // 2, MARGIN, width, height)
