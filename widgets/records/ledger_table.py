"""A ledger as a wide table for the drawer: every column in view, none to scroll to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from data.i18n import tr
from data.kinds import Kinds
from data.query import Query
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Workspace
from widgets import style
from widgets.parts import EmptyState
from widgets.records.ledger_model import LedgerModel
from widgets.records.ledger_panel import prepare_table
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, words

SHARES = {"int": 1, "real": 1, "bool": 1, "date": 1.6, "time": 2, "choice": 1.4, "phone": 1.6}  # of the width
TEXT = 2.6  # what texts get of it
LOOKED = 40  # rows that are measured
BESIDE = 11  # left and right of what a cell says
WORD = re.compile(r"[^\s\u2e80-\uffef]+|[\u2e80-\uffef]")  # what no line parts


def shared(width: int, shares: Sequence[float], least: Sequence[int]) -> list[int]:
    """Return how a width in pixels is shared, to each at least what it needs where there is that much."""
    if sum(least) > width:
        return [int(share * width / sum(shares)) for share in shares]
    tight: set[int] = set()
    while True:
        unit = (width - sum(least[i] for i in tight)) / max(sum(s for i, s in enumerate(shares) if i not in tight), 1e-9)
        more = {i for i, share in enumerate(shares) if i not in tight and share * unit < least[i]}
        if not more:
            break
        tight |= more
    return [least[i] if i in tight else int(share * unit) for i, share in enumerate(shares)]


class WideTable(QTableView):
    """Columns share the width; a click chooses the record, a double click flies to it, the heading of a column sorts by it."""

    def __init__(self, model: LedgerModel, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ledger, self.workspace = model, workspace
        self.setModel(model)
        prepare_table(self)
        self.setShowGrid(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultSectionSize(QFontMetrics(self.font()).height() + 16)
        model.modelReset.connect(self._share)
        self.clicked.connect(self._open)
        self.doubleClicked.connect(self._fly)
        self.horizontalHeader().sectionClicked.connect(self._sort)

    def _open(self, index: QModelIndex) -> None:
        found = self.ledger.row(index.row())
        if found is not None:
            self.workspace.select(found.kind, found.id)

    def _fly(self, index: QModelIndex) -> None:
        found = self.ledger.row(index.row())
        if found is not None:
            self.workspace.fly_to(found.kind, found.id)

    def _sort(self, section: int) -> None:
        """Order by a column; again turns it round."""
        query, kind = self.ledger.query, self.ledger.kind
        if query is None or kind is None or section >= len(kind.columns):
            return
        name = kind.columns[section]
        falling = query.order[:1] == (name,)
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(section, order)
        self.ledger.ask_for(replace(query, order=(f"-{name}" if falling else name,)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        kind = self.ledger.kind
        if kind is None or not kind.columns:
            return
        shares = [SHARES.get(kind.fields[name].type, TEXT) for name in kind.columns]
        room = self.viewport().width()
        least, lines = self._least(room, shares)
        self.setWordWrap(lines > 1)
        self.verticalHeader().setDefaultSectionSize(lines * QFontMetrics(self.font()).height() + 16)
        for i, width in enumerate(shared(room, shares, least)):
            self.setColumnWidth(i, width)

    def _least(self, room: int, shares: Sequence[float]) -> tuple[list[int], int]:
        """Return what each column needs for its heading and what it says, and in how many lines; texts give way first.

        Where one line has no room for the rest two have, as long as no word is parted.
        """
        headings = [self.horizontalHeader().sectionSizeHint(i) for i in range(len(shares))]
        texts = [share >= TEXT for share in shares]
        words, whole = self._widths(len(shares))
        for needed, lines in ((whole, 1), (words, 2)):
            least = [max(pair) for pair in zip(headings, needed, strict=True)]
            giving = [h if text else n for h, n, text in zip(headings, least, texts, strict=True)]
            fitting = next((widths for widths in (least, giving) if sum(widths) <= room), None)
            if fitting is not None:
                return fitting, lines
        return headings, 2

    def _widths(self, columns: int) -> tuple[list[int], list[int]]:
        """Return how wide the longest word and the longest text in each column are, of the first rows, with what is beside them."""
        metrics, beside = QFontMetrics(self.font()), 2 * style.scaled(BESIDE)
        rows = [row.texts for row in map(self.ledger.row, range(min(self.ledger.total, LOOKED))) if row is not None]
        words, whole = [0] * columns, [0] * columns
        for texts in rows:
            for i, text in enumerate(texts[:columns]):
                whole[i] = max(whole[i], metrics.horizontalAdvance(text) + beside)
                words[i] = max(words[i], max((metrics.horizontalAdvance(w) for w in WORD.findall(text)), default=0) + beside)
        return words, whole

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.clicked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class LedgerTable(Panel):
    """A query's rows in full width, with what it is, how many, and export."""

    def __init__(self, station: Station, workspace: Workspace, query: Query | None = None, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.model = LedgerModel(station, self)
        self.table = WideTable(self.model, workspace)
        self.title = words("", "heading", wrap=False)
        self.count = words("", "small", wrap=False)
        box = column(self, gap=0)
        top = row(self.title, self.count)
        top.setContentsMargins(12, 8, 12, 4)
        top.addStretch(1)
        top.addWidget(self.only_for(push(tr("导出"), self._export, "link"), "export"))
        self.head = QWidget()
        self.head.setLayout(top)
        self.nothing = EmptyState("ledger", tr("还没有打开名单"), tr("在“台账”或“范围”里点“宽表”，名单就列在这里。"))
        for part in (self.head, self.nothing):
            box.addWidget(part)
        box.addWidget(self.table, 1)
        self._show_whether(listed=False)
        self.model.counted.connect(self._show_count)
        if query is not None:
            self.show_query(query)
        self.listen(station.kinds_changed, self._kinds_changed)

    def _show_count(self, total: int) -> None:
        kinds = (self.model.kind.name,) if self.model.kind is not None else ()
        self.count.setText(self.counted(tr("{n} 条", n=f"{total:,}"), *kinds))

    def _show_whether(self, *, listed: bool) -> None:
        """Show the list, or what makes one."""
        self.nothing.setVisible(not listed)
        for part in (self.head, self.table):
            part.setVisible(listed)

    def show_query(self, query: Query) -> None:
        """List a query."""
        self._show_whether(listed=True)
        self.title.setText(self.station.kinds[query.kind].plural)
        self.model.ask_for(query)

    def _kinds_changed(self, kinds: Kinds) -> None:
        """Let go of a ledger that was removed."""
        if self.model.kind is not None and self.model.kind.name not in kinds:
            self._show_whether(listed=False)
            self.model.query = None

    def changed(self, changes: ChangeSet) -> None:
        """Read again when the kind listed changed."""
        if self.model.touched_by(changes):
            self.model.reload()

    def _export(self) -> None:
        if self.model.query is not None:
            self.workspace.run("export", query=self.model.query)
