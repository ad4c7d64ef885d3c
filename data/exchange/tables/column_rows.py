"""The rows of a long sheet, kept as columns some thousand rows at a time: whole columns are at hand, rows are made when asked for.

A hundred thousand rows as lists cost the collector of cycles a look each time; tuples of cells it leaves alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import overload

from data.exchange.tables.table import Cell, Row

CHUNK = 2500  # rows kept together
Columns = list[tuple[Cell, ...]]


class ColumnRows(Sequence[Row]):
    """Rows of equal width, appended in chunks of `CHUNK` (the last may be shorter) and read by index; a row read is a copy."""

    def __init__(self, chunks: Iterable[Columns] = ()) -> None:
        self._chunks = list(chunks)
        self._size = sum(len(c[0]) for c in self._chunks)

    def append(self, columns: Columns) -> None:
        """Add a chunk."""
        if self._size % CHUNK:
            raise ValueError("only the last chunk is shorter")
        self._chunks.append(columns)
        self._size += len(columns[0])

    def drop_empty_end(self) -> None:
        """Take off the empty rows at the end."""
        while self._chunks:
            last = self._chunks[-1]
            size = max((n for n, row in enumerate(zip(*last, strict=True), 1) if any(c is not None for c in row)), default=0)
            self._size += size - len(last[0])
            if size:
                self._chunks[-1] = [column[:size] for column in last]
                return
            self._chunks.pop()

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Row]:
        return (list(row) for chunk in self._chunks for row in zip(*chunk, strict=True))

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(self._size))]
        n = at + self._size if at < 0 else at
        if not 0 <= n < self._size:
            raise IndexError(at)
        place = n % CHUNK
        return [column[place] for column in self._chunks[n // CHUNK]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # rows are lists

    def columns(self, start: int, stop: int) -> Columns:
        """Return the columns of the rows from ``start`` up to ``stop``."""
        pieces = [
            [column[max(start - first, 0) : stop - first] for column in self._chunks[first // CHUNK]]
            for first in range(start - start % CHUNK, min(stop, self._size), CHUNK)
        ]
        return pieces[0] if len(pieces) == 1 else [sum(parts, ()) for parts in zip(*pieces, strict=True)]

    def column(self, index: int, rows: range) -> Iterator[Cell]:
        """Yield the cells of one column in rows that follow one another."""
        first = rows.start - rows.start % CHUNK
        chunks = self._chunks[first // CHUNK : -(-rows.stop // CHUNK)]
        return islice(chain.from_iterable(c[index] for c in chunks if index < len(c)), rows.start - first, rows.stop - first)

    def chunks(self) -> Iterator[tuple[int, Columns]]:
        """Yield the first row and the columns of each chunk."""
        return ((n * CHUNK, columns) for n, columns in enumerate(self._chunks))
