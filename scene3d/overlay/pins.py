"""Pins: a coloured drop with a white sign, a badge for its state, a count where it stands for several."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from data.look import colours, families
from data.paths import resource

RADIUS = 12.5  # pixels, of the head
TAIL = 8.0  # pixels from the head to the point
ROOM = 9.0  # pixels around, for badge and shadow
EDGE = 1.9  # pixels of the white edge
TAG_HIGH, PLATE_HIGH = 14.0, 20.0  # pixels
MARK_COLOURS = {
    "calm": "calm",
    "there": "accent",
    "soon": "soon",
    "late": "late",
    "fault": "late",
    "busy": "soon",
    "off": "quiet",
    "planned": "quiet",
}


def head(scale: float = 1.0) -> tuple[float, float]:
    """Return how far above its point the middle of a pin's head is, and its radius, in pixels."""
    return (RADIUS + TAIL) * scale, RADIUS * scale


@lru_cache(maxsize=2000)
def pin(icon: str, glyph: str, colour: str, mark: str, theme: str, scale: float, ratio: float, lit: bool) -> QImage:
    """Return the picture of a pin without a count; its point is in the middle, `ROOM` pixels above the lower edge."""
    image = _blank((2 * RADIUS + 2 * ROOM) * scale, (2 * RADIUS + TAIL + 2 * ROOM) * scale, ratio)
    painter = _painter(image, scale)
    centre = QPointF(RADIUS + ROOM, RADIUS + ROOM)
    _shadow(painter, centre)
    hollow = mark in ("off", "planned")
    _drop(painter, centre, QColor(colour), theme, hollow=hollow, dashed=mark == "planned", lit=lit)
    _sign(painter, centre, icon, glyph, QColor(colour) if hollow else QColor("#ffffff"))
    if mark in BADGES:
        BADGES[mark](painter, centre + QPointF(RADIUS * 0.78, -RADIUS * 0.78), QColor(colours(theme)[MARK_COLOURS[mark]]))
    painter.end()
    return image


@lru_cache(maxsize=2000)
def plate(icon: str, glyph: str, colour: str, count: int, theme: str, scale: float, ratio: float, lit: bool) -> QImage:
    """Return the picture of a count: sign and number on a small plate, hanging where a pin's head would be."""
    image = _blank((2 * RADIUS + 2 * ROOM + 8) * scale, (2 * RADIUS + TAIL + 2 * ROOM) * scale, ratio)
    painter = _painter(image, scale)
    text, look = short(count), colours(theme)
    middle, wide = RADIUS + ROOM + 4, plate_width(count)
    box = QRectF(middle - wide / 2, ROOM + 3, wide, PLATE_HIGH)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(16, 26, 38, 30))
    painter.drawRoundedRect(box.adjusted(-1, 0.5, 1, 2.5), 11, 11)
    painter.setPen(QPen(QColor(look["accent"] if lit else colour), 2.0 if lit else 1.2))
    painter.setBrush(QColor(look["panel"]))
    painter.drawRoundedRect(box, 10, 10)
    painter.drawLine(QPointF(middle, box.bottom()), QPointF(middle, RADIUS * 2 + TAIL + ROOM))
    _sign(painter, QPointF(box.left() + 11.5, box.center().y()), icon, glyph, QColor(colour), 13.0)
    painter.setFont(_face(11))
    painter.setPen(QColor(look["text"]))
    painter.drawText(box.adjusted(19, 0, -3, 0), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return image


@lru_cache(maxsize=3000)
def count_tag(text: str, colour: str, theme: str, scale: float, ratio: float) -> QImage:
    """Return the picture of a count at a pin's shoulder."""
    width = _tag_width(text)
    image = _blank((width + 2) * scale, (TAG_HIGH + 2) * scale, ratio)
    painter = _painter(image, scale)
    box = QRectF(1, 1, width, TAG_HIGH)
    painter.setPen(QPen(QColor(colour), 1.2))
    painter.setBrush(QColor(colours(theme)["panel"]))
    painter.drawRoundedRect(box, 7, 7)
    painter.setFont(_face(10))
    painter.setPen(QColor(colours(theme)["text"]))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return image


def count_corner(width: float, scale: float) -> tuple[float, float]:
    """Return where the upper left corner of a count of this width in pixels comes, from the pin's point."""
    right = min(2 * scale + width, (RADIUS + ROOM - 0.5) * scale)
    return right - width - scale, -(2 * RADIUS + TAIL + 7.5) * scale


@lru_cache(maxsize=1000)
def dot(colour: str, radius: float, ratio: float) -> QImage:
    """Return the picture of a symbol that had no room for its pin."""
    side = 2 * radius + 4
    image = _blank(side, side, ratio)
    painter = _painter(image, 1.0)
    painter.setPen(QPen(QColor("#ffffff"), 1.2))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius)
    painter.end()
    return image


