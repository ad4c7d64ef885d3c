"""What an import did: counts, notes, the rows left out to save, where it lies on the map, and undo of the whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from data.exchange.conversation import Parcel
from data.exchange.conversation.compare import totals
from data.i18n import tr
from data.store.station import Station
from widgets.parts import Card
from widgets.records.import_work import Talk
from widgets.records.pieces import clear, column, push, row, scroll, words
from widgets.records.saved_as import saved_as

MOST_NOTES = 30


class ImportDone(QWidget):
    """The last page; ``next_wanted`` for another file, ``map_wanted`` with a kind and the ids that came in."""

    next_wanted = Signal()
    map_wanted = Signal(str, tuple)
    saved = Signal(str)

    def __init__(self, station: Station, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station, self._talk = station, talk
        self._parcel: Parcel | None = None
        inner = QWidget()
        box = column(inner, margin=24, gap=16)
        column(self, gap=0).addWidget(scroll(inner))
        self.title = words("", "title")
        self._figures = QGridLayout()
        self._figures.setSpacing(12)
        self.notes = words("", "quiet", select=True)
        self.undo = push(tr("撤销这次导入"), self._undo, "danger", "undo")
        self.save_rejects = push(tr("保存没导入的行，改好再导入"), self._save_rejects, "plain", "export")
        self.show_map = push(tr("在地图上看"), self._show_map, "plain", "pin")
        self.next = push(tr("再导入文件"), self.next_wanted.emit, "primary", "import")
        buttons = row(self.next, self.show_map, self.save_rejects, self.undo)
        buttons.addStretch(1)
        box.addWidget(self.title)
        box.addLayout(self._figures)
        box.addLayout(buttons)
        box.addWidget(self.notes)
        box.addStretch(1)

    def show_parcel(self, parcel: Parcel) -> None:
        """Show what was done with a parcel."""
        self._parcel = parcel
        undone = self._talk.undone(parcel)
        self.title.setText(tr("{file} 的导入已撤销", file=parcel.name) if undone else tr("已导入 {file}", file=parcel.name))
        self._show_figures(parcel)
        notes = list(dict.fromkeys(note for report in parcel.done for note in report.notes))  # sheets of one file say the same
        self.notes.setText("\n".join(notes[:MOST_NOTES]))
        self.notes.setVisible(bool(notes) and not undone)
        counts = totals(parcel.done)
        self.undo.setVisible(parcel.batch is not None and not undone)
        self.save_rejects.setVisible(bool(counts["rejected"]))
        self.show_map.setVisible(bool(parcel.touched) and not undone)

    def _show_figures(self, parcel: Parcel) -> None:
        clear(self._figures)
        counts = totals(parcel.done)
        named = (("added", tr("新增"), "calm"), ("updated", tr("更新"), "accent"), ("unchanged", tr("未变"), "quiet"),
                 ("rejected", tr("没有导入"), "late"))  # fmt: skip
        for at, (name, label, tone) in enumerate(named):
            card = Card(margin=16)
            card.body.addWidget(words(f"{counts[name]:,}", "figure", wrap=False))
            card.body.addWidget(words(label, tone if counts[name] else "quiet", wrap=False))
            self._figures.addWidget(card, 0, at)
            self._figures.setColumnStretch(at, 1)

    def _undo(self) -> None:
        if self._parcel is not None:
            self._talk.undo(self._parcel.key)

    def _show_map(self) -> None:
        if self._parcel is not None and self._parcel.touched:
            kind, ids = next(iter(self._parcel.touched.items()))
            self.map_wanted.emit(kind, ids)

    def _save_rejects(self) -> None:
        found = self._parcel
        if found is None:
            return
        formats = ("xlsx", "csv") if any(p.preview is not None for p in found.used) else ("geojson", "csv")
        offered = tr("拒收-{file}", file=f"{found.path.stem}.{formats[0]}")
        name, _ = QFileDialog.getSaveFileName(self, tr("保存没导入的行"), offered, " ".join(f"*.{f}" for f in formats))
        if name:
            self.write_rejects(saved_as(name, f".{formats[0]}"))

    def write_rejects(self, out: Path) -> None:
        """Write the rows left out to a table that can be mended and imported again."""
        if self._parcel is not None:
            self._talk.save_rejects(
                self._parcel.key, out, lambda n: self.saved.emit(tr("已把 {n} 行没导入的行存到 {file}", n=n, file=out.name))
            )
