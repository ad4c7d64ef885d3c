"""Columns of very many records straight into arrays: SQLite writes the numbers as one text, and no record is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlcipher3.dbapi2 import Connection

from data.kinds import Kind, Kinds
from data.layers.columns import Coded, Column
from data.query import Query
from data.store.sql import PLACE, Asker

Whole = npt.NDArray[np.int64]

EMPTY = -(2**62)  # stands for an empty number
DEGREE = 1e8  # parts of a degree: a millimetre on the ground
PART = 1e6  # parts of a number that is not whole
PIECE = 1_000_000  # letters read at a time, so that other threads need not wait for long
NUMBERS = ("int", "real", "bool", "link")


def arrays(connection: Connection, kinds: Kinds, query: Query, fields: Sequence[str]) -> dict[str, Column]:
    """Return the columns of the records asked for, in the order of their ids; ``order`` and ``fields`` of the query do not count.

    Numbers, yes-or-no, links, ids and the numbers of the place come as float64 with nan where empty, all else as `Coded`;
    the values of a choice are those of its code list.
    """
    kind = kinds[query.kind]
    plain = [n for n in ("id", *fields) if _is_number(kind, n) or _codes(kind, n)]
    found = _numbers(connection, kinds, query, list(dict.fromkeys(plain)))
    ids = found["id"]
    for name in fields:
        if name not in found:
            found[name] = _words(connection, kinds, query, name, np.asarray(ids, np.int64))
    return found


def _is_number(kind: Kind, name: str) -> bool:
    if name in kind.fields:
        return kind.fields[name].type in NUMBERS
    return name == "id" or (name in PLACE and name not in ("unit", "room"))


def _codes(kind: Kind, name: str) -> tuple[str, ...]:
    field = kind.fields.get(name)
    return tuple(c.value for c in field.choices) if field is not None and field.type == "choice" else ()


def _numbers(connection: Connection, kinds: Kinds, query: Query, names: Sequence[str]) -> dict[str, Column]:
    """Read columns that can be written as whole numbers, all rows in one text, a space between two."""
    asker = Asker(connection, kinds, query)
    values: list[Any] = []
    expressions = [_whole(asker, name, values) for name in names]
    statement = asker.select([f"{e} AS c{i}" for i, e in enumerate(expressions)])
    row = " || ' ' || ".join(f"c{i}" for i in range(len(names)))
    whole = f"SELECT group_concat({row}, ' ') FROM ({statement.text})"
    (text,) = connection.execute(whole, [*values, *statement.values]).fetchone()
    table = _parsed(text or "").reshape(-1, len(names))
    if len(table) > 1 and np.any(np.diff(table[:, 0]) < 0):
        table = table[np.argsort(table[:, 0], kind="stable")]
    return {name: _column(asker.kind, name, table[:, i]) for i, name in enumerate(names)}


def _whole(asker: Asker, name: str, values: list[Any]) -> str:
    """Return the expression of a column as a whole number."""
    column, kind = asker.column(name), asker.kind
    if name in ("lon", "lat"):
        return f"ifnull(CAST({column} * {DEGREE:.0f} AS INTEGER), {EMPTY})"
    codes = _codes(kind, name)
    if codes:
        values.extend(codes)
        return f"CASE {column}{''.join(f' WHEN ? THEN {i}' for i in range(len(codes)))} ELSE -1 END"
    if name in kind.fields and kind.fields[name].type == "real":
        return f"ifnull(CAST(round({column} * {PART:.0f}) AS INTEGER), {EMPTY})"
    return f"ifnull(CAST({column} AS INTEGER), {EMPTY})"


def _parsed(text: str) -> Whole:
    """Return the numbers of a text."""
    found, at = [], 0
    while at < len(text):
        end = text.find(" ", at + PIECE)
        end = len(text) if end < 0 else end
        found.append(np.fromstring(text[at:end], np.int64, sep=" "))
        at = end + 1
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def _column(kind: Kind, name: str, whole: Whole) -> Column:
    codes = _codes(kind, name)
    if codes:
        return Coded(whole.astype(np.int32), codes)
    scale = DEGREE if name in ("lon", "lat") else PART if name in kind.fields and kind.fields[name].type == "real" else 1.0
    found = whole / scale
    found[whole == EMPTY] = np.nan
    return found


def _words(connection: Connection, kinds: Kinds, query: Query, name: str, ids: Whole) -> Coded:
    """Read a column of words as codes into the list of its values; records that came or went meanwhile do not count."""
    asker = Asker(connection, kinds, query)
    statement = asker.select(["t.id", asker.column(name)])
    rows = connection.execute(statement.text, statement.values)
    known: dict[Any, int] = {None: -1}
    at, codes = [], []
    while part := rows.fetchmany(10_000):
        numbers, words = zip(*part, strict=True)
        at.append(np.array(numbers, np.int64))
        codes.append(np.fromiter((known.setdefault(w, len(known) - 1) for w in words), np.int32, len(words)))
    found = np.full(len(ids), -1, np.int32)
    if at:
        here = np.concatenate(at)
        place = np.minimum(np.searchsorted(ids, here), max(len(ids) - 1, 0))
        same = ids[place] == here if len(ids) else np.zeros(len(here), bool)
        found[place[same]] = np.concatenate(codes)[same]
    return Coded(found, tuple(w for w in known if w is not None))
