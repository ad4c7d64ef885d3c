"""Drawing a record of any kind that has a line or an outline: beats, routes, cordons, notes, and kinds of the station's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.i18n import mark, tr
from data.town.lengths import area, area_words, length_words, level_length
from data.workspace import ToolState
from scene3d.tools.base import Tool, ToolHost
from scene3d.tools.marks import Mark, Word
from scene3d.tools.path import PathTool
from scene3d.tools.spot import Spot

LEAST = 0.005  # metres: shorter sides are none
CROSSED = mark("轮廓自己交叉了：拖动圆点把它拉开")


class Draw(PathTool):
    """The shape of a new record. It is written as soon as it is complete, and its form opens; an undo takes it away.

    ``title`` is what the strip says where that is not its kind, ``values`` are fields that the record gets beside its shape.
    """

    renews = False
    surface = "solid"  # whoever points at a roof means the roof, and not the ground that it hides

    def __init__(self, host: ToolHost, kind: str, name: str = "draw", *, title: str = "", **values: object) -> None:
        super().__init__(host)
        self._title = title
        self.kind = host.station.kinds[kind]
        self.name = name
        self.closed = self.kind.place.shape == "polygon"
        self.least = 3 if self.closed else 2
        self._values = values

    def state(self) -> ToolState:
        """Return what the strip tells."""
        return replace(super().state(), title=tr(self._title) if self._title else tr("画{kind}", kind=self.kind.label))

    def hint(self) -> str:
        """Return what to do next."""
        if self.done:
            return tr(CROSSED)
        if not self.points:
            return tr("点第一个点；按住 Shift 方向每 15° 一档")
        return tr("继续点，点回第一点、双击或回车结束") if self.closed else tr("继续点，双击或回车结束")

    def reading(self) -> str:
        """Tell the area, or the length."""
        line = self.shape()
        if len(line) < 2:
            return ""
        if not self.closed:
            return length_words(level_length(line))
        return area_words(area(line)) if len(line) > 2 else length_words(level_length(line))

    def words(self) -> Sequence[Mark]:
        """Write the length of the side that is being drawn."""
        line = self.shape()
        if len(line) > 2 and level_length(line[-2:]) < LEAST:
            line = line[:-1]  # the pointer is still where it was pressed: the side that was drawn counts
        if self.done or len(line) < 2 or level_length(line[-2:]) < LEAST:
            return ()
        return [Word(length_words(level_length(line[-2:])), line[-2:].mean(axis=0), plate=True)]

    def geometry(self) -> BaseGeometry:
        """Return the shape on the plan, local metres."""
        flat = np.array(self.points)[:, :2]
        return shapely.Polygon(flat) if self.closed else shapely.LineString(flat)

    def finished(self) -> None:
        """Have it written, unless its outline crosses itself."""
        shape = self.geometry()
        if self.closed and (not shape.is_valid or shape.area == 0):
            return
        degrees = self.host.station.frame.geometry_to_degrees(shape)
        self.host.leave()
        self.host.workspace.run("keep_drawing", kind=self.kind.name, geometry=degrees, values=self._values)


class DrawNote(Draw):
    """A note: one click is a point, several are a line, back at the first point is an outline."""

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host, "note", "draw_note")
        self.closed, self.least = False, 1

    def hint(self) -> str:
        """Return what to do next."""
        if self.done:
            return tr(CROSSED)
        if not self.points:
            return tr("点一处")
        return tr("回车留在这一点；再点画成线，点回第一点画成面")

    def click(self, spot: Spot) -> bool:
        """Back at the first point it is an outline."""
        if len(self.points) >= 3 and self.nearest(np.array(self.points[:1]), spot) == 0:
            self.closed = True
            self.finish()
            return True
        return super().click(spot)

    def geometry(self) -> BaseGeometry:
        """Return the shape on the plan, local metres."""
        return shapely.Point(self.points[0][:2]) if len(self.points) == 1 else super().geometry()


class DrawPoint(Tool):
    """A record that stands at a point: one click, then its form opens."""

    name = "draw_point"
    surface = "solid"

    def __init__(self, host: ToolHost, kind: str, name: str = "draw_point") -> None:
        super().__init__(host)
        self.kind = host.station.kinds[kind]
        self.name = name

    def click(self, spot: Spot) -> bool:
        """Open the form for a record here."""
        lon, lat = self.host.station.frame.to_degrees(spot.point[0], spot.point[1])
        self.host.leave()
        self.host.workspace.run("new_record", kind=self.kind.name, lon=float(lon), lat=float(lat))
        return True

    def state(self) -> ToolState:
        """Return what the strip tells."""
        return ToolState(self.name, tr("登记{kind}", kind=self.kind.label), tr("点它所在的地方"))
