"""The page of one force member: state and what can be done, place with its age, shift, case, tasks in hand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from data.clock import parse_utc
from data.duty import time_left, urgency
from data.duty.forces.act import act
from data.duty.forces.shifts import state_label
from data.duty.forces.standing import TONES as STANDING_TONES
from data.duty.forces.standing import age_said, standing
from data.duty.forces.states import verbs
from data.duty.forces.view import ForceView, force_view
from data.errors import WatchroomError
from data.i18n import tr
from data.kinds.moments import show_time
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask, write
from widgets.parts import Chip, Glyph, IconButton, StateMark
from widgets.records.gone import gone_words
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import Holder, clear, column, push, row, rule, words
from widgets.records.shown import shown
from widgets.records.task_data import TONES

KINDS = {"force", "shift", "case", "task", "device", "grid", "vehicle", "deployment"}
TICK = 15_000  # ms between two looks at the clock: an age grows without any change of a record


class ForcePage(Panel):
    """The page of a force member in the inspector; ``record_wanted`` asks for the page with all its fields."""

    record_wanted = Signal(str, int)

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._id = 0
        self.view: ForceView | None = None
        self.title, self.subtitle = words("", "title", select=True), words("", "quiet", select=True)
        self.chips, self.verbs = Holder(), Holder(8)
        self.standing, self.foot = StateMark("calm", ""), QWidget()
        self.where = words("", "quiet")
        self.trouble = words("", "late")
        self.trouble.hide()
        self.tasks = LineList(workspace)
        self.tasks.opened.connect(lambda line: self.workspace.select(line.target.kind, line.target.id))
        self.tasks.flown.connect(lambda line: self.workspace.fly_to(line.target.kind, line.target.id))
        self._facts = QGridLayout()
        self._tick = QTimer(self, interval=TICK)
        self._tick.timeout.connect(self._tell_age)
        self._build()

    def _build(self) -> None:
        box = column(self, gap=0)
        top = column(gap=8)
        top.setContentsMargins(16, 14, 16, 8)
        top.addLayout(self._head())
        top.addWidget(self.chips)
        place = row(self.standing, gap=10)
        place.addWidget(self.where, 1)
        top.addLayout(place)
        top.addWidget(self.verbs)
        top.addWidget(self.trouble)
        box.addLayout(top)
        box.addWidget(rule())
        facts = column(gap=8)
        facts.setContentsMargins(16, 10, 16, 10)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnStretch(1, 1)
        self._facts.setColumnMinimumWidth(0, 84)
        facts.addLayout(self._facts)
        box.addLayout(facts)
        box.addWidget(rule())
        heading = row(words(tr("手上的任务"), "heading"))
        heading.setContentsMargins(16, 10, 16, 0)
        box.addLayout(heading)
        box.addWidget(self.tasks, 1)
        box.addWidget(rule())
        box.addWidget(self.foot)
        column(self.foot, gap=0).addLayout(self._bottom())

    def _head(self) -> QVBoxLayout:
        layer = self.station.kinds["force"].layer
        line = row(Glyph(layer.glyph if layer else "", layer.colour if layer else "accent", 36), gap=12)
        texts = column(gap=2)
        texts.addWidget(self.title)
        texts.addWidget(self.subtitle)
        line.addLayout(texts, 1)
        more = IconButton("edit", tr("力量资料：查看全部字段、修改"))
        more.clicked.connect(lambda: self.record_wanted.emit("force", self._id))
        line.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        head = column(gap=0)
        head.addLayout(line)
        return head

    def _bottom(self) -> QVBoxLayout:
        place = IconButton("pin", tr("标定位置：在地图上移到现在的地方"))
        place.clicked.connect(lambda: self.workspace.run("place_force", id=self._id))
        fly = IconButton("fly", tr("飞到"))
        fly.clicked.connect(lambda: self.workspace.fly_to("force", self._id))
        task = push(tr("布置任务"), lambda: self.workspace.run("task_for_force", id=self._id), "primary", "plus")
        track = push(tr("轨迹"), lambda: self.workspace.run("show_force_track", id=self._id), "plain", "route",
                     hint=tr("在地图上画出近来走过的路，再按一次收起"))  # fmt: skip
        first = row(self.only_for(task, "task_for_force", writes=("task",)))
        first.addWidget(self.only_for(track, "show_force_track", reads=("fixes",)))
        first.addStretch(1)
        first.addWidget(fly)
        first.addWidget(self.only_for(place, "place_force", writes=("force",)))
        bottom = column(margin=12, gap=8)
        bottom.addLayout(first)
        return bottom

    # Reading

    def show_record(self, id: int) -> None:
        """Read and show a force member."""
        if id != self._id:
            self.view = None
            self._complain("")
        self._id = id
        ask(self, self.station, lambda: force_view(self.station, id), self._show, "force")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when the force, or what belongs to it, changed."""
        if self._id and self.isVisibleTo(self.window()) and changes.kinds & KINDS:
            others = changes.kinds & (KINDS - {"force"})
            if others or changes.concerns(self._id):
                self.show_record(self._id)

    def _show(self, view: ForceView | None) -> None:
        before, self.view = self.view, view
        if view is None:
            title, hint = gone_words(self.station)
            self.title.setText(title)
            self.subtitle.setText(hint)
            for holder in (self.chips, self.verbs):
                holder.show_only()
            clear(self._facts)
            self.where.setText("")
            self.tasks.set_lines([])
            self._tick.stop()
            self.standing.hide()
            self.foot.hide()
            return
        self.standing.show()
        self.foot.show()
        record, fields = view.record, self.station.kinds["force"].fields
        self.title.setText(str(record["name"]))
        said = (shown(fields[n], record[n], self.zone) for n in ("tier", "role", "team", "number") if record[n])
        self.subtitle.setText(" · ".join(said))
        self._show_chips(view)
        if before is None or before.record["duty"] != record["duty"] or before.case != view.case:
            self._show_verbs(view)
        self._show_facts(view)
        self._show_tasks(view)
        self._tell_age()
        self._tick.start()

    def _show_chips(self, view: ForceView) -> None:
        field = self.station.kinds["force"].field("duty")
        choice = field.choice(view.record["duty"] or "off")
        label = choice.label if choice else ""
        since = view.record["duty_since"]
        if since:
            seconds = max((self.station.clock.now() - parse_utc(since)).total_seconds(), 0)
            label = tr("{state}（{since}起）", state=label, since=age_said(seconds))
        self.chips.show_only(Chip(label, dot=choice.colour if choice else ""), *(Chip(s) for s in view.skills))

    def _show_verbs(self, view: ForceView) -> None:
        if not self.station.may_write("force"):
            self.verbs.show_only()
            return
        buttons: list[QWidget] = []
        for verb in verbs(view.record["duty"]):
            if verb.needs_case:
                continue
            role = "primary" if not buttons and verb.name not in ("occupy", "clock_out") else "plain"
            buttons.append(push(verb.label, partial(self.carry_out, verb.name), role))
        self.verbs.show_only(*buttons)

    def carry_out(self, verb: str) -> None:
        """Do what a button says; what is not allowed is told beside it."""
        id, who = self._id, self.who
        write(self, self.station, lambda: self._act(id, verb, who), lambda trouble: self._acted(id, trouble))

    def _act(self, id: int, verb: str, who: str) -> str:
        try:
            act(self.station, id, verb, who=who)
        except WatchroomError as error:
            return error.message
        return ""

    def _acted(self, id: int, trouble: str) -> None:
        if id == self._id:
            self._complain(trouble)
        elif trouble:
            self.workspace.tell("warning", trouble)

    def _complain(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def _show_facts(self, view: ForceView) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (label, value) in enumerate(self._fact_rows(view)):
            self._facts.addWidget(words(label, "quiet"), number, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value if isinstance(value, QWidget) else words(value, select=True), number, 1)

    def _fact_rows(self, view: ForceView) -> list[tuple[str, QWidget | str]]:
        record, fields = view.record, self.station.kinds["force"].fields
        rows: list[tuple[str, QWidget | str]] = []
        if view.case is not None:
            case = view.case
            rows.append((tr("在办警情"), push(view.case_title, lambda: self.workspace.select("case", case.id), "link")))
        rows.append((tr("班次"), self._shift_said(view)))
        rows += [(fields[n].label, value) for n, value in (("grid", view.grid), ("vehicle", view.vehicle)) if value]
        if record["phone"]:
            rows.append((fields["phone"].label, shown(fields["phone"], record["phone"], self.zone)))
        rows.append((tr("定位终端"), tr("、").join(view.devices) or tr("没有；在“定位网关”里发放口令")))
        if record["battery"] is not None:
            rows.append((fields["battery"].label, f"{record['battery']}%"))
        return rows

    def _shift_said(self, view: ForceView) -> str:
        shift, now = view.shift, self.station.clock.now()
        if shift is None:
            return tr("没有排班")
        until = show_time(shift["ends_at"], self.zone, now) if shift["ends_at"] else tr("未定")
        span = tr("{start} 至 {end}", start=show_time(shift["starts_at"], self.zone, now), end=until)
        return " · ".join(t for t in (state_label(view.shift_state), shift["post"] or "", span) if t)

    def _show_tasks(self, view: ForceView) -> None:
        now = self.station.clock.now()
        kind = self.station.kinds["task"]
        lines = [
            Line(str(t["title"]), shown(kind.fields["state"], t["state"], self.zone), time_left(t["due_at"], now),
                 tone=TONES[urgency(t["due_at"], t["state"], now, t["issued_at"])], edge=True, target=Selection("task", t.id))
            for t in view.tasks
        ]  # fmt: skip
        self.tasks.set_lines(lines, empty=tr("手上没有任务"))

    def _tell_age(self) -> None:
        """Say how old the place is now."""
        if self.view is None:
            return
        found = standing(self.view.record, self.station.clock.now())
        self.standing.set_state(STANDING_TONES[found.level], found.said)
        source = self.station.kinds["force"].field("source").choice(found.source)
        parts = [source.label if source else ""]
        if found.level in ("stale", "lost") and found.reach:
            parts.append(tr("可能已在 {far}外", far=_about(found.reach)))
        self.where.setText(" · ".join(p for p in parts if p))

    def dispose(self) -> None:
        """Stop the clock as well."""
        self._tick.stop()
        super().dispose()


def _about(metres: float) -> str:
    """Return how far somebody may have come, no more exact than that is known."""
    if metres >= 1000:
        return tr("{length} 公里", length=f"{metres / 1000:.1f}")
    return tr("{length} 米", length=f"{max(round(metres, -1), 10):.0f}")
