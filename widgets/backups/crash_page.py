"""The reports of faults on this computer: read, copied, deleted; none of them leaves it by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from data.i18n import tr
from widgets import style
from widgets.parts.button import Button
from widgets.parts.card import Card
from widgets.parts.empty import EmptyState
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller


class Report(Protocol):
    """What the page needs of a report."""

    @property
    def path(self) -> Path:
        """Its file."""

    @property
    def text(self) -> str:
        """What it says."""


class CrashPage(Scroller):
    """Shows reports; `deleted` tells the file of one that is to go."""

    deleted = Signal(object)

    def __init__(self, reports: Sequence[Report], when: Callable[[Report], str], parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=24, gap=12)
        said = tr("报告只在这台电脑上，只写程序在哪里出的错，没有姓名、号码等任何内容。要反馈时自己复制。")
        self.column.addWidget(Label(said, "quiet", wrap=True))
        self.cards = [self._card(r, when(r)) for r in reports]
        for card in self.cards:
            self.column.addWidget(card)
        self.empty = EmptyState("done", tr("没有出错报告"))
        self.empty.setVisible(not self.cards)
        self.column.addWidget(self.empty)
        self.column.addStretch()

    def _card(self, report: Report, when: str) -> Card:
        card = Card()
        head = QHBoxLayout()
        head.addWidget(Label(when, "strong"), 1)
        copy, delete = Button(tr("复制"), "plain", "copy"), Button(tr("删除"), "plain", "trash")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report.text))
        delete.clicked.connect(lambda: self._delete(report, card))
        head.addWidget(copy)
        head.addWidget(delete)
        card.body.addLayout(head)
        text = QPlainTextEdit(report.text)
        text.setReadOnly(True)
        text.setFixedHeight(style.scaled(180))
        text.setAccessibleName(tr("出错报告"))
        card.body.addWidget(text)
        return card

    def _delete(self, report: Report, card: Card) -> None:
        self.deleted.emit(report.path)
        self.cards.remove(card)
        card.deleteLater()
        self.empty.setVisible(not self.cards)
