"""Very many new records of one kind: asked for a few thousand at a time, as columns, so that they never all lie in memory."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, overload

from sqlcipher3.dbapi2 import Connection

from data.kinds import Kind
from data.records import Values
from data.store import prepare
from data.store.journal import Columns
from data.store.schema import create_indexes, drop_index, indexes, quote

if TYPE_CHECKING:
    from data.store.writer import Writer

REINDEX = 20_000  # rows; from here on indexes are made anew if the table at least doubles
HELD_KB = 98_304  # of pages while very many rows are written
MOST_SORTED = 200_000  # rows; more would be sorted in memory in one go, which nobody could stop for a second and more


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the records: how many, and their columns, made each time they are asked for; columns without a value may lack.

    ``checked`` are fields whose values were made by `data.kinds.values.read` or found right by `plainly`, as the store would
    check them once more; none that is required is empty.
    """

    size: int
    columns: Callable[[], Mapping[str, list[Any]]]
    checked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bulk:
    """Records to be added, with ids one after the other from ``first`` on, which were given out beforehand."""

    kind: str
    first: int
    parts: Sequence[Part]

    @property
    def count(self) -> int:
        """How many records these are."""
        return sum(p.size for p in self.parts)


@contextmanager
def roomy(connection: Connection, rows: int) -> Iterator[None]:
    """Let SQLite hold more pages while very many rows are written: what is pushed out half full is written twice.

    What it wrote into the log it would copy into the file at the commit too, and whoever waits for the commit would wait for that
    as well (`Engine.settle_soon`).
    """
    if rows < REINDEX:
        yield
        return
    (held,) = connection.execute("PRAGMA cache_size").fetchone()
    (pages,) = connection.execute("PRAGMA wal_autocheckpoint").fetchone()
    connection.execute(f"PRAGMA cache_size = -{HELD_KB}")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {held}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {pages}")


def write_bulk(writer: Writer, bulk: Bulk) -> Iterator[Columns]:
    """Write the records, and yield what of them belongs into the journal, part by part."""
    kind, id = writer.kinds[bulk.kind], bulk.first
    anew = _worth_reindexing(writer, bulk)
    if anew:
        for field in indexes(kind).values():
            drop_index(writer.connection, kind, field)
    for part in bulk.parts:
        ids = range(id, id + part.size)
        writer.tell(id - bulk.first, bulk.count, kind.plural)
        yield Columns(kind.name, ids, _write(writer, kind, ids, part.columns(), part.checked))
        id += part.size
    if anew:
        create_indexes(writer.connection, kind)


def _worth_reindexing(writer: Writer, bulk: Bulk) -> bool:
    (there,) = writer.connection.execute(f"SELECT count(*) FROM {quote(bulk.kind)}").fetchone()
    return bulk.count >= REINDEX and bool(there <= bulk.count) and there + bulk.count <= MOST_SORTED


def _write(writer: Writer, kind: Kind, ids: range, given: Mapping[str, list[Any]], checked: frozenset[str]) -> dict[str, list[Any]]:
    """Write one part and return its columns as they are kept, without those that are empty."""
    prepare.check_names(kind, given)
    nothing: list[Any] = [None] * len(ids)
    columns = prepare.with_defaults(kind, {n: given.get(n) or nothing for n in (*kind.fields, "geometry")})
    told = {n: c for n, c in columns.items() if c is not nothing or (n != "geometry" and kind.fields[n].required)}
    told = {n: c for n, c in told.items() if n not in checked or c is not given.get(n)}  # a default may have been put in
    kept = writer.insert_columns(kind, ids, {**columns, **prepare.check_columns(kind, told)})
    return dict(sorted(kept.items()))


class BulkValues(Sequence[Values]):
    """The values of a bulk by position, as views read them; one part is unpacked at a time."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._ends = list(accumulate(p.size for p in parts))
        self._at = -1
        self._columns: Mapping[str, list[Any]] = {}

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> Values: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Values]: ...
    def __getitem__(self, at: int | slice) -> Values | Sequence[Values]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        part = bisect_right(self._ends, at)
        if part != self._at:
            self._columns, self._at = self._parts[part].columns(), part
        row = at - (self._ends[part] - self._parts[part].size)
        return {n: c[row] for n, c in self._columns.items() if c[row] is not None}
