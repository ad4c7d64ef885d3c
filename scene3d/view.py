"""The map widget: town, layers, symbols and camera moves in one, joined to the rest by the workspace only."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from data.i18n import tr
from data.records import ChangeSet
from data.store.in_time import LOOK_BACK
from data.store.station import Station
from data.town import entrances
from data.town.model import Town
from data.workspace import Selection, Workspace
from scene3d.camera import Eye
from scene3d.canvas import new_canvas
from scene3d.chosen import Chosen, choice_at
from scene3d.colouring import BuildingColours
from scene3d.flights import Flights
from scene3d.hands import MapHands
from scene3d.layers.host import Ground, Host
from scene3d.layers.stack import LayerStack
from scene3d.meshes.entrances import entrance_symbol
from scene3d.navigator import Navigator
from scene3d.opening import Found, Opening
from scene3d.overlay.items import Outline, Symbol
from scene3d.overlay.widget import OverlayWidget
from scene3d.plans import Plans
from scene3d.scene import TownScene
from scene3d.sheet import Sheet, building_outline, room_outline, storey_outline
from scene3d.steered import SteeredMap
from scene3d.tiles.detail import Detail
from scene3d.tiles.pace import Quality
from scene3d.tiles.town_cache import TOWN_KINDS
from scene3d.tiles.town_loader import Read, TownLoader
from scene3d.tools.bench import Bench
from scene3d.town_light import TownLight
from scene3d.workers import Workers

Floats = npt.NDArray[np.float64]

READABLE = 0.4  # metres a pixel; from further away the rooms of a storey cannot be told apart
APART = 0.08  # metres a pixel; nearer than that, symbols that still lie together stand on one spot


class MapView(SteeredMap):
    """The station's area in 3D.

    Parameters
    ----------
    station
        Where town, layers and rooms are read, off the Qt thread.
    workspace
        Selection, hover, layers, period, view and theme; the view both follows and sets it.
    rooms
        Whether a chosen building opens into storeys and rooms; on a wall it stays shut.
    """

    camera_changed = Signal()
    town_shown = Signal()  # buildings are there and can be clicked
    town_finished = Signal()  # trees and shadows too
    touched = Signal()  # a hand stopped the slow round
    _from_elsewhere = Signal(object)

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None, *, rooms: bool = True) -> None:
        super().__init__(parent)
        self.station, self.workspace = station, workspace
        self.town: Town | None = None
        self.ground = Ground()
        self.rooms = rooms
        self._closed = False
        self._pending = Selection()  # the storey that opens unless a second click follows
        self._single = QTimer(self, interval=QApplication.doubleClickInterval(), singleShot=True)
        self._single.timeout.connect(self._open_pending)
        self._anew = QTimer(self, interval=0, singleShot=True)
        self._anew.timeout.connect(self._redraw)
        self.canvas = new_canvas(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)
        self.setFocusProxy(self.canvas)
        self.scene = TownScene(self.canvas, workspace.town_theme)
        self.opening = Opening(self.scene)
        self.workers = Workers(station, self)
        self.navigator = Navigator(self._size, self)
        self.hands = MapHands(self.navigator, self, self)
        self.canvas.hands = self.hands
        self.flights = Flights(station, self.navigator, self.workers, lambda: self.ground)
        self.overlay = OverlayWidget(self.canvas, self.canvas.draw, self.navigator.rest_soon)
        self.light = TownLight(station, workspace, self.scene, self._render, self._cast_shadows, self)
        self.overlay.theme = workspace.town_theme
        host = Host(station, workspace, self.workers, self.scene, lambda: self.ground, self._redraw_soon, self._render)
        self.layers = LayerStack(host)
        self.colours = BuildingColours(host, self)
        self.sheet = Sheet(self.overlay, self.layers, lambda: self.navigator.projection)
        soon = self.canvas.changed_soon
        self.chosen = Chosen(
            self, station, workspace, self.workers, self.opening, self.sheet, lambda: self.ground, soon, rooms=rooms
        )
        self.tools = self.hands.tools = Bench(self)
        self.plans = Plans(self)
        self.sheet.words_of_plans = self.plans.plates
        self.detail = Detail(self.scene, self.workers, lambda: self.navigator.projection, self._draw_with, self._render, self)
        self.loader = TownLoader(station, self.workers, self.scene, self.detail, lambda: workspace.town_theme,
                                 lambda: self.light.lighting, self._aim, self._take_town, self)  # fmt: skip
        self.loader.shown.connect(self._town_shown)
        self.loader.finished.connect(self._town_finished)
        self.canvas.drawn = self.detail.drawn
        self.overlay.say(tr("正在读取地图…"))
        self.navigator.moved.connect(self._moved)
        self.navigator.touched.connect(self.touched)
        self.navigator.rested.connect(lambda: self.sheet.look_behind(self.scene.target))
        self._from_elsewhere.connect(self._station_changed, Qt.ConnectionType.QueuedConnection)
        self._subscribe()
        self.load()

    def _subscribe(self) -> None:
        w = self.workspace
        self._connections: list[tuple[Any, Any]] = [
            (w.selected, self.chosen.follow), (w.hovered, self._hovered), (w.view_changed, self.navigator.set_view),
            (w.town_theme_changed, self._theme_changed), (w.flight, self.flights.go), (self.station.changed, self._changed),
        ]  # fmt: skip
        for signal, slot in self._connections:
            signal.connect(slot)

    def close(self) -> bool:
        """Let go of everything; the widget is of no use afterwards."""
        if self._closed:
            return True
        self._closed = True
        for signal, slot in self._connections:
            signal.disconnect(slot)
        self._single.stop()
        self._anew.stop()
        self.tools.close()
        self.plans.close()
        self.chosen.close()
        self.hands.close()
        self.navigator.close()
        self.loader.close()
        self.colours.close()
        self.light.close()
        self.layers.close()
        self.workers.close()
        self.scene.clear()
        self.canvas.hands = None
        self.canvas.close()
        return super().close()

    # The town

    def load(self) -> None:
        """Read the town anew in the background, and show it."""
        self.loader.load()

    def set_town(self, town: Town) -> None:
        """Show a town: buildings first, then trees and shadows."""
        self.loader.set_town(town)

    def _aim(self, extent: tuple[float, float, float, float], roofs: Floats) -> None:
        """Keep the eye within a town that is about to be shown; the first one is seen as a whole."""
        self.navigator.set_extent(extent, roofs)
        if self.scene.tiles is None:
            self.navigator.set_view(self.workspace.view, at_once=True)
            self.navigator.overview(at_once=True)

    def _take_town(self, read: Read) -> None:
        self.town, self.ground = read.town, read.ground
        self.navigator.set_extent(read.town.extent, read.roofs)
        self.sheet.set_town(read.town)
        self.tools.town_changed()

    def _town_shown(self) -> None:
        self.chosen.open_anew()
        self.layers.refresh()
        self.colours.refresh()
        self._render()
        self.town_shown.emit()

    def _cast_shadows(self) -> None:
        self.loader.finish()

    def _town_finished(self) -> None:
        self.canvas.changed()
        self.town_finished.emit()

    @property
    def settled(self) -> bool:
        """Whether nothing moves, and all that is seen is shown as well as it can be."""
        waits = self.navigator.moving or self.loader.awaited or self.canvas.stale or self._anew.isActive()
        return not waits and self.detail.settled

    def _changed(self, change: ChangeSet) -> None:
        self._from_elsewhere.emit(change)

    def _station_changed(self, change: ChangeSet) -> None:
        if self._closed:
            return
        if change.kinds & TOWN_KINDS or entrances.concerns(change):
            self.load()
        if change.command == LOOK_BACK:  # of another hour
            self.light.follow()
        self.layers.changed(change)
        self.colours.changed(change)
        self.chosen.changed(change)
        self.tools.records_changed(change)

    def row_of(self, building: int) -> int:
        """Return the row of a building by its record id; -1 where the town has none."""
        return self.ground.row_of(building)

    def _hovered(self, under: Selection) -> None:
        """Outline what lies under the pointer, or what a panel points at."""
        self.sheet.set_hover((under.kind, under.id) if under else None, tuple(self._outlines(under)))

    def _outlines(self, under: Selection) -> list[Outline]:
        row = self.row_of(under.id) if under.kind == "building" else -1
        if row < 0 or self.town is None:
            return []
        opened = self.opening.opened
        if opened is not None and opened.row == row:
            room = room_outline(opened, under.dwelling) if under.dwelling is not None else None
            if room is not None:
                return [room]
            return [] if under.storey is None or under.storey == opened.storey else [storey_outline(self.town, row, under.storey)]
        return [building_outline(self.town, row)]

    # What lies under the pointer (called by the hands)

    def found_at(self, x: float, y: float) -> Found | None:
        """Return what lies under a pixel."""
        if self.town is None or self.scene.town is None:
            return None
        return self.opening.find(self.town, *self.navigator.projection.ray(x, y))

    def held_at(self, x: float, y: float) -> Floats | None:
        """Return the point that a drag takes hold of."""
        found = self.found_at(x, y)
        if found is not None and found.point is not None:
            return found.point
        return self.navigator.projection.on_plane(x, y)

    def symbol_at(self, x: float, y: float) -> Symbol | None:
        """Return the symbol under a pixel; symbols come before what is behind them. The portal of a garage is one too."""
        found = self.overlay.arrangement.at(x, y)
        way_in = self.scene.entrance_at(*self.navigator.projection.ray(x, y)) if found is None else None
        return found if way_in is None else entrance_symbol(way_in)

    def click_at(self, x: float, y: float) -> None:
        """Choose what is there; a second, slow click on a chosen building opens the storey that was hit."""
        self._single.stop()
        symbol = self.symbol_at(x, y)
        if symbol is not None:
            self._choose_symbol(symbol)
            return
        found, chosen = self.found_at(x, y), self.workspace.selection
        if found is None or found.row < 0 or self.town is None:
            self.workspace.select()
            return
        self._choose_in(found, int(self.town.buildings.ids[found.row]), chosen)

    def _choose_in(self, found: Found, building: int, chosen: Selection) -> None:
        """Choose the building, or what was hit of it where it is shown already."""
        opened = self.opening.opened
        again = (chosen.kind, chosen.id) == ("building", building) or (opened is not None and opened.row == found.row)
        if not again or not self.rooms:
            self.workspace.select("building", building)
        elif found.dwelling is not None:  # a room of the open storey
            self.workspace.select("building", building, storey=found.storey, dwelling=found.dwelling)
        else:  # a double click is to fly there and to open nothing
            self._pending = Selection("building", building, found.storey)
            self._single.start()

    def _open_pending(self) -> None:
        """No second click came: open the storey."""
        where, opened = self._pending, self.opening.opened
        row = self.row_of(where.id)
        if opened is None or opened.row != row:
            return
        self.workspace.select(where.kind, where.id, storey=where.storey)
        if self.metres_per_pixel() > READABLE:
            self.flights.to_row(row)

    def _choose_symbol(self, symbol: Symbol) -> None:
        """One record is chosen; several are flown to until they part, or chosen in turn where they stand on one spot."""
        if len(symbol.ids) > 1 and not symbol.together and self.metres_per_pixel() > APART:
            self.navigator.fly_to(np.array(symbol.point), max(self.navigator.eye.distance * 0.45, 60.0))
            return
        chosen = choice_at(symbol, self.workspace.selection, rooms=self.rooms)
        self.workspace.select(chosen.kind, chosen.id, storey=chosen.storey)
        if chosen.storey is not None and self.metres_per_pixel() > READABLE:
            self.flights.to_row(self.row_of(chosen.id))

    def double_at(self, x: float, y: float) -> None:
        """Fly to what is there."""
        self._single.stop()
        symbol = self.symbol_at(x, y)
        if symbol is not None:
            self.navigator.fly_to(np.array(symbol.point), min(self.navigator.eye.distance * 0.5, 180.0))
            return
        found = self.found_at(x, y)
        if found is not None and found.row >= 0 and self.town is not None:
            self.flights.to_row(found.row)
            return
        if (point := self.navigator.projection.on_plane(x, y)) is not None:
            self.navigator.fly_to(point, max(self.navigator.eye.distance * 0.5, 90.0))

    def hover_at(self, x: float, y: float) -> None:
        """Show what is there."""
        symbol = self.symbol_at(x, y)
        if symbol is not None:
            self.canvas.setCursor(Qt.CursorShape.PointingHandCursor)
            self.workspace.hover_over(symbol.kind, symbol.ids[0])
            return
        found = self.found_at(x, y)
        if found is None or found.row < 0 or self.town is None:
            self.canvas.setCursor(Qt.CursorShape.ArrowCursor)
            self.workspace.hover_over()
            return
        self.canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        building, opened = int(self.town.buildings.ids[found.row]), self.opening.opened
        storey = found.storey if opened is not None and opened.row == found.row else None
        self.workspace.hover_over("building", building, storey=storey, dwelling=found.dwelling)

    def hover_off(self) -> None:
        """Show nothing."""
        self.workspace.hover_over()

    def escape(self) -> None:
        """Go a step back: out of the room, out of the storey, off the building."""
        chosen = self.workspace.selection
        if chosen.dwelling is not None:
            self.workspace.select(chosen.kind, chosen.id, storey=chosen.storey)
        elif chosen.storey is not None:
            self.workspace.select(chosen.kind, chosen.id)
        else:
            self.workspace.select()

    # The eye

    def _size(self) -> tuple[int, int]:
        return max(self.canvas.width(), 1), max(self.canvas.height(), 1)

    def _moved(self, eye: Eye) -> None:
        self.scene.place(eye)
        self.detail.moved()
        self._draw()
        self.sheet.follow()
        self.overlay.paint_now()  # the window is put together once for a step of a movement
        self.camera_changed.emit()

    def _draw_with(self, quality: Quality) -> None:
        if self.canvas.ready:
            self.canvas.set_share(quality.share)
            self.scene.widen(self.overlay.size_factor * quality.share)
            self.scene.smooth(quality.samples, self.navigator.projection)
        self.scene.show_extras(trees=quality.trees, shadows=quality.shadows)

    def _redraw_soon(self) -> None:
        """Paint symbols and labels anew, once for all layers that have news in this turn of the event loop."""
        self._anew.start()

    def _redraw(self) -> None:
        """Paint symbols and labels anew."""
        self._anew.stop()
        if not self._closed:
            self.sheet.repaint()

    def _render(self) -> None:
        """Render the town anew, and what is painted over it."""
        if not self._closed:
            self._draw()
            self._redraw()

    def _draw(self) -> None:
        if self.scene.tiles is not None:
            self.canvas.wake()
            self.canvas.changed()

    def _theme_changed(self, theme: str) -> None:
        self.overlay.theme = theme
        self.loader.follow_theme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye; the picture's size is asked for when it is needed."""
        super().resizeEvent(event)
        self.canvas.setGeometry(self.rect())
        self.overlay.setGeometry(self.canvas.rect())
        self.sheet.repaint()
        self.camera_changed.emit()
