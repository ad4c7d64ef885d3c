"""Whether the computer's clock was set while the program ran: told against a clock that nobody can set."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from data.clock import Clock

LARGE = 60.0  # seconds; less is the network's time service at work


def steady() -> float:
    """Return seconds that pass evenly, sleep of the computer included where the system counts it."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boot) if boot is not None else time.monotonic()


class ClockJumps:
    """Compares two clocks from one look to the next."""

    def __init__(self, clock: Clock, steady: Callable[[], float] = steady, *, counts_sleep: bool | None = None) -> None:
        self._clock, self._steady = clock, steady
        self._counts_sleep = hasattr(time, "CLOCK_BOOTTIME") if counts_sleep is None else counts_sleep
        self._last = (clock.now(), steady())

    def look(self) -> float:
        """Return by how many seconds the clock was set since the last look: below 0 for back, 0 for not at all.

        Where the steady clock rests while the computer sleeps, a clock that is ahead says nothing.
        """
        before, self._last = self._last, (self._clock.now(), self._steady())
        jump = (self._last[0] - before[0]).total_seconds() - (self._last[1] - before[1])
        if abs(jump) < LARGE or (jump > 0 and not self._counts_sleep):
            return 0.0
        return jump


def behind(last: datetime, now: datetime) -> float:
    """Return by how many seconds a clock is behind the last moment that was written, 0 where it is not: it may be wrong."""
    gap = (last - now).total_seconds()
    return gap if gap > LARGE else 0.0
