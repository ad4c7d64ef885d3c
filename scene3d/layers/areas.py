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
from data.insight.tracks import LASTING, shown_in
from data.kinds import Kind
from data.kinds.values import show
from data.layers import StyleClass
from data.layers.columns import column_of
from data.records import Record
from data.store.station import Station
from data.workspace import LayerState, Period
from scene3d.actors import mesh_actor
from scene3d.layers.base import LARGEST, Layer
from scene3d.light import rgb
from scene3d.meshes.mesh import Mesh, join
from scene3d.meshes.prisms import explode, level
from scene3d.overlay.items import Label
from scene3d.scene import OVER_LAYER

Floats = npt.NDArray[np.float64]

# Neighbouring beats differ a little, the layer's own colour first.
SHIFTS = (np.zeros(3), np.array([40, 12, -38]), np.array([-30, 36, 10]), np.array([22, -14, 44]))
EDGE = 3.2  # metres: seen from the overview too
FILL, RIM = 26, 190  # opacity 0..255


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes in local metres with their names."""

    ids: tuple[int, ...]
    shapes: npt.NDArray[np.object_]
    names: tuple[str, ...]
    cut: bool = False  # there are more than these
    looks: tuple[StyleClass, ...] = ()  # how each is shown by the layer's rule; none without one


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
        period, dressed, theme = self.host.workspace.period, type(self).dressed, self.host.workspace.theme

        def read() -> tuple[Shapes, Mesh]:
            found = station.read(named)
            records = [r for r in found[:LARGEST] if r["geometry"] is not None]
            if kind.name in LASTING:
                records = shown_in(records, period)
            shapes = np.empty(len(records), object)
            shapes[:] = [station.frame.geometry_to_local(r["geometry"]) for r in records]
            number = classes_of(kind, state, records)
            kept = [n for n in range(len(records)) if number is None or state.rule is None or state.rule.look(number[n]).shown]
            titles = [title_of(station, kind, state, records[n]) for n in kept]
            ids, colours = [records[n].id for n in kept], colours_of(state, number, colour, kept)
            if state.rule is None:
                colours, titles = dressed(station, theme, ids, colours, titles)
            looks = tuple(state.rule.look(number[n]) for n in kept) if state.rule is not None and number is not None else ()
            drawn = Shapes(tuple(ids), shapes[kept], tuple(titles), len(found) > LARGEST, looks)
            return drawn, area_mesh(shapes[kept], colours, opacity)

        return read

    @staticmethod
    def dressed(station: Station, theme: str, ids: list[int], colours: list[Floats],
                titles: list[str]) -> tuple[list[Floats], list[str]]:  # fmt: skip
        """Return colours and names as the shapes wear them without a rule; on a reader thread."""
        return colours, titles

    def _period_changed(self, period: Period) -> None:
        """Read again: of what lasts, another part may show."""
        if self.kind.name in LASTING:
            self.refresh()
        else:
            super()._period_changed(period)

    def show(self, found: Any) -> None:
        """Lay the mesh on the ground and write the names."""
        if not found:
            self.found, self._labels = Shapes((), np.zeros(0, object), ()), ()
            self.host.scene.take(self.topic)
            self.host.render()
            return
        self.found, of = found
        self.tell_cut(self.found.cut, len(self.found.ids))
        self.host.scene.put(self.topic, [] if of.empty else [mesh_actor(of)])
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


def title_of(station: Station, kind: Kind, state: LayerState, record: Record) -> str:
    """Return what is written on a shape: the field that the layer names, else the record's title."""
    if state.label in kind.fields and kind.fields[state.label].sensitivity == "open":
        return show(kind.fields[state.label], record[state.label], zone=station.zone)
    return station.title(record)


def classes_of(kind: Kind, state: LayerState, records: list[Record]) -> list[int] | None:
    """Return the class of each record by the layer's rule, None without a rule."""
    if state.rule is None:
        return None
    field = kind.fields[state.rule.field]
    column = column_of([r[field.name] for r in records], numbers=field.type in ("int", "real", "bool"))
    return [int(n) for n in state.rule.classify(column)]


def colours_of(state: LayerState, classes: list[int] | None, colour: Floats, rows: list[int]) -> list[Floats]:
    """Return a colour for each shape: its class's, else the layer's, neighbours a little apart."""
    own = [state.rule.look(classes[n]).colour if classes is not None and state.rule is not None else "" for n in rows]
    shifted = [np.clip(colour + SHIFTS[n % len(SHIFTS)], 0, 255) for n in range(len(rows))]
    return [rgb(c)[:3] if c else s for c, s in zip(own, shifted, strict=True)]


def area_mesh(shapes: npt.NDArray[np.object_], colours: list[Floats], opacity: float) -> Mesh:
    """Return soft fills with clear rims; lines become ribbons."""
    parts = []
    for shape, own in zip(shapes, colours, strict=True):
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
