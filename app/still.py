"""A map that is a picture: for `watchroom shot`, where no window with OpenGL can be shown."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from data.store import Station
from data.town.load import load_town
from data.workspace import Workspace
from scene3d.camera import Projection
from scene3d.shot import eye_for, render


@dataclass(frozen=True, slots=True)
class StillView:
    """What the picture shows."""

    view: str = "3d"
    building: int | None = None
    storey: int | None = None
    layers: tuple[str, ...] | None = None


class StillMap(QWidget):
    """Stands in for the live view in window and wall."""

    camera_changed = Signal()
    town_shown = Signal()
    town_finished = Signal()
    touched = Signal()

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget, view: StillView) -> None:
        super().__init__(parent)
        self.station, self.workspace, self.view = station, workspace, view
        self.town = load_town(station)
        self.margins = (0, 0, 0, 0)
        self.plates: tuple[tuple[float, float, float, float], ...] = ()
        self._scale = 1.0
        self._image: QImage | None = None

    def bearing(self) -> float:
        """Return the compass direction that is up, in degrees."""
        return float(self._projection().eye.bearing)

    def set_bearing(self, bearing: float) -> None:
        """A picture does not turn."""

    def metres_per_pixel(self) -> float:
        """Return the size of a pixel at the middle of the view."""
        return self._projection().metres_per_pixel()

    def lonlat_at(self, x: float, y: float) -> tuple[float, float] | None:
        """Return longitude and latitude of the ground under a pixel."""
        point = self._projection().on_plane(x, y)
        if point is None:
            return None
        lon, lat = self.station.frame.to_degrees(point[0], point[1])
        return float(lon), float(lat)

    def overview(self) -> None:
        """A picture does not move."""

    def zoom(self, factor: float) -> None:
        """A picture does not move."""

    def set_symbol_scale(self, scale: float) -> None:
        """Draw symbols and words larger."""
        self._scale = scale

    def start_round(self) -> None:
        """A picture does not move."""

    def stop_round(self) -> None:
        """A picture does not move."""

    def take(self) -> None:
        """Render the picture for the size and margins that the widget has now."""
        wish, size = self.view, (self.width(), self.height())
        self._image = render(
            self.station, self.town, self.workspace, size, wish.view, self.workspace.theme, wish.building, wish.storey, wish.layers,
            margins=self.margins, scale=self._scale, plates=self.plates,
        )  # fmt: skip
        self.camera_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture."""
        if self._image is not None:
            painter = QPainter(self)
            painter.drawImage(QPoint(0, 0), self._image)
            painter.end()

    def _projection(self) -> Projection:
        size = (max(self.width(), 1), max(self.height(), 1))
        return Projection(eye_for(self.town, self.view.building, self.view.view, size, self.margins), *size)
