"""Searching by something that is there: along a road, around a record, inside a building or a grid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from PySide6.QtCore import Qt
from shapely.geometry.base import BaseGeometry

from data.i18n import mark, tr
from data.kinds import Kind
from data.query import Area, Query, Where
from data.records import Record
from data.town.lengths import length_words
from scene3d.tools.base import ToolHost
from scene3d.tools.marks import Fill, Line, Mark
from scene3d.tools.search import Beside
from scene3d.tools.spot import Spot

Floats = npt.NDArray[np.float64]

ROAD = 25.0  # metres from a click to the road that is meant
AROUND = 100.0  # metres around a record, to begin with
INSIDE = 0.3  # metres that a building's outline is drawn in, so that the house next door is not touched


def _with_shape(kind: Kind) -> tuple[str, ...]:
    """Return what is to be read of a record: its shape is read only when it is named."""
    return ("geometry", *kind.fields) if kind.place.own else tuple(kind.fields)


class Picked(Beside):
    """A search that begins with one click on something; a click on something else takes that instead."""

    snaps = False
    cursor = Qt.CursorShape.PointingHandCursor

    def __init__(self, host: ToolHost, metres: float) -> None:
        super().__init__(host, metres)
        self.base: BaseGeometry | None = None
        self.called = ""
        self._at = np.zeros(3)  # where it was clicked

    def take(self, base: BaseGeometry, called: str, at: Floats, *, named: bool = True) -> None:
        """Search beside this shape (local metres); not ``named`` is what is called by nothing that people know."""
        self.base, self.called, self._at, self.named = base, called, at, named
        self.points, self.done = [], True
        self.tell()
        self.host.changed()

    def core(self) -> BaseGeometry | None:
        """Return what was clicked."""
        return self.base

    def grip(self) -> tuple[Floats, Floats]:
        """The handle lies to the right of the point of the base that is nearest to the click."""
        assert self.base is not None
        edge = self.base.boundary if shapely.get_dimensions(self.base) == 2 else self.base
        here = shapely.Point(self._at[:2])
        foot = shapely.get_coordinates(shapely.shortest_line(edge, here))[0] if not edge.is_empty else self._at[:2]
        way = self._at[:2] - foot
        size = float(np.hypot(*way))
        inside = shapely.get_dimensions(self.base) == 2 and self.base.contains(here)
        way = way / size * (-1.0 if inside else 1.0) if size > 1e-6 else self.host.projection().eye.rightward[:2]
        return np.array([*foot, 0.0]), np.array([*way, 0.0])

    def press(self, spot: Spot) -> bool:
        """Take hold of the handle."""
        return self.done and super().press(spot)

    def renew(self) -> None:
        """Begin again."""
        self.base = None
        super().renew()

    def second(self, spot: Spot) -> bool:
        """There are no points to take away."""
        return False


class AlongRoad(Picked):
    """All of a road, by one click on it."""

    name, title = "search_road", mark("沿路查找")

    def __init__(self, host: ToolHost, metres: float = 30.0) -> None:
        super().__init__(host, metres)
        self._tree: shapely.STRtree | None = None

    def hint(self) -> str:
        """Return what to do next."""
        return tr("拖动圆点改宽度，点别的路换一条") if self.done else tr("点一条路")

    def click(self, spot: Spot) -> bool:
        """Take the road there, all pieces that have its name."""
        town = self.host.town()
        if town is None or not len(town.roads.ids):
            return True
        self._tree = self._tree or shapely.STRtree(town.roads.lines)
        here = shapely.Point(spot.ground[:2])
        row = int(self._tree.nearest(here))
        if shapely.distance(town.roads.lines[row], here) > ROAD + float(town.roads.width[row]) / 2:
            return not self.done
        name = town.roads.names[row]
        rows = [i for i, n in enumerate(town.roads.names) if n == name] if name else [row]
        whole = shapely.line_merge(shapely.union_all(town.roads.lines[rows]))
        self.take(whole, name or tr("无名路"), spot.ground, named=bool(name))
        return True

    def reading(self) -> str:
        """Tell road and width."""
        if self.base is None:
            return ""
        length = length_words(self.base.length)
        return tr("{road} {length}，两侧各 {wide}", road=self.called, length=length, wide=length_words(self.metres))


class Around(Picked):
    """Around a building, a record or a point (WGS-84 degrees); where none is given the first click says it."""

    name, title = "search_around", mark("周围查找")

    def __init__(self, host: ToolHost, metres: float = AROUND, kind: str = "", id: int = 0, lon: float | None = None,
                 lat: float | None = None) -> None:  # fmt: skip
        super().__init__(host, metres)
        if kind:
            self._read(kind, id)
        elif lon is not None and lat is not None:
            here = np.array([*(float(v) for v in host.station.frame.to_local(lon, lat)), 0.0])
            self.base, self.called, self._at, self.done = shapely.Point(here[:2]), tr("此处"), here, True
            self.tell()

    def hint(self) -> str:
        """Return what to do next."""
        return tr("拖动圆点改远近，点别的楼换一处") if self.done else tr("点一栋楼，或地图上任意一点")

    def click(self, spot: Spot) -> bool:
        """Take the building there, or the point."""
        if spot.building:
            self._read("building", spot.building, spot.ground)
        else:
            self.take(shapely.Point(spot.ground[:2]), tr("此处"), spot.ground, named=False)
        return True

    def _read(self, kind: str, id: int, at: Floats | None = None) -> None:
        station = self.host.station

        def take(found: Record | None) -> None:
            if found is None:
                return
            shape, place = found["geometry"], found.place
            if shape is None and place is not None and place.lon is not None and place.lat is not None:
                shape = shapely.Point(place.lon, place.lat)
            if shape is not None:
                local = station.frame.geometry_to_local(shapely.force_2d(shape))
                assert isinstance(local, BaseGeometry)
                where = np.array([local.bounds[2] + 1.0, local.centroid.y, 0.0]) if at is None else at
                self.take(local, station.title(found) or station.kinds[kind].label, where)

        query = Query(kind, (Where("id", "is", id),), fields=_with_shape(station.kinds[kind]), placed=True)
        self.host.workers.read("around", lambda: station.first(query), take)

    def reading(self) -> str:
        """Tell what and how far."""
        return tr("{what}周围 {metres}", what=self.called, metres=length_words(self.metres)) if self.base is not None else ""


class Inside(Picked):
    """Inside the building that is clicked, or beside buildings the grid."""

    name, title = "search_inside", mark("楼内或网格内查找")

    def __init__(self, host: ToolHost) -> None:
        super().__init__(host, 0.0)

    def hint(self) -> str:
        """Return what to do next."""
        return tr("点别的楼或网格换一处") if self.done else tr("点一栋楼，或点楼外看所在网格")

    def click(self, spot: Spot) -> bool:
        """Take the building there, or the grid that the point lies in."""
        station, ground = self.host.station, spot.ground
        if spot.building:
            query = Query("building", (Where("id", "is", spot.building),), fields=_with_shape(station.kinds["building"]))
        else:
            lon, lat = (float(v) for v in station.frame.to_degrees(ground[0], ground[1]))
            query = Query("grid", area=Area(near=(lon, lat, 0.1)), limit=1, fields=_with_shape(station.kinds["grid"]))
        self.host.workers.read("inside", lambda: station.first(query), lambda found: self._take_record(found, ground))
        return True

    def _take_record(self, found: Record | None, at: Floats) -> None:
        station = self.host.station
        if found is None or found["geometry"] is None:
            self.host.workspace.tell("info", tr("这里既不是楼，也没有划网格"))
            return
        local = station.frame.geometry_to_local(shapely.force_2d(found["geometry"]))
        assert isinstance(local, BaseGeometry)
        shape = local.buffer(-INSIDE) if found.kind == "building" else local
        self.take(shape if not shape.is_empty else local, station.title(found) or station.kinds[found.kind].label, at)

    def area(self) -> Area | None:
        """Return the outline itself."""
        return Area(within=self.degrees(self.base)) if self.base is not None else None

    def searched(self) -> BaseGeometry:
        """Return the outline itself."""
        return self.base if self.base is not None else shapely.Polygon()

    def reading(self) -> str:
        """Tell what."""
        return tr("{what}内", what=self.called) if self.base is not None else ""

    def marks(self) -> Sequence[Mark]:
        """Return the outline."""
        found: list[Mark] = []
        for part in shapely.get_parts(self.base) if self.base is not None else ():
            rings = tuple(np.column_stack([shapely.get_coordinates(r), np.zeros(len(r.coords))]) for r in shapely.get_rings(part))
            found += [Fill(rings), *(Line(ring) for ring in rings)]
        return found

    def press(self, spot: Spot) -> bool:
        """There is no handle."""
        return False

    def _handles(self) -> Floats:
        return np.zeros((0, 3))
