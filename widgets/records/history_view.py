"""The history of a record from the journal: who changed what from which value to which, and undo of one change set."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.actors import said as by_whom
from data.duty.spans import span_words
from data.i18n import tr
from data.kinds import Kind
from data.records import ChangeSet
from data.store.station import HistoryEntry, Station
from data.workspace import Workspace
from widgets.background import ask, write
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import clear, column, push, row, rule, words
from widgets.records.shown import ago, is_companion, shown

UNDOABLE = {"add", "change", "remove", "undo", "redo"}


def action_label(action: str) -> str:
    """Return an action of the journal as a verb."""
    verbs = {
        "add": tr("登记"),
        "change": tr("修改"),
        "remove": tr("删除"),
        "reveal": tr("查看敏感信息"),
        "undo": tr("撤销"),
        "redo": tr("重做"),
        "import": tr("导入"),
    }
    return verbs.get(action, action)


def touched(kind: Kind, entry: HistoryEntry) -> list[str]:
    """Return the names of the fields that an entry is about, in the kind's order."""
    names = {*(entry.before or {}), *(entry.after or {})}
    return [n for n in kind.fields if n in names and not is_companion(kind, n)]


def history_line(station: Station, entry: HistoryEntry) -> Line:
    """Return an entry as a row."""
    kind = station.kinds[entry.kind]
    fields = [kind.fields[n].label for n in touched(kind, entry)] if entry.action in ("change", "reveal", "undo", "redo") else []
    verb = action_label(entry.action)
    said = tr("、").join(fields[:4]) + ("…" if len(fields) > 4 else "")
    if entry.erased:
        said = tr("（内容已清除）")
    title = tr("{who} {verb} {what}", who=by_whom(entry.who), verb=verb, what=said).strip()
    back = tr("此前时钟被拨回 {span}", span=span_words(entry.back)) if entry.back else ""
    why = " · ".join(part for part in (entry.why, back) if part)
    return Line(title, why, ago(station, entry.at), hint=f"{entry.at}\n{why}", placed=False)


class HistoryView(Panel):
    """The entries newest first; the chosen one opens below with its values and the undo button."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._kind, self._id = "", 0
        self._entries: list[HistoryEntry] = []
        box = column(self, gap=0)
        self.list = LineList(workspace)
        self.list.opened.connect(self._open)
        box.addWidget(self.list, 1)
        self._detail = QWidget()
        self._detail_box: QVBoxLayout = column(self._detail, margin=12, gap=6)
        self._detail.hide()
        box.addWidget(self._detail)

    def show_record(self, kind: str, id: int) -> None:
        """Read the history of a record."""
        self._kind, self._id = kind, id
        self._detail.hide()
        ask(self, self.station, lambda: self.station.history(kind, id), self._show, "history")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when the record changed."""
        if changes.concerns(self._id):
            self.show_record(self._kind, self._id)

    def _show(self, entries: list[HistoryEntry]) -> None:
        self._entries = sorted(entries, key=lambda e: e.entry, reverse=True)
        lines = [history_line(self.station, e) for e in self._entries]
        self.list.set_lines(lines, empty=tr("还没有改动记录。之后的每次修改都会留在这里，可以撤销。"))

    def _open(self, line: Line) -> None:
        index = self.list.currentIndex().row()
        if 0 <= index < len(self._entries):
            self._show_entry(self._entries[index])

    def _show_entry(self, entry: HistoryEntry) -> None:
        clear(self._detail_box)
        kind = self.station.kinds[entry.kind]
        self._detail_box.addWidget(rule())
        for name in touched(kind, entry)[:12]:
            self._detail_box.addWidget(words(self._difference(kind, entry, name), "quiet"))
        may_undo = self.station.may_write(entry.kind) and self.station.session.may("undo")
        if entry.action in UNDOABLE and may_undo and not entry.erased:
            buttons = row(push(tr("撤销这次改动"), lambda: self._undo(entry.batch), "danger"))
            buttons.addStretch(1)
            self._detail_box.addLayout(buttons)
        self._detail.show()

    def _difference(self, kind: Kind, entry: HistoryEntry, name: str) -> str:
        field = kind.fields[name]

        def text(values: Any) -> str:
            value = (values or {}).get(name)
            return shown(field, value, self.zone) or tr("空")

        if entry.action == "reveal":
            return field.label
        return tr("{label}：{before} → {after}", label=field.label, before=text(entry.before), after=text(entry.after))

    def _undo(self, batch: int) -> None:
        write(self, self.station, lambda: self.station.undo(batch, who=self.who), self._undone)

    def _undone(self, changes: ChangeSet) -> None:
        self.workspace.tell("done", tr("已撤销 {n} 处改动", n=len(changes.changes)))
