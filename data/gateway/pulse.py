"""How the gateway does at the moment, for those who look at it in passing: who reports, how much, what is refused."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from data.gateway.counts import Counts

MINUTE = 60.0  # seconds
HEARD = 120.0  # seconds without a position after which a device counts as silent
REFUSED = 300.0  # seconds for which a refusal is pointed at


@dataclass(frozen=True, slots=True)
class Beat:
    """``state`` is "off", "open", "refusing", "dropping" or "stopped"; the numbers are of the last minute, refusals of five."""

    state: str
    devices: int = 0
    a_minute: int = 0
    refused: int = 0
    dropped: int = 0
    doors: str = ""
    trouble: str = ""


class Pulse:
    """Remembers the counters of the last minutes; ``now`` are seconds of any clock that only goes on."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int, int, int]] = deque()

    def feel(self, counts: Counts, devices: int, doors: str, now: float) -> Beat:
        """Return how an open gateway does."""
        self._seen.append((now, counts.taken, counts.all_refused, counts.dropped))
        while self._seen[0][0] < now - REFUSED:
            self._seen.popleft()
        first, minute = self._seen[0], next(s for s in self._seen if s[0] >= now - MINUTE)
        refused, dropped = counts.all_refused - first[2], counts.dropped - first[3]
        state = "dropping" if dropped else "refusing" if refused else "open"
        return Beat(state, devices, counts.taken - minute[1], refused, dropped, doors)

    def forget(self) -> None:
        """Begin anew, with the counters of another gateway."""
        self._seen.clear()
