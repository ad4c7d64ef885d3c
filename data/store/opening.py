"""Making a new station file, and opening one that is there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from data.actors import PROGRAM
from data.clock import Clock, format_utc
from data.errors import BadInput, Outdated
from data.i18n import tr
from data.kinds import builtin_kinds
from data.store import account_rows, columns, deferred, heads, journal, known, meta, migrate, replacing, sweeping, untrusted
from data.store.connect import APPLICATION_ID, Door, existing_door, new_door, told
from data.store.engine import Engine
from data.store.hold import Hold, Holder, refuse_elsewhere, take
from data.store.schema import create_system
from data.town.frame import LocalFrame

CONSOLE = "console"  # holds a file for long


def create(path: Path, name: str, *, passphrase: str | None, origin: tuple[float, float] | None, zone: str, clock: Clock) -> Engine:
    """Make a file with the tables of every built-in kind; nothing is left behind if that fails."""
    if not name.strip():
        raise BadInput(tr("请给站点起个名字"))
    door = new_door(path, passphrase)
    try:
        _fill(door, name.strip(), origin, zone, clock)
        return _start(door, clock)
    except BaseException:
        for leftover in ("", "-wal", "-shm"):
            Path(f"{path}{leftover}").unlink(missing_ok=True)
        raise


def _fill(door: Door, name: str, origin: tuple[float, float] | None, zone: str, clock: Clock) -> None:
    with told(door.path):
        connection = door.writer()
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            create_system(connection)
            heads.prepare(connection)
            for key, value in {"name": name, "zone": zone, "origin": origin, "next_id": 1}.items():
                meta.put(connection, key, value)
            groups = migrate.follow(connection, migrate.station_kinds(connection))
            journal.append(connection, groups, at=format_utc(clock.now()), who=PROGRAM, why=tr("新建站点"), command="new")
            connection.execute("COMMIT")
        finally:
            connection.close()


def open_station(path: Path, *, passphrase: str | None, read_only: bool, clock: Clock, hold: str = "") -> Engine:
    """Open a file, and let it follow declarations that have changed.

    With ``hold`` the file is held while it is open (`data.store.hold`): as "console", which only reads where another console
    has it or nothing can be written there, or as "command", which writes beside a console of the same computer.

    Raises
    ------
    BadInput
        If there is no such file, it is no station file, or a newer program wrote it.
    NotAllowed
        If the passphrase is missing or wrong, or another program is writing.
    Damaged
        If the file is not sound enough to be read.
    """
    refuse_elsewhere(path)
    with _reading_kinds():
        door = existing_door(path, passphrase, read_only=read_only)
    return _held(door, clock, hold)


@contextmanager
def _reading_kinds() -> Iterator[None]:
    """Read the built-in kinds while the key is made from the passphrase, which takes longer and holds no interpreter."""
    reading = threading.Thread(target=builtin_kinds, name="kinds")
    reading.start()
    try:
        yield
    finally:
        reading.join()


def open_again(door: Door, clock: Clock, *, hold: str = "") -> Engine:
    """Open a file once more with the key that is known, to write if that can be."""
    refuse_elsewhere(door.path)
    replacing.finish(door.path)
    return _held(replace(door, read_only=False), clock, hold)


def hold_new(path: Path, program: str, clock: Clock) -> Hold | None:
    """Hold a file that was just made; None where another was quicker or the folder cannot be written."""
    try:
        held = take(path, format_utc(clock.now()), program)
    except OSError:
        return None
    return held if isinstance(held, Hold) else None


def _held(door: Door, clock: Clock, program: str) -> Engine:
    """Start a file with the lock of one who writes."""
    if not program or door.read_only:
        return _start(door, clock)
    held, holder = _take(door.path, format_utc(clock.now()), program)
    if held is None and program == CONSOLE:
        door = replace(door, read_only=True)
    try:
        engine = _start(door, clock)
    except BaseException as error:
        if held is not None:
            held.release()
        if holder is not None and isinstance(error, Outdated):
            raise Outdated(tr("{file} 需要先升级，但另一个控制台正在使用它；请先关闭那个控制台", file=door.path)) from error
        raise
    engine.hold, engine.held_by = held, holder
    return engine


def _take(path: Path, since: str, program: str) -> tuple[Hold | None, Holder | None]:
    """Take the lock; neither lock nor holder where nothing can be written beside the file, which can then only be read."""
    try:
        held = take(path, since, program)
    except OSError:
        return None, None
    return (held, None) if isinstance(held, Hold) else (None, held)


def _start(door: Door, clock: Clock) -> Engine:
    with untrusted.taken_as_damage(door.path), told(door.path, opening=door.key is not None):
        engine = Engine(door, clock)
    try:
        with untrusted.taken_as_damage(door.path), told(door.path):
            _look_in(engine)
    except BaseException:
        engine.close()
        raise
    return engine


def _look_in(engine: Engine) -> None:
    connection, door = engine.connection, engine.door
    if int(connection.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION_ID:
        raise BadInput(tr("{file} 不是站文件，请选择扩展名为 .station 的文件", file=door.path), file=door.path)
    migrate.check_format(connection, door.path)
    untrusted.check_schema(connection, door.path)
    if known.wants_a_look(door.path):
        untrusted.check_structure(connection, door.path)
        engine.unsure = door.key is None
    untrusted.check_kinds(connection, door.path)
    engine.kinds = migrate.station_kinds(connection)
    if migrate.pending(connection, engine.kinds):
        _follow(engine)
    columns.check_columns(connection, engine.kinds.ever.values(), door.path)
    engine.load_ids()
    engine.session = account_rows.first_session(connection)
    if not door.read_only:
        connection.execute("PRAGMA journal_mode = WAL")  # a change of passphrase that was cut off leaves it otherwise
    if deferred.waiting(connection) and not door.read_only:
        engine.index_soon()
    if not door.read_only and sweeping.unswept(connection):
        engine.readers.background(lambda: sweeping.sweep(engine))
    origin = meta.get(connection, "origin")
    if origin is not None:
        engine.frame = LocalFrame(*origin)
    engine.guard()
    engine.looked_through = True


def _follow(engine: Engine) -> None:
    if engine.door.read_only:
        raise Outdated(tr("{file} 需要先升级；请用可写方式打开一次", file=engine.door.path))
    with engine.writing() as connection:
        groups = migrate.follow(connection, engine.kinds)
        at = format_utc(engine.clock.now())
        journal.append(connection, groups, at=at, who=PROGRAM, why=tr("类别声明有变化"), command="migrate")
