"""For a station that cannot be opened any more: what is wrong, and the backups that this computer knows of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.backups.copies import Copy
from data.backups.make import megabytes
from data.i18n import tr
from widgets.parts.button import Button
from widgets.parts.card import Line
from widgets.parts.empty import EmptyState
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller


class RescuePage(Scroller):
    """`wanted` tells the backup that is to take the place of the damaged file; the first click only asks."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, sentence: str, copies: Sequence[Copy], parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=40, gap=12)
        self.column.addWidget(Label(tr("站文件打不开"), "title"))
        self.column.addWidget(Label(sentence, "late", wrap=True))
        self.column.addWidget(Label(tr("选一份备份放回去：现在的文件不删，改名留在原处。"), wrap=True))
        self.verbs = [self._row(copy) for copy in copies]
        if not copies:
            self.column.addWidget(EmptyState("backup", tr("这台电脑不知道它有备份"), tr("备份在别处的话，直接打开那份备份文件。")))
        back = Button(tr("返回"), "plain", "back")
        back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch()
        self.column.addLayout(row)
        self.column.addStretch()

    def _row(self, copy: Copy) -> Button:
        row, said = QHBoxLayout(), QVBoxLayout()
        said.addWidget(Label(f"{copy.at.astimezone():%Y-%m-%d %H:%M}", "strong"))
        said.addWidget(Label(str(copy.path), "quiet", wrap=True))
        row.addLayout(said, 1)
        row.addWidget(Label(f"{megabytes(copy.size)} MB", "quiet"))
        verb = Button(tr("恢复…"))
        verb.clicked.connect(lambda: self._pressed(verb, copy))
        row.addWidget(verb)
        self.column.addLayout(row)
        self.column.addWidget(Line())
        return verb

    def _pressed(self, verb: Button, copy: Copy) -> None:
        if verb.property("role") == "danger":
            self.wanted.emit(copy)
            return
        verb.setText(tr("恢复到这一份"))
        verb.set_role("danger")
