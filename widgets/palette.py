"""The command palette: every action by a few letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

import shiboken6
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from data.i18n import tr
from widgets import icons, style
from widgets.palette_match import Entry, likely, ranked
from widgets.parts.card import SHADOW, FloatingCard, Line
from widgets.parts.label import Label

__all__ = ["Entry", "Palette", "key_text"]

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole


class Palette(FloatingCard):
    """Laid over the upper middle of a window; `chosen` emits the id of the command. Esc or a click elsewhere closes it."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, radius=14, opacity=1.0)
        self._window = window
        self._entries: list[Entry] = []
        self._recent: list[str] = []
        self._before: QWidget | None = None  # had the keyboard, and gets it back
        self.edit = QLineEdit()
        self.edit.setProperty("role", "large")
        self.edit.setPlaceholderText(tr("要做什么？输入中文、拼音首字母或英文"))
        self.edit.setAccessibleName(tr("命令"))
        self.edit.textChanged.connect(self._filter)
        self.edit.installEventFilter(self)
        self.list = _List(self)
        self.list.clicked.connect(lambda index: self._choose(index.data(ENTRY)))
        self.nothing = Label(tr("没有这样的命令"), "quiet")
        self.nothing.setContentsMargins(16, 12, 16, 16)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(4)
        for widget in (self.edit, Line(), self.nothing, self.list):
            column.addWidget(widget)
        self.hide()

    def lie_over(self, window: QWidget) -> None:
        """Open over another widget from now on: the window, or a page that covers it."""
        self._window = window
        self.setParent(window)

    def open(self, entries: Iterable[Entry]) -> None:
        """Show the palette with these commands, those used last on top."""
        if not self.isVisible():
            self._before = self._window.focusWidget()
        known = {entry.id: entry for entry in entries}
        first = [known[id] for id in self._recent if id in known]
        self._entries = [*first, *(entry for entry in known.values() if entry.id not in self._recent)]
        self.edit.clear()
        self._filter("")
        self.settle()
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shown(self) -> list[Entry]:
        """Return the commands on the list, best first."""
        return list(self.list.lines.entries)

    def settle(self) -> None:
        """Lie over the upper middle of the window."""
        width = min(style.scaled(600) + 2 * SHADOW, self._window.width() - 16)
        lines = max(len(self.list.lines.entries), 1) * style.scaled(38)
        tall = min(self.edit.sizeHint().height() + lines + 36 + 2 * SHADOW, style.scaled(460), self._window.height() - 80)
        self.setGeometry((self._window.width() - width) // 2, min(style.scaled(84), self._window.height() // 8), width, tall)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move through the list, and close when the palette is left."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(event)
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._close()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks beside the lines from what lies under it."""
        event.accept()

    def _key_pressed(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        key = Qt.Key(event.key())
        if key in steps:
            self.list.step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex().data(ENTRY) if self.list.currentIndex().isValid() else None)
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True

    def _filter(self, typed: str) -> None:
        found = ranked(self._entries, typed)
        self.list.lines.show(found)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        meant = bool(found) and likely(found[0], typed)
        self.list.setCurrentIndex(self.list.lines.index(0, 0) if meant else QModelIndex())
        self.settle()

    def _choose(self, entry: Entry | None) -> None:
        if entry is None or not entry.enabled:
            return
        self._recent = [entry.id, *(id for id in self._recent if id != entry.id)][:5]
        self._close()
        self.chosen.emit(entry.id)

    def _close(self) -> None:
        held, before = self.edit.hasFocus(), self._before
        self._before = None
        self.hide()
        if held and before is not None and shiboken6.isValid(before):
            before.setFocus()
        self.closed.emit()


class _Lines(QAbstractListModel):
    """The commands on the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        return entry.title if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable if self.entries[index.row()].enabled else Qt.ItemFlag.ItemIsSelectable


class _List(QListView):
    """The list of commands."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = _Lines(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entered.connect(self.setCurrentIndex)

    def step(self, by: int) -> None:
        """Go up or down; one step beyond an end goes to the other end."""
        count = len(self.lines.entries)
        if not count:
            return
        row = self.currentIndex().row()
        at = (max(row, 0) if by < 0 else row) + by
        at = at % count if abs(by) == 1 else min(max(at, 0), count - 1)
        self.setCurrentIndex(self.lines.index(at, 0))


class _Painter(QStyledItemDelegate):
    """Draws a command: icon, title, group, shortcut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, style.scaled(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("accent_soft"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 8, 8)
        ink = "text" if entry.enabled else "quiet"
        side = style.scaled(18)
        spot = QRectF(box.left() + 12, box.center().y() - side / 2, side, side)
        icons.paint(painter, entry.icon or "chevron-right", spot, "quiet")
        room = box.adjusted(style.scaled(42), 0, -12, 0)
        room.setRight(_paint_keys(painter, room, key_text(entry.shortcut)) - 12)
        painter.setFont(style.font(14))
        painter.setPen(style.colour(ink))
        metrics = QFontMetrics(painter.font())
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        room.setLeft(room.left() + metrics.horizontalAdvance(entry.title) + 12)
        painter.setFont(style.font(12))
        painter.setPen(style.colour("quiet"))
        if room.width() > QFontMetrics(painter.font()).horizontalAdvance(entry.group):
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, entry.group)
        painter.restore()


def _paint_keys(painter: QPainter, room: QRect, keys: str) -> int:
    """Draw keys as caps at the right and return where they begin."""
    right = room.right()
    painter.setFont(style.font(11, QFont.Weight.Medium))
    metrics = QFontMetrics(painter.font())
    for key in reversed(keys.split(" ") if keys else []):
        width = max(metrics.horizontalAdvance(key) + 10, style.scaled(20))
        cap = QRectF(right - width, room.center().y() - style.scaled(10), width, style.scaled(20))
        painter.setPen(style.colour("line"))
        painter.setBrush(style.colour("page"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(style.colour("quiet"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        right -= width + 4
    return right


def key_text(shortcut: str) -> str:
    """Return the keys of a shortcut with a space between: "Ctrl Shift P"; of several the first."""
    first = shortcut.split(", ", maxsplit=1)[0].strip()
    *held, key = re.split(r"\+(?=.)", first)
    return " ".join((*held, key))
