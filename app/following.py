"""What others write to the same file reaches the views of this one: the journal is looked at every few seconds."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from data.errors import WatchroomError
from data.records import ChangeSet
from data.store.station import Station
from widgets.background import Subscriptions

LOG = logging.getLogger(__name__)
LOOK_MS = 3_000
MOST = 200  # changes of a set that are read; of longer ones views learn the kinds


class Following(QObject):
    """Looks at the journal off the Qt thread, and tells of change sets that are not this program's own."""

    looked = Signal(object)

    def __init__(self, live: Station, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._own: set[int] = set()  # change sets of this program
        self._seen = 0
        self._asked: Future[object] | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.looked.connect(self._take)
        self._heard = Subscriptions(self)
        self._heard.add(live.changed, self._changed)

    def begin(self) -> None:
        """Begin to look; what is there already is known."""
        if not self._timer.isActive():
            self._seen = self._live.shelf.tip()
            self._timer.start()

    def close(self) -> None:
        """Stop."""
        self._timer.stop()
        self._heard.close()

    def look(self) -> None:
        """Look what others wrote."""
        if self._asked is not None and not self._asked.done():
            return  # a share that does not answer is asked once
        seen = self._seen
        try:
            self._asked = self._live.background(lambda: self._tried(seen))
        except WatchroomError:
            self._timer.stop()  # closed

    def _tried(self, seen: int) -> None:
        try:
            self.looked.emit(self._found(seen))
        except WatchroomError as error:
            LOG.info("not looked: %s", type(error).__name__)

    def _found(self, seen: int) -> tuple[Any, ...]:
        """Return how far the journal goes and the change sets since; on a reader thread."""
        self._live.follow_kinds(seen)
        return self._live.news(seen, most=MOST)

    def _changed(self, change: ChangeSet) -> None:
        self._own.add(change.id)

    def _take(self, found: tuple[Any, ...]) -> None:
        self._seen, news = found[:2]
        self._live.tell_kinds()
        foreign = [c for c in news if c.id not in self._own and not self._live.wrote(c.id)]
        self._own = {id for id in self._own if id > self._seen}
        for change in foreign:
            self._live.changed.emit(change)
