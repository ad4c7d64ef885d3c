"""Searching a part of the map: what all such tools share, and the plain shapes rectangle, circle, polygon and strip."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.i18n import mark, tr
from data.query import Area
from data.town.lengths import area_words, length_words
from data.workspace import Sought, ToolAct
from scene3d.tools.base import ToolHost
from scene3d.tools.marks import Fill, Handle, Line, Mark, Word
from scene3d.tools.path import PathTool
from scene3d.tools.spot import Spot

Floats = npt.NDArray[np.float64]

WIDE = 30.0  # metres to each side of a line, to begin with
LEAST = 1.0  # metres
CIRCLE = 72  # corners of a circle as it is drawn


class Search(PathTool):
    """A shape whose inside is searched; every change of it is told to the workspace at once."""

    renews = False
    named = False  # whether what is searched has a name that people know

    def area(self) -> Area | None:
        """Return what is asked of the station; None where the shape makes no sense yet."""
        raise NotImplementedError

    def searched(self) -> BaseGeometry:
        """Return what is searched, local metres."""
        return shapely.Polygon(self.shape()[:, :2])

    def changed(self) -> None:
        """Tell the new shape where one stands."""
        if self.done:
            self.tell()

    def finished(self) -> None:
        """Tell the shape."""
        self.tell()

    def tell(self) -> None:
        """Have the shape searched."""
        found = self.area()
        if found is not None and not self.laid_down:
            self.host.workspace.seek(Sought(found, self.reading(), self.degrees(self.searched()), self.named))

    def hint(self) -> str:
        """Return what to do next."""
        return tr("拖动圆点可以改，结果在下方") if self.done else super().hint()

    def acts(self) -> tuple[ToolAct, ...]:
        """A shape that stands can be drawn anew, or stay as a note."""
        if not self.done:
            return ()
        keep = (ToolAct("keep", tr("留作标注")),) if self.host.may_keep() else ()
        return (ToolAct("renew", tr("重画")), *keep)

    def act(self, id: str) -> None:
        """Draw anew, or keep the shape as a note."""
        if id == "renew":
            self.host.workspace.seek(None)
            self.renew()
        elif id == "keep" and self.done:
            shape = self.degrees(self.searched())
            self.host.workspace.run("keep_measure", measure="search", text=self.reading(), geometry=shape)

    def close(self) -> None:
        """Nothing is searched any more."""
        self.host.workspace.seek(None)

    def degrees(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape of local metres in WGS-84 degrees."""
        found = self.host.station.frame.geometry_to_degrees(shape)
        assert isinstance(found, BaseGeometry)
        return found


class Rectangle(Search):
    """Two opposite corners, by two clicks or one drag; its sides lie along the screen as it was turned when it was begun."""

    name, title = "search_rectangle", mark("框选查找")
    closed = True
    most = 2
    by_drag = True
    turn: float | None = None  # degrees

    def hint(self) -> str:
        """Return what to do next."""
        if self.done:
            return super().hint()
        return tr("按住拖出一个框，或点两个对角")

    def outline(self, points: Sequence[Floats]) -> Floats:
        """Return the four corners, the two points the first and the third."""
        if len(points) < 2:
            return np.array(points)
        if self.turn is None:
            self.turn = self.host.projection().eye.bearing
        a = np.radians(self.turn)
        across = np.array([np.cos(a), -np.sin(a), 0.0])
        start, end = points[0], points[1]
        side = across * float((end - start) @ across)
        return np.array([start, start + side, end, end - side])

    def renew(self) -> None:
        """Begin again, along the screen as it is turned then."""
        self.turn = None
        super().renew()

    def _handles(self) -> Floats:
        return self.shape() if self.done else super()._handles()

    def _take(self, spot: Spot) -> int:
        """Any of the four corners can be taken: it becomes the second point, the one opposite the first."""
        hit = self.nearest(self._handles(), spot)
        if hit < 0:
            return -1
        corners = self.shape()
        self.points = [corners[(hit + 2) % 4], corners[hit]]
        return 1

    def area(self) -> Area | None:
        """Return the rectangle as a polygon."""
        shape = self.searched() if len(self.points) == 2 else None
        return Area(within=self.degrees(shape)) if shape is not None and shape.area > 0 else None

    def reading(self) -> str:
        """Tell its sides."""
        corners = self.shape()
        if len(corners) < 4:
            return ""
        wide, deep = (float(np.linalg.norm(corners[i + 1] - corners[i])) for i in (0, 1))
        return tr("矩形 {wide} × {deep}", wide=length_words(wide), deep=length_words(deep))

    def marks(self) -> Sequence[Mark]:
        """Return the rectangle with a handle at each corner."""
        corners = self.shape()
        if len(corners) < 4:
            return super().marks()
        lit = self._lit if self.done else -1
        return [Fill((corners,)), Line(corners, closed=True), *(Handle(c, "corner", i == lit) for i, c in enumerate(corners))]


