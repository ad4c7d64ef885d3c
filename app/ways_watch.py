"""The ways of those who go to the chosen case, on the map, with the time that each has left; found anew when they stray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from data.records import ChangeSet
from data.workspace import Selection
from widgets.background import Subscriptions, ask, on_its_way

if TYPE_CHECKING:
    from app.console import Console
    from data.duty.dispatch.follow import Follower, Following

NAME = "going"  # of the picture in the workspace
TICK_MS = 2000


class WaysWatch(QObject):
    """Follows the selection: a case with forces on their way has their ways drawn."""

    def __init__(self, console: Console, parent: QObject) -> None:
        super().__init__(parent)
        self.console = console
        self.going: tuple[Following, ...] = ()
        self._follower: Follower | None = None
        self._once_more = False  # something changed while it looked
        self._heard = Subscriptions(self)
        self._heard.add(console.workspace.selected, self._selected)
        self._heard.add(console.station.changed, self._changed)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._draw)
        self._selected(console.workspace.selection)

    def close(self) -> None:
        """Stop following."""
        self._tick.stop()
        self._heard.close()

    def _selected(self, chosen: Selection) -> None:
        if chosen.kind != "case":
            self._follower, self.going = None, ()
            self._draw()
            return
        from data.duty.dispatch.follow import Follower  # with the roads' search, which is not loaded at start-up

        if self._follower is None or self._follower.case != chosen.id:
            self._follower, self.going = Follower(chosen.id), ()
            self._draw()
        self._look()

    def _changed(self, changes: ChangeSet) -> None:
        if self._follower is not None and changes.kinds & {"force", "deployment", "case"}:
            self._look()

    def _look(self) -> None:
        follower, station = self._follower, self.console.station
        if follower is None:
            return
        if on_its_way(self, "going"):
            self._once_more = True  # a follower is asked one question at a time
            return
        ask(self, station, lambda: follower.look(station), lambda going: self._take(follower, going), "going")

    def _take(self, follower: Follower, going: tuple[Following, ...]) -> None:
        if self._once_more:
            self._once_more = False
            self._look()
        if follower is self._follower:
            self.going = going
            arrivals = {one.force.id: one.progress.arrives for one in going}
            self.console.window.inspector.case.sent.show_arrivals(follower.case, arrivals)
            self._draw()

    def _draw(self) -> None:
        """Draw the ways with the time that is left now."""
        workspace = self.console.workspace
        if not self.going:
            self._tick.stop()
            workspace.show_picture(NAME)
            return
        from data.duty.dispatch.pictures import picture_of_following

        workspace.show_picture(NAME, picture_of_following(self.going, self.console.station.clock.now()))
        if not self._tick.isActive():
            self._tick.start()
