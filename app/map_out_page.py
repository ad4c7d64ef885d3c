"""Painting the page: title, the map in its frame, legend, scale, north, date and datum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from app.pdf import page_font
from data.i18n import tr
from data.views.legend import LegendEntry, Sign
from data.views.legend_lines import HEADING, set_legend
from data.views.out import MARGIN, Box, Page, bar_metres, tidy_scale

INK, QUIET, LINE = QColor("#1c2733"), QColor("#6b7885"), QColor("#c5ccd4")
POINT = 25.4 / 72  # mm


@dataclass(frozen=True, slots=True)
class PageWords:
    """What is written on the page; ``metres_per_mm`` is true at the middle of the map, and everywhere where ``exact``."""

    title: str
    station: str
    when: str
    datum: str
    made: str
    metres_per_mm: float
    exact: bool
    bearing: float


def paint_page(painter: QPainter, page: Page, image: QImage, words: PageWords, legend: Sequence[LegendEntry]) -> None:
    """Paint a page; the painter's unit is a millimetre."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    _head(painter, page, words)
    box = QRectF(*page.map)
    painter.drawImage(box, image)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(LINE, 0.3))
    painter.drawRect(box)
    _north(painter, QPointF(box.right() - 9, box.top() + 10), words.bearing)
    _foot(painter, page, words)
    if page.legend is not None:
        _legend(painter, page.legend, legend)


def write(painter: QPainter, box: QRectF, text: str, points: float, *, colour: QColor = INK, bold: bool = False,
          align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> float:  # fmt: skip
    """Write one line into a box, shortened where it is too long; return its width in mm.

    A font cannot be smaller than the painter's unit, so it is set a hundred units tall and drawn through a smaller scale.
    """
    made = page_font(points)
    made.setPixelSize(100)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    factor = points * POINT / 100
    metrics = QFontMetricsF(made)
    room = QRectF(0, 0, box.width() / factor, box.height() / factor)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(factor, factor)
    painter.setFont(made)
    painter.setPen(colour)
    painter.drawText(room, int(align | Qt.AlignmentFlag.AlignVCenter), shown)
    painter.restore()
    return float(metrics.horizontalAdvance(shown) * factor)


def _head(painter: QPainter, page: Page, words: PageWords) -> None:
    wide = page.width - 2 * MARGIN
    write(painter, QRectF(MARGIN, MARGIN - 2, wide * 0.66, 9), words.title, 18, bold=True)
    right = Qt.AlignmentFlag.AlignRight
    write(painter, QRectF(MARGIN + wide * 0.66, MARGIN - 2, wide * 0.34, 5), words.station, 9, align=right)
    write(painter, QRectF(MARGIN + wide * 0.5, MARGIN + 4.5, wide * 0.5, 5), words.when, 9, colour=QUIET, align=right)


def _north(painter: QPainter, at: QPointF, bearing: float) -> None:
    """Draw an arrow to north: the map's up is the ``bearing`` in degrees."""
    painter.save()
    painter.translate(at)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(255, 255, 255, 220))
    painter.drawEllipse(QPointF(0, 0), 7.5, 7.5)
    angle = radians(-bearing)
    tip = QPointF(sin(angle) * 5.2, -cos(angle) * 5.2)
    side = QPointF(cos(angle) * 2.2, sin(angle) * 2.2)
    foot = QPointF(-tip.x() * 0.6, -tip.y() * 0.6)
    painter.setBrush(QColor("#d93025"))
    painter.drawPolygon(QPolygonF([tip, foot, foot * 0.6 - side]))
    painter.setBrush(INK)
    painter.drawPolygon(QPolygonF([tip, foot * 0.6 + side, foot]))
    painter.restore()
    spot = QRectF(at.x() + tip.x() * 0.62 - 3, at.y() + tip.y() * 0.62 - 2, 6, 4)
    spot.translate(3.4, 0)
    write(painter, spot, tr("北"), 7, bold=True, align=Qt.AlignmentFlag.AlignHCenter)


def _foot(painter: QPainter, page: Page, words: PageWords) -> None:
    top = page.height - MARGIN - 9
    metres = bar_metres(words.metres_per_mm)
    long = metres / words.metres_per_mm
    painter.setPen(QPen(INK, 0.25))
    for part in range(4):
        painter.setBrush(INK if part % 2 == 0 else QColor("#ffffff"))
        painter.drawRect(QRectF(MARGIN + long * part / 4, top + 1, long / 4, 1.6))
    for share in (0.0, 0.5, 1.0):
        box = QRectF(MARGIN + long * share - (0 if share == 0 else 12), top + 3, 24, 4)
        align = Qt.AlignmentFlag.AlignLeft if share == 0 else Qt.AlignmentFlag.AlignHCenter
        write(painter, box, length_words(metres * share), 7.5, align=align)
    scale = tr("比例尺 1:{scale}", scale=f"{tidy_scale(words.metres_per_mm):,}")
    said = scale if words.exact else tr("画面中心处约 1:{scale}，远近不同", scale=f"{tidy_scale(words.metres_per_mm):,}")
    write(painter, QRectF(MARGIN + long + 16, top, 70, 5), said, 8.5)
    right = Qt.AlignmentFlag.AlignRight
    write(painter, QRectF(page.width / 2, top - 1, page.width / 2 - MARGIN, 5), words.datum, 8, colour=QUIET, align=right)
    write(painter, QRectF(page.width / 2, top + 4, page.width / 2 - MARGIN, 5), words.made, 8, colour=QUIET, align=right)


def length_words(metres: float) -> str:
    """Return a length as a scale bar says it."""
    if metres >= 1000:
        return tr("{length} 公里", length=f"{metres / 1000:g}")
    return tr("{length} 米", length=f"{metres:g}")


def _legend(painter: QPainter, box: Box, entries: Sequence[LegendEntry]) -> None:
    """List the layers in columns, all of them: in smaller type where they are many."""
    left, top, wide, tall = box
    write(painter, QRectF(left, top, wide, 6), tr("图例"), 11, bold=True)
    found = set_legend(entries, wide, tall - HEADING)
    if found.left_out:
        said = tr("还有 {n} 个图层没有列出", n=found.left_out)
        write(painter, QRectF(left + wide * 0.3, top, wide * 0.7, 6), said, 7, colour=QUIET, align=Qt.AlignmentFlag.AlignRight)
    painter.save()
    painter.translate(left, top + HEADING)
    painter.scale(found.share, found.share)
    for line in found.lines:
        if line.entry is not None:
            _entry(painter, QRectF(line.left, line.top, line.width, 0), line.entry)
        if line.sign is not None:
            _sign(painter, QRectF(line.left + 6.2, line.top, line.width - 6.2, 4.4), line.sign)
    painter.restore()


def _entry(painter: QPainter, at: QRectF, entry: LegendEntry) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(entry.colour))
    sign = QRectF(at.left(), at.top(), 4.4, 4.4)
    painter.drawEllipse(sign)
    write(painter, sign, entry.glyph, 7, colour=QColor("#ffffff"), bold=True, align=Qt.AlignmentFlag.AlignHCenter)
    write(painter, QRectF(at.left() + 6.2, at.top() - 0.3, at.width() - 6.2, 5), entry.title, 9)


def _sign(painter: QPainter, box: QRectF, sign: Sign) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(sign.colour))
    painter.drawEllipse(QRectF(box.left(), box.top() + 0.9, 2.6, 2.6))
    write(painter, QRectF(box.left() + 4.2, box.top(), box.width() - 4.2, box.height()), sign.words, 8, colour=QUIET)
