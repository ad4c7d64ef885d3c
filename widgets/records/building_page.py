"""One building: rooms as a grid, the room chosen, people, trade, cameras, cases, tasks, history; filled by one question."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from data.errors import BadInput
from data.i18n import tr
from data.insight import BuildingView, building_view
from data.query import Query
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask
from widgets.parts import Chip, EmptyState, IconButton, StateMark, TabStrip
from widgets.parts.tabs import BESIDE
from widgets.records.around import AroundView
from widgets.records.history_view import HistoryView
from widgets.records.insight_lines import building_lines
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import Holder, column, push, row, rule, words
from widgets.records.reveals import Reveals
from widgets.records.room_card import RoomCard
from widgets.records.room_grid import RoomGridView, use_label

InSight = Callable[[int], Iterable[int]]
WATCHED = frozenset({
    "building", "dwelling", "residence", "person", "shop", "organisation", "camera", "case", "hazard", "task", "grid",
})  # fmt: skip
TABS = ("rooms", "people", "shops", "cases", "tasks", "history")
# What a tab lists: whoever may read none of it has no such tab.
SHOWN = {"people": ("person",), "shops": ("shop", "organisation"), "cases": ("case", "camera", "hazard"), "tasks": ("task",)}


class BuildingPage(Panel):
    """The page; `show_building` fills it, and it tells when it is ``filled``. ``record_wanted`` asks for a record's own page."""

    record_wanted = Signal(str, int)
    filled = Signal()

    def __init__(
        self,
        station: Station,
        workspace: Workspace,
        parent: QWidget | None = None,
        reveals: Reveals | None = None,
        in_sight: InSight | None = None,
    ) -> None:
        super().__init__(station, workspace, parent)
        self.reveals = reveals or Reveals(station, workspace, self)
        self.in_sight = in_sight
        self._id = 0
        self._wanted: Selection = Selection()
        self.view: BuildingView | None = None
        self._stale: set[str] = set()
        self.title = words("", "title", select=True)
        self.facts = words("", "quiet")
        self.chips = Holder()
        self.tabs = TabStrip([(k, self._tab_words(k)) for k in TABS if self._tells(k)])
        self.tabs.chosen.connect(self._show_tab)
        self.pages = QStackedWidget()
        self.grid = RoomGridView(workspace)
        self.grid.all_seen = self.may(reads=("residence", "person")) and not station.session.limited("residence")
        self.grid.room_chosen.connect(self._on_room)
        self.grid.storey_chosen.connect(lambda storey: self.workspace.select("building", self._id, storey=storey))
        self.legend = Holder(12)
        self.card = RoomCard(station, workspace, self.reveals)
        self.own(self.card)
        self.card.record_wanted.connect(self.record_wanted)
        self.no_rooms = EmptyState(
            "room", tr("还没有房屋登记"), tr("导入房屋或人口表格后，这里按楼层和单元列出每一间。"),
            tr("导入表格") if self.may("import") else "",
        )  # fmt: skip
        self.no_rooms.acted.connect(lambda: self.workspace.run("import"))
        self.lists = {key: self._list(self._tab_words(key)) for key in TABS[1:-1]}
        self.history = HistoryView(station, workspace)
        self.around = AroundView(station, workspace)
        self.own(self.history)
        self.own(self.around)
        self._stack = QStackedWidget()
        self._build()

    def _tab_words(self, key: str) -> str:
        return {
            "rooms": tr("楼盘"),
            "people": tr("人员"),
            "shops": tr("商铺"),
            "cases": tr("警情") if self.may(reads=("case",)) else tr("探头"),
            "tasks": tr("任务"),
            "history": tr("历史"),
        }[key]

    def _tells(self, key: str) -> bool:
        """Whether a tab has anything for whoever is at the desk; the page is made anew for the next one."""
        return key not in SHOWN or any(self.may(reads=(kind,)) for kind in SHOWN[key])

    def _list(self, said: str) -> LineList:
        made = LineList(self.workspace)
        made.setAccessibleName(said)
        made.opened.connect(self._open)
        made.flown.connect(lambda line: self.workspace.fly_to(line.target.kind, line.target.id))
        return made

    def _build(self) -> None:
        column(self, gap=0).addWidget(self._stack)
        main = QWidget()
        self._stack.addWidget(main)
        self._stack.addWidget(self.around)
        self.around.left.connect(lambda: self._stack.setCurrentIndex(0))
        box = column(main, gap=0)
        top = column(gap=6)
        top.setContentsMargins(16, 14, 16, 8)
        more = IconButton("edit", tr("楼栋资料：查看、修改、附件"))
        more.clicked.connect(lambda: self.record_wanted.emit("building", self._id))
        head = row(self.title)
        head.setStretch(0, 1)
        head.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(head)
        top.addWidget(self.facts)
        top.addWidget(self.chips)
        box.addLayout(top)
        strip = row(self.tabs)
        strip.setContentsMargins(16 - BESIDE, 0, 16, 0)  # so that the words stand under those above
        box.addLayout(strip)
        self.pages.addWidget(self._rooms_page())
        for made in self.lists.values():
            self.pages.addWidget(made)
        self.pages.addWidget(self.history)
        box.addWidget(self.pages, 1)
        box.addWidget(rule())
        box.addLayout(self._actions())

    def _rooms_page(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("surface", "clear")
        box: QVBoxLayout = column(inner, gap=8)
        box.setContentsMargins(14, 10, 12, 8)
        box.addWidget(self.grid)
        box.addWidget(self.legend)
        box.addWidget(self.no_rooms)
        box.addStretch(1)
        self._grid_area = QScrollArea()
        self._grid_area.setWidgetResizable(True)
        self._grid_area.setFrameShape(QFrame.Shape.NoFrame)
        self._grid_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._grid_area.setWidget(inner)
        self._grid_area.setMinimumHeight(140)
        self.card.setMinimumHeight(150)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self._grid_area)
        self._split.addWidget(self.card)
        self._split.setChildrenCollapsible(False)
        self.card.hide()
        return self._split

    def _actions(self) -> QVBoxLayout:
        box = column(margin=12, gap=8)
        task = self.only_for(push(tr("布置任务"), self._task, "primary", "plus"), "new_task", writes=("task",))
        fly = push(tr("飞到"), lambda: self.workspace.fly_to("building", self._id), "plain", "fly")
        near = push(tr("周边搜索"), self._search_around, "plain", "nearby")
        box.addLayout(row(task, fly, near))
        return box

    def show_building(self, chosen: Selection) -> None:
        """Read and show a building, with a storey and a room of it if they are chosen."""
        again = chosen.id == self._id and self.view is not None
        if not again:
            self._stack.setCurrentIndex(0)
            self.tabs.set_value("rooms")
            self._show_tab("rooms")
        self._id = chosen.id
        self._wanted = chosen
        if again:
            self._mark()
            self.filled.emit()
        else:
            self.view = None
            self.refresh()

    def refresh(self) -> None:
        """Read the building again."""
        id = self._id
        ask(self, self.station, lambda: self._read(id), self._show, "building")

    def prepare(self) -> None:
        """Read some building and show nothing of it, so that the first one that is clicked does not wait for what is read once."""
        ask(self, self.station, self._read_any, lambda _: None, "prepare")

    def _read_any(self) -> None:
        some = self.station.first(Query("building"))
        if some is not None:
            self._read(some.id)

    def _read(self, id: int) -> BuildingView | None:
        try:
            return building_view(self.station, id, self.in_sight)
        except BadInput:
            return None

    def changed(self, changes: ChangeSet) -> None:
        """Read again when something that it shows changed."""
        if self._id and changes.kinds & WATCHED:
            self.refresh()

    def _show(self, view: BuildingView | None) -> None:
        self.view = view
        self._fill_in(view)
        self.filled.emit()

    def _fill_in(self, view: BuildingView | None) -> None:
        if view is None:
            self.title.setText(tr("这栋楼已经删除"))
            self.facts.setText(tr("点后退回到上一处，或按 Ctrl+Z 撤销删除。"))
            return
        self.title.setText(view.title or tr("未命名的建筑"))
        own = self.station.session.own_only("person")
        facts = " · ".join(t for t in (view.facts, tr("住户{own}", own=own) if own else "") if t)
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))
        self.chips.show_only(*(Chip(b, self._chip_tone(view, b)) for b in view.badges))
        self.chips.setVisible(bool(view.badges))
        self._show_rooms(view)
        self._show_counts(view)
        self._mark()
        if self.tabs.value == "history":
            self.history.show_record("building", self._id)

    def _chip_tone(self, view: BuildingView, badge: str) -> str:
        return "soon" if view.cases_here and badge == view.badges[-1 - self._assumed(view)] else "neutral"

    def _assumed(self, view: BuildingView) -> int:
        """Return how many badges at the end say that something is assumed."""
        return sum(b in (tr("层数为推定"), tr("高度为推定")) for b in view.badges)

    def _show_rooms(self, view: BuildingView) -> None:
        busy = frozenset(t.dwelling for t in view.tasks if t.dwelling is not None)
        self.grid.set_rooms(view.rooms, busy)
        there = bool(view.rooms.cells or view.rooms.unplaced)
        self.grid.setVisible(bool(view.rooms.storeys) or there)
        self.no_rooms.setVisible(not there)
        self.legend.setVisible(there)
        self.legend.show_only(*(StateMark("", use_label(use, all_seen=self.grid.all_seen), colour=use) for use in self.grid.uses))

    def _show_counts(self, view: BuildingView) -> None:
        counts = {
            "people": view.people_count,
            "shops": len(view.shops) + len(view.organisations),
            "cases": len(view.cases_here),
            "tasks": len(view.tasks),
        }
        for key, count in counts.items():
            if self._tells(key):
                self.tabs.set_count(key, count or None)
        self._stale = set(counts)
        self._fill(self.tabs.value)

    def _fill(self, key: str) -> None:
        """Fill a tab's list when it is looked at."""
        if self.view is None or key not in self._stale:
            return
        self._stale.discard(key)
        lines, empty = building_lines(self.station.kinds, self.view, key)
        if key == "people" and self.station.session.limited("person"):
            empty = tr("本网格里没有登记住在这里的人；别的网格的人这里不列出。")
        self.lists[key].set_lines(lines, empty=empty)

    def _mark(self) -> None:
        """Mark the storey and room chosen, and open the room's card."""
        dwelling = self._wanted.dwelling
        cell = self.view.rooms.cell(dwelling) if self.view and dwelling else None
        storey = self._wanted.storey if self._wanted.storey is not None else cell.storey if cell else None
        self.grid.set_selected(dwelling, storey)
        opening = bool(dwelling) and not self.card.isVisibleTo(self._split)
        self.card.setVisible(bool(dwelling))
        if dwelling:
            if self.tabs.value != "rooms":
                self.tabs.set_value("rooms")
                self._show_tab("rooms")
            self.card.show_room(dwelling)
            if opening:
                QTimer.singleShot(0, self, self._share)  # when the layout has its size
            QTimer.singleShot(0, self, self._show_cell)

    def _show_cell(self) -> None:
        """Scroll to the room chosen."""
        box = self.grid.box_of(self._wanted.dwelling or 0)
        if box.isValid():
            self._grid_area.ensureVisible(box.center().x(), box.center().y() + 20, 0, box.height())

    def _share(self) -> None:
        """Give the grid the height it needs, but leave the card half of the page."""
        whole = max(self._split.height(), 320)
        wanted = self.grid.height() + self.legend.heightForWidth(self.grid.width()) + 40
        upper = min(wanted, max(whole // 2, whole - 330))
        self._split.setSizes([upper, whole - upper])

    def _show_tab(self, key: str) -> None:
        self.pages.setCurrentIndex(TABS.index(key))
        self._fill(key)
        if key == "history" and self._id:
            self.history.show_record("building", self._id)

    def _on_room(self, dwelling: int) -> None:
        cell = self.view.rooms.cell(dwelling) if self.view else None
        self.workspace.select("building", self._id, storey=(cell.storey or None) if cell else None, dwelling=dwelling)

    def _open(self, line: Line) -> None:
        target = line.target
        self.workspace.select(target.kind, target.id)

    def _task(self) -> None:
        if self._wanted.dwelling:
            self.workspace.run("new_task", kind="dwelling", id=self._wanted.dwelling)
        else:
            self.workspace.run("new_task", kind="building", id=self._id)

    def _search_around(self) -> None:
        self._stack.setCurrentIndex(1)
        self.around.show_around("building", self._id)