class Circle(Search):
    """A middle and how far, by two clicks or one drag."""

    name, title = "search_circle", mark("圆形查找")
    closed = True
    most = 2
    by_drag = True

    def hint(self) -> str:
        """Return what to do next."""
        if self.done:
            return super().hint()
        return tr("从圆心按住拖出，或点圆心再点边上") if not self.points else tr("点边上")

    @property
    def radius(self) -> float:
        """Metres."""
        end = self.points[1] if len(self.points) > 1 else self.over
        return 0.0 if end is None or not self.points else float(np.hypot(*(end - self.points[0])[:2]))

    def drag(self, spot: Spot) -> None:
        """The middle takes the rim with it."""
        if self._held == 0:
            self.points[1] = self.points[1] + spot.point - self.points[0]
        super().drag(spot)

    def outline(self, points: Sequence[Floats]) -> Floats:
        """Return the rim."""
        if len(points) < 2:
            return np.array(points)
        reach = float(np.hypot(*(points[1] - points[0])[:2]))
        return rim(points[0], reach)

    def area(self) -> Area | None:
        """Return the middle with the metres around it."""
        if len(self.points) < 2 or self.radius < LEAST:
            return None
        lon, lat = self.host.station.frame.to_degrees(self.points[0][0], self.points[0][1])
        return Area(near=(float(lon), float(lat), self.radius))

    def reading(self) -> str:
        """Tell the radius."""
        return tr("半径 {radius}", radius=length_words(self.radius)) if self.radius else ""

    def words(self) -> Sequence[Mark]:
        """Draw the radius and write it on it."""
        end = self.points[1] if len(self.points) > 1 else self.over
        if not self.points or end is None:
            return ()
        spoke = np.array([self.points[0], end])
        return [Line(spoke, "accent", 1.4, dashed=True), Word(length_words(self.radius), spoke.mean(axis=0), plate=True)]


class Polygon(Search):
    """An outline."""

    name, title = "search_polygon", mark("多边形查找")
    closed = True
    least = 3

    def area(self) -> Area | None:
        """Return the outline; one that crosses itself is taken as what it encloses."""
        shape = shapely.make_valid(self.searched()) if len(self.points) > 2 else None
        if shape is None or shape.area <= 0:
            return None
        return Area(within=self.degrees(shapely.union_all([p for p in shapely.get_parts(shape) if p.area > 0])))

    def reading(self) -> str:
        """Tell the area."""
        shape = self.searched() if len(self.shape()) > 2 else None
        return tr("多边形 {area}", area=area_words(shapely.make_valid(shape).area)) if shape is not None else ""


class Beside(Search):
    """What all searches beside something share: the metres around it, changed by a handle at its edge."""

    def __init__(self, host: ToolHost, metres: float = WIDE) -> None:
        super().__init__(host)
        self.metres = metres

    def core(self) -> BaseGeometry | None:
        """Return what the metres are measured from, local metres; None while there is nothing."""
        raise NotImplementedError

    def grip(self) -> tuple[Floats, Floats]:
        """Return a point of the core and the direction (unit vector) in which the handle lies from it."""
        raise NotImplementedError

    def searched(self) -> BaseGeometry:
        """Return the core with the metres around it."""
        core = self.core()
        return core.buffer(self.metres) if core is not None else shapely.Polygon()

    def area(self) -> Area | None:
        """Return the core with the metres around it."""
        core = self.core()
        return Area(beside=(self.degrees(core), self.metres)) if core is not None else None

    def _handles(self) -> Floats:
        return np.vstack([super()._handles(), self._edge()])

    def _edge(self) -> Floats:
        if not self.done:
            return np.zeros((0, 3))
        foot, way = self.grip()
        return (foot + way * self.metres)[None, :]

    def _take(self, spot: Spot) -> int:
        """The last handle is the one of the metres."""
        hit = self.nearest(self._handles(), spot)
        return hit if hit == len(self._handles()) - 1 else super()._take(spot)

    def drag(self, spot: Spot) -> None:
        """Change the metres, or move a point."""
        if self._held >= 0 and self._held == len(self._handles()) - 1:
            foot, way = self.grip()
            self.metres = max(LEAST, float(abs((spot.ground - foot) @ way)))
            self.changed()
        else:
            super().drag(spot)

    def marks(self) -> Sequence[Mark]:
        """Return the strip under the rest, and the handle of the metres."""
        core = self.core()
        if core is None:
            return super().marks()
        found: list[Mark] = []
        for part in shapely.get_parts(core.buffer(self.metres, quad_segs=8)):
            rings = tuple(np.column_stack([shapely.get_coordinates(r), np.zeros(len(r.coords))]) for r in shapely.get_rings(part))
            found += [Fill(rings), *(Line(ring, "accent", 1.6) for ring in rings)]
        found += super().marks()
        last = len(self._handles()) - 1
        for point in self._edge():
            lit = last in (self._lit, self._held)
            found += [Handle(point, "turn", lit), Word(length_words(self.metres), point, shift=(0.0, -18.0))]
        return found


class AlongLine(Beside):
    """A drawn line with metres to both sides."""

    name, title = "search_line", mark("沿线查找")

    def core(self) -> BaseGeometry | None:
        """Return the line as it is drawn."""
        line = self.shape()
        return shapely.LineString(line[:, :2]) if len(line) > 1 else None

    def grip(self) -> tuple[Floats, Floats]:
        """The handle lies beside the middle of the first leg."""
        start, end = self.points[0], self.points[1]
        way = (end - start) / max(float(np.hypot(*(end - start)[:2])), 1e-9)
        return (start * 2 + end) / 3, np.array([-way[1], way[0], 0.0])

    def reading(self) -> str:
        """Tell length and width."""
        core = self.core()
        if core is None:
            return ""
        return tr("沿线 {length}，两侧各 {wide}", length=length_words(core.length), wide=length_words(self.metres))


def rim(middle: Floats, reach: float) -> Floats:
    """Return the corners (n, 3) of a circle on the level of its middle."""
    turns = np.linspace(0, 2 * np.pi, CIRCLE, endpoint=False)
    return np.column_stack(
        [middle[0] + reach * np.sin(turns), middle[1] + reach * np.cos(turns), np.full(CIRCLE, middle[2])]
    )
