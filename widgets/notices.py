"""What the program tells the person: toasts at the corner of the window, and a list of all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.clock import Clock
from data.i18n import tr
from data.kinds.moments import zone_of
from data.workspace import Workspace
from widgets import icons, style
from widgets.background import Subscriptions
from widgets.parts.button import Button, IconButton
from widgets.parts.card import SHADOW, FloatingCard
from widgets.parts.empty import EmptyState
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller

LEVELS = ("info", "done", "warning", "error")
TINTS = {"info": "accent", "done": "calm", "warning": "soon", "error": "late"}
STAY_MS = {"info": 6000, "done": 6000}  # warnings and errors stay until the person closes them
MOST = 4
KEPT = 200


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing told; ``verb`` and ``act`` offer a way on or back (撤销)."""

    level: str
    sentence: str
    at: datetime
    verb: str = ""
    act: Callable[[], None] | None = None


def level_words() -> dict[str, str]:
    """Return the word of each level, said beside its sign."""
    return {"info": tr("提示"), "done": tr("完成"), "warning": tr("注意"), "error": tr("出错")}


class Notices(QObject):
    """Keeps what was told, shows it in toasts over ``window``, and counts what was not looked at."""

    unread_changed = Signal(int)
    told = Signal(object)

    def __init__(self, workspace: Workspace, clock: Clock, zone: str, window: QWidget) -> None:
        super().__init__(window)
        self.clock, self.zone = clock, zone
        self.all: list[Notice] = []
        self.unread = 0
        self.toasts = ToastStack(window)
        self._list: NoticeList | None = None
        self._subscriptions = Subscriptions(self)
        self._subscriptions.add(workspace.notice, self._heard)

    def tell(self, level: str, sentence: str, verb: str = "", act: Callable[[], None] | None = None) -> Notice:
        """Tell something: ``level`` is one of `LEVELS`; ``verb`` and ``act`` put a button on the toast."""
        if level not in LEVELS:
            raise ValueError(f"no such level: {level}")
        notice = Notice(level, sentence, self.clock.now(), verb, act)
        self.all = [notice, *self.all][:KEPT]
        self.toasts.add(notice)
        self._set_unread(self.unread + 1)
        self.told.emit(notice)
        return notice

    def _heard(self, level: str, sentence: str) -> None:
        self.tell(level, sentence)

    def offer_undo(self, sentence: str, undo: Callable[[], None]) -> Notice:
        """Tell that something is done and can be taken back."""
        return self.tell("done", sentence, tr("撤销"), undo)

    def toggle_list(self, below: QWidget) -> None:
        """Show the list of notices under a button, or take it away."""
        if self._list is not None and self._list.isVisible():
            self._list.hide()
            return
        if self._list is not None:
            self._list.deleteLater()
        self._set_unread(0)
        self._list = NoticeList(self.all, self.zone, below.window())
        self._list.lie_under(below)

    @property
    def list(self) -> NoticeList | None:
        """The list if it was opened."""
        return self._list

    def dispose(self) -> None:
        """Stop listening and take everything away."""
        self._subscriptions.close()
        self.toasts.clear()
        if self._list is not None:
            self._list.deleteLater()
            self._list = None

    def _set_unread(self, count: int) -> None:
        self.unread = count
        self.unread_changed.emit(count)


