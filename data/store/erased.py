"""What is left in the journal of what was erased: heading, digest and link of each row stay, the content is gone.

A row's body is emptied of the erased records (they read as None), or of words. Its own digest and link stay as they were, so the
chain over headings and digests holds as before. The digest of what stands in the row now is written into an entry "erase", which
is chained itself: whoever changes the rest of such a row, or empties one without such an entry, is noticed. What can no longer
be shown from the file alone is that the rest of an emptied row is what the row held at first; the program compares it before it
erases.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from sqlcipher3.dbapi2 import Connection

from data.i18n import tr
from data.kinds import Kind
from data.store import journal
from data.store.rows import Row, encode


@dataclass(frozen=True, slots=True)
class Erasure:
    """One erasing as the journal tells it: its entry, the change set's heading, what it said, and the link of the entry's row."""

    entry: int
    header: journal.Header
    said: dict[str, Any]
    link: str


COMMAND = "erase"  # of the change set, and the action of the entries that tell what was emptied
NOTHING = b"null"  # the body of a row whose one record was erased


def emptied(body: bytes, record: int, count: int, gone: Collection[int]) -> bytes | None:
    """Return a row's body without these records, by their ids; None where it holds nothing of them."""
    if count == 1:
        return NOTHING if record in gone and body != NOTHING else None
    head, _, blobs = body.partition(b"\0")
    records, bodies, *rest = orjson.loads(head)
    at = [i for i, id in enumerate(records) if id in gone]
    if isinstance(bodies, dict):
        return _columns_emptied(records, bodies, rest, blobs, at)
    at = [i for i in at if bodies[i] is not None]
    for i in at:
        bodies[i] = None
    return encode([records, bodies]) if at else None


def _columns_emptied(
    records: list[int], columns: dict[str, list[Any]], rest: list[Any], blobs: bytes, at: list[int]
) -> bytes | None:
    shaped = rest[0] if rest else []
    before = rest[1] if len(rest) > 1 else []
    if set(at) <= set(before):
        return None
    journal.shapes_back(columns, shaped, blobs)
    for column in columns.values():
        for i in at:
            column[i] = None
    return journal.with_shapes(records, columns, shaped, sorted({*before, *at}))


def reworded(
    body: bytes, out_of: Callable[[str], str], *, only: str = "", marks: Collection[str] = frozenset()
) -> bytes | None:
    """Return a body of no record with its texts passed through ``out_of``, or only the one under a key; None if none differs.

    ``marks`` of searches (`data.store.covered`) are taken out too.
    """
    read = orjson.loads(body)
    new = {**read, only: out_of(read[only])} if only else _each_text(read, out_of, marks)
    return encode(new) if new != read else None


def _each_text(value: Any, out_of: Callable[[str], str], marks: Collection[str]) -> Any:
    if isinstance(value, str):
        return out_of(value)
    if isinstance(value, list):
        return [_each_text(v, out_of, marks) for v in value]
    if isinstance(value, dict):
        return {n: [m for m in v if m not in marks] if n == "marks" else _each_text(v, out_of, marks) for n, v in value.items()}
    return value


def erasures(connection: Connection) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield entry and body of everything that tells of an erasing, oldest first."""
    found = connection.execute(f"SELECT {journal.COLUMNS} FROM _journal WHERE action = '{COMMAND}' ORDER BY entry")
    for row in found.fetchall():
        yield from ((entry.number, entry.body) for entry in journal.unpacked(row))


def digests(connection: Connection) -> dict[int, bytes]:
    """Return the digests of the bodies that stand in emptied rows now, by the row's first entry."""
    return {
        row: bytes.fromhex(digest) for number, body in erasures(connection) for row, digest in body.get("rows", ()) if row < number
    }


def count(connection: Connection) -> int:
    """Return how many entries of the journal have lost their content."""
    return sum(int(body.get("entries", 0)) for _, body in erasures(connection))


def ids(connection: Connection) -> dict[str, set[int]]:
    """Return the ids of all that was erased so far, by kind."""
    found: dict[str, set[int]] = {}
    for _number, body in erasures(connection):
        for kind, some in body.get("records", {}).items():
            found.setdefault(kind, set()).update(some)
    return found


def cleared(connection: Connection) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield entry and body of what tells of backups that were cleared (`data.backups.renew`), oldest first."""
    found = connection.execute(f"SELECT {journal.COLUMNS} FROM _journal WHERE action = 'cleared' ORDER BY entry")
    for row in found.fetchall():
        yield from ((entry.number, entry.body) for entry in journal.unpacked(row))


def told(connection: Connection) -> list[Erasure]:
    """Return what was erased so far, newest first."""
    found = []
    for number, body in erasures(connection):
        if "records" not in body:
            continue
        asked = "SELECT batch, hash FROM _journal WHERE entry <= ? ORDER BY entry DESC LIMIT 1"
        batch, link = connection.execute(asked, (number,)).fetchone()
        header = journal.read_header(connection, batch)
        assert header is not None  # a batch is the number of its begin entry
        found.append(Erasure(number, header, body, link.hex()))
    return found[::-1]


def digest_of(body: bytes) -> bytes:
    """Return the digest of a body as the journal has it."""
    return hashlib.sha256(body).digest()


def left_of(kind: Kind) -> Row:
    """Return what stands in the past for a record that was erased: its number and the word that it was."""
    named = next((n for n, f in kind.fields.items() if f"{{{n}}}" in kind.title and f.type in ("text", "note")), None)
    return {named: tr("〔已清除〕")} if named else {}
