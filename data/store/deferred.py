"""Search tokens of large change sets, made after the commit: the rows are there at once, and the search box waits for its index.

What is put off stands in the file, so that nothing is forgotten if the program ends in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlcipher3.dbapi2 import Connection

from data.kinds import Kinds
from data.resting import resting
from data.store import indexing
from data.store.schema import quote, searched

MANY = 2000  # rows of one kind in one change set; fewer are indexed at once
CHUNK = 50_000  # rows indexed in one transaction, a quarter of a second, so that other writers get their turn


def put_off(connection: Connection, kind: str, ids: Sequence[int]) -> None:
    """Note that these records have no tokens yet."""
    connection.execute("INSERT INTO _unindexed (kind, first, last) VALUES (?, ?, ?)", (kind, min(ids), max(ids)))


def waiting(connection: Connection) -> bool:
    """Whether any record has no tokens yet."""
    return connection.execute("SELECT 1 FROM _unindexed LIMIT 1").fetchone() is not None


def kinds_waiting(connection: Connection) -> set[str]:
    """Return the kinds of which some records have no tokens yet."""
    return {row[0] for row in connection.execute("SELECT kind FROM _unindexed")}


@resting()
def index_some(connection: Connection, kinds: Kinds) -> bool:
    """Make the tokens of some records, inside the caller's transaction; False when nothing is waiting."""
    row = connection.execute("SELECT rowid, kind, first, last FROM _unindexed ORDER BY rowid LIMIT 1").fetchone()
    if row is None:
        return False
    number, name, first, last = row
    fields = searched(kinds[name]) if kinds.knows(name) else ()
    found = _rows(connection, name, [f.name for f in fields], first, last) if fields else []
    if found:
        ids, *columns = zip(*found, strict=True)
        indexing.fill_tokens(connection, kinds[name], ids, {f.name: c for f, c in zip(fields, columns, strict=True)})
    if len(found) < CHUNK:
        connection.execute("DELETE FROM _unindexed WHERE rowid = ?", (number,))
    else:
        connection.execute("UPDATE _unindexed SET first = ? WHERE rowid = ?", (found[-1][0] + 1, number))
    return True


def _rows(connection: Connection, kind: str, names: Sequence[str], first: int, last: int) -> list[tuple[Any, ...]]:
    columns = ", ".join(quote(n) for n in ("id", *names))
    statement = f"SELECT {columns} FROM {quote(kind)} WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?"
    return list(connection.execute(statement, (first, last, CHUNK)).fetchall())
