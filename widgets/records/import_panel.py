"""The panel of the import at the rail: where to drop files, and the imports that were made, each to be taken back whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from data.actors import said as by_whom
from data.i18n import tr
from data.kinds import moments
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask
from widgets.parts import EmptyState
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, words

LOOKED_AT = 400  # change sets
SHOWN = 60


class ImportPanel(Panel):
    """It asks the app to open the import window, and lists what came in."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._made: Sequence[ChangeSet] = ()
        self._taken_back: set[int] = set()
        box = column(self, margin=12, gap=8)
        drop = EmptyState("import", tr("把文件拖到窗口里"), tr("Excel、CSV、地图文件，或 zip"), tr("选择文件"))
        drop.acted.connect(lambda: self.workspace.run("import", choose=True))
        box.addWidget(self.only_for(drop, "import"))
        box.addWidget(self.only_for(push(tr("空白模板…"), lambda: self.workspace.run("templates"), "ghost", "file"), "templates"))
        box.addWidget(words(tr("最近的导入"), "section"))
        self.lines = LineList(workspace)
        self.lines.end_flies = False
        self.lines.setAccessibleName(tr("最近的导入"))
        self.lines.selectionModel().currentChanged.connect(lambda *_: self._offer())
        box.addWidget(self.lines, 1)
        self.undo = push(tr("撤销这次导入"), self._undo, "danger", "undo")
        box.addLayout(row(self.undo))
        self._read()

    def changed(self, changes: ChangeSet) -> None:
        """List anew what came in."""
        if changes.command in ("import", "sign_in") or changes.undoes is not None:
            self._read()

    def _read(self) -> None:
        ask(self, self.station, lambda: self.station.batches(limit=LOOKED_AT, changes=0), self._show, "imports")

    def _show(self, sets: Sequence[ChangeSet]) -> None:
        before = self._chosen()
        self._made = [s for s in sets if s.command == "import"][:SHOWN]
        self._taken_back = _taken_back(sets)
        self.lines.set_lines([self._line(s) for s in self._made], empty=tr("还没有导入过"), uniform=True)
        if self._made:  # who takes one back and presses again must not take another one back
            at = next((n for n, made in enumerate(self._made) if before is not None and made.id == before.id), 0)
            self.lines.setCurrentIndex(self.lines.model().index(at, 0))
        self._offer()

    def _line(self, made: ChangeSet) -> Line:
        gone = made.id in self._taken_back
        said = tr("{when} · {who}", when=moments.show_time(made.at, self.zone, self.station.clock.now()), who=by_whom(made.who))
        tone = "quiet" if gone else "calm"
        return Line(made.why, said, tr("已撤销") if gone else "", tone=tone, edge=True, target=Selection("", made.id), placed=False)

    def _chosen(self) -> ChangeSet | None:
        at = self.lines.currentIndex().row()
        return self._made[at] if 0 <= at < len(self._made) else None

    def _offer(self) -> None:
        chosen = self._chosen()
        self.undo.setVisible(chosen is not None and self.may("undo"))
        self.undo.setEnabled(chosen is not None and chosen.id not in self._taken_back and not self.station.read_only)

    def _undo(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.workspace.run("undo", batch=chosen.id)


def _taken_back(sets: Sequence[ChangeSet]) -> set[int]:
    """Return the change sets that are taken back and not brought back; ``sets`` are newest first."""
    gone: set[int] = set()
    for one in sets:
        if one.undoes is not None and one.id not in gone:
            gone.add(one.undoes)
    return gone
