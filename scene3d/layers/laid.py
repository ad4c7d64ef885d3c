"""Areas and lines as they lie: soft fills with clear rims, and lines; on the ground, or on the roof they were drawn on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry
from vtkmodules.vtkRenderingCore import vtkActor

from scene3d.actors import mesh_actor
from scene3d.layers.host import Ground
from scene3d.meshes.mesh import Mesh, join, nothing
from scene3d.meshes.prisms import explode, level
from scene3d.opening import coloured_lines
from scene3d.scene import OVER_LAYER

Floats = npt.NDArray[np.float64]
Shapes = npt.NDArray[np.object_]

FILL, RIM = 26, 190  # opacity 0..255
ABOVE = 0.5  # of what lies flat, or metres on a roof: the rim over its own fill
ON_ROOF = 0.9  # of a shape lies within one house: it was drawn on its roof
CLEAR = 0.4  # metres over a roof
WIDE = 3.2  # pixels of a rim or a line, from near and from afar


@dataclass(frozen=True, slots=True)
class Laid:
    """What is drawn of shapes at one height: their fills, and their rims and lines (n, 2, 3) with a colour each (n, 4) 0..255."""

    fills: Mesh = field(default_factory=nothing)
    lines: Floats = field(default_factory=lambda: np.zeros((0, 2, 3)))
    colours: Floats = field(default_factory=lambda: np.zeros((0, 4)))

    def actors(self) -> list[vtkActor]:
        """Return what shows it: two actors at most, however many shapes there are."""
        drawn = [] if self.fills.empty else [mesh_actor(self.fills)]
        return [*drawn, coloured_lines(self.lines, self.colours, WIDE)] if len(self.lines) else drawn


NOTHING = Laid()


def roofs_under(shapes: Shapes, ground: Ground) -> Floats:
    """Return the height in metres of the roof that each shape was drawn on; nan for what lies on the ground."""
    found = np.full(len(shapes), np.nan)
    town = ground.town
    if town is None or not len(town.buildings.ids):
        return found
    real = np.array([shape is not None and not shape.is_empty for shape in shapes], bool)
    numbers = np.flatnonzero(real)
    of, rows = ground.houses_under(shapely.point_on_surface(shapes[numbers]))
    for number, row in zip(numbers[of].tolist(), rows.tolist(), strict=True):
        if _share(shapes[number], town.buildings.footprints[row]) >= ON_ROOF:
            found[number] = np.fmax(found[number], float(town.buildings.height[row]))
    return found


def _share(shape: BaseGeometry, house: BaseGeometry) -> float:
    """Return how much of a shape lies within a house: of its area, of its length, or of its points."""
    if house.covers(shape):
        return 1.0
    measure: Callable[[BaseGeometry], float] = (lambda s: float(s.area)) if shape.area else (lambda s: float(s.length))
    whole = measure(shape)
    return measure(shape.intersection(house)) / whole if whole else 0.0


def lay(shapes: Shapes, colours: list[Floats], opacity: float, heights: Floats) -> tuple[Laid, Laid]:
    """Return what is drawn of shapes on the ground, and on roofs of these heights (nan: none)."""
    up = np.flatnonzero(np.isfinite(heights))
    down = np.flatnonzero(~np.isfinite(heights))
    flat = np.full(len(down), float(OVER_LAYER))
    return (_laid(shapes[down], [colours[n] for n in down], opacity, flat),
            _laid(shapes[up], [colours[n] for n in up], opacity, heights[up] + CLEAR))  # fmt: skip


def _laid(shapes: Shapes, colours: list[Floats], opacity: float, heights: Floats) -> Laid:
    fills: list[Mesh] = []
    lines, paint = [NOTHING.lines], [NOTHING.colours]
    for shape, own, height in zip(shapes, colours, heights.tolist(), strict=True):
        if shapely.get_dimensions(shape) == 2:
            fills.append(_fill(shape, own, FILL * opacity, height))
        lines.append(_segments(shape, height + ABOVE))
        paint.append(np.tile(np.r_[own, RIM * opacity], (len(lines[-1]), 1)))
    return Laid(join(fills), np.concatenate(lines), np.concatenate(paint))


def _fill(shape: BaseGeometry, colour: Floats, alpha: float, height: float) -> Mesh:
    polygons, _ = explode(np.array([shape], object))
    n = len(polygons)
    return level(polygons, np.full(n, height), np.tile(np.r_[colour, alpha], (n, 1)), np.full(n, -1, np.int32))


def _segments(shape: BaseGeometry, height: float) -> Floats:
    """Return the edges (n, 2, 3) of a shape: its rims, or itself where it is a line; points have none."""
    runs = shapely.get_parts(shape.boundary if shapely.get_dimensions(shape) == 2 else shape)
    found = [np.zeros((0, 2, 3))]
    for run in (r for r in runs if r.geom_type in ("LineString", "LinearRing")):
        at = np.column_stack([shapely.get_coordinates(run), np.full(shapely.get_num_coordinates(run), height)])
        found.append(np.stack([at[:-1], at[1:]], axis=1))
    return np.concatenate(found)
