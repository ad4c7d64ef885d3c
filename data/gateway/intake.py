"""From messages to batches: each is judged, sound positions wait in a queue with an end, what does not fit is counted."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from data.duty.forces.packing import Fix
from data.gateway.counts import Counts
from data.gateway.devices import Device, DeviceBook
from data.gateway.report import Judge, Report, fix_of

MOST_WAITING = 120_000  # positions between two batches; about 20 MB
MOST_A_SECOND = 9_000  # messages that are looked into; what a stream sends beyond waits, a datagram is dropped

SPARE = 10_000  # more than that, for what lies in the streams that are held back already


class Intake:
    """Used by the gateway's thread alone, but for `taken_out` and `heard`."""

    def __init__(self, judge: Judge, devices: DeviceBook, now: Callable[[], float]) -> None:
        self.counts = Counts()
        self.judge, self.devices = judge, devices
        self._now = now
        self._waiting: deque[Fix] = deque()
        self._second, self._looked_at = 0, 0
        self._heard: dict[int, float] = {}  # when each carrier was last heard of, by the clock of the station

    def room(self) -> bool:
        """Whether another message may be looked into in this second, and its position would fit; counts it."""
        second = int(time.monotonic())
        if second != self._second:
            self._second, self._looked_at = second, 0
        self._looked_at += 1
        return self._looked_at <= MOST_A_SECOND and len(self._waiting) < MOST_WAITING

    def drop(self) -> None:
        """Count a position that there was no room for."""
        self.counts.dropped += 1

    def device(self, token: str, sender: str, detail: str = "") -> Device | None:
        """Return who reports, or count the refusal and return None."""
        found = self.devices.find(token)
        if found is None:
            self.counts.refuse("token", sender, detail)
        elif not found.on:
            self.counts.refuse("off", sender, found.name)
            return None
        return found

    def take(self, device: Device, report: Report, source: str, sender: str) -> str:
        """Take a position, or count the refusal; returns why it was refused, "" where it was taken."""
        now = self._now()
        fault = self.judge.fault(report, now)
        if fault:
            self.counts.refuse(fault, sender, device.name)
            return fault
        if len(self._waiting) >= MOST_WAITING + SPARE:
            self.counts.dropped += 1
            return ""
        self._waiting.append(fix_of(report, device.carrier, source, now))
        self.counts.taken += 1
        self.counts.last_taken = self._heard[device.carrier] = now
        return ""

    def heard(self, seconds: float) -> int:
        """Return how many carriers sent a position within so many seconds; from any thread."""
        since = self._now() - seconds
        return sum(at >= since for at in list(self._heard.values()))

    @property
    def waiting(self) -> int:
        """How many positions wait."""
        return len(self._waiting)

    def taken_out(self, most: int) -> list[Fix]:
        """Return up to so many positions, oldest first, and forget them."""
        some = min(len(self._waiting), most)
        return [self._waiting.popleft() for _ in range(some)]
