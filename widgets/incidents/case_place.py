"""The place of a case on its card: where, what is known, doors, keys, shops, cameras, notices, earlier cases."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from data.duty.incidents.place_card import PlaceCard
from data.i18n import tr
from data.insight.lines import Line as Known
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.records.lines import Line, LineList
from widgets.records.pieces import column, push, row, words


class CasePlace(QWidget):
    """A heading over one list; a click goes to the record."""

    def __init__(self, station: Station, workspace: Workspace) -> None:
        super().__init__()
        self.station, self.workspace = station, workspace
        self.card: PlaceCard | None = None
        self.list = LineList(workspace)
        self.list.opened.connect(lambda line: workspace.select(line.target.kind, line.target.id) if line.target else None)
        self.list.flown.connect(lambda line: workspace.fly_to(line.target.kind, line.target.id))
        self.where, self._facts = words("", "strong", select=True), words("", "quiet")
        self._trouble, self._repeat = words("", "late"), words("", "soon")
        self._storey = push(tr("打开这一层"), self.open_storey, "plain", "building")
        box = column(self, gap=6)
        top = column(gap=2)
        top.setContentsMargins(16, 10, 16, 0)
        for label in (self.where, self._facts, self._trouble, self._repeat):
            top.addWidget(label)
        self._point = push(tr("在图上点"), lambda: workspace.use_tool("call_place"), "primary", "pin")
        there = row(self._storey, self._point, push(tr("周边"), lambda: workspace.run("search_around"), "plain", "nearby"))
        there.addStretch(1)
        top.addLayout(there)
        box.addLayout(top)
        box.addWidget(self.list, 1)

    def show_card(self, card: PlaceCard) -> int:
        """Show another place, and return how many things are told of it."""
        self.card = card
        self.where.setText(card.where)
        own = self.station.session.own_only("person", "notice")
        facts = " · ".join(t for t in (card.facts, tr("住户和提示{own}", own=own) if own else "") if t)
        for label, text in ((self._facts, facts), (self._trouble, card.warning), (self._repeat, card.repeat)):
            label.setText(text)
            label.setVisible(bool(text))
        self._storey.setVisible(card.building is not None)
        self._point.setVisible(not card.placed and not self.station.read_only)
        rows: list[Line] = []
        for section in card.sections:
            rows.append(Line(section.title, trailing=str(len(section.lines)), heading=True))
            rows += [self._line(line) for line in section.lines]
        self.list.set_lines(rows, empty=tr("这个地方还没有登记别的资料"))
        return sum(len(s.lines) for s in card.sections)

    def _line(self, line: Known) -> Line:
        layer = self.station.kinds[line.kind].layer
        glyph, badge = (layer.glyph, layer.colour) if layer else (line.title[:1], "")
        return Line(line.title, line.detail, line.note, glyph=glyph, badge=badge, tone=line.colour or line.tone,
                    target=Selection(line.kind, line.id))  # fmt: skip

    def open_storey(self) -> None:
        """Open the building at the storey of the case."""
        card = self.card
        if card is not None and card.building is not None:
            self.workspace.select("building", card.building, storey=card.storey)
