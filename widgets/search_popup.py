"""The card under the search box that holds the results, or says what can be typed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.kinds import Kinds
from widgets import style
from widgets.parts.card import SHADOW, FloatingCard
from widgets.parts.label import Label
from widgets.search_results import ResultList


class ResultsPopup(FloatingCard):
    """The list under the box, laid over the window so that typing goes on in the box."""

    def __init__(self, bar: QWidget, kinds: Kinds) -> None:
        super().__init__(bar.window(), radius=12, opacity=1.0)
        self._bar = bar
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(0)
        self.list = ResultList(kinds, self)
        self._word, self._hint = Label("", "strong", wrap=True), Label("", "quiet", wrap=True)
        self._word.setContentsMargins(12, 8, 12, 0)
        self._hint.setContentsMargins(12, 4, 12, 10)
        column.addWidget(self._word)
        column.addWidget(self._hint)
        column.addWidget(self.list, 1)
        self._foot = Label("", "quiet", wrap=True)
        self._foot.setContentsMargins(12, 6, 12, 6)
        self._foot.hide()
        column.addWidget(self._foot)
        self.hide()

    def say(self, word: str, hint: str = "") -> None:
        """Say something in place of the list; "" shows the list."""
        self._word.setText(word)
        self._hint.setText(hint)
        self._word.setVisible(bool(word))
        self._hint.setVisible(bool(hint))
        self.list.setVisible(not word)

    def add(self, note: str) -> None:
        """Say something under the list, "" for nothing."""
        self._foot.setText(note)
        self._foot.setVisible(bool(note))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks beside the lines from reaching the map."""
        event.accept()

    def settle(self) -> None:
        """Lie under the box, as tall as the lines need and the window allows."""
        window = self._bar.window()
        corner = self._bar.mapTo(window, QPoint(0, self._bar.height() + 4))
        width = max(self._bar.width(), style.scaled(420)) + 2 * SHADOW
        words = self._word.sizeHint().height() + self._hint.heightForWidth(width - 60) + 16 if self.list.isHidden() else 0
        foot = 0 if self._foot.isHidden() else self._foot.heightForWidth(width - 2 * SHADOW - 12)
        tall = (words or self.list.tall()) + foot + 12 + 2 * SHADOW
        room = window.height() - corner.y()
        left = max(min(corner.x() - SHADOW, window.width() - width), 0)
        self.setGeometry(left, corner.y() - SHADOW, min(width, window.width()), min(tall, max(round(room * 0.72), 160)))
        self.raise_()
