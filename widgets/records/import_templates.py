"""Empty workbooks to fill in: which kinds, in which language, and where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from data.exchange.conversation.templates import kinds_with_template, template_name, write_template
from data.i18n import language, tr
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask
from widgets.parts import Chip, Segmented
from widgets.records.import_work import guarded
from widgets.records.ledger_panel import HEADINGS, heading_label
from widgets.records.pieces import Holder, column, push, row, words
from widgets.records.saved_as import saved_as


class TemplatesPage(QWidget):
    """The kinds as chips, the language, and a button that saves."""

    saved = Signal()  # to a file: what is left to do is done there

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station, self.workspace = station, workspace
        box = column(self, margin=24, gap=12)
        box.addWidget(words(tr("每类一张空表：带下拉选项、批注和填写说明。填好拖回窗口就能导入。"), "quiet"))
        self.chips = {k.name: Chip(k.plural, checkable=True) for k in kinds_with_template(station.kinds)}
        for chip in self.chips.values():
            chip.toggled.connect(lambda _: self._offer())
        for heading in HEADINGS:
            under = [chip for name, chip in self.chips.items() if _heading(station, name) == heading]
            if under:
                box.addWidget(words(heading_label(heading), "small", wrap=False))
                holder = Holder(gap=8)
                holder.show_only(*under)
                box.addWidget(holder)
        self.language = Segmented([("zh", "中文"), ("en", "English")], language())
        line = row(words(tr("表里的文字"), "small", wrap=False), self.language)
        line.addStretch(1)
        box.addLayout(line)
        self.save = push(tr("保存模板…"), self._choose, "primary", "file")
        bottom = row(self.save)
        bottom.addStretch(1)
        box.addLayout(bottom)
        box.addStretch(1)
        self.trouble = words("", "late")
        box.addWidget(self.trouble)
        self._offer()

    def wanted(self) -> list[str]:
        """Return the kinds that are switched on."""
        return [name for name, chip in self.chips.items() if chip.isChecked()]

    def _offer(self) -> None:
        self.save.setEnabled(bool(self.wanted()))

    def _choose(self) -> None:
        kinds = [self._station.kinds[n] for n in self.wanted()]
        name, _ = QFileDialog.getSaveFileName(self, tr("保存模板"), template_name(kinds), "*.xlsx")
        if name:
            self.write(Path(name))

    def write(self, out: Path) -> None:
        """Write the template in the language chosen."""
        names, wanted = self.wanted(), str(self.language.value)
        target = saved_as(str(out), ".xlsx")
        said = tr("模板已存到 {file}", file=target.name)

        def told(answer: object) -> None:
            if isinstance(answer, str):
                self.trouble.setText(answer)
            else:
                self.workspace.tell("done", said)
                self.saved.emit()

        def work() -> str | None:
            return guarded(lambda: write_template(self._station.kinds, names, target, wanted))

        ask(self, self._station, work, told, "template")


def _heading(station: Station, kind: str) -> str:
    """Return the heading that a kind stands under; what belongs to people and is no ledger stands with them."""
    ledger = station.kinds[kind].ledger
    return ledger if ledger in HEADINGS else HEADINGS[0]
