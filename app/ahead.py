"""What is read before it is wanted, while nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from data.phrases import load_pinyin
from data.query import Query
from data.store import Station
from widgets.background import ask

if TYPE_CHECKING:
    from app.window import MainWindow

MOST_ROOMS = 100_000  # in a larger station the names of places are read when the first call comes
NOTHING = "dj"  # reads the names of places and the words for types
QUIET_MS = 6000  # after the window was made: by then the town is there
SIGNING = "cryptography.hazmat.bindings._rust"  # wanted when the journal's end is signed, in the middle of a transaction
# What an import asks of whichever file comes, and the signing of what it wrote.
MODULES = (
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "data.exchange.tables.web_page",
    "data.exchange.tables.xml_book",
    "data.exchange.tables.office",
    "data.exchange.tables.old_excel",
    "data.exchange.conversation",
)
# The page that it is told on: these make classes of Qt, and are loaded on the window's thread, in pieces that nobody feels.
PAGE = (
    "widgets.records.import_work",
    "widgets.records.import_guesses",
    "widgets.records.import_part",
    "widgets.records.import_window",
    "widgets.records.import_sheet",
)
BREATH = 0.02  # seconds between two modules in which the window has the interpreter


def read_ahead(window: MainWindow, station: Station) -> None:
    """Read a while after the start what an import or a search would have to read in the middle of its work."""
    clock = QTimer(window, singleShot=True, interval=QUIET_MS)  # goes with the window, however soon that is closed
    clock.timeout.connect(lambda: ask(window, station, lambda: _ahead(station), lambda _: _make_page(window), "ahead"))
    clock.start()


def _ahead(station: Station) -> None:
    """Load what a search or an import asks for; the first call must not wait for the names of places."""
    load_pinyin()
    _load()
    if station.count(Query("dwelling")) <= MOST_ROOMS:
        from data.duty.incidents.intake import understand

        understand(station, NOTHING)


def _load() -> None:
    """Load modules that hold the interpreter while they load; a large library is brought from the disk before that."""
    from data.exchange.addresses.divisions import divisions

    library = find_spec(SIGNING)
    if library is not None and library.origin:
        Path(library.origin).read_bytes()
    for name in MODULES:
        sleep(BREATH)
        import_module(name)
    divisions()


def _make_page(window: MainWindow) -> None:
    """Make the page of the import step by step: it takes 0.1 s, and whoever drops a file must not wait for it."""
    steps: list[Callable[[], object]] = [partial(import_module, name) for name in PAGE]
    steps.append(lambda: window.importing)
    clock = QTimer(window, interval=int(BREATH * 1000))

    def step() -> None:
        if steps:
            steps.pop(0)()
        elif not window.importing.make_ahead():
            clock.deleteLater()

    clock.timeout.connect(step)
    clock.start()
