"""What a layer adapter may use of the view that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from data.store.station import Station
from data.town.model import Town
from data.town.views import Walls
from data.workspace import Workspace
from scene3d.scene import TownScene
from scene3d.workers import Workers

Floats = npt.NDArray[np.float64]

AT_WALL = 0.05  # metres from an outline that are not yet in the house


@dataclass
class Ground:
    """Where records stand in the town: heights of points, rows of buildings."""

    town: Town | None = None
    walls: Walls | None = None
    _tree: Any = field(default=None, repr=False)
    _rows: dict[int, int] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, town: Town) -> Ground:
        """Return the ground of a town."""
        rows = {int(id_): row for row, id_ in enumerate(town.buildings.ids)}
        return cls(town, Walls(town.buildings), shapely.STRtree(town.buildings.footprints), rows)

    def row_of(self, building: int | None) -> int:
        """Return a building's row, -1 where there is none."""
        return self._rows.get(building or 0, -1)

    def rows_of(self, buildings: Floats) -> npt.NDArray[np.int64]:
        """Return the rows of many buildings by their ids (nan for none), -1 where there is none."""
        if self.town is None or not len(self.town.buildings.ids):
            return np.full(len(buildings), -1, np.int64)
        ids = self.town.buildings.ids
        order = np.argsort(ids, kind="stable")
        wanted = np.nan_to_num(buildings, nan=-1).astype(np.int64)
        at = order[np.minimum(np.searchsorted(ids[order], wanted), len(ids) - 1)]
        return np.where(ids[at] == wanted, at, -1)

    def storeys(self, buildings: Floats, storeys: Floats) -> Floats:
        """Return the height in metres at which records stand whose building and storey are known, nan for the others.

        Storey 1 is on the ground, -1 the first below it; a record stands half a storey above its floor.
        """
        found = np.full(len(buildings), np.nan)
        known = np.flatnonzero(np.isfinite(storeys) & np.isfinite(buildings))
        rows = self.rows_of(buildings[known])
        known, rows = known[rows >= 0], rows[rows >= 0]
        if len(known) and self.town is not None:
            b, storey = self.town.buildings, storeys[known]
            found[known] = b.base[rows] + (np.where(storey > 0, storey - 1, storey) + 0.5) * b.storey_height[rows]
        return found

    @property
    def tallest(self) -> float:
        """The height of the highest roof in metres."""
        return float(self.town.buildings.height.max(initial=30.0)) if self.town is not None else 30.0

    def houses_under(self, points: npt.NDArray[np.object_]) -> npt.NDArray[np.int64]:
        """Return pairs (2, n): the number of a point and the row of a house that it lies in."""
        if self.town is None or not len(self.town.buildings.ids):
            return np.zeros((2, 0), np.int64)
        found: npt.NDArray[np.int64] = self._tree.query(points, predicate="within")
        return found

    def heights(self, east: Floats, north: Floats) -> Floats:
        """Return the height in metres on which a symbol stands: on the roof where the point is in a house, else the ground.

        What was set at the very wall stands before it: which side rounding puts it on shall not lift it to the roof.
        """
        up = np.full(len(east), 0.5)
        if self.town is None or not len(self.town.buildings.ids) or not len(east):
            return up
        points, houses = self._tree.query(shapely.points(east, north), predicate="within")
        walls = shapely.boundary(self.town.buildings.footprints[houses])
        inside = shapely.distance(shapely.points(east[points], north[points]), walls) > AT_WALL
        points, houses = points[inside], houses[inside]
        np.maximum.at(up, points, self.town.buildings.height[houses] + 0.8)
        return up


@dataclass(frozen=True)
class Host:
    """The view's side of a layer. ``redraw`` asks for a new overlay, ``render`` for a new picture of the scene too."""

    station: Station
    workspace: Workspace
    workers: Workers
    scene: TownScene
    ground: Callable[[], Ground]
    redraw: Callable[[], None]
    render: Callable[[], None]
