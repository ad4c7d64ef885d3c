"""The boards of the posts: what waits for me, what is late, who is overloaded, repeated accidents, and scores of work."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from data.clock import parse_utc
from data.duty.boards import POSTS, Board, Slot, post_names, read_board
from data.duty.ledgers import Repeated, due_of, hazard_of, not_on_record
from data.duty.time_left import time_left
from data.i18n import tr
from data.records import ChangeSet, Record
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets import style
from widgets.background import ask, write
from widgets.duty.score_page import ScorePage
from widgets.parts import ElidedLabel, IconButton, Segmented
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import clear, column, push, row, surface, words
from widgets.records.shown import ago, shown
from widgets.records.task_data import cards_of

ACROSS = 3  # slots side by side
SIDE = 268  # unscaled pixels of the column at the right
PLACES = 7  # with repeated accidents, listed at once


@dataclass(frozen=True, slots=True)
class Shown:
    """A board with its rows as lines, and the repeated places that are not on record yet."""

    board: Board
    lines: tuple[tuple[Line, ...], ...]
    repeated: tuple[Repeated, ...]


def read_shown(station: Station, post: str, who: str) -> Shown:
    """Return what a post sees; on a reader thread."""
    board = read_board(station, post, who)
    repeated = tuple(not_on_record(station)) if post == "analysis" else ()
    return Shown(board, tuple(tuple(_lines(station, slot)) for slot in board.slots), repeated)


def _lines(station: Station, slot: Slot) -> list[Line]:
    tasks = [r for r in slot.records if r.kind == "task"]
    return [c.line() for c in cards_of(station, tasks)] + [_ledger_line(station, r) for r in slot.records if r.kind != "task"]


def _ledger_line(station: Station, record: Record) -> Line:
    """Return a dispute or hazard as a row: what and where, its number and state, and the time that is left or how old it is."""
    kind, dispute = station.kinds[record.kind], record.kind == "dispute"
    what = shown(kind.field("type"), record["type"], station.zone)
    title = tr("{type}：{place}", type=what, place=record["address"] or record["number"]) if dispute else str(record["name"])
    state = shown(kind.field("state"), record["state"], station.zone)
    detail = [str(record["number"] or ""), state, str(record["department"] or "") if record["state"] == "handed_over" else ""]
    due, now = due_of(record), station.clock.now()
    late = due is not None and parse_utc(due) < now
    level = record["risk"] if dispute else {"serious": "watch", "major": "high"}.get(str(record["severity"]), "calm")
    layer, since = kind.layer, "reported_at" if dispute else "found_at"
    return Line(
        title, " · ".join(t for t in detail if t),
        time_left(due, now) if due and (late or record["state"] == "handed_over") else ago(station, record[since]),
        glyph=layer.glyph if layer else "", badge=layer.colour if layer else "", target=Selection(record.kind, record.id),
        tone="late" if late else {"watch": "soon", "high": "late"}.get(str(level), ""),
    )  # fmt: skip


class SlotCard(QWidget):
    """One list of a board under its title, with how many there are."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        surface(self, "card")
        box = column(self, margin=4, gap=4)
        self.title, self.count = ElidedLabel("", "strong"), words("", wrap=False)
        head = row(self.title, self.count)
        head.setContentsMargins(8, 6, 8, 0)
        box.addLayout(head)
        self.list = LineList(workspace)
        box.addWidget(self.list, 1)

    def show_slot(self, slot: Slot, lines: tuple[Line, ...]) -> None:
        """Show another list."""
        self.title.setText(slot.title)
        self.count.setText(f"{slot.count:,}")
        self.count.set_tone(slot.tone if slot.count and slot.tone != "calm" else "quiet")
        self.list.setAccessibleName(slot.title)
        self.list.set_lines(list(lines), empty=tr("没有"))


