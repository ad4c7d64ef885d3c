"""Layers of areas and lines: beats with a soft fill and a clear rim, lines; all as wide from near as from afar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
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
from scene3d.layers.base import LARGEST, Layer
from scene3d.layers.laid import CLEAR, NOTHING, Laid, lay, roofs_under
from scene3d.light import rgb
from scene3d.overlay.items import Label

Floats = npt.NDArray[np.float64]

# Neighbouring beats differ a little, the layer's own colour first.
SHIFTS = (np.zeros(3), np.array([40, 12, -38]), np.array([-30, 36, 10]), np.array([22, -14, 44]))


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes in local metres with their names."""

    ids: tuple[int, ...]
    shapes: npt.NDArray[np.object_]
    names: tuple[str, ...]
    cut: bool = False  # there are more than these
    looks: tuple[StyleClass, ...] = ()  # how each is shown by the layer's rule; none without one
    roofs: Floats = field(default_factory=lambda: np.zeros(0))  # the height of the roof that each lies on, nan for none


class AreaLayer(Layer):
    """Polygons and lines lying on the ground, or on the roof that they were drawn on."""

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self.found = Shapes((), np.zeros(0, object), ())
        self._labels: tuple[Label, ...] = ()

    def work(self) -> Callable[[], tuple[Shapes, tuple[Laid, Laid]]]:
        """Read the shapes and build their meshes."""
        station, kind, state = self.host.station, self.kind, self.state
        query = layer_query(kind, state, self.host.workspace.period)
        named = replace(query, fields=("geometry", *kind.fields), limit=LARGEST + 1)
        colour, opacity = rgb(self.colour)[:3], state.opacity
        period, dressed, theme = self.host.workspace.period, type(self).dressed, self.host.workspace.theme
        ground = self.host.ground()

        def read() -> tuple[Shapes, tuple[Laid, Laid]]:
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
            roofs = roofs_under(shapes[kept], ground)
            drawn = Shapes(tuple(ids), shapes[kept], tuple(titles), len(found) > LARGEST, looks, roofs)
            return drawn, lay(shapes[kept], colours, opacity, roofs)

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
            self._put((NOTHING, NOTHING))
            self.host.render()
            return
        self.found, of = found
        self.tell_cut(self.found.cut, len(self.found.ids))
        self._put(of)
        self._labels = tuple(
            Label(name, "area", _middle(shape, up), 55.0)
            for name, shape, up in zip(self.found.names, self.found.shapes, self.found.roofs.tolist(), strict=True)
            if name and shapely.get_dimensions(shape) == 2
        )
        self.host.render()

    def _put(self, of: tuple[Laid, Laid]) -> None:
        for topic, laid in zip((self.topic, self._on_roofs), of, strict=True):
            self.host.scene.put(topic, laid.actors())

    @property
    def _on_roofs(self) -> str:
        return f"roof {self.topic}"

    def close(self) -> None:
        """Stop following and take away what is shown."""
        super().close()
        self.host.scene.take(self._on_roofs)

    def holds(self, id: int) -> bool:
        """Whether a record is among the shapes that are shown."""
        return self.visible and id in self.found.ids

    def labels(self) -> tuple[Label, ...]:
        """Return the names of the areas."""
        return self._labels if self.visible else ()


def _middle(shape: BaseGeometry, roof: float) -> Floats:
    x, y = shapely.get_coordinates(shapely.point_on_surface(shape))[0]
    centre = shape.centroid
    if shape.contains(centre):
        x, y = centre.x, centre.y
    return np.array([[x, y, 1.0 if np.isnan(roof) else roof + CLEAR + 1.0]])


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
