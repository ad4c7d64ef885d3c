"""What a rule will make in the days to come, for a look before it is switched on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.duty.checklists.answers import today_of
from data.duty.rules.due import subject_key
from data.duty.rules.rule import Rule, asked_for
from data.store import Station


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many subjects a rule has, and how many fall due on each of the coming days; what is in hand then is not known yet."""

    subjects: int
    days: Sequence[tuple[date, int]]

    @property
    def total(self) -> int:
        """All that falls due in these days."""
        return sum(count for _, count in self.days)


def forecast(station: Station, rule: Rule, days: int = 14) -> Forecast:
    """Return what falls due from tomorrow on."""
    today = date.fromisoformat(today_of(station))
    records = station.read(asked_for(station, rule))
    counts: Counter[date] = Counter()
    last = today + timedelta(days=days)
    for record in records:
        key = subject_key(record)
        for number in range(max(0, rule.cycle.at(today)), max(0, rule.cycle.at(last)) + 1):
            due = rule.cycle.due(number, key)
            if today < due <= last:
                counts[due] += 1
    coming = [today + timedelta(days=n) for n in range(1, days + 1)]
    return Forecast(len(records), [(day, counts[day]) for day in coming])
