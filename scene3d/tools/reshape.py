"""Changing the shape of a record that lies on the map: corners are dragged, put in and taken out, the whole is moved."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from PySide6.QtCore import Qt
from shapely.geometry.base import BaseGeometry

from data.i18n import tr
from data.query import Query, Where
from data.records import Record
from data.town.lengths import area_words, length_words
from data.workspace import ToolState
from scene3d.layers.laid import ABOVE, CLEAR, roofs_under
from scene3d.tools.base import Tool, ToolHost
from scene3d.tools.draw import CROSSED
from scene3d.tools.marks import Fill, Handle, Line, Mark
from scene3d.tools.outlines import Outlines
from scene3d.tools.spot import Spot

Floats = npt.NDArray[np.float64]


class Reshape(Tool):
    """Holds a copy of the shape; only the end writes it, Esc leaves it as it was."""

    name = "reshape"

    def __init__(self, host: ToolHost, kind: str, id: int) -> None:
        super().__init__(host)
        self.kind, self.id = host.station.kinds[kind], id
        self.outlines: Outlines | None = None
        self.record_title = ""
        self._steps: list[Outlines] = []  # before each change, for undo
        self._held = -1  # number of the corner that is dragged
        self._grabbed: Floats | None = None  # where the whole was taken hold of
        self._lit = -1
        self._before: Outlines | None = None  # as it was when the hand took hold
        station, query = host.station, Query(kind, (Where("id", "is", id),), fields=("geometry",))
        host.workers.read("reshape", lambda: (station.get(kind, id), station.first(query)), self._take)

    def _take(self, found: tuple[Record | None, Record | None]) -> None:
        record, drawn = found
        shape = drawn.values.get("geometry") if drawn is not None else None
        if record is None or shape is None or shapely.get_dimensions(shape) < 1:
            self.host.workspace.tell("info", tr("这条记录在图上没有形状"))
            self.host.leave()
            return
        self.record_title = self.host.station.title(record)
        local = self.host.station.frame.geometry_to_local(shapely.force_2d(shape))
        assert isinstance(local, BaseGeometry)
        self._lie(Outlines.of(local))
        self.host.changed()

    def _lie(self, outlines: Outlines) -> None:
        """Take a shape and go where it is seen: up on the roof that it lies on, or down to the ground."""
        self.outlines = outlines
        if self.kind.layer is None:  # a house or a road is no sheet that lies on something
            return
        shapes = np.array([outlines.shape()], object)
        roof = float(roofs_under(shapes, self.host.ground())[0])
        self.level = 0.0 if np.isnan(roof) else roof + CLEAR + ABOVE

    @property
    def shape(self) -> BaseGeometry | None:
        """The shape as it is now, local metres."""
        return self.outlines.shape() if self.outlines is not None else None

    @property
    def drawing(self) -> bool:
        """While there are changes that are not saved, undo is the tool's."""
        return bool(self._steps)

    # The hand

    def press(self, spot: Spot) -> bool:
        """Take hold of a corner, of a middle, or of the whole."""
        if self.outlines is None:
            return False
        self._before = self.outlines
        self._held = self._corner(spot)
        if self._held >= 0:
            return True
        if shapely.contains_xy(shapely.buffer(self.outlines.shape(), self._slack()), spot.ground[0], spot.ground[1]):
            self._grabbed = spot.ground
            return True
        return False

    def drag(self, spot: Spot) -> None:
        """Move what is held."""
        if self.outlines is None or self._before is None:
            return
        if self._held >= 0:
            self.outlines = self.outlines.moved(self._held, spot.point)
        elif self._grabbed is not None:
            self.outlines = self._before.shifted(spot.ground - self._grabbed)

    def release(self, spot: Spot) -> None:
        """Let go; what moved can be undone."""
        if self._before is not None and self.outlines is not None and self.outlines is not self._before:
            self._steps.append(self._before)
            self._lie(self.outlines)
        self._held, self._grabbed, self._before = -1, None, None

    def move(self, spot: Spot) -> None:
        """Light the handle under the pointer."""
        self._lit = self.nearest(self._handles(), spot)

    def away(self) -> None:
        """No handle is under the pointer."""
        self._lit = -1

    def second(self, spot: Spot) -> bool:
        """A right click takes a corner out."""
        hit = self.nearest(self._handles(), spot)
        return self._remove(hit)

    def key(self, key: Qt.Key) -> bool:
        """Delete takes out the corner under the pointer."""
        return key == Qt.Key.Key_Delete and self._remove(self._lit)

    # Steps

    def undo(self) -> None:
        """Take the last change back."""
        if self._steps:
            self._lie(self._steps.pop())
        self.host.changed()

    def finish(self) -> None:
        """Have the shape written, unless an outline crosses itself."""
        shape = self.shape
        if shape is None or not shape.is_valid:
            return
        degrees = self.host.station.frame.geometry_to_degrees(shape)
        changed = bool(self._steps)
        self.host.leave()
        if changed:
            self.host.workspace.run("keep_shape", kind=self.kind.name, id=self.id, geometry=degrees)

    def _corner(self, spot: Spot) -> int:
        """Return the number of the corner that the hand takes; a middle becomes a corner."""
        assert self.outlines is not None
        hit, corners = self.nearest(self._handles(), spot), len(self.outlines.points)
        if hit < corners:
            return hit
        middles, after = self.outlines.middles()
        self.outlines = self.outlines.with_corner(after[hit - corners], middles[hit - corners])
        return after[hit - corners] + 1

    def _remove(self, corner: int) -> bool:
        if self.outlines is None or not 0 <= corner < len(self.outlines.points):
            return False
        left = self.outlines.without(corner)
        if left is not None:
            self._steps.append(self.outlines)
            self._lit = -1
            self._lie(left)
        return True

    def _slack(self) -> float:
        """Metres beside a line that still take hold of it; the inside of an area needs none."""
        assert self.outlines is not None
        return 0.0 if self.outlines.closed else 8 * self.host.projection().metres_per_pixel()

    def _handles(self) -> Floats:
        if self.outlines is None:
            return np.zeros((0, 3))
        flat = np.vstack([self.outlines.points, self.outlines.middles()[0]])
        return self._up(flat)

    def _up(self, flat: Floats) -> Floats:
        return np.column_stack([flat, np.full(len(flat), self.level)])

    # What it shows

    def marks(self) -> Sequence[Mark]:
        """Return the shape with its corners and middles."""
        if self.outlines is None:
            return ()
        lines = [self._up(line) for line in self.outlines.lines()]
        found: list[Mark] = []
        if self.outlines.closed:
            for piece in dict.fromkeys(self.outlines.pieces):
                found.append(Fill(tuple(ln for ln, of in zip(lines, self.outlines.pieces, strict=True) if of == piece)))
        found += [Line(line, closed=self.outlines.closed) for line in lines]
        corners, handles = len(self.outlines.points), self._handles()
        for number, point in enumerate(handles):
            lit = number in (self._lit, self._held)
            if number < corners:
                found.append(Handle(point, "corner", lit))
            elif self._held < 0 and self._grabbed is None:
                found.append(Handle(point, "middle", lit))
        return found

    def state(self) -> ToolState:
        """Return what the strip tells."""
        shape, unsaved = self.shape, bool(self._steps)
        sound = shape is not None and shape.is_valid
        said = ""
        if shape is not None and sound:
            said = area_words(shape.area) if shape.area else length_words(shape.length)
        hint = tr("拖圆点改形，拖小点加一个角，右击圆点去掉，拖里面整个移动") if sound or shape is None else tr(CROSSED)
        return ToolState(
            self.name, tr("改形状：{title}", title=self.record_title or self.kind.label), hint, said, drawing=unsaved,
            can_undo=unsaved, can_finish=unsaved and sound,
        )  # fmt: skip
