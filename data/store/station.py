"""A station: one file, one writer, many readers; everything goes in and out through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from psygnal import Signal

from data.accounts.session import Session, bound
from data.i18n import tr
from data.kinds import Kinds
from data.layers.columns import Column
from data.progress import Progress
from data.query import Area, Query, Where
from data.records import ChangeSet, Edit, Record, Values
from data.store import (
    arrays,
    attachments,
    history,
    imports,
    journal,
    limits,
    own_kinds,
    reading,
    reveal,
    search,
    titles,
    undo,
)
from data.store.care import Info, Soundness
from data.store.draft import Draft
from data.store.engine import Purpose
from data.store.eraser import Eraser
from data.store.history import HistoryEntry
from data.store.imports import Imported
from data.store.notes import Act
from data.store.people import People
from data.store.plan import Plan, make_plan
from data.store.station_file import StationFile

__all__ = ["Draft", "HistoryEntry", "Hit", "Info", "Soundness", "Station"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: the record (placed), its title, and the field that matched."""

    record: Record
    title: str
    why: str


class Station(StationFile):
    """An open station. Safe from any thread; reads never wait for the writer."""

    session_changed = Signal(Session)  # somebody else sits at the desk, or nobody
    changed = Signal(ChangeSet)  # after each commit, on the writing thread
    kinds_changed = Signal(Kinds)  # after a kind was added, retired, or came back

    # Who is at the desk

    @property
    def session(self) -> Session:
        """What whoever is at the desk may do; in background work: whoever began it."""
        return self._engine.acting

    @property
    def people(self) -> People:
        """The accounts, and signing in."""
        return People(self._engine, self._notes, self.session_changed.emit)

    def may_write(self, *kinds: str) -> bool:
        """Whether records of all these kinds can be changed here and now by whoever is at the desk."""
        return not self.read_only and all(self.session.may_write(kind) for kind in kinds)

    def _asked(self, query: Query) -> Query:
        """Return a query as it may be answered."""
        session = self._engine.acting
        return query if session.open else replace(query, by=session)

    def _purpose(self, who: str, why: str, command: str = "", origin: object = None) -> Purpose:
        """Return who changes something and why: with accounts it is who is signed in, whatever a view says.

        Raises
        ------
        NotAllowed
            If somebody signed in gives out as caused by devices or rules what undo would go past (`journal.DEVICES`).
        """
        session = self._engine.acting
        if command in journal.DEVICES and not session.open:
            raise session.refusal(tr("代替设备或规则修改记录"))
        return Purpose(session.who or who, why, command, origin=origin)

    # Reading

    def read(self, query: Query) -> list[Record]:
        """Return the records asked for."""
        with self._engine.readers.lend() as connection:
            return reading.read(connection, self.kinds, self._asked(query))

    def first(self, query: Query) -> Record | None:
        """Return the first record asked for, or None."""
        return next(iter(self.read(replace(query, limit=1))), None)

    def get(self, kind: str, id: int, *, placed: bool = False) -> Record | None:
        """Return one record, or None if it is not there."""
        return self.first(Query(kind, (Where("id", "is", id),), placed=placed))

    def columns(self, query: Query, fields: Sequence[str]) -> dict[str, list[Any]]:
        """Return whole columns: fields, "id", "geometry", and "lon", "lat", "building", "storey" ... of the place."""
        with self._engine.readers.lend() as connection:
            return reading.columns(connection, self.kinds, self._asked(query), fields)

    def arrays(self, query: Query, fields: Sequence[str]) -> dict[str, Column]:
        """Return whole columns as arrays with "id", by id: the way for very many records (see `data.store.arrays`)."""
        with self._engine.readers.lend() as connection:
            return arrays.arrays(connection, self.kinds, replace(self._asked(query), order=()), fields)

    def count(self, query: Query) -> int:
        """Return how many records are asked for."""
        with self._engine.readers.lend() as connection:
            return reading.count(connection, self.kinds, self._asked(query))

    def inside(self, area: Area, kinds: Sequence[str] = ()) -> dict[str, list[int]]:
        """Return the ids of all that lies in an area by kind, of these kinds or of all; one look into the place index for all."""
        with self._engine.readers.lend() as connection:
            found = reading.inside(connection, self.kinds, area, kinds or tuple(self.kinds))
            return limits.seen_of(connection, self.kinds, self._engine.acting, found)

    def tally(self, query: Query, *by: str) -> dict[tuple[Any, ...], int]:
        """Count by groups: fields, or "field:hour" (":weekday" with Monday 0, ":day", ":week", ":month") in the station's zone."""
        minutes = reading.zone_minutes(self.zone, self.clock.now())
        with self._engine.readers.lend() as connection:
            return reading.tally(connection, self.kinds, self._asked(query), by, minutes)

    def info(self) -> Info:
        """Return name, extent, and how many records of each kind whoever asks may see."""
        told, session = super().info(), self._engine.acting
        if session.open:
            return told
        seen = {k: self.count(Query(k)) if session.limited(k) else n for k, n in told.kinds.items() if session.may_read(k)}
        return replace(told, kinds=seen)

    def find(self, text: str, *, kinds: Sequence[str] = (), limit: int = 8) -> list[Hit]:
        """Return the best records for what was typed, up to ``limit`` of each kind."""
        self._engine.index_now()
        with self._engine.readers.lend() as connection:
            found = search.find(connection, self.kinds, text, kinds, limit, self._engine.acting)
            names = titles.buildings(connection, [f.record for f in found])
        return [Hit(f.record, titles.of(self.kinds, f.record, self.zone, masked=False, buildings=names), f.why) for f in found]

    def title(self, record: Record, *, masked: bool = True) -> str:
        """Return a record's title in one line; ``masked`` hides personal fields, sensitive ones are always masked."""
        return titles.of(self.kinds, record, self.zone, masked=masked)

    def history(self, kind: str, id: int) -> list[HistoryEntry]:
        """Return what happened to a record, oldest first; who looked at it is told by `looks`."""
        with self._engine.readers.lend() as connection:
            told = history.history(connection, self.kinds, kind, id)
            return told if limits.sees(connection, self.kinds, self._engine.acting, kind, id) else []

    def looks(self, kind: str, id: int) -> list[HistoryEntry]:
        """Return who looked at a record or took it out (`data.store.acts`), oldest first; what is said of it is ``after``."""
        self._notes.flush()
        with self._engine.readers.lend() as connection:
            told = history.looks(connection, self.kinds, kind, id)
            return told if limits.sees(connection, self.kinds, self._engine.acting, kind, id) else []

    def batches(self, *, limit: int = 50, changes: int = 200) -> list[ChangeSet]:
        """Return the latest change sets, newest first; of large ones only the first ``changes`` changes are read."""
        with self._engine.readers.lend() as connection:
            return limits.told(self._engine.acting, history.batches(connection, self.kinds, limit, changes))

    def news(self, entry: int, *, most: int = 200) -> tuple[int, list[ChangeSet]]:
        """Return the journal's last entry, and the change sets after ``entry``, of anybody, with ``most`` changes of each."""
        with self._engine.readers.lend() as connection:
            last, sets = history.since(connection, self.kinds, entry, most)
        return last, limits.told(self._engine.acting, sets)

    def wrote(self, batch: int) -> bool:
        """Whether a change set is one of the latest that this program itself wrote; it may not be told yet."""
        return self._engine.wrote(batch)

    def imports(self, *, most: int = 12) -> list[Imported]:
        """Return the latest imports that still stand, newest first, with the ids that each added and that may be seen."""
        with self._engine.readers.lend() as connection:
            return imports.imports(connection, self.kinds, most, self._engine.acting)

    def background(self, work: Callable[[], T]) -> Future[T]:
        """Run a read off this thread and return its future."""
        session = self._engine.acting
        return self._engine.readers.background(work if session.open else bound(session, work))

    # Writing

    def in_turn(self, work: Callable[[], T]) -> Future[T]:
        """Run work that changes something off this thread, after what was asked for before; closing waits for it."""
        session = self._engine.acting
        return self._engine.readers.in_turn(work if session.open else bound(session, work))

    def apply(self, edits: Iterable[Edit], *, who: str, why: str, command: str = "", origin: object = None,
              progress: Progress | None = None) -> ChangeSet:  # fmt: skip
        """Write edits as one change set. If nothing differs nothing is written, and the set returned has id 0 and no changes."""
        plan, purpose = self._allowed(make_plan(self.kinds, edits)), self._purpose(who, why, command, origin)
        return self._told(self._engine.commit_plan(plan, purpose, progress))

    def _allowed(self, plan: Plan) -> Plan:
        """Return a plan that whoever is at the desk may carry out; what it adds is looked at before it is kept."""
        session = self._engine.acting
        if session.open:
            return plan
        touched = [(kind, list(ids)) for some in (plan.changed, plan.removed) for kind, ids in some.items()]
        limits.check_kinds(self.kinds, session, [*plan.added, *(kind for kind, ids in touched if ids)])
        with self._engine.readers.lend() as connection:
            for kind, ids in touched:
                limits.check_ids(connection, self.kinds, session, kind, ids)
        return plan

    def expect_many(self, rows: int) -> None:
        """Say that so many rows are likely to be added soon, so that what indexes them is ready by then."""
        if not self.read_only:
            self._engine.makers.expect(rows)

    @contextmanager
    def editing(self, *, who: str, why: str, command: str = "", origin: object = None,
                progress: Progress | None = None) -> Iterator[Draft]:  # fmt: skip
        """Gather edits and apply them as one change set on leaving (then `Draft.done`); an exception drops them."""
        draft = Draft(self._engine.give_id)
        yield draft
        plan, purpose = make_plan(self.kinds, draft.edits), self._purpose(who, why, command, origin)
        plan.add_bulks(draft.bulks)
        self._allowed(plan)
        draft.done = self._told(self._engine.commit_plan(plan, purpose, progress, draft.contents))

    def undo(self, batch: int | None = None, *, who: str) -> ChangeSet:
        """Take back the last change set of people, or that one, whole.

        Raises
        ------
        Conflict
            If something was built on it; the sentence names record, person and time.
        NotAllowed
            If there is nothing to take back.
        """
        return self._told(undo.undo(self._engine, batch, self._engine.acting.who or who))

    def redo(self, *, who: str) -> ChangeSet:
        """Bring back what the last undo took, if nothing was changed since."""
        return self._told(undo.redo(self._engine, self._engine.acting.who or who))

    def reveal(self, kind: str, id: int, fields: Sequence[str], *, who: str, reason: str) -> Values:
        """Return fields unmasked and write into the journal who saw which of them, and why."""
        return reveal.reveal(self._engine, kind, id, fields, self._engine.acting.who or who, reason)

    def reveal_list(self, kind: str, ids: Sequence[int], fields: Sequence[str], *, who: str, reason: str,
                    command: str = "reveal", second: str = "") -> dict[int, Values]:  # fmt: skip
        """Return fields of many records unmasked, by id; each has an entry in the journal of its own.

        ``second`` is who agreed to the export (command "export") that they are for.
        """
        return reveal.reveal_list(self._engine, kind, ids, fields, self._engine.acting.who or who, reason, command, second)

    def note(self, action: str, kind: str = "", ids: Sequence[int] = (0,), said: Mapping[str, Any] | None = None, *, who: str,
             why: str = "", command: str = "") -> int:  # fmt: skip
        """Write into the journal what somebody did that changes nothing: an act of `data.store.acts`, about records or none (id 0).

        Returns the number of its change set; 0 for what is written within a second (looks: nobody waits for them, and
        repetitions are counted), and where the disk cannot be written. ``said`` is JSON-native and holds no value of a sensitive
        field; the ``text`` of a search is covered here, and marked so that an auditor can ask for it.

        Raises
        ------
        WrongUsage
            If there is no such act.
        NotAllowed
            If the station has accounts and its file lies where nothing can be written.
        """
        return self._notes.note(action, kind, ids, said, self._engine.acting.who or who, why, command)

    def note_together(self, acts: Sequence[Act], check: Callable[[], object], *, who: str) -> None:
        """Write several acts that are not done without their entries, in one transaction in which ``check`` may refuse them."""
        self._notes.note_together(acts, self._engine.acting.who or who, check)

    def hold_entries(self) -> None:
        """Let entries of what is done wait until the file is closed: who checks a file looks at it as it is."""
        self._notes.hold()

    def drop_entries(self) -> None:
        """Write no entries of what waits: a file that was found not to be sound is left as it is."""
        self._notes.drop()

    def attach(self, kind: str, id: int, file_name: str, content: bytes, *, who: str, remark: str = "") -> int:
        """Keep a file with a record and return the id of the attachment."""
        changes = attachments.attach(self._engine, kind, id, file_name, content, self._engine.acting.who or who, remark)
        return self._told(changes).changes[0].id

    def content(self, attachment: int) -> bytes:
        """Return the bytes of an attachment."""
        with self._engine.readers.lend() as connection:
            if not limits.sees(connection, self.kinds, self._engine.acting, "attachment", attachment):
                raise self._engine.acting.refusal(tr("查看这个附件"))
            return attachments.content(connection, attachment)

    def add_kind(self, toml: str, *, who: str) -> None:
        """Add a kind of the station's own from the text of its declaration."""
        self.session.demand(own_kinds.RIGHT, tr("添加类别"))
        own_kinds.add(self._engine, toml, self.session.who or who)
        self.tell_kinds()

    def refuse_retiring(self, kind: str) -> None:
        """Refuse to give up a kind, with a sentence that says why it cannot be (see `retire_kind`)."""
        own_kinds.refuse(self._engine, self.kinds[kind])

    def retire_kind(self, kind: str, *, who: str, progress: Progress | None = None) -> ChangeSet:
        """Remove all records of a kind of the station's own, and give the kind up: one change set, which undo takes back whole.

        Its names and fields stay known to the journal and the past (`data.kinds.Kinds`).

        Raises
        ------
        NotAllowed
            If the kind is built in, or whoever is at the desk may not make kinds or does not see all of it.
        Conflict
            If another kind is declared to point to it.
        """
        return self._told(own_kinds.retire(self._engine, kind, self.session.who or who, progress))

    def follow_kinds(self, entry: int) -> bool:
        """Take over kinds that another program added or retired after an entry of the journal; whether there were any.

        `tell_kinds` then tells the views.
        """
        with self._engine.readers.lend() as connection:
            moved = history.kinds_moved(connection, entry)
        if moved:
            self._engine.follow_kinds()
        return moved

    def tell_kinds(self) -> None:
        """Tell views of kinds that came or went since they were told last."""
        kinds, before = self._engine.kinds, self._kinds_told
        self._kinds_told = kinds
        if list(before.items()) != list(kinds.items()):
            self.kinds_changed.emit(kinds)

    def _told(self, changes: ChangeSet) -> ChangeSet:
        if changes.id:
            if self._kinds_told is not self._engine.kinds:
                self.tell_kinds()
            self.changed.emit(changes)
        return changes

    @property
    def eraser(self) -> Eraser:
        """What takes records out of the file for good."""
        return Eraser(self._engine, self._told)
