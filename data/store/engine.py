"""The running station file: its writer and lock, its readers, the counter of ids, and the transaction of a change set."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from data.accounts.session import OPEN, Session, acting
from data.clock import Clock, format_utc
from data.errors import Conflict, NotAllowed, WatchroomError
from data.i18n import tr
from data.kinds import Kinds
from data.progress import Progress
from data.records import Change, ChangeSet
from data.store import compared_search, deferred, journal, known, limits, links, meta, migrate, retired
from data.store import contents as contents_of
from data.store.bulk import REINDEX, Bulk, roomy
from data.store.changes import Changes
from data.store.connect import Door, away, lost, roll_back, tidy, told
from data.store.guard import Guarded, closed
from data.store.hold import Hold, Holder
from data.store.pieces import Makers
from data.store.plan import Plan
from data.store.readers import Readers
from data.store.writer import Writer
from data.town.frame import LocalFrame

if TYPE_CHECKING:
    import sqlite_utils


OWN = 500  # change sets of one's own that are remembered
STEPS = 50_000  # of SQLite's machine between two looks at whether to stop: a few milliseconds


@dataclass(frozen=True, slots=True)
class Purpose:
    """Who changes something, why, and by which command; ``undoes`` is the change set that is taken back."""

    who: str
    why: str
    command: str = ""
    undoes: int | None = None
    origin: object = None


class Engine:
    """One open file. `writing` gives the writer inside a transaction; readers never wait for it."""

    def __init__(self, door: Door, clock: Clock) -> None:
        self.door = door
        self.clock = clock
        self.lock = threading.RLock()
        self.readers = Readers(door)
        self.makers = Makers()
        self._writer: Connection | None = door.writer()
        self.hold: Hold | None = None  # the lock of one who writes for long
        self.held_by: Holder | None = None  # who has it, where this one wanted it
        self._guarded: Guarded | None = None
        self._file: tuple[int, int] | None = _identity(door)  # of the file that the writer leads to
        self.session = OPEN  # of who is signed in; a station without accounts is open to all
        self.kinds = Kinds({})
        self.frame = LocalFrame(0.0, 0.0)
        self.looked_through = False  # whether the file was found to be one of ours, as far as that is looked at
        self._unindexed = False
        self.unsure = False  # whether the search index may have been changed from outside: a plain file that is not as it was left
        self._own: dict[int, None] = {}  # change sets that were written here, the latest last
        self._next_id = 1  # here
        self._born = b""  # what no other station has, as read at opening: the connection of before may lead nowhere by then
        self._filed_id = 1  # in the file, as last seen: when it has moved, another program has written

    @property
    def connection(self) -> Connection:
        """The writer's connection."""
        if self._writer is None:
            raise NotAllowed(tr("站文件已经关闭"))
        return self._writer

    @property
    def acting(self) -> Session:
        """The session in whose name this thread works: that of who began the work, or of who is signed in."""
        return acting() or self.session

    @property
    def database(self) -> sqlite_utils.Database:
        """The writer's connection as sqlite-utils sees it; the library is loaded when it is asked for."""
        import sqlite_utils

        return sqlite_utils.Database(cast(Any, self.connection))

    def close(self) -> None:
        """Close every connection, thread and process; a second call does nothing."""
        self.makers.close()
        self.readers.close()
        if self._writer is not None:
            self._finish_index()
        with self.lock:
            writer, self._writer = self._writer, None
        if writer is not None:
            if not self.door.read_only:
                tidy(writer)
            left = self._guarded.let_go() if self._guarded is not None else []
            writer.close()
            closed(left)
            if self.looked_through:
                known.left(self.door.path)
        if self.hold is not None:
            self.hold.release()

    def _finish_index(self) -> None:
        """Make what is left of the search index; if that fails it is made at the next opening, for the file remembers."""
        try:
            self.index_now()
        except WatchroomError:
            self._unindexed = False

    @contextmanager
    def writing(self, *, lasting: bool = True) -> Iterator[Connection]:
        """Hold the writer in one transaction: all of it is kept, or nothing is.

        What is written is on the disk when this ends. With ``lasting`` False it may be gone after a power cut, and nothing else
        with it: that is for what can be made again.
        """
        if self.door.read_only:
            raise NotAllowed(tr("{file} 是以只读方式打开的，不能修改", file=self.door.path))
        with self.lock, told(self.door.path):
            self._reach()
            connection = self.connection
            connection.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
            try:
                connection.execute("BEGIN IMMEDIATE")
                with self._alone():
                    yield connection
                    if connection.in_transaction:
                        connection.execute("COMMIT")
            except BaseException as error:
                if connection.in_transaction:
                    roll_back(connection)
                if lost(error):
                    self._file = None
                raise

    def _reach(self) -> None:
        """See to it that the writer leads to the file that has its name: SQLite would go on writing to one that was taken away.

        Raises
        ------
        WatchroomError
            If the file is out of reach, or another one lies there.
        """
        try:
            found = self.door.path.stat()
        except OSError as error:
            raise away(self.door.path) from error
        if (found.st_dev, found.st_ino) == self._file:
            return
        fresh = self.door.writer()
        if _birth(fresh) != self._born or int(meta.get(fresh, "next_id", 1)) < self._filed_id:
            fresh.close()
            raise NotAllowed(tr("{file} 被换成了另一个文件；请重新打开它", file=self.door.path))
        before, self._writer, self._file = self._writer, fresh, (found.st_dev, found.st_ino)
        self.readers.renew()
        left = self._guarded.let_go() if self._guarded is not None else []
        if before is not None:
            before.close()
        closed(left)
        self.guard()

    def guard(self) -> None:
        """Lock the file once more, by locks that nothing else in this process can drop; its log has to be there by then."""
        if not self.door.sealed:
            self._guarded = Guarded(self.door.path, read_only=self.door.read_only)

    def _alone(self) -> AbstractContextManager[None]:
        return self._guarded.alone() if self._guarded is not None else nullcontext()

    @contextmanager
    def _writing_many(self, rows: int) -> Iterator[Connection]:
        with self.writing() as connection, roomy(connection, rows):
            yield connection

    # Ids

    def load_ids(self) -> None:
        """Take the counter from the file, and what tells it from others."""
        self._born = _birth(self.connection)
        self._next_id = self._filed_id = int(meta.get(self.connection, "next_id", 1))

    def give_id(self, count: int = 1) -> int:
        """Give out the next id, or the first of several in a row; they are used up even if nothing is written with them."""
        with self.lock:
            self._next_id += count
            return self._next_id - count

    def _agree_on_ids(self, connection: Connection, plan: Plan) -> None:
        filed = int(meta.get(connection, "next_id", 1))
        if filed != self._filed_id:
            self._next_id = max(self._next_id, filed)
            stale, self._filed_id = plan.lowest is not None and plan.lowest < filed, filed
            if stale:
                raise Conflict(tr("另一个程序刚刚也在写这个站文件，请再试一次"))

    # Change sets

    def commit_plan(
        self, plan: Plan, purpose: Purpose, progress: Progress | None = None, contents: Mapping[str, bytes] | None = None
    ) -> ChangeSet:
        """Write a plan as one change set, with the bytes of files attached in it by their digests.

        If nothing differs, nothing is written and the set has id 0.
        """

        def work(writer: Writer) -> None:
            if contents:
                contents_of.keep(writer.connection, contents)
            writer.write(plan)

        return self.commit(work, purpose, progress, plan)

    def commit(
        self, work: Callable[[Writer], None], purpose: Purpose, progress: Progress | None = None, plan: Plan | None = None
    ) -> ChangeSet:
        """Let ``work`` write inside a transaction, and journal what it wrote."""
        at = format_utc(self.clock.now())
        bulks = [b for b in plan.bulks if b.count] if plan is not None else []
        rows = sum(b.count for b in bulks)
        with self.makers.lent(rows) as maker, self._writing_many(rows) as connection, self._stoppable(connection, progress):
            self._agree_on_ids(connection, plan or Plan())
            writer = Writer(connection, self.kinds, self._next_id, progress, maker)
            work(writer)
            if not writer.written.groups and not bulks:
                return self._change_set(0, at, purpose, ())
            batch = self._journal(connection, writer, bulks, at, purpose)
            writer.index_places()
            limits.check_written(connection, self.kinds, self.acting, writer.written.runs)
            retired.refuse_written(connection, self.kinds, writer.written.runs)
            if writer.kinds_moved:
                self.acting.demand("add_kind", tr("删除台账"))  # also who takes it back, or does it again
            writer.finish_pieces()
            frame = self._settle_origin(connection, writer.anchors)
            meta.put(connection, "next_id", writer.next_id)
            self._check_links(connection, writer)
            if progress is not None:
                progress.check()
            self._commit(connection, writer, batch)
            self._next_id = self._filed_id = writer.next_id
            self.frame = frame or self.frame
            if writer.kinds_moved:
                self.kinds = migrate.station_kinds(connection)
        if writer.put_off:
            self.index_soon()
        if rows >= REINDEX:
            self.settle_soon()
        return self._change_set(batch, at, purpose, Changes(writer.written.runs))

    @contextmanager
    def _stoppable(self, connection: Connection, progress: Progress | None) -> Iterator[None]:
        """Let a long statement stop when the person cancels."""
        if progress is None:
            yield
            return
        connection.set_progress_handler(lambda: int(progress.cancelled), STEPS)
        try:
            yield
        except dbapi2.OperationalError:
            progress.check()
            raise
        finally:
            connection.set_progress_handler(None, STEPS)

    def _journal(self, connection: Connection, writer: Writer, bulks: Sequence[Bulk], at: str, purpose: Purpose) -> int:
        """Write the journal, and on the way what is too much to be held until then."""
        groups = writer.written.groups
        return journal.append_all(
            connection,
            chain(groups, (part for bulk in bulks for part in writer.write_bulk(bulk))),
            sum(len(g.records) for g in groups) + sum(b.count for b in bulks),
            at=at,
            who=purpose.who,
            why=purpose.why,
            command=purpose.command,
            undoes=purpose.undoes,
        )

    def _change_set(self, batch: int, at: str, purpose: Purpose, changes: Sequence[Change]) -> ChangeSet:
        return ChangeSet(batch, at, purpose.who, purpose.why, purpose.command, changes, purpose.undoes, purpose.origin)

    def _check_links(self, connection: Connection, writer: Writer) -> None:
        """Refuse to leave links to what was removed; foreign keys alone would not say which, and do not see all."""
        for group in writer.written.groups:
            if group.action == "remove":
                links.refuse_pointing(connection, self.kinds, group.kind, group.records)

    def _commit(self, connection: Connection, writer: Writer, batch: int) -> None:
        """Keep what was written; that it is this program's own is known before anybody can read it."""
        self._own[batch] = None
        if len(self._own) > OWN:
            self._own.pop(next(iter(self._own)))
        try:
            connection.execute("COMMIT")
        except BaseException as error:
            self._own.pop(batch, None)
            if isinstance(error, dbapi2.IntegrityError):
                links.check_targets(connection, self.kinds, {run.kind for run in writer.written.runs})
            raise

    def wrote(self, batch: int) -> bool:
        """Whether a change set is one of the latest that this program itself wrote; it may not be told yet."""
        return batch in self._own

    def settle_soon(self) -> None:
        """Let a long log be copied into the file in the background; on the disk it is already."""
        self.readers.background(self._settle)

    def _settle(self) -> None:
        with self.lock, suppress(dbapi2.Error):  # what cannot be copied now is at the next commit, or at the end
            if self._writer is not None:
                self._writer.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    # Kinds

    def follow_kinds(self) -> None:
        """Take the kinds as the file has them by now: another program may have added or retired one."""
        with self.lock, self.readers.lend() as connection:  # none of our own comes in between
            self.kinds = migrate.station_kinds(connection)

    # Search tokens that were put off

    def index_soon(self) -> None:
        """Let the search tokens that were put off be made in the background."""
        self._unindexed = True
        self.readers.background(self._index_while_open)

    def _index_while_open(self) -> None:
        while self._unindexed and not self.readers.closed:
            self._index_some()

    def index_now(self) -> None:
        """Make the search tokens that were put off; returns at once when there are none."""
        while self._unindexed:
            self._index_some()

    def mend_index(self) -> list[str]:
        """Hold the search index of a file that is unsure against its records; make anew what differs, and return its kinds."""
        if not self.unsure or self.door.read_only:
            return []
        self.index_now()
        with self.readers.fresh() as connection:
            wrong = compared_search.unlike(connection, self.kinds.ever, Progress())
        if wrong:
            with self.writing(lasting=False) as writing:
                compared_search.make_anew(writing, self.kinds, wrong)
            self.index_soon()
        self.unsure = False
        return wrong

    def _index_some(self) -> None:
        with self.writing(lasting=False) as connection:
            self._unindexed = deferred.index_some(connection, self.kinds)

    # Origin

    def _settle_origin(self, connection: Connection, anchors: list[tuple[float, float]]) -> LocalFrame | None:
        """Set the origin where the first shapes lie, if there is none: the middle one, as files have outliers."""
        if not anchors or meta.get(connection, "origin") is not None:
            return None
        lon, lat = np.median(np.array(anchors), axis=0).tolist()
        meta.put(connection, "origin", (lon, lat))
        return LocalFrame(lon, lat)


def _identity(door: Door) -> tuple[int, int]:
    found = door.path.stat()
    return found.st_dev, found.st_ino


def _birth(connection: Connection) -> bytes:
    """Return what no other station has, but its own copies: the hash of the journal's first row, and what it is called."""
    try:
        row = connection.execute("SELECT hash FROM _journal ORDER BY entry LIMIT 1").fetchone()
        return bytes(row[0]) + str(meta.get(connection, "name")).encode() if row else b""
    except dbapi2.Error:
        return b""
