"""Putting tasks together into a walk: whose, which places in which order, what is merged; and handing it out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.duty.spans import span_words
from data.duty.visits import VisitPlan, gather, in_order, issue_visits, propose, ready_tasks
from data.errors import WatchroomError
from data.i18n import tr
from data.query import Query, Where
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets import style
from widgets.background import ask, write
from widgets.duty.stop_list import StopList
from widgets.parts import ElidedLabel
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, words
from widgets.records.shown import titles_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan with the names of its places, or the sentence that says why there is none."""

    plan: VisitPlan | None
    places: tuple[str, ...] = ()
    trouble: str = ""


def read_officers(station: Station) -> list[Line]:
    """Return who has tasks for a walk, as rows; on a reader thread."""
    found = [g for g in gather(station, ready_tasks(station)) if g.stops]
    names = titles_of(station, {"force": [g.officer for g in found]})
    return [
        Line(names.get(("force", g.officer), ""), tr("{stops} 处 {tasks} 项", stops=len(g.stops), tasks=len(g.tasks)),
             target=Selection("force", g.officer), placed=False)
        for g in found
    ]  # fmt: skip


def read_plan(station: Station, officer: int) -> Proposal:
    """Return the walk that is proposed; on a reader thread."""
    try:
        plan = propose(station, officer)
    except WatchroomError as error:
        return Proposal(None, (), error.message)
    return named(station, plan)


def named(station: Station, plan: VisitPlan) -> Proposal:
    """Return a plan with the names of its places; on a reader thread."""
    ids = [s.building for s in plan.walk.stops if s.building]
    columns = station.columns(Query("building", (Where("id", "in", tuple(ids)),)), ("id", "name"))
    names = dict(zip(columns["id"], columns["name"], strict=True))
    return Proposal(plan, tuple(names.get(s.building) or tr("室外") for s in plan.walk.stops))


