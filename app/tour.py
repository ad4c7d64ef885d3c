"""The flight through the saved views: each one for a while, on and on until the last, paused and stopped at will."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from widgets.views_tour import TourStrip

if TYPE_CHECKING:
    from app.map_views import MapViews
    from scene3d.view import MapView

FLIGHT = 3200  # ms from one view to the next
STAY = 2600  # ms at each


class Tour(QObject):
    """Plays the views one after the other; whoever takes hold of the map pauses it."""

    def __init__(self, views: MapViews, map_: MapView) -> None:
        super().__init__(views)
        self._views, self._map = views, map_
        self.at = -1  # -1: no tour
        self.going = False
        self._rest = QTimer(self, interval=STAY, singleShot=True)
        self._rest.timeout.connect(self._next)
        self.strip = TourStrip(map_)
        self.strip.paused.connect(self.toggle)
        self.strip.stopped.connect(self.stop)
        self.strip.stepped.connect(self.step)
        views.glide.arrived.connect(self._arrived)
        views.glide.broken.connect(self._broken)

    def start(self) -> None:
        """Begin with the first view."""
        if self._views.kept:
            self._views.fold()
            self.going = True
            self.strip.show()
            self.strip.raise_()
            self.strip.setFocus()
            self._go(0)

    def stop(self) -> None:
        """End it where the map is."""
        if self.at < 0:
            return
        self.close()
        self.strip.hide()
        self._map.setFocus()

    def close(self) -> None:
        """Go nowhere any more."""
        self.at, self.going = -1, False
        self._rest.stop()
        self._views.glide.stop()

    def toggle(self) -> None:
        """Pause, or go on."""
        self.going = not self.going
        if not self.going:
            self._rest.stop()
            self._views.glide.stop()
            self._say()
        elif self.at >= len(self._views.kept) - 1:
            self._go(0)
        else:
            self._next()

    def step(self, by: int) -> None:
        """Go to the view before or after."""
        if self.at >= 0:
            self._go(min(max(self.at + by, 0), len(self._views.kept) - 1))

    def _go(self, number: int) -> None:
        self.at = number
        self._rest.stop()
        self._views.show(self._views.kept[number].view, FLIGHT)
        self.strip.setFocus()
        self._say()

    def _next(self) -> None:
        if self.at + 1 < len(self._views.kept):
            self._go(self.at + 1)
        else:
            self.stop()

    def _arrived(self) -> None:
        if self.going:
            self._rest.start()

    def _broken(self) -> None:
        if self.going:
            self.going = False
            self._say()

    def _say(self) -> None:
        kept = self._views.kept
        if 0 <= self.at < len(kept):
            self.strip.say(self.at + 1, len(kept), kept[self.at].name, going=self.going)
            self.place_strip()

    def place_strip(self) -> None:
        """Lie in the middle above what covers the map's bottom."""
        left, _top, right, bottom = self._map.margins
        size = self.strip.sizeHint()
        middle = (left + self._map.width() - right) // 2
        upper = self._map.height() - bottom - size.height() - 8
        self.strip.setGeometry(middle - size.width() // 2, upper, size.width(), size.height())
