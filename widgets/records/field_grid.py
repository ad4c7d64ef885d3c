"""Words in rows and columns, whose labels are kept: to make and style them anew for each row looked at would be felt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.parts import Label
from widgets.parts.hint import plain_hint


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in one place: words, their tone where it is not the column's, and a hint; ``wraps`` lets it take lines."""

    text: str
    tone: str | None = None
    hint: str = ""
    wraps: bool = False


class FieldGrid(QWidget):
    """Shows rows of `Said`; ``make`` gives a new label for each column, ``stretch`` how columns share the room."""

    def __init__(self, make: Sequence[Callable[[], Label]], stretch: Sequence[int], *, gap: int) -> None:
        super().__init__()
        self._make = make
        self._rows: list[list[Label]] = []
        self._tones: dict[Label, str] = {}  # as made
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(gap)
        for column, share in enumerate(stretch):
            self._grid.setColumnStretch(column, share)

    def show_rows(self, rows: Sequence[Sequence[Said]]) -> None:
        """Show these rows; labels that are not needed now stay for later, without words."""
        while len(self._rows) < len(rows):
            self._add_row()
        for labels, said in zip(self._rows, rows, strict=False):
            for label, one in zip(labels, said, strict=True):
                self._fill(label, one)
        for labels in self._rows[len(rows) :]:
            for label in labels:
                label.setText("")
                label.hide()
        self.setVisible(bool(rows))

    def _add_row(self) -> None:
        labels = [make() for make in self._make]
        for column, label in enumerate(labels):
            self._tones[label] = str(label.property("tone") or "")
            self._grid.addWidget(label, len(self._rows), column)
        self._rows.append(labels)

    def _fill(self, label: Label, said: Said) -> None:
        tone = self._tones[label] if said.tone is None else said.tone
        if tone != str(label.property("tone") or ""):
            label.set_tone(tone)
        label.setWordWrap(said.wraps)
        label.setText(said.text)
        label.setToolTip(plain_hint(said.hint))
        label.show()
