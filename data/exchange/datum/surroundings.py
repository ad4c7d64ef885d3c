"""What the station knows of the ground that points may be held against: footprints, roads, and how far it reaches."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely

from data.query import Query
from data.store.station import Station
from data.town.shapes import Geometries, local_shapes

Floats = npt.NDArray[np.float64]
Bounds = tuple[float, float, float, float]


class Surroundings:
    """Footprints and roads in local metres, each read once and when it is first asked for."""

    def __init__(self, station: Station) -> None:
        self.station = station
        self.frame = station.frame

    @cached_property
    def bounds(self) -> Bounds | None:
        """West, south, east, north in degrees of all buildings, of all that has a place where there are none; None if empty."""
        columns = self.station.columns(Query("building"), ["lon", "lat"])
        pairs = np.array([columns["lon"], columns["lat"]], float)
        pairs = pairs[:, np.isfinite(pairs).all(axis=0)]
        if pairs.size:
            (west, south), (east, north) = pairs.min(axis=1).tolist(), pairs.max(axis=1).tolist()
            return west, south, east, north
        extent = self.station.info().extent
        return None if extent is None else (extent[0], extent[1], extent[2], extent[3])

    @property
    def middle(self) -> tuple[float, float] | None:
        """Longitude and latitude of the middle of the station, None where it is empty."""
        if self.bounds is None:
            return None
        west, south, east, north = self.bounds
        return (west + east) / 2, (south + north) / 2

    @property
    def footprints(self) -> Geometries:
        """The footprints of the buildings."""
        return self._buildings[1]

    def footprint(self, building: int) -> shapely.Geometry | None:
        """Return the footprint of a building."""
        at = self._buildings[0].get(building)
        return None if at is None else self.footprints[at]

    @cached_property
    def to_buildings(self) -> shapely.STRtree | None:
        """The footprints by place, None where there are none."""
        return shapely.STRtree(self.footprints) if len(self.footprints) else None

    @cached_property
    def to_roads(self) -> shapely.STRtree | None:
        """The middles of the roads by place, None where there are none."""
        _, roads = self._shapes("road")
        return shapely.STRtree(roads) if len(roads) else None

    @cached_property
    def _buildings(self) -> tuple[dict[int, int], Geometries]:
        ids, shapes = self._shapes("building")
        return {id: at for at, id in enumerate(ids)}, shapes

    def _shapes(self, kind: str) -> tuple[list[int], Geometries]:
        columns = self.station.columns(Query(kind), ["id", "geometry"])
        placed = [(i, g) for i, g in zip(columns["id"], columns["geometry"], strict=True) if g is not None]
        return [i for i, _ in placed], local_shapes(self.frame, [shapely.force_2d(g) for _, g in placed])


def distances(tree: shapely.STRtree, points: Geometries) -> Floats:
    """Return for each point the metres to the nearest shape of a tree, 0 inside of one."""
    _, found = tree.query_nearest(points, return_distance=True, all_matches=False)
    return np.asarray(found, float)
