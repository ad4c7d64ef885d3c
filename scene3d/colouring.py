"""Follows what the colours of the buildings shall tell: asks the station off the Qt thread and paints the scene."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QTimer

from data.insight.colouring import Colours, building_colours, sources
from data.records import ChangeSet
from data.store.station import Station
from data.town.model import Town
from data.workspace import Colouring, Period
from scene3d.layers.host import Host
from scene3d.light import rgb
from scene3d.recolour import Paint

GATHER_MS = 120  # changes that come close together are counted once
TOPIC = "colouring"


class BuildingColours(QObject):
    """Keeps the colours of the buildings true: to the choice, the period, the records and the town that is shown."""

    def __init__(self, host: Host, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.colours: Colours | None = None
        self._soon = QTimer(self, interval=GATHER_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        host.workspace.colouring_changed.connect(self._chosen)
        host.workspace.period_changed.connect(self._period_changed)

    def close(self) -> None:
        """Stop following."""
        self._soon.stop()
        self._host.workspace.colouring_changed.disconnect(self._chosen)
        self._host.workspace.period_changed.disconnect(self._period_changed)
        self._host.workers.drop(TOPIC)

    def changed(self, change: ChangeSet) -> None:
        """Count again if a change set concerns what the colours tell."""
        if change.kinds & sources(self._host.workspace.colouring.by):
            self._soon.start()

    def refresh(self) -> None:
        """Ask anew and paint; called too when another town is shown."""
        station, wanted, period = self._host.station, self._host.workspace.colouring, self._host.workspace.period
        town, theme = self._host.ground().town, self._host.scene.theme
        if not wanted.by or town is None:
            self._host.workers.drop(TOPIC)
            self._show(None, None)
            return
        self._host.workers.read(TOPIC, _painting(station, wanted, period, town, theme), lambda found: self._show(*found))

    def _show(self, colours: Colours | None, paint: Paint | None) -> None:
        town = self._host.ground().town
        if paint is not None and (town is None or len(paint) != len(town.buildings.ids)):
            return  # of a town that is shown no more; the new one asks for itself
        self.colours = colours
        self._host.scene.set_building_colours(paint)
        self._host.render()

    def _chosen(self, _colouring: Colouring) -> None:
        self.refresh()

    def _period_changed(self, _period: Period) -> None:
        if self._host.workspace.colouring.by == "cases":
            self._soon.start()


def _painting(station: Station, wanted: Colouring, period: Period, town: Town,
              theme: str) -> Callable[[], tuple[Colours | None, Paint | None]]:  # fmt: skip
    """Return the work of a reader's thread: the classes, and the colour of each building."""

    def work() -> tuple[Colours | None, Paint | None]:
        colours = building_colours(station, wanted, period)
        return colours, None if colours is None else painted(colours, town, theme)

    return work


def painted(colours: Colours, town: Town, theme: str) -> Paint:
    """Return the colour (n, 3) of each building of the town, by row."""
    palette = np.array([rgb(c) for c in colours.paint(theme)] or [np.zeros(3)])
    of = colours.of or {}
    missing = len(palette) - 1
    number = np.fromiter((of.get(int(id), missing) for id in town.buildings.ids), np.int64, len(town.buildings.ids))
    return np.asarray(palette[number])
