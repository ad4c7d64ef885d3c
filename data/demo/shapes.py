"""Footprints as Chinese towns have them, in metres around the origin: long axis east, stairs to the north."""

from __future__ import annotations

import math

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Polygon, box


def rectangle(length: float, depth: float) -> Polygon:
    """Return a plain block."""
    return box(-length / 2, -depth / 2, length / 2, depth / 2)


def slab(length: float, depth: float, units: int, *, balconies: bool = True) -> Polygon:
    """Return a slab block: one stairwell bump to the north and two balcony bays to the south for each unit."""
    step = length / units
    parts = [rectangle(length, depth)]
    for i in range(units):
        x = -length / 2 + step * (i + 0.5)
        parts.append(box(x - 1.5, depth / 2 - 0.5, x + 1.5, depth / 2 + 1.3))
        if balconies:
            for side in (-0.25, 0.25):
                parts.append(box(x + side * step - 2.1, -depth / 2 - 1.2, x + side * step + 2.1, -depth / 2 + 0.5))
    return _whole(parts)


def cross_tower(width: float, depth: float, notch: float = 3.6) -> Polygon:
    """Return a tower whose four flats meet at the core, with light slots cut into every side."""
    slots = [
        box(-notch, -depth, notch, -depth / 2 + 4.5),
        box(-notch * 0.7, depth / 2 - 3.0, notch * 0.7, depth),
        box(-width, -1.8, -width / 2 + 2.6, 1.8),
        box(width / 2 - 2.6, -1.8, width, 1.8),
    ]
    return _one(rectangle(width, depth).difference(shapely.union_all(slots)))


def y_tower(reach: float, wing: float) -> Polygon:
    """Return a tower of three wings, one to the north and two to the south-east and south-west."""
    arm = box(-wing / 2, 0, wing / 2, reach)
    return _whole([affinity.rotate(arm, a, origin=(0, 0)) for a in (0, 120, 240)])


def butterfly_tower(width: float, depth: float) -> Polygon:
    """Return a tower of two wings swung back from a core, as point blocks of the 2000s are."""
    wing = rectangle(width / 2, depth * 0.8)
    left = affinity.rotate(affinity.translate(wing, -width / 4, 0), -16, origin=(0, 0))
    right = affinity.rotate(affinity.translate(wing, width / 4, 0), 16, origin=(0, 0))
    return _whole([left, right, box(-5, -depth * 0.3, 5, depth * 0.62)])


def l_shape(length: float, depth: float, wing: float, thick: float) -> Polygon:
    """Return an L: a bar with a wing going south from its west end."""
    bar = box(-length / 2, 0, length / 2, depth)
    return _whole([bar, box(-length / 2, -wing, -length / 2 + thick, depth)])


def u_shape(length: float, depth: float, wing: float, thick: float) -> Polygon:
    """Return a U that opens to the south."""
    ends = [box(-length / 2, -wing, -length / 2 + thick, depth), box(length / 2 - thick, -wing, length / 2, depth)]
    return _whole([box(-length / 2, 0, length / 2, depth), *ends])


def hall(length: float, depth: float) -> Polygon:
    """Return a market hall with porches on both long sides."""
    porch = box(-length * 0.12, -depth / 2 - 3, length * 0.12, depth / 2 + 3)
    side = box(-length / 2 - 2.5, -depth * 0.18, length / 2 + 2.5, depth * 0.18)
    return _whole([rectangle(length, depth), porch, side])


def chamfered(length: float, depth: float, cut: float) -> Polygon:
    """Return a block with its south-west corner cut, as corner buildings at crossings have it."""
    x, y = length / 2, depth / 2
    return Polygon([(-x + cut, -y), (x, -y), (x, y), (-x, y), (-x, -y + cut)])


def stadium(straight: float, radius: float) -> Polygon:
    """Return the oval of a running track: two straights and two half circles."""
    turn = np.linspace(-math.pi / 2, math.pi / 2, 17)
    right = [(straight / 2 + radius * math.cos(a), radius * math.sin(a)) for a in turn]
    left = [(-straight / 2 - radius * math.cos(a), -radius * math.sin(a)) for a in turn]
    return Polygon(right + left)


def blob(radius_x: float, radius_y: float, wobble: float, phase: float) -> Polygon:
    """Return a soft closed shore line, for ponds and lawns."""
    a = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    r = 1 + wobble * np.sin(2 * a + phase) + wobble * 0.6 * np.sin(3 * a - phase)
    return Polygon(np.column_stack([radius_x * r * np.cos(a), radius_y * r * np.sin(a)]))


def _whole(parts: list[Polygon]) -> Polygon:
    return _one(shapely.union_all(parts))


def _one(shape: shapely.Geometry) -> Polygon:
    """Return the largest polygon around the middle of its bounds, with points on straight walls dropped."""
    largest = shapely.simplify(max(shapely.get_parts(shape), key=lambda p: float(p.area)), 0.01)
    west, south, east, north = largest.bounds
    return Polygon(affinity.translate(largest, -(west + east) / 2, -(south + north) / 2))
