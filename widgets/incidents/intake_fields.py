"""The card that takes a call, as it looks: the line to type, places, type, severity, caller, what to ask."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from data.duty.incidents.intake import Understood, said_again
from data.duty.incidents.spots import Spot
from data.duty.incidents.types import label_of, subtypes_of
from data.i18n import tr
from data.records import Record
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.parts import Segmented
from widgets.parts.button import IconButton
from widgets.parts.card import FloatingCard, Line
from widgets.parts.controls import Combo
from widgets.parts.label import ElidedLabel, Label
from widgets.records.lines import Line as Row
from widgets.records.lines import LineList, row_height
from widgets.records.pieces import push, row, words

SHOWN = 4  # places
GLYPHS = {
    "room": "室", "building": "楼", "named": "名", "compound": "区", "crossing": "口", "street": "路", "point": "点", "phone": "电",
    "chosen": "选",
}  # fmt: skip


class IntakeFields(FloatingCard):
    """The fields, and how what was understood is shown in them; `widgets.incidents.intake` makes them work."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent, radius=14, opacity=1.0)
        self.station, self.workspace = station, workspace
        self.understood: Understood | None = None
        self._type: tuple[str, str] | None = None  # picked by hand, and not what was read
        self._place_off = False  # the person said that none of the places is meant
        self.same_as: Record | None = None
        self._widgets()
        self._build()

    # What the card does

    @abstractmethod
    def _typed(self) -> None: ...

    @abstractmethod
    def _place_chosen(self) -> None: ...

    @abstractmethod
    def _type_chosen(self, value: object) -> None: ...

    @abstractmethod
    def _severity_chosen(self, value: object) -> None: ...

    @abstractmethod
    def toggle_same(self) -> None:
        """Say that the call is about a case that is known, or that it is not."""

    @abstractmethod
    def accept(self) -> None:
        """Write the case."""

    @abstractmethod
    def point_out(self) -> None:
        """Let the next click on the map be the place."""

    @abstractmethod
    def leave(self) -> None:
        """Put the card away."""

    # Putting it together

    def _widgets(self) -> None:
        self.edit = QLineEdit()
        self.edit.setProperty("role", "large")
        self.edit.setPlaceholderText(tr("地点、什么事、电话、称呼，一句话写完：金沙小区3栋402打架 139…"))
        self.edit.setAccessibleName(tr("接警内容"))
        self.edit.textEdited.connect(lambda _: self._typed())
        self.edit.installEventFilter(self)
        self.clock = Label("", "quiet")
        self.spots = LineList(self.workspace)
        self.spots.end_flies = False
        self.spots.setAccessibleName(tr("可能的地点"))
        self.spots.opened.connect(lambda _: self.edit.setFocus())
        self.spots.selectionModel().currentChanged.connect(lambda *_: self._place_chosen())
        self.spots.installEventFilter(self)
        self.types = Segmented([])
        self.types.chosen.connect(self._type_chosen)
        self.every = Combo()
        self.every.setAccessibleName(tr("全部类型"))
        self.every.activated.connect(lambda _: self._type_chosen(self.every.currentData()))
        severity = self.station.kinds["case"].field("severity")
        self.severity = Segmented([(c.value, c.label) for c in severity.choices], "normal")
        self.severity.chosen.connect(self._severity_chosen)
        self.caller, self.phone = QLineEdit(), QLineEdit()
        self.caller.setPlaceholderText(tr("称呼"))
        self.phone.setPlaceholderText(tr("电话"))
        for box in (self.caller, self.phone):
            box.setAccessibleName(box.placeholderText())
            box.installEventFilter(self)
        self.warning = Label("", "late", wrap=True)
        self.repeat = Label("", "soon", wrap=True)
        self.same = push("", self.toggle_same, "plain", "link", hint="Ctrl+D")
        self.same.setCheckable(True)
        self.asked = Label("", "quiet", wrap=True)
        self.trouble = Label("", "late", wrap=True)
        self.keep = push(tr("登记并派警"), self.accept, "primary", hint="Enter")
        self.point = push(tr("在图上点"), self.point_out, "plain", "pin", hint="Alt+P")

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 14)
        box.setSpacing(8)
        close = IconButton("close", tr("先放下（Esc），写的内容留着"), side=28)
        close.clicked.connect(self.leave)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = row(words(tr("接警"), "heading"))
        head.addStretch(1)
        head.addWidget(self.clock)
        head.addWidget(close)
        box.addLayout(head)
        box.addWidget(self.edit)
        box.addWidget(Line())
        box.addWidget(self.spots)
        box.addWidget(self.warning)
        box.addLayout(self._fields())
        box.addWidget(self.repeat)
        box.addWidget(self.same)
        box.addWidget(self.asked)
        box.addWidget(self.trouble)
        box.addLayout(self._foot())
        self._fill_every()

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        types = row(self.types)
        types.addStretch(1)
        types.addWidget(self.every)
        people = row(self.caller, self.phone)
        people.setStretch(1, 1)
        for number, (label, inside) in enumerate(((tr("类型"), types), (tr("等级"), row(self.severity)), (tr("报警人"), people))):
            grid.addWidget(words(label, "quiet", wrap=False), number, 0)
            if number == 1:
                inside.addStretch(1)
            grid.addLayout(inside, number, 1)
        return grid

    def _foot(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(ElidedLabel(tr("↑↓ 换地点 · Alt+←→ 换类型 · Ctrl+1/2/3 等级 · Ctrl+0 地点不明 · Ctrl+D 并案"), "small"))
        buttons = row(self.keep, self.point)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return column

    def _fill_every(self) -> None:
        kind = self.station.kinds["case"]
        self.every.addItem(tr("全部类型"), None)
        for choice in kind.field("type").choices:
            self.every.addItem(choice.label, (choice.value, ""))
            for fine in subtypes_of(kind, choice.value):
                self.every.addItem(f"    {fine.label}", (choice.value, fine.value))
        self.every.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.every.setMinimumContentsLength(6)

    # Showing

    def _show_spots(self, found: Understood) -> None:
        shown = found.spots[:SHOWN]
        rows = [
            Row(s.title, s.detail, tr("将采用") if i == 0 and found.spot is not None else "", glyph=GLYPHS.get(s.sort, ""),
                badge="accent" if i == 0 and found.spot is not None else "", placed=False, target=Selection(s.kind, s.id))
            for i, s in enumerate(shown)
        ]  # fmt: skip
        typed = bool(self.edit.text().strip())
        empty = tr("没认出地点：可先登记，问清后再补") if typed else tr("写地址、店名、小区、路口或坐标；也可以在地图上点")
        blocked = self.spots.selectionModel().blockSignals(True)
        self.spots.set_lines(rows, empty=empty)
        if found.spot is not None and not self._place_off:
            self.spots.setCurrentIndex(self.spots.model().index(0, 0))
        self.spots.selectionModel().blockSignals(blocked)
        self.spots.setFixedHeight(row_height(self.spots.font(), None) * max(len(rows), 1) + 4)
        self._warn()

    def _warn(self) -> None:
        spot = self.spot
        self.warning.setText(spot.warning if spot is not None else "")
        self.warning.setVisible(bool(self.warning.text()))

    def _show_types(self, found: Understood) -> None:
        kind = self.station.kinds["case"]
        choices = {(t.type, t.subtype): t.label for t in found.types[:4]}
        if self._type is not None:
            choices = {self._type: label_of(kind, *self._type), **choices}
        if not choices:
            choices = {("other", ""): label_of(kind, "other")}
        self.types.set_choices([(value, words) for value, words in list(choices.items())[:4]])
        self.types.set_value(self._type or next(iter(choices)))

    def _show_alike(self, found: Understood) -> None:
        self.repeat.setText(found.alike.repeat_said)
        self.repeat.setVisible(bool(found.alike.repeat_said))
        same = found.alike.same[0] if found.alike.same else None
        if self.same_as is not None and (same is None or same[0].id != self.same_as.id):
            self.same_as = None
        self.same.setVisible(same is not None)
        self.same.setChecked(self.same_as is not None)
        if same is not None:
            said = tr("可能与 {case} 是同一警情（{why}）", case=said_again(same[0]), why=same[1])
            self.same.setText(tr("✓ 并入 {case}", case=said_again(same[0])) if self.same_as is not None else said)
        self.keep.setText(tr("登记并并案") if self.same_as is not None else tr("登记并派警"))

    @property
    def spot(self) -> Spot | None:
        """The place that would be written now."""
        if self._place_off or self.understood is None:
            return None
        at = self.spots.currentIndex()
        return self.understood.spots[at.row()] if at.isValid() and at.row() < len(self.understood.spots) else None

    @property
    def type(self) -> tuple[str, str]:
        """Type and detailed type that would be written now."""
        value = self.types.value
        return (str(value[0]), str(value[1])) if isinstance(value, tuple) else ("other", "")
