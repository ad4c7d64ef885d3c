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

    def heights(self, east: Floats, north: Floats) -> Floats:
        """Return the height in metres on which a symbol stands: on the roof where the point is in a house, else the ground."""
        up = np.full(len(east), 0.5)
        if self.town is None or not len(self.town.buildings.ids) or not len(east):
            return up
        points, houses = self._tree.query(shapely.points(east, north), predicate="within")
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
