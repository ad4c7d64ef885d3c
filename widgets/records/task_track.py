"""The steps of a task as a line: what is done, where it stands, what is to come."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from data.i18n import tr
from data.kinds import Field
from widgets import style

STEPS = ("issued", "signed", "in_progress", "fed_back", "verified", "closed")
RADIUS = 7
AIR = 8  # pixels between the words of two steps


class TaskTrack(QWidget):
    """Six steps; a returned task or a draft says so before the first."""

    def __init__(self, state_field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = state_field
        self._state = "draft"
        self._tone = "accent"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_state(self, state: str, urgency: str = "calm") -> None:
        """Show another state; late and soon colour the step it stands at."""
        self._state = state
        self._tone = urgency if urgency in ("late", "soon") else "accent"
        self.setAccessibleName(tr("任务进度：{state}", state=self._label(state)))
        self.update()

    def _label(self, state: str) -> str:
        choice = self._field.choice(state)
        return choice.label if choice else state

    def sizeHint(self) -> QSize:
        """Return room for dots and two lines of words."""
        metrics = QFontMetrics(style.font(12))
        width = style.scaled(372) / len(STEPS) - AIR
        lines = 2 if any(metrics.horizontalAdvance(self._label(s)) > width for s in STEPS) else 1
        return QSize(320, RADIUS * 2 + 10 + lines * metrics.height())

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, the dots and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.font(12))
        here = STEPS.index(self._state) if self._state in STEPS else -1
        width = self.width() / len(STEPS)
        y = RADIUS + 2
        for i in range(len(STEPS) - 1):
            done = i < here
            painter.setPen(QPen(style.colour("accent" if done else "line"), 2))
            painter.drawLine(QPointF((i + 0.5) * width + RADIUS, y), QPointF((i + 1.5) * width - RADIUS, y))
        for i, step in enumerate(STEPS):
            self._step(painter, QPointF((i + 0.5) * width, y), i - here, step, width)
        painter.end()

    def _step(self, painter: QPainter, centre: QPointF, after: int, step: str, width: float) -> None:
        """Draw one step: done (a tick), here (filled), to come (a ring)."""
        tone = style.colour(self._tone if after == 0 else "accent")
        if after > 0:
            painter.setPen(QPen(style.colour("line"), 2))
            painter.setBrush(style.colour("panel"))
            painter.drawEllipse(centre, RADIUS - 1, RADIUS - 1)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone)
            painter.drawEllipse(centre, RADIUS, RADIUS)
            if after < 0:
                painter.setPen(QPen(style.colour("on_accent"), 1.6))
                painter.drawPolyline([centre + QPointF(-3, 0), centre + QPointF(-1, 2.5), centre + QPointF(3, -2.5)])
        painter.setPen(style.colour("text") if after == 0 else style.colour("quiet"))
        box = QRectF(centre.x() - (width - AIR) / 2, centre.y() + RADIUS + 4, width - AIR, self.height())
        how = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(box, int(how) | int(Qt.TextFlag.TextWordWrap), self._label(step))
