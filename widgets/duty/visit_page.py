"""One visit list: its stops in the order of the walk, how far and how long, and what is still to do on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from data.duty.spans import span_words
from data.duty.visits import finish, release, reorder, tasks_on
from data.errors import WatchroomError
from data.i18n import tr
from data.records import ChangeSet, Record
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask, write
from widgets.duty.stop_list import StopList
from widgets.parts import Chip, Glyph
from widgets.records.gone import gone_words
from widgets.records.lines import Line
from widgets.records.panel import Panel
from widgets.records.pieces import Holder, column, push, row, rule, words
from widgets.records.shown import link_titles, shown
from widgets.records.task_data import TaskCard, cards_of


@dataclass(frozen=True, slots=True)
class Walked:
    """A visit list with its tasks as cards, by the number of the stop."""

    record: Record
    officer: str
    stops: tuple[tuple[int, str, tuple[TaskCard, ...]], ...]


def read_visits(station: Station, id: int) -> Walked | None:
    """Return a visit list; None where it is gone. On a reader thread."""
    record = station.get("visit_list", id)
    if record is None:
        return None
    tasks = tasks_on(station, id)
    cards = dict(zip((t.id for t in tasks), cards_of(station, tasks), strict=True))
    titles = link_titles(station, tasks, ("building",))
    stops: dict[int, tuple[str, list[TaskCard]]] = {}
    for task in tasks:
        place = titles.get(("building", task["building"]), "") or tr("室外")
        stops.setdefault(int(task["visit_order"] or 0), (place, []))[1].append(cards[task.id])
    officer = link_titles(station, [record], ("officer",)).get(("force", record["officer"]), "")
    return Walked(record, officer, tuple((n, place, tuple(of)) for n, (place, of) in sorted(stops.items())))


class VisitPage(Panel):
    """The page of a visit list in the inspector."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._id = 0
        self.data: Walked | None = None
        self.title = words("", "title", select=True)
        self.subtitle = words("", "quiet")
        self.chips = Holder()
        self.method = words("", "small")
        self.list = StopList(workspace)
        self.list.moved.connect(self._move)
        self.hint = words(tr("拖动一处可以改次序，键盘用 Alt+↑ 和 Alt+↓。"), "small")
        self.list.opened.connect(lambda line: self.workspace.select("task", line.target.id))
        self.list.flown.connect(lambda line: self.workspace.fly_to("task", line.target.id))
        self.trouble = words("", "late")
        self.trouble.hide()
        self._build()

    def _build(self) -> None:
        layer = self.station.kinds["visit_list"].layer
        texts = column(gap=2)
        texts.addWidget(self.title)
        texts.addWidget(self.subtitle)
        head = row(Glyph(layer.glyph if layer else "", layer.colour if layer else "accent", 36), gap=12)
        head.addLayout(texts, 1)
        top = column(margin=16, gap=8)
        top.addLayout(head)
        top.addWidget(self.chips)
        top.addWidget(self.method)
        top.addWidget(self.hint)
        box = column(self, gap=0)
        box.addLayout(top)
        box.addWidget(rule())
        box.addWidget(self.list, 1)
        box.addWidget(rule())
        self._bottom = Holder(8)
        low = column(margin=12, gap=6)
        low.addWidget(self.trouble)
        low.addWidget(self._bottom)
        box.addLayout(low)

    def show_record(self, id: int) -> None:
        """Read and show a visit list."""
        self._id = id
        ask(self, self.station, lambda: read_visits(self.station, id), self._show, "visits")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when its tasks changed."""
        if self._id and changes.kinds & {"visit_list", "task"}:
            self.show_record(self._id)

    def _show(self, data: Walked | None) -> None:
        self.data = data
        self.complain("")
        self._bottom.show_only()
        self.list.set_lines([])
        self.list.movable = self._can_move(data)
        self.hint.setVisible(self.list.movable)
        if data is None:
            title, hint = gone_words(self.station)
            self.title.setText(title)
            self.subtitle.setText(hint)
            self.chips.show_only()
            self.method.setText("")
            return
        record, kind = data.record, self.station.kinds["visit_list"]
        self.title.setText(str(record["name"]))
        self.subtitle.setText(" · ".join(t for t in (str(record["number"] or ""), data.officer) if t))
        self.chips.show_only(
            Chip(shown(kind.field("state"), record["state"], self.zone), "accent"),
            Chip(tr("{stops} 处 {tasks} 项", stops=len(data.stops), tasks=sum(len(of) for _, _, of in data.stops))),
            Chip(tr("步行 {metres} 米", metres=f"{record['metres'] or 0:,.0f}")),
            Chip(tr("约 {time}", time=span_words(60 * (record["minutes"] or 0)))),
        )
        self.method.setText(str(record["method"] or ""))
        self.list.set_lines(list(self._lines(data)), empty=tr("这张走访单上没有任务了"))
        self._show_actions(record)

    def _can_move(self, data: Walked | None) -> bool:
        planned = data is not None and data.record["state"] == "planned" and len(data.stops) > 1
        return planned and not self.station.read_only

    def _move(self, stop: int, to: int) -> None:
        """Put a stop elsewhere in the order."""
        if self.data is None:
            return
        numbers, station, id, who = [n for n, _, _ in self.data.stops], self.station, self._id, self.who
        order = [numbers[n] for n in self.list.order(stop, to)]

        def work() -> str:
            try:
                reorder(station, id, order, who=who)
            except WatchroomError as error:
                return error.message
            return ""

        write(self, station, work, lambda trouble: self._done(id, trouble))

    def _lines(self, data: Walked) -> list[Line]:
        found = []
        for number, place, cards in data.stops:
            found.append(Line(tr("第 {n} 处 · {place}", n=number, place=place), trailing=tr("{n} 项", n=len(cards)), heading=True))
            for card in cards:
                detail = " · ".join(t for t in (card.state_label, card.subject) if t)
                found.append(Line(card.title, detail, card.left, tone=card.tone, edge=True, target=Selection("task", card.id)))
        return found

    def _show_actions(self, record: Record) -> None:
        buttons = []
        if not self.station.read_only and record["state"] == "planned":
            buttons.append(push(tr("走完"), partial(self._write, finish), "primary"))
            buttons.append(push(tr("拆开"), partial(self._write, release), "plain", hint=tr("任务留给走访人，一项一项办")))
        buttons.append(push(tr("看路线"), self._show_way, "plain", "fly"))
        self._bottom.show_only(*buttons)

    def _show_way(self) -> None:
        self.workspace.set_layer("visit_list", visible=True)
        self.workspace.fly_to("visit_list", self._id)

    def _write(self, act: object) -> None:
        id = self._id

        def work() -> str:
            try:
                act(self.station, id, who=self.who)  # type: ignore[operator]
            except WatchroomError as error:
                return error.message
            return ""

        write(self, self.station, work, lambda trouble: self._done(id, trouble))

    def _done(self, id: int, trouble: str) -> None:
        if id == self._id:
            self.complain(trouble)
        elif trouble:
            self.workspace.tell("warning", trouble)

    def complain(self, sentence: str) -> None:
        """Say what is wrong; nothing hides it."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
