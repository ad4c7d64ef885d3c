"""Walking through the town at eye height: where one may stand, how walls are slid along, and what is seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, cos, hypot, pi, radians, sin

import numpy as np
import numpy.typing as npt
import shapely

from data.town.model import Town
from scene3d.camera import LOWEST_EYE, Eye

Floats = npt.NDArray[np.float64]
Extent = tuple[float, float, float, float]

EYE = LOWEST_EYE  # metres above the ground
BODY = 0.9  # metres that one keeps from walls; nearer, the picture would look through them
HEAD = 2.2  # metres: what hangs higher is walked under, such as a passage
AHEAD = 10.0  # metres to the point looked at
PACE = 4.5  # metres a second
RUN = 3.0  # times as fast
LOOK_UP, LOOK_DOWN = -55.0, 60.0  # degrees below the horizon
EDGE = 30.0  # metres beyond the town's extent


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one stands (local metres) and looks (degrees: compass, and below the horizon)."""

    east: float
    north: float
    bearing: float = 0.0
    pitch: float = 0.0

    def turned(self, right: float, down: float) -> Stand:
        """Return the stand with the head turned by degrees."""
        pitch = float(np.clip(self.pitch + down, LOOK_UP, LOOK_DOWN))
        return replace(self, bearing=(self.bearing + right) % 360.0, pitch=pitch)

    @property
    def eye(self) -> Eye:
        """What is seen from there."""
        b, p = radians(self.bearing), radians(self.pitch)
        flat = AHEAD * cos(p)
        return Eye(self.east + sin(b) * flat, self.north + cos(b) * flat, EYE - AHEAD * sin(p), AHEAD, self.bearing, self.pitch)


class Streets:
    """The ground that one can walk on: everywhere but through walls."""

    def __init__(self, town: Town) -> None:
        buildings = town.buildings
        solid = (buildings.base < HEAD) & (buildings.height > 0.4)
        self.walls = buildings.footprints[solid]
        self._tree = shapely.STRtree(self.walls)
        west, south, east, north = town.extent
        self._extent: Extent = (west - EDGE, south - EDGE, east + EDGE, north + EDGE)

    def free(self, east: float, north: float) -> bool:
        """Whether one can stand there."""
        west, south, far, high = self._extent
        inside = west <= east <= far and south <= north <= high
        return inside and not len(self._tree.query(shapely.Point(east, north), predicate="dwithin", distance=BODY))

    def near(self, east: float, north: float, reach: float) -> npt.NDArray[np.object_]:
        """Return the footprints within reach (metres)."""
        found = self.walls[self._tree.query(shapely.Point(east, north), predicate="dwithin", distance=reach)]
        return np.asarray(found, dtype=object)

    def step_in(self, east: float, north: float) -> tuple[float, float]:
        """Return the nearest place where one can stand, found in rings around a point."""
        if self.free(east, north):
            return east, north
        for ring in range(1, 200):
            for turn in range(8 + 2 * ring):
                angle = 2 * pi * turn / (8 + 2 * ring)
                x, y = east + ring * 1.5 * sin(angle), north + ring * 1.5 * cos(angle)
                if self.free(x, y):
                    return x, y
        return east, north

    def walk(self, stand: Stand, right: float, forward: float) -> Stand:
        """Return where one comes by so many metres to the right and forward; walls are slid along and never passed."""
        b = radians(stand.bearing)
        east, north = sin(b) * forward + cos(b) * right, cos(b) * forward - sin(b) * right
        pieces = max(ceil(hypot(east, north) / (BODY / 2)), 1)  # short enough that nothing is stepped over
        for _ in range(pieces):
            stand = self._step(stand, east / pieces, north / pieces)
        return stand

    def _step(self, stand: Stand, east: float, north: float) -> Stand:
        for by_east, by_north in ((east, north), self._along(stand, east, north)):
            x, y = stand.east + by_east, stand.north + by_north
            if (by_east or by_north) and self.free(x, y):
                return replace(stand, east=x, north=y)
        return stand

    def _along(self, stand: Stand, east: float, north: float) -> tuple[float, float]:
        """Return the part of a step that goes along the nearest wall, and a little off it."""
        here = shapely.Point(stand.east, stand.north)
        near = self._tree.query(here, predicate="dwithin", distance=BODY + hypot(east, north))
        if not len(near):
            return 0.0, 0.0
        wall = self.walls[near[np.argmin(shapely.distance(self.walls[near], here))]]
        touch = shapely.get_point(shapely.shortest_line(wall, here), 0)
        away = np.array([stand.east - touch.x, stand.north - touch.y])
        long = float(np.hypot(*away))
        if long < 1e-6:
            return 0.0, 0.0
        away /= long
        into = min(float(np.array([east, north]) @ away), 0.0)
        off = max(BODY - long, 0.0) + 1e-3
        return east - into * float(away[0]) + float(away[0]) * off, north - into * float(away[1]) + float(away[1]) * off