def covers(dx: float, dy: float, scale: float, *, plate: bool, count: int) -> bool:
    """Whether what is drawn of a pin covers a point ``dx``, ``dy`` pixels from its point: drop and count, or plate."""
    x, y = dx / scale, dy / scale
    if plate:
        wide = plate_width(count)
        return abs(x) <= wide / 2 and -2 * RADIUS - TAIL + 3 <= y <= -2 * RADIUS - TAIL + 3 + PLATE_HIGH
    if count > 1 and tag_box(count).contains(QPointF(x, y)):
        return True
    return drop_path().contains(QPointF(x, y))


@lru_cache(maxsize=3000)
def tag_box(count: int) -> QRectF:
    """Return the box of a count at size 1, its pin's point at (0, 0)."""
    width = _tag_width(short(count))
    left, top = count_corner(width + 2, 1.0)
    return QRectF(left + 1, top + 1, width, TAG_HIGH)


@lru_cache(maxsize=1)
def drop_path() -> QPainterPath:
    """The drop as it is seen, its point at (0, 0): the outline with half of its white edge."""
    path = _outline(QPointF(0, -RADIUS - TAIL), RADIUS)
    edge = QPainterPathStroker()
    edge.setWidth(EDGE)
    return path.united(edge.createStroke(path))


def _tag_width(text: str) -> float:
    return max(14.0, 6.2 * len(text) + 7)


def plate_width(count: int) -> float:
    """Return the width of a plate in pixels at scale 1."""
    return 26.0 + 6.6 * len(short(count))


