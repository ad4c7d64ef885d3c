"""Taking a call: one line to type, what it is taken to say at once below it, Enter to keep it. No key needs the mouse."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from data.duty.incidents.intake import Call, Understood, take, understand
from data.duty.incidents.protocol import card_for
from data.duty.incidents.spots import Spot, chosen_spot, point_spot
from data.errors import WatchroomError
from data.i18n import tr
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets import background, style
from widgets.background import ask, write
from widgets.backups.draft import Drafts
from widgets.incidents.intake_fields import IntakeFields

WAIT_MS = 40  # after the last key
LOOK_MS = 450  # after which the map goes to the place that is understood
LOOK_FROM = 160.0  # metres
WIDTH = 690
CHORDS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
ASKED = 3  # questions of the protocol card


class IntakeCard(IntakeFields):
    """Lies over the upper middle of the map. `taken` tells the case that was written, `left` that the person gave up."""

    taken = Signal(int)
    left = Signal()
    covers = Signal(int)  # pixels of the map's top, 0 when it is away

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(station, workspace, parent)
        self.chosen: Spot | None = None  # pointed at on the map
        self._severity = ""  # picked by hand, and not what was understood
        self._enter = False
        self._begun = 0.0
        self._shown_at: tuple[object, ...] | None = None
        self._heard = background.Subscriptions(self)
        self._timers()
        self.drafts = Drafts(self, station, workspace, "call", 0, self._texts, self._take_texts, offers=False)
        for box in (self.edit, self.caller, self.phone):
            box.textEdited.connect(lambda _text: self.drafts.touched())
        parent.installEventFilter(self)
        self.hide()

    # Putting it together

    def _timers(self) -> None:
        self._soon = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._soon.timeout.connect(self._read)
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self._show_place)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)

    # Opening and leaving

    def begin(self, *, text: str = "", spot: Spot | None = None) -> None:
        """Open the card; what was left unfinished is still there, marked, so that typing replaces it."""
        if self.isHidden():
            self._begun = time.monotonic()
            self._heard.add(self.workspace.selected, self._selected)
            self._second.start()
        if text:
            self.edit.setText(text)
        elif not self.edit.text():
            self.drafts.look()  # what a crash left
        self.chosen = spot or self.chosen
        self._tick()
        self.settle()
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._read()

    def leave(self) -> None:
        """Put the card away; what was typed stays for the next time. A case that is being written closes it by itself."""
        if background.writing(self):
            return
        self._put_away()
        self.left.emit()

    def _texts(self) -> dict[str, str]:
        """Return what was typed, by box."""
        boxes = {"line": self.edit, "caller": self.caller, "phone": self.phone}
        return {name: box.text() for name, box in boxes.items() if box.text() and (name == "line" or box.isModified())}

    def _take_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was typed before a crash, marked, so that typing replaces it."""
        if self.edit.text() or self.isHidden():
            return
        self.edit.setText(texts.get("line", ""))
        self.edit.selectAll()
        for name, box in (("caller", self.caller), ("phone", self.phone)):
            if texts.get(name):
                box.setText(texts[name])
                box.setModified(True)
        self._read()

    def _put_away(self) -> None:
        for timer in (self._soon, self._look, self._second):
            timer.stop()
        self._heard.close()
        background.forget(self)
        self._enter = False
        self._shown_at = None
        self.workspace.use_tool("")
        self.hide()
        self.covers.emit(0)

    def dispose(self) -> None:
        """End what goes on; what was typed is kept."""
        self.drafts.flush()
        for timer in (self._soon, self._look, self._second):
            timer.stop()
        self._heard.close()
        background.forget(self)

    def settle(self) -> None:
        """Lie over the upper middle of what surrounds it."""
        parent, layout = self.parentWidget(), self.layout()
        if parent is None or layout is None:
            return
        width = min(style.scaled(WIDTH), parent.width() - 32)
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry((parent.width() - width) // 2, style.scaled(8), width, min(height, parent.height() - 16))
        self.covers.emit(self.geometry().bottom())

    def _tick(self) -> None:
        seconds = int(time.monotonic() - self._begun)
        self.clock.setText(f"{seconds // 60}:{seconds % 60:02d}")
        self.clock.setAccessibleName(tr("接警用时 {n} 秒", n=seconds))

    # What is typed

    def _typed(self) -> None:
        self._enter = self._place_off = False
        self._type = None  # what is written now says the type anew
        self._soon.start()

    def _read(self) -> None:
        self._soon.stop()
        text, chosen, station = self.edit.text(), self.chosen, self.station
        type, subtype = self._type or ("", "")

        def work() -> tuple[Understood, tuple[str, ...]]:
            found = understand(station, text, chosen=chosen, type=type, subtype=subtype)
            first = type or (found.types[0].type if found.types else "")
            fine = subtype if type else (found.types[0].subtype if found.types else "")
            card = card_for(station, first, fine, self._severity or found.severity) if first else None
            return found, card.ask[:ASKED] if card else ()

        ask(self, station, work, lambda answer: self._show(*answer), "understand")

    def _show(self, found: Understood, asked: tuple[str, ...]) -> None:
        self.understood = found
        self.setUpdatesEnabled(False)
        self._show_spots(found)
        self._show_types(found)
        self.severity.set_value(self._severity or found.severity)
        for box, said in ((self.caller, found.heard.caller), (self.phone, found.heard.phone)):
            if not box.isModified():  # what somebody wrote into the box stays
                box.setText(said)
        self._show_alike(found)
        self.asked.setText(tr("先问：{questions}", questions="  ·  ".join(asked)) if asked else "")
        self.asked.setVisible(bool(asked))
        self.settle()
        self.setUpdatesEnabled(True)
        self._look.start()
        if self._enter:
            self._enter = False
            self.accept()

    # What is chosen

    def _place_chosen(self) -> None:
        self._place_off = False
        self._warn()
        self._look.start()

    def _type_chosen(self, value: object) -> None:
        if isinstance(value, tuple):
            self._type = (str(value[0]), str(value[1]))
            self.every.setCurrentIndex(0)
            self._read()

    def _severity_chosen(self, value: object) -> None:
        self._severity = str(value)
        self._read()

    def toggle_same(self) -> None:
        """Say that the call is about a case that is known, or that it is not."""
        found = self.understood
        if found is None or not found.alike.same:
            return
        self.same_as = None if self.same_as is not None else found.alike.same[0][0]
        self._show_alike(found)
        self.settle()

    def no_place(self) -> None:
        """Say that nobody knows where it is."""
        self.chosen, self._place_off = None, True
        self.spots.clearSelection()
        self.spots.setCurrentIndex(self.spots.model().index(-1, 0))
        self._place_off = True
        self._warn()

    def point_out(self) -> None:
        """Let the next click on the map be the place."""
        self.workspace.use_tool("call_place")

    def set_point(self, lon: float, lat: float) -> None:
        """Take a point of the map (WGS-84 degrees) as the place."""
        self._take_place(point_spot(lon, lat))

    def _selected(self, chosen: Selection) -> None:
        """What is clicked on the map while the card is open is the place."""
        if not chosen or chosen.kind in ("force", "task"):
            return
        station = self.station

        def work() -> Spot | None:
            return chosen_spot(station, chosen.kind, chosen.id, storey=chosen.storey, dwelling=chosen.dwelling)

        ask(self, station, work, self._take_place, "chosen")

    def _take_place(self, spot: Spot | None) -> None:
        if spot is not None:
            self.chosen, self._place_off = spot, False
            self._mark(spot)  # the map is there already
            self._read()
            self.edit.setFocus()

    def _show_place(self) -> None:
        """Bring the map to the place, once it has stood for a moment; a place that is no longer meant is taken off it."""
        spot = self.spot
        if spot is None or spot.lon is None or spot.lat is None:
            self._unmark()
        elif spot.key != self._shown_at:
            self.workspace.fly_to(lon=spot.lon, lat=spot.lat, distance=LOOK_FROM)
            self._mark(spot)

    def _mark(self, spot: Spot) -> None:
        """Mark a place on the map."""
        self._shown_at = spot.key
        had = self.window().focusWidget()
        self.workspace.use_tool("call_place", lon=spot.lon, lat=spot.lat, words=spot.title)
        if had is not None and self.isAncestorOf(had):  # a tool takes the keyboard to the map
            had.setFocus()

    def _unmark(self) -> None:
        if self._shown_at is not None:
            self._shown_at = None
            self.workspace.use_tool("")

    # Keeping

    @property
    def call(self) -> Call:
        """The call as it would be written now."""
        type, subtype = self.type
        return Call(
            self.edit.text(), type, subtype, str(self.severity.value or "normal"), self.spot, self.caller.text().strip(),
            self.phone.text().strip(), self.same_as.id if self.same_as is not None else None, int(time.monotonic() - self._begun),
        )  # fmt: skip

    def accept(self) -> None:
        """Write the case, as soon as what was typed last is understood."""
        if background.writing(self):
            return
        if self._soon.isActive() or background.waiting(self):
            self._enter = True
            if self._soon.isActive():
                self._read()
            return
        call, station, who = self.call, self.station, self.workspace.who or tr("值班员")

        def work() -> int | str:
            try:
                return take(station, call, who=who)
            except WatchroomError as error:
                return error.message

        write(self, station, work, self._kept_case)

    def _kept_case(self, answer: int | str) -> None:
        if isinstance(answer, str):
            self.trouble.setText(answer)
            self.trouble.show()
            self.settle()
            return
        self._empty()
        self.drafts.forget()
        self._put_away()
        self.taken.emit(answer)

    def _empty(self) -> None:
        """Make everything ready for the next call."""
        for box in (self.edit, self.caller, self.phone):
            box.clear()
            box.setModified(False)
        self.chosen = self._type = self.same_as = self.understood = None
        self._severity, self._place_off = "", False
        self.trouble.setText("")
        self.trouble.hide()

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that do something wherever the cursor is in the card."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is not self.parentWidget():
            act = self._act_of(watched, event)
            if act is not None:
                act()
            return act is not None
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget() and self.isVisible():
            self.settle()
        return False

    def event(self, event: QEvent) -> bool:
        """Have what means something here come as a key, though it is a command of the window (Ctrl+1, Alt+Left)."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act_of(self, event) is not None:
            event.accept()
            return True
        return super().event(event)

    def _act_of(self, watched: QObject, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does in the card; None where it does nothing."""
        key, held = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.accept
        if key == Qt.Key.Key_Escape:
            return self.leave
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and watched is self.edit:
            return partial(self._step_place, 1 if key == Qt.Key.Key_Down else -1)
        return self._chords.get((held & CHORDS, key))

    @property
    def _chords(self) -> dict[tuple[Qt.KeyboardModifier, int], Callable[[], None]]:
        alt, control, key = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.Key
        return {
            (alt, key.Key_Left): partial(self._step_type, -1), (alt, key.Key_Right): partial(self._step_type, 1),
            (alt, key.Key_P): self.point_out, (control, key.Key_D): self.toggle_same, (control, key.Key_0): self.no_place,
            (control, key.Key_1): partial(self._set_severity, "normal"),
            (control, key.Key_2): partial(self._set_severity, "urgent"),
            (control, key.Key_3): partial(self._set_severity, "major"),
        }  # fmt: skip

    def _set_severity(self, value: str) -> None:
        self.severity.set_value(value)
        self._severity_chosen(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field wanted."""
        act = self._act_of(self, event)
        if act is not None:
            act()
        event.accept()  # nothing goes on to the map under the card

    def _step_place(self, by: int) -> None:
        count = self.spots.model().rowCount()
        if count:
            at = self.spots.currentIndex().row() if self.spots.currentIndex().isValid() else (-1 if by > 0 else count)
            self.spots.setCurrentIndex(self.spots.model().index(min(max(at + by, 0), count - 1), 0))

    def _step_type(self, by: int) -> None:
        choices = [value for value, _ in self.types._choices]
        if len(choices) > 1:
            at = choices.index(self.types.value) if self.types.value in choices else 0
            self.types.set_value(choices[(at + by) % len(choices)])
            self._type_picked_here()

    def _type_picked_here(self) -> None:
        """Take a type that was stepped to, without putting it first: stepping goes on from where it is."""
        value = self.types.value
        if isinstance(value, tuple):
            self._type = (str(value[0]), str(value[1]))


