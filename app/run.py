"""Opening windows: the console, station after station, and the wall alone."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import crashes, garbage
from app import settings as settings_file
from app.console import Console
from app.ended_outside import EndedOutside, ended
from app.faults import Hooks
from app.start import application
from data.errors import Damaged, WatchroomError
from data.store import Station
from data.store.connect import is_encrypted
from data.store.opening import CONSOLE
from widgets import style

Wanted = Path | Callable[[], Station | None]

def run_console(path: Path | None, secret: str | None = None) -> int:
    """Show the console until the person is done; return the exit status.

    Raises
    ------
    WatchroomError
        If the station named on the command line cannot be opened.
    """
    app = application()
    latest = QTimer(app, interval=garbage.LONGEST, singleShot=True)
    latest.timeout.connect(garbage.wake)
    latest.start()
    watch, outside = crashes.watch_hard_crashes(), EndedOutside(app)
    try:
        return _run_console(app, path, secret)
    finally:
        outside.close()
        crashes.rest(watch)
        latest.stop()
        latest.deleteLater()
        garbage.wake()


def _run_console(app: QApplication, path: Path | None, secret: str | None) -> int:
    station = _named(path, secret) if path is not None else _last(app) or _asked(app)
    resumes = False
    while station is not None:
        wanted = _one_station(station, resumes=resumes)
        if wanted is None:
            break
        resumes = callable(wanted)  # the same station, seen as it was
        station = _again(wanted) if callable(wanted) else _wanted(app, wanted)
        if ended() and station is not None:  # while it was opened, as by a new passphrase with its recovery key
            station.close()
            break
    return 0


def _named(path: Path, secret: str | None) -> Station | None:
    """Open the station that the command line names; who came with the recovery key has to choose a passphrase first.

    Where no passphrase could be given, as after a double click on the file, a window asks for it.
    """
    if secret is None and is_encrypted(path):
        from app.welcome import open_asking

        return open_asking(path)
    try:
        station = Station.open(path, passphrase=secret, hold=CONSOLE)
    except WatchroomError as error:
        if (sys.stdin is not None and sys.stdin.isatty()) or not path.exists():
            raise  # it is said at the terminal
        from app.welcome import ask_station

        return ask_station(settings_file.load(), sentence=error.message, damaged=path if isinstance(error, Damaged) else None)
    if not station.recovered:
        return station
    from app.recovery import settle

    return settle(station, secret or "", settings_file.load().user or getpass.getuser())


def _again(open_it: Callable[[], Station | None]) -> Station | None:
    """Open the station of before in another way; if that cannot be done, say so and ask which."""
    try:
        return open_it()
    except WatchroomError as error:
        from app.welcome import ask_station

        return ask_station(settings_file.load(), sentence=error.message)


def _last(app: QApplication) -> Station | None:
    """Open the station of last time, asking for its passphrase; None on the first run or where it is gone."""
    path = Path(settings_file.load().last_station)
    return _wanted(app, path) if path.is_file() else None


def _wanted(app: QApplication, path: Path) -> Station | None:
    """Open the station that is wanted next; for ``Path()``, or if it cannot be opened, ask which."""
    from app.welcome import open_asking

    return (open_asking(path) if path.name else None) or _asked(app)


def _asked(app: QApplication) -> Station | None:
    """Show the page that makes or opens stations; it is not loaded where the station is known."""
    from app.welcome import ask_station

    garbage.wake()
    return None if ended() else ask_station(settings_file.load())


def _one_station(station: Station, *, resumes: bool = False) -> Wanted | None:
    """Show the console for one station; return what is wanted next.

    That is a station, ``Path()`` for the welcome page, what opens the same one again, or None.
    """
    app = application()
    if not station.read_only:
        station.hold(CONSOLE)  # it may just have been made
    console = Console(station, settings_file.load())
    console.resumes = resumes
    console.change_settings(last_station=str(station.path.resolve()))
    wanted: list[Wanted] = []

    def leave(next_: Wanted) -> None:
        wanted.append(next_)
        console.window.close()

    console.station_wanted.connect(leave)
    console.again_wanted.connect(leave)
    console.welcome_wanted.connect(lambda _page: leave(Path()))
    console.window.map.town_shown.connect(garbage.wake)
    console.show()
    app.exec()
    console.backups_desk.make_at_close()
    console.close()
    return wanted[0] if wanted else None


def run_wall(path: Path, secret: str | None, screen: int) -> int:
    """Show the wall alone."""
    app = application()
    style.apply(app, "dark")
    from app.cli.context import open_to_read, sign_in
    from app.following import Following
    from app.wall import Wall

    station = open_to_read(path, secret)
    hooks, outside = Hooks(lambda _level, _sentence: None), EndedOutside(app)
    try:
        sign_in(station)
        wall = Wall(station, screen=screen, light=settings_file.load().light)
        wall.map.town_shown.connect(garbage.wake)
        wall.show_on_wall()
        following = Following(station)  # consoles write to the file while it is shown
        following.begin()
        app.exec()
        following.close()
        wall.close()
        wall.deleteLater()
    finally:
        outside.close()
        hooks.close()
        station.close()
    return 0
