"""The rows of a part by what becomes of them: a virtual list that asks for the pages that are looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from data.exchange.conversation import Part, RowChange, changes_of
from data.exchange.tables.doubts import in_words
from data.i18n import tr
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask, on_its_way
from widgets.parts.hint import plain_hint
from widgets.records.lines import LINE_ROLE, Line, LineDelegate, row_height
from widgets.records.pages import Pages

Index = QModelIndex | QPersistentModelIndex
PAGE = 60  # rows told at once
KEPT = 40  # pages kept
TONES = {"add": "calm", "update": "accent", "unchanged": "quiet", "doubt": "soon", "reject": "late", "skip": "quiet"}
SHOWN_CHANGES = 4


def action_words() -> dict[str, str]:
    """Return what becomes of a row, in words."""
    return {
        "add": tr("新增"), "update": tr("更新"), "unchanged": tr("未变"),
        "doubt": tr("存疑"), "reject": tr("拒收"), "skip": tr("不导入"),
    }  # fmt: skip


class RowModel(QAbstractListModel):
    """Rows of one action of one part."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._part: Part | None = None
        self._positions: Sequence[int] = ()
        self._actions: tuple[str, ...] = ()
        self._pages: Pages[RowChange] = Pages(self, PAGE, KEPT, self._read)
        self._age = 0
        self._words = action_words()

    def show_rows(self, part: Part | None, actions: Sequence[str]) -> None:
        """List the rows of these actions."""
        self.beginResetModel()
        self._age += 1
        self._part, self._actions = part, tuple(actions)
        found = [part.by_action.get(action, ()) for action in actions] if part is not None else []
        self._positions = found[0] if len(found) == 1 else [n for positions in found for n in positions]
        self._pages.clear()
        self.endResetModel()

    def shows(self, part: Part | None, actions: Sequence[str]) -> bool:
        """Whether the rows of these actions of this very part are listed."""
        return part is self._part and tuple(actions) == self._actions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._positions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row as a `Line`, or its words."""
        if role not in (LINE_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        if row is None:
            return None
        line = self._line(row)
        words = "\n".join(t for t in (line.title, line.detail) if t)
        return line if role == LINE_ROLE else plain_hint(words) if role == Qt.ItemDataRole.ToolTipRole else words

    def row(self, number: int) -> RowChange | None:
        """Return a row, or None while its page is being told."""
        return self._pages.row(number)

    def _line(self, row: RowChange) -> Line:
        feature = self._part is not None and self._part.places is not None
        number = tr("第 {n} 个", n=row.number) if feature else tr("第 {n} 行", n=row.number)
        said = f"{number}　{row.title}"
        trailing = in_words(row.decision) if row.decision is not None else self._words[row.action]
        return Line(said, detail_of(row), trailing, tone=TONES[row.action], edge=True, placed=False)

    def _read(self, page: int) -> None:
        part, age = self._part, self._age
        key = f"page {page} of {age}"
        if part is None or on_its_way(self, key):  # a row that is painted again while it is told asks again
            return
        at = self._positions[page * PAGE : (page + 1) * PAGE]
        ask(self, self._station, lambda: (age, page, changes_of(self._station, part, at)), self._show, key)

    def _show(self, answer: tuple[int, int, list[RowChange]]) -> None:
        age, page, rows = answer
        if age != self._age:
            return
        self._pages.put(page, rows)
        last = min(len(self._positions), (page + 1) * PAGE) - 1
        self.dataChanged.emit(self.index(page * PAGE), self.index(last))


def detail_of(row: RowChange) -> str:
    """Return what changes, or why nothing is written, on one line."""
    if row.action == "update":
        shown = [tr("{label} {before} → {after}", label=c.label, before=c.before or tr("（空）"), after=c.after or tr("（空）"))
                 for c in row.changes[:SHOWN_CHANGES]]  # fmt: skip
        return tr("；").join(shown) or row.why
    return row.why


class RowList(QTableView):
    """The list; ``looked_at`` with the row under the cursor. A table of one column: a list view measures every row it has."""

    looked_at = Signal(object)

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowModel(station, self)
        self.setModel(self.rows)
        self.setItemDelegate(LineDelegate(workspace, self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height(self.font(), None))
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("将要发生的改动"))
        self.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now))
        self.rows.dataChanged.connect(lambda *_: self._tell(self.currentIndex()))

    def show_rows(self, part: Part | None, actions: Sequence[str]) -> None:
        """List the rows of these actions; the cursor stays at its row number where it can. The same again changes nothing."""
        if self.rows.shows(part, actions):
            return
        at = self.currentIndex().row()
        self.rows.show_rows(part, actions)
        count = self.rows.rowCount()
        if count:
            self.setCurrentIndex(self.rows.index(min(max(at, 0), count - 1)))
        self._tell(self.currentIndex())

    def _tell(self, index: Index) -> None:
        self.looked_at.emit(self.rows.row(index.row()) if index.isValid() else None)
