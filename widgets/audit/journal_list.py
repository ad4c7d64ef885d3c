"""The lines of the journal as a long table that is read page by page while one goes down it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from data.audit.lines import Told
from data.i18n import tr
from widgets import style
from widgets.parts.hint import plain_hint

Index = QModelIndex | QPersistentModelIndex
WIDTHS = (66, 168, 138, 144)  # unscaled pixels of the first columns; the last two share what is left
NARROW = (66, 122, 96, 84)  # where the page is narrow, as on a small screen: the year is left out of times
ROOMY = 760  # unscaled pixels from which on it is not
ABOUT = 0.5  # of what is left for what a line is about
TALL = 28
YEAR = len("2026-")


def heads() -> tuple[str, ...]:
    """Return what stands over the columns."""
    return tr("条"), tr("时间"), tr("谁"), tr("做了什么"), tr("对象"), tr("详情")


def cells(told: Told) -> tuple[str, ...]:
    """Return what stands in the columns."""
    return str(told.line.entry), told.when, told.who, told.act, told.about, told.said


class _Lines(QAbstractTableModel):
    more_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Told] = []
        self.more = False
        self._heads = heads()
        self.narrow = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = cells(self.lines[index.row()])[index.column()]
            if self.narrow and index.column() == 1 and role == Qt.ItemDataRole.DisplayRole:
                text = text[YEAR:]
            return plain_hint(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in (0, 5):
            return style.colour("quiet")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if shown else None

    def canFetchMore(self, parent: Index) -> bool:
        return self.more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        self.more = False  # until the answer is there
        self.more_wanted.emit()

    def take(self, lines: Sequence[Told], *, anew: bool, more: bool) -> None:
        if anew:
            self.beginResetModel()
            self.lines = list(lines)
            self.endResetModel()
        elif lines:
            self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines) + len(lines) - 1)
            self.lines += lines
            self.endInsertRows()
        self.more = more


class JournalList(QTableView):
    """`more_wanted` asks for the page behind; `chosen` tells the line that is current, `played` one that was entered."""

    more_wanted = Signal()
    chosen = Signal(object)
    played = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Lines(self)
        self._model.more_wanted.connect(self.more_wanted)
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(style.scaled(TALL))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(style.scaled(40))
        header.setSectionResizeMode(len(WIDTHS) + 1, QHeaderView.ResizeMode.Stretch)
        self.setAccessibleName(tr("日志"))
        self.activated.connect(lambda index: self.played.emit(self._model.lines[index.row()]))
        self.selectionModel().currentRowChanged.connect(lambda index, _before: self.chosen.emit(self.current()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share what is left between what a line is about and what is said of it."""
        self._model.narrow = self.viewport().width() < style.scaled(ROOMY)
        widths = [style.scaled(wide) for wide in (NARROW if self._model.narrow else WIDTHS)]
        for column, wide in enumerate(widths):
            self.horizontalHeader().resizeSection(column, wide)
        left = self.viewport().width() - sum(widths)
        self.horizontalHeader().resizeSection(len(widths), max(int(left * ABOUT), style.scaled(72)))
        super().resizeEvent(event)

    @property
    def lines(self) -> list[Told]:
        """The lines that were read so far."""
        return self._model.lines

    def current(self) -> Told | None:
        """Return the line that is chosen."""
        row = self.currentIndex().row()
        return self._model.lines[row] if 0 <= row < len(self._model.lines) else None

    def take(self, lines: Sequence[Told], *, anew: bool, more: bool) -> None:
        """Show lines, or add those behind; ``more`` says whether there are still others."""
        self._model.take(lines, anew=anew, more=more)
        if anew and lines:
            self.setCurrentIndex(self._model.index(0, 0))
