"""Work off the Qt thread whose results come back on it, or are dropped when nobody waits for them any more."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from data.errands import Errands
from data.errors import Cancelled
from data.store.station import Station

LOG = logging.getLogger(__name__)
Then = Callable[[Any], None]


class _Asked(NamedTuple):
    workers: Workers
    topic: str
    ticket: int
    then: Then


class _Home(QObject):
    """Brings answers to the Qt thread; lives as long as the program."""

    arrived = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(_deliver, Qt.ConnectionType.QueuedConnection)


class Workers(QObject):
    """One thread for meshes, and the station's readers.

    ``failed`` carries an exception of the work, on the Qt thread.
    """

    failed = Signal(object)

    def __init__(self, station: Station, parent: QObject | None = None) -> None:
        super().__init__(parent)
        _home()
        self._station = station
        self._pool: ThreadPoolExecutor | None = None
        self._asked: dict[str, int] = {}
        self._closed = False

    def run(self, topic: str, work: Callable[[], Any], then: Then) -> None:
        """Do the work on the mesh thread; ``then`` takes its result unless the topic was asked again or dropped."""
        if self._closed:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="scene3d")
        _errands.send(self._pool.submit, work, self._ask(topic, then))

    def read(self, topic: str, work: Callable[[], Any], then: Then) -> None:
        """Do the work on a reader of the station, likewise."""
        if not self._closed:
            _errands.send(self._station.background, work, self._ask(topic, then))

    def drop(self, topic: str) -> None:
        """Forget what was asked for a topic."""
        self._asked[topic] = self._asked.get(topic, 0) + 1

    def close(self) -> None:
        """Drop everything and wait for the thread."""
        self._closed = True
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def waits_for(self, topic: str, ticket: int) -> bool:
        """Whether the answer to this asking is still wanted."""
        return not self._closed and self._asked.get(topic) == ticket

    def _ask(self, topic: str, then: Then) -> _Asked:
        self.drop(topic)
        return _Asked(self, topic, self._asked[topic], then)


def _deliver(number: int) -> None:
    errand = _errands.take(number)
    asked: _Asked = errand.about
    if not asked.workers.waits_for(asked.topic, asked.ticket):
        return
    try:
        result = errand.result()
    except (CancelledError, Cancelled):
        return
    except Exception as error:
        LOG.exception("%s", asked.topic)
        asked.workers.failed.emit(error)
        return
    asked.then(result)


def _bring_home(number: int) -> None:
    _home().arrived.emit(number)


def _home() -> _Home:
    if not _homes:
        home = _Home()
        app = QCoreApplication.instance()
        if app is not None:
            home.moveToThread(app.thread())
        _homes.append(home)
    return _homes[0]


_homes: list[_Home] = []
_errands = Errands(_bring_home)
