"""The mark of the chosen record where no layer shows it: what somebody chose is always seen, whatever is switched off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import QObject
from shapely.geometry.base import BaseGeometry

from data.kinds import Kind
from data.records import ChangeSet, Place
from data.workspace import LayerState, Selection
from scene3d.layers.host import Ground, Host
from scene3d.layers.laid import lay, roofs_under
from scene3d.light import rgb
from scene3d.overlay.items import Symbol

TOPIC = "layer chosen"  # it lies flat as layers do
FIRST = 60.0  # priority: over all pins but those that somebody ordered


@dataclass(frozen=True, slots=True)
class Stands:
    """Where a record is: its place, and its own shape in local metres if it has one."""

    place: Place | None
    shape: BaseGeometry | None


class ChosenMark(QObject):
    """Shows the chosen record by a pin, and by its outline where it is an area or a line.

    Parameters
    ----------
    host
        The view that it is shown in.
    held
        Whether a layer shows a record of a kind now.
    """

    def __init__(self, host: Host, held: Callable[[str, int], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host, self._held = host, held
        self._chosen = Selection()
        self._pin: tuple[Symbol, ...] = ()
        host.workspace.selected.connect(self.follow)
        host.workspace.layer_changed.connect(self._layer_changed)

    def close(self) -> None:
        """Stop following and take away what is shown."""
        self._host.workspace.selected.disconnect(self.follow)
        self._host.workspace.layer_changed.disconnect(self._layer_changed)
        self._host.workers.drop(TOPIC)
        self._host.scene.take(TOPIC)

    def symbols(self) -> tuple[Symbol, ...]:
        """Return the pin, nothing where a layer has one."""
        return self._pin if self._pin and not self._held(self._chosen.kind, self._chosen.id) else ()

    def changed(self, change: ChangeSet) -> None:
        """Follow the record where it goes."""
        if self._chosen.kind in change.kinds:
            self.follow(self._chosen)

    def _layer_changed(self, state: LayerState) -> None:
        if state.kind == self._chosen.kind:
            self.follow(self._chosen)

    def follow(self, chosen: Selection) -> None:
        """Read where the chosen record is, unless it is a building, which lights up itself."""
        if (chosen.kind, chosen.id) != (self._chosen.kind, self._chosen.id):
            self._clear()
        self._chosen = chosen
        kind = self._host.station.kinds.get(chosen.kind) if chosen else None
        if kind is None or kind.layer is None:
            self._host.workers.drop(TOPIC)
            self._clear()
            return
        station = self._host.station

        def read() -> Stands | None:
            record = station.get(chosen.kind, chosen.id, placed=True)
            if record is None:
                return None
            own = record.values.get("geometry")
            shape: Any = station.frame.geometry_to_local(own) if own is not None else None
            return Stands(record.place, shape)

        self._host.workers.read(TOPIC, read, lambda found: self._show(kind, chosen.id, found))

    def _clear(self) -> None:
        if self._pin:
            self._pin = ()
            self._host.redraw()
        if TOPIC in self._host.scene.names():
            self._host.scene.take(TOPIC)
            self._host.render()

    def _show(self, kind: Kind, id: int, found: Stands | None) -> None:
        self._clear()
        spot = self._spot(found) if found is not None else None
        layer = kind.layer
        if found is None or spot is None or layer is None:
            return
        state = self._host.workspace.layers.get(kind.name)
        colour, icon = (state.colour if state else "") or layer.colour, (state.symbol if state else "") or layer.symbol
        building = found.place.building if found.place is not None else None
        self._pin = (Symbol(kind.name, (id,), spot, icon, layer.glyph, colour, priority=FIRST, building=building or 0),)
        if found.shape is not None and shapely.get_dimensions(found.shape) > 0 and not self._held(kind.name, id):
            self._outline(found.shape, colour)
        self._host.redraw()

    def _outline(self, shape: BaseGeometry, colour: str) -> None:
        shapes = np.array([shape], object)
        laid = lay(shapes, [rgb(colour)[:3]], 1.0, roofs_under(shapes, self._host.ground()))
        self._host.scene.put(TOPIC, [actor for of in laid for actor in of.actors()])
        self._host.render()

    def _spot(self, found: Stands) -> tuple[float, float, float] | None:
        """Return where the pin stands: at its storey if that is known, else on the roof or ground of its place."""
        ground, place = self._host.ground(), found.place
        if found.shape is not None:
            at = anchor(found.shape)
        elif place is not None and place.lon is not None and place.lat is not None:
            east, north = self._host.station.frame.to_local([place.lon], [place.lat])
            at = float(east[0]), float(north[0])
        else:
            return None
        return (*at, height_of(ground, place, at))


def height_of(ground: Ground, place: Place | None, at: tuple[float, float]) -> float:
    """Return the height in metres at which a record's sign stands: at its storey, else on roof or ground."""
    storey = np.array([np.nan])
    if place is not None and place.building is not None and place.storey is not None:
        storey = ground.storeys(np.array([float(place.building)]), np.array([float(place.storey)]))
    return float(storey[0] if np.isfinite(storey[0]) else ground.heights(np.array([at[0]]), np.array([at[1]]))[0])


def anchor(shape: BaseGeometry) -> tuple[float, float]:
    """Return where a shape is pinned: at a point, in the middle of a line, inside of an area."""
    if shapely.get_dimensions(shape) == 1:
        longest = max(shapely.get_parts(shape), key=lambda part: part.length)
        middle = longest.interpolate(0.5, normalized=True)
    else:
        middle = shape.point_on_surface()
    return float(middle.x), float(middle.y)
