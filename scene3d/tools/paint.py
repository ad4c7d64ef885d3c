"""Painting the marks of a tool over the map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from data.look import colours
from scene3d.camera import Projection
from scene3d.overlay.items import Box
from scene3d.overlay.text import word
from scene3d.tools.marks import Fill, Handle, Line, Mark, Word

Floats = npt.NDArray[np.float64]

CLOSE = 0.6  # metres before the eye; what is nearer is cut off
ORDER = (Fill, Line, Handle, Word)
SIDE = {"post": 6.4, "corner": 5.2, "middle": 3.6, "turn": 6.0, "spot": 4.4, "snap_corner": 7.0, "snap_edge": 6.0}  # pixels


def paint_marks(painter: QPainter, projection: Projection, marks: Sequence[Mark], theme: str, scale: float = 1.0) -> None:
    """Paint fills, then lines, handles and words."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    plates: list[QRectF] = []
    for mark in sorted(marks, key=lambda m: ORDER.index(type(m))):
        if isinstance(mark, Fill):
            _fill(painter, projection, mark, theme)
        elif isinstance(mark, Line):
            _line(painter, projection, mark, theme, scale)
        elif isinstance(mark, Handle):
            _handle(painter, projection, mark, theme, scale)
        else:
            _word(painter, projection, mark, theme, scale, plates)


def before_eye(projection: Projection, points: Floats, *, closed: bool = False) -> list[Floats]:
    """Return the runs of a line (n, 3) that lie before the eye; where it passes the eye it is cut."""
    if closed and len(points):
        points = np.vstack([points, points[:1]])
    eye = projection.eye
    depth = (points - eye.position) @ eye.direction - CLOSE
    if eye.parallel or (depth > 0).all():
        return [points]
    runs: list[list[Floats]] = [[]]
    for here, there, a, b in zip(points[:-1], points[1:], depth[:-1], depth[1:], strict=True):
        if a <= 0 and b <= 0:
            continue
        cut = here + (there - here) * (a / (a - b)) if (a > 0) != (b > 0) else here
        start, end = (here, there) if a > 0 and b > 0 else (here, cut) if a > 0 else (cut, there)
        if a <= 0 or not runs[-1]:
            runs.append([start])
        runs[-1].append(end)
        if b <= 0:
            runs.append([])
    return [np.array(run) for run in runs if len(run) > 1]


def _polygon(projection: Projection, points: Floats) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in projection.pixels(points)[:, :2].tolist()])


def _fill(painter: QPainter, projection: Projection, fill: Fill, theme: str) -> None:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in fill.rings:
        whole = np.concatenate(before_eye(projection, ring, closed=True) or [np.zeros((0, 3))])
        if len(whole) > 2:
            path.addPolygon(_polygon(projection, whole))
    colour = QColor(colours(theme)[fill.colour])
    colour.setAlpha(fill.alpha)
    painter.fillPath(path, colour)


def _line(painter: QPainter, projection: Projection, line: Line, theme: str, scale: float) -> None:
    """A line with a light edge, so that it is seen on every ground."""
    colour, halo = QColor(colours(theme)[line.colour]), QColor(colours(theme)["halo"])
    halo.setAlpha(170)
    style = Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for run in before_eye(projection, line.points, closed=line.closed):
        shape = _polygon(projection, run)
        for pen in (QPen(halo, (line.width + 2.4) * scale), QPen(colour, line.width * scale, style)):
            pen.setCapStyle(Qt.PenCapStyle.FlatCap if line.dashed else Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(shape)


def _handle(painter: QPainter, projection: Projection, handle: Handle, theme: str, scale: float) -> None:
    x, y, depth = projection.pixels(handle.point)[0]
    if depth <= 0:
        return
    look = colours(theme)
    colour = QColor(look[handle.colour])
    side = SIDE[handle.shape] * scale * (1.25 if handle.lit else 1.0)
    if handle.shape.startswith("snap"):
        painter.setPen(QPen(QColor(look["soon"]), 2.2 * scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(x - side, y - side, 2 * side, 2 * side)
        if handle.shape == "snap_corner":
            painter.drawRect(box)
        else:
            painter.drawEllipse(box)
        return
    painter.setPen(QPen(QColor("#ffffff") if handle.lit or handle.shape == "spot" else colour, 2.0 * scale))
    painter.setBrush(colour if handle.lit or handle.shape == "spot" else QColor("#ffffff"))
    painter.setOpacity(0.85 if handle.shape == "middle" and not handle.lit else 1.0)
    painter.drawEllipse(QPointF(x, y), side, side)
    painter.setOpacity(1.0)
    if handle.shape == "turn":
        painter.setPen(QPen(QColor("#ffffff") if handle.lit else colour, 1.6 * scale))
        painter.drawArc(QRectF(x - side / 2, y - side / 2, side, side), 30 * 16, 270 * 16)


def plates_of(projection: Projection, marks: Sequence[Mark], theme: str, scale: float) -> tuple[Box, ...]:
    """Return where the plates with words among some marks lie."""
    plates: list[QRectF] = []
    for said in marks:
        if isinstance(said, Word) and said.plate:
            _word_at(projection, said, theme, scale, 1.0, plates)
    return tuple((box.left(), box.top(), box.width(), box.height()) for box in plates)


def _word(painter: QPainter, projection: Projection, said: Word, theme: str, scale: float, plates: list[QRectF]) -> None:
    device = painter.device()
    found = _word_at(projection, said, theme, scale, device.devicePixelRatioF() if device is not None else 1.0, plates)
    if found is not None:
        box, image = found
        painter.drawImage(box.topLeft(), image)


def _word_at(projection: Projection, said: Word, theme: str, scale: float, ratio: float,
             plates: list[QRectF]) -> tuple[QRectF, QImage] | None:  # fmt: skip
    """Return where a word lies, and its picture; a plate makes room for those of ``plates``, and is put to them."""
    x, y, depth = projection.pixels(said.point)[0]
    if depth <= 0 or not said.text:
        return None
    image = word(said.text, "chosen" if said.plate else "building", theme, scale, ratio)
    width, height = image.width() / ratio, image.height() / ratio
    box = QRectF(round(x + said.shift[0] * scale - width / 2), round(y + said.shift[1] * scale - height / 2), width, height)
    if said.plate and 0 <= x <= projection.width and 0 <= y <= projection.height:  # of what is seen the words are seen whole
        box.moveLeft(max(min(box.left(), projection.width - width), 0.0))
        box.moveTop(max(min(box.top(), projection.height - height), 0.0))
    if said.plate:
        if said.spare and any(other.intersects(box) for other in plates):
            return None
        for _ in plates:
            over = next((other for other in plates if other.intersects(box)), None)
            if over is None:
                break
            box.moveTop(over.bottom())
        plates.append(box)
    return box, image
