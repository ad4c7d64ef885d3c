"""The faces of a block raised from a footprint: floor, roof and walls as rings, each seen counter-clockwise from outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

Floats = npt.NDArray[np.float64]
GROUND, ROOF, WALL = "GroundSurface", "RoofSurface", "WallSurface"  # as CityGML and CityJSON call them


@dataclass(frozen=True)
class Face:
    """A flat face: its outer ring, then holes, each (n, 3) in local metres without the closing corner."""

    rings: tuple[Floats, ...]
    surface: str = ""


def block(footprint: shapely.Polygon, base: float, top: float) -> list[Face]:
    """Return the faces of a polygon raised from base to top, metres above ground."""
    whole = shapely.orient_polygons(footprint)  # outside counter-clockwise, holes clockwise
    rings = [_corners(ring) for ring in (whole.exterior, *whole.interiors)]
    floor = tuple(_at(ring[::-1], base) for ring in rings)
    roof = tuple(_at(ring, top) for ring in rings)
    return [Face(floor, GROUND), Face(roof, ROOF), *(wall for ring in rings for wall in _walls(ring, base, top))]


def sheet(area: shapely.Polygon, height: float = 0.0) -> Face:
    """Return a polygon as one face that looks up."""
    whole = shapely.orient_polygons(area)
    return Face(tuple(_at(_corners(ring), height) for ring in (whole.exterior, *whole.interiors)))


def surfaces(model: shapely.Geometry) -> list[Face]:
    """Return the polygons of a 3D model as faces."""
    return [
        Face(tuple(shapely.get_coordinates(ring, include_z=True)[:-1] for ring in (p.exterior, *p.interiors)))
        for p in shapely.get_parts(model)
    ]


def _walls(ring: Floats, base: float, top: float) -> Iterator[Face]:
    for a, b in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        yield Face((np.array([(*a, base), (*b, base), (*b, top), (*a, top)]),), WALL)


def _corners(ring: shapely.LinearRing) -> Floats:
    return np.asarray(shapely.get_coordinates(ring)[:-1])


def _at(ring: Floats, height: float) -> Floats:
    return np.column_stack([ring, np.full(len(ring), height)])
