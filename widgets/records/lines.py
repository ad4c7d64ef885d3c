"""Long lists of records, painted: one model, one delegate, no widget per row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from data.i18n import tr
from data.workspace import Selection, Workspace
from widgets import style
from widgets.parts.hint import plain_hint

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
URGENT = ("calm", "soon", "late")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: title and quiet detail, text at the right, a round badge and a coloured edge.

    ``tone`` and ``badge`` are colours, by token name or "#rrggbb". ``heading`` lines part groups.
    """

    title: str
    detail: str = ""
    trailing: str = ""
    glyph: str = ""
    badge: str = ""
    tone: str = ""
    edge: bool = False
    target: Selection = field(default_factory=Selection)
    heading: bool = False
    placed: bool = True
    hint: str = ""


class LineModel(QAbstractListModel):
    """Lines for a view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()

    def set_lines(self, lines: Sequence[Line], *, anew: bool = False) -> None:
        """Show other lines; what is chosen stays where they are the same: lists are read anew each minute.

        ``anew`` keeps it where they are of the same records too, whatever is said of them.
        """
        if isinstance(lines, list) and lines is not self._lines and lines == self._lines:
            return
        if anew and _same_rows(self._lines, lines):  # where one has scrolled to stays too
            self._lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and self._lines[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line, its title, or its full text as a hint."""
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.title
        if role == Qt.ItemDataRole.ToolTipRole and not line.heading:
            return plain_hint(line.hint or "\n".join(t for t in (line.title, line.detail, line.trailing) if t))
        return None


def quiet_font(font: QFont) -> QFont:
    """Return the font for quiet text: six sevenths of the text's size."""
    smaller = QFont(font)
    if font.pixelSize() > 0:
        smaller.setPixelSize(max(11, round(font.pixelSize() * 12 / 14)))
    else:
        smaller.setPointSizeF(max(8.0, font.pointSizeF() * 12 / 14))
    return smaller


