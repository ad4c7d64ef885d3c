"""The states of a case as a line of steps, each with the time at which it was reached."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from data.clock import parse_utc
from data.duty.incidents.states import CASE_STAMPS, CASE_STATES
from data.i18n import tr
from data.kinds import Field
from data.kinds.moments import zone_of
from data.records import Record
from widgets import style

RADIUS = 7


class CaseTrack(QWidget):
    """Six steps from the report to the end; a step that was skipped has no time and is drawn through."""

    def __init__(self, state_field: Field, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field, self._zone = state_field, zone
        self._state, self._late = "reported", False
        self._times: dict[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_case(self, case: Record, *, late: bool = False) -> None:
        """Show another case; ``late`` colours the step it stands at."""
        self._state, self._late = str(case["state"] or "reported"), late
        zone = zone_of(self._zone)
        stamps = {state: case[name] for state, name in CASE_STAMPS.items()}
        self._times = {state: f"{parse_utc(str(t)).astimezone(zone):%H:%M}" for state, t in stamps.items() if t}
        said = tr("、").join(f"{self._label(s)} {t}" for s, t in self._times.items())
        self.setAccessibleName(tr("警情进度：{state}（{times}）", state=self._label(self._state), times=said))
        self.update()

    def _label(self, state: str) -> str:
        choice = self._field.choice(state)
        return choice.label if choice else state

    def sizeHint(self) -> QSize:
        """Return room for dots, words and times."""
        metrics = QFontMetrics(style.font(12))
        return QSize(320, RADIUS * 2 + 12 + 2 * metrics.height())

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, the dots, the words and the times."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = CASE_STATES.index(self._state) if self._state in CASE_STATES else 0
        width, y = self.width() / len(CASE_STATES), RADIUS + 2
        for i in range(len(CASE_STATES) - 1):
            painter.setPen(QPen(style.colour("accent" if i < here else "line"), 2))
            painter.drawLine(QPointF((i + 0.5) * width + RADIUS, y), QPointF((i + 1.5) * width - RADIUS, y))
        for i, state in enumerate(CASE_STATES):
            self._step(painter, QPointF((i + 0.5) * width, y), i - here, state, width)
        painter.end()

    def _step(self, painter: QPainter, centre: QPointF, after: int, state: str, width: float) -> None:
        self._dot(painter, centre, after, state)
        painter.setFont(style.font(12))
        painter.setPen(style.colour("text" if after == 0 else "quiet"))
        line = QFontMetrics(painter.font()).height()
        box = QRectF(centre.x() - width / 2 - 4, centre.y() + RADIUS + 3, width + 8, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, self._short(painter, self._label(state), width))
        painter.setPen(style.colour("quiet"))
        painter.drawText(box.translated(0, line), Qt.AlignmentFlag.AlignHCenter, self._times.get(state, ""))

    def _short(self, painter: QPainter, label: str, width: float) -> str:
        return painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, int(width) + 6)  # neighbours are shorter

    def _dot(self, painter: QPainter, centre: QPointF, after: int, state: str) -> None:
        skipped = after < 0 and state not in self._times
        if after > 0 or skipped:
            painter.setPen(QPen(style.colour("accent" if skipped else "line"), 2))
            painter.setBrush(style.colour("panel"))
            painter.drawEllipse(centre, RADIUS - 2 if skipped else RADIUS - 1, RADIUS - 2 if skipped else RADIUS - 1)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("late" if self._late and after == 0 else "accent"))
        painter.drawEllipse(centre, RADIUS, RADIUS)
        if after < 0:
            painter.setPen(QPen(style.colour("on_accent"), 1.6))
            painter.drawPolyline([centre + QPointF(-3, 0), centre + QPointF(-1, 2.5), centre + QPointF(3, -2.5)])
