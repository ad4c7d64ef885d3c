"""The card of saved views on the map: go to one, save what is seen, fly through all, and other ways to look."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from data.views import KeptView
from widgets import style
from widgets.parts.button import Button, IconButton
from widgets.parts.card import SHADOW, FloatingCard, Line
from widgets.parts.empty import EmptyState
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller
from widgets.views_row import ViewRow

WIDE = 336  # unscaled pixels
OTHER_WAYS = (("walk", "walk"), ("split", "split"), ("map_out", "print"))  # commands with their icons


class ViewsCard(FloatingCard):
    """`recalled`, `updated`, `renamed`, `moved` and `removed` carry a view's id; `acted` the id of a command."""

    recalled = Signal(int)
    updated = Signal(int)
    renamed = Signal(int, str)
    moved = Signal(int, object)
    removed = Signal(int)
    saved = Signal()
    toured = Signal()
    acted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, opacity=0.98)
        self.rows: list[ViewRow] = []
        self._ways: dict[str, Button] = {}
        self.list = Scroller(margin=4, gap=2)
        hint = tr("把常看的画面存下来：位置、图层、筛选和时间一起记住，按 1 到 9 就回来。")
        self.empty = EmptyState("views", tr("还没有保存的视图"), hint)
        self.save, self.tour = Button(tr("保存当前视图"), "primary", "plus"), Button(tr("飞行浏览"), "plain", "play")
        self.save.setToolTip(tr("Ctrl+Alt+1 到 9 存在某个键上"))
        self.save.clicked.connect(self.saved)
        self.tour.clicked.connect(self.toured)
        self._build()
        self.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.addWidget(Label(tr("视图"), "heading"), 1)
        close = IconButton("close", tr("收起"), side=28)
        close.clicked.connect(self.left)
        head.addWidget(close)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty)
        row = QHBoxLayout()
        row.addWidget(self.save, 1)
        row.addWidget(self.tour, 1)
        column.addLayout(row)
        column.addWidget(Line())
        column.addLayout(self._other_ways())

    def _other_ways(self) -> QHBoxLayout:
        words = {"walk": tr("步行"), "split": tr("分屏"), "map_out": tr("出图")}
        row = QHBoxLayout()
        for command, icon in OTHER_WAYS:
            button = Button(words[command], "ghost", icon)
            button.setObjectName(command)
            self._ways[command] = button
            button.clicked.connect(lambda _=False, command=command: self.acted.emit(command))
            row.addWidget(button, 1)
        return row

    def show_views(self, views: Sequence[KeptView], *, changeable: bool, offered: Callable[[str], bool] = bool) -> None:
        """List the views; ``offered`` tells which commands whoever is at the desk may call."""
        for row in self.rows:
            self.list.column.removeWidget(row)
            row.deleteLater()
        while self.list.column.count():
            self.list.column.takeAt(0)
        self.rows = [self._row(kept, changeable) for kept in views]
        for row in self.rows:
            self.list.column.addWidget(row)
        self.list.column.addStretch()
        self.list.setVisible(bool(views))
        self.empty.setVisible(not views)
        self.tour.setEnabled(len(views) > 1)
        self.save.setVisible(changeable)
        self.tour.setVisible(offered("tour"))
        for command, _icon in OTHER_WAYS:
            self._ways[command].setVisible(offered(command))
        self.updateGeometry()

    def _row(self, kept: KeptView, changeable: bool) -> ViewRow:
        row = ViewRow(kept, changeable=changeable)
        for name in ("recalled", "updated", "renamed", "moved", "removed"):
            getattr(row, name).connect(getattr(self, name))
        return row

    def sizeHint(self) -> QSize:
        """Return room for up to five views."""
        rows = min(len(self.rows), 5)
        shown = rows * (self.rows[0].sizeHint().height() + 2) + 12 if rows else self.empty.sizeHint().height()
        return QSize(style.scaled(WIDE) + 2 * SHADOW, shown + style.scaled(140) + 2 * SHADOW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the card away."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks from reaching the map."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep clicks from reaching the map."""
        event.accept()
