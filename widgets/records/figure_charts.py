"""Charts of the figures panel in the look's colours: bars a day, hours of the week, bars of shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from data.i18n import tr
from data.insight import DayCount
from widgets import style
from widgets.parts.hint import plain_hint

DAY_HEIGHT, HEAT_HEIGHT = 130, 150  # unscaled pixels


def weekday_words() -> list[str]:
    """Return the days of the week, Monday first, as short as they are said."""
    return [tr("周一"), tr("周二"), tr("周三"), tr("周四"), tr("周五"), tr("周六"), tr("周日")]


class PlotHolder(QWidget):
    """A pyqtgraph plot that leaves wheel and mouse to the panel and tells values as tool tips."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.plot = pg.PlotWidget(self, background=None, enableMenu=False)
        self.plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.setMouseEnabled(False, False)
        self.plot.setStyleSheet("background: transparent;")
        self.plot.hideButtons()
        menu = self.plot.getPlotItem().ctrlMenu
        menu.setParent(self, menu.windowFlags())  # made without a parent, so it would outlive the plot
        self.setFixedHeight(style.scaled(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.plot)

    def dress(self) -> None:
        """Take axes' colours and fonts from the look."""
        for name in ("left", "bottom"):
            axis = self.plot.getAxis(name)
            axis.setPen(pg.mkPen(style.colour("line")))
            axis.setTextPen(pg.mkPen(style.colour("quiet")))
            axis.setTickFont(style.font(11))
            axis.setStyle(tickLength=0)

    def event(self, event: QEvent) -> bool:
        """Tell the value under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = self.said_at(self.plot.getViewBox().mapSceneToView(QPointF(event.pos())))
            if said:
                QToolTip.showText(event.globalPos(), plain_hint(said), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def said_at(self, point: Any) -> str:
        """Return what is under a point of the plot."""
        return ""


class DayBars(PlotHolder):
    """Cases on each of the last days, today in the accent."""

    def __init__(self) -> None:
        super().__init__(DAY_HEIGHT)
        self._days: Sequence[DayCount] = ()
        self._bars = pg.BarGraphItem(x=[], height=[], width=0.72)
        self.plot.addItem(self._bars)
        self.plot.getAxis("left").setWidth(style.scaled(26))
        self.dress()

    def show_days(self, days: Sequence[DayCount]) -> None:
        """Show other days."""
        self._days = days
        counts = [d.cases for d in days]
        brushes = [style.colour("accent", 0.45)] * (len(days) - 1) + [style.colour("accent")]
        self._bars.setOpts(x=np.arange(len(days)), height=counts, brushes=brushes, pens=[pg.mkPen(None)] * len(days))
        every = max(1, len(days) // 4)
        ticks = [(i, f"{d.day.month}-{d.day.day:02d}") for i, d in enumerate(days) if (len(days) - 1 - i) % every == 0]
        self.plot.getAxis("bottom").setTicks([ticks])
        top = max([*counts, 1])
        step = max(1, -(-top // 3))
        self.plot.getAxis("left").setTicks([[(v, str(v)) for v in range(0, top + step, step)]])
        self.plot.setXRange(-0.6, len(days) - 0.4, padding=0)
        self.plot.setYRange(0, top * 1.08, padding=0)
        self.setAccessibleName(tr("近 {days} 天每天的警情", days=len(days)))
        self.dress()

    def said_at(self, point: Any) -> str:
        """Return day and number."""
        i = round(point.x())
        return tr("{day}：{n} 起", day=self._days[i].day.isoformat(), n=self._days[i].cases) if 0 <= i < len(self._days) else ""


class HourMap(PlotHolder):
    """Cases by weekday and hour: the fuller the colour the more."""

    def __init__(self) -> None:
        super().__init__(HEAT_HEIGHT)
        self._counts = np.zeros((7, 24), int)
        self._image = pg.ImageItem(axisOrder="row-major")
        self.plot.addItem(self._image)
        self.plot.getAxis("left").setWidth(style.scaled(34))
        self.plot.invertY(True)

    def show_counts(self, counts: np.ndarray[Any, Any]) -> None:
        """Show other counts, shape (7, 24), Monday first."""
        self._counts = counts
        self._image.setImage(counts.astype(float), levels=(0.0, float(max(counts.max(), 1))))
        self._image.setRect(QRectF(0, 0, 24, 7))
        ground, full = style.colour("hover"), style.colour("accent")
        steps = [_between(ground, full, i / 255) for i in range(256)]
        self._image.setLookupTable(np.array(steps, np.ubyte))
        self.plot.getAxis("bottom").setTicks([[(h, f"{h}") for h in range(0, 25, 6)]])
        self.plot.getAxis("left").setTicks([[(i + 0.5, w) for i, w in enumerate(weekday_words())]])
        self.plot.setXRange(0, 24, padding=0)
        self.plot.setYRange(0, 7, padding=0)
        self.setAccessibleName(tr("警情按星期和小时"))
        self.dress()

    def said_at(self, point: Any) -> str:
        """Return weekday, hour and number."""
        hour, day = int(point.x()), int(point.y())
        if not (0 <= hour < 24 and 0 <= day < 7 and point.x() >= 0 and point.y() >= 0):
            return ""
        return tr("{day} {hour}:00：{n} 起", day=weekday_words()[day], hour=hour, n=int(self._counts[day, hour]))


def _between(one: QColor, other: QColor, share: float) -> tuple[int, int, int]:
    mixed = [round(a + (b - a) * share) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)]  # type: ignore[index]
    return mixed[0], mixed[1], mixed[2]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: words, number and colour token; "" for a number alone, which does not count for the scale."""

    words: str
    number: int
    colour: str = "accent"


class Bars(QWidget):
    """Horizontal bars with words at the left and numbers at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = bars
        self.setAccessibleDescription("; ".join(f"{b.words} {b.number}" for b in bars))
        self.updateGeometry()
        self.update()

    def most(self) -> int:
        """Return the number that fills the room, at least 1."""
        return max((b.number for b in self._bars if b.colour), default=0) or 1

    def _line(self) -> int:
        return QFontMetrics(style.font(13)).height() + style.scaled(8)

    def sizeHint(self) -> QSize:
        """Return room for all bars."""
        return QSize(200, self._line() * len(self._bars))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.font(13))
        metrics = QFontMetrics(style.font(13))
        line = self._line()
        left = min(max((metrics.horizontalAdvance(b.words) + 4 for b in self._bars), default=0), round(self.width() * 0.45))
        right = max((metrics.horizontalAdvance(f"{b.number:,}") for b in self._bars), default=0) + 2
        most = self.most()
        room = self.width() - left - right - 20
        for i, bar in enumerate(self._bars):
            top = i * line
            painter.setPen(style.colour("text"))
            words = metrics.elidedText(bar.words, Qt.TextElideMode.ElideRight, left)
            painter.drawText(QRectF(0, top, left, line), Qt.AlignmentFlag.AlignVCenter, words)
            painter.setPen(style.colour("quiet"))
            number = QRectF(self.width() - right, top, right, line)
            painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{bar.number:,}")
            if bar.colour and bar.number:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(style.colour(bar.colour))
                painter.drawRoundedRect(QRectF(left + 10, top + line / 2 - 4, max(3.0, room * bar.number / most), 8), 4, 4)
        painter.end()
