"""Which building a point or a part belongs to: the one that it lies in, or the one on whose wall it stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from data.query import Query
from data.store.station import Station
from data.town.frame import LocalFrame
from data.town.parts import link_parts
from data.town.shapes import Geometries, is_polygonal, local_shapes

Ids = npt.NDArray[np.int64]
ON_THE_WALL = 1.0  # metres: entrances are drawn on the outline, give or take a rounding


class Footprints:
    """The footprints of a station's buildings in local metres, by place and by code."""

    def __init__(self, ids: Ids, codes: Sequence[str | None], shapes: Geometries) -> None:
        usable = is_polygonal(shapes)
        self.ids = ids[usable]
        self.shapes = shapes[usable]
        self._tree = shapely.STRtree(self.shapes)
        self._areas = shapely.area(self.shapes)
        self._by_code = {code: int(id) for id, code in zip(ids, codes, strict=True) if code}

    def named(self, code: str) -> int:
        """Return the id of the building with this code, 0 where there is none."""
        return self._by_code.get(code, 0)

    def around(self, shapes: Geometries) -> Ids:
        """Return the id of the building of each shape, 0 where it has none.

        Areas belong where they overlap most; points where they lie in (the smaller of two), or stand on the wall of.
        """
        found = np.zeros(len(shapes), dtype=np.int64)
        if not len(self.ids) or not len(shapes):
            return found
        areas = is_polygonal(shapes)
        rows = link_parts(self.shapes, shapes[areas])
        found[areas] = np.where(rows >= 0, self.ids[rows], 0)
        points = np.flatnonzero(shapely.get_type_id(shapes) == 0)
        found[points] = self._of_points(shapes[points])
        return found

    def _of_points(self, points: Geometries) -> Ids:
        found = np.zeros(len(points), dtype=np.int64)
        point, building = self._tree.query(points, predicate="intersects")
        order = np.argsort(-self._areas[building], kind="stable")  # the smallest comes last and is what stays
        found[point[order]] = self.ids[building[order]]
        outside = np.flatnonzero(found == 0)
        near, wall = self._tree.query_nearest(points[outside], max_distance=ON_THE_WALL, all_matches=False)
        found[outside[near]] = self.ids[wall]
        return found


def footprints_of(station: Station, frame: LocalFrame) -> Footprints:
    """Return the footprints of a station's buildings in metres of ``frame``."""
    columns = station.columns(Query("building"), ("id", "code", "geometry"))
    return Footprints(np.array(columns["id"], dtype=np.int64), columns["code"], local_shapes(frame, columns["geometry"]))
