"""Erasing records for good: out of tables, indexes, journal, attached files and free pages, with an entry that proves it.

One transaction takes the records out, empties the journal's rows of them (`data.store.erased`) and writes the entry; then the
file is swept (`data.store.sweeping`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlcipher3.dbapi2 import Connection

from data.errors import Damaged
from data.i18n import tr
from data.kinds import Kind
from data.progress import Progress
from data.records import ChangeSet, Edit
from data.store import deferred, erased, indexing, journal, meta, sweeping, unsaved
from data.store.changes import Run
from data.store.covered import asked
from data.store.engine import Engine, Purpose
from data.store.journal import Group
from data.store.links import as_json
from data.store.notes import REPEATS, mark_key
from data.store.plan import make_plan
from data.store.schema import create_search, drop_search, quote, searched
from data.store.words import Words, telling
from data.store.writer import Writer

ROWS_TOLD = 1_000  # rows of the journal in one entry
_WHOLE = "SELECT entry, batch, action, kind, record, last, count, body, digest, hash FROM _journal"
STEP = 500  # rows of the journal between two looks at whether to stop
WITHOUT_WORDS = ("add", "change", "remove", "erase", "declare", *journal.OF_KINDS)  # actions whose rows nobody wrote words into


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be erased: ids by kind, of records that are there or were removed before; ``unlinked`` empties links to them."""

    records: Mapping[str, frozenset[int]]
    unlinked: Sequence[Edit] = ()
    said: Mapping[str, Any] = field(default_factory=dict)  # beside it in the entry: basis, second person


@dataclass(slots=True)
class Erased:
    """What an erasing came to: the change set, and how much was emptied."""

    changes: ChangeSet | None = None
    records: dict[str, int] = field(default_factory=dict)
    entries: int = 0  # of the journal that have lost their content
    rows: int = 0  # of the journal that hold them
    texts: int = 0  # rows of the journal in which a name or number was taken out of what people wrote
    files: int = 0  # attached


def erase(engine: Engine, wish: Wish, purpose: Purpose, progress: Progress | None = None) -> Erased:
    """Take records out of the file and its journal in one transaction; `sweep` takes what is left of them out of its pages.

    Raises
    ------
    Damaged
        If the journal's rows are not what their digests say: first the file must be sound.
    Conflict
        If other records still point to one of them.
    """
    done = Erased(records={k: len(ids) for k, ids in wish.records.items() if ids})

    def work(writer: Writer) -> None:
        writer.connection.execute("PRAGMA secure_delete = ON")
        _Erasing(writer, wish, done, progress or Progress()).work()

    with engine.lock:
        try:
            done.changes = engine.commit(work, purpose, progress)
        finally:
            engine.connection.execute("PRAGMA secure_delete = OFF")
    return done


