"""Who lives in a room, answered one by one at the door, names covered until they are asked for; and who is new."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from data.accounts.approval import UNCOVERED
from data.duty import subject_title
from data.duty.checklists import Found, Room
from data.errors import InvalidValue
from data.i18n import tr
from data.kinds.masking import visible
from data.kinds.moments import show_date
from data.kinds.values import read
from data.records import Record
from data.store.station import Station
from widgets.parts import ElidedLabel, IconButton, Segmented
from widgets.parts.controls import Combo
from widgets.records.pieces import column, push, row, surface, words
from widgets.records.reveals import ReasonBox, Reveals


def room_titles(station: Station, rooms: tuple[Room, ...]) -> dict[int, str]:
    """Return what each room is called; on a reader thread."""
    return {r.dwelling.id: subject_title(station, r.dwelling) for r in rooms}


class NewResident(QWidget):
    """Name, identity number, telephone and registration of somebody who is new; ``edited``, ``left``."""

    edited = Signal()
    left = Signal()

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        surface(self, "inset")
        box = column(self, margin=8, gap=6)
        self.lines = {name: QLineEdit() for name in ("name", "id_number", "phone")}
        person = station.kinds["person"]
        for name, line in self.lines.items():
            line.setPlaceholderText(person.field(name).label)
            line.setAccessibleName(person.field(name).label)
            line.textEdited.connect(lambda _: self.edited.emit())
        self.registration = Combo()
        field = station.kinds["residence"].field("registration")
        self.registration.setAccessibleName(field.label)
        for choice in field.choices:
            self.registration.addItem(choice.label, choice.value)
        self.registration.setCurrentIndex(self.registration.findData("floating"))
        drop = IconButton("close", tr("不登记这一位"))
        drop.clicked.connect(self.left)
        box.addLayout(row(self.lines["name"], self.registration, drop, gap=6))
        box.addLayout(row(self.lines["id_number"], self.lines["phone"], gap=6))

    def values(self) -> dict[str, Any]:
        """Return what was typed.

        Raises
        ------
        InvalidValue
            If a name is missing, or a number makes no sense.
        """
        typed = {name: line.text().strip() for name, line in self.lines.items() if line.text().strip()}
        if not typed.get("name"):
            raise InvalidValue(tr("新住进来的人要写姓名"), field="name")
        person = self._station.kinds["person"]
        return {n: read(person.field(n), v, self._station.zone) for n, v in typed.items()} | {
            "registration": self.registration.currentData()
        }


class RoomBlock(QWidget):
    """One room: its residents with a choice each, and those who are new.

    A list of several people covers their names; for a reason those of this room are shown for some minutes, each with its entry.
    """

    edited = Signal()

    def __init__(self, station: Station, room: Room, title: str, given: Found | None, reveals: Reveals) -> None:
        super().__init__()
        self._station, self.room, self._reveals = station, room, reveals
        self._names: dict[int, tuple[ElidedLabel, Segmented]] = {}  # by person
        self._reason: ReasonBox | None = None
        reveals.changed.connect(self._revealed)
        self._box = column(self, gap=6)
        head = row(ElidedLabel(title, "strong"))
        self.show_names = push(tr("显示姓名"), self._ask_reason, "link", "eye")
        few = 0 < len(room.people) < UNCOVERED  # of more a second person would have to agree: they are opened one by one
        if not (few and station.session.may_reveal(station.kinds["person"], "name")):
            self.show_names.hide()
        self.all_there = push(tr("都在住"), self.confirm_all, "link")
        head.addWidget(self.all_there)
        self._box.addLayout(head)
        self.choices: dict[int, Segmented] = {}
        for residence in room.residences:
            self._box.addWidget(self._resident(residence, (given.states if given else {}).get(residence.id)))
        if not room.residences:
            self._box.addWidget(words(tr("没有登记的住户"), "quiet"))
        self.all_there.setVisible(len(room.residences) > 1)
        self.new: list[NewResident] = []
        self.add = push(tr("有人新住进来"), self.add_new, "link", "plus")
        line = row(self.add, self.show_names)
        line.addStretch(1)
        self._box.addLayout(line)

    def _resident(self, residence: Record, state: str | None) -> QWidget:
        person = self.room.people.get(int(residence["person"]))
        name = self._name(person)
        kind = self._station.kinds["residence"]
        parts = [kind.field(n).choice(residence[n]) for n in ("registration", "role") if residence[n]]
        said = [c.label for c in parts if c]
        if residence["confirmed_at"]:
            said.append(tr("{day} 核实过", day=show_date(residence["confirmed_at"])))
        holder = QWidget()
        box = column(holder, gap=2)
        label = ElidedLabel(name)
        line = row(label, gap=8)
        choice = Segmented([("lives", tr("在住")), ("moved", tr("迁出")), ("away", tr("未见"))], state)
        choice.setAccessibleName(name)
        choice.chosen.connect(lambda _: self.edited.emit())
        line.addWidget(choice)
        box.addLayout(line)
        box.addWidget(ElidedLabel(" · ".join(said), "small"))
        self.choices[residence.id] = choice
        if person is not None:
            self._names[person.id] = label, choice
        return holder

    def _name(self, person: Record | None) -> str:
        if person is None:
            return tr("已删除的记录")
        seen = self._reveals.values("person", person.id).get("name")
        return str(seen) if seen else visible(self._station.kinds["person"].field("name"), person["name"], "overview")

    def _ask_reason(self) -> None:
        """Ask why the names of this room are to be seen."""
        if self._reason is not None:
            self._close_reason()
            return
        self._reason = ReasonBox(self._reveals, "dwelling", self.room.dwelling.id, self._close_reason)
        self._reason.given.connect(self._show_names)
        self._box.insertWidget(1, self._reason)
        self._reason.setFocus()

    def _show_names(self, why: str) -> None:
        self._close_reason()
        for person in self._names:
            self._reveals.reveal("person", person, ("name",), why)

    def _close_reason(self) -> None:
        reason, self._reason = self._reason, None
        if reason is not None:
            reason.hide()
            reason.deleteLater()

    def _revealed(self, kind: str, id: int) -> None:
        if kind == "person" and id in self._names:
            label, choice = self._names[id]
            name = self._name(self.room.people.get(id))
            label.setText(name)
            choice.setAccessibleName(name)

    def confirm_all(self) -> None:
        """Say that everybody still lives here."""
        for choice in self.choices.values():
            choice.set_value("lives")
        self.edited.emit()

    def add_new(self) -> None:
        """Offer lines for somebody who is new."""
        one = NewResident(self._station)
        one.edited.connect(self.edited)
        one.left.connect(lambda: self._drop(one))
        self.new.append(one)
        self._box.insertWidget(self._box.count() - 1, one)
        one.lines["name"].setFocus()

    def _drop(self, one: NewResident) -> None:
        self.new.remove(one)
        one.hide()
        one.deleteLater()
        self.edited.emit()

    def found(self) -> Found:
        """Return what was found; see `NewResident.values` for what is refused."""
        states = {id: str(c.value) for id, c in self.choices.items() if c.value is not None}
        return Found(self.room.dwelling.id, states, tuple(one.values() for one in self.new))
