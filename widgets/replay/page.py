"""The page of replay in the drawer: which period, playing it, the way from event to event, its time line and list."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.clock import format_utc
from data.duty.replay import SPEEDS, Event, Replay
from data.duty.replay.run import USUAL_SPEED
from data.i18n import tr
from data.insight.playback import stored
from data.kinds.moments import read_time, show_time, write_time
from data.store.station import Station
from widgets import style
from widgets.parts.button import Button, IconButton
from widgets.parts.controls import Combo
from widgets.parts.hint import plain_hint
from widgets.parts.label import ElidedLabel, Label
from widgets.replay.event_list import EventList
from widgets.replay.line import ReplayLine

TURN = 200  # ms between two steps of playing
SPANS = {"1": timedelta(hours=1), "4": timedelta(hours=4), "8": timedelta(hours=8), "24": timedelta(hours=24)}
USUAL = "8"
SAID = 120  # unscaled pixels that the words between both have at least


class ReplayPage(QWidget):
    """Shows a `Replay` and asks for what it needs.

    `period_wanted` asks for a period (UTC as stored) to be read, `moment_wanted` for a moment (seconds since 1970) to be shown,
    `left` for the end of it, `printed` for a debrief; `picked` tells an event that a person went to.
    """

    period_wanted = Signal(str, str)
    moment_wanted = Signal(float)
    left = Signal()
    printed = Signal()
    picked = Signal(object)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.station = station
        self.replay: Replay | None = None
        self.moment, self.speed_now = 0.0, USUAL_SPEED
        self._timer = QTimer(self, interval=TURN)
        self._timer.timeout.connect(self._tick)
        self.line, self.list = ReplayLine(station.zone), EventList(station.zone)
        self._make_choices()
        self._build()
        self.line.pointed.connect(self._pointed)
        self.line.wanted.connect(self.act)
        self.list.picked.connect(self._event_picked)
        self.show_replay(None)

    def _make_choices(self) -> None:
        self.before = IconButton("step-back", tr("上一件事（左方向键）"))
        self.play = IconButton("play", tr("播放"), side=36, tint="accent")
        self.after = IconButton("step-on", tr("下一件事（右方向键）"))
        self.speed = Button("", "ghost")
        self.speed.setToolTip(tr("快慢：现在的一秒是那时的多久"))
        for button, act in ((self.before, "before"), (self.play, "toggle"), (self.after, "next"), (self.speed, "speed")):
            button.clicked.connect(lambda _on=False, act=act: self.act(act))
        self.words = Label("", "strong")
        self.now = ElidedLabel("", "quiet")
        self.span = Combo()
        for key, said in (("1", tr("最近 1 小时")), ("4", tr("最近 4 小时")), ("8", tr("最近 8 小时")), ("24", tr("最近 24 小时"))):
            self.span.addItem(said, key)
        self.span.addItem(tr("自定时段"), "own")
        self.span.setCurrentIndex(list(SPANS).index(USUAL))
        self.span.setAccessibleName(tr("回放哪段时间"))
        self.span.activated.connect(lambda _n: self._span_chosen())
        self.start, self.end = QLineEdit(), QLineEdit()
        for field, said in ((self.start, tr("从，写作 2026-11-21 13:00")), (self.end, tr("到，写作 2026-11-21 21:00"))):
            field.setAccessibleName(said)
            field.setToolTip(plain_hint(said))
            field.setFixedWidth(style.scaled(136))
            field.textEdited.connect(lambda _text: self.span.setCurrentIndex(self.span.findData("own")))
            field.returnPressed.connect(self._typed)
        self.read = Button(tr("开始回放"), "primary", "history")
        self.read.clicked.connect(self._typed)
        self.print = Button(tr("出复盘报告…"), "plain", "print")
        self.print.clicked.connect(self.printed)
        self.leave = Button(tr("结束回放"), "plain", "clock")
        self.leave.clicked.connect(self.left)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 4)
        column.setSpacing(4)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._played, self._chosen = QHBoxLayout(), QHBoxLayout()
        for line in (self._top, self._played, self._chosen):
            line.setSpacing(style.scaled(6))
        for widget in (self.before, self.play, self.after, self.speed, self.words):
            self._played.addWidget(widget)
        self._played.addWidget(self.now, 1)
        for choice in (self.span, self.start, self.end, self.read, self.print, self.leave):
            self._chosen.addWidget(choice)
        self._chosen.addStretch(1)
        self._top.addLayout(self._played, 1)
        self._top.addLayout(self._chosen)
        column.addLayout(self._top)
        below = QHBoxLayout()
        below.setSpacing(style.scaled(12))
        below.addWidget(self.line, 3)
        below.addWidget(self.list, 2)
        self._below = below
        column.addLayout(below, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What plays stands over the choice of the period where there is no room beside it: no word is cut off."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        needed = self._played.minimumSize().width() + self._chosen.sizeHint().width() + style.scaled(SAID)  # wherever `read` stands
        narrow = needed > self.width()
        if narrow:
            self._played.addWidget(self.read)
        else:
            self._chosen.insertWidget(self._chosen.indexOf(self.end) + 1, self.read)
        self._below.setStretch(1, 3 if narrow else 2)  # what happened is words: they get as much as the lines where room is short
        self._top.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def dispose(self) -> None:
        """Stop playing."""
        self._timer.stop()

    # Which period

    def propose(self) -> None:
        """Offer the last hours, without reading them."""
        if self.replay is None:
            end = self.station.clock.now()
            self._write(format_utc(end - SPANS[USUAL]), format_utc(end))

    def _span_chosen(self) -> None:
        if self.span.currentData() == "case":
            return
        span = SPANS.get(str(self.span.currentData()))
        self._furnish()
        if span is None:
            self.start.setFocus()
            self.start.selectAll()
            return
        end = getattr(self.station, "live", self.station).clock.now()
        self._write(format_utc(end - span), format_utc(end))
        self._typed()

    def _write(self, start: str, end: str) -> None:
        for field, moment in ((self.start, start), (self.end, end)):
            field.setText(write_time(moment, self.station.zone)[:16])

    def _typed(self) -> None:
        start, end = (read_time(f.text(), self.station.zone) for f in (self.start, self.end))
        if start is None or end is None:
            self.now.setText(tr("看不懂时段，请写成 2026-11-21 13:00"))
            return
        self.period_wanted.emit(start, end)

    def show_waiting(self) -> None:
        """Tell that a period is being read."""
        self.now.setText(tr("正在读取这段时间…"))

    def show_replay(self, replay: Replay | None) -> None:
        """Take a period that was read, at its beginning; None is none."""
        self._timer.stop()
        self.replay = replay
        self.line.show_replay(replay)
        self.list.show_replay(replay)
        self._name_case(replay is not None and replay.case is not None)
        if replay is not None:
            self._write(replay.start, replay.end)
        self._tell_speed()
        held = self.isAncestorOf(QApplication.focusWidget() or self)
        self._furnish()
        if held and replay is not None:
            self.play.setFocus()  # where Space plays: from the button that hides now the keyboard would go to the one that ends it
        if replay is None:
            self.now.setText(tr("选一段时间，按“开始回放”：地图、面板和时间线都回到那时"), tr("选一段时间，按“开始回放”"))
        else:
            self.now.setText("")
        self._show_play()
        if replay is not None:
            self.go(replay.first)

    def _name_case(self, one: bool) -> None:
        """Say that it is the time of one case, as long as that is replayed, and not the last hours."""
        at = self.span.findData("case")
        if one and at < 0:
            self.span.addItem(tr("这起警情"), "case")
            self.span.setCurrentIndex(self.span.count() - 1)
        elif not one and at >= 0:
            chosen = self.span.currentData() == "case"
            self.span.removeItem(at)
            if chosen:
                self.span.setCurrentIndex(list(SPANS).index(USUAL))

    def _furnish(self) -> None:
        """Show what is of use now: the fields of a period while one is being chosen, what plays it afterwards."""
        running = self.replay is not None
        choosing = not running or self.span.currentData() == "own"
        for widget in (self.before, self.play, self.after, self.speed, self.words, self.leave):
            widget.setVisible(running)
        for field in (self.start, self.end, self.read):
            field.setVisible(choosing)
        self.print.setVisible(running and not choosing)
        self._arrange()

    # Playing

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._timer.isActive()

    def act(self, act: str) -> None:
        """Carry out "toggle", "next", "before", "first", "last", "faster", "slower" or "speed" (the next one, round and round)."""
        if self.replay is None:
            self._typed()
        elif act == "toggle":
            self._toggle(self.replay)
        elif act in ("next", "before"):
            self.pause()
            self._jump(self.replay.next(self.moment) if act == "next" else self.replay.before(self.moment))
        elif act in ("first", "last"):
            self.pause()
            self.go(self.replay.first if act == "first" else self.replay.last)
        else:
            self._change_speed(act)

    def _toggle(self, replay: Replay) -> None:
        if self.playing:
            self.pause()
            return
        if self.moment >= replay.last:
            self.go(replay.first)
        self._timer.start()
        self._show_play()

    def pause(self) -> None:
        """Stay at the moment shown."""
        self._timer.stop()
        self._show_play()

    def _tick(self) -> None:
        if self.replay is None:
            return
        self.go(self.moment + self.speed_now * TURN / 1000)
        if self.moment >= self.replay.last:
            self.pause()

    def _jump(self, event: Event | None) -> None:
        if event is None:
            self.now.setText(tr("这段时间里没有更多的事了"))
            return
        self.go(event.seconds)
        self.picked.emit(event)

    def _change_speed(self, act: str) -> None:
        at = SPEEDS.index(self.speed_now)
        wanted = {"faster": min(at + 1, len(SPEEDS) - 1), "slower": max(at - 1, 0)}.get(act, (at + 1) % len(SPEEDS))
        self.speed_now = SPEEDS[wanted]
        self._tell_speed()

    def _tell_speed(self) -> None:
        said = f"×{self.speed_now}"
        self.speed.setText(said)
        self.speed.setAccessibleName(tr("快慢 {speed}", speed=said))

    def go(self, moment: float) -> None:
        """Show a moment (seconds since 1970), kept within the period."""
        self.stand_at(moment)
        if self.replay is not None:
            self.moment_wanted.emit(self.moment)

    def stand_at(self, moment: float) -> None:
        """Put line, list and words at a moment without asking for it."""
        if self.replay is None:
            return
        self.moment = self.replay.within(moment)
        self.line.show_moment(self.moment)
        done = self.replay.number_at(self.moment)
        self.list.show_done(done)
        self._tell(self.replay, done)

    def _tell(self, replay: Replay, done: int) -> None:
        self.words.setText(write_time(stored(self.moment), self.station.zone)[5:])
        if replay.begins and stored(self.moment) < replay.begins:
            zone, now = self.station.zone, getattr(self.station, "live", self.station).clock.now()
            self.now.setText(
                tr("站文件从 {when} 起才有记录：地图是那一刻的样子，警情按报警时间出现", when=show_time(replay.begins, zone)),
                tr("{when} 起才有记录", when=show_time(replay.begins, zone, now)),
            )
            return
        said = replay.events[done - 1].words if done else ""
        self.now.setText(f"{done}/{len(replay.events)} · {said}" if said else f"{done}/{len(replay.events)}")

    def _pointed(self, moment: float) -> None:
        self.pause()
        self.go(moment)

    def _event_picked(self, event: Event) -> None:
        self.pause()
        self.go(event.seconds)
        self.picked.emit(event)

    def _show_play(self) -> None:
        self.play.set_icon("pause" if self.playing else "play")
        said = tr("暂停（空格）") if self.playing else tr("播放（空格）")
        self.play.setToolTip(plain_hint(said))
        self.play.setAccessibleName(said)
