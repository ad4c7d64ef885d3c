"""Replays a period in the window: the station moment by moment, forces where they were, the ways behind them on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from data.clock import parse_utc
from data.duty.replay import Event, Replay, read_replay
from data.duty.replay.run import period_of_case
from data.insight.playback import stored
from data.progress import Progress
from data.store.in_time import StationInTime
from data.store.moving import Touched
from data.workspace import Period, Workspace
from widgets import background
from widgets.background import Subscriptions

if TYPE_CHECKING:
    from app.looking_back import LookingBack
    from widgets.replay.page import ReplayPage

PICTURE = "replay"
DAYS = 7 * 86_400.0  # seconds before the period whose cases are still shown


class Replaying(QObject):
    """Between the page and the station: one move at a time, the newest wish next."""

    def __init__(self, station: StationInTime, workspace: Workspace, page: ReplayPage, looking_back: LookingBack) -> None:
        super().__init__(page)
        self.station, self.workspace, self.page, self.looking_back = station, workspace, page, looking_back
        self._wanted: float | None = None  # a moment that is asked for while another is on its way
        self._moving = False
        self._going_to = ""  # the moment that is on its way (UTC as stored)
        self._period: Period | None = None  # the time shown before
        self._progress = Progress()
        page.period_wanted.connect(self.begin)
        page.moment_wanted.connect(self._want)
        page.left.connect(self.end)
        page.picked.connect(self._show_event)
        self._heard = Subscriptions(self)
        self._heard.add(station.moved, self._moved)

    @property
    def running(self) -> bool:
        """Whether a period is being replayed."""
        return self.page.replay is not None

    @property
    def behind(self) -> bool:
        """Whether the moment that the page asks for is still on its way."""
        return self._moving or self._wanted is not None

    def dispose(self) -> None:
        """Stop listening and waiting."""
        self._progress.cancel()
        self.page.dispose()
        self._heard.close()
        background.forget(self)

    # Beginning and ending

    def begin(self, start: str, end: str, case: int | None = None) -> None:
        """Read a period (UTC as stored) and replay it; of one case only, where it is named."""
        station = self.station
        self.page.show_waiting()
        background.ask(self, station, lambda: read_replay(station, start, end, case=case), self._begun, "read")

    def begin_case(self, case: int) -> None:
        """Replay what happened with one case."""
        station = self.station
        self.page.show_waiting()

        def read() -> Replay:
            return read_replay(station, *period_of_case(station, case), case=case)

        background.ask(self, station, read, self._begun, "read")

    def _begun(self, replay: Replay) -> None:
        if self._period is None:
            self._period = self.workspace.period
        self.looking_back.holds_period = True
        self.page.show_replay(replay)

    def end(self) -> None:
        """Show now again."""
        if not self.running:
            return
        self._forget()
        self.looking_back.now()

    def _forget(self) -> None:
        self._progress.cancel()
        self._progress = Progress()
        self._wanted, self._moving = None, False
        background.forget(self)
        self.page.show_replay(None)
        self.page.propose()
        self.looking_back.holds_period = False
        self.workspace.show_picture(PICTURE)
        self.workspace.show_whereabouts(None)
        period, self._period = self._period, None
        if period is not None:
            self.workspace.set_period(period.start, period.end)

    def _moved(self, moment: str | None) -> None:
        """Somebody went elsewhere by the banner: to now, which ends the replay, or to a moment, which it goes to."""
        if self.page.replay is None or (self._moving and moment == self._going_to):
            return
        background.drop(self, "move")  # where it was going to is not where somebody went since
        self._moving, self._wanted = False, None
        if moment is None:
            self._forget()
        else:
            self.page.stand_at(parse_utc(moment).timestamp())
            self._show_forces(self.page.replay, self.page.moment)

    # From moment to moment

    def _want(self, moment: float) -> None:
        self._wanted = moment
        if not self._moving:
            self._go_on()

    def _go_on(self) -> None:
        replay, moment = self.page.replay, self._wanted
        self._wanted = None
        if replay is None or moment is None:
            return
        self._moving = True
        station, progress, shown = self.station, self._progress, replay.shown_at(moment)
        self._going_to = shown
        self._show_period(replay, moment)
        if station.moment is None:
            self.looking_back.to(shown, then=lambda: self._arrived(replay, moment))
            return

        def move() -> Touched:
            return station.go_to(shown, progress)

        def done(touched: Touched) -> None:
            station.arrived(touched)
            self._arrived(replay, moment)

        background.ask(self, station, move, done, "move")

    def _arrived(self, replay: Replay, moment: float) -> None:
        if self.page.replay is not replay:
            self._moving = False
            return
        self._show_forces(replay, moment)
        self._moving = False
        if self._wanted is not None:
            self._go_on()

    def _show_forces(self, replay: Replay, moment: float) -> None:
        self.workspace.show_whereabouts(replay.whereabouts.at(moment))
        trails = replay.whereabouts.trails(moment)
        self.workspace.show_picture(PICTURE, trails if trails.paths else None)

    def _show_period(self, replay: Replay, moment: float) -> None:
        """Show the cases of the week before; where the station knew of none yet, those reported up to the moment."""
        start = stored(replay.first - DAYS)
        early = replay.begins and stored(moment) < replay.begins
        wanted = Period(stored(replay.first), stored(moment)) if early else Period(start, None)
        if wanted != self.workspace.period:
            self.workspace.set_period(wanted.start, wanted.end)

    def _show_event(self, event: Event) -> None:
        """Choose the record that an event is about, and go there."""
        if event.id and event.kind in ("case", "task", "force"):
            self.workspace.select(event.kind, event.id)
