"""The page of a dispute or hazard: the record, signs of risk with the rule, parties and attempts, and the next steps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.duty.ledgers import LEDGERS, Fit, Sign, Step, Wish, due_of, fitting, signs, stated, steps, take_step
from data.duty.ledgers.risk import level
from data.duty.time_left import time_left
from data.errors import WatchroomError
from data.i18n import tr
from data.query import Query, Where, equals
from data.records import Record
from data.store.station import Station
from data.workspace import Selection
from widgets.background import ask, write
from widgets.duty.step_box import StepBox
from widgets.parts import Chip
from widgets.records.pieces import Holder, column, push, row, surface, words
from widgets.records.record_page import RecordData, RecordPage
from widgets.records.shown import ago, link_titles, shown

TONES = {"calm": "calm", "watch": "soon", "high": "late"}


@dataclass(frozen=True, slots=True)
class Life:
    """What the page shows beside the record."""

    id: int
    parties: tuple[Record, ...]
    attempts: tuple[Record, ...]
    names: dict[tuple[str, int], str]
    fits: tuple[Fit, ...]
    signs: tuple[Sign, ...] = ()  # as they are now, in the language in use


def read_life(station: Station, kind: str, id: int) -> Life | None:
    """Return what belongs to a dispute or hazard; on a reader thread."""
    record = station.get(kind, id, placed=True)
    if record is None:
        return None
    if kind == "hazard":
        return Life(id, (), (), {}, ())
    parties = tuple(station.read(equals("dispute_party", dispute=id)))
    attempts = tuple(station.read(Query("mediation", (Where("dispute", "is", id),), order=("-at",))))
    fits = tuple(fitting(station, record)) if record["state"] in ("accepted", "mediating") else ()
    found = tuple(signs(station, record)) if record["state"] != "closed" else ()
    return Life(id, parties, attempts, link_titles(station, attempts, ("mediator",)), fits, found)


class LedgerPage(RecordPage):
    """A record page with a life: `LEDGERS` are shown by it."""

    task_role = "plain"

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.steps: dict[str, QWidget] = {}
        self.box: StepBox | None = None
        self.life: Life | None = None

    def show_record(self, kind: str, id: int) -> None:
        """Read and show a dispute or hazard."""
        if (kind, id) != (self._kind, self._id):
            self.close_box()
            self.life = None
        super().show_record(kind, id)
        if kind in LEDGERS:
            ask(self, self.station, lambda: read_life(self.station, kind, id), self._show_life, "life")

    def _show(self, data: RecordData | None) -> None:
        if self.box is not None:
            self.action_box.removeWidget(self.box)  # what is being written is not thrown away
        super()._show(data)
        if self.box is not None:
            self.action_box.insertWidget(0, self.box)
        if data is not None and self._kind in LEDGERS:
            self._show_due(data)
            self._add_life()

    def _show_due(self, data: RecordData) -> None:
        """Say how much time is left: to settle it, or for the other department to answer."""
        record = data.record
        due = due_of(record)
        if due is None:
            return
        now = self.station.clock.now()
        left, handed = time_left(due, now), record["state"] == "handed_over"
        late = due < now.strftime("%Y-%m-%dT%H:%M:%SZ")
        said = tr("{department} 答复 {left}", department=record["department"], left=left) if handed else left
        holder = Holder()
        holder.show_only(Chip(said, "late" if late else "calm"))
        self.header.addWidget(holder)

    def _on_revealed(self, kind: str, id: int) -> None:
        super()._on_revealed(kind, id)
        if (kind, id) == (self._kind, self._id):
            self._add_life()

    def _show_life(self, life: Life | None) -> None:
        self.life = life
        if self.data is not None:
            self._add_life()

    def _add_life(self) -> None:
        """Put signs, parties and attempts over the fields, once both have been read."""
        old = self.facts.findChild(QWidget, "life")
        if old is not None:
            self._facts.removeWidget(old)
            old.hide()
            old.deleteLater()
            old.setObjectName("")
        if self.life is None or self.data is None or self.life.id != self.data.record.id or self._kind != "dispute":
            return
        block = QWidget()
        block.setObjectName("life")
        box = column(block, gap=10)
        self._add_signs(box, self.data.record, self.life)
        self._add_parties(box, self.life)
        self._add_attempts(box, self.life)
        self._facts.insertWidget(0, block)

    def _add_signs(self, box: QVBoxLayout, dispute: Record, life: Life) -> None:
        card = surface(QWidget(), "inset")
        inside = column(card, margin=10, gap=4)
        field = self.station.kinds["dispute"].field("risk")
        closed = dispute["state"] == "closed"  # what it was then
        now = (dispute["risk"] or "calm") if closed else level(list(life.signs))
        inside.addWidget(words(tr("风险：{level}", level=shown(field, now, self.zone)), TONES.get(now, "")))
        for reason in str(dispute["risk_reason"] or "").splitlines() if closed else [s.reason for s in life.signs]:
            inside.addWidget(words(f"· {reason}"))
        inside.addWidget(words(stated(), "small"))
        box.addWidget(card)

    def _add_parties(self, box: QVBoxLayout, life: Life) -> None:
        head = row(words(tr("当事人"), "section"))
        head.addStretch(1)
        if self.station.may_write("dispute_party") and self.may("new_record"):
            add = partial(self.workspace.run, "new_record", kind="dispute_party", dispute=life.id)
            head.addWidget(push(tr("添加"), add, "link"))
        box.addLayout(head)
        kind = self.station.kinds["dispute_party"]
        for party in life.parties:
            said = [shown(kind.field(n), party[n], self.zone) for n in ("role", "name", "language") if party[n]]
            button = push(" · ".join(said), partial(self._go, Selection("dispute_party", party.id)), "link")
            button.setToolTip(tr("是谁要写明理由才显示"))
            box.addWidget(button)
        if not life.parties:
            box.addWidget(words(tr("还没有登记当事人"), "quiet"))

    def _add_attempts(self, box: QVBoxLayout, life: Life) -> None:
        if not life.attempts:
            return
        box.addWidget(words(tr("调解经过"), "section"))
        kind = self.station.kinds["mediation"]
        for one in life.attempts:
            who = life.names.get(("mediator", one["mediator"]), "")
            result = shown(kind.field("result"), one["result"], self.zone)
            box.addWidget(words(" · ".join(t for t in (ago(self.station, one["at"]), who, result) if t)))
            if one["text"]:
                box.addWidget(words(str(one["text"]), "quiet"))

    def _show_actions(self, data: RecordData) -> None:
        self.steps = {}
        if self._kind in LEDGERS and self.station.may_write(self._kind):
            for nth, step in enumerate(steps(self._kind, data.record["state"])):
                role = "primary" if nth == 0 else "plain"
                self.steps[step.name] = push(step.label, partial(self.start, step), role)
            holder = Holder(8)
            holder.show_only(*self.steps.values())
            self.action_box.addWidget(holder)
        super()._show_actions(data)

    def start(self, step: Step) -> None:
        """Ask for what a step needs."""
        self.close_box()
        fits = list(self.life.fits) if self.life else []
        self.box = StepBox(self.station, self.workspace, self._kind, step, fits, self._id)
        self.box.left.connect(self.close_box)
        self.box.confirmed.connect(lambda wish, name=step.name: self.carry_out(name, wish))
        self.action_box.insertWidget(0, self.box)
        self.box.begin()

    def carry_out(self, verb: str, wish: Wish) -> None:
        """Take a step."""
        kind, id = self._kind, self._id

        def work() -> str:
            try:
                take_step(self.station, kind, id, verb, wish, who=self.who)
            except WatchroomError as error:
                return error.message
            return ""

        write(self, self.station, work, lambda trouble: self._taken(id, trouble))

    def _taken(self, id: int, trouble: str) -> None:
        here = id == self._id  # else another is shown by now, maybe with words for it
        if trouble and here and self.box is not None:
            self.box.complain(trouble)
        elif trouble:
            self.workspace.tell("warning", trouble)
        elif here:
            if self.box is not None:
                self.box.drafts.forget()
            self.close_box()

    def close_box(self) -> None:
        """Put away the question."""
        if self.box is not None:
            box, self.box = self.box, None
            box.drafts.flush()
            box.hide()
            box.deleteLater()
