"""Moving the eye: by steps, by drags, and in short flights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from data.town.model import Town
from scene3d.camera import Eye, Projection, around, between, centred, turned, within, zoomed
from scene3d.town_eye import PITCH, Extent, building_eye, centre_of, town_eye

Floats = npt.NDArray[np.float64]

FLIGHT_MS = 360
ROUND_DEGREES = 1.6  # a second, on the wall
ROUND_MS = 50
STREET_DISTANCE = 85.0  # metres


class Navigator(QObject):
    """Holds the eye within the town and moves it; `moved` tells each step, `rested` that a movement is over."""

    moved = Signal(object)
    rested = Signal()
    touched = Signal()

    def __init__(self, size: Callable[[], tuple[int, int]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.extent: Extent = (-250.0, -250.0, 250.0, 250.0)
        self.roofs: Floats = np.zeros((0, 2))
        self.margins = (0, 0, 0, 0)
        self._pivot: Floats = np.zeros(3)
        self.eye = Eye()
        self._size = size
        self._start = self._end = self.eye
        self._after: Eye | None = None
        self._since = QElapsedTimer()
        self._flight = QTimer(self, interval=15)
        self._flight.timeout.connect(self._fly_on)
        self._rest = QTimer(self, interval=160, singleShot=True)
        self._rest.timeout.connect(self.rested)
        self._round = QTimer(self, interval=ROUND_MS)
        self._round.timeout.connect(self._round_on)

    @property
    def projection(self) -> Projection:
        """The eye with the size of the view."""
        return Projection(self.eye, *self._size())

    @property
    def moving(self) -> bool:
        """Whether a flight is under way."""
        return self._flight.isActive()

    @property
    def going_round(self) -> bool:
        """Whether the slow round is under way."""
        return self._round.isActive()

    def stop(self) -> None:
        """End flights and rounds where they are."""
        self._flight.stop()
        self._round.stop()

    def close(self) -> None:
        """Stop all timers."""
        self.stop()
        self._rest.stop()

    def place(self, eye: Eye) -> None:
        """Put the eye somewhere at once."""
        self.eye = within(eye, self.extent)
        self._rest.start()
        self.moved.emit(self.eye)

    def rest_soon(self) -> None:
        """Tell soon that a movement is over, after whoever moved the eye by itself."""
        self._rest.start()

    def fly(self, eye: Eye, *, after: Eye | None = None) -> None:
        """Move the eye there smoothly; ``after`` takes its place on arrival (the change to parallel view)."""
        self.stop()
        self._start, self._end, self._after = self.eye, within(eye, self.extent), after
        self._since.start()
        self._flight.start()

    def _fly_on(self) -> None:
        share = min(self._since.elapsed() / FLIGHT_MS, 1.0)
        self.place(between(self._start, self._end, share * share * (3 - 2 * share)))
        if share >= 1.0:
            self._flight.stop()
            if self._after is not None:
                self.place(self._after)
                self._after = None

    def set_extent(self, extent: Extent, roofs: Floats) -> None:
        """Stay within a town, and show all of it in the overview; ``roofs`` as in `roofs_of`."""
        self.extent, self.roofs = extent, roofs

    # Steps

    def overview(self, *, at_once: bool = False) -> None:
        """See the whole town."""
        pitch = 90.0 if self.eye.parallel else PITCH["3d"]
        eye = town_eye(
            self.extent, self.roofs, self._size(), self.margins, bearing=self.eye.bearing, pitch=pitch, parallel=self.eye.parallel
        )
        self._go(eye, at_once)

    def fly_to(self, point: Floats, distance: float, *, at_once: bool = False) -> None:
        """See a point (local metres) in the middle of the free part of the view."""
        pitch = self.eye.pitch if self.eye.parallel else float(np.clip(self.eye.pitch, 30.0, 50.0))
        eye = replace(self.eye, east=float(point[0]), north=float(point[1]), up=float(point[2]), distance=distance, pitch=pitch)
        self._go(centred(within(eye, self.extent), self._size(), self.margins), at_once)

    def fly_to_building(self, town: Town, row: int, distance: float | None = None) -> None:
        """See a building in the middle of the free part of the view."""
        eye = self.eye if self.eye.parallel else replace(self.eye, pitch=float(np.clip(self.eye.pitch, 30.0, 50.0)))
        self.fly(building_eye(town, row, eye, self._size(), self.margins, distance))

    def _go(self, eye: Eye, at_once: bool) -> None:
        if at_once:
            self.stop()
            self.place(eye)
        else:
            self.fly(eye)

    def set_bearing(self, bearing: float) -> None:
        """Turn to a compass direction (0: north up)."""
        self.fly(replace(self.eye, bearing=bearing % 360))

    def set_view(self, view: str, *, at_once: bool = False) -> None:
        """Go over to "3d", "plan" (straight down, no perspective) or "street"."""
        target = self._looked_at()
        distance = STREET_DISTANCE if view == "street" else max(self.eye.distance, 220.0)
        eye = replace(self.eye, east=float(target[0]), north=float(target[1]), up=2.0 if view == "street" else 0.0,
                      distance=distance, pitch=PITCH[view], parallel=False)  # fmt: skip
        after = replace(eye, parallel=True, pitch=90.0) if view == "plan" else None
        if at_once:
            self._go(after or eye, True)
        else:
            if self.eye.parallel:
                self.eye = replace(self.eye, parallel=False)
            self.fly(eye, after=after)

    def _looked_at(self) -> Floats:
        width, height = self._size()
        seen = self.projection.on_plane(width / 2, height / 2)
        if seen is None or np.linalg.norm(seen - self.eye.target) > self.eye.distance:
            return self.eye.target
        return seen

    def turn(self, bearing: float, pitch: float) -> None:
        """Turn around the target by degrees."""
        self.touch()
        self.place(turned(self.eye, bearing, 0.0 if self.eye.parallel else pitch))

    def zoom(self, factor: float, x: float | None = None, y: float | None = None) -> None:
        """Multiply the distance, keeping the ground under a pixel where it is."""
        self.touch()
        held = None if x is None or y is None else self.projection.on_plane(x, y)
        if held is not None and np.linalg.norm(held - self.eye.position) > 4 * self.eye.distance:
            held = None
        kept = within(replace(self.eye, distance=self.eye.distance * factor), self.extent)
        self.place(zoomed(self.eye, kept.distance / self.eye.distance, held))

    def shift(self, right: float, forward: float) -> None:
        """Move over the ground by shares of the distance."""
        self.touch()
        step = self.eye.distance
        ahead = np.array([self.eye.rightward[1] * -1, self.eye.rightward[0]])
        east, north = self.eye.rightward[:2] * right * step + ahead * forward * step
        self.place(replace(self.eye, east=self.eye.east + float(east), north=self.eye.north + float(north)))

    def pull(self, held: Floats, x: float, y: float) -> None:
        """Move so that a held point (local metres) comes under a pixel."""
        self.touch()
        under = self.projection.on_plane(x, y, float(held[2]))
        if under is None or np.linalg.norm(under - self.eye.position) > 6 * self.eye.distance + 200:
            return
        east, north, _ = held - under
        self.place(replace(self.eye, east=self.eye.east + float(east), north=self.eye.north + float(north)))

    def touch(self) -> None:
        """A hand is on it: flights and rounds end."""
        if self._round.isActive():
            self.touched.emit()
        self.stop()

    # Rounds

    def start_round(self) -> None:
        """Turn slowly around the town until touched."""
        self._flight.stop()
        self._pivot = self._middle()
        self._since.start()
        self._round.start()

    def _middle(self) -> Floats:
        """Return what to go round: the town where all of it is seen, else the ground in the middle of the free view."""
        (width, height), (left, top, right, bottom) = self._size(), self.margins
        centre = centre_of(self.extent)
        x, y, depth = self.projection.pixels(centre)[0]
        west, south, east, north = self.extent
        if left < x < width - right and top < y < height - bottom and depth > 0.8 * np.hypot(east - west, north - south):
            return centre
        seen = self.projection.on_plane((left + width - right) / 2, (top + height - bottom) / 2)
        return self.eye.target if seen is None else seen

    def stop_round(self) -> None:
        """End the slow round."""
        self._round.stop()

    def _round_on(self) -> None:
        gone = min(self._since.restart(), 400) / 1000
        self.eye = within(around(self.eye, self._pivot, ROUND_DEGREES * gone), self.extent)
        self.moved.emit(self.eye)
