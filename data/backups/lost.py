"""What would be lost by going back to a backup: what was changed since it was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.backups.copies import Copy
from data.errors import NotAllowed, WatchroomError
from data.store import Station

MOST = 2000  # change sets that are looked into; more are said to be many


@dataclass(frozen=True, slots=True)
class Since:
    """``sets`` change sets were made since, the last one ``last`` (UTC as stored); ``kinds`` is changed records by kind.

    ``state`` is "same" (nothing was changed), "older", "foreign" (the backup does not lead to this file: it went another way
    since), "locked" (another passphrase), "broken" (it cannot be read), or "unknown" (the present file cannot).
    """

    state: str
    sets: int = 0
    records: int = 0
    kinds: Mapping[str, int] | None = None
    last: str = ""


def since(station: Station, copy: Copy) -> Since:
    """Return what a station holds that a backup does not."""
    sealed = station.copies.at(copy.path)
    try:
        tip, hash = sealed.base()
        if hash != station.copies.row_hash(tip):
            return Since("foreign")
    except NotAllowed:
        return Since("locked")
    except WatchroomError:
        return Since("broken")
    _, sets = station.news(tip, most=MOST)
    if not sets:
        return Since("same")
    kinds: dict[str, int] = {}
    for change in (c for s in sets for c in s.changes):
        kinds[change.kind] = kinds.get(change.kind, 0) + 1
    return Since("older", len(sets), sum(kinds.values()), kinds, sets[-1].at)
