"""Entries of the journal that change nothing: who looked at what, searched, signed in, was refused, read the journal itself.

Looks are many and nobody waits for them: they are gathered for a second and written on a thread of their own. The first look
of a person at a record is an entry; those that follow within `AGAIN` are counted and written as one more. The counts lie in the
file as soon as the second is over, so that a crash loses that second of looks and nothing else.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlcipher3.dbapi2 import Connection

from data.clock import format_utc, parse_utc
from data.errors import WatchroomError
from data.store import journal, meta
from data.store.acts import act_of
from data.store.covered import covered
from data.store.engine import Engine

LOG = logging.getLogger(__name__)
GATHERED = 1.0  # seconds that looks wait for others
AGAIN = timedelta(minutes=10)  # in which the same look is counted
MOST = 20_000  # looks that wait at most while the file cannot be written
REPEATS, KEY = "looks_again", "notes_key"  # where the counts lie in the file, and the key of marks


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
        self._key: bytes | None = None
        self._left_over = False

    def note(
        self, act: str, kind: str, ids: Sequence[int], said: Mapping[str, Any] | None, who: str, why: str, command: str
    ) -> int:
        """Write an act, or let it be written; return its change set's number, 0 where it is written later or not at all."""
        when = act_of(act).when
        if self._engine.door.read_only:
            return 0
        told = {n: v for n, v in (said or {}).items() if v is not None}
        one = Note(act, kind, tuple(sorted(set(ids))) or (0,), told, who, why, command, format_utc(self._engine.clock.now()))
        if when == "now":
            return self._write([one])
        with self._lock:
            if self._closed or (when == "gathered" and self._again(one)):
                return 0
            self._waiting.append(one)
            del self._waiting[:-MOST]
            self._begin()
        if when == "soon":
            self._hurry.set()
        return 0

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
        if self._thread is None and not self._closed:
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
        """Write what waits; what cannot be written now goes on waiting."""
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

    def _write(self, more: Sequence[Note]) -> int:
        """Write what waits and then ``more``, in one transaction; return the last change set's number, 0 if there was nothing."""
        with self._lock:
            self._forget()
            if not (more or self._waiting or any(s.times != s.kept for s in self._seen.values())):
                return 0
        with self._engine.lock:
            with self._lock:
                waiting, self._waiting = self._waiting, []
                counts = [(seen, seen.times, _repeated(seen)) for seen in self._seen.values() if seen.times]
            try:
                with self._engine.writing() as connection:
                    last = self._append(connection, [*waiting, *more])
                    self._keep(connection, [note for _seen, _times, note in counts])
            except BaseException:
                with self._lock:
                    self._waiting = [*waiting, *self._waiting]
                raise
        for seen, times, _note in counts:
            seen.kept = times
        return last

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
            said = covered(said, self._mark_key(connection))
        return said if note.at == at else {**said, "at": note.at}

    def _mark_key(self, connection: Connection) -> bytes:
        if self._key is None:
            self._key = mark_key(connection)
            if self._key is None:
                self._key = os.urandom(32)
                meta.put(connection, KEY, self._key.hex())
        return self._key

    # Counts that a crash would lose

    def _keep(self, connection: Connection, counts: Sequence[Note]) -> None:
        """Put the counts into the file, in place of those before."""
        if counts or self._left_over:
            meta.put(connection, REPEATS, [_packed(replace(n, said=self._body(connection, n, n.at))) for n in counts])
        self._left_over = bool(counts)

    def take_over(self) -> None:
        """Write the counts that a program that ended too early left in the file."""
        if self._engine.door.read_only:
            return
        left = meta.get(self._engine.connection, REPEATS, [])
        if left:
            with self._lock:
                self._waiting += [_unpacked(n) for n in left]
                self._left_over = True
            self.flush()


def mark_key(connection: Connection) -> bytes | None:
    """Return the key of the marks of search texts; None where nothing was searched yet."""
    kept = meta.get(connection, KEY)
    return bytes.fromhex(kept) if kept else None


def _repeated(seen: _Seen) -> Note:
    """Return the note of how often something was done again."""
    return replace(seen.note, said={**seen.note.said, "times": seen.times, "since": seen.note.at}, at=seen.last)


def _packed(note: Note) -> list[Any]:
    return [note.act, note.kind, list(note.ids), dict(note.said), note.who, note.why, note.command, note.at]


def _unpacked(kept: Sequence[Any]) -> Note:
    act, kind, ids, said, who, why, command, at = kept
    return Note(act, kind, tuple(ids), said, who, why, command, at)
