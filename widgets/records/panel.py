"""What every record panel has in common: station, workspace, what it listens to, and an end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import Subscriptions, forget
from widgets.offers import Offers, allowed

Offered = TypeVar("Offered", bound=QWidget)
MINUTE_MS = 60_000


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
        self._only_for = Offers(station)
        self.minute: QTimer | None = None
        self.listen(station.changed, self._on_changed)
        self.listen(workspace.theme_changed, self._on_theme)

    def listen(self, signal: Any, slot: Callable[..., Any]) -> None:
        """Connect a signal of the station or workspace until `dispose`."""
        self._heard.add(signal, slot)

    def each_minute(self, look: Callable[[], Any]) -> None:
        """Look anew each minute until `dispose`: words such as “5 minutes ago” grow old without a change of any record."""
        self.minute = QTimer(self, interval=MINUTE_MS)
        self.minute.timeout.connect(look)
        self.minute.start()

    def own(self, part: Panel) -> None:
        """Take care of a part's end."""
        self._parts.append(part)

    def disown(self, part: Panel) -> None:
        """Leave a part's end to who calls."""
        self._parts.remove(part)

    def only_for(self, widget: Offered, command: str = "", *, reads: Sequence[str] = (), writes: Sequence[str] = ()) -> Offered:
        """Return a part of this panel that is shown only to whoever may call a command, and read and write these kinds."""
        self._only_for.add(widget, command, reads=reads, writes=writes)
        return widget

    def may(self, command: str = "", *, reads: Sequence[str] = (), writes: Sequence[str] = ()) -> bool:
        """Whether whoever is at the desk may call a command, and read and write these kinds."""
        return allowed(self.station, command, reads=reads, writes=writes)

    def counted(self, words: str, *kinds: str) -> str:
        """Return a number in words, with what it leaves out where whoever is at the desk sees only the own grids of a kind."""
        return " · ".join(t for t in (words, self.station.session.own_only(*kinds)) if t)

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
        if self.minute is not None:
            self.minute.stop()
        self._heard.close()
        forget(self)
        for part in self._parts:
            part.dispose()
        self._parts.clear()

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.command == "sign_in":  # somebody else is at the desk
            self._only_for.look()
        self.changed(changes)

    def _on_theme(self, theme: str) -> None:
        self.themed()
        self.update()
