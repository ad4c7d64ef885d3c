"""The journal: append-only, each entry chained to the one before it, so that a later change of the past shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from sqlcipher3.dbapi2 import Connection

from data.store.rows import encode

NOTHING_BEFORE = bytes(32)
INSERT = "INSERT INTO _journal (entry, batch, action, kind, record, body, digest, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


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


def digest_of(body: bytes) -> bytes:
    """Return the digest of a body (SHA-256)."""
    return hashlib.sha256(body).digest()


def link_of(before: bytes, entry: int, batch: int, action: str, kind: str, record: int, digest: bytes) -> bytes:
    """Return the hash of an entry: SHA-256 over the hash before it, its heading, and the digest of its body."""
    return hashlib.sha256(before + f"{entry}|{batch}|{action}|{kind}|{record}|".encode() + digest).digest()


def tip(connection: Connection) -> tuple[int, bytes]:
    """Return the number and hash of the last entry."""
    row = connection.execute("SELECT entry, hash FROM _journal ORDER BY entry DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, NOTHING_BEFORE)


def append(
    connection: Connection,
    entries: Iterable[tuple[str, str, int, Any]],
    *,
    at: str,
    who: str,
    why: str,
    command: str = "",
    undoes: int | None = None,
    count: int,
) -> int:
    """Write a change set (action, kind, record, body) and return its batch: the number of its begin entry."""
    last, before = tip(connection)
    batch = last + 1
    header = {"at": at, "who": who, "why": why, "command": command, "undoes": undoes, "count": count}
    begin = ("begin", "", 0, header)
    connection.executemany(INSERT, _chained(batch, before, _begin_first(begin, entries)))
    return batch


def _begin_first(
    begin: tuple[str, str, int, Any], entries: Iterable[tuple[str, str, int, Any]]
) -> Iterator[tuple[str, str, int, Any]]:
    yield begin
    yield from entries


def _chained(batch: int, before: bytes, entries: Iterable[tuple[str, str, int, Any]]) -> Iterator[tuple[Any, ...]]:
    sha256 = hashlib.sha256
    for entry, (action, kind, record, body) in enumerate(entries, batch):
        written = encode(body)
        digest = sha256(written).digest()
        before = sha256(before + f"{entry}|{batch}|{action}|{kind}|{record}|".encode() + digest).digest()
        yield entry, batch, action, kind, record, written, digest, before


def header_of(batch: int, body: bytes) -> Header:
    """Return a begin entry's body as a header."""
    raw = orjson.loads(body)
    return Header(batch, raw["at"], raw["who"], raw["why"], raw["command"], raw["undoes"], raw["count"])


def read_header(connection: Connection, batch: int) -> Header | None:
    """Return the header of a change set, or None if there is none of this number."""
    row = connection.execute("SELECT body FROM _journal WHERE entry = ? AND action = 'begin'", (batch,)).fetchone()
    return header_of(batch, row[0]) if row else None


def headers_backwards(connection: Connection) -> Iterator[Header]:
    """Yield the headers of all change sets, newest first."""
    for batch, body in connection.execute("SELECT entry, body FROM _journal WHERE action = 'begin' ORDER BY entry DESC"):
        yield header_of(batch, body)


def entries_of(connection: Connection, header: Header) -> list[tuple[int, str, str, int, bytes]]:
    """Return entry, action, kind, record and body of each change in a change set."""
    found = connection.execute(
        "SELECT entry, action, kind, record, body FROM _journal WHERE entry > ? AND entry <= ? ORDER BY entry",
        (header.batch, header.batch + header.count),
    )
    return list(found.fetchall())
