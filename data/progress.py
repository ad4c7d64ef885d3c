"""How long work tells how far it is, and learns that it should stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from data.errors import Cancelled


class Progress:
    """A handle shared by a job and whoever watches it; safe to use from any thread.

    ``listener`` is called with (done, total, what) on the job's thread; total 0 means unknown. With a ``pause`` of some
    seconds it is told no more often: to paint it anew costs the window more than the work between two reports.
    """

    def __init__(self, listener: Callable[[int, int, str], None] | None = None, *, pause: float = 0.0) -> None:
        self._listener = listener
        self._pause = pause
        self._next = 0.0  # when it may be told again
        self._stop = threading.Event()

    def report(self, done: int, total: int = 0, what: str = "") -> None:
        """Tell how far the work is, and raise `Cancelled` if it should stop."""
        self.check()
        if self._listener is None or (self._pause and time.monotonic() < self._next):
            return
        self._next = time.monotonic() + self._pause
        self._listener(done, total, what)

    def check(self) -> None:
        """Raise `Cancelled` if the person asked to stop."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether a stop was asked for."""
        return self._stop.is_set()
