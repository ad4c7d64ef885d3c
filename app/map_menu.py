"""The menu of a place: what can be done at a point of the map, on a right click that was no drag."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.map_widget import MapWidget
from data.exchange.coordinates import SHOWN, system_label
from data.i18n import tr

if TYPE_CHECKING:
    from app.console import Console


class MapMenu(QObject):
    """Watches the map and everything in it for right clicks."""

    def __init__(self, console: Console, map_: MapWidget) -> None:
        assert isinstance(map_, QWidget)
        super().__init__(map_)
        self.console, self.map = console, map_
        self._pressed: QPoint | None = None
        self._canvas = getattr(map_, "canvas", map_)
        self._canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell a click from a drag, which turns the map."""
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.RightButton:
            spot = event.position().toPoint()
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed = spot
            elif event.type() == QEvent.Type.MouseButtonRelease and self._pressed is not None:
                still = (spot - self._pressed).manhattanLength() < QApplication.startDragDistance()
                self._pressed = None
                if still and not self.console.workspace.tool.drawing:  # then it ends the drawing
                    self.open_at(spot)
        return False

    def open_at(self, spot: QPoint) -> None:
        """Offer what can be done at a point of the canvas, in pixels."""
        lonlat = self.map.lonlat_at(spot.x(), spot.y())
        if lonlat is None:
            return
        menu = self.menu(*lonlat)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._canvas.mapToGlobal(spot))

    def menu(self, lon: float, lat: float) -> QMenu:
        """Return the menu for a place in WGS-84 degrees; what lies under the pointer comes first."""
        menu = QMenu(self._canvas)
        under, kinds = self.console.workspace.hover, self.console.station.kinds
        if under:
            label = kinds[under.kind].label
            if under.kind in kinds["task"].field("subject").to:
                words = tr("布置任务：{kind}", kind=label)
                self._offer(menu, "new_task", words, kind=under.kind, id=under.id)
            menu.addAction(tr("飞到{kind}", kind=label), lambda: self.console.workspace.fly_to(under.kind, under.id))
            if kinds[under.kind].place.own and self.console.live.session.may_write(under.kind):
                words = tr("移动或改形状：{kind}", kind=label)
                self._offer(menu, "move_record", words, kind=under.kind, id=under.id)
            menu.addSeparator()
        self._add_placing(menu, lon, lat)
        self._offer(menu, "new_task", tr("在此布置任务"), lon=lon, lat=lat)
        for kind in ("case", "place", "camera"):
            words = tr("在此登记{kind}", kind=kinds[kind].label.lower())
            if self.console.live.session.may_write(kind):
                self._offer(menu, "new_record", words, kind=kind, lon=lon, lat=lat)
        for action in menu.actions():
            action.setEnabled(action.isSeparator() or not self.console.station.read_only)
        menu.addSeparator()
        self._add_dispatch(menu, lon, lat)
        menu.addSeparator()
        self._add_looking(menu, lon, lat)
        return menu

    def _add_placing(self, menu: QMenu, lon: float, lat: float) -> None:
        """Offer to say that the chosen force or vehicle is here now."""
        chosen = self.console.workspace.selection
        if chosen.kind in ("force", "vehicle"):
            record = self.console.station.get(chosen.kind, chosen.id)
            if record is not None:
                words = tr("{name}现在在这里", name=record["name"])
                self._offer(menu, "place_force", words, id=chosen.id, lon=lon, lat=lat)

    def _add_dispatch(self, menu: QMenu, lon: float, lat: float) -> None:
        """Add who gets here, rings, cordon, and handing the place to a force."""
        self._offer(menu, "who_gets_here", tr("谁先到这里"), lon=lon, lat=lat)
        self._offer(menu, "rings_here", tr("从这里看几分钟圈"), lon=lon, lat=lat)
        self._offer(menu, "cordon_here", tr("从这里布控"), lon=lon, lat=lat)
        self._offer(menu, "share_place", tr("把地点发给力量"), lon=lon, lat=lat)

    def _offer(self, menu: QMenu, command: str, words: str, **arguments: object) -> None:
        """Offer a command about the place, where whoever is at the desk may call it."""
        if self.console.commands[command].offered(self.console):
            menu.addAction(words, partial(self.console.run, command, **arguments))

    def _add_looking(self, menu: QMenu, lon: float, lat: float) -> None:
        """Add what changes nothing: searching around, lines of sight, coordinates."""
        use = self.console.workspace.use_tool
        acts = (
            ("search_around", tr("周围查找"), lambda: self._around(lon, lat)),
            ("viewshed", tr("从这里看得见哪里"), lambda: use("viewshed", lon=lon, lat=lat)),
            ("who_sees", tr("哪些探头看得见这里"), lambda: use("who_sees", lon=lon, lat=lat)),
        )
        for command, words, act in acts:
            if self.console.commands[command].offered(self.console):
                menu.addAction(words, act)
        menu.addSeparator()
        menu.addAction(tr("复制坐标"), lambda: self.copy(lon, lat))
        more = menu.addMenu(tr("复制为"))
        for system in SHOWN:
            more.addAction(system_label(system), partial(self.copy, lon, lat, system))

    def copy(self, lon: float, lat: float, system: str = "") -> None:
        """Put the coordinates on the clipboard, in a system or the one shown."""
        self.console.run("copy_coordinates", lon=lon, lat=lat, system=system)

    def _around(self, lon: float, lat: float) -> None:
        """Search around the place, or around what lies under the pointer."""
        under = self.console.workspace.hover
        self.console.workspace.use_tool("search_around", kind=under.kind, id=under.id, lon=lon, lat=lat)
