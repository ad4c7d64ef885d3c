"""Writing all pages of the file anew after an erasing: free pages, samples of values and the write-ahead log keep what was erased.

A sweep that was cut off is done at the next opening, for the file remembers that it is owed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from sqlcipher3.dbapi2 import Connection

from data.i18n import tr
from data.progress import Progress
from data.store import meta
from data.store.connect import told
from data.store.engine import Engine

TIMES = 2.1  # the size of the file: its copy, its log, and some of what is written meanwhile
QUOTE = "'"
UNSWEPT = "unswept"  # in the file while pages may still hold what was erased


def unswept(connection: Connection) -> bool:
    """Whether pages may still hold what was erased."""
    return bool(meta.get(connection, UNSWEPT, False))


def sweep(engine: Engine, progress: Progress | None = None) -> bool:
    """Write all pages anew, so that nothing is left of what was erased; False where that has to wait.

    It waits while somebody reads the file as it was before, or there is no room for it: it takes twice as much as the file.
    The copy that SQLite makes on the way has no name, lies beside the station, and is encrypted with its key.
    """
    progress = progress or Progress()
    progress.report(0, 3, tr("重建搜索索引"))
    engine.index_now()
    with engine.lock, told(engine.door.path):
        connection = engine.connection
        if not unswept(connection):
            return True
        progress.report(1, 3, tr("整理站文件"))
        if not has_room(engine.door.path):
            return False
        _forget_samples(connection)
        _write_anew(connection, engine.door.path.resolve().parent)
        progress.report(2, 3, tr("截断写前日志"))
        if not _cut_log(connection):
            return False
        with engine.writing() as writing:
            meta.put(writing, UNSWEPT, False)
    return True


def has_room(path: Path) -> bool:
    """Whether there is room for writing all pages anew: a copy, and a write-ahead log of the same length."""
    return shutil.disk_usage(path.parent).free > TIMES * path.stat().st_size


def _write_anew(connection: Connection, folder: Path) -> None:
    """Let SQLite write the whole file anew through a file without a name; in memory it would take as much as the file."""
    connection.execute("PRAGMA secure_delete = ON")
    try:
        connection.execute("PRAGMA temp_store = FILE")
        if os.access(folder, os.W_OK):
            connection.execute(f"PRAGMA temp_store_directory = '{str(folder).replace(QUOTE, QUOTE * 2)}'")
        connection.execute("VACUUM")
    finally:
        connection.execute("PRAGMA temp_store_directory = ''")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA secure_delete = OFF")


def _cut_log(connection: Connection) -> bool:
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _forget_samples(connection: Connection) -> None:
    """Drop the values that SQLite keeps of indexed columns to judge how to ask; it takes new ones."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat4'").fetchone() is not None:
        connection.execute("DELETE FROM sqlite_stat4")
