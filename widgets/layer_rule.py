"""The rule editor of a layer: a field, and for each of its values or classes a colour, a sign, a size, or nothing at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from data.kinds.model import Field, Kind
from data.kinds.values import show
from data.layers import StyleClass, StyleRule
from data.layers.keep import fields_to_style
from data.layers.rule import SIZES
from data.look import code_colours, ramp
from data.workspace import LayerState, Workspace
from widgets import style
from widgets.layer_pick import Offer, PickButton
from widgets.layer_signs import disc_icon, dot_icon, sign_icon
from widgets.parts.button import IconButton
from widgets.parts.controls import Combo
from widgets.parts.hint import plain_hint
from widgets.parts.label import ElidedLabel, Label

MOST = 12  # values of a field without a code list that get a class of their own


def rule_for(field: Field, values: Sequence[Any], theme: str) -> StyleRule:
    """Return a rule to begin with.

    Parameters
    ----------
    field
        What is told by it.
    values
        The commonest values of a text field, or the breaks between classes of numbers; not needed for a code list.
    theme
        "light" or "dark": classes of numbers go from few to many in its ramp.
    """
    if field.type in ("int", "real"):
        ends = [None, *values, None]
        colours = ramp(theme, len(values) + 1)
        classes = [StyleClass(low=a, high=b, colour=c) for a, b, c in zip(ends, ends[1:], colours, strict=False)]
        return StyleRule(field.name, tuple(classes))
    listed = [True, False] if field.type == "bool" else [c.value for c in field.choices] or list(values)[:MOST]
    colours = code_colours()
    return StyleRule(field.name, tuple(StyleClass((v,), colour=colours[n % len(colours)]) for n, v in enumerate(listed)))


class RuleEditor(QWidget):
    """Chooses the field and its classes; ``values_wanted`` asks for what `offer` brings: values, or breaks of numbers."""

    values_wanted = Signal(str)

    def __init__(self, kind: Kind, workspace: Workspace, layer: str, zone: str, signs: dict[str, str],
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._kind, self._workspace, self._layer, self._zone, self._signs = kind, workspace, layer, zone, signs
        self.lines: list[ClassLine] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(tr("按字段设样式"), "quiet"))
        self.field = Combo()
        self.field.setAccessibleName(tr("按字段设样式"))
        self.field.setMinimumContentsLength(6)
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field.addItem(tr("都一样"), "")
        for name in fields_to_style(kind):
            self.field.addItem(kind.fields[name].label, name)
        self.field.activated.connect(self._choose)
        column.addWidget(self.field)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column.addLayout(self._lines)
        self._shown: StyleRule | None = None
        self.show_state(workspace.layers[layer])

    def show_state(self, state: LayerState) -> None:
        """Show the layer's rule."""
        rule = state.rule
        self.field.setCurrentIndex(max(self.field.findData(rule.field if rule else ""), 0))
        if rule == self._shown:
            return
        self._shown = rule
        classes = [*rule.classes, rule.other] if rule else []
        if len(classes) != len(self.lines):
            self._build(len(classes))
        self._name(rule)
        for line, of in zip(self.lines, classes, strict=True):
            line.show_class(of, self._usual_sign(rule, of))

    def _usual_sign(self, rule: StyleRule | None, of: StyleClass) -> str:
        """Return the sign that records of a class have where the class names none."""
        layer = self._kind.layer
        state = self._workspace.layers[self._layer]
        if layer is None or state.symbol or rule is None or rule.field != layer.sign or len(of.values) != 1:
            return state.symbol or (layer.symbol if layer else "")
        choice = self._kind.fields[layer.sign].choice(of.values[0])
        return (choice.symbol if choice else "") or layer.symbol

    def offer(self, field: str, values: Sequence[Any]) -> None:
        """Take the values of a field, and begin with a class for each."""
        if self.field.currentData() == field:
            self._set(rule_for(self._kind.fields[field], values, style.current().theme))

    def _choose(self) -> None:
        name = self.field.currentData()
        if not name:
            self._set(None)
            return
        field = self._kind.fields[name]
        if field.choices or field.type == "bool":
            self._set(rule_for(field, (), style.current().theme))
        else:
            self.values_wanted.emit(name)

    def _set(self, rule: StyleRule | None) -> None:
        self._workspace.set_layer(self._layer, rule=rule)

    def _build(self, count: int) -> None:
        for line in self.lines:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for number in range(count):
            line = ClassLine(self._signs)
            line.changed.connect(lambda of, number=number: self._changed(number, of))
            self.lines.append(line)
            self._lines.addWidget(line)

    def _name(self, rule: StyleRule | None) -> None:
        if rule is None:
            return
        field = self._kind.fields[rule.field]
        for line, of in zip(self.lines, (*rule.classes, rule.other), strict=True):
            line.set_words(tr("其余") if of is rule.other else class_words(field, of, self._zone))

    def _changed(self, number: int, of: StyleClass) -> None:
        rule = self._workspace.layers[self._layer].rule
        if rule is None:
            return
        if number == len(rule.classes):
            self._set(replace(rule, other=of))
        else:
            self._set(replace(rule, classes=(*rule.classes[:number], of, *rule.classes[number + 1 :])))


