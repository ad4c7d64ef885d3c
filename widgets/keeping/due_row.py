"""One kind on the page of what is due: how many, why some are not, and the list of them when it is unfolded."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from data.keeping.retention import KindDue
from widgets import style
from widgets.parts.button import Button
from widgets.parts.label import ElidedLabel, Label

LISTED = 40  # records that are listed here; the counts are of all
SHOWN = ("due", "removed", "held", "soon")


class DueRow(QFrame):
    """`erase_wanted` tells the kind and the ids that are due; `shown` the kind and id of a record that is to be looked at."""

    erase_wanted = Signal(str, object)
    shown = Signal(str, int)

    def __init__(self, found: KindDue, *, may_erase: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = found
        self.name = Label(found.kind.plural, "strong")
        self.counts = Label(told(found), "quiet", wrap=True)
        self.fold = Button(tr("看名单"), "link")
        self.fold.setVisible(bool(found.items))
        self.fold.clicked.connect(self._toggle)
        self.erase = Button(tr("清除 {n} 条…", n=f"{found.count:,}"), "danger")
        self.erase.setVisible(bool(found.count))
        self.erase.setEnabled(may_erase)
        self.erase.setAccessibleName(tr("清除到期的{kind}", kind=found.kind.plural))
        self.erase.clicked.connect(lambda: self.erase_wanted.emit(found.kind.name, [*found.due, *found.removed]))
        self._list = QWidget()
        self._list.hide()
        self._filled = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        row = QHBoxLayout()
        row.setSpacing(16)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.name)
        said.addWidget(self.counts)
        row.addLayout(said, 1)
        row.addWidget(self.fold)
        row.addWidget(self.erase)
        column.addLayout(row)
        column.addWidget(self._list)

    def _toggle(self) -> None:
        if not self._filled:
            self._fill()
        self._list.setVisible(self._list.isHidden())
        self.fold.setText(tr("收起") if not self._list.isHidden() else tr("看名单"))

    def _fill(self) -> None:
        self._filled = True
        box = QVBoxLayout(self._list)
        box.setContentsMargins(style.scaled(12), 4, 0, 4)
        box.setSpacing(2)
        ordered = sorted(self.found.items, key=lambda item: (SHOWN.index(item.state), item.ends))
        for item in ordered[:LISTED]:
            line = QHBoxLayout()
            line.setSpacing(12)
            title = ElidedLabel(item.title)
            line.addWidget(title, 2)
            line.addWidget(ElidedLabel(_state(item.state, item.why, item.ends.isoformat()), _tone(item.state)), 3)
            if item.state != "removed":
                look = Button(tr("查看"), "link")
                look.clicked.connect(lambda _=False, kind=item.kind, id=item.id: self.shown.emit(kind, id))
                line.addWidget(look)
            box.addLayout(line)
        if len(ordered) > LISTED:
            box.addWidget(Label(tr("另有 {n} 条没有列出", n=f"{len(ordered) - LISTED:,}"), "quiet"))


def told(found: KindDue) -> str:
    """Return how a kind stands, in a line or two."""
    parts = []
    if found.due:
        parts.append(tr("{n} 条已到期", n=f"{len(found.due):,}"))
    if found.removed:
        parts.append(tr("{n} 条早已删除，只剩日志里有", n=f"{len(found.removed):,}"))
    if found.held:
        parts.append(tr("{n} 条到期但还在用", n=f"{found.held:,}"))
    if found.soon:
        parts.append(tr("{n} 条 30 天内到期", n=f"{found.soon:,}"))
    if found.unending:
        parts.append(tr("{n} 条没有期限：{why}", n=f"{found.unending:,}", why=found.why))
    return tr("；").join(parts)


def _state(state: str, why: str, ends: str) -> str:
    if state == "held":
        return tr("{ends} 到期；{why}", ends=ends, why=why)
    if state == "soon":
        return tr("{ends} 到期", ends=ends)
    if state == "removed":
        return tr("已删除，日志保存到 {ends}", ends=ends)
    return tr("{ends} 已到期", ends=ends)


def _tone(state: str) -> str:
    return {"due": "late", "removed": "late", "held": "quiet", "soon": "soon"}[state]
