"""What catches the pointer: corners and edges of footprints, roads and shapes that are there already."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import shapely

from data.town.model import Town
from scene3d.camera import Projection
from scene3d.tools.spot import Snap

Floats = npt.NDArray[np.float64]

CORNER, EDGE = 11.0, 8.0  # pixels
Best = tuple[float, Floats | None]  # how far in pixels, and where
MOST = 60  # shapes looked at; more lie under the pointer only from so far away that catching makes no sense
LEVEL = 2.0  # metres of height by which a roof is another
FURTHEST = 1.2  # metres a pixel; from further away corners lie too dense


class Snapper:
    """Footprints and roads of a town, found by place."""

    def __init__(self, town: Town) -> None:
        self._lines = np.concatenate([shapely.boundary(town.buildings.footprints), town.roads.lines])
        self._houses = len(town.buildings.ids)
        self._tops = town.buildings.height
        self._tree = shapely.STRtree(self._lines)

    def snap(self, projection: Projection, x: float, y: float, near: Floats, *, row: int = -1,
             up: float = 0.0, more: Iterable[Floats] = ()) -> Snap | None:  # fmt: skip
        """Return what catches the pointer at a pixel, corners first.

        ``near`` is the point under the pixel in local metres, ``row`` the building that was touched, whose corners catch at the
        height of its roof too (-1: the ground was), ``more`` further lines (n, 2) or (n, 3) that catch. Where a roof at the height
        ``up`` is worked on, roofs of that height catch and nothing on the ground.
        """
        size = float(np.linalg.norm(near - projection.eye.position)) / max(projection.eye.distance, 1.0)
        pixel = projection.metres_per_pixel() * (1.0 if projection.eye.parallel else size)
        lines = [np.column_stack([line, np.zeros(len(line))]) if line.shape[1] == 2 else line for line in more]
        if pixel <= FURTHEST:
            lines += self._around(near, CORNER * pixel * 2, row, up)
        return nearest_of(projection, x, y, lines)

    def _around(self, near: Floats, reach: float, row: int, up: float) -> list[Floats]:
        here = shapely.box(near[0] - reach, near[1] - reach, near[0] + reach, near[1] + reach)
        rows = self._tree.query(here)[:MOST]
        lines = []
        for number in rows[shapely.intersects(here, self._lines[rows])]:
            for part in shapely.get_parts(self._lines[number]):
                flat = shapely.get_coordinates(part)
                if not up:
                    lines.append(np.column_stack([flat, np.zeros(len(flat))]))
                if number == row or (up and self._roof(number, up)):
                    lines.append(np.column_stack([flat, np.full(len(flat), up or self._tops[row])]))
        return lines

    def _roof(self, number: int, up: float) -> bool:
        """Whether a line is the edge of a roof at a height."""
        return number < self._houses and abs(float(self._tops[number]) - up) < LEVEL


def nearest_of(projection: Projection, x: float, y: float, lines: Iterable[Floats]) -> Snap | None:
    """Return the corner of lines (n, 3) within `CORNER` pixels, else the nearest point of an edge within `EDGE` pixels."""
    best_corner: Best = (CORNER, None)
    best_edge: Best = (EDGE, None)
    for line in lines:
        at = projection.pixels(line)
        if not len(at) or at[:, 2].min() <= 0.5:
            continue
        best_corner = _corner(best_corner, line, np.hypot(at[:, 0] - x, at[:, 1] - y))
        if len(line) > 1:
            best_edge = _edge(best_edge, line, at[:, :2] - (x, y))
    if best_corner[1] is not None:
        return Snap(best_corner[1], True)
    return Snap(best_edge[1], False) if best_edge[1] is not None else None


def _corner(best: Best, line: Floats, away: Floats) -> Best:
    nearest = int(np.argmin(away))
    return (float(away[nearest]), line[nearest]) if away[nearest] < best[0] else best


def _edge(best: Best, line: Floats, at: Floats) -> Best:
    start, way = at[:-1], np.diff(at, axis=0)
    length = np.maximum((way**2).sum(axis=1), 1e-9)
    share = np.clip(-(start * way).sum(axis=1) / length, 0, 1)
    away = np.hypot(*(start + way * share[:, None]).T)
    nearest = int(np.argmin(away))
    if away[nearest] >= best[0]:
        return best
    return float(away[nearest]), line[nearest] + (line[nearest + 1] - line[nearest]) * share[nearest]
