"""The board of open tasks in the drawer: a column a state, cards with the colour of the time left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyleOptionViewItem, QWidget

from data.i18n import tr
from data.query import Query, Where
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets import style
from widgets.background import ask
from widgets.parts import ElidedLabel
from widgets.records.lines import LINE_ROLE, Line, LineDelegate, LineList, quiet_font
from widgets.records.panel import Panel
from widgets.records.pieces import column, row, scroll, words
from widgets.records.task_data import TaskCard, cards_of

COLUMNS = (("issued",), ("signed", "in_progress"), ("fed_back",), ("verified",), ("returned", "draft"))
MOST = 200  # cards of one column; the count tells of more
TICK_MS = 60_000  # time left moves on by itself
NARROW = 118  # unscaled pixels; in a narrower column the time left stands under the assignee
LEAST = 103  # unscaled pixels; with less room for each column the board scrolls sideways


@dataclass(frozen=True, slots=True)
class Column:
    """The cards of one column and how many there are in all."""

    cards: list[TaskCard]
    count: int


def read_board(station: Station) -> list[Column]:
    """Return the columns of the board; on a reader thread."""
    columns = []
    for states in COLUMNS:
        query = Query("task", (Where("state", "in", states),), order=("due_at",))
        records = station.read(Query("task", query.where, order=query.order, limit=MOST))
        columns.append(Column(cards_of(station, records), station.count(query)))
    return columns


class CardDelegate(LineDelegate):
    """Paints a task as a card."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a card's height from the font and the column's width."""
        small = QFontMetrics(quiet_font(option.font)).height()
        return QSize(80, QFontMetrics(option.font).height() + small + 26 + (small + 2 if self._narrow() else 0))

    def _narrow(self) -> bool:
        view = self.parent()
        return isinstance(view, LineList) and view.viewport().width() < style.scaled(NARROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint a card."""
        line = index.data(LINE_ROLE)
        if line is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(2, 3, -6, -3)
        self._ground(painter, option, box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour(line.tone))
        painter.drawRoundedRect(QRect(box.left(), box.top(), 5, box.height()), 2.5, 2.5)
        self._words(painter, option.font, box.adjusted(16, 8, -12, -8), line)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(style.colour("accent" if chosen else "line"), 1.5 if chosen else 1))
        painter.setBrush(style.colour("accent_soft" if chosen else "hover" if over else "panel"))
        painter.drawRoundedRect(box, 8, 8)

    def _words(self, painter: QPainter, font: QFont, box: QRect, line: Line) -> None:
        small = quiet_font(font)
        first = QFontMetrics(font).height()
        self._text(painter, font, style.colour("text"), QRect(box.left(), box.top(), box.width(), first), line.title)
        lower = QRect(box.left(), box.top() + first + 4, box.width(), QFontMetrics(small).height())
        if self._narrow():
            end = lower.translated(0, lower.height() + 2)
        else:
            left = QFontMetrics(small).horizontalAdvance(line.trailing)
            end = QRect(box.right() - left, lower.top(), left + 1, lower.height())
            lower.setWidth(box.width() - left - 8)
        self._text(painter, small, style.colour("quiet"), lower, line.detail)
        self._text(painter, small, style.ink(line.tone if line.tone in ("late", "soon") else "quiet"), end, line.trailing)

    def _text(self, painter: QPainter, font: QFont, colour: QColor, box: QRect, text: str) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)


class BoardColumn(QWidget):
    """A heading with a count over a list of cards of one kind; boards of other kinds fill theirs otherwise."""

    def __init__(self, workspace: Workspace, heading: str, kind: str = "task") -> None:
        super().__init__()
        box = column(self, gap=4)
        self.count = words("", "small", wrap=False)
        line = row(gap=4)
        line.addWidget(ElidedLabel(heading, "section"), 1)
        line.addWidget(self.count)
        line.setContentsMargins(2, 0, 2, 0)  # every pixel is wanted: in a narrow column the heading must be whole
        box.addLayout(line)
        self.list = LineList(workspace)
        self.list.end_flies = False
        self.list.setItemDelegate(CardDelegate(workspace, self.list))
        self.list.setAccessibleName(heading)
        self.list.opened.connect(lambda line: workspace.select(kind, line.target.id))
        self.list.flown.connect(lambda line: workspace.fly_to(kind, line.target.id))
        box.addWidget(self.list, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the cards again: their height follows the width."""
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def show_column(self, found: Column) -> None:
        """Show other cards."""
        self.count.setText(str(found.count))
        self.list.set_lines([card_line(c) for c in found.cards], empty=tr("没有任务"))


def card_line(card: TaskCard) -> Line:
    """Return a task as a card's texts."""
    hint = "\n".join(t for t in (card.title, card.subject, card.assignee, card.state_label, card.left) if t)
    return Line(
        card.title,
        card.assignee or tr("未指派"),
        card.left,
        tone=card.tone,
        target=Selection("task", card.id),
        hint=hint,
    )


class TaskBoard(Panel):
    """The board; a click selects a task, a double click flies to it."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        inner = QWidget()
        box = QHBoxLayout(inner)
        box.setContentsMargins(12, 10, 12, 8)
        box.setSpacing(8)
        headings = (tr("待签收"), tr("进行中"), tr("待核验"), tr("待办结"), tr("退回与草稿"))
        self.columns = [BoardColumn(workspace, heading) for heading in headings]
        for one in self.columns:
            one.setMinimumWidth(style.scaled(LEAST))
            box.addWidget(one, 1)
        area = scroll(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # each column scrolls its own cards
        column(self, gap=0).addWidget(area)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self._tick.start()
        self.refresh()

    def refresh(self) -> None:
        """Read the board again."""
        ask(self, self.station, lambda: read_board(self.station), self._show, "board")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when tasks changed."""
        if "task" in changes.kinds:
            self.refresh()

    def _show(self, columns: list[Column]) -> None:
        for one, found in zip(self.columns, columns, strict=True):
            one.show_column(found)

    def dispose(self) -> None:
        """Stop the clock as well."""
        self._tick.stop()
        super().dispose()