class DutyBoards(Panel):
    """The boards side by side with a choice of post; ``left`` when a record was opened and the page may go."""

    left = Signal()

    def __init__(self, station: Station, workspace: Workspace, post: str = POSTS[0], parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.shown: Shown | None = None
        names = post_names()
        self.post = Segmented([*((p, names[p]) for p in POSTS), ("scores", tr("工作得分"))], post)
        self.post.chosen.connect(lambda _: self.refresh())
        self.cards: list[SlotCard] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        slots = QWidget()
        slots.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._side = column(gap=8)
        side = QWidget()
        side.setLayout(self._side)
        side.setFixedWidth(style.scaled(SIDE))
        board = QWidget()
        body = row(gap=14)
        board.setLayout(body)
        body.addWidget(slots, 1)
        body.addWidget(side)
        self.scores = ScorePage(station, workspace)
        self.own(self.scores)
        self._pages = QStackedWidget()
        self._pages.addWidget(board)
        self._pages.addWidget(self.scores)
        top = row(self.post)
        top.addStretch(1)
        box = column(self, gap=10)
        box.setContentsMargins(20, 4, 20, 16)
        box.addLayout(top)
        box.addWidget(self._pages, 1)
        self._pages.setMinimumHeight(style.scaled(660))
        self.refresh()

    def refresh(self) -> None:
        """Read the board of the chosen post."""
        post = str(self.post.value)
        self._pages.setCurrentIndex(int(post == "scores"))
        if post == "scores":
            self.scores.refresh()
        else:
            ask(self, self.station, lambda: read_shown(self.station, post, self.who), self._show, "board")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when tasks, disputes or hazards changed."""
        if changes.kinds & {"task", "dispute", "hazard", "visit_list"}:
            self.refresh()

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        while len(self.cards) < len(shown.board.slots):
            card = SlotCard(self.workspace)
            card.list.opened.connect(self._open)
            card.list.flown.connect(self._fly)
            at = len(self.cards)
            self._grid.addWidget(card, at // ACROSS, at % ACROSS)
            self.cards.append(card)
        for nth, card in enumerate(self.cards):
            card.setVisible(nth < len(shown.board.slots))
            if nth < len(shown.board.slots):
                card.show_slot(shown.board.slots[nth], shown.lines[nth])
        self._show_side(shown)

    def _show_side(self, shown: Shown) -> None:
        clear(self._side)
        own = self.station.session.own_only("dispute")
        if own:
            self._side.addWidget(words(tr("纠纷{own}", own=own), "quiet"))
        self._side.addWidget(words(tr("谁手上太多"), "section"))
        for busy in shown.board.overloaded[:8]:
            link = push(busy.name, partial(self._go, Selection("force", busy.id)), "link")
            line = row(link)
            line.addStretch(1)
            line.addWidget(words(busy.load.said, "late" if busy.load.late else "soon", wrap=False))
            self._side.addLayout(line)
        if not shown.board.overloaded:
            self._side.addWidget(words(tr("没有人手上有 8 项以上、或超期 3 项以上。"), "quiet"))
        if shown.board.post in ("coordination", "tasks"):
            if self.may("plan_visits", writes=("visit_list",)):
                self._side.addWidget(push(tr("合成走访单…"), lambda: self._run("plan_visits"), "plain", "route"))
            if self.may("make_due", writes=("task",)):
                self._side.addWidget(push(tr("生成到期任务"), lambda: self._run("make_due"), "plain", "refresh"))
        if shown.board.post == "analysis" and self.may(reads=("case",)):
            self._show_repeated(shown)
        self._side.addStretch(1)

    def _show_repeated(self, shown: Shown) -> None:
        self._side.addWidget(words(tr("事故多发、还没登记的地方"), "section"))
        for place in shown.repeated[:PLACES]:
            texts = column(gap=0)
            texts.addWidget(ElidedLabel(place.name))
            counted = tr("{days} 天 {total} 起，近 30 天 {last} 起", days=place.days, total=place.total, last=place.last_30)
            texts.addWidget(ElidedLabel(counted, "small"))
            line = row(gap=6)
            line.addLayout(texts, 1)
            fly = IconButton("fly", tr("飞到"))
            fly.clicked.connect(partial(self._fly_there, place))
            line.addWidget(fly)
            if self.may(writes=("hazard",)):
                line.addWidget(push(tr("登记"), partial(self._register, place), "link", hint=place.reason))
            self._side.addLayout(line)
        if len(shown.repeated) > PLACES:
            self._side.addWidget(words(tr("另有 {n} 处，登记一处就列出下一处。", n=len(shown.repeated) - PLACES), "small"))
        said = shown.repeated[0].reason.split("；")[-1] if shown.repeated else tr("一年内的交通警情里没有找到")
        self._side.addWidget(words(said, "small"))

    def _fly_there(self, place: Repeated, _checked: bool = False) -> None:
        self.left.emit()
        self.workspace.fly_to(lon=place.lon, lat=place.lat)

    def _register(self, place: Repeated) -> None:
        write(self, self.station, lambda: hazard_of(self.station, place, who=self.who), self._registered)

    def _registered(self, _id: int) -> None:
        self.workspace.tell("done", tr("已登记为隐患，可按 Ctrl+Z 撤销"))

    def _run(self, command: str) -> None:
        self.left.emit()
        self.workspace.run(command)

    def _open(self, line: Line) -> None:
        self._go(line.target)

    def _go(self, target: Selection) -> None:
        self.left.emit()
        self.workspace.select(target.kind, target.id)

    def _fly(self, line: Line) -> None:
        self._go(line.target)
        self.workspace.fly_to(line.target.kind, line.target.id)