class VisitPlanner(Panel):
    """Officers at the left, the walk at the right; ``issued`` with the id of the visit list."""

    issued = Signal(int)

    def __init__(self, station: Station, workspace: Workspace, officer: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.proposal: Proposal | None = None
        self._officer = officer
        self.officers = LineList(workspace)
        self.officers.end_flies = False
        self.officers.setFixedWidth(240)
        self.officers.setAccessibleName(tr("谁去走"))
        self.officers.opened.connect(lambda line: self.choose(line.target.id))
        self.heading = ElidedLabel("", "strong")
        self.summary = words("", "small")
        self.stops = StopList(workspace)
        self.stops.end_flies = False
        self.stops.moved.connect(self._move)
        self.trouble = words("", "late")
        self.trouble.hide()
        self.issue = push(tr("下发走访单"), self._issue, "primary")
        self.issue.setEnabled(False)
        left = column(gap=6)
        left.addWidget(words(tr("有任务待走的人"), "small"))
        left.addWidget(self.officers, 1)
        right = column(gap=6)
        right.addWidget(self.heading)
        right.addWidget(self.summary)
        right.addWidget(self.stops, 1)
        right.addWidget(self.trouble)
        self.shortest = push(tr("恢复最短次序"), lambda: self.choose(self._officer), "plain")
        self.shortest.hide()
        line = row(self.issue, self.shortest)
        line.addWidget(words(tr("拖动一处可以改次序，键盘用 Alt+↑ 和 Alt+↓。"), "small"), 1)
        right.addLayout(line)
        body = row(gap=16)
        body.addLayout(left)
        body.addLayout(right, 1)
        box = column(self)
        box.setContentsMargins(20, 4, 20, 16)
        box.addWidget(words(tr("同一栋楼的任务并成一处，同对象同目的的只走一次；次序按步行最短。"), "quiet"))
        box.addLayout(body, 1)
        self.stops.setMinimumHeight(style.scaled(430))
        self.refresh()

    def refresh(self) -> None:
        """Read who has tasks."""
        ask(self, self.station, lambda: read_officers(self.station), self._show_officers, "officers")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when tasks changed."""
        if "task" in changes.kinds:
            self.refresh()

    def _show_officers(self, lines: list[Line]) -> None:
        self.officers.set_lines(lines, empty=tr("没有待走的任务：布置后还没开始、也不在走访单上的才在这里"))
        still = next((line for line in lines if line.target.id == self._officer), None)
        if still is not None and self.proposal is None:
            self.choose(self._officer)
        elif still is None and lines:
            self.choose(lines[0].target.id)
        elif still is None:
            self._show(Proposal(None))

    def choose(self, officer: int) -> None:
        """Work out the walk of one officer."""
        self._officer = officer
        at = next((i for i, line in enumerate(self.officers.lines()) if line.target.id == officer), -1)
        if at >= 0:
            self.officers.setCurrentIndex(self.officers.model().index(at, 0))
            self.heading.setText(self.officers.lines()[at].title)
        self.issue.setEnabled(False)
        ask(self, self.station, lambda: read_plan(self.station, officer), self._show, "plan")

    def _show(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.complain(proposal.trouble)
        plan = proposal.plan
        self.issue.setEnabled(plan is not None and not self.station.read_only)
        self.stops.movable = plan is not None and len(plan.walk.stops) > 1
        self.shortest.setVisible(plan is not None and plan.walk.by_hand)
        if plan is None:
            self.heading.setText("")
            self.summary.setText("")
            self.stops.set_lines([])
            return
        walk, doubles = plan.walk, len(plan.gathered.doubles)
        said = [tr("{stops} 处 {tasks} 项", stops=len(walk.stops), tasks=sum(len(s.tasks) for s in walk.stops)),
                tr("步行 {metres} 米", metres=f"{walk.metres:,.0f}"),
                tr("约 {time}", time=span_words(60 * walk.minutes))]  # fmt: skip
        if doubles:
            said.append(tr("并掉 {n} 项重复的", n=doubles))
        if plan.gathered.nowhere:
            said.append(tr("{n} 项没有地点，不在单上", n=len(plan.gathered.nowhere)))
        self.summary.setText(" · ".join(said) + "\n" + walk.method)
        self.stops.set_lines(self._lines(proposal), empty="")

    def _move(self, stop: int, to: int) -> None:
        """Put a stop elsewhere in the order that is proposed."""
        plan = self.proposal.plan if self.proposal else None
        if plan is None:
            return
        order, station = self.stops.order(stop, to), self.station
        self.issue.setEnabled(False)
        ask(self, station, lambda: named(station, in_order(station, plan, order)), self._show, "plan")

    def _lines(self, proposal: Proposal) -> list[Line]:
        assert proposal.plan is not None
        walk, found = proposal.plan.walk, []
        for n, (stop, leg, place) in enumerate(zip(walk.stops, walk.legs, proposal.places, strict=True), 1):
            found.append(Line(f"{n}  {place}", trailing=tr("走 {n} 米", n=round(leg)), heading=True))
            found += [Line(t["title"], self._detail(t), target=Selection("task", t.id), placed=False) for t in stop.tasks]
        return found

    def _detail(self, task: object) -> str:
        fields = self.station.kinds["task"].fields
        parts = [fields[n].choice(task[n]) for n in ("family", "state")]  # type: ignore[index]
        return " · ".join(c.label for c in parts if c)

    def _issue(self) -> None:
        plan = self.proposal.plan if self.proposal else None
        if plan is None:
            return
        self.issue.setEnabled(False)
        again = partial(self.issue.setEnabled, True)
        write(self, self.station, lambda: issue_visits(self.station, plan, who=self.who), self._issued, again)

    def _issued(self, id: int) -> None:
        self.workspace.tell("done", tr("走访单已下发，可按 Ctrl+Z 撤销"))
        self.issued.emit(id)

    def complain(self, sentence: str) -> None:
        """Say what is wrong; nothing hides it."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
