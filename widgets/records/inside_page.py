"""What lies in the searched part of the map: kinds with counts, and the records of the chosen one; follows every change."""

from __future__ import annotations

from functools import partial

import shapely
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QMenu, QWidget

from data.duty.each import MOST, may_have_task
from data.i18n import tr
from data.insight.inside import Count, count_inside, named_area, queries_inside, task_words
from data.query import Query
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Sought, Workspace
from widgets import style
from widgets.background import ask
from widgets.parts import Chip
from widgets.records.ledger_model import LedgerModel, sort_orders
from widgets.records.ledger_table import WideTable
from widgets.records.panel import Panel
from widgets.records.pieces import Holder, column, push, row, words

SOON_MS = 60  # after a handle moved, before it is counted again
PAUSE_MS = 150  # after the last key of the filter
SHORT = 320  # unscaled pixels; a page that is not as tall shows one line of kinds


class InsidePage(Panel):
    """Kinds with their counts as chips, the records of the chosen one, and what can be done with all of them."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.sought: Sought | None = None
        self.counts: tuple[Count, ...] = ()
        self.kind = ""
        self.title, self.total = words("", "heading", wrap=False), words("", "small", wrap=False)
        self.kinds, self.chips = Holder(), dict[str, Chip]()
        self.more = push("", self._offer_more, "link", "chevron-down")
        self.kinds.show_only(self.more)
        self.empty = words("", "quiet")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.model = LedgerModel(station, self)
        self.model.counted.connect(lambda _: self._say_listed())
        self.table = WideTable(self.model, workspace)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self._buttons = (
            push(tr("导出全部"), self.export_all, "link", "export"),
            push(tr("布置任务"), self.offer_tasks, "link", "tasks", hint=tr("就整个范围布置一项，或给列出的每一条各布置一项")),
            push(tr("宽表"), self.open_wide, "link", "ledger", hint=tr("在“结果”里打开所选的一类")),
            push(tr("关闭"), self.leave, "link", "close"),
        )
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)  # what is searched, and what can be done with it
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._list)
        self._build()
        self._connect()
        self._show_sought(workspace.sought)

    def _build(self) -> None:
        box = column(self, gap=2)
        said, acts = row(self.title, self.total), row(self.filter)
        self.filter.setMinimumWidth(style.scaled(120))  # it gives way before the buttons do
        self.filter.setMaximumWidth(style.scaled(220))
        said.addStretch(1)
        for button in self._buttons:
            acts.addWidget(button)
        self._top.setContentsMargins(12, 4, 12, 2)
        self._top.setSpacing(said.spacing())
        self._top.addLayout(said, 1)
        self._top.addLayout(acts)
        box.addLayout(self._top)
        self.kinds.setContentsMargins(12, 2, 12, 4)
        box.addWidget(self.kinds)
        box.addWidget(self.empty, 1)
        box.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.listen(self.workspace.sought_changed, self._show_sought)
        self.filter.textChanged.connect(lambda _: self._pause.start())

    # What is searched

    def _show_sought(self, sought: Sought | None) -> None:
        self.sought = sought
        for widget in (*self._buttons, self.filter, self.table):
            widget.setVisible(sought is not None)
        self._offer_buttons()
        if sought is None:
            self._soon.stop()
            self.counts, self.kind = (), ""
            self.filter.clear()  # the next search begins with all that it finds
            self.title.setText(tr("范围查找"))
            self.total.setText("")
            self._show_chips()
            self.empty.setText(tr("从地图上的“工具”里选一种查找，画出范围"))
            return
        self.title.setText(sought.words)
        if not self._soon.isActive():
            self._soon.start()

    def _offer_buttons(self) -> None:
        """Offer only what whoever is at the desk may do with what is found."""
        for button, may in zip(self._buttons, (self.may("export"), self.may("new_task", writes=("task",)),
                                               self.may("show_ledger"), True), strict=True):  # fmt: skip
            button.setVisible(may and self.sought is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have all words whole in any width."""
        super().resizeEvent(event)
        self._fit_top()
        self._fit_chips()

    def _fit_top(self) -> None:
        """Put what can be done under what is searched where both have no room in one line."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        shown = [w for w in (self.title, self.total, self.filter, *self._buttons) if not w.isHidden()]
        edges = self._top.contentsMargins()
        room = self.width() - edges.left() - edges.right() - self._top.spacing() * len(shown)
        needed = sum(w.minimumWidth() if w is self.filter else w.sizeHint().width() for w in shown)
        self._top.setDirection(beside if needed <= room else below)

    def refresh(self) -> None:
        """Count again."""
        if self.sought is None:
            return
        sought = self.sought
        ask(self, self.station, lambda: count_inside(self.station, sought.area), self._show_counts, "counts")

    def _show_counts(self, counts: tuple[Count, ...]) -> None:
        if self.sought is None:
            return
        self.counts = counts
        total = sum(c.count for c in counts)
        self.total.setText(self.counted(tr("{n} 条", n=f"{total:,}"), *self.station.kinds))
        if all(c.kind != self.kind for c in counts):
            self.kind = counts[0].kind if counts else ""
        self._show_chips()
        self._list()

    def _show_chips(self) -> None:
        """Show a chip for each kind; while only the counts change the chips stay, and with them the keyboard."""
        if list(self.chips) != [c.kind for c in self.counts]:
            self.chips = {c.kind: self._chip(c.kind) for c in self.counts}
            self.more = push("", self._offer_more, "link", "chevron-down")
            self.kinds.show_only(*self.chips.values(), self.more)
        for count in self.counts:
            chip = self.chips[count.kind]
            chip.setChecked(count.kind == self.kind)
        self.kinds.setVisible(bool(self.counts))
        self._say_listed()

    def _say_counts(self) -> None:
        """Write how many there are of each kind on its chip, and of the one that is filtered how many are left."""
        filtered = bool(self.filter.text().strip()) and self.model.query == self.query
        for count in self.counts:
            chip = self.chips[count.kind]
            left = f"{self.model.total:,} / " if filtered and count.kind == self.kind else ""
            chip.setText(f"{self.station.kinds[count.kind].plural} {left}{count.count:,}")
            chip.setAccessibleName(chip.text())
            chip.updateGeometry()
        self._fit_chips()

    def _fit_chips(self) -> None:
        """Show all kinds, or on a short page those that one line has room for, so that rows are seen below them."""
        if not self.chips:
            return
        folded = self._folded() if self.height() < style.scaled(SHORT) else set()
        for kind, chip in self.chips.items():
            chip.setVisible(kind not in folded)
        self.more.setText(tr("还有 {n} 类", n=len(folded)))
        self.more.setVisible(bool(folded))
        self.kinds.updateGeometry()

    def _folded(self) -> set[str]:
        """Return the kinds that a line has no room for; the one listed has always."""
        self.more.setText(tr("还有 {n} 类", n=len(self.chips)))
        gap, edges = self.kinds.flow.gap, self.kinds.contentsMargins()
        room = self.width() - edges.left() - edges.right() - self.more.sizeHint().width()
        wide = {kind: chip.sizeHint().width() + gap for kind, chip in self.chips.items()}
        if sum(wide.values()) - gap <= room + self.more.sizeHint().width():
            return set()
        room -= wide.get(self.kind, 0)
        folded: set[str] = set()
        for kind, width in wide.items():
            if kind != self.kind:
                room -= width
                if room < 0:
                    folded.add(kind)
        return folded

    def _offer_more(self) -> None:
        """Offer the kinds that are folded away."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, chip in self.chips.items():
            if chip.isHidden():
                menu.addAction(chip.text(), partial(self.show_kind, kind))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _say_listed(self) -> None:
        """Say where nothing is listed, and what leaves: all kinds, or what the filter leaves of one."""
        self._say_counts()
        text = self.filter.text().strip()
        none = not self.counts or (bool(text) and self.model.total == 0)
        if self.sought is not None:
            self.empty.setText(tr("没有找到，换个词试试") if self.counts else tr("这个范围里没有记录"))
        self.empty.setVisible(none)
        self.table.setVisible(not none and self.query is not None)
        export = self._buttons[0]
        export.setText(tr("导出这些") if text else tr("导出全部"))
        export.setToolTip(tr("把筛选后列出的存成一张表") if text else tr("把范围内的每一类各存成一张表"))
        export.setEnabled(not none)
        self._fit_top()

    def _chip(self, name: str) -> Chip:
        layer = self.station.kinds[name].layer
        chip = Chip("", checkable=True, dot=layer.colour if layer else "")
        chip.clicked.connect(lambda: self.show_kind(name))
        return chip

    def show_kind(self, kind: str) -> None:
        """List the records of a kind."""
        self.kind = kind
        self._show_chips()
        self._list()

    @property
    def query(self) -> Query | None:
        """What is listed."""
        if self.sought is None or not self.kind:
            return None
        order = sort_orders(self.station.kinds[self.kind])[0]
        return Query(self.kind, text=self.filter.text().strip(), area=self.sought.area, order=order)

    @property
    def queries(self) -> tuple[Query, ...]:
        """What an export is made of: all kinds, or what the filter leaves of the one listed."""
        query = self.query
        if self.sought is None or query is None:
            return ()
        return (query,) if query.text else tuple(queries_inside(self.counts, self.sought.area))

    def _list(self) -> None:
        query = self.query
        self._say_listed()
        if query is not None:
            self.filter.setPlaceholderText(tr("在{kind}中筛选", kind=self.station.kinds[self.kind].plural))
            self.model.ask_for(query)

    def changed(self, changes: ChangeSet) -> None:
        """Whatever changed may have come in or gone out."""
        if changes.command == "sign_in":
            self._offer_buttons()
        if self.sought is not None and not self._soon.isActive():
            self._soon.start()

    # What can be done

    def export_all(self) -> None:
        """Ask how the records of all kinds are to be written; where they are filtered, those that are left of the one listed."""
        if self.queries:
            self.workspace.run("export", queries=self.queries)

    def offer_tasks(self) -> None:
        """Ask whether it is one task for the area, or one for each record that is listed; each says how many."""
        menu, button = self.task_menu(), self._buttons[1]
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def task_menu(self) -> QMenu:
        """Return the menu of what tasks can be handed out."""
        menu, query = QMenu(self), self.query
        menu.addAction(tr("就整个范围布置一项任务"), self.task)
        if query is not None:
            kind, n = self.station.kinds[query.kind], self.model.total
            if may_have_task(self.station.kinds, kind.name):
                words = tr("给列出的 {n} 条{kind}各布置一项…", n=f"{n:,}", kind=kind.label)
                each = menu.addAction(words, lambda: self.workspace.run("new_tasks", query=query))
                each.setEnabled(0 < n <= MOST)
            else:
                menu.addAction(tr("{kind}不能作为任务的对象", kind=kind.label)).setEnabled(False)
        return menu

    def task(self) -> None:
        """Hand out one task on all of it, in the middle of the shape."""
        if self.sought is None:
            return
        sought, counts = self.sought, self.counts
        lon, lat = (float(of) for of in shapely.get_coordinates(shapely.point_on_surface(sought.shape))[0])

        def worded() -> tuple[str, str]:
            where = sought.words if sought.named else named_area(self.station, sought.words, lon, lat)
            return where, task_words(self.station, sought.area, counts, where)

        ask(self, self.station, worded,
            lambda told: self.workspace.run("new_task", lon=lon, lat=lat, where=told[0], text=told[1]), "task")  # fmt: skip

    def open_wide(self) -> None:
        """Open the kind listed as a ledger of its own, which stays when the search ends."""
        if self.query is not None:
            self.workspace.run("show_ledger", query=self.query)

    def leave(self) -> None:
        """End the search."""
        self.workspace.act_on_tool("leave")
        self.workspace.seek(None)

    def dispose(self) -> None:
        """Stop waiting too."""
        self._soon.stop()
        self._pause.stop()
        super().dispose()
