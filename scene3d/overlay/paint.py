"""Painting an arrangement: on the widget over the scene, or on a picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from data.look import colours
from scene3d.camera import Projection
from scene3d.overlay.arrange import Arrangement, PlacedLabel, PlacedSymbol
from scene3d.overlay.items import Items, Outline
from scene3d.overlay.pins import ROOM, pin, plate
from scene3d.overlay.silhouette import silhouette
from scene3d.overlay.text import word


def paint(painter: QPainter, projection: Projection, items: Items, arranged: Arrangement, theme: str, scale: float = 1.0) -> None:
    """Paint outlines, symbols and labels in one pass."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    for outline in items.outlines:
        _outline(painter, projection, outline, theme)
    for placed in arranged.labels:
        if placed.label.style != "chosen":
            _label(painter, placed, theme, scale, ratio)
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
    symbol = placed.symbol
    painter.setOpacity(symbol.opacity)
    if placed.dot:
        painter.setPen(QPen(QColor("#ffffff"), 1.2))
        painter.setBrush(QColor(symbol.colour))
        painter.drawEllipse(QPointF(placed.x, placed.y), placed.radius, placed.radius)
    else:
        lit = any((symbol.kind, i) in (items.hovered, items.chosen) for i in symbol.ids)
        draw = plate if symbol.plate else pin
        image = draw(symbol.icon, symbol.glyph, symbol.colour, symbol.mark, symbol.count, theme, scale, ratio, lit)
        width, height = image.width() / ratio, image.height() / ratio
        painter.drawImage(QRectF(placed.x - width / 2, placed.y - height + ROOM * scale, width, height), image)
    painter.setOpacity(1.0)
