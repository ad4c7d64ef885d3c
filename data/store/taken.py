"""What one person took out or uncovered lately, from the journal's own entries: many small acts are as much as one large one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlcipher3.dbapi2 import Connection

from data.kinds import Kinds
from data.store import journal, meta

ACTS = ("export", "reveal", "approve")
BEFORE = "SELECT entry, body FROM _journal WHERE action = 'begin' AND entry <= ? ORDER BY entry DESC LIMIT 1"
READ = (
    "SELECT n.action, n.kind, n.record, n.count, n.body, b.body FROM _journal n JOIN _journal b ON b.entry = n.batch "
    f"WHERE n.entry >= ? AND n.action IN ({', '.join('?' * len(ACTS))}) ORDER BY n.entry"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """Records (kind, id) with something personal: those that left in lists, and those of which covered values were shown."""

    listed: set[tuple[str, int]] = field(default_factory=set)
    uncovered: set[tuple[str, int]] = field(default_factory=set)


def taken(connection: Connection, kinds: Kinds, who: str, since: str) -> Taken:
    """Return what somebody took since a moment (UTC as stored), but for what a second person agreed to.

    With each agreement the count of such acts begins anew: whoever agreed knew of it. One to an erasing says nothing of either.
    """
    found = Taken()
    for act, kind, ids, said, by in _acts(connection, since):
        if act == "approve":
            if said.get("asked_by") == who and said.get("act") != "erase":
                (found.listed if said.get("act") == "export" else found.uncovered).clear()
        elif by == who and not said.get("second") and kinds.knows(kind) and kinds[kind].personal:
            (found.listed if act == "export" else found.uncovered).update((kind, id) for id in ids if id)
    return found


def _acts(connection: Connection, since: str) -> Iterator[tuple[str, str, Collection[int], dict[str, Any], str]]:
    """Yield act, kind, records, what is said of them, and by whom, oldest first."""
    for act, kind, record, count, body, header in connection.execute(READ, (first_since(connection, since), *ACTS)):
        head = orjson.loads(header)
        if head["at"] < since:  # of a stretch in which the clock went otherwise
            continue
        read = orjson.loads(body)
        ids, said = ([record], read) if count == 1 else (read[0], read[1][0])  # packed: all of an act say the same
        yield act, kind, ids, said if isinstance(said, dict) else {}, head["who"]


def first_since(connection: Connection, since: str) -> int:
    """Return an entry before which there is none of a moment or later.

    Every stretch between two backs of the clock is looked at: one that was set back may have been set on again.
    """
    starts = [1, *meta.get(connection, journal.BACKS, [])]
    first = journal.tip(connection)[0] + 1
    for start, end in zip(reversed(starts), [first, *reversed(starts[1:])], strict=True):
        newest, at = _set_at(connection, end - 1)
        if newest >= start and at >= since:
            first = _within(connection, start, end, since)
    return first


def _within(connection: Connection, start: int, end: int, since: str) -> int:
    """Return the first change set of a stretch, in which moments grow, that is not before a moment; its end where all are."""
    low, high = start, end
    while low < high:
        batch, at = _set_at(connection, (low + high) // 2)
        if batch < start or at < since:
            low = max((low + high) // 2, batch) + 1
        else:
            high = batch
    return high


def _set_at(connection: Connection, entry: int) -> tuple[int, str]:
    row: Sequence[Any] | None = connection.execute(BEFORE, (entry,)).fetchone()
    return (int(row[0]), str(orjson.loads(row[1])["at"])) if row is not None else (0, "")
