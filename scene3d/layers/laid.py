"""Areas and lines as they lie: soft fills, clear rims, ribbons or fine lines; on the ground, or on the roof they were drawn on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry
from vtkmodules.vtkRenderingCore import vtkActor

from scene3d.actors import mesh_actor
from scene3d.layers.host import Ground
from scene3d.meshes.mesh import Mesh, join, nothing
from scene3d.meshes.prisms import explode, level
from scene3d.opening import line_actor
from scene3d.scene import OVER_LAYER

Floats = npt.NDArray[np.float64]
Shapes = npt.NDArray[np.object_]

EDGE = 3.2  # metres: seen from the overview too
FILL, RIM = 26, 190  # opacity 0..255
ABOVE = 0.5  # of what lies flat, or metres on a roof: the rim over its own fill
ON_ROOF = 0.9  # of a shape lies within one house: it was drawn on its roof
CLEAR = 0.4  # metres over a roof
FINE = 3.2  # pixels, however near the eye


@dataclass(frozen=True, slots=True)
class Lines:
    """Segments (n, 2, 3) that are drawn as wide from near as from afar, with their colour (3,) 0..255 and opacity."""

    segments: Floats
    colour: Floats
    opacity: float


@dataclass(frozen=True, slots=True)
class Laid:
    """What is drawn of shapes at one height: a mesh, and lines."""

    mesh: Mesh
    lines: tuple[Lines, ...] = ()

    def actors(self) -> list[vtkActor]:
        """Return what shows it."""
        drawn = [] if self.mesh.empty else [mesh_actor(self.mesh)]
        return [*drawn, *(line_actor(of.segments, of.colour, FINE, opacity=of.opacity) for of in self.lines)]


NOTHING = Laid(nothing())


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


def lay(shapes: Shapes, colours: list[Floats], opacity: float, heights: Floats, *, fine: bool) -> tuple[Laid, Laid]:
    """Return what is drawn of shapes on the ground, and on roofs of these heights (nan: none); ``fine``: lines of few pixels."""
    up = np.flatnonzero(np.isfinite(heights))
    down = np.flatnonzero(~np.isfinite(heights))
    flat = np.full(len(down), float(OVER_LAYER))
    return (_laid(shapes[down], [colours[n] for n in down], opacity, flat, fine=fine),
            _laid(shapes[up], [colours[n] for n in up], opacity, heights[up] + CLEAR, fine=fine))  # fmt: skip


def _laid(shapes: Shapes, colours: list[Floats], opacity: float, heights: Floats, *, fine: bool) -> Laid:
    parts: list[Mesh] = []
    lines: dict[tuple[float, ...], list[Floats]] = {}
    for shape, own, height in zip(shapes, colours, heights.tolist(), strict=True):
        flat = shapely.get_dimensions(shape) == 2
        if flat:
            parts.append(_piece(shape, own, FILL * opacity, height))
        if fine:
            lines.setdefault(tuple(own.tolist()), []).append(_segments(shape, height + ABOVE))
        else:
            area = shape if flat else shape.buffer(EDGE, cap_style="round")
            parts.append(_piece(shapely.difference(area, area.buffer(-EDGE)) if flat else area, own, RIM * opacity, height + ABOVE))
    drawn = tuple(Lines(np.concatenate(of), np.array(colour), opacity * RIM / 255) for colour, of in lines.items())
    return Laid(join(parts), tuple(of for of in drawn if len(of.segments)))


def _piece(shape: BaseGeometry, colour: Floats, alpha: float, height: float) -> Mesh:
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
