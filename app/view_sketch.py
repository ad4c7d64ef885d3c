"""The small picture of a saved view that has none: the town drawn in a few colours, as the view will show it."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import numpy.typing as npt
import shapely
from PIL import Image, ImageColor, ImageDraw

from data.look import colours
from data.town.model import Town
from scene3d.camera import Eye, Projection
from scene3d.tools.paint import before_eye

Floats = npt.NDArray[np.float64]

MOST_HOUSES, MOST_WALLS = 900, 260  # that are drawn, the nearest; and those of them with walls
BESIDE = 0.2  # of the picture's size beyond its edge in which a house may still reach into it
FAR = 20_000.0  # metres, half the side of the ground
COVERS = ("compound", "green", "sport", "water")  # in the order of drawing; names of colours, too
SHADE = 0.9  # times the colour of a wall, for those that look away from the light
EDGE = 1e5  # pixels: what lies further out is not to be seen
SAMPLES = 2  # pixels drawn for one across: edges are smooth, and no single line is


def sketch_of(town: Town, eye: Eye, theme: str, size: tuple[int, int]) -> bytes:
    """Return a PNG of ``size`` pixels; a tenth of a second, and no more for a large town. From any thread: nothing here is Qt's."""
    wide, tall = size[0] * SAMPLES, size[1] * SAMPLES
    image = Image.new("RGB", (wide, tall), colours(theme)["sky_top"])
    _Sketch(ImageDraw.Draw(image), Projection(eye, wide, tall), colours(theme)).draw(town)
    out = BytesIO()
    image.reduce(SAMPLES).save(out, "PNG")
    return out.getvalue()


class _Sketch:
    """One picture under way."""

    def __init__(self, draw: ImageDraw.ImageDraw, projection: Projection, look: dict[str, str]) -> None:
        self._draw, self._projection, self._look = draw, projection, look

    def draw(self, town: Town) -> None:
        """Draw ground, covers, roads and houses, one over the other."""
        eye = self._projection.eye
        corners = [(-FAR, -FAR), (FAR, -FAR), (FAR, FAR), (-FAR, FAR)]
        self._fill(np.array([(eye.east + x, eye.north + y, 0.0) for x, y in corners]), "ground")
        for cover in (c for c in COVERS if c in self._look):
            for shape, of in zip(town.grounds.shapes, town.grounds.covers, strict=True):
                if of == cover:
                    self._area(shape, cover)
        self._roads(town)
        for row, walls in self._houses(town):
            self._house(town, row, walls=walls)

    def _area(self, shape: shapely.Geometry, colour: str) -> None:
        for part in shapely.get_parts(shape):
            if isinstance(part, shapely.Polygon):
                self._fill(_at(part.exterior.simplify(1.0), 0.0), colour)

    def _fill(self, points: Floats, colour: str) -> None:
        runs = before_eye(self._projection, points, closed=True)
        if runs:
            self._polygon(self._projection.pixels(np.concatenate(runs))[:, :2], self._look[colour])

    def _roads(self, town: Town) -> None:
        metres = max(self._projection.metres_per_pixel(), 1e-6)
        for line, width in zip(town.roads.lines, town.roads.width, strict=True):
            pixels = max(round(float(width) / metres), 1)
            for part in shapely.get_parts(line):
                for run in before_eye(self._projection, _at(part, 0.1)):
                    at = self._projection.pixels(run)[:, :2]
                    self._draw.line([tuple(p) for p in at.tolist()], self._look["road"], pixels, "curve")

    def _houses(self, town: Town) -> list[tuple[int, bool]]:
        """Return the rows of houses that show, the farthest first, each with whether its walls are drawn."""
        b, p = town.buildings, self._projection
        if not len(b.ids):
            return []
        middles = shapely.get_coordinates(shapely.centroid(b.footprints))
        at = p.pixels(np.column_stack([middles, b.height / 2]))
        x, y = BESIDE * p.width, BESIDE * p.height
        seen = (at[:, 2] > 1) & (at[:, 0] > -x) & (at[:, 0] < p.width + x) & (at[:, 1] > -y) & (at[:, 1] < p.height + y)
        near = np.flatnonzero(seen)
        near = near[np.argsort(at[near, 2], kind="stable")][:MOST_HOUSES]
        return [(int(row), n < MOST_WALLS) for n, row in reversed(list(enumerate(near)))]

    def _house(self, town: Town, row: int, *, walls: bool) -> None:
        b = town.buildings
        for part in shapely.get_parts(b.footprints[row]):
            ring = shapely.get_coordinates(part.exterior.simplify(0.6))
            low, high = (np.column_stack([ring, np.full(len(ring), z)]) for z in (b.base[row], b.height[row]))
            pixels = self._projection.pixels(np.concatenate([low, high]))
            if (pixels[:, 2] <= 1).any():
                continue
            if walls:
                self._walls(pixels[: len(ring), :2], pixels[len(ring) :, :2])
            self._polygon(pixels[len(ring) :, :2], self._look["roof"])

    def _walls(self, low: Floats, high: Floats) -> None:
        lit = self._look["wall"]
        r, g, b = ImageColor.getrgb(lit)[:3]
        shaded = (round(r * SHADE), round(g * SHADE), round(b * SHADE))
        for n in range(len(low) - 1):
            (x, y), (u, v) = low[n + 1] - low[n], high[n] - low[n]
            self._polygon(np.array([low[n], low[n + 1], high[n + 1], high[n]]), lit if x * v > y * u else shaded)

    def _polygon(self, pixels: Floats, colour: str | tuple[int, int, int]) -> None:
        if len(pixels) > 2:
            self._draw.polygon([tuple(p) for p in np.clip(pixels, -EDGE, EDGE).tolist()], colour)


def _at(line: shapely.Geometry, height: float) -> Floats:
    """Return the corners of a line at a height in metres."""
    corners = shapely.get_coordinates(line)
    return np.column_stack([corners, np.full(len(corners), height)])

