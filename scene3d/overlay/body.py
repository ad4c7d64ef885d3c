"""The chosen building on the screen: no other name is written on it."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from scene3d.camera import Projection
from scene3d.overlay.items import Outline
from scene3d.overlay.silhouette import silhouette


class Body:
    """What the chosen building covers of the screen, nothing without one."""

    def __init__(self, projection: Projection, outline: Outline | None) -> None:
        self.shape: BaseGeometry | None = None
        self._bounds = (0.0, 0.0, -1.0, -1.0)
        if outline is not None:
            self.shape = shapely.union_all([shapely.Polygon(ring) for ring in silhouette(projection, outline)])
            shapely.prepare(self.shape)
            self._bounds = self.shape.bounds if not self.shape.is_empty else self._bounds

    def holds(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Whether a box touches it."""
        a, b, c, d = self._bounds
        if self.shape is None or x1 < a or x0 > c or y1 < b or y0 > d:
            return False
        return bool(shapely.intersects(self.shape, shapely.box(x0, y0, x1, y1)))
