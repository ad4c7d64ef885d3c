"""The newest cases: by type, state and severity, with the urgent ones marked; a click selects."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from data.clock import format_utc
from data.duty.incidents import OPEN_CASES
from data.i18n import tr
from data.kinds import Field
from data.query import Query, Where
from data.records import ChangeSet, Record
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask
from widgets.parts import Segmented
from widgets.parts.controls import Combo
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, words
from widgets.records.shown import ago, shown

MOST = 300  # rows listed; the count tells of more
SEVERE = {"urgent": "soon", "major": "late"}


def case_row(station: Station, record: Record) -> Line:
    """Return a case as a row: type and severity, place and state, when."""
    fields = station.kinds["case"].fields
    severity = record["severity"] or "normal"
    title = shown(fields["type"], record["type"], station.zone)
    if severity in SEVERE:
        title = tr("{type}（{severity}）", type=title, severity=shown(fields["severity"], severity, station.zone))
    state = fields["state"].choice(record["state"])
    place = str(record["address"] or "")  # before the state: where room is short the place is what must be read
    detail = " · ".join(t for t in (place, state.label if state else "") if t)
    tone = SEVERE.get(severity, state.colour if state else "")
    layer = station.kinds["case"].layer
    return Line(
        title,
        detail,
        ago(station, record["reported_at"]),
        glyph=layer.glyph if layer else title[:1],
        badge=state.colour if state and state.colour else "quiet",
        tone=tone,
        target=Selection("case", record.id),
    )


class CasesPanel(Panel):
    """Filters over the newest cases."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        fields = station.kinds["case"].fields
        self.open_only = Segmented([("open", tr("未结")), ("day", tr("24 小时")), ("all", tr("全部"))], "open")
        self.open_only.chosen.connect(lambda _: self.refresh())
        self.type = self._filter(fields["type"], tr("全部类型"))
        self.severity = self._filter(fields["severity"], tr("全部等级"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("搜索警情"))
        self.search.setClearButtonEnabled(True)
        self.count = words("", "small", wrap=False)
        self.list = LineList(workspace)
        self.list.opened.connect(lambda line: self.workspace.select("case", line.target.id))
        self.list.flown.connect(lambda line: self.workspace.fly_to("case", line.target.id))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(150)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self._build()
        self.each_minute(self.refresh)
        self.refresh()

    def _filter(self, field: Field, everything: str) -> QComboBox:
        combo = Combo()
        combo.setAccessibleName(field.label)
        combo.addItem(everything, None)
        for choice in field.choices:
            combo.addItem(choice.label, choice.value)
        combo.currentIndexChanged.connect(lambda _: self.refresh())
        combo.setMinimumContentsLength(4)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return combo

    def _build(self) -> None:
        box = column(self, gap=6)
        top = column(margin=12, gap=8)
        top.addWidget(self.open_only)
        top.addLayout(row(self.type, self.severity))
        top.addWidget(self.search)
        line = row(self.count)
        line.addStretch(1)
        call = push(tr("接警"), lambda: self.workspace.run("take_call"), "primary", "phone", hint="F3")
        line.addWidget(self.only_for(call, "take_call", writes=("case",)))
        top.addLayout(line)
        box.addLayout(top)
        box.addWidget(self.list, 1)

    @property
    def query(self) -> Query:
        """What is listed."""
        where = [Where("reported_at", "<=", format_utc(self.station.clock.now()))]
        wanted = self.open_only.value
        if wanted == "open":
            where.append(Where("state", "in", OPEN_CASES))
        elif wanted == "day":
            where.append(Where("reported_at", ">=", format_utc(self.station.clock.now() - timedelta(hours=24))))
        for name, combo in (("type", self.type), ("severity", self.severity)):
            if combo.currentData() is not None:
                where.append(Where(name, "is", combo.currentData()))
        return Query("case", tuple(where), text=self.search.text().strip(), order=("-reported_at",), limit=MOST)

    def refresh(self) -> None:
        """Read the list again."""
        query = self.query
        ask(self, self.station, lambda: self._read(query), self._show, "cases")

    def _read(self, query: Query) -> tuple[list[Line], int]:
        lines = [case_row(self.station, r) for r in self.station.read(query)]
        return lines, self.station.count(Query("case", query.where, text=query.text))

    def changed(self, changes: ChangeSet) -> None:
        """Read again when cases changed."""
        if "case" in changes.kinds:
            self.refresh()

    def _show(self, answer: tuple[list[Line], int]) -> None:
        lines, count = answer
        self.count.setText(tr("{n} 起", n=f"{count:,}"))
        self.list.set_lines(lines, empty=tr("没有这样的警情，放宽条件试试"), anew=True)
