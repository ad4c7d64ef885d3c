"""The ledgers (台账): choose a kind, search it, scroll through all of it, add, export, open wide."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QMenu, QTableView, QWidget

from data.i18n import tr
from data.kinds import Kind
from data.query import Query
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Workspace
from widgets.icons import icon
from widgets.parts.button import IconButton
from widgets.parts.controls import BRIEF, Combo
from widgets.records.ledger_model import LedgerModel, sort_orders
from widgets.records.lines import LINE_ROLE, LineDelegate, fly_zone, row_height
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, words

PAUSE_MS = 150  # after the last key before it asks
HEADINGS = ("people", "places", "things", "events", "organisations")


def heading_label(ledger: str) -> str:
    """Return the heading that ledgers stand under."""
    labels = {"people": tr("人"), "places": tr("地"), "things": tr("物"), "events": tr("事"), "organisations": tr("组织")}
    return labels.get(ledger, ledger)


class RowView(QTableView):
    """One line a record for narrow panels; ``opened`` and ``flown`` with kind and id."""

    opened = Signal(str, int)
    flown = Signal(str, int)

    def __init__(self, model: LedgerModel, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegateForColumn(0, LineDelegate(workspace, self))
        prepare_table(self)
        self.horizontalHeader().hide()
        self.setShowGrid(False)
        self.verticalHeader().setDefaultSectionSize(row_height(self.font(), None))
        model.modelReset.connect(self._one_column)
        self._one_column()

    def _one_column(self) -> None:
        for i in range(self.model().columnCount()):
            self.setColumnHidden(i, i > 0)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the row, or fly where its right end was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._emit(index, fly=event.position().x() > self.viewport().width() - fly_zone(self.font()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fly to the row."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._emit(index, fly=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Shift+Enter flies."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._emit(self.currentIndex(), fly=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        super().keyPressEvent(event)

    def _emit(self, index: QModelIndex, *, fly: bool) -> None:
        line = index.data(LINE_ROLE)
        if line is not None:
            (self.flown if fly else self.opened).emit(line.target.kind, line.target.id)


def prepare_table(table: QTableView) -> None:
    """Give a table the habits of all tables here: rows, no sideways scroll, keys walk, tabs leave."""
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setMouseTracking(True)
    table.setWordWrap(False)


class LedgerPanel(Panel):
    """The panel at the left; clicking a row selects the record. ``listing`` tells what is listed."""

    listing = Signal(object)

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.model = LedgerModel(station, self)
        self.model.counted.connect(self._show_count)
        self.kinds = Combo()
        self.kinds.setMaxVisibleItems(24)  # all ledgers at once
        self.kinds.setAccessibleName(tr("台账"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("在台账中搜索"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("在台账中搜索"))
        self.count = words("", "small", wrap=False)
        self.left_out = words("", "small")  # what is left out
        self.left_out.hide()
        self.view = RowView(self.model, workspace)
        self.empty = words("", "quiet")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add = push(tr("登记"), self._add, "primary", "plus")
        self.export = self.only_for(push(tr("导出"), self._export, "link", hint=tr("把列出的记录存成表格")), "export")
        self.more = IconButton("more", tr("更多"), side=28)
        self.more.clicked.connect(self._offer_more)
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.search.textEdited.connect(lambda _: self._pause.start())
        self.search.textChanged.connect(lambda text: None if text else self._pause.start())
        self.kinds.currentIndexChanged.connect(lambda _: self.refresh())
        self.view.opened.connect(workspace.select)
        self.view.flown.connect(workspace.fly_to)
        self.listen(station.kinds_changed, lambda _: self._fill_kinds())
        self._fill_kinds()

    def _build(self) -> None:
        box = column(self, gap=8)
        top = column(margin=12, gap=8)
        top.addLayout(row(self.kinds, self.add))
        top.itemAt(0).layout().setStretch(0, 1)  # type: ignore[union-attr]
        top.addWidget(self.search)
        line = row(self.count)
        line.addStretch(1)
        line.addWidget(self.only_for(push(tr("宽表"), self._open_wide, "link", hint=tr("在下方抽屉中打开宽表")), "show_ledger"))
        line.addWidget(self.export)
        line.addWidget(self.more)
        top.addLayout(line)
        top.addWidget(self.left_out)
        box.addLayout(top)
        box.addWidget(self.empty)
        box.addWidget(self.view, 1)
        self.empty.hide()

    def _fill_kinds(self) -> None:
        before = self.kinds.currentData() or "person"
        self.kinds.blockSignals(True)
        self.kinds.clear()
        ledgers = self.station.kinds.ledgers()
        headings = [*HEADINGS, *sorted({k.ledger for k in ledgers} - set(HEADINGS))]
        for heading in headings:
            for kind in (k for k in ledgers if k.ledger == heading and self.station.session.may_read(k.name)):
                said = dict.fromkeys((heading_label(heading), kind.plural))  # in English some are called like their heading
                self.kinds.addItem(" · ".join(said), kind.name)
                self.kinds.setItemData(self.kinds.count() - 1, kind.plural, BRIEF)
        at = self.kinds.findData(before)
        self.kinds.setCurrentIndex(max(0, at if at >= 0 else self.kinds.findData("person")))
        self.kinds.blockSignals(False)
        self.refresh()

    @property
    def kind(self) -> Kind:
        """The kind listed."""
        return self.station.kinds[self.kinds.currentData()]

    @property
    def query(self) -> Query:
        """What is listed."""
        return Query(self.kind.name, text=self.search.text().strip(), order=sort_orders(self.kind)[0])

    def show_kind(self, kind: str) -> None:
        """List another kind; one that is not offered is not listed."""
        at = self.kinds.findData(kind)
        if at >= 0:
            self.kinds.setCurrentIndex(at)

    def refresh(self) -> None:
        """Read the list again."""
        if not self.kinds.count():  # nobody is signed in
            self.add.hide()
            return
        self.add.setVisible(self.may("new_record", writes=(self.kind.name,)))
        own = self.kind.own and self.may("retire_kind", writes=(self.kind.name,)) and self.may("add_kind")
        self.more.setVisible(own)  # a built-in ledger cannot be removed
        self.model.ask_for(self.query)
        if self.isVisible():
            self.listing.emit(self.query)

    def changed(self, changes: ChangeSet) -> None:
        """Read again when the kind listed changed."""
        if changes.command == "sign_in":
            self._fill_kinds()
        if self.model.touched_by(changes):
            self.model.reload()

    def _show_count(self, total: int) -> None:
        if not self.kinds.count():
            return
        self.count.setText(tr("{n} 条", n=f"{total:,}"))
        own = self.station.session.own_only(self.kind.name)
        self.left_out.setText(own)
        self.left_out.setVisible(bool(own))
        searched = bool(self.search.text().strip())
        self.empty.setText(
            tr("没有找到，换个词试试")
            if searched
            else tr("还没有{kind}。点“登记”逐条添加，或把表格拖到窗口里导入。", kind=self.kind.plural)
        )
        self.empty.setVisible(total == 0)
        self.view.setVisible(total > 0)

    def _add(self) -> None:
        self.workspace.run("new_record", kind=self.kind.name)

    def more_menu(self) -> QMenu:
        """Return the menu of what can be done with the ledger as a whole."""
        menu = QMenu(self)
        menu.addAction(icon("trash", "late"), tr("删除台账…"), partial(self.workspace.run, "retire_kind", kind=self.kind.name))
        return menu

    def _offer_more(self) -> None:
        menu = self.more_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _open_wide(self) -> None:
        self.workspace.run("show_ledger", query=self.query)

    def _export(self) -> None:
        self.workspace.run("export", query=self.query)
