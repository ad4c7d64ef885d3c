"""Polygons made fit for the town: valid, without slivers of other dimensions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.town.frame import LocalFrame

Geometries = npt.NDArray[np.object_]
_POLYGON, _MULTIPOLYGON = 3, 6  # shapely's type ids


def mend_polygons(shapes: Geometries) -> Geometries:
    """Return the shapes with invalid polygons made valid; what has no area left becomes None."""
    mended = np.array(shapes, dtype=object)
    wrong = ~shapely.is_missing(mended) & ~shapely.is_valid(mended)
    if wrong.any():
        mended[wrong] = [only_polygons(shape) for shape in shapely.make_valid(mended[wrong])]
    mended[~(shapely.area(mended) > 0)] = None
    return mended


def only_polygons(shape: BaseGeometry) -> BaseGeometry | None:
    """Return the polygonal part of a shape, None where it has none."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = [p for p in shapely.get_parts(shape) if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else None


def is_polygonal(shapes: Geometries) -> npt.NDArray[np.bool_]:
    """Tell which shapes are a Polygon or MultiPolygon."""
    return np.asarray(np.isin(shapely.get_type_id(shapes), (_POLYGON, _MULTIPOLYGON)))


def local_shapes(frame: LocalFrame, shapes: Sequence[BaseGeometry | None]) -> Geometries:
    """Return shapes in degrees as an array in local metres; None stays None."""
    array = object_array(shapes)
    if len(array):
        array[:] = frame.geometry_to_local(array)
    return array


def object_array(items: Sequence[BaseGeometry | None]) -> Geometries:
    """Return a one-dimensional array of geometries (numpy would look inside collections by itself)."""
    array = np.empty(len(items), dtype=object)
    array[:] = items
    return array


def ground_area(shapes: Geometries) -> npt.NDArray[np.float64]:
    """Return the square metres of small areas in degrees, within a ten thousandth.

    Lengths of a degree: series of the WGS-84 ellipsoid (Snyder, USGS PP 1395, p. 25).
    """
    bounds = shapely.bounds(shapes)
    turn = np.radians((bounds[:, 1] + bounds[:, 3]) / 2)
    north = 111132.954 - 559.822 * np.cos(2 * turn) + 1.175 * np.cos(4 * turn)
    east = 111412.84 * np.cos(turn) - 93.5 * np.cos(3 * turn) + 0.118 * np.cos(5 * turn)
    return np.asarray(shapely.area(shapes) * north * east)
