"""Who is where: force members by tier, team, state or grid, with the age of their place and the tasks in hand; nobody is ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from data.duty.forces.roster import ForceNow, roster
from data.duty.forces.standing import age_said
from data.duty.forces.states import ON_DUTY, STATES
from data.i18n import tr
from data.query import Query
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask
from widgets.parts import Segmented
from widgets.parts.controls import Combo
from widgets.parts.hint import plain_hint
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import column, row, words

KINDS = {"force", "task", "grid"}
PAUSE = 400  # ms: positions come every few seconds, several changes are read once


@dataclass(frozen=True, slots=True)
class People:
    """What the list is made of."""

    forces: Sequence[ForceNow]
    grids: Mapping[int, str]


def read_people(station: Station) -> People:
    """Return all force members as they are now; on a reader thread."""
    return People(roster(station), {g.id: str(g["name"]) for g in station.read(Query("grid", fields=("name",)))})


class PeoplePage(Panel):
    """A list under headings; a click selects, its right end flies there."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._people = People((), {})
        self.filter = Segmented([("on", tr("在岗")), ("free", tr("可派")), ("all", tr("全部"))], "on")
        self.filter.chosen.connect(lambda _: self._list())
        self.by = Combo()
        self.by.setAccessibleName(tr("分组"))
        for key, label in (("tier", tr("按层级")), ("team", tr("按班组")), ("duty", tr("按状态")), ("grid", tr("按网格"))):
            self.by.addItem(label, key)
        self.by.currentIndexChanged.connect(lambda _: self._list())
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("搜索姓名、岗位、班组"))
        self.search.setClearButtonEnabled(True)
        self.count = words("", "small", wrap=False)
        self.list = LineList(workspace)
        self.list.opened.connect(lambda line: self.workspace.select("force", line.target.id))
        self.list.flown.connect(lambda line: self.workspace.fly_to("force", line.target.id))
        self._pause = QTimer(self, singleShot=True, interval=100)
        self._pause.timeout.connect(self._list)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self._again = QTimer(self, singleShot=True, interval=PAUSE)
        self._again.timeout.connect(self.refresh)
        self._build()
        self.each_minute(self.refresh)
        self.refresh()

    def _build(self) -> None:
        box = column(self, gap=6)
        top = column(margin=12, gap=8)
        top.addWidget(self.filter)
        top.addWidget(self.search)
        line = row(self.count)
        line.addStretch(1)
        line.addWidget(self.by)
        top.addLayout(line)
        box.addLayout(top)
        box.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Read the forces again."""
        ask(self, self.station, lambda: read_people(self.station), self._show, "people")

    def changed(self, changes: ChangeSet) -> None:
        """Read again soon when forces or their tasks changed."""
        if changes.kinds & KINDS and not self._again.isActive():
            self._again.start()

    def dispose(self) -> None:
        """Stop the clocks as well."""
        self._again.stop()
        self._pause.stop()
        super().dispose()

    def _show(self, found: People) -> None:
        self._people = found
        self._list()

    def _list(self) -> None:
        text = self.search.text().strip().lower()
        wanted = {"on": ON_DUTY, "free": ("free",)}.get(str(self.filter.value))
        forces = self._people.forces
        fitting = [f for f in forces if (wanted is None or f.duty in wanted) and self._named(f, text)]
        on, free = sum(f.on_duty for f in forces), sum(f.free for f in forces)
        self.count.setToolTip(plain_hint(tr("共 {n} 人", n=len(forces))))
        self.count.setText(tr("在岗 {on} · 可派 {free}", on=on, free=free))
        lines: list[Line] = []
        for label, members in self._groups(fitting):
            lines += [Line(label, trailing=tr("{n} 人", n=len(members)), heading=True), *map(self._row, members)]
        held = self.list.verticalScrollBar().value()
        self.list.set_lines(lines, empty=tr("没有这样的人，换个条件试试"), anew=True)
        self.list.verticalScrollBar().setValue(held)

    def _groups(self, forces: Sequence[ForceNow]) -> list[tuple[str, list[ForceNow]]]:
        """Return the groups in the order of the code list, or of their names, those that can be sent first in each."""
        by = str(self.by.currentData())
        found: dict[Any, list[ForceNow]] = {}
        for force in sorted(forces, key=lambda f: (STATES.index(f.duty) if f.duty in STATES else 9, f.name)):
            found.setdefault(getattr(force, by), []).append(force)
        if by in ("tier", "duty"):
            choices = self.station.kinds["force"].field(by).choices
            return [(c.label, found[c.value]) for c in choices if c.value in found]
        names = {key: self._people.grids.get(key, "") if by == "grid" else str(key) for key in found}
        return [(names[k] or tr("未编入"), found[k]) for k in sorted(found, key=lambda k: (not names[k], names[k]))]

    def _named(self, force: ForceNow, text: str) -> bool:
        return not text or any(text in t.lower() for t in (force.name, self._role(force), force.team, force.number))

    def _role(self, force: ForceNow) -> str:
        choice = self.station.kinds["force"].field("role").choice(force.role)
        return choice.label if choice else ""

    def _row(self, force: ForceNow) -> Line:
        state = self.station.kinds["force"].field("duty").choice(force.duty)
        place = age_said(force.standing.age) if force.standing.known else tr("没有定位")
        parts = (self._role(force), place if force.on_duty else "", force.load.said, force.team)
        hint = " · ".join(t for t in (force.name, *parts, force.standing.said if force.on_duty else "") if t)
        return Line(
            force.name, " · ".join(t for t in parts if t), state.label if state else "", glyph=force.name[:1],
            badge=state.colour if state and force.on_duty else "", target=Selection("force", force.id), placed=force.standing.known,
            hint=hint,
        )  # fmt: skip
