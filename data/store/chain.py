"""Walking the journal's chain: every row is checked against the one before it, and what does not fit is named by its entry.

A row's hash is over the hash before it, its heading and the digest of its body, so a broken row says by itself what was changed:
the body does not fit its digest, or heading and digest do not fit the hash. The walk goes on behind it with the hash that the next
row proves. Rows that fit another place than theirs were moved; what fits nowhere and has no number free was put in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from data.i18n import tr
from data.progress import Progress
from data.store import meta
from data.store.faults import Fault
from data.store.journal import NOTHING_BEFORE, PACK, link_of

MOST = 100  # faults that are told; a journal with more was written anew from there on
STEP = 2_000  # rows between two reports
ROWS = "SELECT entry, batch, action, kind, record, last, count, CAST(body AS BLOB), digest, hash FROM _journal ORDER BY entry"


@dataclass(slots=True)
class _Row:
    """A row as it lies in the file; ``shift`` is by how much rows put in or taken out before it have moved all numbers."""

    heading: list[Any]  # entry to count
    digest: Any
    hash: Any
    own: bytes  # the digest of the body as it lies there
    size: int  # how many entries its body holds
    shift: int = 0

    @property
    def number(self) -> int:
        """The number that it has in the chain."""
        return int(self.heading[0]) - self.shift

    def fits(self, before: bytes, number: int, shift: int = 0) -> bool:
        """Whether its hash is that of the row of this number, behind this hash."""
        batch, rest = self.heading[1], self.heading[2:]
        batches = {batch, batch - self.shift, batch - shift} if type(batch) is int else {batch}
        digests = [d for d in (self.digest, self.own) if type(d) is bytes]
        return any(link_of(before, [number, b, *rest], d) == self.hash for b in batches for d in digests)


@dataclass(slots=True)
class _Hole:
    """Numbers at which no right row stands, with the hash before them where that is known."""

    first: int
    last: int
    before: bytes | None
    row: _Row | None = None  # what stands there


@dataclass(slots=True)
class Walk:
    """What a walk over the whole journal found."""

    end: int = 0  # the last entry
    faults: list[Fault] = field(default_factory=list)
    hashes: dict[int, bytes] = field(default_factory=dict)  # of the entries that were asked for, where a row ends with them


def walk(connection: Connection, erased: Mapping[int, bytes], wanted: Collection[int], length: int, progress: Progress) -> Walk:
    """Walk the journal.

    ``erased`` are the digests of bodies whose content was erased, by entry; ``wanted`` are entries whose hashes are asked for;
    ``length`` is about how long it is, for progress.
    """
    walker = _Walker(erased, frozenset(wanted))
    try:
        walker.go(_rows(connection, length, progress))
        tip = meta.get(connection, "tip")
    except dbapi2.DatabaseError:
        walker.tell("unread", walker.expected)
        return walker.found
    if not walker.too_many:
        walker.settle()
        walker.check_end(tip)
    walker.found.faults.sort(key=lambda f: f.first)
    return walker.found


def _rows(connection: Connection, length: int, progress: Progress) -> Iterator[tuple[Any, ...]]:
    for seen, row in enumerate(connection.execute(ROWS), 1):
        if seen % STEP == 0:
            progress.report(row[0], length, tr("核对日志"))
        yield row


class _Walker:
    """Goes from row to row; knows the hash before the next one, or which it may be."""

    def __init__(self, erased: Mapping[int, bytes], wanted: frozenset[int]) -> None:
        self.found = Walk()
        self._erased, self._wanted = erased, wanted
        self._before: list[bytes] = [NOTHING_BEFORE]  # the hash before the next row is one of these; none if it is lost
        self.expected = 1  # the number that is due, as the chain counts
        self._shift = 0
        self._last: tuple[_Row, bytes | None] | None = None  # the row before, and the hash before that
        self._right: tuple[Any, ...] | None = None  # that of a row that was right, while nothing is wrong
        self._lost = False  # whether the row before is broken, so that the hash before the next may be neither of those
        self._holes: list[_Hole] = []
        self._strays: list[_Row] = []
        self._unproved: list[_Row] = []

    @property
    def too_many(self) -> bool:
        """Whether it makes no sense to go on."""
        return len(self.found.faults) + len(self._holes) + len(self._strays) >= MOST

    def tell(self, what: str, first: int, last: int = 0, other: int = 0) -> None:
        """Tell of a fault, by the numbers that the chain counts."""
        shift = self._shift
        self.found.faults.append(Fault(what, first + shift, max(first, last) + shift, other))

    def go(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Walk until the end, or until it makes no sense any more."""
        sha256, erased, wanted = hashlib.sha256, self._erased, self._wanted
        for *heading, body, digest, hashed in rows:
            entry, count, before = heading[0], heading[6], self._before
            own = sha256(body or b"").digest()
            if (  # nearly every row: at its number, its body as it was, linked to the one before
                entry == self.expected and own == digest and len(before) == 1 and not self._shift and entry not in erased
                and type(count) is int and count > 0 and link_of(before[0], heading, digest) == hashed
            ):  # fmt: skip
                self._right = (heading, digest, hashed, own, before[0])
                self._before, self.expected = [hashed], entry + count
                if self.expected - 1 in wanted:
                    self.found.hashes[self.expected - 1] = hashed
            else:
                self._odd(_Row(heading, digest, hashed, own, _size(body, count), self._shift))
                if self.too_many:
                    break
        self.found.end = self.expected - 1

    def _odd(self, row: _Row) -> None:
        if self._right is not None:
            heading, digest, hashed, own, before = self._right
            self._last, self._lost, self._right = (_Row(heading, digest, hashed, own, heading[6]), before), False, None
        ahead = row.number > self.expected
        if row.number < self.expected or (ahead and any(h.before and row.fits(h.before, h.first) for h in self._holes)):
            self._strays.append(row)
            return
        if ahead:
            self._holes.append(_Hole(self.expected, row.number - 1, self._before[0] if len(self._before) == 1 else None))
            self._before, self.expected, self._last = [], row.number, None
        self._judge(row)

    def _judge(self, row: _Row) -> None:
        """Tell what is wrong with a row that stands at the number that is due, and go on behind it."""
        linked = any(row.fits(b, row.number) for b in self._before)
        if not linked and self._before and self._swapped(row):
            return
        if not linked and self._before and self._last is not None:
            moved = self._all_moved(row)
            if moved is not None:
                row, linked = moved, True
        if linked:  # then its heading is as it was, whatever was done to its body
            row.size = int(row.heading[6])
        last = row.number + row.size - 1
        if not linked and self._before and not self._lost:
            self._broken(row, last)
            return
        if not linked and self._before:
            self._unproved.append(row)
        if row.own != self._erased.get(int(row.heading[0]), row.digest):
            self.tell("body", row.number, last)
        if linked and last in self._wanted:
            self.found.hashes[last] = row.hash
        self._last, self._lost = (row, self._before[0] if linked and len(self._before) == 1 else None), False
        self._before, self.expected = [row.hash] if type(row.hash) is bytes else [], last + 1

    def _broken(self, row: _Row, last: int) -> None:
        """Heading, digest or hash were changed: the next row tells to which hash it is linked."""
        before = self._before[0] if len(self._before) == 1 else None
        self._holes.append(_Hole(row.number, last, before, row))
        digests = [d for d in (row.own, row.digest) if type(d) is bytes]
        after = {link_of(b, [row.number, *row.heading[1:]], d) for b in self._before for d in digests}
        self._last, self._lost = (row, before), True
        self._before, self.expected = sorted(after | ({row.hash} if type(row.hash) is bytes else set())), last + 1

    def _swapped(self, row: _Row) -> bool:
        """Whether this row and the one before stand at each other's numbers; tell so, and go on behind them."""
        prior, before = self._last or (row, None)
        if before is None or not (row.fits(before, prior.number) and prior.fits(row.hash, prior.number + row.size)):
            return False
        self._forget(prior)
        self.tell("moved", prior.number, other=row.number + self._shift)
        self.tell("moved", row.number, other=prior.number + self._shift)
        self._last, self._lost = None, False
        self._before, self.expected = [prior.hash], row.number + row.size
        return True

    def _all_moved(self, row: _Row) -> _Row | None:
        """Return the row with the number that it had, if all are counted anew from the row before on; tell what caused it."""
        assert self._last is not None
        prior, before = self._last
        if before is not None and row.fits(before, prior.number, prior.size):  # the row before was put in
            self._forget(prior)
            self.tell("inserted", prior.number, prior.number + prior.size - 1)
            self._turn(prior.size, prior.number)
            return self._counted(row)
        if self._lost and type(prior.hash) is bytes:  # what stood before the row before was taken out
            for by in range(1, PACK + 1):
                if row.fits(prior.hash, row.number + by, -by):
                    self._forget(prior)
                    self.tell("missing", prior.number, prior.number + by - 1)
                    self._turn(-by, row.number + by)
                    return self._counted(row)
        return None

    def _turn(self, by: int, number: int) -> None:
        self._shift, self.expected, self._lost = self._shift + by, number, False

    def _counted(self, row: _Row) -> _Row:
        return _Row(row.heading, row.digest, row.hash, row.own, row.size, self._shift)

    def _forget(self, row: _Row) -> None:
        self._holes = [h for h in self._holes if h.row is not row]

    # When all rows were seen

    def settle(self) -> None:
        """Tell of what stands at no right place: rows that fit elsewhere were moved, the others put in, changed or lost."""
        loose = [*self._strays, *(h.row for h in self._holes if h.row is not None)]
        filled: dict[int, _Row] = {}
        while _fill(self._holes, loose, filled):
            pass
        placed = {id(row) for row in filled.values()}
        for hole in self._holes:
            row = filled.get(hole.first)
            first = hole.first + row.size if row is not None else hole.first
            if row is not None:
                self.found.faults.append(Fault("moved", hole.first, first - 1, int(row.heading[0])))
            if first <= hole.last:
                self.found.faults.append(Fault("missing" if hole.row is None else "link", first, hole.last))
        self.found.faults += [Fault("inserted", int(r.heading[0]), 0) for r in self._strays if id(r) not in placed]
        proved = {first + row.size: row.hash for first, row in filled.items()}
        for row in self._unproved:
            if row.number not in proved or not row.fits(proved[row.number], row.number):
                self.found.faults.append(Fault("link", int(row.heading[0]), int(row.heading[0]) + row.size - 1))

    def check_end(self, tip: Any) -> None:
        """Compare the end of the journal with what the file says of it: number and hash."""
        end = self.expected - 1
        said, hashed = tip if isinstance(tip, list) and len(tip) == 2 else (None, None)
        if type(said) is not int or said > end + max(self._shift, 0):
            self.tell("cut", end)
        elif said < min(end, end + self._shift):
            self.tell("inserted", said + 1, end)
        elif not self.found.faults and [b.hex() for b in self._before] != [hashed]:
            self.tell("link", end)


def _size(body: bytes | None, count: Any) -> int:
    """Return how many entries a row holds by its body, which a changed count does not tell."""
    try:
        read = orjson.loads((body or b"").partition(b"\0")[0])
    except orjson.JSONDecodeError:
        return count if type(count) is int and count > 0 else 1
    packed = isinstance(read, list) and read and isinstance(read[0], list) and all(type(i) is int for i in read[0])
    return len(read[0]) if packed else 1


def _fill(holes: Sequence[_Hole], loose: Sequence[_Row], filled: dict[int, _Row]) -> bool:
    """Find rows that fit holes; a hole behind one that is filled gets its hash. Return whether there was any."""
    fresh = False
    for hole in holes:
        if hole.first in filled or hole.before is None:
            continue
        row = next((r for r in loose if r is not hole.row and r.fits(hole.before, hole.first)), None)
        if row is None:
            continue
        filled[hole.first], fresh = row, True
        for behind in holes:
            if behind.first == hole.first + row.size:
                behind.before = row.hash
    return fresh
