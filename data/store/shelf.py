"""The door to what a station file keeps only to be quick (`data.store.cache`)."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping

from data.errors import WatchroomError
from data.store import cache
from data.store.engine import Engine

LOG = logging.getLogger(__name__)


class Shelf:
    """Bytes by name in the station file; safe from any thread. What cannot be kept is not kept, and nothing else happens."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def usable(self) -> bool:
        """Whether it holds for what is read: not while the station is looked at as it was at a past moment."""
        return isinstance(self._engine, Engine)

    def holds_for(self, other: Shelf) -> bool:
        """Whether both are of the same moment of the station: it was not shown as of another time in between."""
        return self.usable and self._engine is other._engine

    def tip(self) -> int:
        """Return the number of the journal's last entry, to be remembered with what is read after it."""
        with self._engine.readers.lend() as connection:
            return cache.tip(connection)

    def touched(self, since: int, kinds: Collection[str]) -> bool:
        """Whether records of these kinds were written after an entry of the journal."""
        with self._engine.readers.lend() as connection:
            return cache.touched(connection, since, kinds)

    def stamps(self, beginning: str) -> dict[str, str]:
        """Return the stamps of what is kept under names that begin like this."""
        with self._engine.readers.lend() as connection:
            return cache.stamps(connection, beginning)

    def read(self, names: Iterable[str]) -> dict[str, tuple[str, bytes]]:
        """Return stamp and bytes by name, of the names that are there."""
        with self._engine.readers.lend() as connection:
            return cache.read(connection, names)

    def keep(self, items: Mapping[str, tuple[str, bytes]], drop: Iterable[str] = ()) -> bool:
        """Keep and drop in one transaction; False where the file cannot be written now."""
        if not self.usable or self._engine.door.read_only:
            return False
        try:
            with self._engine.writing(lasting=False) as connection:
                cache.keep(connection, items, drop)
        except WatchroomError as error:  # closed meanwhile, busy or full: it is worked out again next time
            LOG.info("not kept: %s", error)
            return False
        return True
