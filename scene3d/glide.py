"""Long flights of the eye: from one saved view to another, over the town in an arc, and given up when a hand takes over."""

from __future__ import annotations

from dataclasses import replace
from math import hypot, pi, sin

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from scene3d import navigator as navigation
from scene3d.camera import Eye, between
from scene3d.navigator import Navigator

TICK = 16  # ms
SHORT = 2.5  # times a usual flight


def along(start: Eye, end: Eye, share: float) -> Eye:
    """Return the eye on the way; where the way is long against the distance it rises, so that one sees where one goes."""
    share = share * share * (3 - 2 * share)
    if share >= 1.0:
        return end
    eye = between(start, end, share)
    usual = (start.distance * end.distance) ** 0.5
    peak = hypot(end.east - start.east, end.north - start.north) * 0.9
    rise = max(peak / usual - 1.0, 0.0) * sin(pi * share) ** 2
    return replace(eye, distance=eye.distance * (1.0 + rise))


class Glide(QObject):
    """Carries a navigator's eye; ``arrived`` at the end, ``broken`` where something else moved the eye meanwhile."""

    arrived = Signal()
    broken = Signal()

    def __init__(self, navigator: Navigator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self._start = self._end = self._last = Eye()
        self._long = 1
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._on)

    @property
    def flying(self) -> bool:
        """Whether it is on its way."""
        return self._timer.isActive()

    def go(self, eye: Eye, milliseconds: float = 0.0) -> None:
        """Fly there in so much time, by default a little longer than a usual flight."""
        self._navigator.stop()
        self._start = self._last = self._navigator.eye
        self._end, self._long = eye, max(round(milliseconds or navigation.FLIGHT_MS * SHORT), 1)
        self._since.start()
        self._timer.start()

    def stop(self) -> None:
        """Stay where the eye is."""
        self._timer.stop()

    def _on(self) -> None:
        if self._navigator.eye != self._last:
            self._timer.stop()
            self.broken.emit()
            return
        share = min(self._since.elapsed() / self._long, 1.0)
        self._navigator.place(along(self._start, self._end, share))
        self._last = self._navigator.eye
        if share >= 1.0:
            self._timer.stop()
            self.arrived.emit()
