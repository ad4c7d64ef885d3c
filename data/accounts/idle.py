"""How long nobody has touched the desk, and whether it is time to lock it."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.clock import Clock

MINUTES = 10  # until the desk is locked, unless a station says otherwise
CHOICES = (5, 10, 15, 30, 60)
SETTING = "lock_minutes"  # of the station: it is a rule of the house, and no officer's own choice


class Idle:
    """Counts from the last touch; a clock that was set back counts anew."""

    def __init__(self, clock: Clock, minutes: int = MINUTES) -> None:
        self._clock = clock
        self.minutes = minutes
        self._last: datetime = clock.now()

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._clock.now()

    @property
    def due(self) -> bool:
        """Whether nobody was there for so long that the desk is to be locked."""
        now = self._clock.now()
        self._last = min(self._last, now)
        return now - self._last >= timedelta(minutes=self.minutes)
