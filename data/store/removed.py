"""Records that were removed in the past: the journal still holds them, so they are kept as long as others and erased like them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlcipher3.dbapi2 import Connection

from data.kinds import Kind
from data.store import journal
from data.store.schema import quote


def removed_with(
    connection: Connection, kinds: Mapping[str, Kind], kind: str, ids: Collection[int], joining: Sequence[str]
) -> dict[str, set[int]]:
    """Return records of ``joining`` kinds that were removed in the past and belonged to these records."""
    found: dict[str, set[int]] = defaultdict(set)
    for name in joining:
        fields = [f for f in kinds[name].links if kind in f.to]
        for entry in _removals(connection, name):
            if entry.body is None:
                continue
            for link in fields:
                companion = entry.body.get(f"{link.name}_kind", kind)
                if entry.body.get(link.name) in ids and companion == kind:
                    found[name].add(entry.record)
    return dict(found)


def removed(connection: Connection, kind: str) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Yield id, time of removal (UTC as stored) and last values of removed records whose content the journal still holds."""
    times: dict[int, str] = {}
    there = {row[0] for row in connection.execute(f"SELECT id FROM {quote(kind)}")} if _any_removed(connection, kind) else set()
    last: dict[int, tuple[str, Mapping[str, Any]]] = {}
    for entry, batch in _removals_with_batch(connection, kind):
        if batch not in times:
            header = journal.read_header(connection, batch)
            times[batch] = header.at if header else ""
        if entry.body is not None and entry.record not in there:
            last[entry.record] = (times[batch], entry.body)
    yield from ((id, at, body) for id, (at, body) in last.items())


def _any_removed(connection: Connection, kind: str) -> bool:
    return next(_removals(connection, kind), None) is not None


def _removals(connection: Connection, kind: str) -> Iterator[journal.Entry]:
    return (entry for entry, _ in _removals_with_batch(connection, kind))


def _removals_with_batch(connection: Connection, kind: str) -> Iterator[tuple[journal.Entry, int]]:
    found = connection.execute(
        f"SELECT {journal.COLUMNS}, batch FROM _journal WHERE kind = ? AND action = 'remove' ORDER BY entry", (kind,)
    ).fetchall()
    for *row, batch in found:
        yield from ((entry, batch) for entry in journal.unpacked(row))