def class_words(field: Field, of: StyleClass, zone: str) -> str:
    """Return what a class takes, in words: its values, or from where to where its numbers go."""
    if of.values:
        return tr("、").join(show(field, value, zone=zone) for value in of.values)
    low, high = (show(field, _plain(field, v), zone=zone) if v is not None else "" for v in (of.low, of.high))
    if low and high:
        return tr("{low} 到 {high}", low=low, high=high)
    return tr("{low} 及以上", low=low) if low else tr("不到 {high}", high=high)


def _plain(field: Field, value: float) -> int | float:
    return int(value) if field.type == "int" and value == int(value) else value


class ClassLine(QWidget):
    """One class: colour, sign, words, size, shown or not; ``changed`` carries the class as it is now wanted."""

    changed = Signal(object)

    def __init__(self, signs: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs = signs
        self._class = StyleClass()
        self.colour = PickButton(tr("颜色"), self._colours)
        self.sign = PickButton(tr("符号"), self._sign_offers)
        self.size_ = PickButton(tr("大小"), self._sizes)
        self.eye = IconButton("eye", tr("在图上显示"), side=28)
        self.words = ElidedLabel("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.colour, self.sign, self.size_):
            row.addWidget(widget)
        row.addWidget(self.words, 1)
        row.addWidget(self.eye)
        self.colour.picked.connect(lambda value: self._take(colour=value))
        self.sign.picked.connect(lambda value: self._take(symbol=value))
        self.size_.picked.connect(lambda value: self._take(size=float(value)))
        self.eye.clicked.connect(lambda: self._take(shown=not self._class.shown))

    def set_words(self, words: str) -> None:
        """Say which class this is."""
        self.words.setText(words)
        for button in (self.colour, self.sign, self.size_, self.eye):
            button.setAccessibleDescription(words)

    def show_class(self, of: StyleClass, usual: str = "") -> None:
        """Show how the class looks; ``usual`` is the sign that it has where it names none."""
        self._class = of
        self.colour.show_icon(disc_icon(of.colour))
        self.sign.show_icon(sign_icon(of.symbol or usual, "text" if of.symbol else "quiet"))
        self.size_.show_icon(dot_icon(of.size))
        self.size_.setToolTip(plain_hint(tr("大小：{size}", size=size_words()[of.size])))
        self.eye.set_icon("eye" if of.shown else "eye-off")
        self.words.set_tone("" if of.shown else "faint")

    def _take(self, **values: Any) -> None:
        self.changed.emit(replace(self._class, **values))

    def _colours(self) -> list[Offer]:
        named = [Offer("", tr("同图层"), disc_icon(""))]
        return named + [Offer(c, tr("颜色 {number}", number=n), disc_icon(c)) for n, c in enumerate(palette(), 1)]

    def _sign_offers(self) -> list[Offer]:
        named = [Offer("", tr("同图层"), disc_icon(""))]
        return named + [Offer(name, words, sign_icon(name)) for name, words in self._signs.items()]

    def _sizes(self) -> list[Offer]:
        return [Offer(str(size), words, dot_icon(size)) for size, words in size_words().items()]


def size_words() -> dict[float, str]:
    """Return the sizes of symbols in words."""
    return dict(zip(SIZES, (tr("小"), tr("中"), tr("大")), strict=True))


def palette() -> list[str]:
    """Return the colours offered for classes: those for code lists, and the states' own."""
    return list(dict.fromkeys([*code_colours(), "#d93025", "#e09b00", "#2da44e", "#1f6feb", "#57606a"]))
