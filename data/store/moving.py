"""Taking the file of the past from one moment to another: entries of the journal done again, or undone, on the rows in it.

To play a shift, a file that was rolled back once goes on entry by entry, which costs what happened in between and not all
that happened since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlcipher3.dbapi2 import Connection

from data.kinds import Kind, Kinds
from data.progress import Progress
from data.store import indexing, rows
from data.store.journal import COLUMNS, Entry, unpacked
from data.store.links import as_json
from data.store.rollback import STEP, listed, marks, row_of
from data.store.schema import quote, searched, value_names

BETWEEN = (
    f"SELECT {COLUMNS} FROM live._journal WHERE entry > ? AND entry <= ? AND action IN ('add', 'change', 'remove') ORDER BY entry"
)
Touched = dict[str, set[int]]  # ids by kind


def go_on(connection: Connection, kinds: Kinds, start: int, end: int, progress: Progress) -> Touched:
    """Do the entries after ``start`` up to ``end`` again, oldest first; return what they touched."""
    touched: Touched = defaultdict(set)
    for entry in _entries(connection, BETWEEN, start, end, progress):
        if entry.kind not in kinds:
            continue
        kind = kinds[entry.kind]
        touched[kind.name].add(entry.record)
        if entry.action == "add":
            _put(connection, kind, entry.record, row_of(kind, entry.body))
        elif entry.action == "remove":
            _take(connection, kind, entry.record)
        elif not entry.erased:
            _set(connection, kind, entry.record, row_of(kind, entry.body[1]))
    return _indexed(connection, kinds, touched)


def go_back(connection: Connection, kinds: Kinds, start: int, end: int, round: int, progress: Progress) -> Touched:
    """Undo the entries after ``start`` up to ``end``, newest first; return what they touched.

    Records that nothing happened to after ``end`` are taken from the station as they are, and marked with ``round``.
    """
    touched: Touched = defaultdict(set)
    for entry in _entries(connection, f"{BETWEEN} DESC", start, end, progress):
        if entry.kind not in kinds:
            continue
        kind = kinds[entry.kind]
        touched[kind.name].add(entry.record)
        if entry.action == "change":
            _fetch(connection, kind, entry.record)
        connection.execute("INSERT OR IGNORE INTO _gone VALUES (?, ?)", (entry.record, round))
        if entry.action == "add":
            _take(connection, kind, entry.record)
        elif entry.action == "remove":
            _put(connection, kind, entry.record, row_of(kind, entry.body))
        elif not entry.erased:
            _set(connection, kind, entry.record, row_of(kind, entry.body[0]))
    return _indexed(connection, kinds, touched)


def _entries(connection: Connection, select: str, start: int, end: int, progress: Progress) -> Iterator[Entry]:
    """Yield the entries one by one, those that lie in one row of the journal in the order of the others."""
    newest_first = select.endswith("DESC")
    for row in connection.execute(select, (start, end)).fetchall():
        progress.check()
        packed = list(unpacked(row))
        yield from reversed(packed) if newest_first else packed


def _fetch(connection: Connection, kind: Kind, id: int) -> None:
    table, names = quote(kind.name), listed(value_names(kind))
    connection.execute(
        f"INSERT INTO main.{table} ({names}) SELECT {names} FROM live.{table} WHERE id = ? AND id NOT IN (SELECT id FROM _gone)",
        (id,),
    )


def _put(connection: Connection, kind: Kind, id: int, row: rows.Row) -> None:
    names = value_names(kind)
    statement = f"INSERT INTO main.{quote(kind.name)} ({listed(names)}) VALUES ({marks(names)})"
    connection.execute(statement, [id, *(row.get(n) for n in names[1:])])


def _take(connection: Connection, kind: Kind, id: int) -> None:
    connection.execute(f"DELETE FROM main.{quote(kind.name)} WHERE id = ?", (id,))


def _set(connection: Connection, kind: Kind, id: int, row: rows.Row) -> None:
    if row:
        setting = ", ".join(f"{quote(n)} = ?" for n in row)
        connection.execute(f"UPDATE main.{quote(kind.name)} SET {setting} WHERE id = ?", [*row.values(), id])


def _indexed(connection: Connection, kinds: Kinds, touched: Touched) -> Touched:
    """Make places and search tokens of what was touched anew."""
    for name, ids in touched.items():
        kind, every = kinds[name], sorted(ids)
        indexing.remove(connection, kind, every)
        for start in range(0, len(every), STEP):
            _index(connection, kind, every[start : start + STEP])
    return dict(touched)


def _index(connection: Connection, kind: Kind, ids: Sequence[int]) -> None:
    fields = searched(kind)
    columns = listed(["id", "geometry", *(f.name for f in fields)])
    select = f"SELECT {columns} FROM main.{quote(kind.name)} WHERE id IN (SELECT value FROM json_each(?))"
    found = connection.execute(select, (as_json(ids),)).fetchall()
    if not found:
        return
    there, shapes, *texts = zip(*found, strict=True)
    if kind.place.own:
        indexing.add_places(connection, kind.name, there, rows.from_wkb(shapes))
    if fields:
        indexing.add_tokens(connection, kind, there, {f.name: t for f, t in zip(fields, texts, strict=True)})
