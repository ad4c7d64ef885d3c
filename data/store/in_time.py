"""A station as one window looks at it: as it is now, or as it was at a past moment, through the same door."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast, overload

from psygnal import Signal

from data.clock import parse_utc
from data.errors import NotAllowed, WrongUsage
from data.i18n import tr
from data.kinds import Kinds
from data.kinds.moments import show_time
from data.progress import Progress
from data.query import Query, Where
from data.records import Change, ChangeSet, Edit, Values
from data.store import erased, history, journal, limits, past, reveal
from data.store.audit import Filter, JournalPage
from data.store.care import Soundness
from data.store.draft import Draft
from data.store.engine import Engine
from data.store.eraser import Eraser
from data.store.heads import Head
from data.store.history import HistoryEntry
from data.store.moving import Touched
from data.store.notes import Act
from data.store.past_engine import PastEngine
from data.store.people import People
from data.store.station import Station

T = TypeVar("T")
LOOK_BACK = "look_back"  # what is told when another moment is shown
CLOCK_SHOWS = timedelta(minutes=10)  # how far the clock goes until everything is looked at anew: what is late, what is old
TOWN_KINDS = frozenset({"building", "building_part", "road", "ground", "ground_picture"})  # reading them anew is much work


@dataclass(frozen=True, slots=True)
class Moment:
    """A change set as a stop on the way through the past: its last entry, when (UTC as stored), who and why."""

    entry: int
    at: str
    who: str
    why: str
    count: int


class AnyOf(Sequence[Change]):
    """Changes that may be of any record of some kinds: what another moment shows is not compared one by one."""

    def __init__(self, kinds: frozenset[str]) -> None:
        self.kinds = kinds

    def has(self, id: int) -> bool:
        """Whether a record may differ: any may."""
        return id > 0

    def __len__(self) -> int:
        return 0

    @overload
    def __getitem__(self, at: int) -> Change: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Change]: ...
    def __getitem__(self, at: int | slice) -> Change | Sequence[Change]:
        return () if isinstance(at, slice) else ()[at]


class StationInTime(Station):
    """Reads go to now or to the past, changes to now only. The station itself (``live``) is what others, such as a wall, keep.

    `changed` tells what the station changes while it is shown as it is now, and after `show` everything that may look different.
    """

    moved = Signal(object)  # the moment now looked at (UTC as stored), None for now

    def __init__(self, live: Station) -> None:
        self.live = live
        self.name, self.zone = live.name, live.zone
        self._engine = live._engine
        self._kinds_told = live.kinds
        self._past: PastEngine | None = None
        self._told_at: datetime | None = None  # the moment at which everything was told to be looked at
        self._missed: frozenset[str] = frozenset()  # kinds that changed while the past was looked at
        self._turn = threading.Lock()  # of who goes to another moment, or keeps for later what whoever writes tells
        live.changed.connect(self._live_changed)
        live.kinds_changed.connect(self._live_kinds_changed)

    # Which moment

    @property
    def moment(self) -> str | None:
        """The moment looked at (UTC as stored), None for now."""
        return self._past.moment if self._past is not None else None

    @property
    def entry(self) -> int | None:
        """The last entry of the journal that counts; None for now."""
        return self._past.at if self._past is not None else None

    def look_back(self, moment: str, progress: Progress | None = None) -> PastEngine:
        """Return the station as it was at a moment (UTC as stored), for `show`; takes its time, from any thread."""
        with self.live._engine.readers.lend() as connection:
            at = past.entry_at(connection, moment)
        return PastEngine(self.live._engine, moment, at, progress)

    def show(self, engine: PastEngine | None) -> None:
        """Look at the past, or at now again; tells everybody. The one shown before is let go of."""
        with self._turn:
            before, self._past = self._past, engine
            if before is None and engine is None:
                return
            self._engine = cast(Engine, engine) if engine is not None else self.live._engine
            missed, self._missed = self._missed, frozenset()
        touched = frozenset().union(*(e.shadow.touched for e in (before, engine) if e is not None), missed)
        self._told_at = engine.clock.now() if engine is not None else None
        self.moved.emit(self.moment)
        self.tell_kinds()
        kinds = frozenset(self.kinds) - TOWN_KINDS | touched
        self.changed.emit(ChangeSet(0, self.moment or "", "", "", LOOK_BACK, AnyOf(kinds), origin=self))
        if before is not None:
            before.close()

    def go_to(self, moment: str, progress: Progress | None = None) -> Touched:
        """Take the past that is shown to another moment (UTC as stored), for `arrived`; takes its time, from any thread.

        It costs what happened between the two moments, where `look_back` costs all that happened since.
        """
        engine = self._past
        if engine is None:
            raise WrongUsage(tr("先选一个过去的时刻"))
        with self.live._engine.readers.lend() as connection:
            at = past.entry_at(connection, moment)
        return engine.go_to(moment, at, progress)

    def arrived(self, touched: Touched) -> None:
        """Tell everybody what `go_to` changed; after ten minutes all that the clock may show otherwise."""
        if self._past is None:
            return
        self.tell_kinds()
        now = self._past.clock.now()
        if self._told_at is None or abs(now - self._told_at) >= CLOCK_SHOWS:
            self._told_at = now
            kinds = frozenset(self.kinds) - TOWN_KINDS | touched.keys()
            changes: Sequence[Change] = AnyOf(kinds)
        else:
            changes = tuple(Change(kind, id, None, None) for kind, ids in touched.items() for id in sorted(ids))
        self.moved.emit(self.moment)
        if changes or isinstance(changes, AnyOf):
            self.changed.emit(ChangeSet(0, self.moment or "", "", "", LOOK_BACK, changes, origin=self))

    def told(self, start: str, end: str, *, most: int = 60) -> list[ChangeSet]:
        """Return the change sets of a period (UTC as stored, ``end`` included) with their first changes, oldest first.

        Those of devices are left out: positions are no events.
        """
        with self.live._engine.readers.lend() as connection:
            return limits.told(self.session, history.between(connection, self.live.kinds, start, end, most))

    def moments(self) -> list[Moment]:
        """Return the change sets of people that changed records, oldest first; positions of devices are no stops."""
        with self.live._engine.readers.lend() as connection:
            headers = [h for h in journal.changing_backwards(connection) if h.command not in journal.DEVICES]
        return [Moment(h.batch + h.count, h.at, h.who, h.why, h.count) for h in reversed(headers)]

    def _live_changed(self, change: ChangeSet) -> None:
        if change.command == erased.COMMAND:
            self.show(None)  # the past that is shown still holds what was erased
        kinds = change.kinds
        with self._turn:
            later = self._past is not None and change.command != "sign_in"  # who may see what has no past
            if later:
                self._missed |= kinds
        if not later:
            self.changed.emit(change)

    def _live_kinds_changed(self, _kinds: Kinds) -> None:
        if self._past is not None and not self._past.follow_kinds():
            self.show(None)  # the past knows nothing of the new kind
        self.tell_kinds()

    # What is the same at every time

    def close(self) -> None:
        """Close the past and the station; a second call does nothing."""
        self.release()
        self.live.close()

    def release(self) -> None:
        """Let go of the past and of the station, which stays open."""
        self.live.changed.disconnect(self._live_changed, missing_ok=True)
        self.live.kinds_changed.disconnect(self._live_kinds_changed, missing_ok=True)
        if self._past is not None:
            before, self._past, self._engine = self._past, None, self.live._engine
            before.close()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: never in the past."""
        return self._past is not None or self.live.read_only

    def background(self, work: Callable[[], T]) -> Future[T]:
        """Run a read off this thread and return its future."""
        return self.live.background(work)

    def wrote(self, batch: int) -> bool:
        """Whether a change set is one of the latest that this program itself wrote."""
        return self.live.wrote(batch)

    def in_turn(self, work: Callable[[], T]) -> Future[T]:
        """Run work that changes something off this thread, after what was asked for before."""
        return self.live.in_turn(work)

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a JSON-native setting in the file; settings have no past."""
        self.live.set_setting(name, value)

    def verify(self, progress: Progress | None = None, *, heads: Sequence[Head] = ()) -> Soundness:
        """Return whether the file is sound."""
        return self.live.verify(progress, heads=heads)

    def journal_page(self, wanted: Filter, *, before: int | None = None, most: int = 200) -> JournalPage:
        """Return lines of the journal up to now."""
        return self.live.journal_page(wanted, before=before, most=most)

    def journal_people(self) -> list[str]:
        """Return everybody whom the journal names."""
        return self.live.journal_people()

    def head(self) -> Head | None:
        """Return a signed head of the journal as it is now."""
        return self.live.head()

    def backup(self, out: Path, progress: Progress | None = None) -> None:
        """Write a consistent copy of the station as it is now."""
        self.live.backup(out, progress)

    # Changes

    def _now(self) -> Station:
        """Return the station to be changed.

        Raises
        ------
        NotAllowed
            While the past is looked at.
        """
        if self._past is not None:
            when = show_time(self._past.moment, self.zone, self.live.clock.now())
            raise NotAllowed(tr("现在看的是 {when} 的样子，不能修改。请先“回到现在”", when=when))
        return self.live

    def apply(self, edits: Iterable[Edit], *, who: str, why: str, command: str = "", origin: object = None,
              progress: Progress | None = None) -> ChangeSet:  # fmt: skip
        """Write edits as one change set; refused in the past."""
        return self._now().apply(edits, who=who, why=why, command=command, origin=origin, progress=progress)

    @contextmanager
    def editing(self, *, who: str, why: str, command: str = "", origin: object = None,
                progress: Progress | None = None) -> Iterator[Draft]:  # fmt: skip
        """Gather edits and apply them as one change set on leaving; refused in the past."""
        with self._now().editing(who=who, why=why, command=command, origin=origin, progress=progress) as draft:
            yield draft

    def undo(self, batch: int | None = None, *, who: str) -> ChangeSet:
        """Take back a change set; refused in the past."""
        return self._now().undo(batch, who=who)

    def redo(self, *, who: str) -> ChangeSet:
        """Bring back what the last undo took; refused in the past."""
        return self._now().redo(who=who)

    def attach(self, kind: str, id: int, file_name: str, content: bytes, *, who: str, remark: str = "") -> int:
        """Keep a file with a record; refused in the past."""
        return self._now().attach(kind, id, file_name, content, who=who, remark=remark)

    @property
    def eraser(self) -> Eraser:
        """What takes records out of the station for good; what it held at a past moment is not told apart."""
        return self.live.eraser

    def add_kind(self, toml: str, *, who: str) -> None:
        """Add a kind of the station's own; refused in the past."""
        self._now().add_kind(toml, who=who)

    def refuse_retiring(self, kind: str) -> None:
        """Refuse to give up a kind that cannot be; always in the past."""
        self._now().refuse_retiring(kind)

    def retire_kind(self, kind: str, *, who: str, progress: Progress | None = None) -> ChangeSet:
        """Remove a kind of the station's own with its records; refused in the past."""
        return self._now().retire_kind(kind, who=who, progress=progress)

    def note(self, action: str, kind: str = "", ids: Sequence[int] = (0,), said: Mapping[str, Any] | None = None, *, who: str,
             why: str = "", command: str = "") -> int:  # fmt: skip
        """Write into the journal of now what somebody did, and of which moment if it is a past one."""
        told = said if self._past is None else {**(said or {}), "moment": self._past.moment}
        return self.live.note(action, kind, ids, told, who=who, why=why, command=command)

    def note_together(self, acts: Sequence[Act], check: Callable[[], object], *, who: str) -> None:
        """Write acts into the journal of now, and of which moment they are if it is a past one."""
        if self._past is not None:
            acts = [replace(act, said={**act.said, "moment": self._past.moment}) for act in acts]
        self.live.note_together(acts, check, who=who)

    @property
    def people(self) -> People:
        """The accounts; who is at the desk has no past."""
        return self.live.people

    def looks(self, kind: str, id: int) -> list[HistoryEntry]:
        """Return who looked at a record, up to now: who looks has no past."""
        return self.live.looks(kind, id)

    def reveal(self, kind: str, id: int, fields: Sequence[str], *, who: str, reason: str) -> Values:
        """Return fields unmasked, as they were, and write into the journal of now who saw them, of which moment, and why."""
        if self._past is None:
            return self.live.reveal(kind, id, fields, who=who, reason=reason)
        found = self.reveal_list(kind, [id], fields, who=who, reason=reason)
        if id not in found:
            raise NotAllowed(tr("{kind}（编号 {id}）那时还不存在", kind=self.kinds[kind].label, id=id))
        return found[id]

    def reveal_list(self, kind: str, ids: Sequence[int], fields: Sequence[str], *, who: str, reason: str,
                    command: str = "reveal", second: str = "") -> dict[int, Values]:  # fmt: skip
        """Return fields of many records unmasked, as they were; each has an entry in the journal of now."""
        if self._past is None:
            return self.live.reveal_list(kind, ids, fields, who=who, reason=reason, command=command, second=second)
        reveal.check(self.live._engine, kind, fields, reason)
        if command != "export":
            second = self.live.people.demand_second("reveal", [self.kinds[kind]], len(set(ids)), which={(kind, id) for id in ids})
        moment = self._past.moment
        found = self.read(Query(kind, (Where("id", "in", tuple(ids)),), fields=tuple(fields)))
        with self.live._engine.writing() as connection:
            reveal.note(self.live._engine, connection, found, fields, self.session.who or who, reason, command, moment, second)
        return {record.id: record.values for record in found}


def moment_key(moment: Moment) -> float:
    """Return a moment's seconds since 1970, for a slider."""
    return parse_utc(moment.at).timestamp()
