"""How long a connection may be silent: one timer that is put off, however many messages come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Patience:
    """Calls ``over`` when the time that was allowed last has passed."""

    def __init__(self, over: Callable[[], None]) -> None:
        self._over = over
        self._until = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def last(self, seconds: float) -> None:
        """Allow so much time from now on."""
        loop = asyncio.get_running_loop()
        self._until = loop.time() + seconds
        if self._timer is None or self._timer.when() > self._until:
            self.end()
            self._timer = loop.call_at(self._until, self._look)

    def end(self) -> None:
        """Wait no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        loop, self._timer = asyncio.get_running_loop(), None
        if loop.time() < self._until:
            self._timer = loop.call_at(self._until, self._look)
        else:
            self._over()
