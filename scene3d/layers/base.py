"""What all layer adapters share: following the workspace and the station, reading in the background, letting go."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from data.i18n import tr
from data.kinds import Kind
from data.records import ChangeSet
from data.workspace import LayerState, Period
from scene3d.camera import Projection
from scene3d.layers.host import Host
from scene3d.overlay.items import Label, Symbol

GATHER_MS = 40  # changes that come close together are read once
LARGEST = 30_000  # shapes of one layer


class Layer(QObject):
    """One layer on the map. The host calls `changed` on the Qt thread after each change set."""

    def __init__(self, host: Host, kind: Kind, id: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.host, self.kind, self.id = host, kind, id or kind.name
        self._last = host.workspace.layers[self.id]
        self._soon = QTimer(self, interval=GATHER_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._closed = self._told = False
        host.workspace.layer_changed.connect(self._layer_changed)
        host.workspace.period_changed.connect(self._period_changed)

    @property
    def state(self) -> LayerState:
        """How the layer is to be shown."""
        return self.host.workspace.layers.get(self.id, self._last)

    @property
    def sources(self) -> frozenset[str]:
        """The kinds whose changes concern this layer."""
        return frozenset({self.kind.name})

    @property
    def visible(self) -> bool:
        """Whether the layer is switched on."""
        return self.state.visible

    @property
    def colour(self) -> str:
        """The layer's colour."""
        return self.state.colour or (self.kind.layer.colour if self.kind.layer else "#6b7885")

    def close(self) -> None:
        """Stop following and take away what is shown."""
        self._closed = True
        self._soon.stop()
        self.host.workspace.layer_changed.disconnect(self._layer_changed)
        self.host.workspace.period_changed.disconnect(self._period_changed)
        self.host.workers.drop(self.topic)
        self.host.scene.take(self.topic)

    def changed(self, change: ChangeSet) -> None:
        """Read again if the change set concerns this layer."""
        if change.kinds & self.sources:
            self.refresh_soon()

    def refresh_soon(self) -> None:
        """Read again, once for all that comes in the next moment."""
        if self.visible:
            self._soon.start()

    def refresh(self) -> None:
        """Read in the background and show; a hidden layer shows nothing and reads nothing."""
        if self._closed:
            return
        if not self.visible:
            self.host.workers.drop(self.topic)
            self.show([])
            return
        self.host.workers.read(self.topic, self.work(), self.show)

    def town_changed(self) -> None:
        """Stand on the new town."""
        self.refresh()

    @property
    def topic(self) -> str:
        """What the layer's things go by in the scene, and its work among the workers."""
        return f"layer {self.id}"

    def _layer_changed(self, state: LayerState) -> None:
        if state.id != self.id or self._closed:
            return
        before, self._last = self._last, state
        if before.visible and state.visible:
            self._restyled(before, state)
        else:
            self.refresh()

    def _restyled(self, before: LayerState, state: LayerState) -> None:
        """Show the layer in its new style; its name and place in the list change nothing of what was read."""
        if replace(before, order=state.order, group=state.group, name=state.name) != state:
            self.refresh()

    def _period_changed(self, _period: Period) -> None:
        if self.kind.layer and self.kind.layer.time:
            self.refresh()

    def tell_cut(self, cut: bool, shown: int) -> None:
        """Say once that not all records are shown."""
        if cut and not self._told:
            sentence = tr("图层“{layer}”记录太多，地图上只显示其中 {count} 条：缩短时段或加筛选可看到其余的",
                          layer=self.state.title(self.kind), count=shown)  # fmt: skip
            self.host.workspace.tell("info", sentence)
        self._told = cut

    # What each type of layer does its own way

    def work(self) -> Any:
        """Return the function that reads, called on a reader's thread."""
        raise NotImplementedError

    def show(self, found: Any) -> None:
        """Show what was read (Qt thread)."""
        raise NotImplementedError

    def holds(self, id: int) -> bool:
        """Whether a record is among what the layer shows now."""
        return self.visible

    def symbols(self, projection: Projection, scale: float = 1.0) -> tuple[Symbol, ...]:
        """Return the symbols that an eye sees; ``scale`` is their size, 1 at a desk."""
        return ()

    def labels(self) -> tuple[Label, ...]:
        """Return the names that the layer shows."""
        return ()
