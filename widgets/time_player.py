"""The page of time in the drawer: the histogram, the chosen period, and playing it at a speed, step by step."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from data.insight.playback import COUNTED, SPEEDS, STEPS, Histogram, Playback, histogram, stored
from data.kinds.moments import show_time
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Period, Workspace
from widgets import background, style
from widgets.background import Subscriptions
from widgets.parts.button import Button, IconButton
from widgets.parts.controls import Combo
from widgets.parts.hint import plain_hint
from widgets.parts.label import ElidedLabel
from widgets.parts.segmented import Segmented
from widgets.time_histogram import TimeHistogram

NOTHING = Histogram(0.0, 1.0, {})
SPANS = {"1": timedelta(days=1), "7": timedelta(days=7), "30": timedelta(days=30), "90": timedelta(days=90), "all": None}


class TimePlayer(QWidget):
    """Plays the time shown: `Workspace.period` grows or moves along from step to step."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.station, self.workspace = station, workspace
        self._playback: Playback | None = None  # while a moment of it is shown
        self._moment = 0.0
        self._steps_a_second = 2
        self._played = 0.0  # seconds of the machine up to which steps were taken
        self._own = False  # the change of the period now being told is ours
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self.chart = TimeHistogram(station.zone)
        self._make_choices()
        self._build()
        self._heard = Subscriptions(self)
        self._heard.add(workspace.period_changed, self._period_changed)
        self._heard.add(station.changed, self._station_changed)
        self.chart.banded.connect(self._banded)
        self.chart.pointed.connect(self._go)
        self.chart.stepped.connect(self.step)
        self.chart.toggled.connect(self.toggle)
        self._show_words()

    def _make_choices(self) -> None:
        self.back = IconButton("step-back", tr("后退一步"))
        self.play = IconButton("play", tr("播放"), side=36, tint="accent")
        self.on = IconButton("step-on", tr("前进一步"))
        self.end = IconButton("close", tr("停下，显示整个时段"))
        self.back.clicked.connect(lambda: self.step(-1))
        self.play.clicked.connect(self.toggle)
        self.on.clicked.connect(lambda: self.step(1))
        self.end.clicked.connect(self.stop)
        spans = [("1", tr("近 1 天")),
                 ("7", tr("近 7 天")), ("30", tr("近 30 天")), ("90", tr("近 90 天")), ("all", tr("全部时间"))]  # fmt: skip
        self.span = Combo()
        for value, words in spans:
            self.span.addItem(words, value)
        self.span.setCurrentIndex(2)
        self.span.setToolTip(tr("直方图的范围"))
        self.steps = Segmented([("hour", tr("1 小时")), ("quarter", tr("6 小时")), ("day", tr("1 天"))], "quarter")
        self.speed = Button("×2", "ghost")
        self.speed.setToolTip(tr("快慢：每秒几步"))
        self.speed.clicked.connect(self._faster)
        self.mode = Segmented([(True, tr("累计")), (False, tr("逐段"))], True)
        self.mode.setToolTip(tr("累计：从时段开头到这一刻；逐段：只看这一步"))
        self.span.currentIndexChanged.connect(lambda _v: self.refresh())
        for choice in (self.steps, self.mode):
            choice.chosen.connect(lambda _v: self._changed_step())
        self.words = ElidedLabel("", "strong")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 4)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(style.scaled(6))
        stays = self.end.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # the speed is not pushed from under the pointer when playing begins
        self.end.setSizePolicy(stays)
        for widget in (self.back, self.play, self.on, self.end):
            row.addWidget(widget)
        row.addWidget(self.speed)
        row.addWidget(self.words, 1)
        for choice in (self.steps, self.mode, self.span):
            row.addWidget(choice)
        column.addLayout(row)
        column.addWidget(self.chart, 1)

    def dispose(self) -> None:
        """Stop playing, listening and waiting."""
        self._timer.stop()
        self._heard.close()
        background.forget(self)

    # Playing

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._timer.isActive()

    def toggle(self) -> None:
        """Play, or pause; at the end it begins again."""
        if self.playing:
            self.pause()
            return
        playback = self._begin()
        if playback.over(self._moment):
            self._moment = playback.start
        self._timer.start(self._pause())
        self._played = monotonic() - 1 / self._steps_a_second
        self._tick()
        self._show_words()

    def pause(self) -> None:
        """Stay at the moment shown."""
        self._timer.stop()
        self._show_words()

    def stop(self) -> None:
        """Show the whole period again."""
        self._timer.stop()
        playback, self._playback = self._playback, None
        self.chart.show_moment(None)
        if playback is not None:
            self._set_period(Period(stored(playback.start), self._end_of(playback)))
        self._show_words()

    def step(self, by: int) -> None:
        """Go some steps back or on."""
        self._timer.stop()
        playback = self._begin()
        self._go(playback.moved(self._moment, by))

    def _tick(self) -> None:
        playback = self._begin()
        self._go(playback.moved(self._moment, self._due() if playback.growing else 1))
        if playback.over(self._moment):
            self.pause()

    def _due(self) -> int:
        """How many steps to go on now: more than one where the computer is too slow; what shows all up to a moment misses none."""
        due = max(round((monotonic() - self._played) * self._steps_a_second), 1)
        self._played += due / self._steps_a_second
        return due

    def _begin(self) -> Playback:
        """Return what is played, the time shown now if nothing is."""
        if self._playback is None:
            self._playback = self._playback_of(self.workspace.period)
            self._moment = self._playback.start
        return self._playback

    def _playback_of(self, period: Period) -> Playback:
        step, growing = STEPS[str(self.steps.value)], bool(self.mode.value)
        now, found = self.station.clock.now(), self.chart.found
        earliest = found.start if found.bars else (now - timedelta(days=30)).timestamp()
        return Playback.of(period, now, earliest=earliest, step=step, growing=growing)

    def _go(self, moment: float) -> None:
        playback = self._begin()
        self._moment = min(max(moment, playback.start), playback.end)
        self.chart.show_moment(self._moment)
        self._set_period(playback.shown(self._moment))
        self._show_words()

    def _changed_step(self) -> None:
        if self._playback is not None:
            whole = Period(stored(self._playback.start), stored(self._playback.end))
            self._playback = self._playback_of(whole)
            self._go(self._moment)

    def _faster(self) -> None:
        """Take the next speed; after the fastest comes the slowest."""
        self._steps_a_second = SPEEDS[(SPEEDS.index(self._steps_a_second) + 1) % len(SPEEDS)]
        self.speed.setText(f"×{self._steps_a_second}")
        self._timer.setInterval(self._pause())
        self._played = monotonic()

    def _pause(self) -> int:
        return round(1000 / self._steps_a_second)

    def _end_of(self, playback: Playback) -> str | None:
        """Return where the period ends: open where it reached up to now."""
        return None if playback.end >= self.station.clock.now().timestamp() - 120 else stored(playback.end)

    # Around

    def showEvent(self, event: QShowEvent) -> None:
        """Count when it is first looked at."""
        super().showEvent(event)
        if not self.chart.found.bars:
            self.refresh()

    def refresh(self) -> None:
        """Count anew; what nobody looks at is counted when it is."""
        if not self.isVisible():
            self.chart.show_counts(NOTHING)
            return
        station, span = self.station, SPANS[str(self.span.currentData())]
        background.ask(self, station, lambda: histogram(station, span), self._show_counts, "histogram")

    def _show_counts(self, found: Histogram) -> None:
        self.chart.show_counts(found)
        self._show_band()

    def _show_band(self) -> None:
        whole = self._playback or self._playback_of(self.workspace.period)
        found = self.chart.found
        self.chart.show_band(max(whole.start, found.start), min(whole.end, found.end))

    def _banded(self, start: float, end: float) -> None:
        self._timer.stop()
        self._playback = None
        self.chart.show_moment(None)
        up_to_now = end >= self.station.clock.now().timestamp()
        self.workspace.set_period(stored(start), None if up_to_now else stored(end))

    def _set_period(self, period: Period) -> None:
        self._own = True
        try:
            self.workspace.set_period(period.start, period.end)
        finally:
            self._own = False

    def _period_changed(self, _period: Period) -> None:
        if not self._own:  # somebody chose another time: what was played is over
            self._timer.stop()
            self._playback = None
            self.chart.show_moment(None)
        self._show_band()
        self._show_words()

    def _station_changed(self, change: ChangeSet) -> None:
        if change.kinds & COUNTED.keys():
            self.refresh()

    def _show_words(self) -> None:
        self.play.set_icon("pause" if self.playing else "play")
        said = tr("暂停") if self.playing else tr("播放")
        self.play.setToolTip(plain_hint(said))
        self.play.setAccessibleName(said)
        self.end.setVisible(self._playback is not None)
        zone, now = self.station.zone, self.station.clock.now()
        shown = self._playback.shown(self._moment) if self._playback is not None else self.workspace.period
        first = show_time(shown.start, zone, now) if shown.start else "…"
        last = show_time(shown.end, zone, now) if shown.end else tr("现在")
        self.words.setText(tr("全部时间") if shown == Period() else f"{first} – {last}")
