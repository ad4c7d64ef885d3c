"""Keeping the place index and the search index in step with the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from sqlcipher3.dbapi2 import Connection

from data.kinds import Kind
from data.store import rows
from data.store.schema import search_table, searched
from data.store.tokens import tokens_of

PLACE = "INSERT INTO _place (id, w, e, s, n, kind) VALUES (?, ?, ?, ?, ?, ?)"
STEP = 5000

Columns = Mapping[str, Sequence[Any]]


def add_places(connection: Connection, kind: str, ids: Sequence[int], shapes: Sequence[Any]) -> None:
    """Put the bounds of shapes into the place index."""
    given = [(id, shape) for id, shape in zip(ids, shapes, strict=True) if shape is not None]
    if not given:
        return
    bounds = shapely.bounds(np.array([shape for _, shape in given], dtype=object)).tolist()
    connection.executemany(PLACE, ((id, w, e, s, n, kind) for (id, _), (w, s, e, n) in zip(given, bounds, strict=True)))


def add_tokens(connection: Connection, kind: Kind, ids: Sequence[int], columns: Columns) -> None:
    """Put rows, given as columns, into the search index, where they are not yet."""
    _write_tokens(connection, kind, ids, columns, "INSERT")


def replace_tokens(connection: Connection, kind: Kind, ids: Sequence[int], columns: Columns) -> None:
    """Put rows into the search index whether or not they are there."""
    _write_tokens(connection, kind, ids, columns, "INSERT OR REPLACE")


def _write_tokens(connection: Connection, kind: Kind, ids: Sequence[int], columns: Columns, verb: str) -> None:
    fields = searched(kind)
    if not fields:
        return
    parts = [[tokens_of(f.search, v) if v is not None else "" for v in columns[f.name]] for f in fields]
    connection.executemany(f"{verb} INTO {search_table(kind.name)} (rowid, tokens) VALUES (?, ?)", _joined(ids, parts))


def _joined(ids: Sequence[int], parts: list[list[str]]) -> Iterator[tuple[int, str]]:
    for id, *row in zip(ids, *parts, strict=True):
        text = " ".join(row)
        if text and not text.isspace():
            yield id, text


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
