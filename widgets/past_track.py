"""The whole life of a station as a strip: when it was changed and how much, and a knob at the moment that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from data.clock import format_utc, parse_utc
from data.i18n import tr
from data.kinds.moments import show_time
from widgets import style
from widgets.parts.button import focus_ring
from widgets.parts.hint import plain_hint

BAR = 5  # unscaled pixels of a bar
EDGE = 8  # pixels at both ends, so that the knob is whole there


class PastTrack(QWidget):
    """`picked` tells the moment (UTC as stored) that the person points at; ``stepped`` -1 or 1 asks for the next change."""

    picked = Signal(str)
    stepped = Signal(int)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._times = np.zeros(0)
        self._first, self._last = 0.0, 1.0
        self._at: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("站文件的改动，点一下看那时的样子；左右键到前一次、后一次改动"))

    def sizeHint(self) -> QSize:
        """Return the strip's height."""
        return QSize(260, style.scaled(36))

    minimumSizeHint = sizeHint

    def show_changes(self, times: Sequence[str], now: str) -> None:
        """Take the moments of all changes and where the strip ends, as stored."""
        self._times = np.array([parse_utc(t).timestamp() for t in times])
        self._last = parse_utc(now).timestamp()
        self._first = min(float(self._times.min()) if len(self._times) else self._last, self._last - 60.0)
        self.update()

    def show_moment(self, moment: str | None) -> None:
        """Put the knob at a moment; None is now."""
        self._at = parse_utc(moment).timestamp() if moment else None
        self.update()

    def moment_at(self, x: float) -> str:
        """Return the moment under a horizontal position."""
        share = min(max((x - EDGE) / max(self.width() - 2 * EDGE, 1), 0.0), 1.0)
        return format_utc(datetime.fromtimestamp(self._first + share * (self._last - self._first), UTC))

    def x_of(self, seconds: float) -> float:
        """Return where a moment (seconds since 1970) lies."""
        share = (seconds - self._first) / max(self._last - self._first, 1e-6)
        return EDGE + min(max(share, 0.0), 1.0) * (self.width() - 2 * EDGE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while it is held down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick(event.position().x())

    def _pick(self, x: float) -> None:
        moment = self.moment_at(x)
        self.show_moment(moment)
        self.picked.emit(moment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the change before and after."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)

    def event(self, event: QEvent) -> bool:
        """Tell the moment under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_hint(show_time(self.moment_at(event.pos().x()), self._zone)), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, a bar where changes lie, the knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = self.height() - style.scaled(10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("quiet", 0.4))
        painter.drawRoundedRect(QRectF(EDGE, foot, self.width() - 2 * EDGE, 3), 1.5, 1.5)
        self._paint_bars(painter, foot)
        self._paint_knob(painter, foot)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 6)
        painter.end()

    def _paint_bars(self, painter: QPainter, foot: int) -> None:
        wide = max(style.scaled(BAR), 3)
        slots = max((self.width() - 2 * EDGE) // wide, 1)
        counts, edges = np.histogram(self._times, slots, (self._first, max(self._last, self._first + 1)))
        tallest = np.log1p(counts.max(initial=1))
        painter.setBrush(style.colour("accent", 0.55))
        for count, edge in zip(counts, edges, strict=False):
            if count:
                tall = max((foot - 5) * np.log1p(count) / tallest, 3.0)
                painter.drawRoundedRect(QRectF(self.x_of(float(edge)), foot - tall, wide - 1, tall), 1, 1)

    def _paint_knob(self, painter: QPainter, foot: int) -> None:
        x = self.x_of(self._at if self._at is not None else self._last)
        painter.setBrush(style.colour("soon"))
        painter.drawRect(QRectF(x - 1, 2, 2, foot))
        painter.setPen(style.colour("panel"))
        painter.drawEllipse(QPointF(x, foot + 1.5), style.scaled(6), style.scaled(6))
