"""Patrols: how far each is, point by point, with what was visited and what was missed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from data.duty.forces.patrols import MOVES, PointProgress, Progress, move_patrol, patrols_now
from data.errors import WatchroomError
from data.i18n import tr
from data.kinds.moments import zone_of
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask, write
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import Holder, column, push, row, words

KINDS = {"fixes", "patrol", "patrol_point", "patrol_route", "patrol_visit"}
MARKS = {"visited": "✓", "late": "!", "missed": "✕", "due": "○"}
COLOURS = {"visited": "calm", "late": "soon", "missed": "late", "due": ""}
PAUSE, LOOK = 1000, 30_000  # ms after a change; ms between two looks at the clock


class PatrolsPage(Panel):
    """The patrols of now, each with its points; what is chosen can be begun and ended."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._patrols: Sequence[Progress] = ()
        self.count = words("", "small")
        self.list = LineList(workspace)
        self.list.opened.connect(self._open)
        self.list.flown.connect(lambda line: self.workspace.fly_to(line.target.kind, line.target.id))
        self.verbs = Holder(8)
        self._chosen = 0
        self._again = QTimer(self, singleShot=True, interval=PAUSE)
        self._again.timeout.connect(self.refresh)
        self._look = QTimer(self, interval=LOOK)
        self._look.timeout.connect(self.refresh)
        self._look.start()
        box = column(self, gap=6)
        top = column(margin=12, gap=8)
        line = row()
        line.addWidget(self.count, 1)
        plan = push(tr("安排巡逻"), lambda: self.workspace.run("plan_patrol"), "primary", "plus")
        line.addWidget(self.only_for(plan, "plan_patrol", writes=("patrol",)))
        top.addLayout(line)
        box.addLayout(top)
        box.addWidget(self.list, 1)
        bottom = column(margin=8)
        bottom.addWidget(self.verbs)
        box.addLayout(bottom)
        self.refresh()

    def refresh(self) -> None:
        """Work out again how far they are."""
        ask(self, self.station, lambda: patrols_now(self.station), self._show, "patrols")

    def changed(self, changes: ChangeSet) -> None:
        """Read again soon when positions came in or patrols changed."""
        if changes.kinds & KINDS and self.isVisible() and not self._again.isActive():
            self._again.start()

    def dispose(self) -> None:
        """Stop the clocks as well."""
        self._again.stop()
        self._look.stop()
        super().dispose()

    def carry_out(self, patrol: int, verb: str) -> None:
        """Begin, end or cancel a patrol; what is not allowed is told."""
        who = self.who

        def work() -> str:
            try:
                move_patrol(self.station, patrol, verb, who=who)
            except WatchroomError as error:
                return error.message
            return ""

        write(self, self.station, work, lambda trouble: self.workspace.tell("info", trouble) if trouble else None)

    def _open(self, line: Line) -> None:
        if line.target.kind == "patrol":
            self._chosen = line.target.id
            self._show_verbs()
        self.workspace.select(line.target.kind, line.target.id)

    def _show_verbs(self) -> None:
        """Offer what can be done with the patrol that is chosen."""
        patrol = next((p for p in self._patrols if p.id == self._chosen), None)
        labels = {"begin": tr("开始巡逻"), "finish": tr("结束巡逻"), "cancel": tr("取消巡逻")}
        can = MOVES[patrol.state] if patrol is not None and self.station.may_write("patrol") else {}
        roles = {"cancel": "ghost"}
        made = (push(labels[v], partial(self.carry_out, self._chosen, v), roles.get(v, "primary")) for v in can)
        self.verbs.show_only(*made)

    def _show(self, found: Sequence[Progress]) -> None:
        self._patrols = found
        under_way = [p for p in found if p.state == "under_way"]
        missed = sum(p.missed for p in under_way)
        said = tr("进行中 {n} 条", n=len(under_way))
        self.count.setText(said + (tr("，漏点 {n}", n=missed) if missed else ""))
        lines: list[Line] = []
        for patrol in found:
            lines += [self._row(patrol), *(self._point(p) for p in patrol.points if patrol.state == "under_way")]
        held = self.list.verticalScrollBar().value()
        self.list.set_lines(lines, empty=tr("没有巡逻。先在台账里画好巡逻线路和巡逻点，再“安排巡逻”。"), uniform=True)
        self.list.verticalScrollBar().setValue(held)
        self._show_verbs()

    def _row(self, patrol: Progress) -> Line:
        choice = self.station.kinds["patrol"].field("state").choice(patrol.state)
        detail = " · ".join(t for t in (choice.label if choice else "", patrol.said, self._hour(patrol.starts_at)) if t)
        return Line(patrol.name, detail, glyph="巡", badge="accent" if patrol.state == "under_way" else "quiet",
                    target=Selection("patrol", patrol.id), placed=False)  # fmt: skip

    def _point(self, point: PointProgress) -> Line:
        due = tr("应 {time}", time=self._hour(point.due_at))
        came = tr("实 {time}", time=self._hour(point.visited_at)) if point.visited_at else ""
        states = {"visited": tr("按时到点"), "late": tr("迟到"), "missed": tr("漏点"), "due": tr("未到")}
        told = (*(() if came else (states[point.state],)), due, came)  # with a time of coming the sign says what it was
        return Line(point.name, " · ".join(t for t in told if t), glyph=MARKS[point.state], badge=COLOURS[point.state],
                    target=Selection("patrol_point", point.id), hint=states[point.state])  # fmt: skip

    def _hour(self, moment: str | None) -> str:
        return f"{datetime.fromisoformat(moment).astimezone(zone_of(self.zone)):%H:%M}" if moment else ""
