"""The section under a layer's row: how it is drawn, where it stands among the others, and which of its records are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from data.kinds.model import Field, Kind
from data.layers.keep import fields_to_label, fields_to_style
from data.workspace import LayerState, Workspace
from widgets import style
from widgets.layer_place import LayerPlace
from widgets.layer_rule import RuleEditor, size_words
from widgets.parts.button import Button, focus_ring
from widgets.parts.chip import Chip
from widgets.parts.controls import Combo, Slider
from widgets.parts.flow import FlowLayout
from widgets.parts.hint import plain_hint
from widgets.parts.label import Label
from widgets.parts.segmented import Segmented
from widgets.parts.toggle import Toggle

SWATCHES = ("#1f6feb", "#8250df", "#e08600", "#d93025", "#1a7f37", "#0a7ea4", "#bf3989", "#57606a")
NAMED = ("polygon", "any")  # shapes whose names are written on them
PICTURE = "picture"  # the symbol of layers that are pictures themselves


class LayerSection(QWidget):
    """How a layer is drawn, where it stands, and which of its records are shown.

    Parameters
    ----------
    kind, workspace
        What the layer shows, and where its state is held.
    layer
        The layer's id; the kind's own layer where it is missing.
    zone, signs
        The station's zone, and signs to choose from with their words.
    """

    rule_values_wanted = Signal(str)  # a field: `offer_rule` brings its values or breaks

    def __init__(self, kind: Kind, workspace: Workspace, parent: QWidget | None = None, *, layer: str = "",
                 zone: str = "Asia/Shanghai", signs: Mapping[str, str] | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._kind, self._workspace, self._layer = kind, workspace, layer or kind.name
        self._chips: dict[tuple[str, object], Chip] = {}
        self._flows: dict[str, FlowLayout] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 4, 12, 12)
        self._column.setSpacing(8)
        state = workspace.layers[self._layer]
        self.labels: Toggle | None = None
        self.label_field: QComboBox | None = None
        self.size_choice: Segmented | None = None
        self.rule: RuleEditor | None = None
        self.swatches: list[Swatch] = []
        self.place = LayerPlace(workspace, self._layer)
        self._column.addWidget(self.place)
        self._add_opacity(state)
        if kind.layer is None or kind.layer.symbol != PICTURE:  # a picture has no words and colours of ours
            self._add_style(state, zone, dict(signs or {}))
        for name in kind.layer.filter if kind.layer else ():
            self._add_filter(kind.fields[name], state)
        self.reset = Button(tr("显示全部"), "link")
        self.reset.clicked.connect(lambda: workspace.set_layer(self._layer, chosen={}))
        self._column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_state(state)

    def _add_style(self, state: LayerState, zone: str, signs: dict[str, str]) -> None:
        counts = bool(self._kind.place.through)  # counts at buildings carry no words, and each is of many records
        if not counts:
            self._add_labels(state)
        if self._kind.place.shape == "point" or self._kind.place.belongs or counts:
            self._add_size(state)
        self._add_colours(state)
        if not counts and fields_to_style(self._kind):
            self.rule = RuleEditor(self._kind, self._workspace, self._layer, zone, signs)
            self.rule.values_wanted.connect(self.rule_values_wanted)
            self._column.addWidget(self.rule)

    def offer_rule(self, field: str, values: Sequence[Any]) -> None:
        """Take what a rule on a field begins with."""
        if self.rule is not None:
            self.rule.offer(field, values)

    def text_fields(self) -> list[str]:
        """Return the filters whose values must be asked from the station."""
        return [name for name in self._flows if not self._kind.fields[name].choices]

    def offer(self, field: str, values: list[str]) -> None:
        """Offer values of a text field as filters."""
        for value in values:
            self._add_chip(field, value, value, "")
        self._flows[field].invalidate()
        self.updateGeometry()

    def show_state(self, state: LayerState) -> None:
        """Show how the layer is shown."""
        for (field, value), chip in self._chips.items():
            chip.blockSignals(True)
            chip.setChecked(value in state.chosen.get(field, ()))
            chip.blockSignals(False)
        self.reset.setVisible(bool(state.chosen))
        if self.labels is not None:
            self.labels.blockSignals(True)
            self.labels.setChecked(state.labelled)
            self.labels._move(state.labelled)
            self.labels.blockSignals(False)
        self.place.show_state(state)
        if self.label_field is not None:
            self.label_field.setCurrentIndex(max(self.label_field.findData(self._label_of(state)), 0))
            self.label_field.setVisible(state.labelled or self.labels is None)
        if self.size_choice is not None:
            self.size_choice.set_value(state.size)
        if self.rule is not None:
            self.rule.show_state(state)
        for swatch in self.swatches:
            swatch.setChecked(swatch.colour.lower() == state.colour.lower())

    def _line(self, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(words, "quiet"))
        self._column.addLayout(row)
        return row

    def _add_opacity(self, state: LayerState) -> None:
        row = self._line(tr("不透明度"))
        self.opacity = Slider(Qt.Orientation.Horizontal)
        self.opacity.setRange(10, 100)
        self.opacity.setValue(round(state.opacity * 100))
        self.opacity.setAccessibleName(tr("不透明度"))
        share = Label(f"{self.opacity.value()}%", "small")
        self.opacity.valueChanged.connect(lambda value: share.setText(f"{value}%"))
        # The scene redraws at each change, so the slider speaks at most every 60 ms while it is dragged.
        later = QTimer(self)
        later.setSingleShot(True)
        later.setInterval(60)
        later.timeout.connect(lambda: self._workspace.set_layer(self._layer, opacity=self.opacity.value() / 100))
        self.opacity.valueChanged.connect(lambda: later.isActive() or later.start())
        row.addWidget(self.opacity, 1)
        row.addWidget(share)

    def _add_labels(self, state: LayerState) -> None:
        """Offer what is written on the map; areas are always named there, lines never."""
        if self._kind.place.shape == "line":
            return
        row = self._line(tr("在图上标注文字"))
        row.addStretch()
        if self._kind.place.shape not in NAMED:
            self.labels = Toggle(tr("在图上标注文字"), state.labelled)
            self.labels.toggled.connect(lambda on: self._workspace.set_layer(self._layer, labelled=on))
            row.addWidget(self.labels)
        self.label_field = Combo()
        self.label_field.setAccessibleName(tr("标注的字段"))
        self.label_field.setMinimumContentsLength(6)
        self.label_field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if not self._label_of(state) and self._kind.place.shape in NAMED:
            self.label_field.addItem(tr("名称"), "")
        for name in fields_to_label(self._kind):
            self.label_field.addItem(self._kind.fields[name].label, name)
        self.label_field.activated.connect(self._label_chosen)
        self._column.addWidget(self.label_field)

    def _label_of(self, state: LayerState) -> str:
        """Return the field that is written, "" where it is the title and that is no single field."""
        said = state.label or (self._kind.layer.label if self._kind.layer else "")
        title = self._kind.title.removeprefix("{").removesuffix("}")
        return said or (title if self._kind.place.shape in NAMED and title in fields_to_label(self._kind) else "")

    def _label_chosen(self) -> None:
        if self.label_field is not None:
            self._workspace.set_layer(self._layer, label=str(self.label_field.currentData() or ""))

    def _add_size(self, state: LayerState) -> None:
        row = self._line(tr("符号大小"))
        row.addStretch()
        self.size_choice = Segmented(list(size_words().items()), state.size)
        self.size_choice.setAccessibleName(tr("符号大小"))
        self.size_choice.chosen.connect(lambda size: self._workspace.set_layer(self._layer, size=float(size)))
        row.addWidget(self.size_choice)

    def _add_colours(self, state: LayerState) -> None:
        self._column.addWidget(Label(tr("颜色"), "quiet"))
        holder = QWidget()
        row = FlowLayout(holder, gap=0)  # a colour of the kind's own is one more than the panel is wide
        own = self._kind.layer.colour if self._kind.layer else ""
        for i, colour in enumerate(dict.fromkeys((own, *SWATCHES)), 1):
            swatch = Swatch(colour, tr("颜色 {number}", number=i))
            swatch.clicked.connect(lambda _=False, colour=colour: self._workspace.set_layer(self._layer, colour=colour))
            self.swatches.append(swatch)
            row.addWidget(swatch)
        self._column.addWidget(holder)

    def _add_filter(self, field: Field, state: LayerState) -> None:
        self._column.addWidget(Label(tr("按{field}筛选", field=field.label), "quiet"))
        holder = QWidget()
        self._flows[field.name] = FlowLayout(holder, gap=6)
        self._column.addWidget(holder)
        for choice in field.choices:
            self._add_chip(field.name, choice.value, choice.label, style.choice_colour(choice.colour))

    def _add_chip(self, field: str, value: object, words: str, dot: str) -> None:
        chosen = self._workspace.layers[self._layer].chosen.get(field, ())
        chip = Chip(words, checkable=True, checked=value in chosen, dot=dot)
        chip.toggled.connect(lambda on: self._choose(field, value, on))
        self._chips[field, value] = chip
        self._flows[field].addWidget(chip)

    def _choose(self, field: str, value: object, on: bool) -> None:
        chosen = dict(self._workspace.layers[self._layer].chosen)
        values = tuple(v for v in chosen.get(field, ()) if v != value) + ((value,) if on else ())
        chosen.pop(field, None)
        if values:
            chosen[field] = values
        self._workspace.set_layer(self._layer, chosen=chosen)


class Swatch(QAbstractButton):
    """A colour to take."""

    def __init__(self, colour: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setToolTip(plain_hint(words))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(28, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc, with a ring when it is the one in use."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour(self.colour))
        painter.drawEllipse(QRectF(7, 7, 14, 14))
        if self.isChecked() or self.hasFocus():
            focus_ring(painter, QRectF(3, 3, 22, 22), 11)
        painter.end()
