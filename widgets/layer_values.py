"""The values that a text field has most often, for filters on fields without a code list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.query import Query

if TYPE_CHECKING:
    from data.store.station import Station


def common_values(station: Station, kind: str, field: str, *, most: int = 12) -> list[str]:
    """Return the commonest values of a field, the commonest first. Not on the Qt thread."""
    tally = station.tally(Query(kind), field)
    ranked = sorted(((count, str(key[0])) for key, count in tally.items() if key[0] not in (None, "")), reverse=True)
    return [value for _, value in ranked[:most]]
