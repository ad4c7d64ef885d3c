"""Rows that are plainly new, or plainly stored, told from those that need a closer look, whole columns at a time.

Plainly new is a row without a fault whose natural keys are nobody else's, in the file as in the station, and whose name is
not known at its place. What such a row comes to does not depend on any other row; all others are judged one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import numpy as np
import numpy.typing as npt

from data.exchange.addresses import Match
from data.exchange.tables.blocks import Block, Columns, Mask, Rooms, packed
from data.exchange.tables.cells import RowReader, RowValues
from data.exchange.tables.column_rows import ColumnRows
from data.exchange.tables.columnwise import WRONG, ColumnReader
from data.exchange.tables.hashed import Numbers, hashes
from data.exchange.tables.stored import StoredRecords
from data.exchange.tables.table import Cell
from data.exchange.tables.understand import Understanding
from data.i18n import tr
from data.kinds.writing import is_lost
from data.progress import Progress

BLOCK = 2500  # rows in a block
LONG = 250_000  # rows; blocks of longer tables are packed tightly
SETTLED = {"building", "dwelling", "address"}  # follow from the address
FEW = 400  # rows; fewer are judged one by one

Place = Callable[[RowValues], Match]
Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Address:
    """What the address of a row comes to; ``text`` is what its record keeps of it."""

    asked: bool = False
    found: bool = False
    building: int | None = None
    dwelling: int | None = None
    written: str = ""
    text: str | None = None
    whole: bool = True  # without lost characters


@dataclass(frozen=True, slots=True)
class Rules:
    """How records of the table come to their address: kept in a field, kept where no room is found, lived at by residence."""

    keeps_address: bool
    keeps_text: bool
    lives: bool
    known: Callable[[int, Mapping[str, Any], str | None], bool]  # whether a record lives so, and keeps this text, already


@dataclass(frozen=True, slots=True)
class Shared:
    """The hashes of what the rows of a table go by, in order, with their rows: equal ones may mean one record."""

    hashes: Numbers
    rows: Rows

    @classmethod
    def of(cls, hashes: Numbers, rows: Rows) -> Shared:
        """Return them in order."""
        order = np.argsort(hashes, kind="stable")
        return cls(hashes[order], rows[order])

    def twice(self) -> list[int]:
        """Return the rows whose hash another row has too."""
        if len(self.hashes) < 2:
            return []
        same = self.hashes[1:] == self.hashes[:-1]
        found: list[int] = self.rows[np.append(same, False) | np.insert(same, 0, False)].tolist()
        return found

    def also_in(self, other: Shared | None) -> list[int]:
        """Return the rows whose hash is in another table too."""
        found: list[int] = [] if other is None else self.rows[np.isin(self.hashes, other.hashes)].tolist()
        return found

    def rows_of(self, hash: int) -> list[int]:
        """Return the rows of one hash."""
        low, high = np.searchsorted(self.hashes, hash, "left"), np.searchsorted(self.hashes, hash, "right")
        found: list[int] = self.rows[low:high].tolist()
        return found


@dataclass(frozen=True, slots=True)
class Sifted:
    """The rows of a table in blocks, and what they go by, so that rows of other tables find them."""

    blocks: tuple[Block, ...]
    keys: dict[object, Shared]

    def take_out(self, row: int) -> bool:
        """Leave a row to the closer look; return whether it was plain until now."""
        block, at = self.blocks[row // BLOCK], row % BLOCK
        was = bool(block.plain[at] or block.same[at])
        block.plain[at] = block.same[at] = False
        return was

    def sharing(self, key: object, values: tuple[Any, ...]) -> list[int]:
        """Return the rows that may go by these values."""
        shared = self.keys.get(key)
        return shared.rows_of(hash(values)) if shared is not None else []


class Sieve:
    """Sifts the rows of one table."""

    def __init__(self, known: Understanding, reader: RowReader, stored: StoredRecords, place: Place, rules: Rules,
                 seen: Collection[object], before: Sequence[Sifted]) -> None:  # fmt: skip
        self._known = known
        self._reader = reader
        self._stored = stored
        self._place = place
        self._rules = rules
        self._seen = seen
        self._before = before
        self._columns = [ColumnReader(*c) for c in reader.columns if c[1].role != "point"]
        fields = [(c.target.role == "residence", c.target.field) for c in self._columns]
        own, homes = ({f.name for home, f in fields if home is of and f and f.type != "link"} for of in (False, True))
        self._read = frozenset(own - SETTLED), frozenset(homes - SETTLED)
        self._addresses: dict[object, Address] = {}
        self._hashes: dict[object, list[Numbers]] = {}
        self._rows: dict[object, list[Rows]] = {}

    @property
    def fits(self) -> bool:
        """Whether rows of this table can be told without the others: rooms build on each other, points are moved together."""
        pointed = any(target.role == "point" for _, target, _ in self._reader.columns)
        named = {t.name for _, t, _ in self._reader.columns if t.role == "field"} | {"building", "address"}
        needed = {f.name for f in self._known.kind.fields.values() if f.required and f.default is None}
        return len(self._known.rows) >= FEW and self._known.kind.name != "dwelling" and not pointed and needed <= named

    def sift(self, progress: Progress) -> Sifted:
        """Return the blocks of all rows; they mark the rows that are plainly new, and those that are plainly stored."""
        rows = self._known.rows
        blocks = []
        for start in range(0, len(rows), BLOCK):
            progress.report(start, len(rows), tr("读取"))
            blocks.append(self._block(start, rows[start : start + BLOCK]))
        noted = tuple(self._hashes)  # each is let go when it is put in order: a million of them twice would be felt
        keys = {k: Shared.of(np.concatenate(self._hashes.pop(k)), np.concatenate(self._rows.pop(k))) for k in noted}
        sifted = Sifted(tuple(blocks), keys)
        for key, shared in keys.items():
            for row in shared.twice():
                sifted.take_out(row)
            for earlier in self._before:
                for row in shared.also_in(earlier.keys.get(key)):
                    sifted.take_out(row)
        return sifted

    def _block(self, start: int, indexes: Sequence[int]) -> Block:
        cells = self._cells(indexes)
        empty = (None,) * len(indexes)
        sound = np.ones(len(indexes), bool)
        values: Columns = {}
        homes: Columns = {}
        for column in self._columns:
            read, wrong = column.read(cells[column.index] if column.index < len(cells) else empty)
            if wrong:
                sound &= np.array([v is not WRONG for v in read])
                read = [None if v is WRONG else v for v in read]
            assert column.target.field is not None
            (homes if column.target.role == "residence" else values)[column.target.field.name] = read
        at = self._at(cells, len(indexes))
        sound &= np.array([a.whole for a in at], bool)
        self._settle(values, homes, at)
        plain = sound & self._complete(values, len(indexes)) & self._unknown(values, at, start)
        same = self._as_stored(values, homes, at, sound & ~plain, start)
        tight = len(self._known.rows) >= LONG
        lives = _any_given(homes, len(indexes)) if self._rules.lives else np.zeros(len(indexes), bool)
        asked, found = np.array([a.asked for a in at], bool), np.array([a.found for a in at], bool)
        kept = np.array([self._rules.keeps_text and a.text is not None for a in at], bool)
        columns = packed(values, tight=tight), packed(homes, tight=tight)
        return Block(start, plain, same, asked, found, kept, lives, _new_rooms(at), *columns, *self._read)

    def _cells(self, indexes: Sequence[int]) -> list[tuple[Cell, ...]]:
        rows = self._known.table.rows
        if isinstance(rows, ColumnRows) and isinstance(indexes, range):
            return rows.columns(indexes.start, indexes.stop)
        return list(zip_longest(*(rows[i] for i in indexes)))

    # Addresses

    def _at(self, cells: Sequence[Sequence[Cell]], count: int) -> list[Address]:
        """Return the address of each row; equal ones are looked up once."""
        columns = [cells[i] if i < len(cells) else (None,) * count for i in self._reader.place_columns]
        if not columns:
            return [Address()] * count
        known = self._addresses
        rows = list(zip(*columns, strict=True))
        for row in set(rows).difference(known):
            known[row] = self._looked_up(row)
        return list(map(known.__getitem__, rows))

    def _looked_up(self, row: Sequence[Cell]) -> Address:
        cells: list[Cell] = [None] * (max(self._reader.place_columns) + 1)
        for i, cell in zip(self._reader.place_columns, row, strict=True):
            cells[i] = cell
        said = RowValues(0)
        said.address, said.written = self._reader.address_of(cells)
        if not said.address:
            return Address()
        match = self._place(said)
        text = said.address if self._rules.keeps_address else None
        if self._rules.keeps_text and match.dwelling is None and said.written:
            text = said.written
        whole = not is_lost(said.address + said.written)
        if not match.found:
            return Address(True, text=text, written=said.written, whole=whole)
        return Address(True, True, match.building, match.dwelling, said.written, text, whole)

    def _settle(self, values: Columns, homes: Columns, at: Sequence[Address]) -> None:
        """Put buildings, rooms and kept texts where the kind has them."""
        if self._rules.lives:
            homes["building"], homes["dwelling"] = [a.building for a in at], [a.dwelling for a in at]
        elif self._known.kind.place.belongs and self._reader.placed:
            values["building"], values["dwelling"] = [a.building for a in at], [a.dwelling for a in at]
        if self._rules.keeps_address or self._rules.keeps_text:
            values["address"] = [a.text for a in at]

    # What makes a row plainly one that is stored

    def _as_stored(self, values: Columns, homes: Columns, at: Sequence[Address], asked: Mask, start: int) -> Mask:
        """Mark rows of those asked for whose record, told by its best key, has all that they say."""
        same, numbers = np.zeros(len(at), bool), np.zeros(len(at), np.int64)
        rows = np.flatnonzero(asked).tolist()
        if self._stored.empty or not rows:
            return same
        given = {n: [c[row] for row in rows] for n, c in values.items()}
        ids = self._stored.ids_of(given, len(rows))
        good = self._stored.agree(ids, {n: c for n, c in given.items() if n != "address" or not self._rules.keeps_text})
        for n, (row, id) in enumerate(zip(rows, ids, strict=True)):
            if good[n] and id is not None:
                home = {name: column[row] for name, column in homes.items() if column[row] is not None}
                good[n] = self._rules.known(id, home, at[row].text if self._rules.keeps_text else None)
        same[rows], numbers[rows] = good, hashes([(id,) for id in ids], len(ids))
        self._note("id", numbers, same, start)
        return same

    # What makes a row plainly new

    def _complete(self, values: Columns, count: int) -> Mask:
        """Mark rows that have all that a new record needs."""
        good = _any_given(values, count)
        for field in self._known.kind.fields.values():
            if field.required and field.default is None:
                column = values.get(field.name, [None] * count)
                good &= np.array([v is not None for v in column], bool)
        return good

    def _unknown(self, values: Columns, at: Sequence[Address], start: int) -> Mask:
        """Mark rows that no stored record can be meant by; what they go by is noted to be compared over the whole file."""
        count = len(at)
        keyed = np.zeros(count, bool)
        good = np.ones(count, bool)
        for key, stored in self._stored.by_key.items():
            if any(n not in values for n in key):
                continue
            parts = list(zip(*(values[n] for n in key), strict=True))
            whole = all(None not in values[n] for n in key)
            given = np.ones(count, bool) if whole else np.array([None not in p for p in parts], bool)
            keyed |= given
            numbers = hashes(parts, count)
            good &= ~(stored.mark(numbers) & given)
            if self._seen:
                good &= ~np.array([(key, *p) in self._seen for p in parts], bool)
            self._note(key, numbers, given, start)
        if not keyed.all():
            good &= self._whole_unknown(values, ~keyed, start)
        return good & ~self._alike(values, at) if "name" in values and len(self._stored.known_at()) else good

    def _alike(self, values: Columns, at: Sequence[Address]) -> Mask:
        """Mark rows whose name is known at their building, or at their address where no building was found."""
        texts = values["address"] if "address" in values and not self._rules.keeps_text else [a.written for a in at]
        wheres = [a.building if a.building is not None else t for a, t in zip(at, texts, strict=True)]
        return self._stored.known_at().mark(values["name"], wheres)

    def _whole_unknown(self, values: Columns, keyless: Mask, start: int) -> Mask:
        """The same for rows without a key, which are known by all that they say."""
        names = list(values)
        rows = zip(*values.values(), strict=True)
        said = [dict(zip(names, row, strict=True)) if k else None for row, k in zip(rows, keyless.tolist(), strict=True)]
        wholes = [() if each is None else self._stored.whole(each) for each in said]
        self._note("whole", hashes(wholes, len(wholes)), keyless, start)
        known = np.array([bool(w) and self._stored.has_whole(w) for w in wholes], bool)
        return np.asarray(~known | ~keyless, bool)

    def _note(self, key: object, numbers: Numbers, given: Mask, start: int) -> None:
        rows = np.flatnonzero(given)
        self._hashes.setdefault(key, []).append(numbers[rows])
        self._rows.setdefault(key, []).append((rows + start).astype(np.int32))


def _any_given(columns: Columns, count: int) -> Mask:
    """Mark rows of which any column says something."""
    good = np.zeros(count, bool)
    for column in columns.values():
        if None not in column:
            return np.ones(count, bool)
        good |= np.array([v is not None for v in column], bool)
    return good


def _new_rooms(at: Sequence[Address]) -> Rooms | None:
    """Return what stands for the rooms that are not recorded yet, 0 for all others; None where there are none."""
    rooms = np.array([a.dwelling if a.dwelling is not None and a.dwelling < 0 else 0 for a in at], np.int32)
    return rooms if rooms.any() else None
