"""Readers: connections that are lent out for one read each, and threads for reads, and for changes, in the background."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from data.errors import NotAllowed
from data.i18n import tr
from data.store.connect import Door, lost, told

T = TypeVar("T")

THREADS = 2


class Readers:
    """Lends reading connections; each sees one moment of the file for as long as it is lent."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._lock = threading.Lock()
        self._idle: list[Connection] = []
        self._lent: set[Connection] = set()
        self._pool: ThreadPoolExecutor | None = None
        self._turns: ThreadPoolExecutor | None = None  # of changes: one thread, so that they are made in the order of the asking
        self._ending = self._closed = False

    @property
    def closed(self) -> bool:
        """Whether nothing is lent any more."""
        return self._closed

    @contextmanager
    def lend(self) -> Iterator[Connection]:
        """Give a connection inside a read transaction."""
        with told(self._door.path):
            connection = self._take()
            try:
                self._begin(connection)
                yield connection
            except dbapi2.Error as error:
                if lost(error):
                    self.renew()  # this one among them
                raise
            finally:
                self._give(connection)

    def _begin(self, connection: Connection) -> None:
        """Begin to read: from here on the connection sees one moment of the file."""
        connection.execute("BEGIN")

    def _open(self) -> Connection:
        return self._door.reader()

    def _refuse(self) -> Exception:
        return NotAllowed(tr("站文件已经关闭"))

    @contextmanager
    def fresh(self) -> Iterator[Connection]:
        """Give a connection that has read nothing before; FTS5 would check what a used one remembers of its segments."""
        with told(self._door.path):
            connection = self._door.reader()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                connection.close()

    def _take(self) -> Connection:
        with self._lock:
            if self._closed:
                raise self._refuse()
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = self._open()
        with self._lock:
            self._lent.add(connection)
        return connection

    def _give(self, connection: Connection) -> None:
        with self._lock:
            good = connection in self._lent
        if connection.in_transaction and good:
            connection.execute("ROLLBACK")
        with self._lock:
            self._lent.discard(connection)
            if good and not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def renew(self) -> None:
        """Open new connections from now on: those of before may lead nowhere. What is being read is read to its end."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._lent.clear()
        for connection in idle:
            connection.close()

    def background(self, work: Callable[[], T]) -> Future[T]:
        """Run a read on the pool."""
        with self._lock:
            if self._closed:
                raise self._refuse()
            if self._pool is None:
                self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="station-reader")
            return self._pool.submit(work)

    def in_turn(self, work: Callable[[], T]) -> Future[T]:
        """Run work that changes something after what was asked for before; it is done whoever closes meanwhile."""
        with self._lock:
            if self._ending:
                raise self._refuse()
            if self._turns is None:
                self._turns = ThreadPoolExecutor(1, thread_name_prefix="station-changes")
            return self._turns.submit(work)

    def finish(self) -> None:
        """Take no more changes, and wait for those that were asked for."""
        with self._lock:
            self._ending = True
            turns, self._turns = self._turns, None
        if turns is not None:
            turns.shutdown(wait=True)

    def close(self) -> None:
        """Stop the pool (queued reads are dropped, running ones are interrupted) and close every connection."""
        self.finish()
        with self._lock:
            self._closed = True
            pool, self._pool = self._pool, None
            idle, self._idle = self._idle, []
            for connection in self._lent:
                connection.interrupt()
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)
        for connection in idle:
            connection.close()
