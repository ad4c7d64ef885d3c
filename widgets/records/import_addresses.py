"""Addresses that led to no building: the person says which building is meant, and Watchroom remembers it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.errors import WatchroomError
from data.exchange.addresses import learn_alias
from data.exchange.conversation import Part
from data.exchange.conversation.unmatched import Unmatched, unmatched
from data.i18n import tr
from data.store.station import Hit, Station
from data.workspace import Workspace
from widgets.background import ask, drop, write
from widgets.records.lines import LINE_ROLE, Line, LineList
from widgets.records.pieces import clear, column, push, row, scroll, words

OFFERED = 6
PAUSE = 200  # ms after the last key before it is searched


class AddressView(QWidget):
    """The addresses at the left, the buildings that one could mean at the right; ``failed`` with a sentence."""

    failed = Signal(str)
    counted = Signal(int)

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station, self._workspace = station, workspace
        self._part: Part | None = None
        self._found: Sequence[Unmatched] = ()
        self._chosen: Unmatched | None = None
        self.lines = LineList(workspace)
        self.lines.end_flies = False
        self.lines.setAccessibleName(tr("没对上的地址"))
        self.lines.selectionModel().currentChanged.connect(lambda now, _before: self._choose(now.row()))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self._look_up)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("搜索楼栋：名称、小区、路名"))
        self.search.textChanged.connect(lambda _: self._soon.start())
        self._build()

    def _build(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addWidget(self.lines, 3)
        right = QWidget()
        side = column(right, gap=8)
        self.question = words("", "strong")
        side.addWidget(self.question)
        side.addWidget(self.search)
        inner = QWidget()
        self._offers = QVBoxLayout(inner)
        self._offers.setContentsMargins(0, 0, 8, 0)
        self._offers.setSpacing(4)
        side.addWidget(scroll(inner), 1)
        box.addWidget(right, 2)

    def show_part(self, part: Part) -> None:
        """Look for the addresses of a part that led nowhere; the same again changes nothing."""
        if part.preview is self._part_preview() and self._part is not None:
            return
        self._part = part
        ask(self, self._station, lambda: unmatched(self._station, part), self._show, "unmatched")

    def _part_preview(self) -> object:
        return self._part.preview if self._part is not None else None

    def _show(self, found: list[Unmatched]) -> None:
        self._found = found
        self.counted.emit(len(found))
        lines = [Line(u.text, u.why, tr("{n} 行", n=u.rows), tone="soon", edge=True, placed=False) for u in found]
        self.lines.set_lines(lines, empty=tr("每个地址都找到了楼栋"), uniform=True)
        if found:
            self.lines.setCurrentIndex(self.lines.model().index(0, 0))
        else:
            self._choose(-1)

    def _choose(self, at: int) -> None:
        self._chosen = self._found[at] if 0 <= at < len(self._found) else None
        chosen = self._chosen
        self.search.setEnabled(chosen is not None)
        self.question.setText(tr("“{address}”是哪栋楼？", address=chosen.text) if chosen is not None else "")
        self.search.clear()
        self._offer(chosen.could_be if chosen is not None else ())

    def _offer(self, buildings: Sequence[tuple[int, str]]) -> None:
        drop(self, "search")  # buildings that were looked for before, maybe for another address, are not offered after these
        clear(self._offers)
        for id, title in buildings[:OFFERED]:
            line = row(words(title, wrap=True), push(tr("就是这里"), lambda id=id: self._learn(id)))  # type: ignore[misc]
            line.setStretch(0, 1)
            holder = QWidget()
            holder.setLayout(line)
            self._offers.addWidget(holder)
        self._offers.addStretch(1)

    def _look_up(self) -> None:
        text = self.search.text().strip()
        if not text:
            self._offer(self._chosen.could_be if self._chosen is not None else ())
            return

        def find() -> list[Hit]:
            return self._station.find(text, kinds=["building"], limit=OFFERED)

        ask(self, self._station, find, lambda hits: self._offer([(h.record.id, h.title) for h in hits]), "search")

    def _learn(self, building: int) -> None:
        """Keep what the person said; the change makes the rows be compared anew."""
        chosen, who = self._chosen, self._workspace.who or tr("值班员")
        if chosen is None:
            return

        def learn() -> str:
            try:
                learn_alias(self._station, chosen.text, building, who=who)
            except WatchroomError as error:
                return error.message
            return ""

        write(self, self._station, learn, lambda fault: self.failed.emit(fault) if fault else None)

    def shown(self) -> list[Line]:
        """Return the lines shown."""
        return [self.lines.model().index(n, 0).data(LINE_ROLE) for n in range(self.lines.model().rowCount())]
