"""The card of one case: how far it is and for how long, whom to send and who is on the way, the place, what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from data.clock import parse_utc
from data.duty.dispatch import Suggestion
from data.duty.incidents import CASE_VERBS, CaseVerb, Sending, case_verbs, intervals, move_case, move_deployment, send
from data.duty.incidents.case_view import CaseView, case_view, suggestion_for
from data.duty.incidents.place_card import Seeing
from data.duty.spans import span_words
from data.errors import WatchroomError
from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Workspace
from widgets import style
from widgets.background import ask, drop, write
from widgets.incidents.case_place import CasePlace
from widgets.incidents.case_sent import CaseSent
from widgets.incidents.case_times import CaseTimes
from widgets.incidents.case_track import CaseTrack
from widgets.incidents.send_view import SendView
from widgets.parts import Chip, Glyph, IconButton, TabStrip
from widgets.parts.label import Label
from widgets.parts.tabs import BESIDE
from widgets.records.attachments import AttachmentsView
from widgets.records.gone import gone_words
from widgets.records.history_view import HistoryView
from widgets.records.panel import Panel
from widgets.records.pieces import Holder, clear, column, push, row, rule, scroll, words
from widgets.records.shown import shown

InSight = Callable[[int], Iterable[int]]
TABS = ("work", "place", "times", "files")
COMPARED = 5  # lines of who would have been faster
TONES = {"urgent": "soon", "major": "late"}


class CasePage(Panel):
    """The page of a case in the inspector; ``record_wanted`` asks for the page with all its fields."""

    record_wanted = Signal(str, int)

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None, *, in_sight: InSight | None = None,
                 seeing: Seeing | None = None) -> None:  # fmt: skip
        super().__init__(station, workspace, parent)
        self._in_sight, self._seeing, self._id = in_sight, seeing, 0
        self.view: CaseView | None = None
        self._focus_send = False  # the keyboard goes to the forces as soon as they are known
        self.title, self.subtitle = words("", "title", select=True), words("", "quiet", select=True)
        self.chips = Holder()
        self.track = CaseTrack(station.kinds["case"].field("state"), station.zone)
        self.running, self.due = Label("", "heading"), Label("", "quiet", wrap=True)
        files = [("files", tr("附件"))] if self.may(reads=("attachment",)) else []
        self.tabs = TabStrip([("work", tr("处警")), ("place", tr("地点")), ("times", tr("经过")), *files])
        self.tabs.chosen.connect(self._show_tab)
        self.pages = QStackedWidget()
        keeps = self.pages.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # the heading stays at the top where there is nothing under it
        self.pages.setSizePolicy(keeps)
        self.forces, self.place, self.times = SendView(station, workspace), CasePlace(station, workspace), CaseTimes()
        self.sent = CaseSent(station, workspace)
        self.forces.wanted.connect(self._send)
        self.sent.step_wanted.connect(self.move_sent)
        self.files, self.history = AttachmentsView(station, workspace), HistoryView(station, workspace)
        for part in (self.forces, self.sent, self.files, self.history):
            self.own(part)
        self.compared = words("", "quiet", select=True)
        self.compared_box = _titled(tr("派警时谁更快"), self.compared)
        self.trouble = words("", "late")
        self.trouble.hide()
        self.buttons: dict[str, QWidget] = {}
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        self._build()
        self._make_keys()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # Putting it together

    def _build(self) -> None:
        box = column(self, gap=0)
        top = column(gap=8)
        top.setContentsMargins(16, 14, 16, 8)
        top.addLayout(self._head())
        top.addWidget(self.chips)
        top.addWidget(self.track)
        top.addWidget(self.running)
        top.addWidget(self.due)
        box.addLayout(top)
        strip = row(self.tabs)
        strip.setContentsMargins(16 - BESIDE, 0, 16, 0)  # so that the words stand under those above
        box.addLayout(strip)
        for page in (self._work_page(), self.place, self._times_page(), self.files):
            self.pages.addWidget(page)
        box.addWidget(self.pages, 1)
        box.addWidget(rule())
        bottom = column(margin=12, gap=8)
        bottom.addWidget(self.trouble)
        self._moves = Holder(8)
        bottom.addWidget(self._moves)
        box.addLayout(bottom)

    def _head(self) -> QVBoxLayout:
        layer = self.station.kinds["case"].layer
        line = row(Glyph(layer.glyph if layer else "", layer.colour if layer else "accent", 36), gap=12)
        texts = column(gap=2)
        texts.addWidget(self.title)
        texts.addWidget(self.subtitle)
        line.addLayout(texts, 1)
        more = IconButton("edit", tr("警情资料：查看全部字段、修改"))
        more.clicked.connect(lambda: self.record_wanted.emit("case", self._id))
        line.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        head = column(gap=0)
        head.addLayout(line)
        return head

    def _work_page(self) -> QWidget:
        inner = QWidget()
        self._work = column(inner, margin=16, gap=10)
        self._told = words("", "", select=True)
        self._card_box = column(gap=4)
        self._work.addWidget(self._told)
        self._work.addWidget(self.sent)
        self._work.addWidget(self.forces)
        self._work.addLayout(self._card_box)
        self._work.addStretch(1)
        return scroll(inner)

    def _times_page(self) -> QWidget:
        page = QWidget()
        box = column(page, gap=6)
        box.addWidget(self.times)
        report = push(tr("出处置报告…"), lambda: self.workspace.run("debrief", case=self._id), "plain", "print")
        out = row(self.only_for(report, "debrief"))
        out.setContentsMargins(16, 0, 16, 0)
        out.addStretch(1)
        box.addLayout(out)
        box.addWidget(self.compared_box)
        box.addWidget(rule())
        box.addWidget(self.history, 1)
        return page

    # Reading

    def show_record(self, id: int, *, to_send: bool = False) -> None:
        """Read and show a case; ``to_send`` puts the keyboard on the forces as soon as they are known."""
        if id != self._id:
            self.view = None
            drop(self, "suggest")  # who is near the case that was shown before is not who is near this one
            self.tabs.set_value("work")
            self._show_tab("work")
            self.forces.chosen = []
            self.forces.show_suggestion(None, tr("正在按路程算…"))
        self._id, self._focus_send = id, to_send or (self._focus_send and id == self._id)
        in_sight, seeing = self._in_sight, self._seeing
        ask(self, self.station, lambda: case_view(self.station, id, in_sight=in_sight, seeing=seeing), self._show, "case")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when the case, its deployments or the forces changed."""
        if self._id and self.isVisibleTo(self.window()) and changes.kinds & {"case", "deployment", "force", "notice", "protocol"}:
            self.show_record(self._id)

    def _show(self, view: CaseView | None) -> None:
        self.view = view
        self._complain("")
        for part in (self.chips, self.track, self.running, self.due, self.tabs, self.pages):
            part.setVisible(view is not None)  # what is known now is not said of a moment at which nobody knew of it
        if view is None:
            title, hint = gone_words(self.station)
            self.title.setText(title)
            self.subtitle.setText(hint)
            self._moves.show_only()
            self._second.stop()
            return
        self._show_head(view)
        self._show_work(view)
        self.tabs.set_count("place", self.place.show_card(view.place) or None)
        self.times.show_case(view.record, self.station.clock.now())
        self.compared.setText("\n".join(_first([line for sent in view.sent for line in sent.considered])))
        self.compared_box.setVisible(bool(self.compared.text()))
        self._show_moves(view)
        self._fill_tab(self.tabs.value)
        self._tick()
        if view.state == "closed":
            self._second.stop()
        elif not self._second.isActive():
            self._second.start()
        self._suggest(view)

    def _suggest(self, view: CaseView) -> None:
        may = self.station.may_write("case", "deployment")
        wanted = may and view.state != "closed" and any(v.name == "send" for v in case_verbs(view.state))
        self.forces.setVisible(wanted)
        if wanted:
            station = self.station
            ask(self, station, lambda: suggestion_for(station, view), self._show_suggestion, "suggest")
        else:
            drop(self, "suggest")

    def _show_suggestion(self, found: Suggestion) -> None:
        more = self.view is not None and any(sent.there for sent in self.view.sent)
        self.forces.show_suggestion(found, more=more)
        if self._focus_send:
            self._focus_send = False
            self.forces.take_focus()

    # Showing

    def _show_head(self, view: CaseView) -> None:
        record, fields = view.record, self.station.kinds["case"].fields
        self.title.setText(view.title)
        when = shown(fields["reported_at"], record["reported_at"], self.zone)
        self.subtitle.setText(" · ".join(t for t in (str(record["number"] or ""), when, str(record["taken_by"] or "")) if t))
        severity = str(record["severity"] or "normal")
        state = fields["state"].choice(view.state)
        chips = [Chip(state.label if state else view.state, dot=style.choice_colour(state.colour) if state else "")]
        if severity in TONES:
            chips.append(Chip(shown(fields["severity"], severity, self.zone), TONES[severity]))
        if view.alike.repeat_said:
            chips.append(Chip(view.alike.repeat_said, "soon"))
        if view.calls:
            chips.append(Chip(tr("另有 {n} 个来电", n=len(view.calls)), "accent"))
        if view.main is not None:
            chips.append(Chip(tr("并入 {case}", case=view.main["number"] or f"#{view.main.id}"), "accent"))
        self.chips.show_only(*chips)
        self.track.set_case(record, late=self._late())

    def _show_work(self, view: CaseView) -> None:
        fields, record = self.station.kinds["case"].fields, view.record
        told = [view.place.where, shown(fields["text"], record["text"], self.zone) if record["text"] else ""]
        self._told.setText("\n".join(t for t in told if t))
        self.sent.show_case(view)
        clear(self._card_box)
        self._card_box.addWidget(words(tr("预案：{title}", title=view.card.title), "section"))
        card = view.card
        said_of = ((tr("派"), [w.line.text for w in card.send]), (tr("问"), card.ask), (tr("做"), card.do), (tr("报"), card.tell))
        for heading, lines in said_of:
            if lines:
                self._card_box.addLayout(_lines(heading, lines))

    def _show_moves(self, view: CaseView) -> None:
        self.buttons = {}
        possible = case_verbs(view.state) if self.station.may_write("case") else ()
        shown_verbs = [v for v in possible if v.name != "send"]
        for i, verb in enumerate(shown_verbs):
            role = "danger" if verb.name == "call_off" else "primary" if i == 0 and view.state != "reported" else "plain"
            button = push(f"{verb.label} ({verb.key})", partial(self.carry_out, verb), role)
            button.setAccessibleName(verb.label)
            self.buttons[verb.name] = button
        task = push(tr("布置任务"), lambda: self.workspace.run("new_task", kind="case", id=self._id), "plain", "plus")
        fly = push(tr("飞到"), lambda: self.workspace.fly_to("case", self._id), "plain", "fly")
        more = [task] if self.may("new_task", writes=("task",)) else []
        disputed = view.record["type"] in ("dispute", "noise") and not self.station.read_only
        if disputed and self.may("new_dispute", writes=("dispute",)):
            more.append(push(tr("登记纠纷"), lambda: self.workspace.run("new_dispute", kind="case", id=self._id), "plain"))
        self._moves.show_only(*self.buttons.values(), *more, fly)

    # Time

    def _late(self) -> bool:
        due = self._due()
        return due is not None and due < 0 and self.view is not None and self.view.state in ("reported", "sent", "on_the_way")

    def _due(self) -> int | None:
        """Return the seconds until somebody should be there by the protocol card; less than none when it is over."""
        view = self.view
        if view is None or view.card.within is None or not view.record["reported_at"]:
            return None
        begun = parse_utc(str(view.record["reopened_at"] or view.record["reported_at"]))
        return int(view.card.within * 60 - (self.station.clock.now() - begun).total_seconds())

    def _tick(self) -> None:
        """Let the times run on."""
        view = self.view
        if view is None or not self.isVisible():
            return
        now = self.station.clock.now()
        self.times.show_case(view.record, now)
        self.sent.tick()
        running = [i for i in intervals(view.record, now) if i.running and i.name not in ("whole", "response")]
        self.running.setText(tr("{label} {time}", label=running[0].label, time=span_words(running[0].seconds)) if running else "")
        self.running.setVisible(bool(running))
        due = self._due() if view.state in ("reported", "sent", "on_the_way") else None
        if due is not None:
            self.due.setText(tr("应在 {n} 分钟内到场：还有 {time}", n=view.card.within, time=span_words(due)) if due >= 0 else
                             tr("应在 {n} 分钟内到场：已超 {time}", n=view.card.within, time=span_words(-due)))  # fmt: skip
            self.due.set_tone("late" if due < 0 else "quiet")
        self.due.setVisible(due is not None)

    # Acting

    def _send(self, who_goes: list[Sending], on_purpose: bool) -> None:
        self.forces.chosen = []
        id, station, who = self._id, self.station, self.who
        self._write(lambda: send(station, id, who_goes, who=who, on_purpose=on_purpose))

    def carry_out(self, verb: CaseVerb) -> None:
        """Take a step with the case and all who are on it."""
        id, station, who = self._id, self.station, self.who
        self._write(lambda: move_case(station, id, verb.name, who=who))

    def move_sent(self, deployment: int, verb: str) -> None:
        """Take a step with one force."""
        station, who = self.station, self.who
        self._write(lambda: move_deployment(station, deployment, verb, who=who))

    def _write(self, work: Callable[[], ChangeSet]) -> None:
        id = self._id

        def careful() -> str:
            try:
                work()
            except WatchroomError as error:
                return error.message
            return ""

        write(self, self.station, careful, lambda trouble: self._done(id, trouble))

    def _done(self, id: int, trouble: str) -> None:
        if id == self._id:
            self._complain(trouble)
        elif trouble:
            self.workspace.tell("warning", trouble)

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _show_tab(self, key: str) -> None:
        self.pages.setCurrentIndex(TABS.index(key))
        self._fill_tab(key)

    def _fill_tab(self, key: str) -> None:
        if key == "files" and self._id:
            self.files.show_record("case", self._id)
        elif key == "times" and self._id:
            self.history.show_record("case", self._id)

    def _make_keys(self) -> None:
        """One key for each step, wherever the keyboard is on the page but for texts, which take letters themselves."""
        for verb in CASE_VERBS.values():
            key = QShortcut(QKeySequence(verb.key), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(partial(self.press, verb))

    def press(self, verb: CaseVerb) -> None:
        """Take a step if the case allows it now; to send puts the keyboard on the forces."""
        if self.view is None or not self.station.may_write("case") or verb not in case_verbs(self.view.state):
            return
        if verb.name != "send":
            self.carry_out(verb)
            return
        self.tabs.set_value("work")
        self._show_tab("work")
        self.forces.take_focus()

    def dispose(self) -> None:
        """Let the clock stop."""
        self._second.stop()
        super().dispose()


def _first(lines: list[str]) -> list[str]:
    """Return the first lines of a comparison and how many more there are: the journal below needs its room."""
    more = len(lines) - COMPARED
    return [*lines[:COMPARED], tr("还有 {n} 名，都写在处置报告里", n=more)] if more > 0 else lines


def _titled(heading: str, text: Label) -> QWidget:
    holder = QWidget()
    box = column(holder, gap=2)
    box.setContentsMargins(16, 4, 16, 8)
    box.addWidget(words(heading, "section"))
    box.addWidget(text)
    return holder


def _lines(heading: str, lines: Iterable[str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, style.scaled(34))  # the same for all headings, so that lines stand under each other
    grid.addWidget(words(heading, "quiet", wrap=False), 0, 0, Qt.AlignmentFlag.AlignTop)
    for number, line in enumerate(lines):
        grid.addWidget(words(line, select=True), number, 1)
    return grid
