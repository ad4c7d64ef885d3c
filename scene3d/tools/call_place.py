"""The place of a call that is being taken: marked on the map, and pointed at anew by a click where that is wished."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt

from data.i18n import tr
from data.workspace import ToolState
from scene3d.tools.base import Tool, ToolHost
from scene3d.tools.marks import Handle, Line, Mark, Word
from scene3d.tools.spot import Spot

RING = 9.0  # metres around the place
SIDES = 40


class CallPlace(Tool):
    """Shows a place (WGS-84 degrees) with its words; without one the next click is it, told by the command ``call_place``."""

    snaps = False

    def __init__(self, host: ToolHost, lon: float | None = None, lat: float | None = None, words: str = "") -> None:
        super().__init__(host)
        self.place = None if lon is None or lat is None else (lon, lat)
        self._words = words

    @property
    def busy(self) -> bool:
        """A place that is known leaves the map to the pointer."""
        return self.place is None

    def click(self, spot: Spot) -> bool:
        """Take the place that is pointed at."""
        if self.place is not None:
            return False
        lon, lat = self.host.station.frame.to_degrees(spot.point[0], spot.point[1])
        self.place = float(lon), float(lat)
        self.host.changed()
        self.host.workspace.run("call_place", lon=self.place[0], lat=self.place[1])
        return True

    def key(self, key: Qt.Key) -> bool:
        """There are no keys of its own."""
        return False

    def marks(self) -> Sequence[Mark]:
        """Return a ring on the ground with the words of the place."""
        if self.place is None:
            return ()
        east, north = self.host.station.frame.to_local(*self.place)
        turn = np.linspace(0.0, 2 * np.pi, SIDES + 1)
        ring = np.column_stack([east + RING * np.cos(turn), north + RING * np.sin(turn), np.zeros(SIDES + 1)])
        middle = np.array([float(east), float(north), 0.0])
        word = [Word(self._words, middle, plate=True, shift=(0.0, -26.0))] if self._words else []
        return [Line(ring, "late", 3.0), Handle(middle, "spot"), *word]

    def state(self) -> ToolState:
        """Return what the strip tells."""
        if self.place is None:
            return ToolState("call_place", tr("报警地点"), tr("在地图上点出事的地方"))
        return ToolState("call_place", tr("报警地点"), tr("点一栋楼、一家店就改成那里"), self._words)
