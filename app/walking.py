"""Joins a walk with what lies on the map during it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from PySide6.QtCore import QObject

from scene3d.walk import Stand
from scene3d.walk_hands import Walk
from widgets import style
from widgets.views_walk import REACH, WalkPlan, WalkStrip

if TYPE_CHECKING:
    from scene3d.view import MapView

ZOOM = 52  # unscaled pixels that the buttons of zoom take at the right edge
FAR = 40.0  # metres walked until the houses of the plan are looked up again


class Walking(QObject):
    """One walk, with its strip and its plan."""

    def __init__(self, map_: MapView) -> None:
        super().__init__(map_)
        self._map = map_
        self.strip, self.plan = WalkStrip(map_), WalkPlan(map_)
        self._known: Stand | None = None  # where the houses of the plan were looked up
        self.walk = Walk(map_)
        self.strip.left.connect(self.walk.stop)
        self.walk.moved.connect(self._moved)
        self.walk.ended.connect(self._ended)
        self.place()
        for piece in (self.strip, self.plan):
            piece.show()
            piece.raise_()
        self._moved(self.walk.stand)

    def place(self) -> None:
        """Lie above what covers the map's bottom."""
        left, _top, right, bottom = self._map.margins
        floor = self._map.height() - bottom - 8
        plan, strip = self.plan.sizeHint(), self.strip.sizeHint()
        self.plan.setGeometry(left + 4, floor - plan.height(), plan.width(), plan.height())
        upper = floor - strip.height() - style.scaled(36)  # above scale and coordinates
        first, last = left + plan.width() + 4, self._map.width() - right - style.scaled(ZOOM)
        wide = min(strip.width(), last - first)  # half a map has no room for all that it says
        self.strip.setGeometry((first + last - wide) // 2, upper, wide, strip.height())

    def stop(self) -> None:
        """End the walk."""
        self.walk.stop()

    def _moved(self, stand: Stand) -> None:
        known = self._known
        if known is None or abs(known.east - stand.east) + abs(known.north - stand.north) > FAR:
            self._known = stand
            near = self.walk.streets.near(stand.east, stand.north, REACH * 1.5 + FAR)
            rings = [g.exterior.coords for p in near for g in getattr(p, "geoms", [p]) if isinstance(g, shapely.Polygon)]
            self.plan.show_houses([[(x, y) for x, y, *_ in ring] for ring in rings])
        self.plan.show_stand(stand.east, stand.north, stand.bearing)

    def _ended(self) -> None:
        for piece in (self.strip, self.plan):
            piece.hide()
            piece.deleteLater()
        self.deleteLater()
