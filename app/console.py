"""The console: one station, one workspace, one window; carries out commands and tells what came of them."""

from __future__ import annotations

import getpass
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app import settings as settings_file
from app.actions import all_commands
from app.backups_desk import BackupsDesk
from app.beside import Beside
from app.commands import names_record
from app.copied import Copied
from app.faults import Hooks, report
from app.forces_watch import ForcesWatch
from app.gateway_desk import GatewayDesk
from app.jobs import Job, Jobs
from app.layers_kept import LayersKept
from app.map_widget import MapFactory, live_map
from app.seat import Seat
from app.settings import Settings
from app.start import translate_qt
from app.task_watch import TaskWatch
from app.window import MainWindow
from data.accounts.session import ALWAYS, bound
from data.i18n import set_language
from data.insight.layers import opening_period
from data.progress import Progress
from data.store import Station
from data.store.in_time import StationInTime
from data.town.sight import Sight
from data.workspace import Workspace
from widgets import background, style
from widgets.notices import Notices

if TYPE_CHECKING:
    from app.wall import Wall
    from widgets.records.import_work import Talk

log = logging.getLogger(__name__)


class Console(QObject):
    """What the commands work on.

    Parameters
    ----------
    station
        The open station; the console closes it.
    settings
        The person's choices.
    map_factory
        Makes the map widget; pictures without a screen give one that shows a still.
    keeps_station
        Leave the station open on `close`.
    """

    station_wanted = Signal(Path)  # another station file should be opened instead
    again_wanted = Signal(object)  # this one should be opened again, by a callable that returns it when the console is closed
    welcome_wanted = Signal(str)
    told_elsewhere = Signal(str, str)  # notices from other threads

    def __init__(self, station: Station, settings: Settings, *, map_factory: MapFactory = live_map,
                 keeps_station: bool = False) -> None:  # fmt: skip
        super().__init__()
        self.live = station
        self.station, self.settings = StationInTime(station), settings  # what the window shows may be of the past
        self.who = station.session.who or settings.user or getpass.getuser()
        self.workspace = Workspace(station.kinds, theme=settings.theme)
        self.workspace.who = self.who
        self.workspace.view = settings.view
        self.workspace.set_light(settings.light)
        self.workspace.show_coordinates(settings.coordinates)
        period = opening_period(station)
        self.workspace.set_period(period.start, period.end)
        self.layers_kept = LayersKept(station, self.workspace, self)
        self.commands = all_commands()
        self.jobs = Jobs(self)
        self.sight = Sight(self.station)
        self.after_crash = station.left_by_crash
        self.resumes = False  # whether the window comes back to where it was
        self._map_factory = map_factory
        self._keeps_station = keeps_station
        self.wall: Wall | None = None
        self._talk: Talk | None = None
        self._apply_look()
        self.task_watch = TaskWatch(self)
        self.forces_watch = ForcesWatch(station, self.workspace, self)
        self.gateway_desk = GatewayDesk(self)
        self.backups_desk = BackupsDesk(self)
        self.beside = Beside(self)
        self.beside.free.connect(self.write_here)
        self.window = MainWindow(self, map_factory)
        self.notices = Notices(self.workspace, station.clock, station.zone, self.window)
        self.window.take_notices(self.notices)
        self.told_elsewhere.connect(self.workspace.tell)
        self.hooks = Hooks(self.told_elsewhere.emit)
        background.tell_failures_to(lambda _owner, error: report(error, self.workspace.tell))
        self.workspace.command.connect(self._asked)
        self.workspace.coordinates_changed.connect(self._coordinates_chosen)
        self.seat = Seat(self)
        self.copied = Copied(self)

    # Commands

    def run(self, id: str, /, **arguments: Any) -> None:
        """Carry out a command (many take an argument ``id`` of their own); what goes wrong becomes a notice."""
        command = self.commands[id]
        if self.seat.locked and id not in ALWAYS:
            return
        if not command.offered(self):
            self.live.note("refused", said={"command": id}, who=self.who, command=id)
            self.workspace.tell("warning", self.live.session.refusal(command.title).message)
            return
        if not command.enabled(self, named=names_record(arguments)):
            return
        try:
            command.run(self, **arguments)
        except Exception as error:  # noqa: BLE001 - every fault of a command is told and logged in one place
            report(error, self.workspace.tell)

    def job(self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> Job:
        """Do long work in the background, in the name of who began it, and tell what goes wrong."""
        session = self.live.session

        def in_their_name(progress: Progress) -> Any:
            return bound(session, lambda: work(progress))()

        return self.jobs.start(title, in_their_name, done, lambda error: report(error, self.workspace.tell))

    def _asked(self, id: str, arguments: dict[str, Any]) -> None:
        if id not in self.commands:
            log.error("a view asked for an unknown command: %s", id)
            return
        self.run(id, **arguments)

    # Settings

    def change_settings(self, **values: Any) -> None:
        """Take and store choices; language and font size rebuild the window, the rest is applied in place."""
        before, self.settings = self.settings, replace(self.settings, **values)
        settings_file.save(self.settings)
        self.take_name()
        self.workspace.set_light(self.settings.light)
        if self.wall is not None:
            self.wall.workspace.set_light(self.settings.light)
        if values.get("reminder_sound", "off") != "off":
            self.task_watch.try_sound()
        if _look(before) == _look(self.settings):
            return  # styling a whole window anew takes long
        self._apply_look()
        self.workspace.set_theme(self.settings.theme)
        if (before.language, before.font_scale) != (self.settings.language, self.settings.font_scale):
            self._rebuild()

    def take_name(self) -> None:
        """Take the name that the journal keeps: of who is signed in, else of the settings, else of the machine."""
        self.who = self.workspace.who = self.live.session.who or self.settings.user or getpass.getuser()

    def _coordinates_chosen(self, system: str) -> None:
        """Keep the system that places are shown in for the next start."""
        self.change_settings(coordinates=system)

    def _apply_look(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        set_language(self.settings.language)
        translate_qt(app, self.settings.language)
        style.apply(app, self.settings.theme, self.settings.font_scale, self.settings.colour_safe)

    def _rebuild(self) -> None:
        """Make the window anew where the old one stands: every word and size in it is another."""
        geometry, panel = self.window.saveGeometry(), self.window.rail.value
        self.station.show(None)
        self.notices.dispose()
        old, self.window = self.window, MainWindow(self, self._map_factory)
        self.notices = Notices(self.workspace, self.live.clock, self.station.zone, self.window)
        self.window.take_notices(self.notices)
        self.window.restoreGeometry(geometry)
        self.window.show_panel(panel)
        self.show()
        self.seat.window_made()
        if old.uppermost is not old:  # the import was looked at
            self.window.show_import([])
        old.dismantle()
        old.deleteLater()

    # Stations and wall

    def switch_to(self, path: Path) -> None:
        """Ask for another station."""
        self.station_wanted.emit(path)

    def show_welcome(self, page: str) -> None:
        """Ask for the page that makes or opens stations."""
        self.welcome_wanted.emit(page)

    def write_here(self) -> None:
        """Open the file again to write: whoever wrote it has ended. A desk that is locked is not unlocked by it."""
        live, seated = self.live, not self.seat.locked
        self.again_wanted.emit(lambda: live.again(hold="console", seated=seated))

    def toggle_wall(self) -> None:
        """Put the picture on the wall, or take it away."""
        if self.wall is not None:
            self.wall.close()
            return
        from app.wall import Wall  # its charts are not loaded at start-up

        self.wall = Wall(self.live, screen=self.settings.wall_screen, beside=self.window, light=self.settings.light)
        self.wall.closed.connect(self._wall_gone)
        self.wall.show_on_wall()

    def toggle_wall_follows(self) -> None:
        """Let the wall follow the selection, or stop it."""
        if self.wall is None:
            self.toggle_wall()
        if self.wall is not None:
            self.wall.follow(None if self.wall.following else self.workspace)

    def _wall_gone(self) -> None:
        if self.wall is not None:
            self.wall.deleteLater()
        self.wall = None

    # Life

    def show(self) -> None:
        """Open the window, and take the keyboard also where no window manager gives it."""
        self.window.show()
        self.window.activateWindow()
        self.window.take_focus()
        self.seat.begin()

    @property
    def talk(self) -> Talk:
        """The import under way; a window that is made anew in another language goes on with it."""
        if self._talk is None:
            from widgets.records.import_work import Talk

            self._talk = Talk(self.live, lambda: self.who, self)
        return self._talk

    def close(self) -> None:
        """End jobs, close windows and the station, give the hooks back."""
        self.seat.close()
        self.copied.close()
        self.task_watch.close()
        self.forces_watch.close()
        self.gateway_desk.close()
        self.beside.close()
        self.backups_desk.close()
        self.jobs.close()
        if self._talk is not None:
            self._talk.close()
        self.layers_kept.close()
        if self.wall is not None:
            self.wall.close()
        self.notices.dispose()
        self.window.dismantle()
        self.window.deleteLater()
        self.workspace.command.disconnect(self._asked)
        background.tell_failures_to(None)
        self.hooks.close()
        self.sight.close()
        self.station.release()
        if not self._keeps_station:
            self.live.close()


def _look(settings: Settings) -> Settings:
    """Return the choices that change how the window looks."""
    return replace(settings, last_station="", user="", resume=False, wall_screen=-1, view="3d", light="architect",
                   reminder_sound="day", coordinates="")  # fmt: skip
