"""How long each step of a case took, or takes: a table that runs on with the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QWidget

from data.duty.incidents import Interval, intervals
from data.duty.spans import span_words
from data.i18n import tr
from data.records import Record
from widgets.parts.label import Label
from widgets.records.pieces import clear, words


class CaseTimes(QWidget):
    """One line for each interval; `show_case` also when a second has passed, then only words change."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Label] = {}
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(16, 10, 16, 4)
        self._lines.setHorizontalSpacing(12)
        self._lines.setColumnStretch(1, 1)

    def show_case(self, case: Record, now: datetime) -> None:
        """Show the intervals of a case as they are now."""
        found = intervals(case, now)
        if list(self.values) != [i.name for i in found]:
            self._lay(found)
        for interval in found:
            value = self.values[interval.name]
            value.setText(_said(interval))
            value.set_tone("accent" if interval.running else "strong")

    def _lay(self, found: Sequence[Interval]) -> None:
        clear(self._lines)
        self.values = {}
        for number, interval in enumerate(found):
            self.values[interval.name] = words("", "strong", wrap=False)
            self._lines.addWidget(words(interval.label, "quiet", wrap=False), number, 0)
            self._lines.addWidget(self.values[interval.name], number, 1)


def _said(interval: Interval) -> str:
    told = span_words(interval.seconds)
    return tr("{time}，还在计时", time=told) if interval.running else told