def _blank(width: float, height: float, ratio: float) -> QImage:
    image = QImage(math.ceil(width * ratio), math.ceil(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _painter(image: QImage, scale: float) -> QPainter:
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(scale, scale)
    return painter


def short(count: int) -> str:
    """Return a count in at most four letters."""
    return f"{count}" if count < 1000 else f"{count / 1000:.1f}k" if count < 10_000 else f"{count // 1000}k"


def _face(size: int) -> QFont:
    face = QFont()
    face.setFamilies(families())
    face.setPixelSize(size)
    face.setBold(True)
    return face


def _outline(centre: QPointF, radius: float) -> QPainterPath:
    """The drop: a circle that runs out into a point."""
    path = QPainterPath()
    path.moveTo(centre.x(), centre.y() + RADIUS + TAIL)
    path.cubicTo(
        centre.x() - 2.5, centre.y() + RADIUS + 2, centre.x() - radius, centre.y() + RADIUS * 0.62, centre.x() - radius, centre.y()
    )
    path.arcTo(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 180, -180)
    path.cubicTo(
        centre.x() + radius,
        centre.y() + RADIUS * 0.62,
        centre.x() + 2.5,
        centre.y() + RADIUS + 2,
        centre.x(),
        centre.y() + RADIUS + TAIL,
    )
    path.closeSubpath()
    return path


def _shadow(painter: QPainter, centre: QPointF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for spread, alpha in ((2.6, 14), (1.6, 20), (0.7, 26)):
        painter.setBrush(QColor(16, 26, 38, alpha))
        painter.drawPath(_outline(centre + QPointF(0, 1.4), RADIUS + spread))
    painter.setBrush(QColor(16, 26, 38, 46))
    painter.drawEllipse(QPointF(centre.x(), centre.y() + RADIUS + TAIL), 3.6, 1.6)


def _drop(painter: QPainter, centre: QPointF, colour: QColor, theme: str, *, hollow: bool, dashed: bool, lit: bool) -> None:
    edge = QColor(colour) if hollow else QColor("#ffffff")
    if lit:
        edge = QColor(colours(theme)["accent"] if hollow else "#ffffff")
    pen = QPen(edge, 2.6 if lit else EDGE)
    if dashed:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(QColor("#ffffff") if hollow else colour.lighter(112) if lit else colour)
    painter.drawPath(_outline(centre, RADIUS))


def _sign(painter: QPainter, centre: QPointF, icon: str, glyph: str, colour: QColor, size: float = 16.0) -> None:
    picture = sign(icon, colour.name(), 64) if icon else None
    if picture is not None:
        painter.drawImage(QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size), picture)
        return
    painter.setFont(_face(13))
    painter.setPen(colour)
    painter.drawText(QRectF(centre.x() - 12, centre.y() - 12, 24, 24), Qt.AlignmentFlag.AlignCenter, glyph[:1])


@lru_cache(maxsize=200)
def sign(icon: str, colour: str, size: int) -> QImage | None:
    """Return a symbol of ``resources/symbols`` in one colour, None where there is no such file."""
    path = resource("symbols") / f"{icon}.svg"
    if not path.is_file():
        return None
    from PySide6.QtSvg import QSvgRenderer

    drawing = path.read_text(encoding="utf-8").replace("currentColor", colour)
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    return image


def _plate(painter: QPainter, at: QPointF, colour: QColor) -> None:
    painter.setPen(QPen(QColor("#ffffff"), 1.4))
    painter.setBrush(colour)
    painter.drawEllipse(at, 6.2, 6.2)
    painter.setPen(QPen(QColor("#ffffff"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))


def _calm(painter: QPainter, at: QPointF, colour: QColor) -> None:
    _plate(painter, at, colour)


def _there(painter: QPainter, at: QPointF, colour: QColor) -> None:
    _plate(painter, at, colour)
    painter.setBrush(QColor("#ffffff"))
    painter.drawEllipse(at, 1.4, 1.4)


def _soon(painter: QPainter, at: QPointF, colour: QColor) -> None:
    _corners(painter, colour, [at + QPointF(0, -7.4), at + QPointF(7.4, 5.4), at + QPointF(-7.4, 5.4)])
    painter.drawLine(at + QPointF(0, -2.2), at + QPointF(0, 2.4))


def _late(painter: QPainter, at: QPointF, colour: QColor) -> None:
    _corners(painter, colour, [at + QPointF(0, -8), at + QPointF(8, 0), at + QPointF(0, 8), at + QPointF(-8, 0)])
    painter.drawLine(at + QPointF(0, -3.6), at + QPointF(0, 0.6))
    painter.drawPoint(at + QPointF(0, 3.4))


def _corners(painter: QPainter, colour: QColor, corners: list[QPointF]) -> None:
    """A badge with corners, as the legend draws what is soon due (triangle) and overdue (diamond)."""
    painter.setPen(QPen(QColor("#ffffff"), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF(corners))
    painter.setPen(QPen(QColor("#ffffff"), 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))


def _fault(painter: QPainter, at: QPointF, colour: QColor) -> None:
    _plate(painter, at, colour)
    painter.drawLine(at + QPointF(-2.2, -2.2), at + QPointF(2.2, 2.2))
    painter.drawLine(at + QPointF(-2.2, 2.2), at + QPointF(2.2, -2.2))


def _busy(painter: QPainter, at: QPointF, colour: QColor) -> None:
    _plate(painter, at, colour)
    painter.drawLine(at + QPointF(-2.6, 0), at + QPointF(2.6, 0))


BADGES = {"calm": _calm, "there": _there, "soon": _soon, "late": _late, "fault": _fault, "busy": _busy}
