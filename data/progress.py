"""How long work tells how far it is, and learns that it should stop."""

from __future__ import annotations

import threading
from collections.abc import Callable

from data.errors import Cancelled


class Progress:
    """A handle shared by a job and whoever watches it; safe to use from any thread.

    ``listener`` is called with (done, total, what) on the job's thread; total 0 means unknown.
    """

    def __init__(self, listener: Callable[[int, int, str], None] | None = None) -> None:
        self._listener = listener
        self._stop = threading.Event()

    def report(self, done: int, total: int = 0, what: str = "") -> None:
        """Tell how far the work is, and raise `Cancelled` if it should stop."""
        self.check()
        if self._listener is not None:
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
