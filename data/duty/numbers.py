"""Running numbers of a day for tasks, disputes, hazards and visit lists: ``RW20261121-003``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from data.kinds.moments import zone_of
from data.query import Query, Where
from data.store import Station


def next_number(station: Station, kind: str, prefix: str, ahead: int = 0) -> str:
    """Return the next number of the day in the station's zone, or the one ``ahead`` places later."""
    day, serial = _last(station, kind, prefix)
    return f"{day}{serial + 1 + ahead:03d}"


def coming_numbers(station: Station, kind: str, prefix: str) -> Iterator[str]:
    """Yield the next numbers of the day one after the other; the station is asked once."""
    day, serial = _last(station, kind, prefix)
    return (f"{day}{n:03d}" for n in count(serial + 1))


def _last(station: Station, kind: str, prefix: str) -> tuple[str, int]:
    day = f"{prefix}{station.clock.now().astimezone(zone_of(station.zone)):%Y%m%d}-"
    query = Query(kind, (Where("number", ">=", day), Where("number", "<", f"{day}~")))
    taken = station.columns(query, ("number",))["number"]
    return day, max((int(n[len(day) :]) for n in taken if n[len(day) :].isdigit()), default=0)
