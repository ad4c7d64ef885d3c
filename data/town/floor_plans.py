"""The floor plans of a building: what is drawn of each storey, and where it lies in the storey's outline."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.errors import BadInput
from data.query import Query, Where, equals
from data.store.station import Station

KIND = "floor_plan"
MOST = 40_000_000  # pixels of a plan that is shown; the import makes none so large
MOVED = {"turn": 0.0, "scale": 1.0, "east": 0.0, "north": 0.0}

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """A plan of a storey as the station keeps it: a PNG of ink, and how people moved it (degrees, factor, metres)."""

    storey: int
    picture: bytes
    turn: float = 0.0
    scale: float = 1.0
    east: float = 0.0
    north: float = 0.0

    def ink(self) -> npt.NDArray[np.uint8] | None:
        """Return how dark the plan is (h, w), row 0 at its foot; None where the picture cannot be read."""
        from data.isolated.pictures import pixels_of  # the station file may be anybody's

        try:
            return np.ascontiguousarray(pixels_of(self.picture, ("PNG",), mode="L", most=MOST)[::-1])
        except BadInput:
            return None


def floor_plans(station: Station, building: int) -> tuple[FloorPlan, ...]:
    """Return the plans of a building's storeys."""
    found = []
    for record in station.read(equals(KIND, building=building)):
        where = (Where("record_kind", "is", KIND), Where("record", "is", record.id), Where("digest", "is", record["digest"]))
        file = station.first(Query("attachment", where))
        if file is not None:
            moved = {name: float(record[name] or usual) for name, usual in MOVED.items()}
            found.append(FloorPlan(int(record["storey"]), station.content(file.id), **moved))
    return tuple(found)


def laid(plan: FloorPlan, size: tuple[int, int], outline: BaseGeometry) -> Floats:
    """Return where the corners of a plan lie (4, 2), from its lower left counter-clockwise, in local metres.

    Fitted to the rectangle around the outline: long side along long side, upright as far as the building's turn allows, then as
    people moved it. ``size`` is the picture's width and height.
    """
    ring = shapely.get_coordinates(shapely.oriented_envelope(outline))
    sides = np.diff(ring[:3], axis=0)
    lengths = np.hypot(*sides.T)
    middle = (ring[0] + ring[2]) / 2
    wide = size[0] >= size[1]
    long = sides[int(np.argmax(lengths))] / max(float(lengths.max()), 1e-9)
    right = long if wide else np.array((long[1], -long[0]))
    right = _upright(right)
    angle = np.radians(plan.turn)
    turned = np.array((right[0] * np.cos(angle) + right[1] * np.sin(angle), -right[0] * np.sin(angle) + right[1] * np.cos(angle)))
    room = (lengths.max(), lengths.min()) if wide else (lengths.min(), lengths.max())
    each = min(room[0] / size[0], room[1] / size[1]) * plan.scale
    a, b = turned * size[0] * each / 2, np.array((-turned[1], turned[0])) * size[1] * each / 2
    middle = middle + np.array((plan.east, plan.north))
    return np.array([middle - a - b, middle + a - b, middle + a + b, middle - a + b])


def _upright(right: Floats) -> Floats:
    """Return a direction or the one against it: that in which what is drawn stands more or less upright on a map with north up."""
    up = (-right[1], right[0])
    return right if up[1] > -1e-9 else -right
