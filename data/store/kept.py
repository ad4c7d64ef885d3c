"""What is worked out from the records of a station, and kept until some of them change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary, ref

from data.records import ChangeSet
from data.store.station import Station

T = TypeVar("T")


class Kept(Generic[T]):
    """What ``make`` works out for one station, and anew after a record of ``kinds`` changed. Safe from any thread."""

    def __init__(self, station: Station, kinds: Iterable[str], make: Callable[[Station], T]) -> None:
        self._station, self._kinds, self._make = ref(station), frozenset(kinds), make
        self._lock = threading.Lock()
        self._made: list[T] = []
        self._stale = True
        station.changed.connect(self._changed)

    def get(self) -> T:
        """Return it as the records are now."""
        station = self._station()
        assert station is not None
        with self._lock:
            if self._stale:
                self._stale = False  # first, so that a change in the meantime is not lost
                try:
                    self._made = [self._make(station)]
                except BaseException:
                    self._stale = True  # what could not be read now is not told from what was before
                    raise
            return self._made[0]

    def _changed(self, changes: ChangeSet) -> None:
        if self._kinds & changes.kinds:  # and only then touched: change sets are told on several threads at once
            self._stale = True


class KeptByStation(Generic[T]):
    """The same for each station that it is asked of, for as long as that lives."""

    def __init__(self, kinds: Iterable[str], make: Callable[[Station], T]) -> None:
        self._kinds, self._make = frozenset(kinds), make
        self._lock = threading.Lock()
        self._kept: WeakKeyDictionary[Station, Kept[T]] = WeakKeyDictionary()

    def of(self, station: Station) -> T:
        """Return it as the station's records are now; takes its time when it was not asked for since they changed."""
        with self._lock:
            kept = self._kept.get(station)
            if kept is None:
                kept = self._kept[station] = Kept(station, self._kinds, self._make)
        return kept.get()
