"""What the pointer is caught by on one map: the town, the shapes of its layers, and the tool's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from scene3d.camera import Projection
from scene3d.layers.areas import AreaLayer, Shapes
from scene3d.tools.snap import CORNER, LEVEL, Snapper
from scene3d.tools.spot import Snap

if TYPE_CHECKING:
    from scene3d.view import MapView

Floats = npt.NDArray[np.float64]

MOST = 40  # shapes of layers looked at


class Caught:
    """Made ready in the background; until then nothing catches."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.snapper: Snapper | None = None
        self._trees: dict[str, tuple[Shapes, shapely.STRtree]] = {}

    def prepare(self) -> None:
        """Sort the town's edges by place, unless that is done."""
        town = self._view.town
        if self.snapper is None and town is not None:
            self._view.workers.run("snapper", lambda: Snapper(town), self._take)

    def forget(self) -> None:
        """The town is another."""
        self.snapper = None

    def _take(self, snapper: Snapper) -> None:
        self.snapper = snapper

    def snap(self, projection: Projection, x: float, y: float, near: Floats, row: int, own: Sequence[Floats],
             up: float = 0.0) -> Snap | None:  # fmt: skip
        """Return what catches the pointer at a pixel, whose place is ``near``; ``up`` is the height of a roof that is worked on."""
        if self.snapper is None:
            return None
        reach = CORNER * projection.metres_per_pixel() * 2
        return self.snapper.snap(projection, x, y, near, row=row, up=up, more=[*own, *self._layers(near, reach, up)])

    def _layers(self, near: Floats, reach: float, up: float) -> Iterator[Floats]:
        """Yield the lines of areas and lines that layers show near a place, where they lie; of a roof only those on it."""
        here = shapely.box(near[0] - reach, near[1] - reach, near[0] + reach, near[1] + reach)
        for layer in self._view.layers.layers.values():
            if not isinstance(layer, AreaLayer) or not layer.visible or not len(layer.found.shapes):
                continue
            for number in self._tree(layer).query(here)[:MOST]:
                lies = float(np.nan_to_num(layer.found.roofs[number]))
                if not up or abs(lies - up) < LEVEL:
                    yield from _lines_of(layer.found.shapes[number], up or lies)

    def _tree(self, layer: AreaLayer) -> shapely.STRtree:
        known = self._trees.get(layer.kind.name)
        if known is None or known[0] is not layer.found:
            known = self._trees[layer.kind.name] = layer.found, shapely.STRtree(layer.found.shapes)
        return known[1]


def _lines_of(shape: BaseGeometry, up: float) -> Iterator[Floats]:
    for part in shapely.get_parts(shape):
        line = shapely.boundary(part) if shapely.get_dimensions(part) == 2 else part
        for piece in shapely.get_parts(line):
            flat = shapely.get_coordinates(piece)
            yield np.column_stack([flat, np.full(len(flat), up)])
