"""What every record panel has in common: station, workspace, what it listens to, and an end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import Subscriptions, forget


class Panel(QWidget):
    """A widget that reads a station and follows the workspace; `dispose` ends its subscriptions.

    Change sets come from the writing thread; `changed` is called with them on the Qt thread.
    """

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.station = station
        self.workspace = workspace
        self._heard = Subscriptions(self)
        self._parts: list[Panel] = []
        self.listen(station.changed, self._on_changed)
        self.listen(workspace.theme_changed, self._on_theme)

    def listen(self, signal: Any, slot: Callable[..., Any]) -> None:
        """Connect a signal of the station or workspace until `dispose`."""
        self._heard.add(signal, slot)

    def own(self, part: Panel) -> None:
        """Take care of a part's end."""
        self._parts.append(part)

    def disown(self, part: Panel) -> None:
        """Leave a part's end to who calls."""
        self._parts.remove(part)

    @property
    def who(self) -> str:
        """Who sits at the desk, as the journal will have it."""
        return self.workspace.who or tr("值班员")

    @property
    def zone(self) -> str:
        """The station's zone, in which times are shown and typed."""
        return self.station.zone

    def changed(self, changes: ChangeSet) -> None:
        """React to a change set; panels override it."""

    def themed(self) -> None:
        """React to another theme; painted panels override it."""

    def dispose(self) -> None:
        """End every subscription; the widget may then be deleted."""
        self._heard.close()
        forget(self)
        for part in self._parts:
            part.dispose()
        self._parts.clear()

    def _on_changed(self, changes: ChangeSet) -> None:
        self.changed(changes)

    def _on_theme(self, theme: str) -> None:
        self.themed()
        self.update()
