"""Modelling a building that is missing: its outline is drawn, then its height pulled up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import shapely
from PySide6.QtCore import Qt

from data.i18n import tr
from data.town.heights import STOREY_OF_DWELLINGS
from data.town.lengths import area, area_words
from data.workspace import ToolState
from scene3d.tools.base import ToolHost
from scene3d.tools.draw import Draw
from scene3d.tools.marks import Fill, Line, Mark, Word
from scene3d.tools.spot import Spot

Floats = npt.NDArray[np.float64]

RIGHT = 7.0  # degrees within which a side is taken for square to the one before it
MOST_STOREYS = 200
FIRST = 6  # storeys of a building that nobody has pulled yet


class RaiseBuilding(Draw):
    """First the outline, whose sides are square where they nearly are; then the pointer, keys or digits say how high."""

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host, "building", "draw_building")
        self.storeys = FIRST
        self._typed = ""

    @property
    def height(self) -> float:
        """The height in metres: whole storeys of a dwelling house; the form takes any other."""
        return self.storeys * STOREY_OF_DWELLINGS

    @property
    def pulling(self) -> bool:
        """Whether the outline stands and the height is wanted."""
        return self.done and self.geometry().is_valid

    @property
    def drawing(self) -> bool:
        """Until the height is said."""
        return bool(self.points)

    @property
    def busy(self) -> bool:
        """The pointer is the tool's all the time."""
        return True

    # The hand

    def bent(self, spot: Spot) -> Floats:
        """Return the point to take: nearly square sides are made square, unless something caught the pointer."""
        if len(self.points) < 2 or spot.snap is not None or spot.shift:
            return spot.point
        before = self.points[-1] - self.points[-2]
        way = spot.point - self.points[-1]
        off = np.degrees(np.arctan2(way[1], way[0]) - np.arctan2(before[1], before[0]))
        square = 90.0 * np.round(off / 90.0)
        if abs(off - square) > RIGHT:
            return spot.point
        turn = np.arctan2(before[1], before[0]) + np.radians(square)
        along = np.array([np.cos(turn), np.sin(turn), 0.0])
        return np.asarray(self.points[-1] + along * float(way[:2] @ along[:2]))

    def press(self, spot: Spot) -> bool:
        """While the height is pulled there are no points to take hold of."""
        return False if self.pulling else super().press(spot)

    def move(self, spot: Spot) -> None:
        """Draw on, or pull the roof to the pointer."""
        if not self.pulling:
            super().move(spot)
            return
        self._typed = ""
        self._set_storeys(round(self._height_at(spot) / STOREY_OF_DWELLINGS))

    def click(self, spot: Spot) -> bool:
        """Set a point, or take the height as it is."""
        if not self.pulling:
            return super().click(spot)
        self._keep()
        return True

    def double(self, spot: Spot) -> bool:
        """The first click of the two has said the height already."""
        return True if self.pulling else super().double(spot)

    def key(self, key: Qt.Key) -> bool:
        """Up and down change a storey, digits say how many."""
        if not self.pulling:
            return super().key(key)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._set_storeys(self.storeys + (1 if key == Qt.Key.Key_Up else -1))
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._typed = (self._typed + chr(key.value))[-3:]
            self._set_storeys(int(self._typed))
        else:
            return False
        return True

    def _set_storeys(self, count: int) -> None:
        self.storeys = int(np.clip(count, 1, MOST_STOREYS))

    def _height_at(self, spot: Spot) -> float:
        """Return the height in metres at which the upright through the outline's middle comes nearest to the pointer's ray."""
        origin, towards = self.host.projection().ray(spot.x, spot.y)
        foot = np.array([*np.array(self.points)[:, :2].mean(axis=0), 0.0])
        slant = float(towards[2])
        level = 1.0 - slant * slant
        if level < 1e-6:  # seen from straight above there is no height to point at
            return self.height
        gap = foot - origin
        return float((slant * (gap @ towards) - gap[2]) / level)

    # Steps

    def undo(self) -> None:
        """Back to the outline, or one point back."""
        if self.done:
            self.done = False
            self.host.changed()
        else:
            super().undo()

    def finish(self) -> None:
        """End the outline, or take the height as it is."""
        if self.pulling:
            self._keep()
        else:
            super().finish()

    def finished(self) -> None:
        """The outline is complete: the height comes next."""
        self._typed = ""

    def _keep(self) -> None:
        shape = self.host.station.frame.geometry_to_degrees(self.geometry())
        values = {"height": self.height, "storeys": self.storeys}
        self.host.leave()
        self.host.workspace.run("keep_drawing", kind="building", geometry=shape, values=values)

    # What it shows

    def hint(self) -> str:
        """Return what to do next."""
        if self.pulling:
            return tr("上下移动拉出高度，或键入层数；单击或回车确定")
        return super().hint() if self.done or self.points else tr("沿楼的外轮廓点一圈；接近直角时自动取直，按住 Shift 不取直")

    def reading(self) -> str:
        """Tell the area, then storeys and height."""
        if not self.pulling:
            return super().reading()
        size = area_words(area(np.array(self.points)))
        return tr("{n} 层，高 {height} 米，占地 {area}", n=self.storeys, height=f"{self.height:.0f}", area=size)

    def marks(self) -> Sequence[Mark]:
        """Return the outline, and while the height is pulled the block over it."""
        if not self.pulling:
            return super().marks()
        foot = np.array(self.points) * (1.0, 1.0, 0.0)  # also where a roof's corner caught the pointer
        roof = foot + np.array([0.0, 0.0, self.height])
        edges = [Line(np.array([low, high]), width=1.6) for low, high in zip(foot, roof, strict=True)]
        middle = shapely.get_coordinates(self.geometry().point_on_surface())[0]
        return [Line(foot, closed=True, width=1.6), *edges, Fill((roof,)), Line(roof, closed=True),
                Word(tr("{n} 层", n=self.storeys), np.array([*middle, self.height]), plate=True)]  # fmt: skip

    def state(self) -> ToolState:
        """Return what the strip tells."""
        told = super().state()
        return replace(told, title=tr("建一栋楼"), can_finish=told.can_finish or self.pulling)