class ToastStack(QWidget):
    """The toasts, the newest lowest, at the lower right of the window above whatever lies there."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.margins = (0, 0, 16, 16)  # left, top, right, bottom to keep free
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.items: list[Toast] = []
        window.installEventFilter(self)
        self.hide()

    def keep_free(self, right: int, bottom: int) -> None:
        """Leave room at the right (the inspector) and at the bottom (the drawer), in pixels."""
        self.margins = (0, 0, right, bottom)
        self.settle()

    def add(self, notice: Notice) -> None:
        """Show a notice; the oldest gives way when there are too many."""
        toast = Toast(notice, self)
        toast.closed.connect(lambda: self._remove(toast))
        self.items.append(toast)
        self._column.addWidget(toast, 0, Qt.AlignmentFlag.AlignRight)
        while len(self.items) > MOST:
            self._remove(self.items[0])
        self.settle()  # before it is seen, so that it does not open under the pointer
        self.show()

    def clear(self) -> None:
        """Take all toasts away."""
        for toast in list(self.items):
            self._remove(toast)

    def settle(self) -> None:
        """Lie at the lower right of the window."""
        window = self._window
        width = min(style.scaled(400) + 2 * SHADOW, window.width())
        tall = sum(max(t.heightForWidth(width), t.sizeHint().height()) for t in self.items)
        tall = min(tall, window.height() - 60)
        self.setGeometry(window.width() - width - self.margins[2], window.height() - tall - self.margins[3], width, max(tall, 1))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.settle()
        return False

    def _remove(self, toast: Toast) -> None:
        if toast in self.items:
            self.items.remove(toast)
            self._column.removeWidget(toast)
            toast.hide()
            toast.deleteLater()
        self.setVisible(bool(self.items))
        self.settle()


class Toast(FloatingCard):
    """One notice over the window. Information goes by itself, but not while the pointer rests on it."""

    closed = Signal()

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent, radius=12, opacity=1.0)
        self.notice = notice
        self.setAccessibleName(f"{level_words()[notice.level]}：{notice.sentence}")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.closed)
        self._build()
        self._start()

    def _build(self) -> None:
        notice = self.notice
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 8, 10)
        row.setSpacing(10)
        row.addWidget(LevelSign(notice.level), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(level_words()[notice.level], "strong"))
        words.addWidget(Label(notice.sentence, "", wrap=True))
        if notice.act is not None:
            button = Button(notice.verb, "link", "undo" if notice.verb == tr("撤销") else "")
            button.clicked.connect(self._act)
            words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        close = IconButton("close", tr("关闭"), side=28)
        close.clicked.connect(self.closed)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setFixedWidth(style.scaled(400) + 2 * SHADOW)

    def enterEvent(self, event: object) -> None:
        """Stay while the pointer is here."""
        self._timer.stop()

    def leaveEvent(self, event: object) -> None:
        """Go on counting."""
        self._start()

    def _start(self) -> None:
        stay = STAY_MS.get(self.notice.level)
        if stay is not None:
            self._timer.start(stay * 2 if self.notice.act else stay)

    def _act(self) -> None:
        act = self.notice.act
        self.closed.emit()
        if act is not None:
            act()


class LevelSign(QWidget):
    """The sign of a level; its shape tells as much as its colour."""

    def __init__(self, level: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self.setAccessibleName(level_words()[level])

    def sizeHint(self) -> QSize:
        """Return the size of the sign."""
        return QSize(style.scaled(20), style.scaled(20))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        side = style.scaled(20)
        icons.paint(painter, self._level, QRectF(0, (self.height() - side) / 2, side, side), TINTS[self._level])
        painter.end()


class NoticeList(FloatingCard):
    """Everything that was told, the newest first."""

    def __init__(self, notices: list[Notice], zone: str, parent: QWidget) -> None:
        super().__init__(parent, radius=12, opacity=1.0)
        self._window = parent
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        heading = Label(tr("通知"), "heading")
        heading.setContentsMargins(16, 6, 16, 4)
        column.addWidget(heading)
        scroller = Scroller(margin=8, gap=2)
        scroller.column.setContentsMargins(8, 0, 8, 4)
        for notice in notices:
            scroller.column.addWidget(_line(notice, zone))
        if not notices:
            scroller.column.addWidget(EmptyState("bell", tr("没有通知"), tr("任务到期、导入结果和出错都会在这里。")))
        scroller.column.addStretch()
        column.addWidget(scroller)

    def lie_under(self, button: QWidget) -> None:
        """Open under a button, inside the window."""
        window = self._window
        width, tall = min(style.scaled(400), window.width()), min(style.scaled(460), window.height() - 70)
        corner = button.mapTo(window, button.rect().bottomRight())
        left = max(min(corner.x() - width + SHADOW + 8, window.width() - width), 0)
        self.setGeometry(left, corner.y() + 2, width, tall)
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: object) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.hide()

    def focusOutEvent(self, event: object) -> None:
        """Close when the person goes elsewhere."""
        self.hide()


def _line(notice: Notice, zone: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(8, 8, 8, 8)
    row.setSpacing(10)
    row.addWidget(LevelSign(notice.level), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(notice.sentence, "", wrap=True), 1)
    row.addWidget(Label(notice.at.astimezone(zone_of(zone)).strftime("%H:%M"), "small"), 0, Qt.AlignmentFlag.AlignTop)
    return line
