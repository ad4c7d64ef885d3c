"""Another passphrase for a station file: a copy under the new key is made beside it, opened, compared and put in its place.

Killed at any moment, either the old file lies there or the new one, whole. The old key is gone with the old file: copies made
before open with the passphrase of then.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from data.accounts.session import NOBODY, Session
from data.clock import Clock, SystemClock, format_utc
from data.errors import Damaged, InvalidValue, NotAllowed
from data.i18n import tr
from data.progress import Progress
from data.store import account_rows, durable, meta, recovery
from data.store.connect import SALT, Door, derive_key, existing_door, told
from data.store.hold import Hold, take
from data.typed_secrets import opaque

SHORTEST = 8  # characters of a passphrase
LEAST_DIFFERENT = 4
PAGES = 2048  # copied in one step
ENDING = ".rekeying"  # of the copy while it is made
WHY = "passphrase"


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """The recovery key of the file under its new passphrase, to be shown once."""

    recovery: str


def change_passphrase(
    path: Path, passphrase: str | None, new: str, *, who: str, session: Session = NOBODY, clock: Clock | None = None,
    progress: Progress | None = None,
) -> Rekeyed:  # fmt: skip
    """Give a station file another passphrase, or a plain one its first; nobody else may have it open.

    ``passphrase`` is the one of now, or the recovery key. Where the station has accounts, ``session`` is whoever signed in to it
    before it was closed; who comes with the recovery key need not have.

    Raises
    ------
    InvalidValue
        If the new passphrase is too short.
    NotAllowed
        If the old one is wrong, somebody has the file open, or the station has accounts and the session may not.
    Damaged
        If the copy is not what the file is; the file is as it was.
    """
    check_new(new)
    path = path.resolve()  # where a link leads: the link stays one
    clock, progress = clock or SystemClock(), progress or Progress()
    door = existing_door(path, passphrase, read_only=False)
    part = path.with_name(f"{path.name}{ENDING}")
    with _held(path, clock), _alone(door) as connection:
        if account_rows.kept_in(connection) and not door.recovered:
            session.demand("passphrase", tr("更换口令"))
        fresh = Door(part, derive_key(opaque(new), os.urandom(SALT)))
        try:
            _clear(part)
            with told(part):
                _copy(connection, door, fresh, progress)
                _compare(connection, fresh)
            _note(part, new, who, clock, was_plain=door.key is None)
            _sync(part)
            progress.check()
            if os.name == "nt":
                connection.close()  # an open file cannot be replaced there; elsewhere it keeps others out to the end
            durable.put_in_place(part, path)
        finally:
            _clear(part)
    assert fresh.key is not None  # it was just derived
    return Rekeyed(recovery.of_raw_key(fresh.key))


def check_new(passphrase: str) -> None:
    """Refuse a passphrase that is no protection.

    Raises
    ------
    InvalidValue
        That says what is missing.
    """
    passphrase = opaque(passphrase)
    if len(passphrase) < SHORTEST:
        raise InvalidValue(tr("口令至少 {n} 个字符", n=SHORTEST), field="passphrase")
    if recovery.is_one(passphrase):  # it would be taken for the raw key, and open nothing
        raise InvalidValue(tr("口令不能是恢复密钥的样子，请另选一个"), field="passphrase")
    if len(set(passphrase)) < LEAST_DIFFERENT:
        raise InvalidValue(tr("口令太简单：至少要有 {n} 个不同的字符", n=LEAST_DIFFERENT), field="passphrase")


@contextmanager
def _held(path: Path, clock: Clock) -> Iterator[None]:
    """Hold the file, so that no console begins to use it meanwhile."""
    try:
        held = take(path, format_utc(clock.now()), "command")
    except OSError as error:
        raise NotAllowed(tr("{file} 所在的文件夹不能写入，不能更换口令", file=path)) from error
    if not isinstance(held, Hold):
        raise NotAllowed(_elsewhere(path))
    try:
        yield
    finally:
        held.release()


def _elsewhere(path: Path) -> str:
    return tr("{file} 还在别处打开着。请先关闭所有使用它的窗口和命令，再更换口令", file=path)


@contextmanager
def _alone(door: Door) -> Iterator[Connection]:
    """Give the only connection to the file, without a write-ahead log, so that one file can take its place."""
    with told(door.path, opening=door.key is not None):
        connection = door.writer()
    try:
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
        except dbapi2.OperationalError as error:
            raise NotAllowed(_elsewhere(door.path)) from error
        yield connection
    finally:
        connection.close()


def _copy(connection: Connection, door: Door, fresh: Door, progress: Progress) -> None:
    with fresh.path.open("xb"):
        pass
    if door.key is None:
        _export(connection, fresh, progress)
        return
    target = fresh.bare()
    try:

        def tell(_status: int, remaining: int, total: int) -> None:
            progress.report(total - remaining, total, tr("重新加密"))

        connection.backup(target, pages=PAGES, progress=tell)
    finally:
        target.close()


def _export(connection: Connection, fresh: Door, progress: Progress) -> None:
    """Copy a plain file: pages of an encrypted one hold less, so its tables are written anew."""
    progress.report(0, 0, tr("加密"))
    fresh.attach(connection, "fresh", read_only=False)
    connection.execute("PRAGMA fresh.synchronous = OFF")  # each table is a transaction; the whole is synced at the end
    connection.execute("PRAGMA fresh.journal_mode = MEMORY")
    connection.execute("SELECT sqlcipher_export('fresh')")
    for pragma in ("application_id", "user_version"):
        value = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        connection.execute(f"PRAGMA fresh.{pragma} = {value}")
    connection.execute("DETACH fresh")


def _compare(connection: Connection, fresh: Door) -> None:
    """Open the copy with its key and compare it with the file: pages, every table's size, and the end of the journal."""
    copy = fresh.reader()
    try:
        wrong = [row[0] for row in copy.execute("PRAGMA cipher_integrity_check")]
        wrong += [row[0] for row in copy.execute("PRAGMA quick_check") if row[0] != "ok"]
        same = _summary(connection) == _summary(copy)
    finally:
        copy.close()
    if wrong or not same:
        raise Damaged(tr("重新加密的副本与原文件不一致，口令没有更换；请先检查站文件"))


def _summary(connection: Connection) -> tuple[object, list[tuple[str, int]]]:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    names = [row[0] for row in connection.execute(tables)]
    counts = []
    for name in sorted(n for n in names if not n.startswith("sqlite_")):
        quoted = name.replace('"', '""')
        counts.append((name, int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])))
    return meta.get(connection, "tip"), counts


def _note(part: Path, new: str, who: str, clock: Clock, *, was_plain: bool) -> None:
    """Write into the copy's journal that its key was changed; that it opens with the new passphrase shows here."""
    from data.store.station import Station

    with Station.open(part, passphrase=new, clock=clock) as station:
        station.note("key", said={"what": WHY, "was_plain": was_plain}, who=who, command="passphrase")


def _sync(part: Path) -> None:
    handle = os.open(part, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clear(part: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal", ".lock"):
        Path(f"{part}{ending}").unlink(missing_ok=True)
