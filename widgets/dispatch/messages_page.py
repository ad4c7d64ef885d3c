"""What each who holds a place of a cordon is sent: whom on the left, their message and code on the right."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from data.duty.dispatch.order import Message
from data.i18n import tr
from data.workspace import Workspace
from widgets import style
from widgets.dispatch.share_page import SharePage
from widgets.parts import Label
from widgets.records.lines import Line, LineList
from widgets.records.pieces import column, push, words

LIST = 280  # unscaled pixels
BETWEEN = "\n\n"  # two messages that are copied together


class MessagesPage(QWidget):
    """Shows the messages of a cordon; the first is open."""

    def __init__(self, workspace: Workspace, messages: tuple[Message, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages = messages
        self.list = LineList(workspace)
        self.list.end_flies = False
        self.list.setAccessibleName(tr("谁"))
        self.list.setFixedWidth(style.scaled(LIST))
        self.list.set_lines([
            Line(m.held.name, m.held.title, glyph=str(m.held.number), badge="accent", placed=False,
                 hint=f"{m.held.name}\n{m.held.title}")
            for m in messages
        ])  # fmt: skip
        self.share = SharePage(messages[0].shared)
        self.copied: Label = words("", "calm")
        self._build()
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.selectionModel().currentChanged.connect(lambda index, _before: self._show(index.row()))

    def _build(self) -> None:
        box = QHBoxLayout(self)
        box.setSpacing(12)
        left = column(gap=8)
        left.addWidget(self.list, 1)
        left.addWidget(push(tr("复制全部"), self.copy_all, "plain", "copy"))
        left.addWidget(self.copied)
        box.addLayout(left)
        box.addWidget(self.share, 1)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self.messages):
            self.share.show_other(self.messages[row].shared)

    def copy_all(self) -> None:
        """Put the messages of all on the clipboard, for the map that is chosen."""
        app = str(self.share.app.value)
        QGuiApplication.clipboard().setText(BETWEEN.join(m.shared(app).text for m in self.messages))
        self.copied.setText(tr("已复制 {n} 条", n=len(self.messages)))
