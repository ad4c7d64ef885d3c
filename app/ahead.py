"""What is read before it is wanted, while nobody waits for it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from data.query import Query
from data.store import Station
from widgets.background import ask

MOST_ROOMS = 100_000  # in a larger station the names of places are read when the first call comes
NOTHING = "dj"  # reads the names of places and the words for types
QUIET_MS = 6000  # after the window was made: by then the town is there


def read_ahead(window: QWidget, station: Station) -> None:
    """Read a while after the start what an import or a search would have to read in the middle of its work."""
    clock = QTimer(window, singleShot=True, interval=QUIET_MS)  # goes with the window, however soon that is closed
    clock.timeout.connect(lambda: ask(window, station, lambda: _ahead(station), lambda _: None, "ahead"))
    clock.start()


def _ahead(station: Station) -> None:
    """Dictionaries of pinyin take 0.1 s in one piece, and all other threads wait; the first call must not wait for names."""
    import pypinyin  # noqa: F401

    if station.count(Query("dwelling")) <= MOST_ROOMS:
        from data.duty.incidents.intake import understand

        understand(station, NOTHING)
