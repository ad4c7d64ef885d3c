"""One task: where it stands, the legal steps from there, what was said, attachments and history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from data.duty import OPEN_STATES, Verb, move, verbs
from data.duty.place_now import place_now
from data.duty.states import SUPERVISE
from data.duty.supervision import supervise
from data.duty.tasks import FedBack, task_of
from data.duty.visits import beside
from data.errors import WatchroomError
from data.i18n import tr
from data.records import ChangeSet, Edit, Record
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask, write
from widgets.duty.check_list import CheckListView
from widgets.parts import Chip, Glyph, IconButton, TabStrip
from widgets.parts.tabs import BESIDE
from widgets.records.attachments import AttachmentsView, read_file
from widgets.records.gone import gone_words
from widgets.records.history_view import HistoryView
from widgets.records.panel import Panel
from widgets.records.pieces import Holder, clear, column, push, row, rule, scroll, words
from widgets.records.shown import Titles, link_target, link_titles, shown
from widgets.records.task_data import TaskCard, cards_of
from widgets.records.task_track import TaskTrack
from widgets.records.verb_box import VerbBox


@dataclass(frozen=True, slots=True)
class TaskData:
    """What the page shows."""

    record: Record
    card: TaskCard
    titles: Titles
    beside: int  # more tasks of the same officer that could be done on one walk with it


def read_task(station: Station, id: int) -> TaskData | None:
    """Return a task with its card; None where it is gone. On a reader thread."""
    record = station.get("task", id, placed=True)
    if record is None:
        return None
    return TaskData(record, cards_of(station, [record])[0], link_titles(station, [record]), beside(station, id))


class TaskPage(Panel):
    """The page of a task in the inspector."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._id = 0
        self.data: TaskData | None = None
        self.box: VerbBox | None = None
        self.title = words("", "title", select=True)
        self.subtitle = words("", "quiet")
        self.chips = Holder()
        self.track = TaskTrack(station.kinds["task"].fields["state"])
        files = [("files", tr("附件"))] if self.may(reads=("attachment",)) else []
        self.tabs = TabStrip([("facts", tr("资料")), ("list", tr("核对单")), *files, ("history", tr("历史"))])
        self.tabs.chosen.connect(self._show_tab)
        self.pages = QStackedWidget()
        facts = QWidget()
        self._facts: QVBoxLayout = column(facts, margin=16, gap=10)
        self.files = AttachmentsView(station, workspace)
        self.history = HistoryView(station, workspace)
        self.list = CheckListView(station, workspace)
        self.list.asked.connect(lambda count: self.tabs.set_count("list", count or None))
        self.list.pictures_wanted.connect(lambda: self.turn_to("files"))
        self.own(self.list)
        self.own(self.files)
        self.own(self.history)
        for page in (scroll(facts), self.list, self.files, self.history):
            self.pages.addWidget(page)
        self.trouble = words("", "late")
        self.trouble.hide()
        self.buttons: dict[str, QWidget] = {}
        self._build()

    def _build(self) -> None:
        box = column(self, gap=0)
        top = column(gap=8)
        top.setContentsMargins(16, 14, 16, 10)
        texts = column(gap=2)
        texts.addWidget(self.title)
        texts.addWidget(self.subtitle)
        kind = self.station.kinds["task"]
        line = row(
            Glyph(kind.layer.glyph if kind.layer else kind.label[:1], kind.layer.colour if kind.layer else "accent", 36), gap=12
        )
        line.addLayout(texts, 1)
        delete = IconButton("trash", tr("删除任务"))
        delete.clicked.connect(self._delete)
        delete.setVisible(self.station.may_write("task"))
        line.addWidget(delete, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(line)
        top.addWidget(self.chips)
        top.addWidget(self.track)
        box.addLayout(top)
        strip = row(self.tabs)
        strip.setContentsMargins(16 - BESIDE, 0, 16, 0)  # so that the words stand under those above
        box.addLayout(strip)
        self.setTabOrder(self.tabs, delete)  # what takes a task away is not where the keyboard comes to first
        box.addWidget(self.pages, 1)
        box.addWidget(rule())
        self._bottom = column(margin=12, gap=8)
        self._bottom.addWidget(self.trouble)
        self._moves = Holder(8)
        self._bottom.addWidget(self._moves)
        box.addLayout(self._bottom)

    def show_record(self, id: int) -> None:
        """Read and show a task."""
        if id != self._id:
            self.close_box()
            self.tabs.set_value("facts")
            self._show_tab("facts")
        self._id = id
        ask(self, self.station, lambda: read_task(self.station, id), self._show, "task")
        self.list.show_task(id)

    def changed(self, changes: ChangeSet) -> None:
        """Read again when the task changed."""
        if self._id and changes.concerns(self._id):
            self.show_record(self._id)

    def _show(self, data: TaskData | None) -> None:
        self.data = data
        clear(self._facts)
        self._complain("")
        if data is None:
            title, hint = gone_words(self.station)
            self.title.setText(title)
            self.subtitle.setText(hint)
            self._moves.show_only()
            return
        record, card = data.record, data.card
        self.title.setText(card.title)
        self.subtitle.setText(" · ".join(t for t in (str(record["number"] or ""), card.assignee or tr("未指派")) if t))
        self._show_chips(data)
        self.track.set_state(card.state, card.urgency)
        self._show_facts(data)
        self._show_moves(card)
        self._show_tab(self.tabs.value)

    def _show_chips(self, data: TaskData) -> None:
        card, record = data.card, data.record
        kind = self.station.kinds["task"]
        chips = [Chip(card.state_label, "accent"), Chip(shown(kind.fields["type"], record["type"], self.zone))]
        if card.left:
            chips.append(Chip(card.left, card.urgency if card.urgency in ("calm", "soon", "late") else "neutral"))
        if card.priority == "high":
            chips.append(Chip(shown(kind.fields["priority"], card.priority, self.zone), "late"))
        chips.append(Chip(shown(kind.fields["family"], record["family"] or "assigned", self.zone)))
        pressing = "late" if card.state in OPEN_STATES else "neutral"
        if record["supervised_at"]:
            chips.append(Chip(tr("督办中") if pressing == "late" else tr("督办过"), pressing))
        if record["escalated"]:
            chips.append(Chip(tr("升到第 {n} 级", n=record["escalated"]), pressing))
        self.chips.show_only(*chips)

    def _show_facts(self, data: TaskData) -> None:
        kind, record = self.station.kinds["task"], data.record
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 72)
        names = ("subject", "building", "dwelling", "text", "assignee", "due_at", "visit_list", "supervision", "escalated_to",
                 "rule", "issued_at", "issuer", "signed_at", "feedback", "fed_back_at", "fed_away", "verifier", "closed_at",
                 "merged_into")  # fmt: skip
        number = 0
        for name in names:
            field = kind.fields[name]
            if record[name] in (None, ""):
                continue
            beside = Qt.AlignmentFlag.AlignVCenter if field.type == "link" else Qt.AlignmentFlag.AlignTop
            grid.addWidget(words(field.label, "quiet"), number, 0, beside)
            target = link_target(kind, field, record) if field.type == "link" else None
            if target:
                title = data.titles.get(target, tr("已删除的记录"))
                grid.addWidget(push(title, partial(self.workspace.select, *target), "link"), number, 1)
            else:
                said = words(shown(field, record[name], self.zone), select=True)
                said.setContentsMargins(7, 0, 0, 0)  # in line with links, which have a border
                grid.addWidget(said, number, 1)
            number += 1
        self._facts.addLayout(grid)
        self._facts.addStretch(1)

    def _show_moves(self, card: TaskCard) -> None:
        self.buttons = {}
        possible = verbs(card.state) if self.station.may_write("task") else ()
        if card.state in ("draft", "returned") and self.data is not None and not self.data.record["assignee"]:
            possible = tuple(v for v in possible if v.name != "issue")
        for i, verb in enumerate(possible):
            role = "primary" if i == 0 else "danger" if verb.name == "return" else "plain"
            self.buttons[verb.name] = push(self.said(verb), partial(self.start, verb), role)
        if card.state in OPEN_STATES and card.state != "draft" and self.station.may_write("task"):
            self.buttons["supervise"] = push(SUPERVISE.label, partial(self.start, SUPERVISE), "plain")
        walk = self.data is not None and self.data.beside and not self.station.read_only
        walks = [self._walk_button(self.data)] if walk and self.data and self.may("plan_visits", writes=("visit_list",)) else []
        fly = push(tr("飞到"), lambda: self.workspace.fly_to("task", self._id), "plain", "fly")
        self._moves.show_only(*self.buttons.values(), *walks, fly)

    def said(self, verb: Verb) -> str:
        """Return what a step is called here: a task that somebody has is given to another one."""
        another = verb.name == "assign" and self.data is not None and self.data.card.state != "draft"
        return tr("改派") if another else verb.label

    def _walk_button(self, data: TaskData) -> QWidget:
        officer = int(data.record["assignee"])
        hint = tr("{name}还有 {n} 项没开始的任务，可以合成一张走访单", name=data.card.assignee, n=data.beside)
        return push(tr("合成走访单…"), lambda: self.workspace.run("plan_visits", officer=officer), "plain", "route", hint=hint)

    def start(self, verb: Verb) -> None:
        """Carry out a step, or ask first for what it needs."""
        self.close_box()
        if verb.name == "feedback" and self.list.sheet is not None:
            self.turn_to("list")
            return
        if not verb.needs_text and not verb.needs_assignee:
            self.carry_out(verb.name)
            return
        self.box = VerbBox(self, verb, self._id)
        self._bottom.insertWidget(1, self.box)
        (self.box.members or self.box.text).setFocus()

    def carry_out(self, verb: str, text: str = "", assignee: int | None = None, files: Sequence[Path] = ()) -> None:
        """Move the task; pictures go with it in the same change set."""
        id, files = self._id, tuple(files)
        write(self, self.station, lambda: self._move(id, verb, text, assignee, files),
              lambda trouble: self._moved(id, trouble))  # fmt: skip

    def _move(self, id: int, verb: str, text: str, assignee: int | None, files: tuple[Path, ...]) -> str:
        try:
            if verb == SUPERVISE.name:
                supervise(self.station, id, who=self.who, text=text)
                return ""
            fix = place_now(self.station, task_of(self.station, id)) if verb == "feedback" else None
            pictures = tuple((p.name, read_file(p)) for p in files)
            fed = FedBack(fix.lon if fix else None, fix.lat if fix else None, pictures)
            move(self.station, id, verb, who=self.who, text=text, assignee=assignee, fed=fed)
        except WatchroomError as error:
            return error.message
        return ""

    def _moved(self, id: int, trouble: str) -> None:
        if id != self._id:  # another task is shown by now, maybe with words for it
            if trouble:
                self.workspace.tell("warning", trouble)
            return
        if trouble:
            self._complain(trouble)
            return
        if self.box is not None:
            self.box.drafts.forget()
        self.close_box()

    def close_box(self) -> None:
        """Put away the question for words or assignee."""
        if self.box is not None:
            box, self.box = self.box, None
            box.dispose()
            box.hide()
            box.deleteLater()

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _delete(self) -> None:
        id = self._id
        write(
            self,
            self.station,
            lambda: self.station.apply([Edit("task", id, None)], who=self.who, why=tr("删除任务"), command="record.delete"),
            lambda _: self.workspace.tell("done", tr("已删除，可按 Ctrl+Z 撤销")),
        )

    def turn_to(self, key: str) -> None:
        """Show one of the tabs."""
        self.tabs.set_value(key)
        self._show_tab(key)

    def _show_tab(self, key: str) -> None:
        self.pages.setCurrentIndex(["facts", "list", "files", "history"].index(key))
        if "feedback" in self.buttons:  # the list has a button of its own
            self.buttons["feedback"].setVisible(key != "list" or self.list.sheet is None)
        if not self._id:
            return
        if key == "files":
            self.files.show_record("task", self._id)
        elif key == "history":
            self.history.show_record("task", self._id)

    def dispose(self) -> None:
        """End the picker of an open question as well."""
        self.close_box()
        super().dispose()
