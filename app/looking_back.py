"""Goes to past moments and back: rebuilds them in the background, shows them, and lets the time shown follow."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from data.clock import format_utc, parse_utc
from data.progress import Progress
from data.store.in_time import Moment, StationInTime
from data.store.past_engine import PastEngine
from data.workspace import Period, Workspace
from widgets import background
from widgets.background import Subscriptions

if TYPE_CHECKING:
    from widgets.past_bar import PastBar

log = logging.getLogger(__name__)
USUAL = timedelta(days=1)  # how far one looks back where no moment is named


class LookingBack(QObject):
    """What the banner, the commands and saved views ask of the past."""

    def __init__(self, station: StationInTime, workspace: Workspace, bar: PastBar) -> None:
        super().__init__(bar)
        self.station, self.workspace, self.bar = station, workspace, bar
        self._made: list[PastEngine] = []  # by readers; those that nobody waits for any more are let go of
        self._progress = Progress()
        self.holds_period = False  # a replay says itself which time is shown
        self._periods: tuple[Period, Period] | None = None  # the time shown now, and what it became for the past
        bar.wanted.connect(self.to)
        bar.left.connect(self.now)
        self._heard = Subscriptions(self)
        self._heard.add(station.moved, self._moved)
        self._heard.add(station.live.changed, lambda _change: self._list() if station.moment else None)
        bar.show_moment(station.moment)
        if station.moment:
            self._list()

    def dispose(self) -> None:
        """Stop listening and waiting."""
        self._heard.close()
        self._progress.cancel()
        background.forget(self)
        self._let_go(None)

    def toggle(self) -> None:
        """Look back a day, or go back to now."""
        if self.station.moment is None:
            self.open()
        else:
            self.now()

    def open(self) -> None:
        """Look back: a day, or to the station's beginning where it is younger."""
        station = self.station
        self.bar.show_waiting()
        background.ask(self, station, station.moments, self._begin, "begin")

    def _begin(self, moments: list[Moment]) -> None:
        self.bar.show_moments(moments)
        day_ago = format_utc(self.station.live.clock.now() - USUAL)
        self.to(max(day_ago, moments[0].at) if moments else day_ago)

    def to(self, moment: str, then: Callable[[], None] | None = None) -> None:
        """Look at a moment (UTC as stored); one that is being rebuilt is given up. ``then`` is called when it is shown."""
        self._progress.cancel()
        self._progress = progress = Progress()
        station, made = self.station, self._made
        if station.moment is None:
            self.bar.show_waiting()
            self._list()

        def rebuild() -> PastEngine:
            engine = station.look_back(moment, progress)
            made.append(engine)
            if progress.cancelled:
                with suppress(ValueError):  # whoever cancelled has let go of it
                    made.remove(engine)
                    engine.close()
            return engine

        def show(engine: PastEngine) -> None:
            self._show(engine)
            if then is not None:
                then()

        background.ask(self, station, rebuild, show, "past")

    def now(self) -> None:
        """Look at now."""
        self._progress.cancel()
        background.forget(self)
        self._let_go(None)
        if self.station.moment is None:
            self.bar.show_moment(None)
        self.station.show(None)

    def _show(self, engine: PastEngine) -> None:
        self._let_go(engine)
        self.station.show(engine)

    def _let_go(self, kept: PastEngine | None) -> None:
        while self._made:
            engine = self._made.pop()
            if engine is not kept:
                engine.close()

    def _list(self) -> None:
        background.ask(self, self.station, self.station.moments, self.bar.show_moments, "moments")

    def _moved(self, moment: str | None) -> None:
        self.bar.show_moment(moment)
        if self.holds_period:
            self._periods = None
            return
        shown, back = self.workspace.period, self._periods
        usual = back[0] if back is not None and shown == back[1] else shown
        if moment is None or usual.start is None:
            self._periods = None
            wanted = usual
        else:
            by = parse_utc(moment) - self.station.live.clock.now()
            wanted = Period(*(format_utc(parse_utc(t) + by) if t else None for t in (usual.start, usual.end)))
            self._periods = usual, wanted
        if wanted != shown:
            self.workspace.set_period(wanted.start, wanted.end)
