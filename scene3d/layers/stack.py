"""All layers of a view: which adapter each kind gets, and what they show together."""

from __future__ import annotations

from data.kinds import Kind
from data.records import ChangeSet
from scene3d.layers.areas import AreaLayer
from scene3d.layers.base import Layer
from scene3d.layers.cameras import CameraLayer
from scene3d.layers.clusters import cell_of
from scene3d.layers.host import Host
from scene3d.layers.people import PeopleLayer
from scene3d.layers.points import PointLayer
from scene3d.overlay.items import Label, Symbol

BY_KIND: dict[str, type[Layer]] = {"person": PeopleLayer, "camera": CameraLayer}
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
        for kind in host.station.kinds.layers():
            if kind.name in host.workspace.layers:
                self.layers[kind.name] = adapter(kind)(host, kind)

    def close(self) -> None:
        """Close every adapter."""
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
        for layer in self.layers.values():
            layer.changed(change)

    def symbols(self, metres_per_pixel: float) -> tuple[Symbol, ...]:
        """Return all pins for a size of pixel."""
        cell = cell_of(metres_per_pixel)
        return tuple(s for layer in self.layers.values() for s in layer.symbols(cell))

    def labels(self) -> tuple[Label, ...]:
        """Return all names that layers show."""
        return tuple(label for layer in self.layers.values() for label in layer.labels())