class _Erasing:
    """One erasing, inside the transaction."""

    def __init__(self, writer: Writer, wish: Wish, done: Erased, progress: Progress) -> None:
        self.writer, self.wish, self.done, self.progress = writer, wish, done, progress
        self.connection, self.kinds = writer.connection, writer.kinds
        self.rewritten: dict[int, bytes] = {}  # digests of what stands in rows now
        self.known = erased.digests(self.connection)
        self.names: set[str] = set()
        self.numbers: set[str] = set()
        self.near: set[int] = set()  # change sets that were about these records

    def work(self) -> None:
        """Do all of it."""
        if self.wish.unlinked:
            self.writer.write(make_plan(self.kinds, self.wish.unlinked))
        with _open_journal(self.connection):
            for name, ids in self.wish.records.items():
                if self.kinds.knows(name) and ids:
                    self._take_out(self.kinds[name], ids)
                    self._empty(self.kinds[name], ids)
            words = Words(self._names_of_nobody_else(), self.numbers)
            self._reword(words)
        _settings(self.connection, words, {id for ids in self.wish.records.values() for id in ids})
        self.done.files = _drop_files(self.connection)
        self._tell()
        meta.put(self.connection, sweeping.UNSWEPT, True)

    def _take_out(self, kind: Kind, ids: frozenset[int]) -> None:
        """Remove the rows that are there; the entries that say so hold nothing."""
        columns = ", ".join(quote(n) for n in ("id", *telling(kind)))
        found = self.connection.execute(
            f"SELECT {columns} FROM {quote(kind.name)} WHERE id IN (SELECT value FROM json_each(?))", (as_json(ids),)
        ).fetchall()
        for row in found:
            self._hear(kind, dict(zip(telling(kind), row[1:], strict=True)))
        there = [row[0] for row in found]
        self.connection.executemany(f"DELETE FROM {quote(kind.name)} WHERE id = ?", ((id,) for id in there))
        indexing.remove(self.connection, kind, there)
        if there:
            self.writer.written.groups.append(Group("remove", kind.name, there, [None] * len(there)))
            nothing: list[dict[str, Any]] = [{} for _ in there]
            self.writer.written.runs.append(Run(kind.name, there, nothing, None))
        _search_anew(self.writer, kind)

    def _hear(self, kind: Kind, values: Mapping[str, Any]) -> None:
        for name, is_name in telling(kind).items():
            value = values.get(name)
            if isinstance(value, str) and value.strip():
                (self.names if is_name else self.numbers).add(value.strip())

    # The journal

    def _empty(self, kind: Kind, ids: frozenset[int]) -> None:
        """Empty the journal's rows of these records."""
        for *heading, body, digest, hashed in self._rows_of(kind, ids):
            new = erased.emptied(body, heading[4], heading[6], ids)
            if new is None:
                continue
            self._check(heading, body, digest, hashed)
            hit = [e for e in journal.unpacked((*(heading[i] for i in (0, 2, 3, 4, 6)), body)) if e.record in ids and not e.erased]
            for entry in hit:
                for side in entry.body if entry.action == "change" else [entry.body]:
                    self._hear(kind, side)
            self.near.add(heading[1])
            self.done.entries += len(hit)
            self.done.rows += 1
            self._write(heading[0], new)

    def _rows_of(self, kind: Kind, ids: frozenset[int]) -> Iterator[tuple[Any, ...]]:
        """Yield the journal's rows that may hold these records, one by one: a row of an import is large."""
        told = "SELECT entry, record, last FROM _journal WHERE kind = ? AND action IN ('add', 'change', 'remove') AND "
        ordered = sorted(ids)
        alone = self.connection.execute(
            f"{told} count = 1 AND record IN (SELECT value FROM json_each(?))", (kind.name, as_json(ordered))
        ).fetchall()
        packed = self.connection.execute(f"{told} count > 1 AND record <= ? AND last >= ?", (kind.name, ordered[-1], ordered[0]))
        within = [row for row in packed.fetchall() if bisect_right(ordered, row[2]) > bisect_left(ordered, row[1])]
        for at, row in enumerate([*alone, *within]):
            if at % STEP == 0:
                self.progress.report(at, len(alone) + len(within), tr("清除日志中的内容"))
            yield self.connection.execute(f"{_WHOLE} WHERE entry = ?", row[:1]).fetchone()

    def _check(self, heading: Sequence[Any], body: bytes, digest: bytes, hashed: bytes) -> None:
        """Refuse to empty a row that is not what the chain says: its rest could no longer be held against it."""
        before = self.connection.execute(
            "SELECT hash FROM _journal WHERE entry < ? ORDER BY entry DESC LIMIT 1", (heading[0],)
        ).fetchone()
        link = journal.link_of(before[0] if before else journal.NOTHING_BEFORE, heading, digest)
        if erased.digest_of(body) != self.known.get(heading[0], digest) or link != hashed:
            raise Damaged(tr("日志第 {entry} 条与校验值不符，没有清除。请先核对站文件", entry=heading[0]))

    def _write(self, entry: int, body: bytes) -> None:
        self.connection.execute("UPDATE _journal SET body = ? WHERE entry = ?", (body, entry))
        self.rewritten[entry] = self.known[entry] = erased.digest_of(body)

    def _reword(self, words: Words) -> None:
        """Take names and numbers out of what people wrote in reasons, searches and notes."""
        everywhere, near = words, Words(self.names, self.numbers)
        if not near:
            return
        key = mark_key(self.connection)
        marks = {m for w in (*words.names, *words.numbers) for m in asked(w, key)} if key else set()
        for *heading, body, digest, hashed in self._rows_of_words():
            about = heading[1] in self.near or heading[4] in self.wish.records.get(heading[3], ())
            which = near if about else everywhere
            only = "why" if heading[2] == "begin" else ""
            new = erased.reworded(body, which.out_of, only=only, marks=marks) if b'"' in body else None
            if new is not None:
                self._check(heading, body, digest, hashed)
                self.done.texts += 1
                self._write(heading[0], new)

    def _rows_of_words(self) -> Iterator[tuple[Any, ...]]:
        """Yield the journal's rows that hold no records but words: some hundred at a time, for years of looks are millions."""
        asked, last = f"{_WHOLE} WHERE entry > ? AND action NOT IN {WITHOUT_WORDS} ORDER BY entry LIMIT {STEP}", 0
        while found := self.connection.execute(asked, (last,)).fetchall():
            self.progress.check()
            yield from found
            last = found[-1][0]

    def _names_of_nobody_else(self) -> set[str]:
        """Return the names that no record bears any more: what was written about another of that name stays."""
        left = set(self.names)
        for kind in (self.kinds[n] for n in self.wish.records if self.kinds.knows(n)):
            for name, is_name in telling(kind).items():
                if is_name and left:
                    column, asked = quote(name), orjson.dumps(sorted(left)).decode()
                    borne = f"SELECT DISTINCT {column} FROM {quote(kind.name)} WHERE {column} IN (SELECT value FROM json_each(?))"
                    left -= {row[0] for row in self.connection.execute(borne, (asked,))}
        return left

    def _tell(self) -> None:
        """Write what was erased into the journal; the digests of what stands in the rows now lie behind it."""
        done = self.done
        said = {
            **self.wish.said, "records": {k: sorted(ids) for k, ids in self.wish.records.items() if ids},
            "entries": done.entries, "journal_rows": done.rows, "texts": done.texts, "files": done.files,
        }  # fmt: skip
        told = [[entry, digest.hex()] for entry, digest in sorted(self.rewritten.items())]
        parts = [{"rows": told[i : i + ROWS_TOLD]} for i in range(0, len(told), ROWS_TOLD)]
        self.writer.written.groups.append(Group(erased.COMMAND, "", [0] * (1 + len(parts)), [said, *parts]))


