"""Failed sign-ins and the wait after them, counted in one step before a password is looked at, so that no two are counted as one.

The counts lie in the station file; of one that is only read they are written through a connection of a moment, and where nothing
can be written there they lie with this user, so that another process does not begin anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from data.accounts import delays
from data.errors import Damaged, NotAllowed, WatchroomError
from data.i18n import tr
from data.paths import user_folder
from data.store import account_rows
from data.store.connect import BUSY_SECONDS, told
from data.store.engine import Engine

FILE = "sign_ins.db"  # with this user: of stations that lie where nothing can be written
TABLE = "CREATE TABLE IF NOT EXISTS _sign_ins (name TEXT PRIMARY KEY, failures INTEGER NOT NULL, last TEXT NOT NULL) WITHOUT ROWID"
ACCOUNTS = "CREATE TEMP TABLE _accounts (body TEXT)"  # none: of names that failed only the newest are kept


@dataclass(frozen=True, slots=True)
class Tried:
    """An attempt: the failures in a row that it would be the last of, or the seconds that are still to be waited."""

    failures: int = 0
    seconds: float = 0.0


class Tries:
    """The counts of one station; safe from any thread and process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def count(self, name: str) -> Tried:
        """Count an attempt as a failure, which `forgive` takes back; or return how long to wait, and count nothing."""
        now = self._engine.clock.now()
        with self._writing() as connection:
            failures, last = account_rows.failures(connection, name)
            seconds = delays.left(failures, last, now)
            if seconds <= 0:
                account_rows.keep_failures(connection, name, failures + 1, now)
                return Tried(failures + 1)
            if last is not None and last > now:  # the clock was set back: count from here, or it would never end
                account_rows.keep_failures(connection, name, failures, now)
            return Tried(seconds=seconds)

    def forgive(self, name: str) -> None:
        """Forget the failures of a name: it was the right password."""
        with self._writing() as connection:
            account_rows.forgive(connection, name)

    def waiting(self, name: str) -> float:
        """Return the seconds that a name must still wait."""
        with self._engine.readers.lend() as connection:
            found = account_rows.failures(connection, name)
        return delays.left(*found, self._engine.clock.now())

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a connection that nobody else writes beside, of the best place that can be written."""
        if not self._engine.door.read_only:
            with self._engine.writing() as connection:
                yield connection
            return
        with closing(self._beside()) as connection:
            yield connection
            connection.execute("COMMIT")

    def _beside(self) -> Connection:
        try:
            return _begun(replace(self._engine.door, read_only=False).writer())
        except (dbapi2.Error, WatchroomError):  # the disk itself is read-only, or somebody writes for long
            return with_this_user()


def with_this_user() -> Connection:
    """Return a connection to the counts that this user keeps, inside a transaction."""
    path = user_folder() / FILE
    with _mended(path), told(path):
        connection = dbapi2.connect(str(path), isolation_level=None, timeout=BUSY_SECONDS)
        try:
            connection.execute(TABLE)
            connection.execute(ACCOUNTS)
        except BaseException:
            connection.close()
            raise
        return _begun(connection)


@contextmanager
def _mended(path: Path) -> Iterator[None]:
    """Begin a file of counts anew that cannot be read; who is there tries once more, and that is counted.

    Raises
    ------
    NotAllowed
        If it was so, or it cannot be put aside.
    """
    try:
        yield
    except Damaged as error:
        try:
            path.replace(path.with_name(f"{path.name}.broken"))
        except OSError:
            raise NotAllowed(tr("记登录失败次数的文件 {file} 坏了，也挪不开；请删掉它再登录", file=path)) from error
        raise NotAllowed(tr("记登录失败次数的文件坏了，已经换了一份新的；请再登录一次")) from error


def _begun(connection: Connection) -> Connection:
    """Return a connection inside a transaction that writes; it is closed if there can be none."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except BaseException:
        connection.close()
        raise
    return connection
