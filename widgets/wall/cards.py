"""The cards with figures and rows: forces, tasks, newest cases, cameras."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from data.i18n import tr
from data.insight.wall import WallCase, WallFigures
from widgets.wall.card import WallCard
from widgets.wall.scale import QUIET, TEXT, dark


class ForcesCard(WallCard):
    """Who is on duty, by tier."""

    def title(self) -> str:
        """Return what stands above the body."""
        return tr("在岗力量")

    def paint_body(self, painter: QPainter, box: QRectF, figures: WallFigures) -> None:
        """Paint the number on duty, of how many, and the tiers."""
        row = QRectF(box.x(), box.y(), box.width(), self.scale.px(self.scale.figure * 1.15))
        used = self.words(painter, row, str(figures.on_duty), self.scale.figure, bold=True)
        beside = row.adjusted(used + self.scale.px(14), self.scale.px(24), 0, 0)
        self.words(painter, beside, f"/ {figures.forces}", TEXT, "quiet")
        tiers = "   ".join(f"{label} {count}" for label, count in figures.tiers)
        below = QRectF(box.x(), row.bottom() + self.scale.px(6), box.width(), self.scale.px(TEXT * 1.6))
        self.words(painter, below, tiers, QUIET)


class TasksCard(WallCard):
    """The loop of tasks: how many stand where, what is late, and how much was closed on time."""

    def title(self) -> str:
        """Return what stands above the body."""
        return tr("任务闭环")

    def paint_body(self, painter: QPainter, box: QRectF, figures: WallFigures) -> None:
        """Paint one row a state, then the share closed on time."""
        share = self.scale.px(self.scale.figure * 1.2 + 16)
        roomy = (box.height() - share) / len(figures.tasks) >= self.scale.px(40)
        height = min(self.scale.px(60), (box.height() - (share if roomy else 0)) / len(figures.tasks))
        for i, (label, count, tone) in enumerate(figures.tasks):
            line = QRectF(box.x(), box.y() + i * height, box.width(), height)
            self.mark(painter, line, tone)
            self.words(painter, line.adjusted(self.scale.px(36), 0, 0, 0), label, TEXT)
            self.words(painter, line, str(count), TEXT, "text" if count else "quiet", right=True)
        if figures.on_time is None or not roomy:
            return
        y = box.y() + len(figures.tasks) * height + self.scale.px(16)
        row = QRectF(box.x(), y, box.width(), self.scale.px(self.scale.figure * 1.1))
        used = self.words(painter, row, f"{figures.on_time:.1f}", self.scale.figure, bold=True)
        self.words(painter, row.adjusted(used + self.scale.px(14), self.scale.px(24), 0, 0), tr("% 按时办结"), TEXT, "quiet")

    def mark(self, painter: QPainter, line: QRectF, tone: str) -> None:
        """Draw a state's mark: round when calm, a diamond when soon, a triangle when late; never colour alone."""
        r = self.scale.px(9)
        c = QPointF(line.x() + r, line.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dark(tone))
        if tone == "late":
            painter.drawPolygon([c + QPointF(0, -r), c + QPointF(r, r * 0.8), c + QPointF(-r, r * 0.8)])
        elif tone == "soon":
            painter.drawPolygon([c + QPointF(0, -r), c + QPointF(r, 0), c + QPointF(0, r), c + QPointF(-r, 0)])
        else:
            painter.drawEllipse(c, r, r)


class NewestCard(TasksCard):
    """The newest cases: type, building or road, time and state; nothing that is personal."""

    def title(self) -> str:
        """Return what stands above the body."""
        return tr("最新警情")

    def paint_body(self, painter: QPainter, box: QRectF, figures: WallFigures) -> None:
        """Paint as many rows as fit."""
        one = self.scale.px(62)
        wide = max((self._needed(case) for case in figures.newest[: max(1, int(box.height() // one))]), default=0.0)
        below = wide > box.width()  # then every row has its place below
        height = one + (self.scale.px(TEXT * 1.4) if below else 0)
        for i, case in enumerate(figures.newest[: max(1, int(box.height() // height))]):
            row = QRectF(box.x(), box.y() + i * height, box.width(), height)
            if i:
                painter.setPen(dark("line"))
                painter.drawLine(row.topLeft(), row.topRight())
            line = QRectF(row.x(), row.y(), row.width(), one)
            self.mark(painter, line, case.tone)
            self.words(painter, line, f"{case.time}  {case.state}", QUIET, "quiet", right=True)
            name = line.adjusted(self.scale.px(36), 0, -self._wide(f"{case.time}  {case.state}", QUIET) - self.scale.px(20), 0)
            used = self.words(painter, name, case.type, TEXT)
            where = name.adjusted(used + self.scale.px(24), 0, 0, 0)
            if below:
                where = row.adjusted(self.scale.px(36), one - self.scale.px(12), 0, -self.scale.px(12))
            self.words(painter, where, case.where, TEXT, "quiet")
        if not figures.newest:
            self.words(painter, QRectF(box.x(), box.y(), box.width(), one), tr("还没有警情"), TEXT, "quiet")

    def _needed(self, case: WallCase) -> float:
        """Return how wide a row is in which nothing is cut."""
        said = self._wide(case.type, TEXT) + self._wide(case.where, TEXT) + self._wide(f"{case.time}  {case.state}", QUIET)
        return said + self.scale.px(36 + 24 + 20)

    def _wide(self, text: str, size: float) -> float:
        return float(QFontMetricsF(self.scale.font(size)).horizontalAdvance(text))


class CamerasCard(WallCard):
    """How many cameras work, with the share as a bar."""

    def title(self) -> str:
        """Return what stands above the body."""
        return tr("监控探头")

    def paint_body(self, painter: QPainter, box: QRectF, figures: WallFigures) -> None:
        """Paint the working share and the faulty ones."""
        row = QRectF(box.x(), box.y(), box.width(), self.scale.px(self.scale.figure * 1.15))
        used = self.words(painter, row, str(figures.cameras_working), self.scale.figure, bold=True)
        faulty = figures.cameras - figures.cameras_working
        beside = row.adjusted(used + self.scale.px(14), self.scale.px(24), 0, 0)
        text = tr("/ {total} 正常，{faulty} 个待修", total=figures.cameras, faulty=faulty) if faulty else f"/ {figures.cameras}"
        self.words(painter, beside, text, TEXT, "quiet")
        bar = QRectF(box.x(), row.bottom() + self.scale.px(14), box.width(), self.scale.px(20))
        if bar.bottom() > box.bottom() or not figures.cameras:
            return
        radius = bar.height() / 4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dark("line"))
        painter.drawRoundedRect(bar, radius, radius)
        bar.setWidth(bar.width() * figures.cameras_working / figures.cameras)
        painter.setBrush(dark("calm"))
        painter.drawRoundedRect(bar, radius, radius)
