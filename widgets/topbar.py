"""The bar at the top: whose map this is, the one search box, work under way, notices, shift and clock."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QStackedWidget, QWidget

from data import look
from data.i18n import tr
from data.store.station import Station
from data.workspace import Workspace
from widgets import background, icons, style
from widgets.clock_face import ClockFace
from widgets.jobs_view import JobsView
from widgets.parts.badge import CountBadge
from widgets.parts.button import Button, IconButton, focus_ring
from widgets.parts.hint import plain_hint
from widgets.parts.label import ElidedLabel, Label
from widgets.search_bar import SearchBar


class TopBar(QFrame):
    """The top bar. ``shortcuts`` False leaves Ctrl+F to the program's commands."""

    bell_pressed = Signal()

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None, *, shortcuts: bool = True) -> None:
        super().__init__(parent)
        self.station, self.workspace = station, workspace
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search = SearchBar(station, workspace, shortcut=shortcuts)
        self.jobs = JobsView()
        self.bell = Bell()
        self.bell.clicked.connect(self.bell_pressed)
        self.shift = Shift(station)
        self.clock = ClockFace(station.clock, station.zone)
        self.menu_button = IconButton("menu", tr("菜单"), side=36)
        self.menu_button.clicked.connect(self._open_menu)
        self._menu: QMenu | None = None
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 1)
        row.setSpacing(0)
        row.addWidget(self._names(), 11)
        row.addWidget(self.search, 12)
        row.addWidget(self._right(), 11)

    def _names(self) -> QWidget:
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(10)
        row.addWidget(Label(tr("值班一张图"), "product"))
        row.addWidget(ElidedLabel(self.station.name, "quiet"), 1)
        return side

    def _right(self) -> QWidget:
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(style.scaled(10))
        row.addStretch(1)
        row.addWidget(self.jobs, 100)
        self._signs = row
        for widget in (self.bell, self.shift, self.clock, self.menu_button):
            row.addWidget(widget)
        return side

    def add_sign(self, sign: QWidget) -> None:
        """Put something that tells how a part of the program does before the bell."""
        self._signs.insertWidget(self._signs.indexOf(self.bell), sign)

    def set_menu(self, menu: QMenu) -> None:
        """Take the menu that the last button opens."""
        self._menu = menu

    def dispose(self) -> None:
        """Stop waiting for answers."""
        self.search.dispose()
        background.forget(self.shift)

    def sizeHint(self) -> QSize:
        """Return the bar's height at the font scale in use."""
        return QSize(1200, max(style.scaled(look.size("space", "top")), 44))

    def minimumSizeHint(self) -> QSize:
        """Return a width at which nothing is cut."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hair line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.colour("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, style.colour("line"))
        painter.end()

    def _open_menu(self) -> None:
        if self._menu is not None:
            left = self.menu_button.width() - self._menu.sizeHint().width()
            self._menu.popup(self.menu_button.mapToGlobal(QPoint(left, self.menu_button.height() + 4)))


class Bell(QAbstractButton):
    """The bell with the number of notices that were not looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._badge = CountBadge(0, parent=self)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many notices were not looked at."""
        self._badge.set_count(count)
        words = tr("通知，{count} 条未看", count=count) if count else tr("通知")
        self.setToolTip(plain_hint(words))
        self.setAccessibleName(words)
        self.updateGeometry()
        self._place()

    @property
    def count(self) -> int:
        """The number shown."""
        return self._badge.count

    def sizeHint(self) -> QSize:
        """Return room for bell and number."""
        more = self._badge.sizeHint().width() - style.scaled(6) if self._badge.count else 0
        return QSize(style.scaled(36) + max(more, 0), style.scaled(36))

    minimumSizeHint = sizeHint

    def resizeEvent(self, event: object) -> None:
        """Keep the number at the bell's shoulder."""
        self._place()

    def _place(self) -> None:
        size = self._badge.sizeHint()
        top = (self.height() - size.height()) // 2 - style.scaled(4)
        self._badge.setGeometry(style.scaled(22), top, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, focus ring and bell."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("hover"))
            painter.drawRoundedRect(box, style.scaled(8), style.scaled(8))
        if self.hasFocus():
            focus_ring(painter, box, style.scaled(8))
        side = style.scaled(20)
        spot = QRectF(style.scaled(8), (self.height() - side) / 2, side, side)
        icons.paint(painter, "bell", spot, "text" if self.underMouse() else "quiet")
        painter.end()


class Shift(QStackedWidget):
    """The shift on duty; a click turns it into a line to type in, Enter keeps it in the station file."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.station = station
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text = ""
        self.button = Button("", "link")
        self.button.clicked.connect(self.edit)
        self.line = _ShiftLine()
        self.line.left.connect(self._leave)
        self.line.setMaxLength(24)
        self.line.setPlaceholderText(tr("例：夜班 B 组"))
        self.line.setAccessibleName(tr("当班"))
        self.line.editingFinished.connect(self._keep)
        self.addWidget(self.button)
        self.addWidget(self.line)
        self.show_text("")
        background.ask(self, station, lambda: station.setting("shift", ""), lambda text: self.show_text(str(text or "")), "read")

    @property
    def text(self) -> str:
        """The shift as it is kept."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show a shift."""
        self._text = text
        self.button.set_role("ghost" if text else "link")  # as long as there is nothing to read, it looks like what it asks for
        self.button.setText(tr("值班：{shift}", shift=text) if text else tr("填写当班班组"))
        self.button.setToolTip(tr("点一下修改当班班组"))
        self.updateGeometry()

    def edit(self) -> None:
        """Let the person type."""
        self.line.setText(self._text)
        self.setCurrentWidget(self.line)
        self.line.setFocus()
        self.line.selectAll()

    def sizeHint(self) -> QSize:
        """Return room for the words, whichever of the two is shown."""
        words = QFontMetrics(style.font(14, QFont.Weight.Normal)).horizontalAdvance(self.button.text()) + style.scaled(24)
        return QSize(max(words, style.scaled(150)) if self.currentWidget() is self.line else words, style.scaled(36))

    minimumSizeHint = sizeHint

    def _leave(self) -> None:
        self.setCurrentWidget(self.button)
        self.button.setFocus()

    def _keep(self) -> None:
        if self.currentWidget() is not self.line:
            return
        self.setCurrentWidget(self.button)
        text = self.line.text().strip()
        if text == self._text:
            return
        station = self.station
        background.write(self, station, lambda: station.set_setting("shift", text), lambda _: self.show_text(text))


class _ShiftLine(QLineEdit):
    """The line to type the shift in; Esc leaves it as it was."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
