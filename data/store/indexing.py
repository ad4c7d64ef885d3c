"""Keeping the place index and the search index in step with the rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import orjson
import shapely
from sqlcipher3.dbapi2 import Connection

from data.kinds import Kind
from data.store import rows, segment
from data.store.postings import postings_of
from data.store.schema import quote, search_table, searched
from data.store.tokens import column_tokens
from data.store.tree import Placed

PLACE = "INSERT INTO _place (id, w, e, s, n, kind) VALUES (?, ?, ?, ?, ?, ?)"
STEP = 5000
MANY = 2000  # rows from which on a piece of the search index is made of them
PIECE = 25_000  # rows of such a piece
TOGETHER = 5000  # rows whose tokens go in by one statement
AHEAD = 2  # statements that wait for SQLite while more tokens are made

Columns = Mapping[str, Sequence[Any]]


def add_places(connection: Connection, kind: str, ids: Sequence[int], shapes: Sequence[Any]) -> None:
    """Put the bounds of shapes into the place index."""
    add_boxes(connection, placed_of(kind, ids, shapes))


def add_boxes(connection: Connection, placed: Placed) -> None:
    """Put boxes into the place index one by one."""
    rows = ((id, *box, placed.kind) for id, box in zip(placed.ids.tolist(), placed.boxes.tolist(), strict=True))
    connection.executemany(PLACE, rows)


def placed_of(kind: str, ids: Sequence[int], shapes: Sequence[Any]) -> Placed:
    """Return those records that have a shape, with its bounds."""
    array = np.array(shapes, dtype=object)
    there = ~shapely.is_missing(array)
    return Placed(kind, np.array(ids, dtype=np.int64)[there], shapely.bounds(array[there])[:, [0, 2, 1, 3]])


def add_tokens(connection: Connection, kind: Kind, ids: Sequence[int], columns: Columns) -> None:
    """Put rows, given as columns, into the search index, where they are not yet."""
    if searched(kind):
        statement = f"INSERT INTO {search_table(kind.name)} (rowid, tokens) VALUES (?, ?)"
        connection.executemany(statement, tokens_of_rows(kind, ids, columns))


def fill_tokens(connection: Connection, kind: Kind, ids: Sequence[int], columns: Columns) -> None:
    """Put rows with ascending ids into the search index: by pieces that are made whole, where they are many and none is there."""
    if len(ids) < MANY or _any_there(connection, kind, ids):
        replace_tokens(connection, kind, ids, columns)
        return
    for part in (slice(start, start + PIECE) for start in range(0, len(ids), PIECE)):
        some = {n: c[part] for n, c in columns.items()}
        try:
            segment.write(connection, f"_search_{kind.name}", segment.make(postings_of(kind, ids[part], some)))
        except segment.Unfit:
            replace_tokens(connection, kind, ids[part], some)


def _any_there(connection: Connection, kind: Kind, ids: Sequence[int]) -> bool:
    sizes = quote(f"_search_{kind.name}_docsize")
    return connection.execute(f"SELECT 1 FROM {sizes} WHERE id BETWEEN ? AND ? LIMIT 1", (ids[0], ids[-1])).fetchone() is not None


def replace_tokens(connection: Connection, kind: Kind, ids: Sequence[int], columns: Columns) -> None:
    """Put rows into the search index whether or not they are there.

    While SQLite takes the tokens of some rows in, on a thread of its own and in one statement, those of the next are made.
    """
    rows = "SELECT CAST(key AS INTEGER), value FROM json_each(?)"
    statement = f"INSERT OR REPLACE INTO {search_table(kind.name)} (rowid, tokens) {rows}"
    with ThreadPoolExecutor(1, "tokens") as taking_in:
        taken: deque[Future[object]] = deque()
        for start in range(0, len(ids), TOGETHER):
            some = {n: c[start : start + TOGETHER] for n, c in columns.items()}
            tokens = dict(tokens_of_rows(kind, ids[start : start + TOGETHER], some))
            body = orjson.dumps(tokens, option=orjson.OPT_NON_STR_KEYS).decode()
            if len(taken) == AHEAD:
                taken.popleft().result()
            taken.append(taking_in.submit(connection.execute, statement, (body,)))
        for each in taken:
            each.result()


def tokens_of_rows(kind: Kind, ids: Sequence[int], columns: Columns) -> Iterator[tuple[int, str]]:
    """Yield the tokens of each row that has any."""
    parts = [column_tokens(f.search, columns[f.name]) for f in searched(kind)]
    parts = [p for p in parts if any(p)]
    yield from ((id, text) for id, text in zip(ids, map(" ".join, zip(*parts, strict=True)), strict=bool(parts)) if text.strip())


def remove(connection: Connection, kind: Kind, ids: Sequence[int]) -> None:
    """Take records out of both indexes."""
    if kind.place.own:
        connection.executemany("DELETE FROM _place WHERE id = ?", ((id,) for id in ids))
    if searched(kind):
        connection.executemany(f"DELETE FROM {search_table(kind.name)} WHERE rowid = ?", ((id,) for id in ids))


def refresh(connection: Connection, kind: Kind, before: Mapping[int, rows.Row], after: Mapping[int, rows.Row]) -> None:
    """Bring both indexes up to date after changes; records whose indexed columns are the same are left alone."""
    moved = [id for id in after if after[id].get("geometry") != before[id].get("geometry")]
    if moved and kind.place.own:
        connection.executemany("DELETE FROM _place WHERE id = ?", ((id,) for id in moved))
        add_places(connection, kind.name, moved, rows.from_wkb([after[id].get("geometry") for id in moved]))
    names = [f.name for f in searched(kind)]
    renamed = [id for id in after if any(after[id].get(n) != before[id].get(n) for n in names)]
    if renamed:
        connection.executemany(f"DELETE FROM {search_table(kind.name)} WHERE rowid = ?", ((id,) for id in renamed))
        add_tokens(connection, kind, renamed, {n: [after[id].get(n) for id in renamed] for n in names})


def rebuild_search(connection: Connection, kind: Kind) -> None:
    """Fill a kind's empty search index from its table."""
    fields = searched(kind)
    if not fields:
        return
    names = ", ".join(f'"{f.name}"' for f in fields)
    cursor = connection.execute(f'SELECT id, {names} FROM "{kind.name}"')
    while chunk := cursor.fetchmany(STEP):
        ids, *columns = zip(*chunk, strict=True)
        add_tokens(connection, kind, ids, {f.name: c for f, c in zip(fields, columns, strict=True)})
