"""Columns as the SQLite driver takes them quickly: a None, a bool or bytes costs it forty times as much as a number or text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

EMPTY = bytearray(b"\0")  # stands for None; no field holds such a blob, and a blob equals no text or number
PLAIN = {int, float, str, bytearray}
_AS_NUMBER = {None: EMPTY, True: 1, False: 0}

Bound = tuple[str, str, Sequence[Any]]


def bound(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> list[Bound]:
    """Return (name, mark for the statement, values) of each column that is not all empty."""
    found = []
    for name, column in zip(names, columns, strict=True):
        types = set(map(type, column))
        if types != {type(None)}:
            mark = "NULLIF(?, x'00')" if type(None) in types else "?"
            found.append((name, mark, column if types <= PLAIN else _plain(column, types)))
    return found


def _plain(column: Sequence[Any], types: set[type]) -> list[Any]:
    if types <= {bool, type(None)}:
        return list(map(_AS_NUMBER.__getitem__, column))
    if types <= {bytes, type(None)}:
        return [EMPTY if v is None else bytearray(v) for v in column]
    if bool in types or bytes in types:
        return [_one(v) for v in column]
    return [EMPTY if v is None else v for v in column]


def _one(value: Any) -> Any:
    if value is None:
        return EMPTY
    return int(value) if type(value) is bool else bytearray(value) if type(value) is bytes else value
