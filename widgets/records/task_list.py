"""The list of tasks at the left: open, late, mine, all; a click selects."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from data.clock import format_utc
from data.duty import IN_HAND, OPEN_STATES
from data.i18n import tr
from data.query import Query, Where
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask
from widgets.parts import Segmented
from widgets.parts.controls import Combo
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, words
from widgets.records.task_data import task_cards

MOST = 300  # rows listed; the count tells of more
TICK_MS = 60_000


class TaskList(Panel):
    """Filters over a list; "mine" is what the person at the desk handed out or has in hand."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.filter = Segmented([("open", tr("未办结")), ("late", tr("超期")), ("mine", tr("我的")), ("all", tr("全部"))], "open")
        self.filter.chosen.connect(lambda _: self.refresh())
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("搜索任务"))
        self.search.setClearButtonEnabled(True)
        self.family = Combo()
        self.family.setAccessibleName(tr("任务类别"))
        self.family.addItem(tr("各类任务"), "")
        for choice in station.kinds["task"].fields["family"].choices:
            self.family.addItem(choice.label, choice.value)
        self.family.currentIndexChanged.connect(lambda _: self.refresh())
        self.count = words("", "small", wrap=False)
        self.list = LineList(workspace)
        self.list.opened.connect(lambda line: self.workspace.select("task", line.target.id))
        self.list.flown.connect(lambda line: self.workspace.fly_to("task", line.target.id))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(150)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self._tick.start()
        self._build()
        self.refresh()

    def _build(self) -> None:
        box = column(self, gap=6)
        top = column(margin=12, gap=8)
        top.addWidget(self.filter)
        top.addWidget(self.family)
        top.addWidget(self.search)
        line = row(self.count)
        line.addStretch(1)
        line.addWidget(self.only_for(push(tr("看板"), lambda: self.workspace.run("show_board"), "link"), "show_board"))
        task = push(tr("布置任务"), lambda: self.workspace.run("new_task"), "primary", "plus")
        line.addWidget(self.only_for(task, "new_task", writes=("task",)))
        top.addLayout(line)
        boards = push(tr("岗位看板"), lambda: self.workspace.run("duty_boards"), "link")
        more = row(self.only_for(boards, "duty_boards"))
        visits = push(tr("走访单"), lambda: self.workspace.run("plan_visits"), "link")
        more.addWidget(self.only_for(visits, "plan_visits", writes=("visit_list",)))
        more.addStretch(1)
        top.addLayout(more)
        box.addLayout(top)
        box.addWidget(self.list, 1)

    def _query(self) -> Query:
        """Return what is listed."""
        text = self.search.text().strip()
        now = format_utc(self.station.clock.now())
        wanted = self.filter.value
        if wanted == "late":
            where: tuple[Where, ...] = (Where("state", "in", IN_HAND), Where("due_at", "<", now))
        elif wanted == "all":
            where = ()
        else:
            where = (Where("state", "in", OPEN_STATES),)
        if self.family.currentData():
            where = (*where, Where("family", "is", self.family.currentData()))
        order = ("-issued_at",) if wanted == "all" else ("due_at",)
        return Query("task", where, text=text, order=order, limit=MOST)

    def refresh(self) -> None:
        """Read the list again."""
        query = self._query()
        mine = self.who if self.filter.value == "mine" else ""
        ask(self, self.station, lambda: self._read(query, mine), self._show, "tasks")

    def _read(self, query: Query, mine: str) -> tuple[list[Line], int]:
        if not mine:
            return [c.line() for c in task_cards(self.station, query)], self.station.count(
                Query("task", query.where, text=query.text)
            )
        own = [m.id for m in self.station.read(Query("force", (Where("name", "is", mine),)))]
        issued = self.station.read(query.and_where("issuer", "is", mine))
        in_hand = self.station.read(query.and_where("assignee", "in", tuple(own))) if own else []
        ids = tuple({r.id for r in (*issued, *in_hand)})
        if not ids:
            return [], 0
        found = task_cards(self.station, Query("task", (Where("id", "in", ids),), order=query.order))
        return [c.line() for c in found], len(found)

    def changed(self, changes: ChangeSet) -> None:
        """Read again when tasks changed."""
        if "task" in changes.kinds:
            self.refresh()

    def _show(self, answer: tuple[list[Line], int]) -> None:
        lines, count = answer
        self.count.setText(tr("{n} 项", n=f"{count:,}"))
        empty = {
            "late": tr("没有超期的任务"),
            "mine": tr("没有你布置或承办的任务"),
        }.get(str(self.filter.value), tr("没有任务。点一栋楼、一家店或一条警情，再点“布置任务”。"))
        self.list.set_lines(lines, empty=empty)

    def dispose(self) -> None:
        """Stop the clock as well."""
        self._tick.stop()
        super().dispose()
