"""The table of shifts of a day: who should be there, who is, who is missing; clocking in and out by one press."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from data.clock import format_utc
from data.duty.forces.shifts import ShiftRow, shift_table, state_label
from data.i18n import tr
from data.kinds.moments import zone_of
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask
from widgets.parts import IconButton
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, words

TONES = {"planned": "quiet", "missing": "late", "on": "calm", "over": "soon", "done": "quiet", "absent": "late"}
ORDER = ("missing", "absent", "over", "on", "planned", "done")
PAUSE = 400


class ShiftsPage(Panel):
    """One day; the arrows go to the day before and after."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.day = self._today()
        self.title, self.count = words("", "heading"), words("", "small", wrap=False)
        before, after = IconButton("chevron-left", tr("前一天")), IconButton("chevron-right", tr("后一天"))
        before.clicked.connect(lambda: self._go(-1))
        after.clicked.connect(lambda: self._go(1))
        self.list = LineList(workspace)
        self.list.opened.connect(lambda line: self.workspace.select("force", line.target.id))
        self.list.flown.connect(lambda line: self.workspace.fly_to("force", line.target.id))
        self._again = QTimer(self, singleShot=True, interval=PAUSE)
        self._again.timeout.connect(self.refresh)
        box = column(self, gap=6)
        top = column(margin=12, gap=8)
        line = row(before, self.title, after, gap=4)
        line.addStretch(1)
        top.addLayout(line)
        line = row(self.count)
        line.addStretch(1)
        plan = push(tr("排一个班"), lambda: self.workspace.run("new_record", kind="shift"), "primary", "plus")
        line.addWidget(self.only_for(plan, "new_record", writes=("shift",)))
        top.addLayout(line)
        box.addLayout(top)
        box.addWidget(self.list, 1)
        self.each_minute(self.refresh)
        self.refresh()

    def _today(self) -> datetime:
        here = self.station.clock.now().astimezone(zone_of(self.zone))
        return here.replace(hour=0, minute=0, second=0, microsecond=0)

    def _go(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.refresh()

    def refresh(self) -> None:
        """Read the shifts of the day again."""
        start, end = format_utc(self.day), format_utc(self.day + timedelta(days=1))
        self.title.setText(tr("今天") if self.day == self._today() else f"{self.day:%m-%d}")
        ask(self, self.station, lambda: shift_table(self.station, start, end), self._show, "shifts")

    def changed(self, changes: ChangeSet) -> None:
        """Read again soon when shifts or forces' states changed."""
        if changes.command != "positions" and changes.kinds & {"shift", "force"} and not self._again.isActive():
            self._again.start()

    def dispose(self) -> None:
        """Stop the clock as well."""
        self._again.stop()
        super().dispose()

    def _show(self, rows: Sequence[ShiftRow]) -> None:
        here, missing = sum(r.state in ("on", "over") for r in rows), sum(r.state in ("missing", "absent") for r in rows)
        said = tr("到岗 {here} / {all}", here=here, all=len(rows))
        self.count.setText(said + (tr("，缺 {n}", n=missing) if missing else ""))
        lines: list[Line] = []
        for state in ORDER:
            found = [r for r in rows if r.state == state]
            if found:
                lines += [Line(state_label(state), trailing=tr("{n} 人", n=len(found)), heading=True), *map(self._row, found)]
        self.list.set_lines(lines, empty=tr("这一天没有排班。用“排班”添加，或把排班表拖进窗口导入。"), anew=True)

    def _row(self, shift: ShiftRow) -> Line:
        span = f"{self._hour(shift.starts_at)}–{self._hour(shift.ends_at)}"
        came = tr("{time} 签到", time=self._hour(shift.in_at)) if shift.in_at else ""
        detail = " · ".join(t for t in (shift.post, shift.grid, came) if t)
        return Line(shift.name, detail, span, glyph=shift.name[:1], tone=TONES[shift.state], target=Selection("force", shift.force),
                    hint=" · ".join(t for t in (shift.name, shift.team, detail, span) if t))  # fmt: skip

    def _hour(self, moment: str | None) -> str:
        return f"{datetime.fromisoformat(moment).astimezone(zone_of(self.zone)):%H:%M}" if moment else ""
