"""Opening windows: the console, station after station, and the wall alone."""

from __future__ import annotations

from pathlib import Path

from app import settings as settings_file
from app.console import Console
from app.faults import Hooks
from app.start import application, translate_qt
from app.wall import Wall
from app.welcome import ask_passphrase, ask_station
from data.errors import NotAllowed, WatchroomError
from data.store import Station
from data.store.connect import is_encrypted
from widgets import style


def run_console(path: Path | None, secret: str | None = None) -> int:
    """Show the console until the person is done; return the exit status.

    Raises
    ------
    WatchroomError
        If the station named on the command line cannot be opened.
    """
    app = application()
    settings = settings_file.load()
    translate_qt(app, settings.language)
    style.apply(app, settings.theme, settings.font_scale, settings.colour_safe)
    station = Station.open(path, passphrase=secret) if path is not None else _last(settings.last_station)
    while True:
        station = station or ask_station(settings)
        if station is None:
            return 0
        wanted = _one_station(station)
        if wanted is None:
            return 0
        station = open_asking(wanted)


def open_asking(path: Path) -> Station | None:
    """Open a station, asking for its passphrase; None when the person gives up or it cannot be opened."""
    try:
        if not is_encrypted(path):
            return Station.open(path)
        return ask_passphrase(path)
    except WatchroomError as error:
        return ask_station(settings_file.load(), sentence=error.message)


def _last(path: str) -> Station | None:
    """Open the station of last time where that works without a question."""
    try:
        return Station.open(Path(path)) if path and Path(path).exists() and not is_encrypted(Path(path)) else None
    except WatchroomError:
        return None  # the welcome page offers it, and says why it does not open


def _one_station(station: Station) -> Path | None:
    """Show the console for one station; return the station that is wanted next."""
    app = application()
    settings = settings_file.load()
    console = Console(station, settings)
    console.change_settings(last_station=str(station.path.resolve()))
    wanted: list[Path] = []

    def leave(path: Path) -> None:
        wanted.append(path)
        console.window.close()

    console.station_wanted.connect(leave)
    console.welcome_wanted.connect(lambda _page: leave(Path()))
    console.show()
    app.exec()
    console.close()
    if not wanted:
        return None
    return wanted[0]


def run_wall(path: Path, secret: str | None, screen: int) -> int:
    """Show the wall alone."""
    app = application()
    style.apply(app, "dark")
    station = Station.open(path, passphrase=secret, read_only=True)
    hooks = Hooks(lambda _level, _sentence: None)
    try:
        wall = Wall(station, screen=screen)
        wall.show_on_wall()
        app.exec()
        wall.close()
        wall.deleteLater()
    finally:
        hooks.close()
        station.close()
    return 0


__all__ = ["NotAllowed", "open_asking", "run_console", "run_wall"]