@contextmanager
def _open_journal(connection: Connection) -> Iterator[None]:
    """Let the journal's rows be emptied, inside the transaction; the rule that forbids it stands again at the end."""
    rules = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '_journal' AND sql LIKE '%BEFORE UPDATE%'"
    ).fetchall()
    for name, _ in rules:
        connection.execute(f"DROP TRIGGER {quote(name)}")
    yield
    for _, rule in rules:
        connection.execute(rule)


def _search_anew(writer: Writer, kind: Kind) -> None:
    """Let the kind's search index be made anew: its pages keep tokens of what is no longer in it."""
    if not searched(kind):
        return
    connection = writer.connection
    drop_search(connection, kind.name)
    create_search(connection, kind)
    connection.execute("DELETE FROM _unindexed WHERE kind = ?", (kind.name,))
    first, last = connection.execute(f"SELECT min(id), max(id) FROM {quote(kind.name)}").fetchone()
    if first is not None:
        deferred.put_off(connection, kind.name, [first, last])
        writer.put_off = True


def _drop_files(connection: Connection) -> int:
    """Delete the bytes of attached files that no record describes any more, and return how many these are."""
    unused = "FROM _content WHERE digest NOT IN (SELECT digest FROM attachment WHERE digest IS NOT NULL)"
    count = int(connection.execute(f"SELECT count(*) {unused}").fetchone()[0])
    connection.execute(f"DELETE {unused}")
    return count


def _settings(connection: Connection, words: Words, gone: Collection[int]) -> None:
    """Take names and numbers out of what the station keeps as settings, and drop what was typed into forms of erased records."""
    asked = "SELECT name, value FROM _meta WHERE name LIKE 'setting.%' OR name = ?"  # and looks that are counted and not written
    typed: list[str] = []
    for name, value in connection.execute(asked, (REPEATS,)).fetchall():
        if name.startswith(unsaved.PREFIX) and name.rpartition("|")[2] in {str(id) for id in gone}:
            typed.append(name)
            continue
        new = erased.reworded(value.encode(), words.out_of) if words and '"' in value else None
        if new is not None:
            meta.put(connection, name, orjson.loads(new))
    meta.drop(connection, typed)
