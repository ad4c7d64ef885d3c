"""What the program tells the person: kept, shown in toasts, counted until it was looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from data.clock import Clock
from data.i18n import tr
from data.workspace import Workspace
from widgets.background import Subscriptions
from widgets.notice import LEVELS, Notice
from widgets.notice_list import NoticeList
from widgets.notice_toasts import ToastStack

KEPT = 200


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

    def forget(self) -> None:
        """Let go of all that was told: somebody else sits at the desk."""
        self.all = []
        self.toasts.clear()
        if self._list is not None:
            self._list.deleteLater()
            self._list = None
        self._set_unread(0)

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