class LineDelegate(QStyledItemDelegate):
    """Paints a `Line` with the theme's tokens."""

    def __init__(self, workspace: Workspace | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace

    def colour(self, name: str) -> QColor:
        """Return a token or "#rrggbb" as a colour."""
        return style.colour(name)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height from the font."""
        return QSize(80, row_height(option.font, index.data(LINE_ROLE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        line = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line is None:
            self._skeleton(painter, option)
        elif line.heading:
            self._heading(painter, option, line)
        else:
            self._background(painter, option)
            self._line(painter, option, line)
        painter.restore()

    def _skeleton(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """A row whose page is still being read."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour("hover"))
        middle = option.rect.center().y()
        painter.drawRoundedRect(QRect(option.rect.left() + 52, middle - 12, option.rect.width() // 2, 9), 4, 4)
        painter.drawRoundedRect(QRect(option.rect.left() + 52, middle + 5, option.rect.width() // 3, 7), 3, 3)

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        painter.setFont(quiet_font(option.font))
        painter.setPen(self.colour("quiet"))
        box = option.rect.adjusted(12, 6, -12, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line.title)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, line.trailing)

    def _background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        box = option.rect.adjusted(4, 1, -4, -1)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(self.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self.colour("hover"))
        else:
            return
        painter.setPen(QPen(self.colour("accent"), 1.5) if state & QStyle.StateFlag.State_HasFocus else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 8, 8)

    def _line(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        box = option.rect.adjusted(12, 4, -12, -4)
        if line.edge:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour(line.tone or "line"))
            painter.drawRoundedRect(QRect(box.left(), box.top() + 3, 4, box.height() - 6), 2, 2)
            box = box.adjusted(12, 0, 0, 0)
        if line.glyph:
            box = self._badge(painter, option, box, line)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and line.placed and bool(line.target)
        self._texts(painter, option, box, line, hovered)

    def _badge(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, line: Line) -> QRect:
        radius = 15
        centre = QPoint(box.left() + radius, box.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour(line.badge or "hover"))
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(style.readable_on(self.colour(line.badge)) if line.badge else self.colour("text"))
        painter.setFont(quiet_font(option.font))
        painter.drawText(
            QRect(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), Qt.AlignmentFlag.AlignCenter, line.glyph
        )
        return box.adjusted(2 * radius + 10, 0, 0, 0)

    def _texts(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, line: Line, hovered: bool) -> None:
        small = quiet_font(option.font)
        trailing = tr("飞到") if hovered else line.trailing
        width = QFontMetrics(small).horizontalAdvance(trailing) if trailing else 0
        width = min(width, box.width() // 2)
        left = box.adjusted(0, 0, -(width + 10) if width else 0, 0)
        top, bottom = _halves(left, option.font, small, bool(line.detail))
        level = box
        if trailing and line.detail and QFontMetrics(option.font).horizontalAdvance(line.title) > top.width():
            top.setRight(box.right())  # the title comes first: what stands at the right goes beside the detail
            level = QRect(box.left(), bottom.top(), box.width(), bottom.height())
        painter.setFont(small)
        if trailing:
            urgent = line.tone if line.tone in URGENT else "quiet"
            painter.setPen(style.ink("accent" if hovered else urgent))
            right = QRect(box.right() - width, level.top(), width + 1, level.height())
            text = QFontMetrics(small).elidedText(trailing, Qt.TextElideMode.ElideRight, width + 1)
            painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        _draw(painter, option.font, self.colour("text"), top, line.title)
        if line.detail and line.tone.startswith("#"):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour(line.tone))
            painter.drawEllipse(QPoint(bottom.left() + 4, bottom.center().y() + 1), 3, 3)
            bottom = bottom.adjusted(12, 0, 0, 0)
        if line.detail:
            _draw(painter, small, self.colour("quiet"), bottom, line.detail)


def fly_zone(font: QFont) -> int:
    """Return how many pixels at the right end of a row fly there."""
    return QFontMetrics(quiet_font(font)).horizontalAdvance(tr("飞到")) + 20


def _same_rows(old: Sequence[Line], new: Sequence[Line]) -> bool:
    """Whether two lists are of the same records under the same headings, whatever is said of each."""
    if not (isinstance(old, list) and isinstance(new, list) and old and len(old) == len(new)) or old is new:
        return False
    return all(
        a.heading == b.heading and (a.title == b.title if a.heading else a.target == b.target and bool(a.target.id))
        for a, b in zip(old, new, strict=True)
    )


def row_height(font: QFont, line: Line | None) -> int:
    """Return the height in pixels that a row needs."""
    if line is not None and line.heading:
        return QFontMetrics(font).height() + 16
    return QFontMetrics(font).height() + QFontMetrics(quiet_font(font)).height() + 14


def _halves(box: QRect, font: QFont, small: QFont, two: bool) -> tuple[QRect, QRect]:
    """Return the boxes of title and detail, centred together."""
    first, second = QFontMetrics(font).height(), QFontMetrics(small).height()
    if not two:
        return box, QRect()
    top = box.top() + max(0, (box.height() - first - second - 2) // 2)
    return QRect(box.left(), top, box.width(), first), QRect(box.left(), top + first + 2, box.width(), second)


def _draw(painter: QPainter, font: QFont, colour: QColor, box: QRect, text: str) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    short = QFontMetrics(font).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)


class LineList(QListView):
    """A list of lines; ``opened`` on click or Enter, ``flown`` on the row's 飞到 or Shift+Enter."""

    opened = Signal(object)
    flown = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._model = LineModel(self)
        self.setModel(self._model)
        self.setItemDelegate(LineDelegate(workspace, self))
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.empty = ""
        self.end_flies = True  # a click on the right end of a row flies there

    def set_lines(self, lines: Sequence[Line], *, empty: str = "", uniform: bool | None = None, anew: bool = False) -> None:
        """Show other lines; ``empty`` is the sentence shown where there is none, ``uniform`` says that none is a heading.

        ``anew`` says that the same was read once more: what is chosen and scrolled to stays where the records are the same.
        """
        self.empty = empty
        self.setUniformItemSizes(not any(line.heading for line in lines) if uniform is None else uniform)
        self._model.set_lines(lines, anew=anew)
        self.setAccessibleDescription(empty if not lines else "")

    def lines(self) -> list[Line]:
        """Return what is shown."""
        return [self._model.index(i).data(LINE_ROLE) for i in range(self._model.rowCount())]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the row, or fly where its right end was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        line = index.data(LINE_ROLE)
        at_end = event.position().x() > self.viewport().width() - fly_zone(self.font())
        self._emit(line, fly=self.end_flies and at_end and line.placed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fly to the row."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.data(LINE_ROLE).placed:
            self._emit(index.data(LINE_ROLE), fly=True)

    def keyPressEvent(self, event: QEvent) -> None:
        """Enter opens, Shift+Enter flies."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():  # type: ignore[attr-defined]
            self._emit(self.currentIndex().data(LINE_ROLE), fly=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))  # type: ignore[attr-defined]
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QEvent) -> None:
        """Paint the rows, or the sentence that says what to do."""
        super().paintEvent(event)  # type: ignore[arg-type]
        if self.empty and self._model.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(style.colour("quiet"))
            flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.empty_room(), int(flags), self.empty)
            painter.end()

    def empty_room(self) -> QRect:
        """Return where the sentence stands; a narrow column of a board keeps a few words on one line."""
        side = min(24, self.viewport().width() // 10)
        return self.viewport().rect().adjusted(side, 32, -side, 0)

    def _emit(self, line: Line | None, *, fly: bool) -> None:
        if line is None or line.heading:
            return
        (self.flown if fly else self.opened).emit(line)
