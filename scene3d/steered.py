"""What window and wall ask of a map: how it is turned, how near it is, where a pixel lies; and how they move it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from data.store.station import Station
from scene3d.canvas import Canvas
from scene3d.navigator import Navigator
from scene3d.overlay.items import Box
from scene3d.overlay.widget import OverlayWidget
from scene3d.scene import TownScene


class SteeredMap(QWidget):
    """The eye of a map for the furniture on it; `scene3d.view.MapView` brings station, canvas, navigator and overlay."""

    station: Station
    canvas: Canvas
    navigator: Navigator
    overlay: OverlayWidget
    scene: TownScene

    @property
    def margins(self) -> tuple[int, int, int, int]:
        """Pixels covered at the left, top, right and bottom."""
        return self.navigator.margins

    @margins.setter
    def margins(self, margins: tuple[int, int, int, int]) -> None:
        if margins != self.navigator.margins:
            self.navigator.margins = self.overlay.margins = margins
            self._redraw_soon()  # what lay under furniture may be seen now

    @property
    def plates(self) -> tuple[Box, ...]:
        """Where buttons and plates lie on the map: no name is written there."""
        return self.overlay.plates

    @plates.setter
    def plates(self, plates: tuple[Box, ...]) -> None:
        if plates != self.overlay.plates:
            self.overlay.plates = plates
            self._redraw_soon()

    def names_anew(self) -> None:
        """Let names find their places again: what they make room for has changed."""
        self._redraw_soon()

    def set_symbol_scale(self, scale: float) -> None:
        """Draw symbols and words larger: 1 is for a desk, more for a wall."""
        self.overlay.size_factor = scale
        self.scene.widen(scale)
        self._render()

    @property
    def renders(self) -> int:
        """How often the town was rendered."""
        return self.canvas.renders

    def _redraw_soon(self) -> None:
        raise NotImplementedError

    def _render(self) -> None:
        raise NotImplementedError

    def _redraw(self) -> None:
        raise NotImplementedError

    def bearing(self) -> float:
        """Return the compass direction that is up on the screen, in degrees."""
        return self.navigator.eye.bearing

    def set_bearing(self, bearing: float) -> None:
        """Turn to a compass direction."""
        self.navigator.set_bearing(bearing)

    def metres_per_pixel(self) -> float:
        """Return the size of a pixel at the middle of the view."""
        return self.navigator.projection.metres_per_pixel()

    def lonlat_at(self, x: float, y: float) -> tuple[float, float] | None:
        """Return the ground's longitude and latitude under a pixel, None in the sky."""
        point = self.navigator.projection.on_plane(x, y)
        if point is None:
            return None
        lon, lat = self.station.frame.to_degrees(point[0], point[1])
        return float(lon), float(lat)

    def overview(self) -> None:
        """See the whole town."""
        self.navigator.overview()

    def zoom(self, factor: float) -> None:
        """Come nearer (a factor below 1 shows less) or go away, keeping the middle."""
        self.navigator.zoom(factor)

    def start_round(self) -> None:
        """Turn slowly around the town until touched."""
        self.navigator.start_round()

    def stop_round(self) -> None:
        """End the slow round."""
        self.navigator.stop_round()
