"""Layers of areas and lines: beats with a soft fill and a clear edge, lines as ribbons on the ground."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.insight.layers import layer_query
from scene3d.actors import mesh_actor
from scene3d.layers.base import LARGEST, Layer
from scene3d.light import rgb
from scene3d.mesh import Mesh, join
from scene3d.mesh_prisms import explode, level
from scene3d.overlay.items import Label
from scene3d.scene import OVER_LAYER

Floats = npt.NDArray[np.float64]

# Neighbouring beats differ a little, the layer's own colour first.
SHIFTS = (np.zeros(3), np.array([40, 12, -38]), np.array([-30, 36, 10]), np.array([22, -14, 44]))
EDGE = 2.2  # metres
FILL, RIM = 26, 190  # opacity 0..255


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes in local metres with their names."""

    ids: tuple[int, ...]
    shapes: npt.NDArray[np.object_]
    names: tuple[str, ...]
    cut: bool = False  # there are more than these


class AreaLayer(Layer):
    """Polygons and lines lying on the ground."""

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self.found = Shapes((), np.zeros(0, object), ())
        self._labels: tuple[Label, ...] = ()

    def work(self) -> Callable[[], tuple[Shapes, Mesh]]:
        """Read the shapes and build their meshes."""
        station, kind, state = self.host.station, self.kind, self.state
        query = layer_query(kind, state, self.host.workspace.period)
        named = replace(query, fields=("geometry", *kind.fields), limit=LARGEST + 1)
        colour, opacity = rgb(self.colour)[:3], state.opacity

        def read() -> tuple[Shapes, Mesh]:
            found = station.read(named)
            records = [r for r in found[:LARGEST] if r["geometry"] is not None]
            shapes = np.empty(len(records), object)
            shapes[:] = [station.frame.geometry_to_local(r["geometry"]) for r in records]
            titles = tuple(station.title(r) for r in records)
            drawn = Shapes(tuple(r.id for r in records), shapes, titles, len(found) > LARGEST)
            return drawn, area_mesh(shapes, colour, opacity)

        return read

    def show(self, found: Any) -> None:
        """Lay the mesh on the ground and write the names."""
        if not found:
            self.found, self._labels = Shapes((), np.zeros(0, object), ()), ()
            self.host.scene.take(self._topic)
            self.host.render()
            return
        self.found, of = found
        self.tell_cut(self.found.cut, len(self.found.ids))
        self.host.scene.put(self._topic, [] if of.empty else [mesh_actor(of)])
        self._labels = tuple(
            Label(name, "area", _middle(shape), 55.0)
            for name, shape in zip(self.found.names, self.found.shapes, strict=True)
            if name and shapely.get_dimensions(shape) == 2
        )
        self.host.render()

    def labels(self) -> tuple[Label, ...]:
        """Return the names of the areas."""
        return self._labels if self.visible else ()


def _middle(shape: BaseGeometry) -> Floats:
    x, y = shapely.get_coordinates(shapely.point_on_surface(shape))[0]
    centre = shape.centroid
    if shape.contains(centre):
        x, y = centre.x, centre.y
    return np.array([[x, y, 1.0]])


def area_mesh(shapes: npt.NDArray[np.object_], colour: Floats, opacity: float) -> Mesh:
    """Return soft fills with clear rims; lines become ribbons."""
    parts = []
    for number, shape in enumerate(shapes):
        own = np.clip(colour + SHIFTS[number % len(SHIFTS)], 0, 255)
        flat = shapely.get_dimensions(shape) == 2
        area = shape if flat else shape.buffer(EDGE, cap_style="round")
        rim = shapely.difference(area, area.buffer(-EDGE)) if flat else area
        for piece, alpha in ((area, FILL if flat else 0), (rim, RIM)):
            if alpha:
                polygons, _ = explode(np.array([piece], object))
                n = len(polygons)
                paint = np.tile(np.r_[own, alpha * opacity], (n, 1))
                parts.append(
                    level(polygons, np.full(n, OVER_LAYER + (0.5 if alpha == RIM else 0.0)), paint, np.full(n, -1, np.int32))
                )
    return join(parts)
