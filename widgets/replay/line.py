"""The time line of a replay: a lane for cases, forces, tasks and reports with a mark for each event, and the moment shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from data.duty.replay import LANES, Event, Replay
from data.duty.replay.events import lane_label
from data.i18n import tr
from data.insight.playback import stored
from data.kinds.moments import show_time, zone_of
from widgets import style
from widgets.parts.button import focus_ring
from widgets.parts.hint import plain_hint

COLOURS = {"case": "late", "force": "calm", "task": "accent", "message": "soon"}
NEAR = 6.0  # pixels from a mark that is meant
FOOT = 18  # unscaled pixels for the hours
HOURS = (60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800)  # seconds between two ticks
KEYS = {
    Qt.Key.Key_Left: "before", Qt.Key.Key_Right: "next", Qt.Key.Key_Space: "toggle", Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last", Qt.Key.Key_Plus: "faster", Qt.Key.Key_Equal: "faster", Qt.Key.Key_Minus: "slower",
}  # fmt: skip


class ReplayLine(QWidget):
    """`pointed` tells the moment (seconds since 1970) that the mark was put at; `wanted` one of the acts of `KEYS`."""

    pointed = Signal(float)
    wanted = Signal(str)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.replay: Replay | None = None
        self.moment = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("回放时间线：左右键到上一件、下一件事，空格播放，加减号换快慢"))

    def sizeHint(self) -> QSize:
        """Return a height at which the lanes can be told apart."""
        return QSize(400, style.scaled(112))

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(240, style.scaled(84))

    def show_replay(self, replay: Replay | None) -> None:
        """Take a period with its events."""
        self.replay = replay
        self.update()

    def show_moment(self, moment: float) -> None:
        """Put the mark at a moment (seconds since 1970)."""
        self.moment = moment
        self.update()

    # Where things lie

    @property
    def _left(self) -> float:
        metrics = self.fontMetrics()
        return max(metrics.horizontalAdvance(lane_label(lane)) for lane in LANES) + style.scaled(14)

    def x_of(self, seconds: float) -> float:
        """Return where a moment lies."""
        if self.replay is None:
            return 0.0
        span = max(self.replay.last - self.replay.first, 1.0)
        return self._left + (seconds - self.replay.first) / span * (self.width() - self._left - 8)

    def moment_at(self, x: float) -> float:
        """Return the moment under a horizontal position, kept within the period."""
        assert self.replay is not None
        share = (x - self._left) / max(self.width() - self._left - 8, 1)
        return self.replay.within(self.replay.first + share * (self.replay.last - self.replay.first))

    def _lane_y(self, lane: str) -> float:
        tall = (self.height() - style.scaled(FOOT) - 6) / len(LANES)
        return 4 + tall * (LANES.index(lane) + 0.5)

    def event_at(self, x: float, y: float) -> Event | None:
        """Return the event whose mark lies under a position."""
        if self.replay is None:
            return None
        lane = min(LANES, key=lambda one: abs(self._lane_y(one) - y))
        marks = [(abs(self.x_of(e.seconds) - x), n) for n, e in enumerate(self.replay.events) if e.lane == lane]
        away, number = min(marks, default=(NEAR + 1, 0))
        return self.replay.events[number] if away <= NEAR else None

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to a mark, or to the moment under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and self.replay is not None:
            hit = self.event_at(event.position().x(), event.position().y())
            self._point(hit.seconds if hit is not None else self.moment_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the mark."""
        if self.replay is None:
            return
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point(self.moment_at(event.position().x()))
        else:
            over = self.event_at(event.position().x(), event.position().y()) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _point(self, moment: float) -> None:
        self.show_moment(moment)
        self.pointed.emit(moment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry out the keys of `KEYS`."""
        act = KEYS.get(Qt.Key(event.key()))
        if act is not None:
            self.wanted.emit(act)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell the event, or the moment, under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.replay is not None:
            hit = self.event_at(event.pos().x(), event.pos().y())
            moment = hit.at if hit is not None else stored(self.moment_at(event.pos().x()))
            said = show_time(moment, self._zone)
            QToolTip.showText(event.globalPos(), plain_hint(f"{said}\n{hit.words}" if hit is not None else said), self)
            return True
        return super().event(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw lanes, marks, hours, the mark of the moment and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lanes(painter)
        if self.replay is not None:
            self._paint_hours(painter, self.replay)
            for event_ in self.replay.events:
                self._paint_event(painter, event_)
            self._paint_mark(painter)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 6)
        painter.end()

    def _paint_lanes(self, painter: QPainter) -> None:
        painter.setFont(style.font(12))
        for lane in LANES:
            y = self._lane_y(lane)
            painter.fillRect(QRectF(self._left, y - 0.5, self.width() - self._left - 8, 1), style.colour("line"))
            painter.setPen(style.colour("quiet"))
            painter.drawText(QRectF(8, y - 10, self._left - 8, 20), int(Qt.AlignmentFlag.AlignVCenter), lane_label(lane))

    def _paint_hours(self, painter: QPainter, replay: Replay) -> None:
        span, room = replay.last - replay.first, self.width() - self._left
        every = next((h for h in HOURS if span / h * style.scaled(64) <= room), HOURS[-1])
        offset = datetime.fromtimestamp(replay.first, UTC).astimezone(zone_of(self._zone)).utcoffset() or timedelta()
        shift = offset.total_seconds()
        painter.setFont(style.font(11))
        painter.setPen(style.colour("quiet"))
        foot = self.height() - style.scaled(FOOT)
        for at in np.arange(np.ceil((replay.first + shift) / every) * every - shift, replay.last + 1, every).tolist():
            x = self.x_of(at)
            painter.fillRect(QRectF(x, foot, 1, 4), style.colour("quiet"))
            local = datetime.fromtimestamp(at, UTC).astimezone(zone_of(self._zone))
            said = f"{local:%H:%M}" if every < 86_400 else f"{local:%m-%d}"
            wide = painter.fontMetrics().horizontalAdvance(said)
            left = min(max(x - wide / 2, 0), self.width() - wide - 2)
            painter.drawText(QRectF(left, foot + 2, wide + 2, self.height() - foot - 2), int(Qt.AlignmentFlag.AlignVCenter), said)

    def _paint_event(self, painter: QPainter, event: Event) -> None:
        """A dot; a ring where it was told later."""
        x, y, seconds = self.x_of(event.seconds), self._lane_y(event.lane), event.seconds
        colour = style.colour(COLOURS[event.lane], 1.0 if seconds <= self.moment else 0.4)
        radius = style.scaled(4)
        painter.setPen(colour if event.later else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if event.later else colour)
        painter.drawEllipse(QPointF(x, y), radius - 0.5 * event.later, radius - 0.5 * event.later)

    def _paint_mark(self, painter: QPainter) -> None:
        x = self.x_of(self.moment)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("text"))
        painter.drawRect(QRectF(x - 1, 0, 2, self.height() - style.scaled(FOOT)))
        painter.drawPolygon(QPolygonF([QPointF(x - 6, 0), QPointF(x + 6, 0), QPointF(x, 8)]))
