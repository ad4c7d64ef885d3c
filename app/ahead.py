"""What is read before it is wanted, while nobody waits for it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from data.store import Station
from widgets.background import ask

QUIET_MS = 6000  # after the window was made: by then the town is there


def read_ahead(window: QWidget, station: Station) -> None:
    """Read a while after the start what an import or a search would have to read in the middle of its work."""
    clock = QTimer(window, singleShot=True, interval=QUIET_MS)  # goes with the window, however soon that is closed
    clock.timeout.connect(lambda: ask(window, station, _dictionaries, lambda _: None, "ahead"))
    clock.start()


def _dictionaries() -> None:
    """Those of pinyin take 0.1 s in one piece, and all other threads wait."""
    import pypinyin  # noqa: F401
