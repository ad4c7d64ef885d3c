"""Which building a part belongs to, and which buildings are drawn by their parts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from data.town.model import Floats, Geometries, Ints

# A building whose parts that stand on the ground cover this much of its footprint is drawn by them alone.
COVERED = 0.7
NEAR_GROUND = 3.5  # metres: a part that starts at or below the first floor stands on the ground


def link_parts(footprints: Geometries, parts: Geometries) -> Ints:
    """Return for each part the row of the building that it overlaps most, -1 where it touches none.

    Both are polygons in the same planar coordinates; areas are compared in their square.
    """
    linked = np.full(len(parts), -1, dtype=np.int32)
    if not len(parts) or not len(footprints):
        return linked
    part, building = shapely.STRtree(footprints).query(parts, predicate="intersects")
    overlap = shapely.area(shapely.intersection(parts[part], footprints[building]))
    order = np.lexsort((-building, overlap))  # the largest comes last and is what stays
    order = order[overlap[order] > 0]
    linked[part[order]] = building[order]
    return linked


def drawn_by_parts(footprints: Geometries, building: Ints, parts: Geometries, base: Floats) -> npt.NDArray[np.bool_]:
    """Tell for each building whether its parts cover it well enough to be drawn instead of it.

    Those that stand on the ground cover most of it, or all that hang above each other (a tower on legs) are as large.
    ``building`` is the row of each part's building (-1 none), ``base`` its bottom in metres above ground.
    """
    linked = building >= 0
    standing = linked & (base <= NEAR_GROUND)
    area, own = shapely.area(parts), np.maximum(shapely.area(footprints), 1e-9)
    on_ground = np.bincount(building[standing], weights=area[standing], minlength=len(footprints))
    stacked = np.bincount(building[linked], weights=area[linked], minlength=len(footprints))
    return np.asarray((on_ground >= COVERED * own) | (stacked >= own))
