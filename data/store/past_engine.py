"""What a station reads through while it is looked at as it was: readers with the past laid over them, and no writer."""

from __future__ import annotations

from sqlcipher3.dbapi2 import Connection

from data.accounts.session import Session
from data.clock import FixedClock, parse_utc
from data.errors import Cancelled
from data.progress import Progress
from data.store.engine import Engine
from data.store.moving import Touched
from data.store.past import Shadow
from data.store.readers import Readers


class PastReaders(Readers):
    """Lends connections that see the station as it was.

    On closing nothing is interrupted: who still reads ends in peace, and who begins is cancelled, for its question is out of date.
    """

    def __init__(self, engine: Engine, shadow: Shadow) -> None:
        super().__init__(engine.door)
        self._shadow = shadow
        self._laid: dict[Connection, str | None] = {}

    def _open(self) -> Connection:
        self._shadow.hold()
        connection = super()._open()
        self._shadow.lie_beside(connection)
        self._laid[connection] = None
        return connection

    def _begin(self, connection: Connection) -> None:
        while True:
            connection.execute("BEGIN")
            touched = self._shadow.seen_by(connection)
            if touched is not None and touched == self._laid[connection]:
                return
            connection.execute("ROLLBACK")
            if touched is None:
                self._shadow.catch_up()
            else:
                self._shadow.lay(connection, touched)
                self._laid[connection] = touched

    def _refuse(self) -> Exception:
        return Cancelled()

    def _give(self, connection: Connection) -> None:
        super()._give(connection)
        if self._closed:
            self._forget(connection)

    def _forget(self, connection: Connection) -> None:
        if self._laid.pop(connection, "gone") != "gone":
            self._shadow.release()

    def close(self) -> None:
        """Close what is idle; what is lent is closed when it comes back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
            self._forget(connection)


class PastEngine:
    """Stands in for `data.store.engine.Engine` where a station is only read, at one past moment (UTC as stored)."""

    def __init__(self, engine: Engine, moment: str, at: int, progress: Progress | None = None) -> None:
        engine.index_now()  # tokens that were put off would come without a journal entry
        self._engine = engine
        self.moment, self.at = moment, at
        self.kinds, self.frame, self.door = engine.kinds.at(at), engine.frame, engine.door
        self.clock = FixedClock(parse_utc(moment))
        self.shadow = Shadow(engine.door, engine.kinds.ever, at, progress)
        self.readers = PastReaders(engine, self.shadow)

    @property
    def acting(self) -> Session:
        """The session in whose name this thread works; who may see what has no past."""
        return self._engine.acting

    def go_to(self, moment: str, at: int, progress: Progress | None = None) -> Touched:
        """Be at another moment, whose last entry is ``at``; return the ids that differ, by kind. Takes its time."""
        touched = self.shadow.move_to(at, progress)
        self.moment, self.at, self.kinds = moment, at, self._engine.kinds.at(at)
        self.clock.set(parse_utc(moment))
        return touched

    def follow_kinds(self) -> bool:
        """Take the kinds as they were once more, as one was retired meanwhile; False where one came that the past lacks."""
        self.kinds = self._engine.kinds.at(self.at)
        return all(name in self.shadow.kinds for name in self.kinds.ever)

    def index_now(self) -> None:
        """Make the search tokens that were put off, as of an import meanwhile."""
        self._engine.index_now()

    def close(self) -> None:
        """Let go of connections and file."""
        self.readers.close()
        self.shadow.release()

