"""What a layer's fields hold: the commonest values for filters and rules, and breaks between classes of numbers."""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING, Any

from data.query import Query

if TYPE_CHECKING:
    from data.store.station import Station

CLASSES = 5


def common_values(station: Station, kind: str, field: str, *, most: int = 12) -> list[str]:
    """Return the commonest values of a field, the commonest first. Not on the Qt thread."""
    tally = station.tally(Query(kind), field)
    ranked = sorted(((count, str(key[0])) for key, count in tally.items() if key[0] not in (None, "")), reverse=True)
    return [value for _, value in ranked[:most]]


def number_breaks(station: Station, kind: str, field: str, *, classes: int = CLASSES) -> list[float]:
    """Return round numbers between classes that hold about equally many records. Not on the Qt thread."""
    tally = sorted((float(key[0]), count) for key, count in station.tally(Query(kind), field).items() if key[0] is not None)
    total, passed = sum(count for _, count in tally), 0
    breaks: list[float] = []
    for value, count in tally:
        passed += count
        if len(breaks) < classes - 1 and passed >= total * (len(breaks) + 1) / classes and value < tally[-1][0]:
            breaks.append(_round(value))
    return sorted(set(breaks))


def values_for_rule(station: Station, kind: str, field: str) -> list[Any]:
    """Return what a rule on a field begins with: breaks of numbers, or the commonest words. Not on the Qt thread."""
    if station.kinds[kind].fields[field].type in ("int", "real"):
        return list(number_breaks(station, kind, field))
    return list(common_values(station, kind, field))


def _round(value: float) -> float:
    """Return a number with two figures, as people would choose it."""
    if value == 0:
        return 0.0
    return round(value, 1 - floor(log10(abs(value))))
