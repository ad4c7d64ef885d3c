"""Drawing by points: a line, an outline, or two points that say a shape; its points can be dragged when it stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt

from data.i18n import tr
from data.workspace import ToolAct, ToolState
from scene3d.tools.base import Tool, ToolHost
from scene3d.tools.marks import Fill, Handle, Line, Mark
from scene3d.tools.spot import Spot

Floats = npt.NDArray[np.float64]

SAME = 0.02  # metres; two points nearer than that are one


class PathTool(Tool):
    """Points one after the other; a double click, Enter or a right click ends it. Then each point can be dragged.

    Attributes
    ----------
    points
        What was set, local metres, each of shape (3,).
    closed
        Whether the last point joins the first: an outline.
    least, most
        How many points make a shape, and at how many it is complete by itself (None: never).
    by_drag
        Whether a shape of two points may be drawn with one drag.
    renews
        Whether a click beside a finished shape begins a new one; else it is for the map.
    """

    name = ""  # in the catalogue
    title = ""  # for people: the Chinese text, given through `mark`
    closed = False
    least = 2
    most: int | None = None
    by_drag = False
    renews = True

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host)
        self.points: list[Floats] = []
        self.done = False
        self.over: Floats | None = None  # where the pointer is while drawing
        self._held = -1  # number of the point that is dragged
        self._lit = -1  # number of the handle under the pointer: points first, then middles
        self._drawn = False  # the drag under way draws

    # To be overridden

    def changed(self) -> None:
        """Points were set, moved or taken back."""

    def finished(self) -> None:
        """The shape is complete, for the first time or after a handle was let go."""

    def hint(self) -> str:
        """Return what to do next."""
        if self.done:
            return tr("拖动圆点可以改，点别处重新开始")
        if not self.points:
            return tr("点第一个点")
        return tr("继续点，双击或回车结束")

    def reading(self) -> str:
        """Return what is measured so far."""
        return ""

    def acts(self) -> tuple[ToolAct, ...]:
        """Return the tool's own acts as it stands."""
        return ()

    def words(self) -> Sequence[Mark]:
        """Return the words written on the shape."""
        return ()

    def outline(self, points: Sequence[Floats]) -> Floats:
        """Return the line (n, 3) that points say; for most tools it goes through them."""
        return np.array(points)

    def bent(self, spot: Spot) -> Floats:
        """Return the point to take for a spot: with Shift held, in a direction of 15 degree steps from the last point."""
        if not spot.shift or not self.points or spot.snap is not None:
            return spot.point
        way = spot.point - self.points[-1]
        turn = np.radians(15 * np.round(np.degrees(np.arctan2(way[0], way[1])) / 15))
        along = np.array([np.sin(turn), np.cos(turn), 0.0])
        return np.asarray(self.points[-1] + along * float(way[:2] @ along[:2]))

    # The hand

    @property
    def drawing(self) -> bool:
        """Whether points are being set."""
        return bool(self.points) and not self.done

    @property
    def busy(self) -> bool:
        """A finished shape that a click does not renew leaves the map to the pointer, but for its handles."""
        return not self.done or self.renews or self._lit >= 0

    def press(self, spot: Spot) -> bool:
        """Take hold of a handle, or begin a shape that is drawn with one drag."""
        self._drawn = False
        if self.done:
            self._held = self._take(spot)
            return self._held >= 0
        if self.by_drag and not self.points:
            self._set([spot.point])
            self._drawn = True
            return True
        return False

    def drag(self, spot: Spot) -> None:
        """Move the held point, or the second point of a shape drawn with one drag."""
        if self._held >= 0:
            self.points[self._held] = spot.point
            self.changed()
        else:
            self.over = spot.point

    def release(self, spot: Spot) -> None:
        """Let go; a shape drawn with one drag is complete, unless the hand did not move: then a second click is waited for."""
        if self._held >= 0:
            self._held = -1
            self.finished()
        elif self._drawn and self._far(spot):
            self._set([*self.points, spot.point])
            self.finish()
        self._drawn = False

    def click(self, spot: Spot) -> bool:
        """Set a point."""
        if self.done:
            if not self.renews:
                return False
            self._set([])
            self.done = False
        point = self.bent(spot)
        if self.closed and len(self.points) >= max(self.least, 3) and self.nearest(np.array(self.points[:1]), spot) == 0:
            self.finish()  # back at the first point
        elif not self.points or float(np.linalg.norm(point - self.points[-1])) > SAME:
            self._set([*self.points, point])
            if self.most is not None and len(self.points) >= self.most:
                self.finish()
        return True

    def double(self, spot: Spot) -> bool:
        """End; the first click of the two has set the last point."""
        if self.done:
            return self.renews or self._lit >= 0
        if len(self.points) >= self.least:
            self.finish()
        return True

    def move(self, spot: Spot) -> None:
        """Draw the line to the pointer, or light the handle under it."""
        self.over = None if self.done else self.bent(spot)
        self._lit = self.nearest(self._handles(), spot) if self.done else -1

    def away(self) -> None:
        """Draw no line to a pointer that is not there."""
        self.over, self._lit = None, -1

    def second(self, spot: Spot) -> bool:
        """A right click on a point of a finished shape takes the point away."""
        if self.done and len(self.points) > self.least and self.most is None:
            hit = self.nearest(np.array(self.points), spot)
            if hit >= 0:
                self._remove(hit)
                return True
        return False

    def key(self, key: Qt.Key) -> bool:
        """Delete takes away the point under the pointer."""
        if key == Qt.Key.Key_Delete and self.done and 0 <= self._lit < len(self.points) > self.least and self.most is None:
            self._remove(self._lit)
            return True
        return False

    # Steps

    def undo(self) -> None:
        """Take the last point back."""
        if self.drawing:
            self._set(self.points[:-1])
        self.host.changed()

    def finish(self) -> None:
        """Take the shape as it is."""
        if len(self.points) >= self.least and not self.done:
            self.done, self.over = True, None
            self.finished()
        self.host.changed()

    def renew(self) -> None:
        """Begin again."""
        self._set([])
        self.done = False
        self.host.changed()

    def snap_shapes(self) -> Sequence[Floats]:
        """The points set so far catch, but the one in the hand does not."""
        if self._held >= 0:
            return [p[None, :] for number, p in enumerate(self.points) if number != self._held]
        return [p[None, :] for p in self.points[:-1]]

    def _set(self, points: list[Floats]) -> None:
        self.points = points
        self.changed()

    def _remove(self, number: int) -> None:
        self._set([p for i, p in enumerate(self.points) if i != number])
        self._lit = -1
        self.finished()

    def _take(self, spot: Spot) -> int:
        """Return the number of the point that the hand takes; a middle becomes a point of its own."""
        hit = self.nearest(self._handles(), spot)
        if hit < len(self.points):
            return hit
        after = hit - len(self.points)
        self.points.insert(after + 1, self._middles()[after])
        return after + 1

    def _far(self, spot: Spot) -> bool:
        at = self.pixels(self.points[0])[0]
        return float(np.hypot(at[0] - spot.x, at[1] - spot.y)) > 8

    def _middles(self) -> Floats:
        """Return the middles of the sides, where a new point can be pulled out."""
        if self.most is not None or len(self.points) < 2:
            return np.zeros((0, 3))
        ring = np.array(self.points)
        after = np.roll(ring, -1, axis=0)
        middles = (ring + after) / 2
        return middles if self.closed else middles[:-1]

    def _handles(self) -> Floats:
        return np.vstack([np.array(self.points).reshape(-1, 3), self._middles()])

    # What it shows

    def shape(self) -> Floats:
        """Return the line (n, 3) as it is, the pointer included while drawing."""
        points = [*self.points, self.over] if self.over is not None and not self.done and self.points else self.points
        return self.outline(points) if points else np.zeros((0, 3))

    def marks(self) -> Sequence[Mark]:
        """Return line, fill, handles and words."""
        found: list[Mark] = []
        line = self.shape()
        if len(line) > 1:
            if self.closed and len(line) > 2:
                found.append(Fill((line,)))
            found.append(Line(line, closed=self.closed and len(line) > 2))
        found += [Handle(p, "corner", i in (self._lit, self._held)) for i, p in enumerate(self.points)]
        if self.done and self._held < 0:
            first = len(self.points)
            found += [Handle(p, "middle", first + i == self._lit) for i, p in enumerate(self._middles())]
        return [*found, *self.words()]

    def state(self) -> ToolState:
        """Return what the strip tells."""
        return ToolState(
            self.name, tr(self.title), self.hint(), self.reading(), self.drawing, can_undo=self.drawing,
            can_finish=self.drawing and len(self.points) >= self.least, acts=self.acts(),
        )  # fmt: skip
