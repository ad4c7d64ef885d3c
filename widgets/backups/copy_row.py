"""One backup in the list: when, how large, what would be lost since; going back asks once, in place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from data.backups.copies import Copy
from data.backups.lost import MOST, Since
from data.backups.make import megabytes
from data.clock import Clock, format_utc
from data.i18n import tr
from data.kinds import Kinds
from data.kinds.moments import show_time
from widgets import style
from widgets.parts.button import Button
from widgets.parts.label import Label

NAMED = 4  # kinds that are named in what would be lost
CANNOT = ("broken",)


class CopyRow(QFrame):
    """`back_wanted` and `try_wanted` tell the backup; the first click on going back only shows what that means."""

    back_wanted = Signal(object)
    try_wanted = Signal(object)
    opened = Signal(object)  # this row: others fold

    def __init__(self, copy: Copy, zone: str, clock: Clock, kinds: Kinds, *, may_go_back: bool,
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.copy, self._kinds, self._zone, self._clock = copy, kinds, zone, clock
        when = show_time(format_utc(copy.at), zone, clock.now())
        self.when = Label(when, "strong")
        self.weight = Label(f"{megabytes(copy.size)} MB", "quiet")
        self.since = Label(tr("正在比较…"), "quiet", wrap=True)
        self.go = Button(tr("恢复…"))
        self.go.clicked.connect(self._ask)
        self._may = may_go_back
        self.go.setAccessibleName(tr("恢复到 {when} 的备份", when=when))
        meant = tr("会回到 {when} 的样子。现在的文件不删，改名留在原处，随时可以换回来。控制台会关上再打开。", when=when)
        self.question = Label(meant, wrap=True)
        self.sure = Button(tr("恢复到这一份"), "danger")
        self.sure.clicked.connect(lambda: self.back_wanted.emit(self.copy))
        self.leave = Button(tr("不恢复"))
        self.leave.clicked.connect(self.fold)
        self.trial = Button(tr("先试一次"), "link")
        self.trial.clicked.connect(lambda: self.try_wanted.emit(self.copy))
        self._build()
        self.fold()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(16)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.when)
        said.addWidget(self.since)
        row.addLayout(said, 1)
        row.addWidget(self.weight)
        row.addWidget(self.go)
        column.addLayout(row)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(style.scaled(12), 8, 0, 4)
        asking.addWidget(self.question)
        verbs = QHBoxLayout()
        for button in (self.sure, self.leave, self.trial):
            verbs.addWidget(button)
        verbs.addStretch()
        asking.addLayout(verbs)
        column.addWidget(self._asking)

    def show_since(self, since: Since) -> None:
        """Tell what would be lost."""
        self.since.setText(self.lost(since))
        self.go.setEnabled(since.state not in CANNOT)

    def lost(self, since: Since) -> str:
        """Return what would be lost, in a line."""
        if since.state == "same":
            return tr("之后没有改动")
        if since.state == "older":
            kinds = sorted((since.kinds or {}).items(), key=lambda item: -item[1])
            named = tr("、").join(f"{self._kinds[k].label} {n:,}" for k, n in kinds[:NAMED] if self._kinds.knows(k))
            count = tr("{n} 次以上", n=f"{MOST:,}") if since.sets >= MOST else tr("{n} 次", n=f"{since.sets:,}")
            return tr("之后的 {count}修改将丢失：{kinds}", count=count, kinds=named + (tr("等") if len(kinds) > NAMED else ""))
        return {
            "foreign": tr("之后走了另一条路：现在的文件不是从它来的"),
            "locked": tr("用的是以前的口令，恢复后用那个口令打开"),
            "broken": tr("打不开，可能已经损坏"),
        }.get(since.state, "")

    def _ask(self) -> None:
        self._asking.show()
        self.go.hide()
        self.sure.setFocus()
        self.opened.emit(self)

    def fold(self) -> None:
        """Put the question away."""
        self.go.setVisible(self._may)
        self._asking.hide()
