"""A cordon: who holds which crossing by when, what stays open, and the front that grows with the clock."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, QTimer

from data.i18n import tr
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask
from widgets.dispatch.plan_view import PlanView, Point, mode_choices
from widgets.parts import Segmented
from widgets.parts.controls import Slider
from widgets.records.lines import Line
from widgets.records.pieces import push, row, words

if TYPE_CHECKING:
    from data.duty.dispatch.cordon_values import Cordon

TICK_MS = 1000
NEAREST, FRAMED = 350.0, 2.6  # metres from the eye to the place, and how many times as far as the farthest place to be held
FRONT_EVERY = 5  # ticks after which the front is drawn anew


class CordonView(PlanView):
    """The cordon around `place`; `began` is when somebody fled from there."""

    name = "cordon"

    def __init__(self, station: Station, workspace: Workspace) -> None:
        super().__init__(station, workspace)
        self.place: Point | None = None
        self.began: datetime | None = None
        self._framed: Point | None = None  # the place that the map was taken to
        self.plan: Cordon | None = None
        self._ticks = 0
        self._ways_kept: list[list[npt.NDArray[np.float64]]] = []  # the ways to the posts, worked out once for each plan
        self.mode = Segmented(mode_choices(unknown=True), "foot")
        self.ago = Segmented([(0, tr("刚刚")), (1, "1"), (3, "3"), (5, "5"), (10, "10")], 1)
        self.within = Segmented([(300, "5"), (600, "10"), (900, "15")], 600)
        self.clock = Slider(Qt.Orientation.Horizontal)
        self.clock.setAccessibleName(tr("前沿在多少秒后"))
        self.clock.setRange(0, 600)
        self.clock_said = words("", "small", wrap=False)
        hint = tr("把包围圈存成警戒区，每个卡点给守卡人布置一项任务")
        self.keep = push(tr("留存并派人设卡"), self.carry_out, "primary", hint=hint)
        self.only_for(self.keep, "carry_out_cordon", writes=("cordon",))
        self.again = push(tr("重新算"), self.plan_now, "plain", "refresh")
        self._build_controls()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._ticked)
        self.list.setAccessibleName(tr("谁守哪里"))
        self._show_nothing()

    def _build_controls(self) -> None:
        self.controls.addLayout(row(self.keep, self.again))  # first, so that they are seen in a low drawer
        self.control(tr("对方"), self.mode)
        self.control(tr("几分钟前"), self.ago)
        self.control(tr("几分钟合围"), self.within)
        self.controls.addWidget(self.clock_said)
        self.controls.addWidget(self.clock)
        for control in (self.mode, self.ago, self.within):
            control.chosen.connect(lambda _=None: self.plan_now())
        self.clock.valueChanged.connect(self._clock_moved)

    def _show_nothing(self) -> None:
        self.keep.setEnabled(False)
        self.again.setEnabled(self.place is not None)
        self.clock.setEnabled(False)
        if self.place is None:
            self.say(tr("在地图上右键选案发地，再选“从这里布控”"), tone="quiet")
        self.list.set_lines([], empty=tr("还没有布控"))

    def show_place(self, place: Point) -> None:
        """Plan around a place (longitude, latitude)."""
        self.place, self.began = place, None
        if self.isVisible():
            self.plan_now()

    def refresh(self) -> None:
        """Plan where a place was named and nothing is planned for it yet; else show what was planned."""
        if self.place is not None and self.plan is None:
            self.plan_now()
        elif self.plan is not None:
            self._draw()

    def plan_now(self) -> None:
        """Plan again with forces and clock as they are now."""
        if self.place is None:
            return
        station, place, mode = self.station, self.place, str(self.mode.value)
        now = station.clock.now()
        self.began = now - timedelta(minutes=_number(self.ago.value))
        began, within = self.began, float(_number(self.within.value))
        self.say(tr("正在算前沿和卡点…"))

        def work() -> Cordon:
            from data.duty.dispatch.cordon import cordon

            return cordon(station, place, began=began, mode=mode, within=within, now=now)

        ask(self, station, work, self._show, "cordon")

    def _show(self, plan: Cordon) -> None:
        self.plan, self._ways_kept = plan, []
        self.clock.setRange(0, round(plan.within))
        self.clock.setEnabled(True)
        self.clock.blockSignals(True)
        self.clock.setValue(0)
        self.clock.blockSignals(False)
        self.keep.setEnabled(bool(plan.posts) and not self.station.read_only)
        self.again.setEnabled(True)
        self._tick.start()
        self._draw()
        self._fill()
        if self.place != self._framed:
            self._framed = self.place
            self._frame(plan)

    def _frame(self, plan: Cordon) -> None:
        """Take the map to where all that is to be held, and what stays open, is seen: it may have looked elsewhere."""
        if self.place is not None:
            places = [post.at for post in plan.posts] + [way.at for way in plan.ways_open]
            across = max((math.dist(plan.escape.at, at) for at in places), default=0.0)
            self.workspace.fly_to(lon=self.place[0], lat=self.place[1], distance=max(NEAREST, FRAMED * across))

    def _draw(self) -> None:
        """Draw the cordon with the front at the clock's place."""
        plan, station = self.plan, self.station
        if plan is None:
            return
        ahead, kept = float(self.clock.value()), self._ways_kept
        self.clock_said.setText(tr("前沿：{when}", when=_when(ahead)))

        def work() -> object:
            from data.duty.dispatch.pictures import picture_of_cordon, ways_to_posts

            ways = kept[0] if kept else ways_to_posts(station, plan)
            kept[:] = [ways]
            return picture_of_cordon(plan, ahead, travel_lines=ways)

        ask(self, station, work, self.put, "front")

    def _fill(self) -> None:
        plan = self.plan
        if plan is None:
            return
        gone = (self.station.clock.now() - plan.now).total_seconds()
        tone = "calm" if plan.closed else "late"
        cameras = (tr("边上有 {n} 个探头可以看", n=len(plan.cameras)),) if plan.cameras else ()
        self.say(plan.said, (*plan.notes, *plan.assumptions, *cameras), tone)
        self.list.set_lines([*self._posts(plan, gone), *self._ways(plan, gone)], empty=tr("没有要守的路口"))

    def _posts(self, plan: Cordon, gone: float) -> list[Line]:
        from data.duty.dispatch.words import seconds_words

        lines = [Line(tr("守卡（{n}）", n=len(plan.posts)), heading=True)] if plan.posts else []
        for number, post in enumerate(plan.posts, 1):
            left = post.seconds - gone
            kind = tr("门") if post.gate else tr("路口")
            told = (kind, tr("比对方早 {slack}", slack=seconds_words(post.slack)),
                    tr("探头 {n}", n=len(post.cameras)) if post.cameras else "")  # fmt: skip
            lines.append(
                Line(tr("{force} → {place}", force=post.force.name, place=post.name), " · ".join(t for t in told if t),
                     seconds_words(left) if left > 0 else tr("应已到位"), glyph=str(number), badge="accent",
                     tone="soon" if post.slack < 60 else "", edge=post.slack < 60, placed=False, hint=post.said)
            )  # fmt: skip
        return lines

    def _ways(self, plan: Cordon, gone: float) -> list[Line]:
        from data.duty.dispatch.words import seconds_words

        lines = [Line(tr("还敞开的出路（{n}）", n=len(plan.ways_open)), heading=True)] if plan.ways_open else []
        for way in plan.ways_open:
            left = way.front - gone
            told = tr("{time}后对方可能到这里", time=seconds_words(left)) if left > 0 else tr("对方可能已经过去")
            seen = tr("探头 {n}", n=len(way.cameras)) if way.cameras else tr("没有探头")
            lines.append(Line(way.name, f"{told} · {seen}", "", glyph="✕", badge="late", tone="late", edge=True, placed=False))
        return lines

    def line_opened(self, line: Line) -> None:
        """Fly to the place of a row."""
        plan, at = self.plan, self.list.currentIndex().row()
        if plan is None or at < 0:
            return
        places: list[tuple[float, float] | None] = [None, *(post.at for post in plan.posts)] if plan.posts else []
        if plan.ways_open:
            places += [None, *(way.at for way in plan.ways_open)]
        place = places[at] if at < len(places) else None
        if place is not None:
            lon, lat = (float(v[0]) for v in self.station.frame.to_degrees([place[0]], [place[1]]))
            self.workspace.fly_to(lon=lon, lat=lat, distance=350)

    def _clock_moved(self, _seconds: int) -> None:
        self._draw()

    def _ticked(self) -> None:
        """Count down; the front follows the clock while nobody holds it elsewhere."""
        if not self.isVisible() or self.plan is None:
            return
        self._ticks += 1
        gone = (self.station.clock.now() - self.plan.now).total_seconds()
        self._retime(gone)
        if self._ticks % FRONT_EVERY == 0 and not self.clock.isSliderDown() and gone <= self.clock.maximum():
            self.clock.setValue(round(gone))

    def _retime(self, gone: float) -> None:
        at = self.list.currentIndex().row() if self.list.currentIndex().isValid() else -1
        plan = self.plan
        assert plan is not None
        self.list.set_lines([*self._posts(plan, gone), *self._ways(plan, gone)])
        if at >= 0:
            self.list.setCurrentIndex(self.list.model().index(at, 0))

    def carry_out(self) -> None:
        """Keep the cordon and hand a task to everybody who holds a place."""
        if self.plan is not None:
            self.keep.setEnabled(False)  # once; a plan that is worked out anew may be handed out again
            self.workspace.run("carry_out_cordon", plan=self.plan)

    def leave(self) -> None:
        """Forget the plan."""
        self._tick.stop()
        self.plan, self.place, self._framed = None, None, None
        self._show_nothing()
        super().leave()

    def dispose(self) -> None:
        """Stop the clock too."""
        self._tick.stop()
        super().dispose()


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _when(ahead: float) -> str:
    from data.duty.dispatch.words import seconds_words

    return tr("现在") if ahead < 1 else tr("{time}后", time=seconds_words(ahead))

