"""When a recurring task falls due: cycles of days, weeks or months, spread over the subjects by where they stand.

Cycle k begins k periods after the first day. A subject's own day lies in each cycle at the same share of it. The share comes from
the number of the building (or, in the open, of the record) times the golden ratio, its whole part dropped: numbers that follow each
other are spread evenly over the period that way (Weyl's sequence), all of one building fall on one day, and a record that comes
later moves nobody else's day.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

GOLDEN = (5**0.5 - 1) / 2
UNITS = ("day", "week", "month")


@dataclass(frozen=True, slots=True)
class Cycle:
    """Every ``every`` units from a first day on; without ``spread`` all fall on the first day of each cycle."""

    every: int
    unit: str
    first: date
    spread: bool = True

    def start(self, number: int) -> date:
        """Return the day on which a cycle begins; the first one is number 0."""
        if self.unit == "month":
            return _months_on(self.first, number * self.every)
        return self.first + timedelta(days=number * self.every * (7 if self.unit == "week" else 1))

    def at(self, day: date) -> int:
        """Return the number of the cycle that a day lies in; negative before the first."""
        if self.unit == "month":
            months = (day.year - self.first.year) * 12 + day.month - self.first.month
            guess = months // self.every
            return guess if self.start(guess) <= day else guess - 1
        return (day - self.first).days // (self.every * (7 if self.unit == "week" else 1))

    def due(self, number: int, key: int) -> date:
        """Return the day of a subject in a cycle; ``key`` is the number of its building, or its own."""
        begin = self.start(number)
        if not self.spread:
            return begin
        return begin + timedelta(days=int(share(key) * (self.start(number + 1) - begin).days))

    def latest(self, key: int, since: date | None, until: date) -> int | None:
        """Return the newest cycle whose day for a subject lies after ``since`` and not after ``until``; None where none does.

        Days that were missed are not made up for more than once. Without ``since`` only the day ``until`` itself counts.
        """
        number = self.at(until)
        for one in (number, number - 1):
            if one < 0:
                continue
            day = self.due(one, key)
            if day <= until and (day > since if since is not None else day == until):
                return one
        return None


def share(key: int) -> float:
    """Return at which share of a period a number's day lies, from 0 to under 1."""
    return (key * GOLDEN) % 1.0


def _months_on(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
