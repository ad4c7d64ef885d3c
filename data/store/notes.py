"""Entries of the journal that change nothing: who looked at what, searched, signed in, was refused, read the journal itself.

Looks are many and nobody waits for them: they are gathered for a second and written on a thread of their own. The first look
of a person at a record is an entry; those that follow within `AGAIN` are counted and written as one more. The counts lie in the
file as soon as the second is over, so that a crash loses that second of looks and nothing else.

Who opened a station only to read, because another console writes it or because a command only asks, leaves entries too: they
are written through a door of a moment, as SQLite's own locks allow. Where the disk itself cannot be written, a station without
accounts is read without entries, and one with accounts lets nobody sign in.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import orjson
from sqlcipher3.dbapi2 import Connection

from data.clock import format_utc, parse_utc
from data.errors import NotAllowed, WatchroomError
from data.i18n import tr
from data.store import journal, meta
from data.store.acts import act_of
from data.store.connect import told
from data.store.covered import covered
from data.store.engine import Engine

LOG = logging.getLogger(__name__)
GATHERED = 1.0  # seconds that looks wait for others
AGAIN = timedelta(minutes=10)  # in which the same look is counted
MOST = 20_000  # looks that wait at most while the file cannot be written
REPEATS, KEY = "looks_again", "notes_key"  # where the counts lie in the file, and the key of marks


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does, to be written by `Notes.note_together`."""

    act: str
    kind: str
    ids: Sequence[int]
    said: Mapping[str, Any]
    why: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One act to be written; ``at`` is when it was done (UTC as stored)."""

    act: str
    kind: str
    ids: tuple[int, ...]
    said: Mapping[str, Any]
    who: str
    why: str
    command: str
    at: str

    @property
    def same(self) -> tuple[Any, ...]:
        """What a repetition of it has in common with it."""
        return self.who, self.act, self.kind, self.ids, repr(sorted(self.said.items())), self.why, self.command


@dataclass(slots=True)
class _Seen:
    """How often something was done again since it was written, and when last."""

    note: Note
    since: datetime
    times: int = 0
    last: str = ""
    kept: int = field(default=0)  # the count that lies in the file


class Notes:
    """What waits to be written into the journal of one open station; safe from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._waiting: list[Note] = []
        self._seen: dict[tuple[Any, ...], _Seen] = {}
        self._hurry = threading.Event()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._held = False  # all waits until the file is closed
        self._left_over = False
        self._writes = False  # what waited is being written

    def note(
        self, act: str, kind: str, ids: Sequence[int], said: Mapping[str, Any] | None, who: str, why: str, command: str
    ) -> int:
        """Write an act, or let it be written; return its change set's number, 0 where it is written later or not at all."""
        when = act_of(act).when
        if self._engine.door.sealed or self._without_entries():
            return 0
        one = _note(Act(act, kind, ids, said or {}, why, command), who, format_utc(self._engine.clock.now()))
        if when == "now" and not self._held:
            return self._write_now([one])
        with self._lock:
            if self._closed or (when == "gathered" and self._again(one)):
                return 0
            self._waiting.append(one)
            del self._waiting[:-MOST]
            self._begin()
        if when == "soon":
            self._hurry.set()
        return 0

    def note_together(self, acts: Sequence[Act], who: str, check: Callable[[], object]) -> None:
        """Write acts that are not done without their entries, once ``check`` has passed; no process writes in between."""
        if self._engine.door.sealed or self._without_entries():
            check()
            return
        at = format_utc(self._engine.clock.now())
        notes = [_note(act, who, at) for act in acts]
        if not self._held:
            self._write_now(notes, check)
            return
        check()
        with self._lock:
            self._waiting += notes

    def hold(self) -> None:
        """Let everything wait until the file is closed: who checks a file looks at it as it is."""
        self._held = True

    def drop(self) -> None:
        """Write nothing of what waits: a file that is not sound is left as it is."""
        with self._lock:
            self._waiting.clear()
            self._seen.clear()

    def _write_now(self, notes: Sequence[Note], check: Callable[[], object] | None = None) -> int:
        """Write acts that are not done without their entries; a station without accounts is read also where none can be written."""
        try:
            return self._write(notes, check)
        except WatchroomError as error:
            if not self._engine.door.read_only:
                raise
            if self._engine.session.open:
                return 0
            if self._out_of_reach():
                path = self._engine.door.path
                sentence = tr("{file} 在不能写入的地方，登录和查看记不进日志；请复制到能写的磁盘上再打开", file=path)
                raise NotAllowed(sentence) from error
            raise

    def _out_of_reach(self) -> bool:
        path = self._engine.door.path
        return not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK))

    def _without_entries(self) -> bool:
        """Whether the station has no accounts and lies where nothing can be written: then it is read without entries."""
        return self._engine.door.read_only and self._engine.session.open and self._out_of_reach()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a connection inside a transaction, of the station's writer or, where it is only read, of a moment."""
        door = self._engine.door
        if not door.read_only:
            with self._engine.writing() as connection:
                yield connection
            return
        with told(door.path), closing(replace(door, read_only=False).writer()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def _again(self, one: Note) -> bool:
        """Count a look that was written a little while ago."""
        now = parse_utc(one.at)
        seen = self._seen.get(one.same)
        if seen is None or abs(now - seen.since) >= AGAIN:
            self._settle(one.same)
            self._seen[one.same] = _Seen(one, now)
            return False
        seen.times, seen.last = seen.times + 1, one.at
        self._begin()
        return True

    def _settle(self, key: tuple[Any, ...]) -> None:
        """Let the count of something be written, which begins anew."""
        seen = self._seen.pop(key, None)
        if seen is not None and seen.times:
            self._waiting.append(_repeated(seen))

    def _begin(self) -> None:
        if self._thread is None and not (self._closed or self._held):
            self._thread = threading.Thread(target=self._gather, name="journal-looks", daemon=True)
            self._thread.start()

    def _gather(self) -> None:
        """Wait for what else comes within a second, write it, and end."""
        self._hurry.wait(GATHERED)
        with self._lock:
            self._hurry.clear()
            self._thread = None
        self.flush()

    def flush(self) -> None:
        """Write what waits, or wait for who is writing it; what cannot be written now goes on waiting."""
        if self._held and not self._closed:
            return
        try:
            self._write([])
        except WatchroomError as error:
            LOG.warning("looks wait to be written: %s", error)

    def close(self) -> None:
        """Write all that waits, and the counts; a second call does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed, thread = True, self._thread
            for key in list(self._seen):
                self._settle(key)
        self._hurry.set()
        if thread is not None:
            thread.join()
        self.flush()

    # Writing

    def _write(self, more: Sequence[Note], check: Callable[[], object] | None = None) -> int:
        """Write what waits and then ``more``, in one transaction; return the last change set's number, 0 if there was nothing.

        ``check`` is called inside of it, and nothing is written where it refuses.
        """
        with self._lock:
            self._forget()
            if not (more or self._writes or self._to_write()):
                return 0
        with self._engine.lock:
            with self._lock:
                if not (more or self._to_write()):  # another thread has written it meanwhile
                    return 0
                self._writes = True
                waiting, self._waiting = self._waiting, []
                counts = [(seen, seen.times, _repeated(seen)) for seen in self._seen.values() if seen.times]
            try:
                with self._writing() as connection:
                    if check is not None:
                        check()
                    last = self._append(connection, [*waiting, *more])
                    if not self._engine.door.read_only:  # the counts in the file are those of who writes it
                        self._keep(connection, [note for _seen, _times, note in counts])
            except BaseException:
                with self._lock:
                    self._waiting = [*waiting, *self._waiting]
                raise
            finally:
                self._writes = False
        for seen, times, _note in counts:
            seen.kept = times
        return last

    def _to_write(self) -> bool:
        return bool(self._waiting) or any(s.times != s.kept for s in self._seen.values())

    def _forget(self) -> None:
        """Let the counts of what is long ago be written."""
        now = self._engine.clock.now()
        for key in [k for k, s in self._seen.items() if abs(now - s.since) >= AGAIN]:
            self._settle(key)

    def _append(self, connection: Connection, notes: Sequence[Note]) -> int:
        last, at = 0, format_utc(self._engine.clock.now())
        for (who, why, command), some in groupby(notes, key=lambda n: (n.who, n.why, n.command)):
            groups = list(self._groups(connection, some, at))
            last = journal.append(connection, groups, at=at, who=who, why=why, command=command)
        return last

    def _groups(self, connection: Connection, notes: Iterable[Note], at: str) -> Iterator[journal.Group]:
        for (act, kind), some in groupby(notes, key=lambda n: (n.act, n.kind)):
            told = [(id, body) for note in some for body in (self._body(connection, note, at),) for id in note.ids]
            yield journal.Group(act, kind, [id for id, _body in told], [body for _id, body in told])

    def _body(self, connection: Connection, note: Note, at: str) -> dict[str, Any]:
        said = dict(note.said)
        if "text" in said and "marks" not in said:
            said = covered(said, _sure_key(connection))
        return said if note.at == at else {**said, "at": note.at}

    # Counts that a crash would lose

    def _keep(self, connection: Connection, counts: Sequence[Note]) -> None:
        """Put the counts into the file, in place of those before."""
        if counts or self._left_over:
            meta.put(connection, REPEATS, [_packed(replace(n, said=self._body(connection, n, n.at))) for n in counts])
        self._left_over = bool(counts)

    def take_over(self) -> None:
        """Write the counts that a program that ended too early left in the file; those of one that runs are its own."""
        if self._engine.door.read_only or self._engine.held_by is not None:
            return
        left = meta.get(self._engine.connection, REPEATS, [])
        if left:
            with self._lock:
                self._waiting += [note for note in map(_unpacked, left) if note is not None]
                self._left_over = True
            self.flush()


def mark_key(connection: Connection) -> bytes | None:
    """Return the key of the marks of search texts; None where nothing was searched yet."""
    kept = meta.get(connection, KEY)
    return bytes.fromhex(kept) if kept else None


def _sure_key(connection: Connection) -> bytes:
    """Return the key of the marks, drawn where there is none yet; the caller holds the transaction."""
    kept = mark_key(connection)
    if kept is None:
        kept = os.urandom(32)
        meta.put(connection, KEY, kept.hex())
    return kept


def _note(act: Act, who: str, at: str) -> Note:
    told = _writable({n: v for n, v in act.said.items() if v is not None})
    return Note(act.act, act.kind, tuple(sorted(set(act.ids))) or (0,), told, who, act.why, act.command, at)


def _writable(said: dict[str, Any]) -> dict[str, Any]:
    """Return what is said as the journal can hold it: what it could not would keep all that waits from being written.

    Half of a sign that takes two, as some keyboards leave it, becomes a question mark.

    Raises
    ------
    TypeError
        If it is not JSON-native.
    """
    try:
        orjson.dumps(said)
    except TypeError:
        told = json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")
        return dict(orjson.loads(told))
    return said


def _repeated(seen: _Seen) -> Note:
    """Return the note of how often something was done again."""
    return replace(seen.note, said={**seen.note.said, "times": seen.times, "since": seen.note.at}, at=seen.last)


def _packed(note: Note) -> list[Any]:
    return [note.act, note.kind, list(note.ids), dict(note.said), note.who, note.why, note.command, note.at]


def _unpacked(kept: Any) -> Note | None:
    """Return a count as it was kept; None for what is none: the file may have been changed."""
    try:
        act, kind, ids, said, who, why, command, at = kept
        parse_utc(at)
        if act_of(act).when == "gathered":
            return Note(act, str(kind), tuple(int(id) for id in ids), dict(said), str(who), str(why), str(command), at)
    except (TypeError, ValueError, WatchroomError):
        LOG.warning("a count of looks cannot be read")
    return None
