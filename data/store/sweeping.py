"""Writing all pages of the file anew after an erasing: free pages, samples of values and the write-ahead log keep what was erased.

A sweep that was cut off is done at the next opening, for the file remembers that it is owed.
"""

from __future__ import annotations

from sqlcipher3.dbapi2 import Connection

from data.i18n import tr
from data.progress import Progress
from data.store import meta
from data.store.connect import told
from data.store.engine import Engine

UNSWEPT = "unswept"  # in the file while pages may still hold what was erased


def unswept(connection: Connection) -> bool:
    """Whether pages may still hold what was erased."""
    return bool(meta.get(connection, UNSWEPT, False))


def sweep(engine: Engine, progress: Progress | None = None) -> bool:
    """Write all pages anew, so that nothing is left of what was erased; False while somebody reads the file as it was before.

    Takes the time of copying the file, and as much memory as it is large.
    """
    progress = progress or Progress()
    progress.report(0, 3, tr("重建搜索索引"))
    engine.index_now()
    with engine.lock, told(engine.door.path):
        connection = engine.connection
        if not unswept(connection):
            return True
        connection.execute("PRAGMA secure_delete = ON")
        try:
            progress.report(1, 3, tr("整理站文件"))
            _forget_samples(connection)
            connection.execute("VACUUM")
            progress.report(2, 3, tr("截断写前日志"))
            if not _cut_log(connection):
                return False
        finally:
            connection.execute("PRAGMA secure_delete = OFF")
        with engine.writing() as writing:
            meta.put(writing, UNSWEPT, False)
    return True


def _cut_log(connection: Connection) -> bool:
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _forget_samples(connection: Connection) -> None:
    """Drop the values that SQLite keeps of indexed columns to judge how to ask; it takes new ones."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat4'").fetchone() is not None:
        connection.execute("DELETE FROM sqlite_stat4")
