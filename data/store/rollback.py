"""Rolling the journal back into a file of rows as they were, newest entry first, one row of the journal at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlcipher3.dbapi2 import Connection

from data.kinds import Kind, Kinds
from data.progress import Progress
from data.store import indexing, prepare, rows
from data.store.erased import left_of
from data.store.journal import COLUMNS, Entry, unpacked
from data.store.links import as_json
from data.store.schema import quote, searched, value_names

ENTRIES = f"""
SELECT {COLUMNS}, last FROM live._journal WHERE entry > ? AND action IN ('add', 'change', 'remove') ORDER BY entry DESC
"""
STEP = 2_000  # rows whose places and search tokens are made at a time


def roll_back(connection: Connection, kinds: Kinds, since: int, round: int, progress: Progress) -> frozenset[str]:
    """Undo all entries after ``since`` in the file ``main``, whose station lies beside it as ``live``; return the kinds touched.

    Records that an earlier round rolled back further are left alone: they are in the table ``_gone`` with a lower number.
    """
    back, touched = _Back(connection, round), set()
    for number, action, name, record, count, body, last in connection.execute(ENTRIES, (since,)):
        progress.check()
        if name not in kinds:
            continue
        touched.add(name)
        if action == "add" and last - record + 1 == count:  # ids one after the other need no look into the row
            back.added(kinds[name], range(record, last + 1))
            continue
        entries = back.unknown(list(unpacked((number, action, name, record, count, body))))
        if entries:
            _WAYS[action](back, kinds[name], entries)
    for name in touched:
        _index(connection, kinds[name], round)
    return frozenset(touched)


class _Back:
    """Undoes entries in the file, one action on one kind at a time."""

    def __init__(self, connection: Connection, round: int) -> None:
        self._connection, self._round = connection, round

    def unknown(self, entries: list[Entry]) -> list[Entry]:
        """Return the entries about records that no earlier round has rolled back; the newest of a record comes first."""
        known = self._known([e.record for e in entries]) if self._round else frozenset()
        return [e for e in reversed(entries) if e.record not in known]

    def _known(self, ids: Sequence[int]) -> frozenset[int]:
        asked = "SELECT id FROM _gone WHERE round < ? AND id IN (SELECT value FROM json_each(?))"
        return frozenset(row[0] for row in self._connection.execute(asked, (self._round, as_json(ids))).fetchall())

    def _mark(self, ids: Sequence[int]) -> None:
        self._connection.executemany("INSERT OR IGNORE INTO _gone VALUES (?, ?)", ((id, self._round) for id in ids))

    def added(self, kind: Kind, ids: Sequence[int]) -> None:
        """Records were added: before, they were not there."""
        self._mark(ids)
        self._connection.execute(
            f"DELETE FROM {quote(kind.name)} WHERE id IN "
            "(SELECT id FROM _gone WHERE round = ? AND id IN (SELECT value FROM json_each(?)))",
            (self._round, as_json(ids)),
        )

    def removed(self, kind: Kind, entries: Sequence[Entry]) -> None:
        """Records were removed: before, they were as the entry says."""
        self._mark([e.record for e in entries])
        names = value_names(kind)
        statement = f"INSERT INTO {quote(kind.name)} ({listed(names)}) VALUES ({marks(names)})"
        for entry in entries:
            row = row_of(kind, entry.body)
            self._connection.execute(statement, [entry.record, *(row.get(n) for n in names[1:])])

    def changed(self, kind: Kind, entries: Sequence[Entry]) -> None:
        """Records were changed: take them as they are, and put back what the entry says was there before."""
        table, names = quote(kind.name), listed(value_names(kind))
        self._connection.execute(
            f"INSERT INTO main.{table} ({names}) SELECT {names} FROM live.{table} WHERE id IN (SELECT value FROM json_each(?)) "
            "AND id NOT IN (SELECT id FROM _gone)",
            (as_json([e.record for e in entries]),),
        )
        self._mark([e.record for e in entries])
        for entry in entries:
            row = {} if entry.erased else row_of(kind, entry.body[0])
            if row:
                setting = ", ".join(f"{quote(n)} = ?" for n in row)
                self._connection.execute(f"UPDATE main.{table} SET {setting} WHERE id = ?", [*row.values(), entry.record])


_WAYS = {
    "add": lambda back, kind, entries: back.added(kind, [e.record for e in entries]),
    "change": _Back.changed,
    "remove": _Back.removed,
}


def row_of(kind: Kind, body: Any) -> rows.Row:
    """Return what the journal wrote as columns, with the anchor where there is a shape; fields that the kind lost stay out.

    Of a record that was erased it is what is left of it.
    """
    if body is None:
        return left_of(kind)
    row = {n: v for n, v in rows.from_body(kind, body).items() if n in kind.fields or n == "geometry"}
    if "geometry" in row:
        lon, lat = prepare.anchors(rows.from_wkb([row["geometry"]]))
        row |= {"lon": lon[0], "lat": lat[0]}
    return row


def listed(names: Sequence[str]) -> str:
    """Return names of columns as SQL lists them."""
    return ", ".join(map(quote, names))


def marks(names: Sequence[str]) -> str:
    """Return a place for each value of a row."""
    return ", ".join("?" * len(names))


def _index(connection: Connection, kind: Kind, round: int) -> None:
    """Make places and search tokens of the rows that this round brought back."""
    fields = searched(kind)
    columns = listed(["id", "geometry", *(f.name for f in fields)])
    found = connection.execute(
        f"SELECT {columns} FROM {quote(kind.name)} WHERE id IN (SELECT id FROM _gone WHERE round = ?)", (round,)
    )
    for some in _chunks(found):
        ids, shapes, *texts = zip(*some, strict=True)
        if kind.place.own:
            indexing.add_places(connection, kind.name, ids, rows.from_wkb(shapes))
        if fields:
            indexing.add_tokens(connection, kind, ids, {f.name: t for f, t in zip(fields, texts, strict=True)})


def _chunks(found: Any) -> Iterator[list[tuple[Any, ...]]]:
    while some := found.fetchmany(STEP):
        yield some
