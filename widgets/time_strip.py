"""Which time is shown: presets, and the cases of the last thirty days as bars to drag over."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from data.clock import format_utc, parse_utc
from data.i18n import tr
from data.insight import DayCount, cases_per_day
from data.kinds.moments import zone_of
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Period, Workspace
from widgets import background, style
from widgets.background import Subscriptions
from widgets.day_words import begin_of, day_of, short_day
from widgets.offers import Offers
from widgets.parts.button import IconButton, focus_ring
from widgets.parts.hint import plain_hint
from widgets.parts.label import Label
from widgets.parts.segmented import Segmented

DAYS = 30
PRESETS = {"24h": timedelta(hours=24), "7d": timedelta(days=7), "30d": timedelta(days=30)}


class TimeStrip(QWidget):
    """A bar a day; dragging chooses a run of days and emits `dragged` with first and last day."""

    dragged = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days: list[date] = []
        self.counts: list[int] = []
        self.chosen = (0, -1)  # first and last bar in the accent
        self._from = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("每天的警情数，拖动选择时间"))

    def sizeHint(self) -> QSize:
        """Return the strip's height."""
        return QSize(240, style.scaled(72))

    minimumSizeHint = sizeHint

    def show_counts(self, days: list[date], counts: list[int]) -> None:
        """Show how many fell on each day."""
        self.days, self.counts = days, counts
        self.update()

    def choose(self, first: int, last: int) -> None:
        """Light up a run of bars; last before first lights none."""
        self.chosen = (first, last)
        self.update()

    def bar_at(self, x: float) -> int:
        """Return the bar under a horizontal position, kept within the strip."""
        if not self.days:
            return -1
        return min(max(int(x / (self.width() / len(self.days))), 0), len(self.days) - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a run of days."""
        if event.button() == Qt.MouseButton.LeftButton and self.days:
            self._from = self.bar_at(event.position().x())
            self.choose(self._from, self._from)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the run longer."""
        if self._from >= 0:
            to = self.bar_at(event.position().x())
            self.choose(min(self._from, to), max(self._from, to))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the run."""
        if self._from >= 0:
            self._from = -1
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the run by a day, with Shift they change its end."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        first, last = self.chosen if self.chosen[1] >= self.chosen[0] else (len(self.days) - 1, len(self.days) - 1)
        if by is None or not self.days:
            super().keyPressEvent(event)
            return
        last = min(max(last + by, first if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0), len(self.days) - 1)
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            length = self.chosen[1] - self.chosen[0]
            last = max(last, length)
            first = last - length if length >= 0 else last
        self.choose(first, last)
        self._tell()

    def event(self, event: QEvent) -> bool:
        """Tell day and count under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.days:
            bar = self.bar_at(event.pos().x())
            words = tr("{day}：{count} 起", day=short_day(self.days[bar]), count=self.counts[bar])
            QToolTip.showText(event.globalPos(), plain_hint(words), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bars, first and last day, focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = self.height() - style.scaled(18)
        painter.fillRect(QRectF(0, foot, self.width(), 1), style.colour("line"))
        top = max(self.counts, default=0)
        wide = self.width() / max(len(self.days), 1)
        painter.setPen(Qt.PenStyle.NoPen)
        for i, count in enumerate(self.counts):
            tall = (foot - 4) * count / top if top else 0
            lit = self.chosen[0] <= i <= self.chosen[1]
            painter.setBrush(style.colour("accent") if lit else style.colour("quiet", 0.35))
            gap = min(2.0, wide / 4)
            painter.drawRoundedRect(QRectF(i * wide + gap / 2, foot - max(tall, 1.5), wide - gap, max(tall, 1.5)), 1.5, 1.5)
        self._paint_days(painter, foot)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 6)
        painter.end()

    def _paint_days(self, painter: QPainter, foot: int) -> None:
        if not self.days:
            return
        painter.setFont(style.font(11))
        painter.setPen(style.colour("quiet"))
        room = QRectF(QPointF(2, foot + 2), QPointF(self.width() - 2, self.height()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short_day(self.days[0]))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tr("今天"))

    def _tell(self) -> None:
        first, last = self.chosen
        if self.days and first <= last:
            self.dragged.emit(self.days[first], self.days[last])


class TimeSection(QWidget):
    """The heading with the time shown, the presets, and the strip."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.station, self.workspace = station, workspace
        self.words = Label("", "quiet")
        choices = [("24h", tr("24 小时")), ("7d", tr("7 天")), ("30d", tr("30 天")), ("all", tr("全部"))]
        self.presets = Segmented(choices, "all")
        self.presets.chosen.connect(self._preset)
        self.strip = TimeStrip()
        self.strip.dragged.connect(self._dragged)
        self.play = IconButton("play", tr("在时间轴上播放这段时间"), side=28)
        self.play.clicked.connect(lambda: workspace.run("show_time"))
        self.past = IconButton("history", tr("看站点那时的样子，或回到现在"), side=28)
        self.past.clicked.connect(lambda: workspace.run("look_back"))
        self._build()
        self._offers = Offers(station)
        self._offers.add(self.play, "show_time")
        self._offers.add(self.past, "look_back")
        self._offers.add(self.strip, reads=("case",))  # it is made of cases
        self._subscriptions = Subscriptions(self)
        self._subscriptions.add(workspace.period_changed, self._show_period)
        self._subscriptions.add(station.changed, self._changed)
        self._show_period(workspace.period)
        self.refresh()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(Label(tr("时间"), "heading"))
        row.addStretch()
        row.addWidget(self.words)
        row.addSpacing(4)
        for button in (self.play, self.past):
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self.presets)
        column.addWidget(self.strip)

    def refresh(self) -> None:
        """Count the cases of the last days anew."""
        station = self.station
        if "case" in station.kinds:
            background.ask(self, station, lambda: cases_per_day(station, DAYS), self._show_counts, "days")

    def dispose(self) -> None:
        """Stop listening and waiting."""
        self._subscriptions.close()
        background.forget(self)

    def _show_counts(self, counts: tuple[DayCount, ...]) -> None:
        self.strip.show_counts([count.day for count in counts], [count.cases for count in counts])
        self._light(self.workspace.period)

    def _changed(self, change: ChangeSet) -> None:
        if change.command == "sign_in":
            self._offers.look()
        if "case" in change.kinds:
            self.refresh()

    def _preset(self, value: str) -> None:
        if value == "all":
            self.workspace.set_period()
        else:
            self.workspace.set_period(format_utc(self.station.clock.now() - PRESETS[value]))

    def _dragged(self, first: date, last: date) -> None:
        zone = self.station.zone
        self.workspace.set_period(begin_of(first, zone), begin_of(last + timedelta(days=1), zone))

    def _show_period(self, period: Period) -> None:
        preset = self._preset_of(period)
        self.presets.set_value(preset)
        self.words.setText(self._said(period, preset))
        self._light(period)

    def _preset_of(self, period: Period) -> str | None:
        if period.start is None:
            return "all" if period.end is None else None
        if period.end is not None:
            return None
        back = self.station.clock.now() - parse_utc(period.start)
        # A preset was chosen a while ago: the nearest one within five minutes is meant.
        return next((name for name, span in PRESETS.items() if abs(back - span) < timedelta(minutes=5)), None)

    def _said(self, period: Period, preset: str | None) -> str:
        if preset is not None:
            return {"24h": tr("近 24 小时"), "7d": tr("近 7 天"), "30d": tr("近 30 天"), "all": tr("全部时间")}[preset]
        zone = self.station.zone
        first = short_day(day_of(period.start, zone)) if period.start else ""
        last = short_day((parse_utc(period.end).astimezone(zone_of(zone)) - timedelta(seconds=1)).date()) if period.end else ""
        if not last:
            return tr("{day}起", day=first)
        if not first:
            return tr("到 {day}", day=last)
        return first if first == last else f"{first} – {last}"

    def _light(self, period: Period) -> None:
        days, zone = self.strip.days, self.station.zone
        first = day_of(period.start, zone) if period.start else None
        last = (parse_utc(period.end).astimezone(zone_of(zone)) - timedelta(seconds=1)).date() if period.end else None
        lit = [i for i, day in enumerate(days) if (first is None or day >= first) and (last is None or day <= last)]
        self.strip.choose(lit[0], lit[-1]) if lit else self.strip.choose(0, -1)
