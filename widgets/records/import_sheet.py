"""The page of the import, laid over the window; closing hides it and keeps what was begun."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPixmap, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from data.i18n import tr
from widgets import style
from widgets.records.import_window import ImportWindow
from widgets.sheet import RADIUS, Cover

MARGIN = 24
WIDEST = 1720


class ImportSheet(Cover):
    """Shows the page as large as it is useful, over a picture of the window as it was.

    Under a translucent widget Qt paints everything anew for every word that changes, and beside an OpenGL view puts the
    whole window together anew. This one lets nothing shine through and has a surface of its own: what changes on it is
    painted alone, and the window stays quick while long work is told. What is to be seen over it must lie on it (`opened`,
    `closed`); the keyboard going elsewhere puts it away.
    """

    page: ImportWindow

    def __init__(self, window: QWidget, page: ImportWindow) -> None:
        self._behind: list[tuple[QRect, QPixmap]] = []
        super().__init__(window, tr("导入"), page)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def open_sheet(self) -> None:
        """Show it, the keyboard on its page."""
        if self.isHidden() and self._window.isVisible():
            self._behind = self._looked_at()
        self.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)  # from the first showing on: the page is made long before
        super().open_sheet()
        self.page.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Watch where the keyboard goes."""
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the picture."""
        QApplication.instance().focusChanged.disconnect(self._focus_moved)  # type: ignore[union-attr]
        self._behind = []
        super().hideEvent(event)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A command for what lies under it (the search, the map) puts it away."""
        if now is not None and now.window() is self.window() and now is not self and not self.isAncestorOf(now):
            self._before = None
            self.close_sheet()

    def _dim(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), style.colour("page"))
        for strip, picture in self._behind:
            painter.drawPixmap(strip, picture)
        super()._dim(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A window of another size does not look as it was."""
        if self.isVisible():
            self._behind = []
        super().resizeEvent(event)

    def _looked_at(self) -> list[tuple[QRect, QPixmap]]:
        """Return pictures of what stays in sight beside the card, and where they lie; empty where programs may not look.

        To take one of the whole window would be felt.
        """
        self._settle()
        round_off = style.scaled(RADIUS)
        card = self._card.geometry().adjusted(round_off, round_off, -round_off, -round_off)
        beside = QRegion(self.rect()).subtracted(QRegion(card))
        screen, window = self._window.screen(), self._window.winId()
        return [(part, screen.grabWindow(window, part.x(), part.y(), part.width(), part.height())) for part in beside]  # type: ignore[attr-defined]  # the stubs lack its iterator

    def _place(self) -> QRect:
        width = min(style.scaled(WIDEST), self.width() - 2 * MARGIN)
        return QRect((self.width() - width) // 2, MARGIN, width, self.height() - 2 * MARGIN)
