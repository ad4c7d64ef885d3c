"""What the officer before left to be known; it stays until somebody says that it was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.clock import format_utc
from data.i18n import tr
from data.kinds.moments import show_time
from widgets.parts.button import Button
from widgets.parts.label import Label


class HandoverPage(QWidget):
    """The note, from whom and when; `read` is the button."""

    read = Signal()

    def __init__(self, left: Mapping[str, str], zone: str, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 20)
        column.setSpacing(8)
        when = show_time(format_utc(datetime.fromisoformat(left["at"])), zone, now)
        column.addWidget(Label(tr("{who} · {when}", who=left["who"], when=when), "quiet"))
        self.text = Label(left["text"], wrap=True)
        column.addWidget(self.text)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        self.button = Button(tr("知道了"), "primary")
        self.button.clicked.connect(self.read)
        row.addWidget(self.button)
        column.addLayout(row)
