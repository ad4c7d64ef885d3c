"""Whom to send to a case: the forces with their reasons, chosen by Space, sent by Enter; who is busy only after a second Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from data.duty.dispatch import Offer, Suggestion
from data.duty.dispatch.explain import explained, keep
from data.duty.incidents import Sending
from data.i18n import tr
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.parts import Button
from widgets.parts.label import Label
from widgets.records.lines import Line, LineList, row_height
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, words

MOST = 200
ROWS = 6


class SendView(Panel):
    """The suggestion of one case; `wanted` tells whom to send and whether somebody busy is meant on purpose."""

    wanted = Signal(object, bool)  # list of `Sending`, on purpose

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.suggestion: Suggestion | None = None
        self.chosen: list[int] = []  # forces, in the order that they were chosen
        self._by_hand = False  # whether a person chose them, and not the suggestion
        self._asking = False  # whether the question about somebody busy stands
        self.note = Label("", "quiet", wrap=True)
        self.short = Label("", "soon", wrap=True)
        self.covers = Label("", "quiet", wrap=True)
        self.list = LineList(workspace)
        self.list.end_flies = False
        self.list.setAccessibleName(tr("建议派谁（空格选，回车派）"))
        self.list.opened.connect(self._clicked)
        self.list.installEventFilter(self)
        self.question = Label("", "late", wrap=True)
        self.go: Button = push(tr("派警"), self.send, "primary", hint="Enter")
        self._build()

    def _build(self) -> None:
        box = column(self, gap=6)
        self.heading = words(tr("派谁去"), "section")
        head = row(self.heading)
        head.addStretch(1)
        head.addWidget(words(tr("空格选 · 回车派"), "small", wrap=False))
        box.addLayout(head)
        for widget in (self.note, self.covers, self.short, self.list, self.question):
            box.addWidget(widget)
        buttons = row(self.go)
        buttons.addStretch(1)
        box.addLayout(buttons)
        self.show_suggestion(None, tr("正在按路程算…"))

    def show_suggestion(self, found: Suggestion | None, said: str = "", *, more: bool = False) -> None:
        """Show another suggestion, with those who are proposed chosen; or a sentence in its place.

        What a person chose stays chosen; else the newest proposal counts. With ``more`` somebody is under way already: then
        nobody is chosen before the person does.
        """
        self._by_hand &= self.suggestion is not None and found is not None
        self.suggestion = found
        self._asking = False
        offers = found.offers if found is not None else ()
        kept = [o.force.id for o in offers if o.force.id in self.chosen] if self._by_hand else []
        self.chosen = kept or ([] if more else self._proposed(offers))
        self.heading.setText(tr("增派谁") if more else tr("派谁去"))
        self.note.setText(said or "\n".join(found.notes if found is not None else ()))
        self.note.setVisible(bool(self.note.text()))
        self.covers.setText("\n".join(found.covers) if found is not None and not more else "")
        self.covers.setVisible(bool(self.covers.text()))
        self.short.setText("\n".join(found.short) if found is not None and not more else "")
        self.short.setVisible(bool(self.short.text()))
        self.list.setVisible(bool(offers))
        self._refill()
        self._say_question("")

    def _proposed(self, offers: tuple[Offer, ...]) -> list[int]:
        """Return those who are proposed; the first who can go where the card's wishes meet nobody."""
        proposed = [o.force.id for o in offers if o.chosen is not None]
        return proposed or [o.force.id for o in offers if o.available and o.seconds is not None][:1]

    def _refill(self) -> None:
        at = self.list.currentIndex().row() if self.list.currentIndex().isValid() else 0
        offers = self._offers()
        self.list.set_lines([self._line(o) for o in offers], empty=tr("没有在岗的力量"))
        self.list.setFixedHeight(row_height(self.list.font(), None) * max(min(len(offers), ROWS), 1) + 6)
        if offers:
            self.list.setCurrentIndex(self.list.model().index(min(max(at, 0), len(offers) - 1), 0))
        self.go.setEnabled(bool(self.chosen))
        count = len(self.chosen)
        self.go.setText(tr("派警（{n} 人）", n=count) if count else tr("派警"))

    def _offers(self) -> tuple[Offer, ...]:
        return self.suggestion.offers[:MOST] if self.suggestion is not None else ()

    def _line(self, offer: Offer) -> Line:
        force, picked = offer.force, offer.force.id in self.chosen
        reasons = " · ".join(dict.fromkeys((*(() if offer.available else offer.warnings[:1]), *offer.reasons)))
        tone = "soon" if not offer.available else ""
        return Line(
            force.name, reasons, offer.time_said, glyph="✓" if picked else force.name[:1], badge="accent" if picked else "",
            tone=tone, edge=not offer.available, target=Selection("force", force.id), placed=False,
            hint="\n".join((force.name, *offer.warnings, *offer.reasons)),
        )  # fmt: skip

    def _clicked(self, line: Line) -> None:
        self.toggle(line.target.id)

    def toggle(self, force: int) -> None:
        """Choose a force, or leave it out."""
        self.chosen = [f for f in self.chosen if f != force] if force in self.chosen else [*self.chosen, force]
        self._by_hand = True
        self._say_question("")
        self._asking = False
        self._refill()

    def send(self) -> None:
        """Send those who are chosen; who is busy or has no position is asked about first."""
        offers = [o for o in self._offers() if o.force.id in self.chosen]
        if not offers:
            return
        doubts = [w for o in offers if not o.available for w in o.warnings[:1]]
        if doubts and not self._asking:
            self._asking = True
            self._say_question(tr("{doubts}。确定要派，再按一次回车", doubts=tr("；").join(doubts)))
            return
        order = {force: i for i, force in enumerate(self.chosen)}
        ordered = sorted(offers, key=lambda o: order[o.force.id])
        assert self.suggestion is not None
        compared = "\n".join(explained(keep(self.suggestion, self.chosen)))
        self.wanted.emit([sending(o, compared if n == 0 else "") for n, o in enumerate(ordered)], self._asking)
        self._asking = False
        self._say_question("")

    def _say_question(self, sentence: str) -> None:
        self.question.setText(sentence)
        self.question.setVisible(bool(sentence))

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        (self.list if self.list.isVisibleTo(self) else self.go).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space chooses, Enter sends."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Space and self.list.currentIndex().isValid():
            self.toggle(self._offers()[self.list.currentIndex().row()].force.id)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.send()
            return True
        return False


def sending(offer: Offer, considered: str = "") -> Sending:
    """Return an offer as the wish to send it, with what was told of it."""
    seconds = round(offer.seconds) if offer.seconds is not None else None
    vehicle = offer.force.vehicle.id if offer.force.vehicle is not None else None
    reason, team = tr("；").join(offer.reasons), offer.force.team_id
    return Sending(offer.force.id, offer.force.mode, seconds, reason, vehicle, considered, team)
