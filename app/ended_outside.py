"""The program ended from outside: a computer that shuts down, a terminal that closes. It closes as it does by its window."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication, QDialog

SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name))
ENDED = "ended from outside"  # the application's property


class EndedOutside(QObject):
    """Hears what asks the process to end, until `close`, and closes the windows: what is open is kept as at any end.

    Python acts on a signal when it runs the next time, and while Qt waits for the mouse it does not run at all: so the signal's
    number is written to a socket that Qt listens to.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._before = {number: signal.signal(number, _heard) for number in SIGNALS}
        self._woken = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._end)

    def _end(self) -> None:
        if any(number in SIGNALS for number in self._read.recv(64)):
            app = QCoreApplication.instance()
            assert app is not None
            app.setProperty(ENDED, True)
            _answer_questions()
            app.quit()

    def close(self) -> None:
        """Hear nothing any more."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._woken)
        for number, before in self._before.items():
            signal.signal(number, before)
        self._read.close()
        self._write.close()
        self.setParent(None)
        self.deleteLater()


def _answer_questions() -> None:
    """Take away dialogs that want an answer before they close: nobody gives it, and one that refuses keeps the program."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            window.done(QDialog.DialogCode.Rejected)


def _heard(_number: int, _frame: object) -> None:
    """Nothing to do here: the socket tells Qt."""


def ended() -> bool:
    """Whether the program was asked to end; no window is opened any more."""
    app = QCoreApplication.instance()
    return app is not None and bool(app.property(ENDED))
