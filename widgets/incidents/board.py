"""The open cases in the drawer: a column a state, what waits longest first, times running on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from data.clock import parse_utc
from data.duty.incidents import OPEN_CASES
from data.duty.spans import span_words
from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets import style
from widgets.background import ask
from widgets.records.lines import Line
from widgets.records.panel import Panel
from widgets.records.pieces import column, scroll
from widgets.records.task_board import LEAST, BoardColumn

if TYPE_CHECKING:
    from data.duty.incidents.case_view import Waiting

TICK_MS = 5_000  # the times are read again
TONES = {"major": "late", "urgent": "soon"}


class IncidentColumn(BoardColumn):
    """The cases of one state."""

    def __init__(self, workspace: Workspace, heading: str) -> None:
        super().__init__(workspace, heading, "case")

    def show_cases(self, lines: list[Line], late: int) -> None:
        """Show other cases; ``late`` of them should have somebody by now."""
        self.count.setText(tr("{n}（超时 {late}）", n=len(lines), late=late) if late else str(len(lines)))
        at = self.list.currentIndex().row() if self.list.currentIndex().isValid() else -1
        self.list.set_lines(lines, empty=tr("没有警情"))
        if 0 <= at < len(lines):
            self.list.setCurrentIndex(self.list.model().index(at, 0))


class IncidentBoard(Panel):
    """The board; it reads only while it is looked at. A click selects a case, a double click flies to it."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        inner = QWidget()
        box = QHBoxLayout(inner)
        box.setContentsMargins(12, 10, 12, 8)
        box.setSpacing(8)
        field = station.kinds["case"].field("state")
        labels = {c.value: c.label for c in field.choices}
        self.columns = {state: IncidentColumn(workspace, labels.get(state, state)) for state in OPEN_CASES}
        for one in self.columns.values():
            one.setMinimumWidth(style.scaled(LEAST))
            box.addWidget(one, 1)
        area = scroll(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # each column scrolls its own cards
        column(self, gap=0).addWidget(area)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.refresh)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what waits, and go on doing so while it is looked at."""
        super().showEvent(event)
        self._tick.start()
        self.refresh()

    def refresh(self) -> None:
        """Read the board again, if it is looked at."""
        if not self.isVisible():
            self._tick.stop()
            return
        station = self.station

        def read() -> list[Waiting]:
            from data.duty.incidents.case_view import open_cases  # with the roads' search, which is not loaded at start-up

            return open_cases(station)

        ask(self, station, read, self._show, "incidents")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when cases or those sent to them changed."""
        if changes.kinds & {"case", "deployment"}:
            self.refresh()

    def _show(self, waiting: list[Waiting]) -> None:
        now = self.station.clock.now()
        for state, one in self.columns.items():
            here = [w for w in waiting if (w.record["state"] or "reported") == state]
            one.show_cases([case_card(w, now) for w in here], sum(w.late(now) for w in here))

    def take_focus(self) -> None:
        """Put the keyboard on the first column that has a case."""
        first = next((c for c in self.columns.values() if c.list.lines()), None)
        if first is not None:
            first.list.setFocus()

    def dispose(self) -> None:
        """Stop the clock as well."""
        self._tick.stop()
        super().dispose()


def case_card(waiting: Waiting, now: datetime) -> Line:
    """Return an open case as a card's texts: what and where, who is on it, how long it has been so."""
    record = waiting.record
    spent = span_words(max(int((now - parse_utc(waiting.since)).total_seconds()), 0)) if waiting.since else ""
    late = waiting.late(now)
    severity = str(record["severity"] or "normal")
    names = tr("、").join(waiting.names)
    where = str(record["address"] or tr("地点不明"))
    hint = "\n".join(t for t in (waiting.title, where, names, str(record["number"] or "")) if t)
    nobody = tr("还没有派人") if record["state"] == "reported" else ""
    return Line(
        tr("{title} · {where}", title=waiting.title, where=where), names or nobody,
        tr("超时 {time}", time=spent) if late else spent, tone="late" if late else TONES.get(severity, "calm"),
        target=Selection("case", record.id), hint=hint,
    )  # fmt: skip
