"""A place pointed at by coordinates: marked on the map, told in the system shown, to be copied or kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from PySide6.QtCore import Qt

from data.exchange.coordinates import system_label, written
from data.i18n import tr
from data.workspace import ToolAct, ToolState
from scene3d.tools.base import Tool, ToolHost
from scene3d.tools.marks import Handle, Line, Mark, Word
from scene3d.tools.spot import Spot

CROSS = 14.0  # metres of its arms


class PlaceMark(Tool):
    """Begins at a place (WGS-84 degrees) or at the first click; each click moves it."""

    snaps = False

    def __init__(self, host: ToolHost, lon: float | None = None, lat: float | None = None) -> None:
        super().__init__(host)
        self.place = None if lon is None or lat is None else (lon, lat)

    @property
    def busy(self) -> bool:
        """A mark that stands leaves the map to the pointer."""
        return self.place is None

    def click(self, spot: Spot) -> bool:
        """Point at another place, while there is none."""
        if self.place is not None:
            return False
        lon, lat = self.host.station.frame.to_degrees(spot.point[0], spot.point[1])
        self.place = float(lon), float(lat)
        self.host.changed()
        return True

    def text(self) -> str:
        """Return the place as it is written in the system shown."""
        return "" if self.place is None else written(*self.place, self.host.workspace.coordinates)

    def act(self, id: str) -> None:
        """Copy it, keep it, or point at another place."""
        if self.place is None:
            return
        if id == "renew":
            self.place = None
            self.host.changed()
        elif id == "copy":
            self.host.workspace.run("copy_coordinates", lon=self.place[0], lat=self.place[1])
        elif id == "keep":
            words = f"{system_label(self.host.workspace.coordinates)} {self.text()}"
            self.host.workspace.run("keep_measure", measure="coordinates", text=words, geometry=shapely.Point(self.place))

    def key(self, key: Qt.Key) -> bool:
        """There are no keys of its own."""
        return False

    def marks(self) -> Sequence[Mark]:
        """Return a cross on the ground with its words."""
        if self.place is None:
            return ()
        east, north = self.host.station.frame.to_local(*self.place)
        middle = np.array([float(east), float(north), 0.0])
        arms = [np.array([middle - way, middle + way]) for way in (np.array([CROSS, 0, 0]), np.array([0, CROSS, 0]))]
        return [*(Line(arm, "accent", 1.8) for arm in arms), Handle(middle, "spot"),
                Word(self.text(), middle, plate=True, shift=(0.0, -26.0))]  # fmt: skip

    def state(self) -> ToolState:
        """Return what the strip tells."""
        system = system_label(self.host.workspace.coordinates)
        if self.place is None:
            return ToolState("place_mark", tr("坐标"), tr("点一处看它的坐标"))
        keep = () if self.host.station.read_only else (ToolAct("keep", tr("留作标注")),)
        acts = (ToolAct("copy", tr("复制")), *keep, ToolAct("renew", tr("另点一处")))
        return ToolState("place_mark", tr("坐标"), tr("右下角可以换坐标系"), f"{system} {self.text()}", acts=acts)
