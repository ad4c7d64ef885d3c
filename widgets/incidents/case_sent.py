"""Those who were sent to a case: how far each is, what goes along, the way to hand on, and the next step of each alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.clock import parse_utc
from data.duty.incidents import intervals
from data.duty.incidents.case_view import CaseView, Sent, spot_of
from data.duty.incidents.states import deployment_verbs
from data.duty.spans import span_words
from data.i18n import tr
from data.store.station import Station
from data.workspace import Workspace
from widgets import style
from widgets.parts import Chip, IconButton
from widgets.parts.label import Label
from widgets.records.panel import Panel
from widgets.records.pieces import clear, column, push, row, surface, words

GOING = ("sent", "on_the_way")  # states of a deployment in which somebody is not there yet


class CaseSent(Panel):
    """A row for each who was sent; `step_wanted` asks for a step (deployment, verb) of one of them."""

    step_wanted = Signal(int, str)

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._view: CaseView | None = None
        self._arrivals: tuple[int, Mapping[int, datetime]] = 0, {}  # of a case, by force
        self._told: list[tuple[Label, Sent]] = []
        self._rows = column(self, gap=6)

    def show_case(self, view: CaseView) -> None:
        """Show those who were sent to a case."""
        self._view, self._told = view, []
        clear(self._rows)
        if view.sent:
            self._rows.addWidget(words(tr("已派力量"), "section"))
        for sent in view.sent:
            self._rows.addWidget(self._row(sent))
        self.setVisible(bool(view.sent))

    def show_arrivals(self, case: int, arrivals: Mapping[int, datetime]) -> None:
        """Tell when forces will be there by the way that they are on now; who is not named is told by what was expected."""
        self._arrivals = case, arrivals
        self.tick()

    def tick(self) -> None:
        """Let the times run on."""
        for told, sent in self._told:
            told.setText(self._said(sent))

    def _row(self, sent: Sent) -> QWidget:
        choice = self.station.kinds["deployment"].field("state").choice(sent.state)
        holder = QWidget()
        surface(holder, "inset")
        line = row(words(sent.name, "strong", wrap=False))
        line.setContentsMargins(10, 6, 8, 6)
        line.addWidget(Chip(choice.label if choice else sent.state, dot=style.choice_colour(choice.colour) if choice else ""))
        told = words(self._said(sent), "small")
        self._told.append((told, sent))
        line.addWidget(told, 1)
        if (share := self._share(sent)) is not None:
            line.addWidget(share)
        for verb in deployment_verbs(sent.state)[:1] if sent.there and self.station.may_write("case", "deployment") else ():
            line.addWidget(push(verb.label, partial(self.step_wanted.emit, sent.record.id, verb.name), "plain"))
        column(holder, gap=0).addLayout(line)
        return holder

    def _share(self, sent: Sent) -> QWidget | None:
        spot = spot_of(self._view.record) if self._view is not None and sent.there else None
        if spot is None or spot.lon is None or not self.may("share_way"):
            return None
        share = IconButton("export", tr("把路线发给{name}", name=sent.name))
        asked = {"force": int(sent.record["force"]), "lon": spot.lon, "lat": spot.lat, "name": spot.title}
        share.clicked.connect(lambda: self.workspace.run("share_way", **asked))
        return share

    def _said(self, sent: Sent) -> str:
        """Return how far a force is, and who or what goes along."""
        return " · ".join(t for t in (self._way_said(sent), sent.along) if t)

    def _way_said(self, sent: Sent) -> str:
        record, now = sent.record, self.station.clock.now()
        left = self._left(sent, now)
        if left is not None:
            return tr("还有 {time}", time=span_words(left)) if left >= 0 else tr("超 {time}", time=span_words(-left))
        done = {i.name: i for i in intervals(record, now, sent.state)}
        travel = done.get("travel")
        return tr("路上 {time}", time=span_words(travel.seconds)) if travel is not None and not travel.running else ""

    def _left(self, sent: Sent, now: datetime) -> int | None:
        """Return the seconds that somebody who is not there yet still needs: by the way they are on, else as was expected."""
        record = sent.record
        if sent.state not in GOING:
            return None
        case, arrivals = self._arrivals
        arrives = arrivals.get(int(record["force"]))
        if arrives is not None and case == record["case"]:
            return int((arrives - now).total_seconds())
        if record["expected"] is None:
            return None
        begun = parse_utc(str(record["left_at"] or record["sent_at"]))
        return int(record["expected"] - (now - begun).total_seconds())
