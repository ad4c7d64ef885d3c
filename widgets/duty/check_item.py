"""One item of a check list: what is asked, and the control that its answer is given with."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from data.duty.checklists import Item
from data.errors import InvalidValue
from data.i18n import tr
from data.kinds.masking import visible
from data.records import Record
from data.store.station import Station
from widgets.parts import Segmented
from widgets.parts.controls import Combo
from widgets.records.editors import editor_for
from widgets.records.pieces import column, row, words

FEW = 3  # choices that stand side by side


class ItemRow(QWidget):
    """``edited`` when the answer changes; `value` is None where nothing is answered."""

    edited = Signal()

    def __init__(self, item: Item, subject: Record, station: Station, given: Any = None) -> None:
        super().__init__()
        self.item, self._done = item, False
        box = column(self, gap=4)
        box.addWidget(words(item.ask if item.required else tr("{ask}（可不答）", ask=item.ask), "small"))
        self.control = _CONTROLS[item.answer](item, subject, station, given)
        self.control.edited.connect(self.edited)
        box.addWidget(self.control)
        self.finding = words("", "late")
        self.finding.hide()
        box.addWidget(self.finding)
        self.edited.connect(self._tell_finding)
        self._tell_finding()

    def value(self) -> Any:
        """Return the answer; None where there is none.

        Raises
        ------
        InvalidValue
            If what was typed cannot be an answer.
        """
        return self.control.value()

    def _tell_finding(self) -> None:
        """Say that an answer puts a hazard on record."""
        found = self.item.hazard
        try:
            hit = found is not None and str(self.value()) == found.when
        except InvalidValue:
            hit = False
        self.finding.setVisible(hit)
        if hit and found:
            told = tr("已登记隐患：{name}", name=found.name) if self._done else tr("提交后登记隐患：{name}", name=found.name)
            self.finding.setText(told)

    def set_done(self, done: bool) -> None:
        """Tell whether the answers have been written into the records."""
        self._done = done
        self._tell_finding()


class Control(QWidget):
    """What an answer is given with."""

    edited = Signal()

    def value(self) -> Any:
        """Return the answer; None where there is none."""
        raise NotImplementedError


class ChoiceControl(Control):
    """Yes or no, or one of a list: side by side where they are few."""

    def __init__(self, item: Item, subject: Record, station: Station, given: Any) -> None:
        super().__init__()
        choices = [("yes", tr("是")), ("no", tr("否"))] if item.answer == "yes" else [(c.value, c.label) for c in item.choices]
        box = row(gap=0)
        self.setLayout(box)
        self._few = Segmented(choices, given) if len(choices) <= FEW else None
        self._many: QComboBox | None = None
        if self._few is not None:
            self._few.chosen.connect(lambda _: self.edited.emit())
            self._few.setAccessibleName(item.ask)
            box.addWidget(self._few)
            box.addStretch(1)
            return
        self._many = Combo()
        self._many.setAccessibleName(item.ask)
        self._many.addItem(tr("请选择"), None)
        for value, label in choices:
            self._many.addItem(label, value)
        self._many.setCurrentIndex(max(0, self._many.findData(given)))
        self._many.currentIndexChanged.connect(lambda _: self.edited.emit())
        box.addWidget(self._many, 1)

    def value(self) -> Any:
        """Return the chosen answer."""
        return self._few.value if self._few is not None else self._many.currentData() if self._many is not None else None

    def choose(self, value: str) -> None:
        """Choose an answer as a person would."""
        if self._few is not None:
            self._few.set_value(value)
            self.edited.emit()
        elif self._many is not None:
            self._many.setCurrentIndex(self._many.findData(value))


class LineControl(Control):
    """A line of text, a number, or a date."""

    def __init__(self, item: Item, subject: Record, station: Station, given: Any) -> None:
        super().__init__()
        self.line = QLineEdit("" if given is None else str(given))
        self.line.setAccessibleName(item.ask)
        self.line.setPlaceholderText({"number": tr("数字"), "date": tr("日期，如 2026-11-22")}.get(item.answer, ""))
        self.line.textEdited.connect(lambda _: self.edited.emit())
        column(self).addWidget(self.line)

    def value(self) -> Any:
        """Return what was typed; it is checked when the list is kept."""
        return self.line.text().strip() or None


class FieldControl(Control):
    """A field of the subject: it is as the record says, or something else."""

    def __init__(self, item: Item, subject: Record, station: Station, given: Any) -> None:
        super().__init__()
        field = station.kinds[subject.kind].field(item.field)
        self._before = subject[item.field]
        said = visible(field, self._before, "desk", zone=station.zone) if self._before is not None else ""
        known = [("same", tr("仍是 {value}", value=said))] if said else []
        differs = given is not None and given != self._before
        chosen = "other" if differs else "same" if given is not None and said else None
        self.choice = Segmented([*known, ("other", tr("改为") if said else tr("填写"))], chosen or (None if said else "other"))
        self.choice.setAccessibleName(item.ask)
        self.editor = editor_for(field, station)
        if differs:
            self.editor.set_value(given)
        self.choice.chosen.connect(lambda _: self._show())
        self.editor.edited.connect(self.edited)
        box = column(self, gap=4)
        line = row(self.choice)
        line.addStretch(1)
        box.addLayout(line)
        box.addWidget(self.editor)
        self.choice.setVisible(bool(said))
        self.editor.setVisible(self.choice.value == "other")

    def _show(self) -> None:
        self.editor.setVisible(self.choice.value == "other")
        self.edited.emit()

    def value(self) -> Any:
        """Return the field's value: as it is, or as it was typed."""
        if self.choice.value == "same":
            return self._before
        return self.editor.value() if self.choice.value == "other" else None


_CONTROLS: dict[str, Any] = {
    "yes": ChoiceControl, "choice": ChoiceControl, "text": LineControl, "number": LineControl, "date": LineControl,
    "field": FieldControl,
}  # fmt: skip
