"""Soft shadows on the ground as one picture: the sun's shadow of every building and tree, and the darkness at their feet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPolygonF

from scene3d.light import ARCHITECT, LIGHTS, Lighting
from scene3d.meshes.lightmap_far import strewn_feet, strewn_shadows
from scene3d.meshes.prisms import Edges, Prisms, edges
from scene3d.meshes.trees import Trees

Floats = npt.NDArray[np.float64]

FINEST = 0.45  # metres a pixel
LARGEST = 2048  # pixels a side
CONTACT = 2.6  # metres that the darkness at the foot of a wall reaches
LONGEST = 260.0  # metres; a longer shadow is cut
STREWN = 4.0  # metres a pixel; above that, outlines of houses are too small to be drawn


@dataclass(frozen=True, slots=True)
class Lightmap:
    """Opacity of black, (h, w) 0..255, row 0 in the south; ``extent`` is what it covers in local metres."""

    opacity: npt.NDArray[np.uint8]
    extent: tuple[float, float, float, float]


def lightmap(solids: Prisms, trees: Trees, extent: tuple[float, float, float, float], theme: str,
             lighting: Lighting = ARCHITECT, decks: Sequence[tuple[shapely.Polygon, float]] = ()) -> Lightmap:  # fmt: skip
    """Return the ground's shadow picture for a light; ``decks`` are outlines of bridges with their heights in metres."""
    west, south, east, north = (e + d for e, d in zip(extent, (-40, -40, 40, 40), strict=True))
    pixel = max(FINEST, (east - west) / LARGEST, (north - south) / LARGEST)
    size = max(int((east - west) / pixel), 8), max(int((north - south) / pixel), 8)
    onto = _Ground(np.array([west, south]), pixel, size)
    light = LIGHTS[theme]
    if pixel > STREWN:
        sun = strewn_shadows(solids, onto.corner, pixel, size, lighting.to_sun)
        foot = strewn_feet(solids, onto.corner, pixel, size)
    else:
        sun = _blurred(onto.picture(lambda p: _shadows(p, onto, solids, trees, lighting.to_sun, decks)), 0.9 / pixel, 1)
        foot = _blurred(onto.picture(lambda p: _feet(p, onto, solids, trees)), CONTACT / pixel * 1.6)
    shadow = light.shadow if lighting.shadow is None else lighting.shadow
    both = 1 - (1 - shadow * sun) * (1 - light.contact * foot)
    return Lightmap(np.clip(both * 255, 0, 255).astype(np.uint8), (west, south, west + size[0] * pixel, south + size[1] * pixel))


@dataclass(frozen=True, slots=True)
class _Ground:
    """The raster: its south-western corner in metres, metres a pixel, width and height in pixels."""

    corner: Floats
    pixel: float
    size: tuple[int, int]

    def at(self, points: Floats) -> Floats:
        """Return pixels for local metres."""
        return np.asarray((points - self.corner) / self.pixel)

    def picture(self, draw: object) -> npt.NDArray[np.float32]:
        """Return what ``draw(painter)`` paints as shares 0..1."""
        width, height = self.size
        image = QImage(width, height, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(255, 255, 255))
        draw(painter)  # type: ignore[operator]
        painter.end()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
        return np.asarray(rows[:, :width] / np.float32(255), np.float32)


def _blurred(picture: npt.NDArray[np.float32], radius: float, passes: int = 2) -> npt.NDArray[np.float32]:
    """Box filters by running sums: nearly a Gaussian, and as fast for a wide one as for a narrow one."""
    half = max(round(radius) // 2, 1)
    for _ in range(passes):
        for axis in (0, 1):
            picture = _box(picture, half, axis)
    return picture


def _box(picture: npt.NDArray[np.float32], half: int, axis: int) -> npt.NDArray[np.float32]:
    width = [(half + 1, half) if a == axis else (0, 0) for a in (0, 1)]
    total = np.cumsum(np.pad(picture, width), axis=axis, dtype=np.float32)
    n, wide = picture.shape[axis], 2 * half + 1
    high, low = (total[wide : wide + n], total[:n]) if axis == 0 else (total[:, wide : wide + n], total[:, :n])
    return np.asarray((high - low) / np.float32(wide), np.float32)


def _polygon(points: Floats) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points.tolist()])


def _path(polygon: object, onto: _Ground, shift: Floats) -> QPainterPath:
    path = QPainterPath()
    for ring in (polygon.exterior, *polygon.interiors):  # type: ignore[attr-defined]
        path.addPolygon(_polygon(onto.at(np.asarray(ring.coords)[:, :2] + shift)))
        path.closeSubpath()
    return path


def _shadows(painter: QPainter, onto: _Ground, solids: Prisms, trees: Trees, sun: Floats,
             decks: Sequence[tuple[shapely.Polygon, float]]) -> None:  # fmt: skip
    away = -sun[:2] / sun[2]  # metres of shadow a metre of height
    limit = LONGEST / float(np.linalg.norm(away))
    top, base = np.minimum(solids.top, limit)[:, None] * away, np.minimum(solids.base, limit)[:, None] * away
    for number, polygon in enumerate(solids.polygons):
        painter.drawPath(_path(polygon, onto, top[number]))
    for outline, up in decks:
        painter.drawPath(_path(outline, onto, min(up, limit) * away))
    along: Edges = edges(solids.polygons)
    a, b, of = along.a, along.b, along.owner
    sides = onto.at(np.stack([a + base[of], b + base[of], b + top[of], a + top[of]], axis=1))
    for side in sides:
        painter.drawPolygon(_polygon(side))
    at = onto.at(trees.at + (trees.height * 0.55)[:, None] * away)
    for (x, y), r in zip(at.tolist(), (trees.radius * 0.95 / onto.pixel).tolist(), strict=True):
        painter.drawEllipse(QPointF(x, y), r, r)


def _feet(painter: QPainter, onto: _Ground, solids: Prisms, trees: Trees) -> None:
    for polygon, base in zip(solids.polygons, solids.base, strict=True):
        if base < 3:
            painter.drawPath(_path(polygon, onto, np.zeros(2)))
    for (x, y), r in zip(onto.at(trees.at).tolist(), (trees.radius * 0.7 / onto.pixel).tolist(), strict=True):
        painter.drawEllipse(QPointF(x, y), r, r)
