"""How long somebody must wait after failed sign-ins: longer each time, never for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

FREE = 2  # failures that cost nothing: everybody mistypes
FIRST = 5.0  # seconds after the next
LONGEST = 15 * 60.0  # seconds


def wait_after(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row: 5, 10, 20 ... up to a quarter of an hour."""
    if failures <= FREE:
        return 0.0
    return float(min(FIRST * 2.0 ** min(failures - FREE - 1, 30), LONGEST))


def left(failures: int, last: datetime | None, now: datetime) -> float:
    """Return the seconds that are still to be waited.

    A clock that was set back cannot make it longer than the delay itself.
    """
    if last is None:
        return 0.0
    gone = max(now - last, timedelta()).total_seconds()
    return max(wait_after(failures) - gone, 0.0)
