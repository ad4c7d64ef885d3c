"""The cards with charts: cases of today with the days before, and cases by weekday and hour."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from data.i18n import tr
from data.insight.wall import WallFigures
from widgets.wall.card import WallCard
from widgets.wall.scale import QUIET, TEXT, WallScale, dark

WEEKDAYS = 7
HOURS = 24


class TodayCard(WallCard):
    """Cases today, against the same weekday last week, and the curve of the last two weeks."""

    def __init__(self, scale: WallScale, parent: QWidget | None = None) -> None:
        super().__init__(scale, parent)
        self.plot = pg.PlotWidget(self, background=None, enableMenu=False)
        self.plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        # The program's style sheet gives every scroll area a ground; here the card's own shows through.
        self.plot.setStyleSheet("background: transparent; border: none")
        self.plot.hideAxis("left")
        self.plot.hideAxis("bottom")
        self.plot.setMouseEnabled(False, False)
        self.plot.hideButtons()
        self.curve = self.plot.plot()

    def title(self) -> str:
        """Return what stands above the body."""
        return tr("今日警情")

    def show_figures(self, figures: WallFigures) -> None:
        """Take new figures; the curve follows."""
        super().show_figures(figures)
        counts = np.array(figures.days, float)
        self.curve.setData(np.arange(len(counts)), counts)
        self.curve.setPen(pg.mkPen(dark("accent"), width=self.scale.px(4)))
        if len(counts):
            self.plot.setYRange(0, max(1.0, float(counts.max())) * 1.08, padding=0)

    def paint_body(self, painter: QPainter, box: QRectF, figures: WallFigures) -> None:
        """Paint the number and how it compares."""
        row = QRectF(box.x(), box.y(), box.width(), self.scale.px(self.scale.figure * 1.15))
        used = self.words(painter, row, str(figures.today), self.scale.figure, bold=True)
        beside = row.adjusted(used + self.scale.px(14), self.scale.px(24), 0, 0)
        self.words(painter, beside, self.compared(figures), TEXT, "quiet")

    def compared(self, figures: WallFigures) -> str:
        """Return how today stands against the same weekday last week, up to the same hour."""
        if figures.change is None:
            return tr("上周同日此时 {count} 起", count=figures.last_week)
        change = round(100 * figures.change)
        return tr("较上周同日 {change}%", change=f"+{change}" if change > 0 else f"−{-change}" if change < 0 else "0")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the curve below the number."""
        box = self.body_box()
        top = box.y() + self.scale.px(self.scale.figure * 1.2)
        self.plot.setVisible(box.bottom() - top > self.scale.px(30))
        self.plot.setGeometry(int(box.x()), int(top), int(box.width()), max(1, int(box.bottom() - top)))
        super().resizeEvent(event)


class HoursCard(WallCard):
    """Cases by weekday and hour over the last thirty days: one cell two hours."""

    def title(self) -> str:
        """Return what stands above the body."""
        return tr("警情时段 · 近 30 天")

    def paint_body(self, painter: QPainter, box: QRectF, figures: WallFigures) -> None:
        """Paint twelve cells a day, the darker the more cases."""
        cells = figures.hours.reshape(WEEKDAYS, HOURS // 2, 2).sum(axis=2)
        head, foot = self.scale.px(64), self.scale.px(34)
        wide, high = (box.width() - head) / cells.shape[1], (box.height() - foot) / WEEKDAYS
        gap, top = self.scale.px(4), max(1, int(cells.max()))
        for day, name in enumerate(self.weekdays()):
            self.words(painter, QRectF(box.x(), box.y() + day * high, head, high), name, QUIET * 0.9, "quiet")
            for slot in range(cells.shape[1]):
                cell = QRectF(box.x() + head + slot * wide, box.y() + day * high, wide - gap, high - gap)
                self.cell(painter, cell, int(cells[day, slot]) / top)
        for hour in (0, 6, 12, 18):
            place = QRectF(box.x() + head + hour / 2 * wide, box.bottom() - foot, wide * 3, foot)
            self.words(painter, place, tr("{hour}时", hour=hour), QUIET * 0.9, "quiet")

    def cell(self, painter: QPainter, box: QRectF, share: float) -> None:
        """Paint one cell; a share of 0 is the empty ground, 1 the fullest."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dark("hover"))
        radius = self.scale.px(5)
        painter.drawRoundedRect(box, radius, radius)
        painter.setBrush(dark("late", 0.12 + 0.83 * share if share else 0.0))
        painter.drawRoundedRect(box, radius, radius)

    def weekdays(self) -> list[str]:
        """Return the names of the days, Monday first."""
        return [tr("周一"), tr("周二"), tr("周三"), tr("周四"), tr("周五"), tr("周六"), tr("周日")]
