"""Plain GeoJSON geometries to shapes, thousands at once: their numbers in one array, without writing them as text again."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from data.town.shapes import Geometries

Ints = npt.NDArray[np.int64]

BLOCK = 4000  # geometries; one that is odd sends its block the long way
DEPTHS = {"Point": 0, "LineString": 1, "Polygon": 2}  # how deep positions are nested
_G = shapely.GeometryType
KINDS = {"Point": _G.POINT, "LineString": _G.LINESTRING, "Polygon": _G.POLYGON}
FEWEST = {"LineString": 2, "Polygon": 4}  # positions of a line or ring
NUMBERS = {int, float}


def plain_shapes(geometries: Sequence[Any]) -> tuple[Geometries, Ints]:
    """Return an array of shapes, None where they were not read, and the rows of those.

    What is read is two-dimensional, not empty, and its rings are closed as they stand in the file.
    """
    shapes = np.full(len(geometries), None, dtype=object)
    names = [g.get("type") if isinstance(g, dict) else None for g in geometries]
    for name in DEPTHS:
        rows = [row for row, said in enumerate(names) if said == name] if name in names else []
        for start in range(0, len(rows), BLOCK):
            block = rows[start : start + BLOCK]
            found = _read([geometries[row].get("coordinates") for row in block], name)
            if found is not None:
                shapes[block] = found
    return shapes, np.flatnonzero(shapely.is_missing(shapes) | shapely.is_empty(shapes))


def _read(coordinates: list[Any], name: str) -> Geometries | None:
    """Return the shapes of coordinates of one type; None where any is not as it should be."""
    try:
        return _ragged(coordinates, name)
    except (TypeError, ValueError, OverflowError, shapely.errors.GEOSException):
        return None


def _ragged(coordinates: list[Any], name: str) -> Geometries | None:
    offsets: list[Ints] = []
    level = coordinates
    for _ in range(DEPTHS[name]):
        if set(map(type, level)) != {list}:
            return None
        sizes = np.fromiter(map(len, level), np.int64, len(level))
        if not sizes.all():
            return None
        offsets.insert(0, np.concatenate([[0], np.cumsum(sizes)]))
        level = list(chain.from_iterable(level))
    points = _points(level)
    if points is None or not _whole(points, offsets, name):
        return None
    return np.asarray(shapely.from_ragged_array(KINDS[name], points, tuple(offsets) or None))


def _whole(points: npt.NDArray[np.float64], offsets: list[Ints], name: str) -> bool:
    """Tell whether all lines have enough positions, and all rings end where they begin."""
    if name not in FEWEST:
        return True
    ends = offsets[0]
    closed = name != "Polygon" or np.array_equal(points[ends[:-1]], points[ends[1:] - 1])
    return closed and int(np.diff(ends).min()) >= FEWEST[name]


def _points(positions: list[Any]) -> npt.NDArray[np.float64] | None:
    """Return positions as an array (n, 2); heights are left out."""
    sizes = set(map(len, positions))
    if len(sizes) != 1 or not sizes <= {2, 3}:
        return None
    numbers = np.frombuffer(array("d", chain.from_iterable(positions)))  # refuses all but numbers, and true and false
    if ((numbers == 0) | (numbers == 1)).any() and not set(map(type, chain.from_iterable(positions))) <= NUMBERS:
        return None
    return np.ascontiguousarray(numbers.reshape(len(positions), -1)[:, :2])
