"""The layers as the person left them: read from the station when it is opened, written back a moment after each change."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from data.accounts.session import bound
from data.errors import WatchroomError
from data.layers.keep import keep_layers, restore_layers
from data.store import Station
from data.workspace import LayerState, Workspace

LOG = logging.getLogger(__name__)
LATER = 1200  # milliseconds: a slider that is dragged writes once


class LayersKept(QObject):
    """Brings the kept layers into a workspace, and keeps what becomes of them. A station that is only read keeps nothing."""

    def __init__(self, station: Station, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station, self._workspace, self._session = station, workspace, station.session
        restore_layers(station, workspace)
        self._later = QTimer(self, interval=LATER, singleShot=True)
        self._later.timeout.connect(self._keep)
        workspace.layer_changed.connect(self._changed)
        workspace.layers_changed.connect(self._changed)

    def close(self) -> None:
        """Keep what has not been kept yet, and stop."""
        self._workspace.layer_changed.disconnect(self._changed)
        self._workspace.layers_changed.disconnect(self._changed)
        if self._later.isActive():
            self._later.stop()
            self._work()()

    def _changed(self, *_of: object) -> None:
        if not self._station.read_only:
            self._session = self._station.session  # who changed them may have signed out by the time they are kept
            self._later.start()

    def _keep(self) -> None:
        self._station.in_turn(self._work())

    def _work(self) -> Callable[[], None]:
        station, layers = self._station, (*self._workspace.layers.values(), *self._workspace.away.values())
        return bound(self._session, lambda: _tried(station, layers))


def _tried(station: Station, layers: tuple[LayerState, ...]) -> None:
    """Write, and if the file cannot be written just now, leave it: the layers are shown all the same."""
    try:
        keep_layers(station, layers)
    except WatchroomError as error:
        LOG.warning("layers not kept: %s", error)
