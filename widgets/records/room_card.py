"""The card of one room: who lives there (masked until revealed), who trades there, what is to be done there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.i18n import tr
from data.insight import Resident, RoomView, room_view
from data.insight.lines import Line as InsightLine
from data.kinds.values import show
from data.records import ChangeSet, Values
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask
from widgets.parts import ElidedLabel, Glyph
from widgets.records.panel import Panel
from widgets.records.pieces import Holder, clear, column, push, row, scroll, words
from widgets.records.reveals import ReasonBox, Reveals

REVEALED = ("name", "phone", "id_number")
MOST = 30  # residents with a row of their own; a dormitory's others are in the list of people


class ResidentRow(QWidget):
    """One resident: masked name, role, masked telephone, 显示."""

    def __init__(self, card: RoomCard, resident: Resident) -> None:
        super().__init__()
        self.card = card
        self.resident = resident
        box = column(self, gap=4)
        self.name = push("", self._open, "link")
        self.detail = ElidedLabel("", "small")
        self.detail.setContentsMargins(7, 0, 0, 0)
        self.show_button = push(tr("显示"), self._toggle, "ghost", "eye")
        texts = column(gap=0)
        texts.addLayout(row(self.name))
        texts.itemAt(0).layout().addStretch(1)  # type: ignore[union-attr]
        texts.addWidget(self.detail)
        self.number = words("", "small", select=True)
        self.number.setContentsMargins(7, 0, 0, 0)
        texts.addWidget(self.number)
        self._line = row(gap=8)
        self._line.addLayout(texts, 1)
        self._line.addWidget(self.show_button)
        box.addLayout(self._line)
        self._box = box
        self.reason: ReasonBox | None = None
        self._glyph: Glyph | None = None
        self.fill()

    def fill(self) -> None:
        """Show the masked or the revealed values."""
        one = self.resident
        seen = self.card.reveals.values("person", one.person)
        name = self._seen(seen, "name") or one.name
        said = [one.role or one.registration, self._seen(seen, "phone") or one.phone]
        self.name.setText(name)
        self.detail.setText(" · ".join(s for s in said if s))
        number = self._seen(seen, "id_number")
        self.number.setText(number)
        self.number.setVisible(bool(number))
        self.show_button.setText(tr("遮住") if seen else tr("显示"))
        if self._glyph is not None:
            self._line.removeWidget(self._glyph)
            self._glyph.deleteLater()
        self._glyph = Glyph(name[:1], "quiet", 34, soft=True)
        self._line.insertWidget(0, self._glyph)
        if seen:
            self.close_reason()

    def _seen(self, seen: Values, field: str) -> str:
        declared = self.card.station.kinds["person"].fields[field]
        return show(declared, seen[field], zone=self.card.zone) if seen.get(field) else ""

    def _open(self) -> None:
        self.card.workspace.select("person", self.resident.person)

    def _toggle(self) -> None:
        if self.card.reveals.values("person", self.resident.person):
            self.card.reveals.cover("person", self.resident.person)
        elif self.reason is None:
            self.reason = ReasonBox(self.card.reveals, "person", self.resident.person, self.close_reason)
            self.reason.given.connect(lambda why: self.card.reveals.reveal("person", self.resident.person, REVEALED, why))
            self._box.addWidget(self.reason)
            self.reason.setFocus()
        else:
            self.close_reason()

    def close_reason(self) -> None:
        """Put the question for the reason away."""
        if self.reason is not None:
            self.reason.hide()
            self.reason.deleteLater()
            self.reason = None


class RoomCard(Panel):
    """Shows one dwelling; `show_room` fills it. ``record_wanted`` asks for a record's own page."""

    record_wanted = Signal(str, int)

    def __init__(self, station: Station, workspace: Workspace, reveals: Reveals, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.reveals = reveals
        self.reveals.changed.connect(self._on_revealed)
        self.dwelling = 0
        self.view: RoomView | None = None
        self.residents: list[ResidentRow] = []
        inner = QWidget()
        self._inner: QVBoxLayout = column(inner, gap=6)
        self._inner.setContentsMargins(16, 10, 12, 10)
        column(self, gap=0).addWidget(scroll(inner))

    def show_room(self, dwelling: int) -> None:
        """Read and show a dwelling."""
        self.dwelling = dwelling
        ask(self, self.station, lambda: room_view(self.station, dwelling), self._show, "room")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when somebody moved, or something of the room changed."""
        if self.dwelling and self.isVisible() and changes.kinds & {"dwelling", "residence", "person", "shop", "task", "case"}:
            self.show_room(self.dwelling)

    def _show(self, view: RoomView) -> None:
        if view.id != self.dwelling:
            return
        self.view = view
        clear(self._inner)
        self.residents = []
        since = next((r.since for r in view.residents if r.since), "")
        head = row(words(view.title, "strong", wrap=False), gap=8)
        subtitle = " · ".join(t for t in (view.subtitle, tr("{date} 起", date=since) if since else "") if t)
        head.addWidget(ElidedLabel(subtitle, "quiet"), 1)
        self._inner.addLayout(head)
        self._add_residents(view)
        self._add_lines(tr("商铺"), view.shops)
        self._add_lines(tr("任务"), view.tasks)
        self._add_lines(tr("警情"), view.cases)
        self._add_actions(view)
        self._inner.addStretch(1)

    def _add_residents(self, view: RoomView) -> None:
        if not view.residents and not view.shops:
            limited = self.station.session.limited("person")
            none = tr("本网格里没有登记住在这间房的人。") if limited else tr("这间房没有登记住户。")
            said = none + (tr("曾有 {n} 人居住。", n=view.former) if view.former else "")
            self._inner.addWidget(words(said, "quiet"))
        for resident in view.residents[:MOST]:
            line = ResidentRow(self, resident)
            self.residents.append(line)
            self._inner.addWidget(line)
        if len(view.residents) > MOST:
            self._inner.addWidget(words(tr("另有 {n} 人，见“人员”。", n=len(view.residents) - MOST), "quiet"))

    def _add_lines(self, heading: str, lines: Sequence[InsightLine]) -> None:
        if not lines:
            return
        self._inner.addWidget(words(heading, "section"))
        for line in lines[:8]:
            said = " · ".join(t for t in (line.title, line.detail, line.note) if t)
            button = push(line.title, partial(self.workspace.select, line.kind, line.id), "link", hint=said)
            detail = ElidedLabel(" · ".join(t for t in (line.detail, line.note) if t), "small")
            self._inner.addLayout(row(button, detail, gap=4))

    def _add_actions(self, view: RoomView) -> None:
        task = push(tr("布置任务"), lambda: self.workspace.run("new_task", kind="dwelling", id=view.id), "link", "plus")
        facts = push(tr("房屋资料"), lambda: self.record_wanted.emit("dwelling", view.id), "link", "room")
        person = push(tr("登记住户"), lambda: self._add_person(view), "link", "person")
        holder = Holder(4)
        now = not self.station.read_only
        tasks = [task] if now and self.may("new_task", writes=("task",)) else []
        people = [person] if now and self.may("new_record", writes=("residence",), reads=("person",)) else []
        holder.show_only(*tasks, *people, facts)
        self._inner.addWidget(holder)

    def _add_person(self, view: RoomView) -> None:
        preset = {"building": view.building, "dwelling": view.id}
        self.workspace.run("new_record", kind="residence", **preset)

    def _on_revealed(self, kind: str, id: int) -> None:
        for line in self.residents:
            if kind == "person" and line.resident.person == id:
                line.fill()
