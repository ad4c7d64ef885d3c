"""Grounds that things lie on: a card in a panel, a floating card over the map, a hair line."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from widgets import style

SHADOW = 8  # pixels around a floating card that its shadow takes
KEPT = 64  # pictures of the grounds of small cards
SMALL = 120_000  # pixels; larger grounds are put together from the edges of a small one
MIDDLE = 2  # pixels of a side between two corners, to be stretched


class Card(QFrame):
    """A card on a page; put things into `body`."""

    def __init__(self, parent: QWidget | None = None, *, surface: str = "card", margin: int = 12) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(8)


class FloatingCard(QWidget):
    """A translucent card that lies over the map, with one soft shadow inside its own margins."""

    def __init__(self, parent: QWidget | None = None, *, radius: int = 10, opacity: float = 0.94) -> None:
        super().__init__(parent)
        self._radius, self._opacity = radius, opacity
        self.setContentsMargins(QMargins(SHADOW, SHADOW, SHADOW, SHADOW))

    def card_rect(self) -> QRectF:
        """Return where the card itself lies, without its shadow."""
        return QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shadow and ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_floating(painter, self.card_rect(), style.scaled(self._radius), self._opacity)
        painter.end()


class Line(QFrame):
    """A hair line between things."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("surface", "line")
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if upright else wide, wide if upright else fixed)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Solid(QWidget):
    """A part of a card with a ground of its own, so that what lies under it is painted without painting it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        _fill(self)


class SolidStack(QStackedWidget):
    """Pages on a ground of their own, as `Solid`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        _fill(self)


def _fill(of: QWidget) -> None:
    painter = QPainter(of)
    painter.fillRect(of.rect(), style.colour("panel"))
    painter.end()


def paint_floating(painter: QPainter, box: QRectF, radius: float, opacity: float = 0.94) -> None:
    """Draw the ground of something that floats: a soft shadow of `SHADOW` pixels, a translucent panel, a hair line.

    All that lies over the map is painted anew whenever something moves on it, so that grounds are kept as pictures.
    """
    around = box.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW)
    if QRectF(around.toRect()) != around:
        _draw_floating(painter, box, radius, _colours(opacity))
        return
    ratio, colours = max(painter.device().devicePixelRatioF(), 1.0), _colours(opacity)
    tones, corner = [c.rgba() for c in colours], ceil(SHADOW + radius + 1)
    if around.width() * around.height() <= SMALL:
        painter.drawPixmap(around.topLeft(), _floating(round(around.width()), round(around.height()), radius, ratio, *tones))
    elif min(around.width(), around.height()) <= 2 * corner:
        _draw_floating(painter, box, radius, colours)
    else:
        edges = _floating(2 * corner + MIDDLE, 2 * corner + MIDDLE, radius, ratio, *tones)
        _stretched(painter, around, edges, corner)
        painter.fillRect(around.adjusted(corner, corner, -corner, -corner), colours[0])


def _stretched(painter: QPainter, around: QRectF, edges: QPixmap, corner: int) -> None:
    """Draw the corners and sides of a large card from those of a small one: its ground is one colour."""
    ratio = edges.devicePixelRatio()
    wide, tall = around.width() - 2 * corner, around.height() - 2 * corner
    columns = ((0.0, 0, corner, corner), (corner, corner, wide, MIDDLE), (corner + wide, corner + MIDDLE, corner, corner))
    rows = ((0.0, 0, corner, corner), (corner, corner, tall, MIDDLE), (corner + tall, corner + MIDDLE, corner, corner))
    for y, from_y, height, from_height in rows:
        for x, from_x, width, from_width in columns:
            if from_x != corner or from_y != corner:
                source = QRectF(from_x * ratio, from_y * ratio, from_width * ratio, from_height * ratio)
                painter.drawPixmap(QRectF(around.x() + x, around.y() + y, width, height), edges, source)


def _colours(opacity: float) -> tuple[QColor, QColor, QColor]:
    ground = style.colour("panel")
    ground.setAlphaF(opacity)
    return ground, style.colour("line", 0.8), style.colour("shadow")


@lru_cache(maxsize=KEPT)
def _floating(wide: int, tall: int, radius: float, ratio: float, ground: int, line: int, shadow: int) -> QPixmap:
    made = QPixmap(QSize(wide, tall) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(SHADOW, SHADOW, wide - 2 * SHADOW, tall - 2 * SHADOW)
    _draw_floating(painter, box, radius, (QColor.fromRgba(ground), QColor.fromRgba(line), QColor.fromRgba(shadow)))
    painter.end()
    return made


def _draw_floating(painter: QPainter, box: QRectF, radius: float, colours: tuple[QColor, QColor, QColor]) -> None:
    ground, line, shadow = colours
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(SHADOW, 0, -1):
        tint = QColor(shadow)
        tint.setAlphaF(shadow.alphaF() * 0.16 * (1 - step / (SHADOW + 1)))
        painter.setBrush(tint)
        painter.drawRoundedRect(box.adjusted(-step, 2 - step, step, step), radius + step, radius + step)
    painter.setPen(line)
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
