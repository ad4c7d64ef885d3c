"""The rows of a long text table, packed in memory: a million rows of twelve cells in a tenth of what lists of them take."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import overload

import orjson

from data.exchange.tables.table import Row

CHUNK = 2000  # rows packed together
FAST = 1  # of zlib's levels


class PackedRows(Sequence[Row]):
    """Rows of texts, appended one by one and read by index; a row that was read is a copy."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._last: list[Row] = []
        self._held: tuple[int, list[Row]] = (-1, [])  # the chunk read last; one value, as several threads may read

    def append(self, row: Row) -> None:
        """Add a row."""
        self._last.append(row)
        if len(self._last) == CHUNK:
            self._chunks.append(zlib.compress(orjson.dumps(self._last), FAST))
            self._last = []

    def drop_empty_end(self) -> None:
        """Take off the empty rows at the end."""
        while len(self) and all(c is None for c in self[-1]):
            if not self._last:
                self._last = list(self._rows_of(len(self._chunks) - 1))
                self._held = (-1, [])
                self._chunks.pop()
            self._last.pop()

    def __len__(self) -> int:
        return len(self._chunks) * CHUNK + len(self._last)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        n = at + len(self) if at < 0 else at
        if not 0 <= n < len(self):
            raise IndexError(at)
        return self._rows_of(n // CHUNK)[n % CHUNK]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # rows are lists

    def _rows_of(self, chunk: int) -> list[Row]:
        if chunk == len(self._chunks):
            return self._last
        held, rows = self._held
        if held != chunk:
            rows = orjson.loads(zlib.decompress(self._chunks[chunk]))
            self._held = (chunk, rows)
        return rows
