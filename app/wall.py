"""The wall display: the town full screen in the dark theme, slowly turning, with the cards over it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QScreen, QShortcut
from PySide6.QtWidgets import QWidget

from app.map_widget import MapFactory, shut_map
from data.clock import format_utc
from data.i18n import tr
from data.kinds import Kinds
from data.layers.keep import restore_layers
from data.store import Station
from data.workspace import LIGHTS, Selection, Workspace
from widgets.background import Subscriptions
from widgets.wall import WallBoard

REST = 45_000  # ms after the last touch until the slow round goes on
# What the wall may show: nothing that stands for a person.
WALL_LAYERS = {"case", "task", "force", "ground_picture"}
SHOWN = timedelta(days=1)  # of cases
SYMBOLS = 1.4  # times the size at a desk, for who stands five metres away


class Wall(QWidget):
    """A window of its own. ``screen`` is the number of the screen; -1 takes the second one if there is one.

    ``light`` is that of the town, one of `data.workspace.LIGHTS`.
    """

    closed = Signal()

    def __init__(self, station: Station, *, screen: int = -1, beside: QWidget | None = None,
                 map_factory: MapFactory = shut_map, light: str = LIGHTS[0]) -> None:  # fmt: skip
        super().__init__()
        self.setWindowTitle(tr("大屏 · {name}", name=station.name))
        self.station = station
        self.workspace = Workspace(station.kinds, theme="dark")
        self.workspace.set_light(light)
        restore_layers(station, self.workspace)  # in the colours and signs of the desk
        for id, state in self.workspace.layers.items():
            self.workspace.layers[id] = replace(state, visible=id in WALL_LAYERS, labelled=False)
        self._heard = Subscriptions(self)
        self._heard.add(station.kinds_changed, self._kinds_changed)
        self.workspace.set_period(format_utc(station.clock.now() - SHOWN))
        self.workspace.selected.connect(self._kept_out)
        self._wanted, self._beside = screen, beside
        self.map = map_factory(station, self.workspace, self)
        self.board = WallBoard(station, self.workspace, self)
        self.board.raise_()
        self.following: Workspace | None = None
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self.map.start_round)
        self.map.touched.connect(self._rest.start)
        self.map.town_shown.connect(self.map.start_round)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._screens_changed)
            app.screenAdded.connect(self._screens_changed)
        self._done = False
        for key in ("Esc", "F11"):  # the map under the cards would take them as its own
            QShortcut(QKeySequence(key), self, self.close)
        self.board.start()

    def _kinds_changed(self, kinds: Kinds) -> None:
        """Let go of what the station gave up; ledgers of its own are nothing for a wall."""
        self.workspace.follow_kinds(kinds)
        for id in self.workspace.layers.keys() - WALL_LAYERS:
            self.workspace.set_layer(id, visible=False)

    def show_on_wall(self) -> None:
        """Fill the chosen screen."""
        screen = self.choose_screen()
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()

    def choose_screen(self) -> QScreen:
        """Return the screen that was asked for, else the second, else the first."""
        screens = QGuiApplication.screens()
        if 0 <= self._wanted < len(screens):
            return screens[self._wanted]
        here = self._beside.screen() if self._beside is not None else screens[0]
        return next((s for s in screens if s is not here), here) if len(screens) > 1 else screens[0]

    def follow(self, workspace: Workspace | None) -> None:
        """Show what the console selects from now on; None stops it."""
        if self.following is not None:
            self.following.selected.disconnect(self._followed)
        self.following = workspace
        if workspace is not None:
            workspace.selected.connect(self._followed)
            self._followed(workspace.selection)

    def _followed(self, chosen: Selection) -> None:
        """Follow to the building and outline the storey only: who lives or works there is nobody's business on a wall."""
        if chosen.kind == "building":
            self.workspace.select("building", chosen.id)
            self.workspace.hover_over("building", chosen.id, storey=chosen.storey)
            self.map.stop_round()
            self.workspace.fly_to("building", chosen.id)
            self._rest.start()
        elif not chosen:
            self.workspace.select()
            self.workspace.hover_over()

    def _kept_out(self, chosen: Selection) -> None:
        """A storey or room chosen on the wall itself stays closed as well."""
        if chosen.storey is not None or chosen.dwelling is not None:
            self.workspace.select(chosen.kind, chosen.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let town and cards fill the window."""
        self.map.setGeometry(self.rect())
        self.board.setGeometry(self.rect())
        self.board.lay_out()
        self.map.margins = self.board.covered()
        self.map.set_symbol_scale(max(self.board.scale.factor * SYMBOLS, 1.0))
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of everything."""
        if not self._done:
            self._done = True
            self.follow(None)
            self._heard.close()
            self._rest.stop()
            self.board.dispose()
            self.map.close()
            app = QGuiApplication.instance()
            if isinstance(app, QGuiApplication):
                app.screenRemoved.disconnect(self._screens_changed)
                app.screenAdded.disconnect(self._screens_changed)
            self.closed.emit()
        super().closeEvent(event)

    def _screens_changed(self, _screen: QScreen) -> None:
        """A screen came or went: move to the one that suits now, once the system has settled."""
        QTimer.singleShot(300, self, self.show_on_wall)
