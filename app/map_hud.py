"""Joins the buttons on the map with the map and the workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from app.map_widget import MapWidget
from data.records import Record
from data.store import Station
from data.workspace import Selection, ToolState, Workspace
from widgets.background import Subscriptions, ask, forget
from widgets.hud import HudLayer
from widgets.tool_button import ToolSection

PANEL_FIRST = 70  # ms that the panel of a clicked building has the Qt thread to itself: painting over the map takes longer than it
POINT_MS = 80  # between two readings of the pointer: each word that changes over the map has it put together anew
ZOOM_STEP = 0.7  # a press on "nearer" shows this part of what was seen
CARD_MOVED = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize)


class MapHud(QObject):
    """Keeps view switch, compass, storeys, scale and coordinates true."""

    def __init__(self, station: Station, workspace: Workspace, map_: MapWidget) -> None:
        assert isinstance(map_, QWidget)
        super().__init__(map_)
        self.station, self.workspace, self.map = station, workspace, map_
        self.hud = HudLayer(map_)
        self._cards: list[QWidget] = []
        self._building = 0  # whose storeys are offered
        self._pointer = QPointF()
        self._point_soon = QTimer(self, interval=POINT_MS, singleShot=True)
        self._point_soon.timeout.connect(self._point)
        self.pointed: tuple[float, float] | None = None  # where the pointer was last, WGS-84 degrees
        self._soon = QTimer(self, interval=PANEL_FIRST, singleShot=True)
        self._soon.timeout.connect(self._follow)
        self._heard = Subscriptions(self)
        self._heard.add(workspace.selected, self._selected)
        self._heard.add(workspace.view_changed, self.hud.views.set_view)
        self.hud.views.set_view(workspace.view)
        self.hud.views.chosen.connect(workspace.set_view)
        self.hud.compass.clicked.connect(lambda: map_.set_bearing(0.0))
        self.hud.storeys.chosen.connect(self._storey_chosen)
        self.hud.zoom.zoomed.connect(lambda by: map_.zoom(ZOOM_STEP if by > 0 else 1 / ZOOM_STEP))
        self._heard.add(workspace.tool_changed, self._tool_changed)
        self.hud.strip.acted.connect(workspace.act_on_tool)
        self.hud.tools.chosen.connect(workspace.run)
        self._tool_changed(workspace.tool)
        self._heard.add(workspace.coordinates_changed, self.hud.coordinates.set_system)
        self.hud.coordinates.set_system(workspace.coordinates)
        self.hud.coordinates.chosen.connect(workspace.show_coordinates)
        self.hud.coordinates.copied.connect(lambda: workspace.run("copy_coordinates"))
        self.hud.coordinates.going.connect(lambda: workspace.run("go_to"))
        map_.camera_changed.connect(self._camera_changed)
        self.hud.settled.connect(self._plates_changed)
        self._plates_changed()
        for widget in {map_, getattr(map_, "canvas", map_)}:
            widget.installEventFilter(self)
        self._follow()
        self._camera_changed()

    def name_keys(self, copy: str, go: str) -> None:
        """Tell the keys of the commands that the scale's menu offers too."""
        self.hud.coordinates.set_keys({"copy": copy, "go": go})

    def offer_tools(self, sections: Callable[[], Sequence[ToolSection]]) -> None:
        """Take what tells the menu of tools each time it opens."""
        self.hud.tools.about_to_open.connect(lambda: setattr(self.hud.tools, "sections", sections()))

    def _tool_changed(self, state: ToolState) -> None:
        self.hud.strip.set_state(state)
        self.hud.tools.set_lit(bool(state))

    def keep_free(self, left: int, top: int, right: int, bottom: int) -> None:
        """Leave room for what lies over the map's edges, in pixels."""
        self.hud.keep_free(left, top, right, bottom)

    def close(self) -> None:
        """Stop listening."""
        self._soon.stop()
        self._point_soon.stop()
        self._heard.close()
        forget(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the coordinates under the pointer."""
        if watched in self._cards:
            if event.type() in CARD_MOVED:
                self._plates_changed()
        elif event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            self._pointer = event.position()
            if not self._point_soon.isActive():
                self._point_soon.start()
        elif event.type() == QEvent.Type.Leave:
            self._point_soon.stop()
            self.hud.coordinates.set_lonlat(None)
        return False

    def _point(self) -> None:
        lonlat = self.map.lonlat_at(self._pointer.x(), self._pointer.y())
        self.pointed = lonlat or self.pointed
        self.hud.coordinates.set_lonlat(*(lonlat or (None, None)))

    def _camera_changed(self) -> None:
        self.hud.compass.set_bearing(self.map.bearing())
        self.hud.coordinates.set_scale(self.map.metres_per_pixel())

    def _plates_changed(self) -> None:
        """Tell the map where no name is to be written."""
        cards = (card.geometry() for card in self._cards if card.isVisible())
        self.map.plates = (*self.hud.plates(), *((float(c.x()), float(c.y()), float(c.width()), float(c.height())) for c in cards))

    def keep_names_off(self, card: QWidget) -> None:
        """Let no name be written under a card of the map while it is shown."""
        self._cards.append(card)
        card.installEventFilter(self)

    def _selected(self, chosen: Selection) -> None:
        """Offer storeys: at once where they are offered already, of another building after its panel."""
        if chosen.kind == "building" and chosen.id == self._building:
            self._follow()
        else:
            self._soon.start()

    @property
    def behind(self) -> bool:
        """Whether another building was chosen whose storeys are about to be offered."""
        return self._soon.isActive()

    def _follow(self) -> None:
        self._soon.stop()
        chosen = self.workspace.selection
        self._building = chosen.id if chosen.kind == "building" else 0
        if chosen.kind != "building":
            forget(self)  # what a building chosen before has would be offered for what is chosen now
            self._offer(None, chosen)
            return
        ask(self, self.station, lambda: self.station.get("building", chosen.id), lambda found: self._offer(found, chosen))

    def _offer(self, building: Record | None, chosen: Selection) -> None:
        storeys = (building["storeys"] or 0) if building is not None else 0
        below = (building["storeys_below"] or 0) if building is not None else 0
        self.hud.storeys.set_storeys(storeys, below, chosen.storey)
        self.hud.settle()

    def _storey_chosen(self, storey: int | None) -> None:
        chosen = self.workspace.selection
        if chosen.kind == "building":
            self.workspace.select("building", chosen.id, storey=storey)
