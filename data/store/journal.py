"""The journal: append-only, each row chained to the one before it, so that a later change of the past shows.

Every change has an entry of its own number. A small change is a row; of a large set, up to `PACK` entries of one kind and
action lie in one row, which makes the journal of an import a fraction of the cost of the rows themselves. A body is JSON, shapes
in it hexadecimal WKB; of very many additions the shapes follow it as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

import orjson
from sqlcipher3.dbapi2 import Connection

from data.clock import parse_utc
from data.store import heads, meta
from data.store.rows import encode, to_body

NOTHING_BEFORE = bytes(32)
PACK = 500  # entries in one row at most
BACKS = "clock_backs"  # in the file: change sets before which the clock had been set back
TOLERATED = 60  # seconds; less is the network's time service at work
FEW = 16  # entries of one kind and action; fewer get a row each
INSERT = (
    "INSERT INTO _journal (entry, batch, action, kind, record, last, count, body, digest, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
COLUMNS = "entry, action, kind, record, count, body"
# Commands of change sets that devices or the station's rules cause and nobody decides on: undo goes past them. They are written
# by rule (`data.accounts.session.by_rule`); who is signed in cannot use them.
DEVICES = ("positions", "task.due", "task.escalate", "dispute.risk")
CHANGES = ("add", "change", "remove")  # actions that change records
OF_KINDS = ("retire", "regain")  # actions that give up a whole kind, and take it back (`data.store.retired`)
CHANGING = ", ".join(f"'{action}'" for action in (*CHANGES, *OF_KINDS))


@dataclass(frozen=True, slots=True)
class Header:
    """What the begin entry of a change set says."""

    batch: int
    at: str
    who: str
    why: str
    command: str
    undoes: int | None
    count: int
    back: int = 0  # seconds that the clock had been set back since the change set before


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one action on one kind, to be written: a body for each record."""

    action: str
    kind: str
    records: Sequence[int]
    bodies: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Columns:
    """Additions to one kind, to be written: records with ids in a row, and what is in their columns; shapes are WKB."""

    kind: str
    records: range
    columns: Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, read: what was done to one record."""

    number: int
    action: str
    kind: str
    record: int
    body: Any  # of a record's entry None where its content was erased (`data.store.erased`)

    @property
    def erased(self) -> bool:
        """Whether it told of a record and its content was erased."""
        return self.body is None and self.action in ("add", "change", "remove")


def link_of(before: bytes, row: Sequence[Any], digest: bytes) -> bytes:
    """Return the hash of a row: SHA-256 over the hash before it, its heading (entry to count), and the digest of its body."""
    return hashlib.sha256(before + "|".join(map(str, row)).encode() + digest).digest()


def tip(connection: Connection) -> tuple[int, bytes]:
    """Return the number of the last entry, and the hash of the last row."""
    row = connection.execute("SELECT entry + count - 1, hash FROM _journal ORDER BY entry DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, NOTHING_BEFORE)


def append(
    connection: Connection, groups: Sequence[Group], *, at: str, who: str, why: str, command: str = "", undoes: int | None = None
) -> int:
    """Write a change set and return its batch: the number of its begin entry."""
    count = sum(len(g.records) for g in groups)
    return append_all(connection, groups, count, at=at, who=who, why=why, command=command, undoes=undoes)


def append_all(
    connection: Connection, groups: Iterable[Group | Columns], count: int, *, at: str, who: str, why: str, command: str = "",
    undoes: int | None = None,
) -> int:  # fmt: skip
    """Write a change set of ``count`` entries, which may be made on the way, and return its batch."""
    last, before = tip(connection)
    header = {"at": at, "who": who, "why": why, "command": command, "undoes": undoes, "count": count}
    back = _set_back(connection, at)
    if back:
        header["back"] = back
        meta.put(connection, BACKS, [*meta.get(connection, BACKS, []), last + 1])
    entry = last + 1
    for group in chain([Group("begin", "", [0], [header])], groups):
        written = list(_chained(entry, last + 1, before, group))
        connection.executemany(INSERT, written)
        if written:
            entry, before = written[-1][0] + written[-1][6], written[-1][9]
    meta.put(connection, "tip", [entry - 1, before.hex()])  # so that a journal cut off at its end shows
    heads.sign_if_due(connection, entry - 1, before, at)
    return last + 1


def _set_back(connection: Connection, at: str) -> int:
    """Return by how many seconds a moment lies before the last change set: the clock was set back; 0 where it was not.

    Moments stay what the clock said, for nobody can tell which of the two was right; the order is that of the entries.
    """
    row = connection.execute("SELECT body FROM _journal WHERE action = 'begin' ORDER BY entry DESC LIMIT 1").fetchone()
    before = orjson.loads(row[0])["at"] if row else at
    if at >= before:
        return 0
    gap = int((parse_utc(before) - parse_utc(at)).total_seconds())
    return gap if gap > TOLERATED else 0


def set_back_first(connection: Connection) -> int:
    """Return the first change set before which the clock had been set back: before it moments grow; 0 where it never was."""
    return min(meta.get(connection, BACKS, []), default=0)


def _chained(entry: int, batch: int, before: bytes, group: Group | Columns) -> Iterator[tuple[Any, ...]]:
    action, packed = (group.action, _packed(group)) if isinstance(group, Group) else ("add", _packed_columns(group))
    for records, written in packed:
        heading = (entry, batch, action, group.kind, min(records), max(records), len(records))
        digest = hashlib.sha256(written).digest()
        before = link_of(before, heading, digest)
        yield *heading, written, digest, before
        entry += len(records)


def _packed_columns(group: Columns) -> Iterator[tuple[Sequence[int], bytes]]:
    """Pack records by column: their names stand once in a row and not with each record."""
    shaped = [n for n, c in group.columns.items() if type(next((v for v in c if v is not None), None)) is bytes]
    for start in range(0, len(group.records), PACK):
        records = group.records[start : start + PACK]
        columns = {n: c[start : start + PACK] for n, c in group.columns.items()}
        if len(records) == 1:
            yield records, encode(to_body({n: c[0] for n, c in columns.items() if c[0] is not None}))
        elif shaped:
            yield records, with_shapes(records, columns, shaped)
        else:
            yield records, encode([list(records), columns])


def with_shapes(
    records: Sequence[int], columns: Mapping[str, Sequence[Any]], shaped: Sequence[str], erased: Sequence[int] = ()
) -> bytes:
    """Return JSON with the length of each shape in its place, and after a zero byte, which JSON never holds, their WKB in a row.

    ``erased`` are positions of records whose content was erased.
    """
    lengths = {n: [None if v is None else len(v) for v in columns[n]] for n in shaped}
    blobs = [v for n in shaped for v in columns[n] if v is not None]
    head = encode([list(records), {**columns, **lengths}, list(shaped), *([list(erased)] if erased else [])])
    return b"".join([head, b"\0", *blobs])


def shapes_back(columns: dict[str, list[Any]], shaped: Sequence[str], blobs: bytes) -> None:
    """Put shapes in the place of their lengths."""
    at = 0
    for name in shaped:
        ends = list(accumulate((length or 0 for length in columns[name]), initial=at))
        columns[name] = [None if n is None else blobs[a:b] for n, a, b in zip(columns[name], ends, ends[1:], strict=False)]
        at = ends[-1]


def _packed(group: Group) -> Iterator[tuple[Sequence[int], bytes]]:
    if len(group.records) < FEW:
        yield from (([r], encode(b)) for r, b in zip(group.records, group.bodies, strict=True))
        return
    for start in range(0, len(group.records), PACK):
        records, bodies = group.records[start : start + PACK], group.bodies[start : start + PACK]
        yield records, encode(body_of(records, bodies))


def body_of(records: Sequence[int], bodies: Sequence[Any]) -> Any:
    """Return the body of a row; one entry's stands by itself, so that a row of one looks the same however it came to be."""
    return bodies[0] if len(records) == 1 else [list(records), list(bodies)]


