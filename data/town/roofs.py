"""Roofs that are not flat: which shape the records tell, and how high they rise where nobody measured it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from data.town.model import Floats, Geometries, Roof
from data.town.wings import wings

PITCHED = ("gabled", "hipped", "pyramidal", "skillion", "gambrel", "mansard", "round", "dome")
MOST = 8000  # roofs that are drawn pitched; the largest of more
USUAL_PITCH, LEAN_TO = 27.0, 10.0  # degrees: what tiles lie on, and sheets
STEEP = ("mansard", "gambrel", "dome")  # rise as much as half their width
LEAST, LARGEST_SHARE = 0.6, 0.6  # metres; of the building's height
NEARLY_UPRIGHT, NEARLY_LEVEL = 0.09, 0.985  # cosines of 85 and 10 degrees: the slopes of roofs lie between
LEAST_FACE = 1.0  # square metres; smaller faces tell nothing


@dataclass(frozen=True, slots=True)
class RoofColumns:
    """What the records say of roofs: shapes, metres of rise and bearings in degrees, None where they say nothing."""

    shape: Sequence[str | None]
    height: Sequence[float | None]
    bearing: Sequence[float | None]

    @classmethod
    def of(cls, columns: Mapping[str, Sequence[Any]]) -> RoofColumns:
        """Take the columns of buildings or building parts."""
        return cls(columns["roof_shape"], columns["roof_height"], columns["roof_bearing"])


def pitched_roofs(columns: RoofColumns, footprints: Geometries, base: Floats, top: Floats) -> dict[int, Roof]:
    """Return the roofs that are not flat, by row; ``base`` and ``top`` are metres above ground, the roof within them."""
    rows = [row for row, shape in enumerate(columns.shape) if shape in PITCHED]
    if len(rows) > MOST:
        area = shapely.area(footprints[rows])
        rows = sorted(rows[i] for i in np.argsort(-area, kind="stable")[:MOST])
    found = {}
    for row in rows:
        whole = float(top[row] - base[row])
        rise = columns.height[row] or usual_rise(str(columns.shape[row]), footprints[row])
        found[row] = Roof(str(columns.shape[row]), min(max(float(rise), LEAST), whole * LARGEST_SHARE), columns.bearing[row])
    return found


def model_rise(model: shapely.Geometry) -> float:
    """Return metres that the roof of a building's own model (faces with heights) rises over its eaves; 0 where it is flat.

    What slopes is roof: faces between a tenth of level and nearly upright. The lowest point of these is where the walls end.
    """
    low, high = math.inf, -math.inf
    for face in shapely.get_parts(model):
        ring = shapely.get_coordinates(face.exterior, include_z=True)
        high = max(high, float(ring[:, 2].max()))
        normal = np.cross(ring[:-1] - ring[0], ring[1:] - ring[0]).sum(axis=0)
        size = float(np.linalg.norm(normal))
        if size / 2 >= LEAST_FACE and NEARLY_UPRIGHT < abs(normal[2]) / size < NEARLY_LEVEL:
            low = min(low, float(ring[:, 2].min()))
    return high - low if math.isfinite(low) and high - low >= LEAST else 0.0


def usual_rise(shape: str, footprint: shapely.Geometry) -> float:
    """Return metres that a roof of a shape usually rises over a footprint."""
    polygon = max(shapely.get_parts(footprint), key=shapely.area)
    width = max((_width(wing) for wing, _ in wings(polygon)), default=0.0)
    if not width:
        return LEAST
    if shape in STEEP:
        return width / 2 if shape == "dome" else width * 0.35
    run = width if shape == "skillion" else width / 2
    return run * math.tan(math.radians(LEAN_TO if shape == "skillion" else USUAL_PITCH))


def _width(of: shapely.Geometry) -> float:
    ring = shapely.get_coordinates(shapely.oriented_envelope(of))
    return float(np.linalg.norm(np.diff(ring[:3], axis=0), axis=1).min()) if len(ring) >= 4 else 0.0
