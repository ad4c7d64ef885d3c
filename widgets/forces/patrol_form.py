"""Planning a patrol: which route, who, when."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.clock import format_utc
from data.duty.forces.patrols import move_patrol, plan_patrol
from data.errors import WatchroomError
from data.i18n import tr
from data.query import Query
from data.records import Record
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask, write
from widgets.parts.controls import Combo
from widgets.records.member_picker import MemberPicker
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, words

STARTS = (0, 15, 30, 60, 120, 240)  # minutes from now; 0 begins at once


class PatrolForm(Panel):
    """Emits `planned` with the patrol's id."""

    planned = Signal(int)

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.route, self.start = Combo(), Combo()
        self.route.setAccessibleName(tr("巡逻线路"))
        self.start.setAccessibleName(tr("什么时候出发"))
        for minutes in STARTS:
            self.start.addItem(tr("{n} 分钟后出发", n=minutes) if minutes else tr("现在就出发"), minutes)
        self.picker = MemberPicker(station, workspace)
        self.own(self.picker)
        self.trouble = words("", "late")
        self.trouble.hide()
        box = column(self, margin=24, gap=10)
        for label, widget in ((tr("线路"), self.route), (tr("谁去"), self.picker), (tr("时间"), self.start)):
            box.addWidget(words(label, "heading"))
            box.addWidget(widget)
        box.addWidget(self.trouble)
        line = row(push(tr("安排巡逻"), self.plan, "primary", "check"))
        line.addStretch(1)
        box.addLayout(line)
        box.addStretch(1)
        ask(self, station, lambda: station.read(Query("patrol_route", order=("name",), fields=("name",))), self._offer, "routes")

    def _offer(self, routes: list[Record]) -> None:
        for route in routes:
            self.route.addItem(str(route["name"]), route.id)
        if not routes:
            self._complain(tr("还没有巡逻线路：在台账里新增“巡逻线路”，在地图上画线，再加巡逻点"))

    def plan(self) -> None:
        """Write the patrol."""
        route, member, minutes, who = self.route.currentData(), self.picker.member, int(self.start.currentData()), self.who
        if not route or not member:
            self._complain(tr("先选线路和巡逻的人"))
            return
        starts = format_utc(self.station.clock.now() + timedelta(minutes=minutes))

        def work() -> int | str:
            try:
                id = plan_patrol(self.station, int(route), member, starts, who=who)
                if not minutes:
                    move_patrol(self.station, id, "begin", who=who)
            except WatchroomError as error:
                return error.message
            return id

        write(self, self.station, work, self._done)

    def _done(self, found: int | str) -> None:
        if isinstance(found, str):
            self._complain(found)
        else:
            self.planned.emit(found)

    def _complain(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
