"""A place pointed at by coordinates: marked on the map, told in the system shown, to be copied or kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from data.exchange.coordinates import system_label, written
from data.i18n import tr
from data.workspace import ToolAct, ToolState
from scene3d.tools.marks import Handle, Line, Mark, Word
from scene3d.tools.pointed import Pointed

CROSS = 14.0  # metres of its arms


class PlaceMark(Pointed):
    """Begins at a place (WGS-84 degrees) or at the first click; each click moves it."""

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

    def marks(self) -> Sequence[Mark]:
        """Return a cross on the ground with its words."""
        if self.place is None:
            return ()
        middle = self.middle()
        arms = [np.array([middle - way, middle + way]) for way in (np.array([CROSS, 0, 0]), np.array([0, CROSS, 0]))]
        return [*(Line(arm, "accent", 1.8) for arm in arms), Handle(middle, "spot"),
                Word(self.text(), middle, plate=True, shift=(0.0, -26.0))]  # fmt: skip

    def state(self) -> ToolState:
        """Return what the strip tells."""
        system = system_label(self.host.workspace.coordinates)
        if self.place is None:
            return ToolState("place_mark", tr("坐标"), tr("点一处看它的坐标"))
        keep = (ToolAct("keep", tr("留作标注")),) if self.host.may_keep() else ()
        acts = (ToolAct("copy", tr("复制")), *keep, ToolAct("renew", tr("另点一处")))
        return ToolState("place_mark", tr("坐标"), tr("右下角可以换坐标系"), f"{system} {self.text()}", acts=acts)
