"""The list under the search box: grouped by kind, drawn and never marked up, moved through by keys alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from data.kinds import Kinds
from widgets import icons, style
from widgets.parts.badge import paint_glyph
from widgets.search_rows import Found

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Heading:
    """The line over a group; it cannot be chosen."""

    words: str


@dataclass(frozen=True, slots=True)
class Recent:
    """Something that was searched for before."""

    text: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that was typed as coordinates; WGS-84 degrees."""

    title: str
    second: str
    lon: float
    lat: float


Row = Heading | Recent | Found | Spot


class Results(QAbstractListModel):
    """The lines of the list."""

    def __init__(self, kinds: Kinds, parent: QWidget) -> None:
        super().__init__(parent)
        self.kinds = kinds
        self.rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line, or what a screen reader says of it."""
        row = self.rows[index.row()]
        if role == LINE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that headings cannot be chosen."""
        plain = isinstance(self.rows[index.row()], Heading)
        return Qt.ItemFlag.NoItemFlags if plain else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ResultList(QListView):
    """The list; `picked` emits the line that was clicked or entered."""

    picked = Signal(object)

    def __init__(self, kinds: Kinds, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = Results(kinds, parent)
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self.picked.emit(index.data(LINE)))
        self.entered.connect(self.setCurrentIndex)

    def show_rows(self, rows: list[Row], *, first: bool = True) -> None:
        """Show lines, and make the first that can be chosen the current one."""
        self.lines.show(rows)
        if first:
            self.step(1)

    def step(self, by: int) -> None:
        """Make the next or the one before current, over headings and not beyond the ends."""
        at = self.currentIndex().row()
        ahead = range(at + 1, len(self.lines.rows)) if by > 0 else range(at - 1, -1, -1)
        for row in ahead:
            if not isinstance(self.lines.rows[row], Heading):
                self.setCurrentIndex(self.lines.index(row, 0))
                self.scrollTo(self.lines.index(max(row - 1, 0) if row < 2 else row, 0))
                return

    def current(self) -> Found | Recent | Spot | None:
        """Return the current line."""
        row = self.currentIndex().data(LINE) if self.currentIndex().isValid() else None
        return row if isinstance(row, (Found, Recent, Spot)) else None

    def tall(self) -> int:
        """Return the height of all lines in pixels."""
        return sum(_height(row) for row in self.lines.rows) + 2


class _Painter(QStyledItemDelegate):
    """Draws the lines; the matched part of a title is bold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, _height(index.data(LINE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(option.rect)
        if not isinstance(row, Heading) and option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("accent_soft"))
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), 7, 7)
        if isinstance(row, Heading):
            _paint_heading(painter, box, row)
        elif isinstance(row, Recent):
            _paint_recent(painter, box, row)
        elif isinstance(row, Spot):
            _paint_spot(painter, box, row)
        else:
            _paint_found(painter, box, row, index.model().kinds)  # type: ignore[attr-defined]
        painter.restore()


def _paint_heading(painter: QPainter, box: QRect, row: Heading) -> None:
    painter.setFont(style.font(12, QFont.Weight.DemiBold))
    painter.setPen(style.colour("quiet"))
    painter.drawText(box.adjusted(12, 0, -12, -4), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, row.words)


def _paint_recent(painter: QPainter, box: QRect, row: Recent) -> None:
    side = style.scaled(16)
    icons.paint(painter, "history", QRectF(box.left() + 14, box.center().y() - side / 2, side, side), "quiet")
    painter.setFont(style.font(14))
    painter.setPen(style.colour("text"))
    painter.drawText(box.adjusted(style.scaled(42), 0, -12, 0), Qt.AlignmentFlag.AlignVCenter, row.text)


def _paint_spot(painter: QPainter, box: QRect, row: Spot) -> None:
    side = style.scaled(20)
    icons.paint(painter, "coordinates", QRectF(box.left() + 13, box.center().y() - side / 2, side, side), "accent")
    left = box.left() + style.scaled(26) + 20
    painter.setFont(style.font(14))
    painter.setPen(style.colour("text"))
    painter.drawText(QRect(left, box.top() + style.scaled(6), box.right() - left - 12, style.scaled(20)), 0, row.title)
    painter.setFont(style.font(12))
    painter.setPen(style.colour("quiet"))
    painter.drawText(QRect(left, box.top() + style.scaled(27), box.right() - left - 12, style.scaled(18)), 0, row.second)


def _paint_found(painter: QPainter, box: QRect, row: Found, kinds: Kinds) -> None:
    kind, side = kinds[row.kind], style.scaled(26)
    layer = kind.layer
    glyph, ground = (layer.glyph, layer.colour) if layer else (kind.labels.get("zh", kind.label)[:1], "#57606a")
    paint_glyph(painter, QRectF(box.left() + 10, box.center().y() - side / 2, side, side), glyph, ground)
    left = box.left() + side + 20
    room = QRect(left, box.top() + style.scaled(6), box.right() - left - 12, style.scaled(20))
    if not row.second:
        room.moveTop(box.center().y() - room.height() // 2)
    _paint_title(painter, room, row)
    painter.setFont(style.font(12))
    painter.setPen(style.colour("quiet"))
    under = QRect(left, room.bottom() + 1, room.width(), style.scaled(18))
    second = QFontMetrics(painter.font()).elidedText(row.second, Qt.TextElideMode.ElideRight, under.width())
    painter.drawText(under, Qt.AlignmentFlag.AlignVCenter, second)


def _paint_title(painter: QPainter, room: QRect, row: Found) -> None:
    start, end = row.span
    at = room.left()
    for text, bold in ((row.title[:start], False), (row.title[start:end], True), (row.title[end:], False)):
        font = style.font(14, QFont.Weight.Bold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(style.colour("accent" if bold else "text"))
        left = QRect(at, room.top(), room.right() - at, room.height())
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, shown)
        at += QFontMetrics(font).horizontalAdvance(text)
        if at >= room.right():
            return


def _height(row: Row) -> int:
    if isinstance(row, Heading):
        return style.scaled(28)
    return style.scaled(36) if isinstance(row, Recent) else style.scaled(50)


def _spoken(row: Row) -> str:
    if isinstance(row, Heading):
        return row.words
    return row.text if isinstance(row, Recent) else f"{row.title}，{row.second}"
