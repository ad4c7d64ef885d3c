"""Painting an arrangement: on the widget over the scene, or on a picture."""

from __future__ import annotations

from math import floor

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from data.look import colours
from scene3d.camera import Projection
from scene3d.overlay.items import Items, Outline
from scene3d.overlay.pins import ROOM, count_corner, count_tag, dot, pin, plate, short
from scene3d.overlay.placed import Arrangement, PlacedLabel, PlacedSymbol
from scene3d.overlay.silhouette import silhouette
from scene3d.overlay.text import word

RING = 48  # corners of a ring
TURNS = np.linspace(0, 2 * np.pi, RING, endpoint=False)
CIRCLE = np.column_stack([np.cos(TURNS), np.sin(TURNS), np.zeros(RING)])
SMALL_RING = 90.0  # pixels across; with half of the corners it is as round
SMALLEST_RING = 34.0  # pixels across; less is covered by the pin itself


def paint(painter: QPainter, projection: Projection, items: Items, arranged: Arrangement, theme: str, scale: float = 1.0,
          part: QRect | None = None) -> None:  # fmt: skip
    """Paint outlines, symbols and labels in one pass; of those that do not reach into ``part`` only rings and outlines."""
    if part is not None:
        arranged = arranged.within(part.left(), part.top(), part.right() + 1, part.bottom() + 1)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    for outline in items.outlines:
        _outline(painter, projection, outline, theme)
    for placed in arranged.labels:
        if placed.label.style != "chosen":
            _label(painter, placed, theme, scale, ratio)
    ringed = [p for p in arranged.symbols if p.symbol.ring and not p.dot]
    if ringed:
        _rings(painter, projection, ringed)
    for symbol in arranged.symbols:
        _symbol(painter, symbol, items, theme, scale, ratio)
    for placed in arranged.labels:
        if placed.label.style == "chosen":  # the name plate lies on top of all
            _label(painter, placed, theme, scale, ratio)


def _outline(painter: QPainter, projection: Projection, outline: Outline, theme: str) -> None:
    colour = QColor(colours(theme)[outline.colour])
    fill = QColor(colour)
    fill.setAlpha(44)
    painter.setPen(QPen(colour, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(fill)
    for ring in silhouette(projection, outline):
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))


def _rings(painter: QPainter, projection: Projection, ringed: list[PlacedSymbol]) -> None:
    """Paint how exactly places are known, where that is more than the pin's own point covers."""
    middles, reach = np.array([p.symbol.point for p in ringed]), np.array([p.symbol.ring for p in ringed])
    around = middles[:, None] + CIRCLE * reach[:, None, None]
    at = projection.pixels(around).reshape(-1, RING, 3)
    wide = np.ptp(at[:, :, 0], axis=1)
    for n in np.flatnonzero((at[:, :, 2] > 0).all(1) & (wide >= SMALLEST_RING)).tolist():
        symbol = ringed[n].symbol
        colour, fill = QColor(symbol.colour), QColor(symbol.colour)
        colour.setAlphaF(0.75 * symbol.opacity)
        fill.setAlphaF(0.10 * symbol.opacity)
        painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(fill)
        corners = at[n, :: 2 if wide[n] < SMALL_RING else 1, :2]
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners.tolist()]))


def _label(painter: QPainter, placed: PlacedLabel, theme: str, scale: float, ratio: float) -> None:
    image = word(placed.label.text, placed.label.style, theme, scale, ratio)
    width, height = image.width() / ratio, image.height() / ratio
    if abs(placed.angle) < 0.5:
        painter.drawImage(QPointF(round(placed.x - width / 2), round(placed.y - height / 2)), image)
        return
    painter.save()
    painter.translate(placed.x, placed.y)
    painter.rotate(placed.angle)
    painter.drawImage(QPointF(-width / 2, -height / 2), image)
    painter.restore()


def _symbol(painter: QPainter, placed: PlacedSymbol, items: Items, theme: str, scale: float, ratio: float) -> None:
    symbol, own = placed.symbol, placed.scale
    if symbol.opacity < 1:
        painter.setOpacity(symbol.opacity)
    if placed.dot:
        image = dot(symbol.colour, round(placed.radius, 2), ratio)
        half = image.width() / ratio / 2
        _draw(painter, placed.x - half, placed.y - half, image, ratio)
    else:
        lit = bool(items.hovered or items.chosen) and any(
            of is not None and of[0] == symbol.kind and of[1] in symbol.ids for of in (items.hovered, items.chosen)
        )
        if symbol.plate:
            image = plate(symbol.icon, symbol.glyph, symbol.colour, symbol.count, theme, own, ratio, lit)
            _hang(painter, image, placed, ratio)
        else:
            image = pin(symbol.icon, symbol.glyph, symbol.colour, symbol.mark if symbol.count < 2 else "", theme, own, ratio, lit)
            _hang(painter, image, placed, ratio)
            if symbol.count > 1:
                tag = count_tag(short(symbol.count), symbol.colour, theme, own, ratio)
                left, top = count_corner(tag.width() / ratio, own)
                _draw(painter, placed.x + left, placed.y + top, tag, ratio)
    if symbol.opacity < 1:
        painter.setOpacity(1.0)


def _hang(painter: QPainter, image: QImage, placed: PlacedSymbol, ratio: float) -> None:
    """Draw a pin so that its point comes to a pixel."""
    width, height = image.width() / ratio, image.height() / ratio
    _draw(painter, placed.x - width / 2, placed.y - height + ROOM * placed.scale, image, ratio)


def _draw(painter: QPainter, x: float, y: float, image: QImage, ratio: float) -> None:
    """Draw an image where Qt would on a screen of whole pixels: at the nearest one.

    To make a point lets go of the interpreter, and while positions pour in each time may cost half a millisecond.
    """
    if ratio == 1.0:
        painter.drawImage(floor(x + 0.5), floor(y + 0.5), image)
    else:
        painter.drawImage(QPointF(x, y), image)
