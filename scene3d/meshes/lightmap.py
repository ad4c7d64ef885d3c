"""Soft shadows on the ground as one picture: the sun's shadow of every building and tree, and the darkness at their feet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from scene3d.light import ARCHITECT, LIGHTS, Lighting
from scene3d.meshes.lightmap_far import strewn_feet, strewn_shadows
from scene3d.meshes.prisms import Edges, Prisms, edges
from scene3d.meshes.trees import Trees

if TYPE_CHECKING:
    from PIL import ImageDraw

Floats = npt.NDArray[np.float64]

FINEST = 0.45  # metres a pixel
LARGEST = 2048  # pixels a side
CONTACT = 2.6  # metres that the darkness at the foot of a wall reaches
LONGEST = 260.0  # metres; a longer shadow is cut
FINER = 2  # outlines are drawn on so many times the pixels along each side, then averaged: soft edges
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
        sun = _blurred(onto.picture(lambda brush: _shadows(brush, solids, trees, lighting.to_sun, decks)), 0.9 / pixel, 1)
        foot = _blurred(onto.picture(lambda brush: _feet(brush, solids, trees)), CONTACT / pixel * 1.6)
    shadow = light.shadow if lighting.shadow is None else lighting.shadow
    both = 1 - (1 - shadow * sun) * (1 - light.contact * foot)
    return Lightmap(np.clip(both * 255, 0, 255).astype(np.uint8), (west, south, west + size[0] * pixel, south + size[1] * pixel))


@dataclass(frozen=True, slots=True)
class _Ground:
    """The raster: its south-western corner in metres, metres a pixel, width and height in pixels."""

    corner: Floats
    pixel: float
    size: tuple[int, int]

    def picture(self, draw: Callable[[_Brush], None]) -> npt.NDArray[np.float32]:
        """Return what ``draw`` paints as shares 0..1."""
        from PIL import Image, ImageDraw  # here: on the thread that makes meshes, not at the program's start

        width, height = self.size
        image = Image.new("L", (width * FINER, height * FINER))
        draw(_Brush(ImageDraw.Draw(image), self.corner, self.pixel / FINER))
        return np.asarray(image.reduce(FINER), np.float32) / np.float32(255)


@dataclass(frozen=True, slots=True)
class _Brush:
    """Paints white onto the ground. Pillow's, not Qt's: Qt's objects may be made on the thread of the window only."""

    draw: ImageDraw.ImageDraw
    corner: Floats
    pixel: float

    def _at(self, points: Floats) -> npt.NDArray[np.int64]:
        """Return pixels for local metres."""
        return np.asarray(np.rint((points - self.corner) / self.pixel - 0.5), np.int64)

    def outline(self, polygon: shapely.Polygon, shift: Floats) -> None:
        """Paint a polygon (local metres), moved; one line leads along all its rings, so its holes stay open."""
        start = np.asarray(polygon.exterior.coords)[:1, :2]
        rings = [np.vstack([np.asarray(ring.coords)[:, :2], start]) for ring in (polygon.exterior, *polygon.interiors)]
        self.draw.polygon(self._at(np.vstack(rings) + shift).ravel().tolist(), fill=255)

    def corners(self, shapes: Floats) -> None:
        """Paint polygons of as many corners each (n, corners, 2), local metres."""
        for flat in self._at(shapes).reshape(len(shapes), shapes.shape[1] * 2).tolist():
            self.draw.polygon(flat, fill=255)

    def rounds(self, middles: Floats, radii: Floats) -> None:
        """Paint circles: middles (n, 2) and radii (n,) in local metres."""
        for x, y, r in np.column_stack([(middles - self.corner) / self.pixel, radii / self.pixel]).tolist():
            self.draw.ellipse((x - r, y - r, x + r, y + r), fill=255)


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


def _shadows(brush: _Brush, solids: Prisms, trees: Trees, sun: Floats, decks: Sequence[tuple[shapely.Polygon, float]]) -> None:
    away = -sun[:2] / sun[2]  # metres of shadow a metre of height
    limit = LONGEST / float(np.linalg.norm(away))
    top, base = np.minimum(solids.top, limit)[:, None] * away, np.minimum(solids.base, limit)[:, None] * away
    for number, polygon in enumerate(solids.polygons):
        brush.outline(polygon, top[number])
    for outline, up in decks:
        brush.outline(outline, min(up, limit) * away)
    along: Edges = edges(solids.polygons)
    a, b, of = along.a, along.b, along.owner
    brush.corners(np.stack([a + base[of], b + base[of], b + top[of], a + top[of]], axis=1))
    brush.rounds(trees.at + (trees.height * 0.55)[:, None] * away, trees.radius * 0.95)


def _feet(brush: _Brush, solids: Prisms, trees: Trees) -> None:
    for polygon, base in zip(solids.polygons, solids.base, strict=True):
        if base < 3:
            brush.outline(polygon, np.zeros(2))
    brush.rounds(trees.at, trees.radius * 0.7)
