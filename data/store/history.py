"""What the journal tells: the history of a record, and the latest change sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlcipher3.dbapi2 import Connection

from data.kinds import Kinds
from data.records import Change, ChangeSet, Values
from data.store import journal, rows
from data.store.acts import ACTS


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a record's history, or of the whole journal."""

    entry: int
    batch: int
    at: str
    who: str
    why: str
    action: str  # "add", "change", "remove", "reveal", "undo", ...
    kind: str
    record: int
    before: Values | None
    after: Values | None
    erased: bool = False  # its content was erased at the end of its retention
    back: int = 0  # seconds that the clock had been set back just before


def history(connection: Connection, kinds: Kinds, kind: str, id: int) -> list[HistoryEntry]:
    """Return what happened to a record, oldest first; changes that took something back are called "undo"."""
    return _about(connection, kinds, kind, id, lambda action: action == "reveal" or action not in ACTS)


def looks(connection: Connection, kinds: Kinds, kind: str, id: int) -> list[HistoryEntry]:
    """Return who looked at a record, revealed or took it out, oldest first."""
    return _about(connection, kinds, kind, id, lambda action: action in ACTS)


def _about(connection: Connection, kinds: Kinds, kind: str, id: int, wanted: Callable[[str], bool]) -> list[HistoryEntry]:
    found = [(batch, e) for batch, e in journal.entries_about(connection, kind, id) if wanted(e.action)]
    headers = {batch: journal.read_header(connection, batch) for batch in {b for b, _ in found}}
    return [_line(kinds, batch, entry, headers[batch]) for batch, entry in found]


def _line(kinds: Kinds, batch: int, entry: journal.Entry, header: journal.Header | None) -> HistoryEntry:
    before, after = sides(kinds, entry.action, entry.kind, entry.body)
    at, who, why, back = (header.at, header.who, header.why, header.back) if header else ("", "", "", 0)
    action = "undo" if header is not None and header.undoes is not None else entry.action
    return HistoryEntry(entry.number, batch, at, who, why, action, entry.kind, entry.record, before, after, entry.erased,
                        back)  # fmt: skip


def sides(kinds: Kinds, action: str, kind: str, body: Any) -> tuple[Values | None, Values | None]:
    """Return the values before and after an entry; of one whose content was erased they are empty."""
    if body is None and action in journal.CHANGES:
        return None if action == "add" else {}, None if action == "remove" else {}
    if action == "add":
        return None, _values(kinds, kind, body)
    if action == "remove":
        return _values(kinds, kind, body), None
    if action == "change":
        return _values(kinds, kind, body[0]), _values(kinds, kind, body[1])
    return None, body if isinstance(body, dict) else None


def _values(kinds: Kinds, kind: str, body: Mapping[str, Any]) -> Values:
    return rows.to_values(kinds[kind], rows.from_body(kinds[kind], body)) if kinds.knows(kind) else body


def batches(connection: Connection, kinds: Kinds, limit: int, most: int) -> list[ChangeSet]:
    """Return the latest change sets, newest first, each with its first ``most`` changes; who looked is no change."""
    headers = list(islice(journal.headers_backwards(connection, without=tuple(ACTS)), limit))
    return [change_set(connection, kinds, header, most) for header in headers]


def row_hash(connection: Connection, entry: int) -> str:
    """Return the hash of the journal row that an entry lies in, hexadecimal; "" where there is none."""
    asked = "SELECT hash FROM _journal WHERE entry <= ? AND entry + count > ? ORDER BY entry DESC LIMIT 1"
    row = connection.execute(asked, (entry, entry)).fetchone()
    return str(row[0].hex()) if row else ""


def written_since(connection: Connection, entry: int) -> bool:
    """Whether any record was added, changed or removed after an entry; looks and exports do not count."""
    asked = "SELECT 1 FROM _journal WHERE entry > ? AND action IN ('add', 'change', 'remove') LIMIT 1"
    return connection.execute(asked, (entry,)).fetchone() is not None


def kinds_moved(connection: Connection, entry: int) -> bool:
    """Whether a kind was declared, retired or regained after an entry."""
    asked = "SELECT 1 FROM _journal WHERE entry > ? AND action IN ('declare', 'retire', 'regain') LIMIT 1"
    return connection.execute(asked, (entry,)).fetchone() is not None


def since(connection: Connection, kinds: Kinds, entry: int, most: int) -> tuple[int, list[ChangeSet]]:
    """Return the journal's last entry, and the change sets after an entry that change records, oldest first."""
    last = journal.tip(connection)[0]
    found = connection.execute("SELECT entry, body FROM _journal WHERE action = 'begin' AND entry > ? ORDER BY entry", (entry,))
    headers = [journal.header_of(batch, body) for batch, body in found.fetchall()]
    sets = [change_set(connection, kinds, h, most) for h in headers]
    return last, [c for c in sets if c.changes]


def between(connection: Connection, kinds: Kinds, start: str, end: str, most: int) -> list[ChangeSet]:
    """Return the change sets of people in a period (UTC as stored, ends included), oldest first, with ``most`` changes each."""
    found, even_until = [], journal.set_back_first(connection)
    for header in journal.changing_backwards(connection):
        if header.at < start and (not even_until or header.batch < even_until):
            break
        if start <= header.at <= end and header.command not in journal.DEVICES[:1]:
            found.append(header)
    return [change_set(connection, kinds, header, most) for header in reversed(found)]


def change_set(connection: Connection, kinds: Kinds, header: journal.Header, most: int) -> ChangeSet:
    """Return a change set as the journal has it; entries that change no record are left out."""
    changes = [
        Change(e.kind, e.record, *sides(kinds, e.action, e.kind, e.body))
        for e in journal.entries_of(connection, header, most)
        if e.action in ("add", "change", "remove")
    ]
    return ChangeSet(header.batch, header.at, header.who, header.why, header.command, tuple(changes), header.undoes)
