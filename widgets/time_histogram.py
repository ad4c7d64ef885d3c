"""The histogram of a time span with the chosen period as a band to be drawn, moved and stretched, and the moment that is played."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from data.i18n import tr
from data.insight.playback import Histogram, stored
from data.kinds.moments import show_time, zone_of
from widgets import style
from widgets.day_words import short_day
from widgets.parts.button import focus_ring
from widgets.parts.hint import plain_hint

GRIP = 7  # pixels around an edge of the band that take hold of it
FOOT = 18  # unscaled pixels below the bars
TOP = 8


class TimeHistogram(QWidget):
    """`banded` tells the period drawn (UTC seconds since 1970); `pointed` the moment that the playing mark was put at.

    `stepped` asks for steps back or on, `toggled` for playing or pausing.
    """

    banded = Signal(float, float)
    pointed = Signal(float)
    stepped = Signal(int)
    toggled = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.found = Histogram(0.0, 1.0, {})
        self.band = (0.0, 0.0)
        self.moment: float | None = None
        self._held = ""  # what the mouse has hold of: "mark", "start", "end", "whole", "new"
        self._from = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("警情和轨迹的时间分布；拖动选时段，空格播放，左右键一步一步"))

    def sizeHint(self) -> QSize:
        """Return a height at which bars can be told apart."""
        return QSize(400, style.scaled(80))

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(200, style.scaled(56))

    def show_counts(self, found: Histogram) -> None:
        """Show how much fell on each bar."""
        self.found = found
        self.update()

    def show_band(self, start: float, end: float) -> None:
        """Show the chosen period."""
        self.band = (start, end)
        self.update()

    def show_moment(self, moment: float | None) -> None:
        """Put the playing mark at a moment; None takes it away."""
        self.moment = moment
        self.update()

    def x_of(self, seconds: float) -> float:
        """Return where a moment lies."""
        span = max(self.found.end - self.found.start, 1.0)
        return (seconds - self.found.start) / span * self.width()

    def moment_at(self, x: float) -> float:
        """Return the moment under a horizontal position, kept within the histogram."""
        span = self.found.end - self.found.start
        return self.found.start + min(max(x / max(self.width(), 1), 0.0), 1.0) * span

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the mark, an edge or the whole band, or begin a new one."""
        if event.button() == Qt.MouseButton.LeftButton and self.found.bars:
            self._held = self._under(event.position().x())
            self._from = self.moment_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held."""
        x = event.position().x()
        if not self._held:
            shapes = {"start": Qt.CursorShape.SizeHorCursor, "end": Qt.CursorShape.SizeHorCursor,
                      "mark": Qt.CursorShape.SizeHorCursor, "whole": Qt.CursorShape.OpenHandCursor}  # fmt: skip
            self.setCursor(shapes.get(self._under(x), Qt.CursorShape.IBeamCursor))
            return
        self._drag(self.moment_at(x))

    def _drag(self, moment: float) -> None:
        start, end = self.band
        if self._held == "mark":
            self.show_moment(moment)
            self.pointed.emit(moment)
        elif self._held == "whole":
            by = min(max(moment - self._from, self.found.start - start), self.found.end - end)
            self._from += by
            self.show_band(start + by, end + by)
        elif self._held == "start":
            self.show_band(min(self._snapped(moment), end - self.found.width), end)
        elif self._held == "end":
            self.show_band(start, max(self._snapped(moment, up=True), start + self.found.width))
        else:
            first, last = sorted((self._from, moment))
            self.show_band(self._snapped(first), self._snapped(last, up=True))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the period."""
        held, self._held = self._held, ""
        if held == "new" and self.moment_at(event.position().x()) == self._from:
            self._drag(self._from)
        if held and held != "mark":
            self.banded.emit(*self.band)

    def _under(self, x: float) -> str:
        if self.moment is not None and abs(x - self.x_of(self.moment)) <= GRIP:
            return "mark"
        start, end = map(self.x_of, self.band)
        if abs(x - start) <= GRIP:
            return "start"
        if abs(x - end) <= GRIP:
            return "end"
        whole = end - start >= self.width() - 2
        return "whole" if start < x < end and not whole else "new"

    def _snapped(self, moment: float, *, up: bool = False) -> float:
        bars = (moment - self.found.start) / self.found.width
        number = np.ceil(bars - 1e-9) if up else np.floor(bars + 1e-9)
        return float(self.found.start + max(number, 1 if up else 0) * self.found.width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and pauses; left and right go step by step; Home and End to both ends."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -100_000, Qt.Key.Key_End: 100_000}
        by = steps.get(Qt.Key(event.key()))
        if by is not None:
            self.stepped.emit(by)
        elif event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell time and counts under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.found.bars:
            bar = min(int((self.moment_at(event.pos().x()) - self.found.start) / self.found.width), self.found.bars - 1)
            when = show_time(stored(self.found.start + bar * self.found.width), self._zone)
            counts = {k: int(c[bar]) for k, c in self.found.counts.items()}
            cases, tracks = counts.get("case", 0), counts.get("track", 0)
            words = tr("{when} 起：警情 {cases}，轨迹 {tracks}", when=when, cases=cases, tracks=tracks)
            QToolTip.showText(event.globalPos(), plain_hint(words), self)
            return True
        return super().event(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw band, bars, days, the mark and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = self.height() - style.scaled(FOOT)
        start, end = map(self.x_of, self.band)
        painter.fillRect(QRectF(start, 0, end - start, foot), style.colour("accent_soft", 0.7))
        self._paint_bars(painter, foot)
        painter.fillRect(QRectF(0, foot, self.width(), 1), style.colour("line"))
        for x in (start, end):
            painter.fillRect(QRectF(x - 1, 0, 2, foot), style.colour("accent"))
        self._paint_days(painter, foot)
        if self.moment is not None:
            self._paint_mark(painter, foot)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 6)
        painter.end()

    def _paint_bars(self, painter: QPainter, foot: int) -> None:
        total = sum(self.found.counts.values(), np.zeros(self.found.bars, np.int64))
        top, wide = int(total.max(initial=0)), self.width() / max(self.found.bars, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        shown_to = self.moment if self.moment is not None else self.band[1]
        below = np.zeros(self.found.bars)
        for kind, counts in self.found.counts.items():
            colour = "accent" if kind == "case" else "calm"
            for bar, count in enumerate(counts):
                if not count:
                    continue
                at = self.found.start + (bar + 0.5) * self.found.width
                lit = self.band[0] <= at <= shown_to
                painter.setBrush(style.colour(colour, 1.0 if lit else 0.35))
                tall = (foot - TOP) * int(count) / top
                painter.drawRect(QRectF(bar * wide + 0.5, foot - below[bar] - tall, max(wide - 1, 1.0), tall))
                below[bar] += tall

    def _paint_days(self, painter: QPainter, foot: int) -> None:
        """Write days below the bars, as many as there is room for."""
        painter.setFont(style.font(11))
        painter.setPen(style.colour("quiet"))
        span = self.found.end - self.found.start
        days = max(int(np.ceil(span / 86_400)), 1)
        every = max(int(np.ceil(days / max(self.width() // style.scaled(80), 1))), 1)
        first = datetime.fromtimestamp(self.found.start + 86_399, UTC).astimezone(zone_of(self._zone)).date()
        midnight = datetime.combine(first, datetime.min.time(), zone_of(self._zone)).timestamp()
        for day in range(0, days, every):
            x = self.x_of(midnight + day * 86_400)
            if x > self.width() - style.scaled(40):
                break
            painter.fillRect(QRectF(x, foot, 1, 4), style.colour("quiet"))
            said = short_day(datetime.fromtimestamp(midnight + day * 86_400 + 3600, UTC).astimezone(zone_of(self._zone)).date())
            box = QRectF(max(x, 3) + 3, foot + 2, 120, self.height() - foot - 2)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), said)

    def _paint_mark(self, painter: QPainter, foot: int) -> None:
        x = self.x_of(self.moment or 0.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("late"))
        painter.drawRect(QRectF(x - 1, 0, 2, foot))
        painter.drawPolygon(QPolygonF([QPointF(x - 6, 0), QPointF(x + 6, 0), QPointF(x, 9)]))
