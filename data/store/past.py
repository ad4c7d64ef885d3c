"""The records as they were at a past entry of the journal: what was changed since lies in a small file of its own.

The file holds the rows of records that were changed or removed since, as they were, and the ids of all that were touched.
A reader of the station lays it over the station's own tables by temporary views of the same names, so that every question
is asked as ever and answered from the past. Nothing is copied that did not change.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from datetime import timedelta
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from data.clock import parse_utc
from data.kinds import Kinds
from data.processes import left_in
from data.progress import Progress
from data.store import journal, moving, rollback
from data.store.connect import Door, told
from data.store.schema import create_kind, quote, searched, value_names

BEGINNING = "watchroom-past-"  # of the folder in which the file lies
OWN = """
CREATE TABLE _gone (id INTEGER PRIMARY KEY, round INTEGER NOT NULL);
CREATE TABLE _state (tip INTEGER NOT NULL, touched TEXT NOT NULL, at INTEGER NOT NULL);
CREATE VIRTUAL TABLE _place USING rtree(id, w, e, s, n, +kind TEXT);
"""
LEAP = timedelta(days=30)  # without any entry: no station is left alone so long
KEPT = "NOT IN (SELECT id FROM past._gone)"
TIP = "SELECT entry + count - 1 FROM {}_journal ORDER BY entry DESC LIMIT 1"


def entry_at(connection: Connection, moment: str) -> int:
    """Return the last entry of the journal at a moment (UTC as stored); 0 where it begins later.

    Where the clock was set back a moment may come twice, or never. The newest stretch of an even clock that the moment lies in
    counts, else what was written nearest before it. A leap ahead of `LEAP` ends a stretch too: a wrong clock was set right.
    """
    nearest: journal.Header | None = None
    later: journal.Header | None = None
    end, newest, seen = "", True, False  # of the stretch that is gone through: its last moment, whether it is the last one
    even = not journal.set_back_first(connection)
    for header in journal.headers_backwards(connection):
        if later is None:
            end = header.at
        elif header.at > later.at or (not even and parse_utc(later.at) - parse_utc(header.at) > LEAP):
            end, newest, seen = header.at, False, False
        if header.at <= moment and not seen:
            if newest or even or end >= moment:
                return header.batch + header.count
            seen = True
            nearest = header if nearest is None or header.at > nearest.at else nearest
        later = header
    if nearest is not None:
        return nearest.batch + nearest.count
    return later.batch - 1 if later is not None else 0


class Shadow:
    """The file of what was changed after entry ``at``, which must be the last of a change set.

    Safe from any thread. `move_to` takes it to another entry, `catch_up` follows what is written meanwhile; `lie_beside` and `lay`
    put it over a reader of the station.
    """

    def __init__(self, station: Door, kinds: Kinds, at: int, progress: Progress | None = None) -> None:
        self.at, self.kinds = at, kinds
        self.touched: frozenset[str] = frozenset()  # the kinds that differ, or did at some time since
        self._lock = threading.Lock()
        self._round = 0
        for left in left_in(Path(tempfile.gettempdir()), BEGINNING):  # by a program that was killed while it showed the past
            shutil.rmtree(left, ignore_errors=True)
        self._folder = Path(tempfile.mkdtemp(prefix=f"{BEGINNING}{os.getpid()}-"))
        # What was secret stays so: the key is known to nobody and is gone with this object.
        self._door = Door(self._folder / "past", os.urandom(48).hex() if station.key is not None else None)
        self._users = 1
        try:
            with told(station.path):
                self._connection = self._made(station)
                self.catch_up(progress)
        except BaseException:
            self.release()
            raise

    def _made(self, station: Door) -> Connection:
        self._door.path.touch()
        connection = dbapi2.connect(self._door.address(), uri=True, isolation_level=None, check_same_thread=False)
        if self._door.key is not None:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{self._door.key}'\"")
        for pragma in ("journal_mode = WAL", "synchronous = OFF", "temp_store = MEMORY", "cache_size = -16384"):
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(OWN)
        for kind in self.kinds.values():
            create_kind(connection, kind)
        connection.execute("INSERT INTO _state VALUES (0, '', ?)", (self.at,))
        station.attach(connection, "live")
        return connection

    # Following the station

    def catch_up(self, progress: Progress | None = None) -> None:
        """Roll back what was written since the last time."""
        with self._lock:
            connection = self._connection
            connection.execute("BEGIN")
            try:
                self._roll_back(connection, progress or Progress())
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

    def move_to(self, at: int, progress: Progress | None = None) -> moving.Touched:
        """Go to another entry, which must be the last of a change set; return the ids that differ now, by kind.

        Costs what happened between the two; who reads meanwhile sees one moment or the other, never half of both.
        """
        with self._lock:
            connection, progress = self._connection, progress or Progress()
            connection.execute("BEGIN")
            try:
                self._roll_back(connection, progress)
                if at > self.at:
                    touched = moving.go_on(connection, self.kinds, self.at, at, progress)
                else:
                    touched = moving.go_back(connection, self.kinds, at, self.at, self._round, progress)
                self._round += 1
                every = self.touched | touched.keys()
                connection.execute("UPDATE _state SET at = ?, touched = ?", (at, " ".join(sorted(every))))
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            self.at, self.touched = at, every
            return touched

    def _roll_back(self, connection: Connection, progress: Progress) -> None:
        (done,) = connection.execute("SELECT tip FROM _state").fetchone()
        row = connection.execute(TIP.format("live.")).fetchone()
        tip = row[0] if row else 0
        since = max(done, self.at)
        touched = rollback.roll_back(connection, self.kinds, since, self._round, progress) if tip > since else frozenset()
        self._round += 1
        self.touched |= touched
        connection.execute("UPDATE _state SET tip = ?, touched = ?", (tip, " ".join(sorted(self.touched))))

    # Readers

    def hold(self) -> None:
        """Keep the file until `release` is called once more."""
        with self._lock:
            self._users += 1

    def release(self) -> None:
        """Let go of the file; the last one deletes it."""
        with self._lock:
            self._users -= 1
            if self._users:
                return
        connection = getattr(self, "_connection", None)
        if connection is not None:
            connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def lie_beside(self, connection: Connection) -> None:
        """Lay the file beside a reader of the station; `lay` makes its tables the ones that are read."""
        self._door.attach(connection, "past")

    def seen_by(self, connection: Connection) -> str | None:
        """Return which kinds a reader, inside its transaction, is to read from here; None where more is to be rolled back first."""
        row = connection.execute(TIP.format("main.")).fetchone()
        tip, touched = connection.execute("SELECT tip, touched FROM past._state").fetchone()
        return str(touched) if tip == (row[0] if row else 0) else None

    def lay(self, connection: Connection, touched: str) -> None:
        """Make a reader, outside its transaction, read these kinds and the journal as they were."""
        connection.execute("PRAGMA query_only = 0")  # temporary views count as writing
        _view(connection, "_journal", "SELECT * FROM main._journal WHERE entry <= (SELECT at FROM past._state)")
        _view(connection, "_place", _both("_place", "id, w, e, s, n, kind"))
        for name in touched.split():
            kind = self.kinds[name]
            _view(connection, name, _both(quote(name), ", ".join(map(quote, value_names(kind)))))
            if searched(kind):
                table = quote(f"_search_{name}")
                _view(connection, f"_search_{name}", _both(table, f"rowid AS rowid, {table}", "rowid"))
        connection.execute("PRAGMA query_only = 1")


def _both(table: str, columns: str, id: str = "id") -> str:
    """Return what is read of a table: the rows that nothing happened to since, and the others as they were."""
    return f"SELECT {columns} FROM main.{table} WHERE {id} {KEPT} UNION ALL SELECT {columns} FROM past.{table}"


def _view(connection: Connection, name: str, select: str) -> None:
    connection.execute(f"DROP VIEW IF EXISTS temp.{quote(name)}")
    connection.execute(f"CREATE TEMP VIEW {quote(name)} AS {select}")
