"""All layers of a view: which adapter each kind gets, and what they show together."""

from __future__ import annotations

from data.kinds import Kind
from data.records import ChangeSet
from data.workspace import LayerState
from scene3d.camera import Projection
from scene3d.layers.areas import AreaLayer
from scene3d.layers.base import Layer
from scene3d.layers.cameras import CameraLayer
from scene3d.layers.chosen_mark import ChosenMark
from scene3d.layers.forces import ForceLayer
from scene3d.layers.grids import GridLayer
from scene3d.layers.host import Host
from scene3d.layers.notes import NoteLayer
from scene3d.layers.people import PeopleLayer
from scene3d.layers.pictures import PictureLayer
from scene3d.layers.points import PointLayer
from scene3d.overlay.items import Label, Symbol

BY_KIND: dict[str, type[Layer]] = {"person": PeopleLayer, "camera": CameraLayer, "ground_picture": PictureLayer, "note": NoteLayer,
                                 "force": ForceLayer, "vehicle": ForceLayer, "grid": GridLayer}  # fmt: skip
BY_SHAPE: dict[str, type[Layer]] = {
    "polygon": AreaLayer,
    "line": AreaLayer,
    "any": NoteLayer,  # a point that only lay on the ground could be neither seen nor clicked
    "point": PointLayer,
    "none": PointLayer,
}


def adapter(kind: Kind) -> type[Layer]:
    """Return the class that shows a kind."""
    return BY_KIND.get(kind.name) or BY_SHAPE[kind.place.shape]


class LayerStack:
    """The adapters of all layers of the workspace, by their ids."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.layers: dict[str, Layer] = {}
        self.mark = ChosenMark(host, self._held)
        self._complete()
        host.workspace.layer_changed.connect(self._layer_changed)
        host.workspace.layers_changed.connect(self._in_order)

    def _complete(self) -> list[Layer]:
        """Make the adapters that are missing, and return them: a layer may be added at any time."""
        kinds = self._host.station.kinds
        offered = self._host.workspace.layers.items()
        missing = [(id, kinds[of.kind]) for id, of in offered if id not in self.layers and of.kind in kinds]
        made = {id: adapter(kind)(self._host, kind, id) for id, kind in missing}
        self.layers.update(made)
        if made:
            self._in_order()
        return list(made.values())

    def _in_order(self) -> None:
        """Draw the layers as they are listed, the first over the others; pictures of the ground stay on the ground."""
        self.layers = dict(sorted(self.layers.items(), key=lambda item: item[1].state.drawn_at(item[1].kind)))
        flat = [layer.topic for layer in self.layers.values() if not isinstance(layer, PictureLayer)]
        if self._host.scene.stack(tuple(reversed(flat))):
            self._host.render()

    def _layer_changed(self, _state: LayerState) -> None:
        for id in self.layers.keys() - self._host.workspace.layers.keys():
            gone = self.layers.pop(id)
            gone.close()
            gone.deleteLater()
            self._host.render()
        for layer in self._complete():
            layer.refresh()

    def close(self) -> None:
        """Close every adapter."""
        self._host.workspace.layer_changed.disconnect(self._layer_changed)
        self._host.workspace.layers_changed.disconnect(self._in_order)
        self.mark.close()
        self.mark.deleteLater()
        for layer in self.layers.values():
            layer.close()
            layer.deleteLater()
        self.layers.clear()

    def refresh(self) -> None:
        """Read all visible layers anew."""
        for layer in self.layers.values():
            layer.refresh()
        self.mark.follow(self._host.workspace.selection)

    def changed(self, change: ChangeSet) -> None:
        """Let each adapter see whether a change set concerns it."""
        self._complete()
        for layer in self.layers.values():
            layer.changed(change)
        self.mark.changed(change)

    def symbols(self, projection: Projection, scale: float = 1.0) -> tuple[Symbol, ...]:
        """Return all symbols that an eye sees; ``scale`` is their size, 1 at a desk."""
        shown = tuple(s for layer in self.layers.values() for s in layer.symbols(projection, scale))
        return (*shown, *self.mark.symbols())

    def _held(self, kind: str, id: int) -> bool:
        """Whether a layer shows a record; who lives in a house is counted there, and the house is lit for them."""
        person = kind == "person"
        return person or any(layer.kind.name == kind and layer.holds(id) for layer in self.layers.values())

    @property
    def past(self) -> bool:
        """Whether the station is shown as it was at a past moment."""
        return getattr(self._host.station, "moment", None) is not None

    def labels(self) -> tuple[Label, ...]:
        """Return all names that layers show."""
        return tuple(label for layer in self.layers.values() for label in layer.labels())
