"""The page before an erasing: what goes, what stays and why, on what basis, and that it cannot be taken back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from data.i18n import tr
from data.keeping.erase import counted
from data.keeping.plan import ErasePlan
from data.store.station import Station
from data.workspace import Workspace
from widgets.backups.draft import Drafts, keep_typed
from widgets.parts.button import Button
from widgets.parts.card import Card
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller
from widgets.records.pieces import row

NAMED = 8  # mentions and reasons that are listed


class ErasePage(Scroller):
    """Emits `wished` with basis and second person on the second click; the first one only asks again."""

    wished = Signal(str, str)
    left = Signal()

    def __init__(
        self, station: Station, plan: ErasePlan, basis: str, *, signs_in: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, margin=24, gap=8)
        self.station, self.plan, self._signs_in = station, plan, signs_in
        self.basis = QLineEdit(basis)
        self.basis.setAccessibleName(tr("依据"))
        self.second = QLineEdit()
        self.second.setAccessibleName(tr("第二人"))
        self.second.setPlaceholderText(tr("同意清除的人的姓名或警号"))
        self.go = Button(tr("清除…"), "danger", "trash")
        self.sure = Button(tr("确认清除，不能恢复"), "danger", "trash")
        self.leave = Button(tr("不清除"))
        self.trouble = Label("", "late", wrap=True)
        self._build()
        self.sure.hide()
        self.trouble.hide()
        self.go.setEnabled(plan.count > 0)
        self.go.clicked.connect(self._ask)
        self.sure.clicked.connect(lambda: self.wished.emit(self.basis.text().strip(), self.second.text().strip()))
        self.leave.clicked.connect(self.left)

    def _build(self) -> None:
        plan, column = self.plan, self.column
        card = Card()
        card.body.addWidget(Label(_what(self.station, plan), "strong", wrap=True))
        card.body.addWidget(Label(tr(
            "清除的内容从记录、日志、搜索、附件和文件的空白页里一并抹去，不能撤销，也不能恢复。日志链保持可核对，并留下一条清除证明。"
        ), "quiet", wrap=True))  # fmt: skip
        column.addWidget(card)
        self._told(column, _kept(self.station, plan), tr("暂不清除"))
        self._told(column, _links(self.station, plan), tr("会断开的关联"))
        self._told(column, _mentions(self.station, plan), tr("别处写到了名字或号码，不会改，请自行核对"))
        column.addWidget(Label(tr("依据"), "strong"))
        column.addWidget(self.basis)
        if not self._signs_in:
            column.addWidget(Label(tr("第二人"), "strong"))
            column.addWidget(self.second)
        column.addWidget(Label(tr(
            "以前的自动备份随后重写，同样抹去；移动硬盘或共享文件夹没有接上的，接上后自动做。手工另存的副本请自行删除。"
        ), "quiet", wrap=True))  # fmt: skip
        column.addWidget(self.trouble)
        verbs = row(self.go, self.sure, self.leave)
        verbs.addStretch(1)
        column.addLayout(verbs)
        column.addStretch()

    def _told(self, column: QVBoxLayout, lines: list[str], heading: str) -> None:
        if not lines:
            return
        column.addWidget(Label(heading, "strong"))
        for line in lines[:NAMED]:
            column.addWidget(Label(line, "quiet", wrap=True))
        if len(lines) > NAMED:
            column.addWidget(Label(tr("另有 {n} 处", n=len(lines) - NAMED), "quiet"))

    def keep(self, workspace: Workspace) -> Drafts:
        """Keep what is typed about one record, or about what is due of kinds, until it was erased; return what keeps it."""
        ids = [id for some in self.plan.chosen.values() for id in some]
        one = ids[0] if len(ids) == 1 else 0
        name = "_".join(["erase", *sorted(self.plan.chosen)])
        return keep_typed(self, self.station, workspace, name, one, {"basis": self.basis, "second": self.second})

    def _ask(self) -> None:
        """Ask once more, in place."""
        missing = self.missing()
        self.say(missing)
        if missing:
            return
        self.go.hide()
        self.sure.show()
        self.sure.setFocus()

    def missing(self) -> str:
        """Return what is to be filled in first, "" where nothing is."""
        if not self.basis.text().strip():
            return tr("请写明清除的依据")
        if not self._signs_in and not self.second.text().strip():
            return tr("请写明同意清除的第二人")
        return ""

    def say(self, sentence: str) -> None:
        """Tell what is wrong."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))


def _what(station: Station, plan: ErasePlan) -> str:
    if not plan.count:
        return tr("没有可以清除的记录")
    chosen = {k: len(ids) for k, ids in plan.chosen.items()}
    along = {k: len(ids) for k, ids in plan.along.items() if ids}
    said = tr("清除{what}", what=_listed(station, chosen))
    return tr("{said}，连同{along}", said=said, along=_listed(station, along)) if along else said


def _listed(station: Station, counts: dict[str, int]) -> str:
    return tr("、").join(tr("{kind} {n} 条", kind=label, n=f"{n:,}") for label, n in counted(station, counts))


def _kept(station: Station, plan: ErasePlan) -> list[str]:
    reasons: dict[tuple[str, str], int] = {}
    for (kind, _), why in plan.kept.items():
        reasons[kind, why] = reasons.get((kind, why), 0) + 1
    return [tr("{kind} {n} 条：{why}", kind=station.kinds[k].plural, n=f"{n:,}", why=why) for (k, why), n in reasons.items()]


def _links(station: Station, plan: ErasePlan) -> list[str]:
    counts: dict[str, int] = {}
    for edit in plan.unlinked:
        counts[edit.kind] = counts.get(edit.kind, 0) + 1
    return [tr("{kind} {n} 条留下，不再指向被清除的记录", kind=station.kinds[k].plural, n=f"{n:,}") for k, n in counts.items()]


def _mentions(station: Station, plan: ErasePlan) -> list[str]:
    kinds = station.kinds
    return [
        tr("{kind}“{title}”的{field}", kind=kinds[m.kind].label, title=m.title, field=kinds[m.kind].fields[m.field].label)
        for m in plan.mentions
    ]