def unpacked(row: Sequence[Any]) -> Iterator[Entry]:
    """Yield the entries that lie in a row, read by `COLUMNS`."""
    entry, action, kind, record, count, body = row
    head, _, blobs = body.partition(b"\0") if isinstance(body, bytes) else (body, b"", b"")
    read = orjson.loads(head)
    if count == 1:
        yield Entry(entry, action, kind, record, read)
        return
    records, bodies, *shaped = read
    if isinstance(bodies, dict):
        shapes_back(bodies, shaped[0] if shaped else (), blobs)
        rows = zip(*bodies.values(), strict=True)
        bodies = [{n: v for n, v in zip(bodies, row, strict=True) if v is not None} for row in rows]
        for at in shaped[1] if len(shaped) > 1 else ():
            bodies[at] = None
    for number, (each, its) in enumerate(zip(records, bodies, strict=True), entry):
        yield Entry(number, action, kind, each, its)


def header_of(batch: int, body: bytes) -> Header:
    """Return a begin entry's body as a header."""
    raw = orjson.loads(body)
    return Header(batch, raw["at"], raw["who"], raw["why"], raw["command"], raw["undoes"], raw["count"], raw.get("back", 0))


def read_header(connection: Connection, batch: int) -> Header | None:
    """Return the header of a change set, or None if there is none of this number."""
    row = connection.execute("SELECT body FROM _journal WHERE entry = ? AND action = 'begin'", (batch,)).fetchone()
    return header_of(batch, row[0]) if row else None


