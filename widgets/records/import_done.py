"""What an import did: counts, notes, rejected rows to save, and undo of the whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from data.exchange.report import ImportReport
from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask
from widgets.records.import_work import Prepared, counted, guarded, save_rejects
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, words


class ImportDone(Panel):
    """The last page of the import panel; ``failed`` with a sentence, ``next_wanted`` for another file."""

    failed = Signal(str)
    next_wanted = Signal()

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._report: ImportReport | None = None
        self._prepared: Prepared | None = None
        self._taken_back: int | None = None  # the change set that took it back
        box = column(self, margin=16, gap=10)
        self.title = words("", "title")
        self.counts = words("", "strong")
        self.notes = words("", "quiet")
        self.undo = push(tr("撤销这次导入"), self._undo, "danger", "undo")
        self.save_rejects = push(tr("保存拒收的行，改好再导入"), self._save_rejects, "plain", "export")
        self.next = push(tr("再导入一个文件"), self.next_wanted.emit, "primary")
        for widget in (self.title, self.counts, self.notes, self.save_rejects, self.undo, self.next):
            box.addWidget(widget)
        box.addStretch(1)

    def show_report(self, report: ImportReport, prepared: Prepared | None, waiting: int) -> None:
        """Show what was done; ``waiting`` files are still to come."""
        self._report, self._prepared = report, prepared
        self._taken_back = None
        self.counts.setText(counted(report))
        self.notes.setText("\n".join(report.notes))
        self._show_state()
        self.save_rejects.setVisible(bool(report.rejected))
        self.next.setText(tr("下一个文件（还有 {n} 个）", n=waiting) if waiting else tr("再导入一个文件"))

    def changed(self, changes: ChangeSet) -> None:
        """Follow an undo or redo of the import, wherever it was asked for."""
        if self._report is None or changes.undoes is None:
            return
        if changes.undoes == self._report.batch:
            self._taken_back = changes.id
        elif changes.undoes == self._taken_back:
            self._taken_back = None
        self._show_state()

    def _show_state(self) -> None:
        report = self._report
        if report is None:
            return
        name = Path(report.file).name
        self.title.setText(tr("这次导入已撤销") if self._taken_back is not None else tr("已导入 {file}", file=name))
        self.notes.setVisible(bool(report.notes) and self._taken_back is None)
        self.undo.setVisible(report.batch is not None and self._taken_back is None)

    def _undo(self) -> None:
        batch = self._report.batch if self._report else None
        if batch is not None:
            ask(self, self.station, lambda: guarded(lambda: self.station.undo(batch, who=self.who)), self._undone, "undo")

    def _undone(self, answer: ChangeSet | str | None) -> None:
        if not isinstance(answer, ChangeSet):
            self.failed.emit(answer or "")
            return
        self.changed(answer)
        self.workspace.tell("done", tr("这次导入已撤销"))

    def _save_rejects(self) -> None:
        found = self._prepared
        if found is None:
            return
        formats = ("xlsx", "csv") if found.previews else ("geojson", "csv")
        offered = tr("拒收-{file}", file=f"{found.path.stem}.{formats[0]}")
        name, _ = QFileDialog.getSaveFileName(self, tr("保存拒收的行"), offered, " ".join(f"*.{f}" for f in formats))
        if name:
            self.write_rejects(Path(name))

    def write_rejects(self, out: Path) -> None:
        """Write the refused rows to a table that can be mended and imported again."""
        found = self._prepared
        if found is None or self._report is None:
            return
        report, target = self._report, out if out.suffix else out.with_suffix(".xlsx" if found.previews else ".geojson")
        ask(
            self,
            self.station,
            lambda: save_rejects(found, report, target),
            lambda n: self.workspace.tell("done", tr("已把 {n} 行拒收的行存到 {file}", n=n, file=target.name)),
            "rejects",
        )
