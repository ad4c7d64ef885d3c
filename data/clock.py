"""The one source of "now", and the one way that times are written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Whatever can tell the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the machine's present moment in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is set: for replay and tests."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self.moment

    def set(self, moment: datetime) -> None:
        """Move the clock."""
        self.moment = moment.astimezone(UTC)


def format_utc(moment: datetime) -> str:
    """Return the stored form of a moment: ``2026-11-21T13:47:00Z`` (UTC, whole seconds, sorts as text)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_utc(text: str) -> datetime:
    """Return the moment of a stored form.

    Raises
    ------
    ValueError
        If the text is not of the stored form.
    """
    if len(text) != len("2026-11-21T13:47:00Z") or text[4] + text[7] + text[10] + text[13] + text[16] + text[19] != "--T::Z":
        raise ValueError(text)
    return datetime.fromisoformat(text)