def headers_backwards(connection: Connection, without: Sequence[str] = ()) -> Iterator[Header]:
    """Yield the headers of all change sets, newest first, or of all whose first entry is none of these actions."""
    marks = ", ".join("?" * len(without))
    for batch, body in connection.execute(
        "SELECT entry, body FROM _journal b WHERE action = 'begin' AND NOT EXISTS "
        f"(SELECT 1 FROM _journal n WHERE n.entry = b.entry + 1 AND n.action IN ({marks})) ORDER BY entry DESC", without,
    ):  # fmt: skip
        yield header_of(batch, body)


def changing_backwards(connection: Connection) -> Iterator[Header]:
    """Yield the headers of the change sets that changed records or gave up kinds, newest first: without who looked or signed in."""
    for batch, body in connection.execute(
        "SELECT b.entry, b.body FROM _journal b JOIN _journal n ON n.entry = b.entry + 1 "
        f"WHERE b.action = 'begin' AND n.action IN ({CHANGING}) ORDER BY b.entry DESC"
    ):
        yield header_of(batch, body)


def entries_of(connection: Connection, header: Header, most: int | None = None) -> list[Entry]:
    """Return the entries of a change set, or the first ``most``, without the begin entry."""
    count = header.count if most is None else min(most, header.count)
    found = connection.execute(
        f"SELECT {COLUMNS} FROM _journal WHERE entry > ? AND entry <= ? ORDER BY entry", (header.batch, header.batch + count)
    )
    return [entry for row in found.fetchall() for entry in unpacked(row)][:count]


def entries_about(connection: Connection, kind: str, record: int) -> list[tuple[int, Entry]]:
    """Return batch and entry of everything that happened to a record, oldest first."""
    alone = f"SELECT batch, {COLUMNS} FROM _journal WHERE count = 1 AND record = ? AND kind = ?"
    packed = f"SELECT batch, {COLUMNS} FROM _journal WHERE count > 1 AND kind = ? AND record <= ? AND last >= ?"
    found = connection.execute(f"{alone} UNION ALL {packed} ORDER BY entry", (record, kind, kind, record, record)).fetchall()
    return [(row[0], entry) for row in found for entry in unpacked(row[1:]) if entry.record == record]
