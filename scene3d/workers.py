"""Work off the Qt thread whose results come back on it, or are dropped when nobody waits for them any more."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

LOG = logging.getLogger(__name__)


class Workers(QObject):
    """One thread for meshes, and a way home for the station's background reads.

    ``failed`` carries an exception of the work, on the Qt thread.
    """

    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._asked: dict[str, int] = {}
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, topic: str, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do the work on the mesh thread; ``then`` takes its result unless the topic was asked again or dropped."""
        if self._closed:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="scene3d")
        self.follow(topic, self._pool.submit(work), then)

    def follow(self, topic: str, future: Future[Any], then: Callable[[Any], None]) -> None:
        """Bring the result of a future home."""
        ticket = self._asked[topic] = self._asked.get(topic, 0) + 1
        future.add_done_callback(lambda done: self._home(topic, ticket, done, then))

    def drop(self, topic: str) -> None:
        """Forget what was asked for a topic."""
        self._asked[topic] = self._asked.get(topic, 0) + 1

    def close(self) -> None:
        """Drop everything and wait for the thread."""
        self._closed = True
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _home(self, topic: str, ticket: int, done: Future[Any], then: Callable[[Any], None]) -> None:
        if not self._closed:
            self._arrived.emit((topic, ticket, done, then))

    def _deliver(self, message: tuple[str, int, Future[Any], Callable[[Any], None]]) -> None:
        topic, ticket, done, then = message
        if self._closed or self._asked.get(topic) != ticket or done.cancelled():
            return
        try:
            result = done.result()
        except CancelledError:
            return
        except Exception as error:
            LOG.exception("%s", topic)
            self.failed.emit(error)
            return
        then(result)
