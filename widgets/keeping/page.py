"""The page of keeping: what is due, what was erased with the proof of it, and what people asked to be corrected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.i18n import tr
from data.keeping import correction
from data.keeping.correction import Request
from data.keeping.erase import Proof, proofs, said_of, said_of_backups
from data.keeping.retention import KindDue, due
from data.store.station import Station
from data.workspace import Workspace
from widgets import background
from widgets.backups.draft import Drafts, keep_typed
from widgets.keeping.due_row import DueRow
from widgets.keeping.request_row import RequestRow
from widgets.parts.button import Button
from widgets.parts.card import Line
from widgets.parts.empty import EmptyState
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller
from widgets.parts.segmented import Segmented
from widgets.records.pieces import clear, row

VIEWS = ("due", "proofs", "requests")


class KeepingPage(Scroller):
    """`erase_wanted` tells a kind and ids, `proof_wanted` a `Proof`, `answered` a request's task, answer and whether it is done."""

    erase_wanted = Signal(str, object)
    proof_wanted = Signal(object)
    answered = Signal(int, str, bool)
    record_wanted = Signal(str, int)

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=24, gap=0)
        self.station, self.workspace = station, workspace
        self.views = Segmented([("due", tr("到期")), ("proofs", tr("清除证明")), ("requests", tr("更正请求"))], "due")
        self.views.chosen.connect(self.show_view)
        self.view = "due"
        self.rows: list[QWidget] = []
        self._drafts: list[Drafts] = []  # of answers that are being written
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        head = row(self.views)
        head.addStretch(1)
        self.column.addLayout(head)
        self.column.addSpacing(12)
        self.hint = Label("", "quiet", wrap=True)
        self.column.addWidget(self.hint)
        self.column.addLayout(self._list)
        self.column.addStretch()
        self.show_view("due")

    def dispose(self) -> None:
        """Stop waiting for answers."""
        self._keep_typed()
        background.forget(self)

    def _keep_typed(self) -> None:
        """Keep answers that were begun; a correction that was answered is not asked again, and its draft ends with the month."""
        for drafts in self._drafts:
            drafts.flush()
        self._drafts = []

    def show_view(self, view: str) -> None:
        """Show what is due, the proofs, or the requests."""
        self.view = view
        self.look()

    def look(self) -> None:
        """Read what is shown anew."""
        station = self.station
        self._keep_typed()
        clear(self._list)
        self.rows = []
        self.hint.setText(_hint(self.view))
        self._list.addWidget(Label(tr("正在查看……"), "quiet"))
        if self.view == "due":
            background.ask(self, station, lambda: due(station), self._show_due, "list")
        elif self.view == "proofs":
            background.ask(self, station, lambda: proofs(station), self._show_proofs, "list")
        else:
            background.ask(self, station, lambda: _titled(station), self._show_requests, "list")

    def _add(self, made: QWidget) -> None:
        self._list.addWidget(made)
        self._list.addWidget(Line())
        self.rows.append(made)

    def _show_due(self, found: Sequence[KindDue]) -> None:
        clear(self._list)
        for kind in sorted(found, key=lambda f: (-f.count, not f.held, not f.soon, f.kind.name)):
            made = DueRow(kind, may_erase=not self.station.read_only)
            made.erase_wanted.connect(self.erase_wanted)
            made.shown.connect(self.record_wanted)
            self._add(made)
        if not found:
            self._list.addWidget(EmptyState("verify", tr("没有到期的个人信息"), tr("到期的会列在这里，逐类清除。")))

    def _show_proofs(self, found: Sequence[Proof]) -> None:
        clear(self._list)
        for proof in found:
            made = QWidget()
            box = QVBoxLayout(made)
            box.setContentsMargins(0, 10, 0, 10)
            box.setSpacing(2)
            box.addWidget(Label(said_of(self.station, proof), "strong", wrap=True))
            people = tr("{who}，{second} 同意", who=proof.who, second=proof.second) if proof.second else proof.who
            told = tr("{people} · {basis} · 日志第 {n} 条", people=people, basis=proof.basis, n=proof.entry)
            box.addWidget(Label(told, "quiet", wrap=True))
            if not proof.clean:
                box.addWidget(Label(tr("文件里的空白页还没有整理完，关闭再打开后会接着做"), "soon", wrap=True))
            backups = said_of_backups(proof)
            if backups:
                box.addWidget(Label(backups, "quiet" if proof.backups.done else "soon", wrap=True))
            save = Button(tr("存成 PDF…"), "link")
            save.clicked.connect(lambda _=False, p=proof: self.proof_wanted.emit(p))
            verbs = row(save)
            verbs.addStretch(1)
            box.addLayout(verbs)
            self._add(made)
        if not found:
            self._list.addWidget(EmptyState("file", tr("还没有清除过"), tr("每次清除都会在这里留下证明。")))

    def _show_requests(self, found: Sequence[tuple[Request, str]]) -> None:
        clear(self._list)
        for asked, title in found:
            made = RequestRow(asked, title, self.station.kinds, self.station.zone, may_answer=not self.station.read_only)
            if made.may_answer:
                drafts = keep_typed(made, self.station, self.workspace, "correction.answer", asked.task, {"answer": made.answer})
                self._drafts.append(drafts)
            made.answered.connect(self.answered)
            made.shown.connect(self.record_wanted)
            self._add(made)
        if not found:
            hint = tr("选中一个人，用“请求更正…”记下本人的要求。")
            self._list.addWidget(EmptyState("edit", tr("没有更正请求"), hint))


def _titled(station: Station) -> list[tuple[Request, str]]:
    found = []
    for asked in correction.requests(station):
        record = station.get(asked.kind, asked.id) if asked.id else None
        found.append((asked, station.title(record) if record is not None else ""))
    return found


def _hint(view: str) -> str:
    return {
        "due": tr("个人信息到了保存期限就要清除。还在用的先不清除，写着原因；没有期限的也写着原因。"),
        "proofs": tr("内容已经抹去；何时、何人、依据和数量留在日志里，可以核对。"),
        "requests": tr("本人要求更正、补充的，十五天内答复。"),
    }[view]
