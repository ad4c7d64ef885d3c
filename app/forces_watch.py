"""Tells at once what changed in the picture of the forces: a grid without anybody free, a patrol point missed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from data.accounts.session import by_rule
from data.duty.forces.watch import KINDS, Watch
from data.records import ChangeSet
from data.store import Station
from data.workspace import Workspace
from widgets.background import Subscriptions, ask, forget, on_its_way

SOON, MINUTE = 1_500, 60_000  # ms after a change; ms between two looks without one


class ForcesWatch(QObject):
    """Looks off the Qt thread, and brings what is new as notices."""

    def __init__(self, station: Station, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.station, self.workspace = station, workspace
        self._watch = Watch(station)
        self._once_more = False  # something changed while it looked
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self.look)
        self._heard = Subscriptions(self)
        self._heard.add(station.changed, self._changed)

    def begin(self) -> None:
        """Look for the first time, and from now on."""
        self._minute.start()
        self.look()

    def look(self) -> None:
        """Look whether something is new; one look at a time, for what a look found it finds only once."""
        if on_its_way(self, "watch"):
            self._once_more = True
            return
        ask(self, self.station, by_rule(self._watch.look), self._tell, "watch")

    def close(self) -> None:
        """Stop looking."""
        self._soon.stop()
        self._minute.stop()
        self._heard.close()
        forget(self)

    def _changed(self, change: ChangeSet) -> None:
        if change.kinds & KINDS and self._minute.isActive() and not self._soon.isActive():
            self._soon.start()

    def _tell(self, found: list[tuple[str, str]]) -> None:
        for level, sentence in found:
            self.workspace.tell(level, sentence)
        if self._once_more:
            self._once_more = False
            self.look()
