"""A house with wings as rectangles, so that each wing can have a roof of its own that runs into that of its neighbour."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import shapely
from shapely import affinity

Floats = npt.NDArray[np.float64]

FILLS = 0.93  # of its rectangle: what fills more of it has no wings
SQUARE = np.radians(12)  # how far from a right angle the walls of a wing may be
MOST = 20  # corners; what has more is no house with wings
NARROW = 0.8  # metres; a thinner strip is a step in the wall and no wing
TOUCH = 0.05  # metres


def wings(polygon: shapely.Polygon) -> list[tuple[shapely.Polygon, float]]:
    """Return the rectangles of a right-angled house, grown into each other, with each one's width; itself where it has no wings."""
    ring = shapely.get_coordinates(shapely.oriented_envelope(polygon))
    whole = [(polygon, 1.0)]
    if len(ring) < 4 or polygon.interiors or len(polygon.exterior.coords) > MOST:
        return whole
    side = ring[1] - ring[0]
    turn = float(np.arctan2(side[1], side[0]))
    lying = affinity.rotate(polygon, -turn, origin=(0, 0), use_radians=True)
    west, south, east, north = lying.bounds
    if polygon.area > FILLS * (east - west) * (north - south) or not _right_angled(lying):
        return whole
    boxes = _slabs(lying)
    if len(boxes) < 2:
        return whole
    grown = [_grown(box, [b for b in boxes if b is not box]) for box in boxes]
    widths = np.array([min(b[2] - b[0], b[3] - b[1]) for b in boxes])
    shapes = [affinity.rotate(shapely.box(*box), turn, origin=(0, 0), use_radians=True) for box in grown]
    return list(zip(shapes, (widths / widths.max()).tolist(), strict=True))


def _right_angled(lying: shapely.Polygon) -> bool:
    run = np.diff(shapely.get_coordinates(lying), axis=0)
    long = run[np.hypot(*run.T) > NARROW]
    off = np.arctan2(np.abs(long).min(axis=1), np.abs(long).max(axis=1))
    return bool((off < SQUARE).all())


def _slabs(lying: shapely.Polygon) -> list[tuple[float, float, float, float]]:
    """Cut across at every corner and join slabs of the same breadth."""
    west, south, east, north = lying.bounds
    cuts = np.unique(np.round(shapely.get_coordinates(lying)[:, 0], 1))
    kept = [west, *(c for c in cuts if west + NARROW < c < east - NARROW), east]
    found: list[tuple[float, float, float, float]] = []
    for left, right in itertools.pairwise(kept):
        if right - left < NARROW:
            continue
        middle = shapely.LineString([((left + right) / 2, south - 1), ((left + right) / 2, north + 1)])
        for piece in shapely.get_parts(lying.intersection(middle)):
            _, low, _, high = piece.bounds
            same = next((b for b in found if max(abs(b[2] - left), abs(b[1] - low), abs(b[3] - high)) < NARROW), None)
            if same is not None:
                found.remove(same)
                found.append((same[0], min(low, same[1]), right, max(high, same[3])))
            elif high - low > NARROW:
                found.append((left, low, right, high))
    return found


def _grown(box: tuple[float, float, float, float],
           others: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:  # fmt: skip
    """Let a wing run on to the middle of the neighbour that it ends at."""
    axis = 0 if box[2] - box[0] >= box[3] - box[1] else 1
    found = list(box)
    across = 1 - axis
    for other in others:
        if min(box[across + 2], other[across + 2]) - max(box[across], other[across]) < NARROW:
            continue
        half = (other[axis + 2] - other[axis]) / 2
        if abs(other[axis + 2] - box[axis]) < TOUCH + 0.1:
            found[axis] = box[axis] - half
        if abs(other[axis] - box[axis + 2]) < TOUCH + 0.1:
            found[axis + 2] = box[axis + 2] + half
    return found[0], found[1], found[2], found[3]
