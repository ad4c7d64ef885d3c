"""The place of a call that is being taken: marked on the map, and pointed at anew by a click where that is wished."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data.i18n import tr
from data.workspace import ToolState
from scene3d.tools.base import ToolHost
from scene3d.tools.marks import Handle, Line, Mark, Word
from scene3d.tools.pointed import Pointed

RING = 9.0  # metres around the place
SIDES = 40


class CallPlace(Pointed):
    """Shows a place (WGS-84 degrees) with its words; without one the next click is it, told by the command ``call_place``."""

    def __init__(self, host: ToolHost, lon: float | None = None, lat: float | None = None, words: str = "") -> None:
        super().__init__(host, lon, lat)
        self._words = words

    def pointed(self, lon: float, lat: float) -> None:
        """Tell the form whose call it is."""
        self.host.workspace.run("call_place", lon=lon, lat=lat)

    def marks(self) -> Sequence[Mark]:
        """Return a ring on the ground with the words of the place."""
        if self.place is None:
            return ()
        middle = self.middle()
        turn = np.linspace(0.0, 2 * np.pi, SIDES + 1)
        ring = middle + RING * np.column_stack([np.cos(turn), np.sin(turn), np.zeros(SIDES + 1)])
        word = [Word(self._words, middle, plate=True, shift=(0.0, -26.0))] if self._words else []
        return [Line(ring, "late", 3.0), Handle(middle, "spot"), *word]

    def state(self) -> ToolState:
        """Return what the strip tells."""
        if self.place is None:
            return ToolState("call_place", tr("报警地点"), tr("在地图上点出事的地方"))
        return ToolState("call_place", tr("报警地点"), tr("点一栋楼、一家店就改成那里"), self._words)
