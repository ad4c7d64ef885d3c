"""The forces: by tier, on duty or not, with the tasks each has in hand; nobody is ranked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from data.duty.forces.states import ON_DUTY
from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask
from widgets.parts import Segmented
from widgets.records.lines import Line, LineList
from widgets.records.member_picker import DUTY_TONES
from widgets.records.panel import Panel
from widgets.records.pieces import column, row, words
from widgets.records.task_data import Member, members


class ForcesPanel(Panel):
    """Members under headings of their tiers, those on duty first."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._members: Sequence[Member] = ()
        self.filter = Segmented([("on", tr("在岗")), ("free", tr("可派")), ("all", tr("全部"))], "on")
        self.filter.chosen.connect(lambda _: self._list())
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("搜索姓名、岗位、班组"))
        self.search.setClearButtonEnabled(True)
        self.count = words("", "small", wrap=False)
        self.list = LineList(workspace)
        self.list.opened.connect(lambda line: self.workspace.select("force", line.target.id))
        self.list.flown.connect(lambda line: self.workspace.fly_to("force", line.target.id))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(100)
        self._pause.timeout.connect(self._list)
        self.search.textChanged.connect(lambda _: self._pause.start())
        box = column(self, gap=6)
        top = column(margin=12, gap=8)
        top.addWidget(self.filter)
        top.addWidget(self.search)
        top.addLayout(row(self.count))
        box.addLayout(top)
        box.addWidget(self.list, 1)
        self.refresh()

    def refresh(self) -> None:
        """Read the forces again."""
        ask(self, self.station, lambda: members(self.station), self._show, "members")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when forces or their tasks changed."""
        if changes.kinds & {"force", "task"}:
            self.refresh()

    def _show(self, found: list[Member]) -> None:
        self._members = found
        self._list()

    def _list(self) -> None:
        text = self.search.text().strip().lower()
        wanted = {"on": ON_DUTY, "free": ("free",)}.get(str(self.filter.value))
        fitting = [m for m in self._members if (wanted is None or m.duty in wanted) and self._named(m, text)]
        on = sum(m.duty in ON_DUTY for m in self._members)
        self.count.setText(tr("在岗 {on} 人，共 {total} 人", on=on, total=len(self._members)))
        lines: list[Line] = []
        for choice in self.station.kinds["force"].fields["tier"].choices:
            rows = [self._row(m) for m in fitting if m.tier == choice.value]
            if rows:
                lines += [Line(choice.label, trailing=tr("{n} 人", n=len(rows)), heading=True), *rows]
        self.list.set_lines(lines, empty=tr("没有这样的人，换个条件试试"))

    def _named(self, member: Member, text: str) -> bool:
        return not text or any(text in t.lower() for t in (member.name, member.role, member.team))

    def _row(self, member: Member) -> Line:
        detail = " · ".join(t for t in (member.role, member.load.said, member.team) if t)
        tone = DUTY_TONES.get(member.duty, "quiet")
        return Line(member.name, detail, member.duty_label, glyph=member.name[:1], tone=tone, target=Selection("force", member.id))
