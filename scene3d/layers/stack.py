"""All layers of a view: which adapter each kind gets, and what they show together."""

from __future__ import annotations

from data.kinds import Kind
from data.records import ChangeSet
from data.workspace import LayerState
from scene3d.layers.areas import AreaLayer
from scene3d.layers.base import Layer
from scene3d.layers.cameras import CameraLayer
from scene3d.layers.clusters import cell_of
from scene3d.layers.host import Host
from scene3d.layers.people import PeopleLayer
from scene3d.layers.pictures import PictureLayer
from scene3d.layers.points import PointLayer
from scene3d.overlay.items import Label, Symbol

BY_KIND: dict[str, type[Layer]] = {"person": PeopleLayer, "camera": CameraLayer, "ground_picture": PictureLayer}
BY_SHAPE: dict[str, type[Layer]] = {
    "polygon": AreaLayer,
    "line": AreaLayer,
    "any": AreaLayer,
    "point": PointLayer,
    "none": PointLayer,
}


def adapter(kind: Kind) -> type[Layer]:
    """Return the class that shows a kind."""
    return BY_KIND.get(kind.name) or BY_SHAPE[kind.place.shape]


class LayerStack:
    """The adapters of all kinds that are offered as layers."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.layers: dict[str, Layer] = {}
        self._complete()
        host.workspace.layer_changed.connect(self._layer_changed)

    def _complete(self) -> list[Layer]:
        """Make the adapters that are missing, and return them: a station may get a kind of its own at any time."""
        offered = self._host.workspace.layers
        kinds = [k for k in self._host.station.kinds.layers() if k.name in offered and k.name not in self.layers]
        made = {kind.name: adapter(kind)(self._host, kind) for kind in kinds}
        self.layers.update(made)
        return list(made.values())

    def _layer_changed(self, _state: LayerState) -> None:
        for layer in self._complete():
            layer.refresh()

    def close(self) -> None:
        """Close every adapter."""
        self._host.workspace.layer_changed.disconnect(self._layer_changed)
        for layer in self.layers.values():
            layer.close()
            layer.deleteLater()
        self.layers.clear()

    def refresh(self) -> None:
        """Read all visible layers anew."""
        for layer in self.layers.values():
            layer.refresh()

    def changed(self, change: ChangeSet) -> None:
        """Let each adapter see whether a change set concerns it."""
        self._complete()
        for layer in self.layers.values():
            layer.changed(change)

    def symbols(self, metres_per_pixel: float) -> tuple[Symbol, ...]:
        """Return all pins for a size of pixel."""
        cell = cell_of(metres_per_pixel)
        return tuple(s for layer in self.layers.values() for s in layer.symbols(cell))

    def labels(self) -> tuple[Label, ...]:
        """Return all names that layers show."""
        return tuple(label for layer in self.layers.values() for label in layer.labels())
