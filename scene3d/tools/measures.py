"""Measuring by hand: distance, height, area, slope; each can stay as a note."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.i18n import mark, tr
from data.town.lengths import area, area_words, bearing, length_words, level_length, slope, true_length
from data.workspace import ToolAct
from scene3d.tools.marks import Line, Mark, Word
from scene3d.tools.path import PathTool
from scene3d.tools.spot import Spot

Floats = npt.NDArray[np.float64]

ABOVE = (0.0, -16.0)  # pixels from a point to the word on it
RISES = 0.05  # metres; less is level


class Measure(PathTool):
    """What all measures share: a reading, words on the shape, and the wish to keep it."""

    surface = "solid"

    def acts(self) -> tuple[ToolAct, ...]:
        """A finished measure can stay as a note."""
        return (ToolAct("keep", tr("留作标注")),) if self.done and self.host.may_keep() else ()

    def act(self, id: str) -> None:
        """Ask the program to keep the measure, then begin anew."""
        if id == "keep" and self.done:
            shape = self.host.station.frame.geometry_to_degrees(self.geometry())
            self.host.workspace.run("keep_measure", measure=self.name, text=self.reading(), geometry=shape)
            self.renew()

    def geometry(self) -> BaseGeometry:
        """Return the shape on the plan, local metres."""
        return shapely.LineString(self.shape()[:, :2])


class Distance(Measure):
    """From point to point, on the plan and through space."""

    name, title = "measure_distance", mark("量距离")

    def reading(self) -> str:
        """Tell the sum; where the way rises, the plan's and the true one; and of a single leg its direction."""
        line = self.shape()
        if len(line) < 2:
            return ""
        level, through = level_length(line), true_length(line)
        said = length_words(level)
        if through - level > RISES:
            said = tr("水平 {level}，空间 {through}", level=length_words(level), through=length_words(through))
        if len(line) == 2:
            said += tr("，方位 {bearing}°", bearing=f"{bearing(line[0], line[1]):.0f}")
        return said

    def words(self) -> Sequence[Mark]:
        """Write the length on each leg, and the sum at the end of several."""
        line = self.shape()
        pieces = [line[i : i + 2] for i in range(len(line) - 1)]
        legs = [Word(length_words(true_length(piece)), piece.mean(axis=0), plate=True) for piece in pieces]
        if len(legs) < 2:
            return legs
        return [*legs, Word(tr("共 {length}", length=length_words(true_length(line))), line[-1], plate=True, shift=(0.0, -22.0))]


class Height(Measure):
    """From the ground to a roof by one click on a building, or between two points."""

    most = 2
    least = 2

    name, title = "measure_height", mark("量高度")

    def hint(self) -> str:
        """Return what to do next."""
        if self.done:
            return tr("点别处量另一处")
        return tr("点一栋楼量它的高，或点地面再点一处量高差") if not self.points else tr("点第二处")

    def click(self, spot: Spot) -> bool:
        """A building's height is known at once; else two points are compared."""
        town = self.host.town()
        if town is None or spot.row < 0 or (self.points and not self.done):
            return super().click(spot)
        foot = np.array([spot.point[0], spot.point[1], float(town.buildings.base[spot.row])])
        self.points, self.over = [foot, np.array([*foot[:2], float(town.buildings.height[spot.row])])], None
        self.done = True
        self.finished()
        return True

    def outline(self, points: Sequence[Floats]) -> Floats:
        """Two points at different places are joined by a level line and an upright one."""
        if len(points) < 2:
            return np.array(points)
        start, end = points[0], points[1]
        return np.array([start, [end[0], end[1], start[2]], end])

    def rise(self) -> float:
        """Return the difference in metres."""
        line = self.shape()
        return float(line[-1][2] - line[0][2]) if len(line) > 1 else 0.0

    def reading(self) -> str:
        """Tell the difference."""
        line = self.shape()
        return tr("高差 {height}", height=length_words(self.rise())) if len(line) > 1 else ""

    def words(self) -> Sequence[Mark]:
        """Write the height beside the upright line."""
        line = self.shape()
        if len(line) < 3:
            return ()
        return [Word(length_words(abs(self.rise())), line[1:].mean(axis=0), plate=True, shift=(46.0, 0.0))]

    def geometry(self) -> BaseGeometry:
        """A note of a height stands where it was measured."""
        return shapely.Point(self.points[-1][:2])


class Area(Measure):
    """What an outline encloses, and how long it is."""

    surface = "ground"
    closed = True
    least = 3

    name, title = "measure_area", mark("量面积")

    def reading(self) -> str:
        """Tell area and perimeter, and say it where the outline crosses itself: then there is no area."""
        ring = self.shape()
        if len(ring) < 3:
            return ""
        if not shapely.is_valid(shapely.Polygon(ring[:, :2])):
            return tr("边线交叉了，挪开一个点")
        around = level_length(np.vstack([ring, ring[:1]]))
        return tr("面积 {area}，周长 {length}", area=area_words(area(ring)), length=length_words(around))

    def words(self) -> Sequence[Mark]:
        """Write the area in the middle."""
        ring = self.shape()
        outline = shapely.Polygon(ring[:, :2]) if len(ring) > 2 else None
        if outline is None or not outline.is_valid:
            return ()
        inside = shapely.get_coordinates(outline.point_on_surface())[0]
        return [Word(area_words(area(ring)), np.array([*inside, 0.0]), plate=True)]

    def acts(self) -> tuple[ToolAct, ...]:
        """An outline that crosses itself is no area to keep."""
        return super().acts() if shapely.is_valid(self.geometry()) else ()

    def geometry(self) -> BaseGeometry:
        """Return the outline."""
        ring = self.shape()
        return shapely.Polygon(ring[:, :2]) if len(ring) > 2 else shapely.Polygon()


class Slope(Measure):
    """How steep the way between two points is."""

    most = 2

    name, title = "measure_slope", mark("量坡度")

    def hint(self) -> str:
        """Return what to do next."""
        if self.done:
            return super().hint()
        return tr("点低处") if not self.points else tr("点高处")

    def reading(self) -> str:
        """Tell how steep, and of what that comes."""
        line = self.shape()
        if len(line) < 2:
            return ""
        degrees, percent = slope(line[0], line[1])
        share = f"{percent:.1f}" if np.isfinite(percent) else "∞"
        steep = tr("坡度 {degrees}°（{percent}%）", degrees=f"{degrees:.1f}", percent=share)
        rise, run = length_words(float(line[1][2] - line[0][2])), length_words(level_length(line))
        return tr("{slope}，升 {rise}，平距 {run}", slope=steep, rise=rise, run=run)

    def words(self) -> Sequence[Mark]:
        """Draw the rise as a dashed triangle and write the angle."""
        line = self.shape()
        if len(line) < 2:
            return ()
        foot = np.array([line[1][0], line[1][1], line[0][2]])
        degrees, _ = slope(line[0], line[1])
        return [Line(np.array([line[0], foot, line[1]]), "quiet", 1.6, dashed=True),
                Word(f"{degrees:.1f}°", line.mean(axis=0), plate=True, shift=ABOVE)]  # fmt: skip
