"""The events of a replay as a list that follows the moment: what has happened, what comes next."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from data.clock import parse_utc
from data.duty.replay import Event, Replay
from data.i18n import tr
from data.kinds.moments import zone_of
from widgets import style
from widgets.parts.hint import plain_hint
from widgets.replay.line import COLOURS

Index = QModelIndex | QPersistentModelIndex
TALL = 26  # unscaled pixels of a row


class _Events(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.events: tuple[Event, ...] = ()

    def take(self, events: tuple[Event, ...]) -> None:
        self.beginResetModel()
        self.events = events
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        event = self.events[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = f"{event.words}（{tr('事后补记')}）" if event.later else event.words
            return plain_hint(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None


class _Row(QStyledItemDelegate):
    """Paints dot, time and words; what has not happened yet is pale."""

    def __init__(self, view: EventList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, style.scaled(TALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        event, rect = self._view.events[index.row()], QRect(option.rect)
        done = index.row() < self._view.done
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, style.colour("accent_soft"))
        colour = style.colour(COLOURS[event.lane], 1.0 if done else 0.4)
        painter.setPen(colour if event.later else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if event.later else colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = style.scaled(8)
        painter.drawEllipse(rect.left() + 8, rect.center().y() - side // 2, side, side)
        painter.setPen(style.colour("text" if done else "quiet"))
        painter.setFont(style.font(13))
        clock = f"{parse_utc(event.at).astimezone(zone_of(self._view.zone)):%H:%M:%S}"
        wide = painter.fontMetrics().horizontalAdvance("00:00:00") + 10
        left = rect.left() + side + 16
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(left, rect.top(), wide, rect.height()), middle, clock)
        room = QRect(left + wide, rect.top(), rect.right() - left - wide - 6, rect.height())
        said = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.drawText(room, middle, painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width()))
        painter.restore()


class EventList(QListView):
    """`picked` tells the event that was clicked, or chosen by Enter."""

    picked = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone, self.done = zone, 0
        self._model = _Events(self)
        self.setModel(self._model)
        self.setItemDelegate(_Row(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("这段时间里发生的事"))
        self.clicked.connect(lambda index: self.picked.emit(self.events[index.row()]))
        self.activated.connect(lambda index: self.picked.emit(self.events[index.row()]))

    @property
    def events(self) -> tuple[Event, ...]:
        """The events shown."""
        return self._model.events

    def show_replay(self, replay: Replay | None) -> None:
        """Take a period's events."""
        self.done = 0
        self._model.take(replay.events if replay is not None else ())

    def show_done(self, done: int) -> None:
        """Tell how many of them have happened; the last of these is chosen and to be seen."""
        if done == self.done:
            return
        self.done = done
        if done:
            index = self._model.index(done - 1)
            self.setCurrentIndex(index)
            self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
        else:
            self.clearSelection()
            self.scrollToTop()
        self.viewport().update()
