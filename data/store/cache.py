"""What is kept in the file only so that it need not be worked out again: bytes by name, each with the stamp it holds for.

Nothing here is a record: it is not journalled, not exported, not part of what `verify` walks, and can be thrown away at any
time. Whoever keeps something remembers the journal's tip with it, and asks later whether its kinds were touched since.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping

from sqlcipher3.dbapi2 import Connection

from data.store.acts import ACTS

TABLE = "CREATE TABLE IF NOT EXISTS _cache (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, bytes BLOB NOT NULL)"
AT_ONCE = 400  # names in one question


def tip(connection: Connection) -> int:
    """Return the number of the journal's last entry."""
    row = connection.execute("SELECT entry + count - 1 FROM _journal ORDER BY entry DESC LIMIT 1").fetchone()
    return int(row[0]) if row else 0


def touched(connection: Connection, since: int, kinds: Collection[str]) -> bool:
    """Whether records of these kinds were written after an entry; a tip that the journal never reached counts as touched."""
    if tip(connection) < since:
        return True
    marks, looks = ", ".join("?" * len(kinds)), ", ".join("?" * len(ACTS))
    found = connection.execute(
        f"SELECT 1 FROM _journal WHERE entry > ? AND kind IN ({marks}) AND action NOT IN ({looks}) LIMIT 1",
        (since, *sorted(kinds), *ACTS),
    ).fetchone()
    return found is not None


def stamps(connection: Connection, beginning: str) -> dict[str, str]:
    """Return the stamps of what is kept under names that begin like this."""
    if not _there(connection):
        return {}
    found = connection.execute("SELECT name, stamp FROM _cache WHERE substr(name, 1, ?) = ?", (len(beginning), beginning))
    return {name: stamp.rpartition("#")[0] for name, stamp in found}


def read(connection: Connection, names: Iterable[str]) -> dict[str, tuple[str, bytes]]:
    """Return stamp and bytes of what is kept under these names; what is not there is left out."""
    if not _there(connection):
        return {}
    wanted, found = list(names), {}
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        rows = connection.execute(f"SELECT name, stamp, bytes FROM _cache WHERE name IN ({', '.join('?' * len(some))})", some)
        for name, stamp, kept in rows:
            said, _, sum = stamp.rpartition("#")
            if sum == _sum(kept):  # else a byte of it was changed: it is worked out anew
                found[name] = (said, bytes(kept))
    connection.execute("PRAGMA shrink_memory")  # the pages of so much are of no use to other questions
    return found


def keep(connection: Connection, items: Mapping[str, tuple[str, bytes]], drop: Iterable[str] = ()) -> None:
    """Keep stamps and bytes by name, and drop others; the caller holds the transaction."""
    connection.execute(TABLE)
    connection.executemany("DELETE FROM _cache WHERE name = ?", [(name,) for name in drop])
    rows = [(name, f"{stamp}#{_sum(kept)}", kept) for name, (stamp, kept) in items.items()]
    connection.executemany("INSERT OR REPLACE INTO _cache (name, stamp, bytes) VALUES (?, ?, ?)", rows)


def _sum(kept: bytes) -> str:
    return f"{zlib.crc32(kept):08x}"


def _there(connection: Connection) -> bool:
    """A file of before has no such table until something is kept."""
    return connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_cache'").fetchone() is not None
