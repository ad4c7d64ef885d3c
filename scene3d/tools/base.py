"""What every tool of the map has: events with the place under the pointer, marks to paint, undo of a point, an end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from shapely.geometry.base import BaseGeometry

from data.records import ChangeSet
from data.store.station import Station
from data.town.model import Town
from data.workspace import ToolState, Workspace
from scene3d.camera import Projection
from scene3d.layers.host import Ground
from scene3d.tools.marks import Mark
from scene3d.tools.spot import Spot
from scene3d.workers import Workers

Floats = npt.NDArray[np.float64]

GRAB = 11.0  # pixels around a handle that take hold of it


@dataclass(frozen=True)
class ToolHost:
    """What a tool may use of the view it works on.

    ``changed`` is to be called when what the tool shows or tells has changed; ``leave`` lays the tool down. ``lay`` lays a shape
    (local metres) under a name on the ground, where houses stand before it: with a colour of the look and an opacity 0..255; None
    takes it away.
    """

    station: Station
    workspace: Workspace
    workers: Workers
    town: Callable[[], Town | None]
    ground: Callable[[], Ground]
    projection: Callable[[], Projection]
    changed: Callable[[], None]
    leave: Callable[[], None]
    lay: Callable[[str, BaseGeometry | None, str, int], None]

    def may_keep(self, command: str = "keep_measure", kind: str = "note") -> bool:
        """Whether whoever is at the desk may leave what was measured or drawn in the station."""
        return self.station.may_write(kind) and self.station.session.may(command)


class Tool:
    """A tool in hand. All its methods are called on the Qt thread; a tool is used once, from taking up to laying down.

    ``surface`` says what the pointer touches: the "ground" under the pixel, or whatever is "solid" there (roofs and walls too).
    ``level`` is the height in metres of the plane that counts as ground for the tool: that of a roof where it works on one.
    ``snaps`` tells whether the pointer is caught by corners and edges.
    """

    surface = "ground"
    level = 0.0
    snaps = True
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, host: ToolHost) -> None:
        self.host = host
        self.laid_down = False  # an answer that comes later shall change nothing any more

    # What the hand does; True means that the tool took it and the map shall not

    def press(self, spot: Spot) -> bool:
        """Take hold of something with the left button: what follows comes as `drag` and `release`."""
        return False

    def drag(self, spot: Spot) -> None:
        """Move what was taken hold of."""

    def release(self, spot: Spot) -> None:
        """Let go of it."""

    def click(self, spot: Spot) -> bool:
        """Take a click of the left button that was no drag."""
        return False

    def double(self, spot: Spot) -> bool:
        """Take a double click; its first click came as `click`."""
        return False

    def move(self, spot: Spot) -> None:
        """See the pointer move with no button down."""

    def away(self) -> None:
        """The pointer left the map."""

    def key(self, key: Qt.Key) -> bool:
        """Take a key of the tool's own (Enter, Esc, Backspace and Ctrl+Z are seen to)."""
        return False

    def second(self, spot: Spot) -> bool:
        """Take a click of the right button."""
        return False

    # Steps

    @property
    def drawing(self) -> bool:
        """Whether points are being set: Backspace and Ctrl+Z take the last one back."""
        return False

    @property
    def busy(self) -> bool:
        """Whether the pointer shall be kept from hovering over the town."""
        return True

    def undo(self) -> None:
        """Take the last point back."""

    def finish(self) -> None:
        """End the drawing and show the result."""

    def act(self, id: str) -> None:
        """Do one of the tool's own acts."""

    def close(self) -> None:
        """The tool is laid down."""

    def records_changed(self, change: ChangeSet) -> None:
        """Records were changed, by whatever command."""

    def snap_shapes(self) -> Sequence[Floats]:
        """Return lines (n, 2) of the tool's own that the pointer is caught by."""
        return ()

    # What it shows and tells

    def marks(self) -> Sequence[Mark]:
        """Return what is painted over the map."""
        return ()

    def state(self) -> ToolState:
        """Return what the strip tells; the bench adds whether it snaps."""
        raise NotImplementedError

    def pixels(self, points: Floats) -> Floats:
        """Return x, y and depth of points (n, 3) on the screen."""
        return self.host.projection().pixels(points)

    def nearest(self, points: Floats, spot: Spot, reach: float = GRAB) -> int:
        """Return which of the points (n, 3) lies under the pointer; -1 for none."""
        if not len(points):
            return -1
        at = self.pixels(points)
        away = np.hypot(at[:, 0] - spot.x, at[:, 1] - spot.y)
        away[at[:, 2] <= 0] = np.inf
        best = int(np.argmin(away))
        return best if away[best] <= reach else -1
