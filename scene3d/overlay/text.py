"""Words as pictures with a halo, drawn once and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from data.look import colours, families


@dataclass(frozen=True, slots=True)
class Style:
    """Size in pixels, weight, colour name of the look, how it is mixed with the text's colour, halo width."""

    size: float
    bold: bool
    colour: str
    halo: float = 3.2
    spread: float = 0.0  # pixels between letters
    pill: bool = False  # on a plate instead of with a halo


STYLES = {
    "road": Style(12, False, "quiet", spread=1.0),
    "water": Style(13, False, "water_text", spread=2.0),
    "green": Style(12.5, False, "green_text", halo=4.4),
    "compound": Style(14, True, "text"),
    "building": Style(12, False, "text"),
    "chosen": Style(14, True, "text", pill=True),
    "area": Style(15, True, "quiet", spread=2.0),
    "room": Style(11, False, "text", halo=2.0),
    "symbol": Style(11.5, False, "text"),
}

# Words on water and in parks: the ground's own colour, deep enough to be read over the crowns of trees.
_DEEP = {
    "light": {"water_text": "#2f658f", "green_text": "#2f5d20"},
    "dark": {"water_text": "#83b9e0", "green_text": "#a3d6ac"},
}


def font(style: Style, scale: float = 1.0) -> QFont:
    """Return the font of a style."""
    found = QFont()
    found.setFamilies(families())
    found.setPixelSize(max(round(style.size * scale), 8))
    found.setBold(style.bold)
    if style.spread:
        found.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.spread * scale)
    return found


def text_colour(style: Style, theme: str) -> QColor:
    """Return the colour of a style's words."""
    return QColor(_DEEP[theme].get(style.colour) or colours(theme)[style.colour])


@lru_cache(maxsize=1500)
def word(text: str, style_name: str, theme: str, scale: float, ratio: float) -> QImage:
    """Return the picture of a label; ``ratio`` is device pixels a logical pixel."""
    style = STYLES[style_name]
    face = font(style, scale)
    metrics = QFontMetricsF(face)
    margin = 8 * scale if style.pill else style.halo * scale + 1
    width, height = metrics.horizontalAdvance(text) + 2 * margin, metrics.height() + (margin if style.pill else 2)
    image = QImage(int((width + 1) * ratio), int((height + 1) * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    base = QPointF(margin, (height - metrics.height()) / 2 + metrics.ascent())
    if style.pill:
        _plate(painter, width, height, theme)
    path = QPainterPath()
    path.addText(base, face, text)
    if not style.pill:
        halo = QColor(colours(theme)["halo"])
        halo.setAlpha(215)
        painter.strokePath(
            path, QPen(halo, style.halo * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
    painter.fillPath(path, text_colour(style, theme))
    painter.end()
    return image


def _plate(painter: QPainter, width: float, height: float, theme: str) -> None:
    look = colours(theme)
    painter.setPen(QPen(QColor(look["line"]), 1))
    painter.setBrush(QColor(look["panel"]))
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), height / 2 - 1, height / 2 - 1)
