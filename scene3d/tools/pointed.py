"""What tools have that hold one place, pointed at by a click unless they begin with it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt

from scene3d.tools.base import Tool, ToolHost
from scene3d.tools.spot import Spot


class Pointed(Tool):
    """Begins at a place (WGS-84 degrees), or the first click is it; from then on the map is the pointer's."""

    snaps = False

    def __init__(self, host: ToolHost, lon: float | None = None, lat: float | None = None) -> None:
        super().__init__(host)
        self.place = None if lon is None or lat is None else (lon, lat)

    @property
    def busy(self) -> bool:
        """A place that is known leaves the map to the pointer."""
        return self.place is None

    def click(self, spot: Spot) -> bool:
        """Take the place that is pointed at, while there is none."""
        if self.place is not None:
            return False
        lon, lat = self.host.station.frame.to_degrees(spot.point[0], spot.point[1])
        self.place = float(lon), float(lat)
        self.host.changed()
        self.pointed(*self.place)
        return True

    def pointed(self, lon: float, lat: float) -> None:
        """Go on with a place that was clicked."""

    def key(self, key: Qt.Key) -> bool:
        """There are no keys of its own."""
        return False

    def middle(self) -> npt.NDArray[np.float64]:
        """Return the place in local metres, on the ground."""
        if self.place is None:
            raise ValueError("no place yet")
        east, north = self.host.station.frame.to_local(*self.place)
        return np.array([float(east), float(north), 0.0])
