"""Which records came with which import, as runs of ids: an import gives its records ids one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlcipher3.dbapi2 import Connection

from data.accounts.session import Session
from data.kinds import Kinds
from data.store import journal, limits
from data.store.schema import quote

LOOKED_AT = 500  # change sets, from the newest


@dataclass(frozen=True, slots=True)
class Imported:
    """An import that still stands: its change set, when (UTC as stored), what was said of it, and by kind what it added.

    ``added`` holds for each kind the first id, the last id, and how many records.
    """

    batch: int
    at: str
    why: str
    added: Mapping[str, tuple[int, int, int]]


def imports(connection: Connection, kinds: Kinds, most: int, session: Session) -> list[Imported]:
    """Return the latest imports that added records and were not taken back, newest first, with what the session may see of each."""
    found: list[Imported] = []
    undone: set[int] = set()
    for number, header in enumerate(journal.changing_backwards(connection)):
        if number >= LOOKED_AT or len(found) >= most:
            break
        if header.undoes is not None and header.batch not in undone:  # an undo may be undone
            undone.add(header.undoes)
        if header.command == "import" and header.batch not in undone:
            added = _seen(connection, kinds, session, _added(connection, kinds, header))
            if added:
                found.append(Imported(header.batch, header.at, header.why, added))
    return found


def _added(connection: Connection, kinds: Kinds, header: journal.Header) -> dict[str, tuple[int, int, int]]:
    rows = connection.execute(
        "SELECT kind, min(record), max(last), sum(count) FROM _journal "
        "WHERE entry > ? AND entry <= ? AND batch = ? AND action = 'add' GROUP BY kind",
        (header.batch, header.batch + header.count, header.batch),
    )
    return {kind: (int(first), int(last), int(count)) for kind, first, last, count in rows if kind in kinds}


def _seen(
    connection: Connection, kinds: Kinds, session: Session, added: Mapping[str, tuple[int, int, int]]
) -> dict[str, tuple[int, int, int]]:
    """Return runs of kinds that may be read; where only own grids are seen, from the first to the last one seen, and how many."""
    seen: dict[str, tuple[int, int, int]] = {}
    for kind, run in added.items():
        if session.open or (session.may_read(kind) and not session.limited(kind)):
            seen[kind] = run
        elif session.may_read(kind):
            test, values = limits.narrowed(connection, kinds, kind, session)
            asked = f"SELECT min(t.id), max(t.id), count(*) FROM {quote(kind)} t WHERE t.id BETWEEN ? AND ?"
            first, last, count = connection.execute(asked + (f" AND {test}" if test else ""), [*run[:2], *values]).fetchone()
            if count:
                seen[kind] = (first, last, count)
    return seen
