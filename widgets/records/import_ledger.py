"""A new ledger for a map that is of no kind the station keeps: what it would hold is told, a name given, and it is made."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from data.errors import WatchroomError
from data.exchange.conversation import Part
from data.exchange.places.own_kind import Attribute, Proposal, propose
from data.i18n import tr
from data.store.station import Station
from widgets import style
from widgets.background import ask
from widgets.parts.hint import plain_hint
from widgets.records.pieces import column, push, row, words

SHOWN = 12  # attributes that are told by name; the others in the hint
NAME_WIDTH = 280


class NewLedger(QWidget):
    """Name and attributes of the ledger that a file would have; ``made`` with the proposal and the name, then ``left``."""

    made = Signal(object, str)
    left = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._proposal: Proposal | None = None
        box = column(self, gap=6)
        box.addWidget(words(tr("新台账的名称"), "small", wrap=False))
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("新台账的名称"))
        self.name.setFixedWidth(style.scaled(NAME_WIDTH))
        self.make = push(tr("建台账"), self._make, "primary", "plus")
        line = row(self.name, self.make, push(tr("不建了"), self._leave, "ghost"))
        line.addStretch(1)
        box.addLayout(line)
        self.told = words("", "small")
        box.addWidget(self.told)
        self.name.textChanged.connect(lambda _: self._show())
        self.name.returnPressed.connect(self._make)
        self.hide()

    def begin(self, part: Part) -> None:
        """Look at what the features of a file have, and ask for a name."""
        self._proposal = None
        self.name.setText(part.file.name.partition(".")[0])
        self.name.selectAll()
        self.told.setText(tr("正在看文件里有哪些属性…"))
        self.show()
        self.name.setFocus()
        self._show()

        def look() -> Proposal | str:
            try:
                return propose(self._station, part.file, part.said_datum)
            except WatchroomError as error:
                return error.message

        ask(self, self._station, look, self._take, "attributes")

    def _take(self, found: Proposal | str) -> None:
        self._proposal = found if isinstance(found, Proposal) else None
        self.told.setText(_told(found) if isinstance(found, Proposal) else found)
        self.told.set_tone("small" if self._proposal is not None else "late")
        if self._proposal is not None:
            self.told.setToolTip(plain_hint("\n".join(map(_said, self._proposal.attributes))))
        self._show()

    def _show(self) -> None:
        self.make.setEnabled(self._proposal is not None and bool(self.name.text().strip()))

    def _make(self) -> None:
        if self._proposal is not None and self.name.text().strip():
            self.made.emit(self._proposal, self.name.text().strip())
            self._leave()

    def _leave(self) -> None:
        """Give the keyboard back first: a field that is hidden with it hands it to whatever comes next."""
        self.left.emit()
        self.hide()


def _told(proposal: Proposal) -> str:
    """Return what the ledger would hold, and that it stays."""
    listed = tr("、").join(map(_said, proposal.attributes[:SHOWN])) or tr("没有属性，只有图形")
    more = tr("等 {n} 个属性", n=len(proposal.attributes)) if len(proposal.attributes) > SHOWN else ""
    left = tr("；不是单个值、不收的：{keys}", keys=tr("、").join(proposal.left_out)) if proposal.left_out else ""
    after = tr("建好后在“图层”和“台账”里都有，可以按属性设样式、筛选、标注；不要了，在那里删除台账。")
    return f"{listed}{more}{left}\n{after}"


def _said(attribute: Attribute) -> str:
    kinds = {"bool": tr("是否"), "int": tr("整数"), "real": tr("数字"), "note": tr("长文字")}
    sort = tr("遮住的文字") if attribute.mask else kinds.get(attribute.type, tr("文字"))
    return tr("{name}（{sort}）", name=attribute.key, sort=sort)
