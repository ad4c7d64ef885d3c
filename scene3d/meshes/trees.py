"""Trees in parks and along streets: always the same ones, never in a house or on a road, and not too many."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.town.model import Town
from scene3d.light import mixed, rgb, shade, theme_rgb
from scene3d.meshes.mesh import Mesh, mesh

Floats = npt.NDArray[np.float64]

PARK_SPACING = 11.0  # metres between trees of a park, roughly
STREET_SPACING = 15.0  # metres between trees of a street
MOST = 4500  # trees
WAY_IN = 8.0  # metres kept free around the entrance of a garage
STREETS = ("major_road", "minor_road")


@dataclass(frozen=True, slots=True)
class Trees:
    """Where trees stand: ``at`` (n, 2) local metres, crown ``radius`` and total ``height`` in metres."""

    at: Floats
    radius: Floats
    height: Floats


def plant(town: Town) -> Trees:
    """Return the trees of a town."""
    rng = np.random.default_rng(20)
    park, street = _park(town, rng), _street(town)
    at = np.concatenate([park, street + rng.normal(0, 0.5, street.shape)])
    at = at[_free(town, at)]
    if len(at) > MOST:
        at = at[np.sort(rng.choice(len(at), MOST, replace=False))]
    radius = rng.uniform(1.7, 3.1, len(at))
    return Trees(at, radius, radius * rng.uniform(2.1, 2.9, len(at)) + 0.6)


def _park(town: Town, rng: np.random.Generator) -> Floats:
    """A jittered grid in green areas, thinned into groups."""
    green = [
        s for s, c in zip(town.grounds.shapes, town.grounds.covers, strict=True) if c == "green" and shapely.get_dimensions(s) == 2
    ]
    found = [np.zeros((0, 2))]
    for shape in green:
        west, south, east, north = shape.buffer(-2.5).bounds if not shape.buffer(-2.5).is_empty else (0, 0, 0, 0)
        count = int(min((east - west) * (north - south) / PARK_SPACING**2 * 1.5, 2500))
        if count < 1:
            continue
        at = rng.uniform((west, south), (east, north), (count, 2))
        clumps = np.sin(at[:, 0] / 23.0) + np.sin(at[:, 1] / 19.0 + at[:, 0] / 41.0)
        inside = shapely.contains_xy(shape.buffer(-2.5), at[:, 0], at[:, 1])
        found.append(at[inside & (clumps > -0.7)])
    return np.concatenate(found)


def _street(town: Town) -> Floats:
    """Rows on both sides of streets."""
    found = [np.zeros((0, 2))]
    raised = set(town.roads.raised.tolist())
    for row, (line, width, kind) in enumerate(zip(town.roads.lines, town.roads.width, town.roads.classes, strict=True)):
        if kind not in STREETS or width < 5 or row in raised:
            continue
        for part in shapely.get_parts(line):
            along = np.arange(STREET_SPACING * 0.7, part.length - STREET_SPACING * 0.5, STREET_SPACING)
            if len(along) == 0:
                continue
            a = shapely.get_coordinates(shapely.line_interpolate_point(part, along))
            b = shapely.get_coordinates(shapely.line_interpolate_point(part, along + 0.5))
            side = np.column_stack([-(b - a)[:, 1], (b - a)[:, 0]])
            side *= ((width / 2 + 2.6) / np.maximum(np.linalg.norm(side, axis=1), 1e-9))[:, None]
            found += [a + side, a - side]
    return np.concatenate(found)


def _free(town: Town, at: Floats) -> npt.NDArray[np.bool_]:
    """Whether nothing is in the way: 2.5 m from houses, off roads, off water and sports grounds."""
    hard = [_filled(s, c) for s, c in zip(town.grounds.shapes, town.grounds.covers, strict=True) if c in ("water", "sport")]
    roads = shapely.buffer(town.roads.lines, np.maximum(town.roads.width, 1.2) / 2 + 0.6)
    houses = np.concatenate([town.buildings.footprints, town.parts.footprints])
    free = np.ones(len(at), bool)
    points = np.atleast_1d(np.asarray(shapely.points(at), object))
    ways_in = np.array([shapely.Point(e.at) for e in town.entrances], object)
    for shapes, distance in ((houses, 3.0), (roads, 0.0), (np.array(hard, object), 1.5), (ways_in, WAY_IN)):
        if len(shapes) and len(points):
            near = shapely.STRtree(shapes).query(points, predicate="dwithin", distance=distance)[0]
            free[near] = False
    return free


def _filled(shape: BaseGeometry, cover: str) -> BaseGeometry:
    """A sports ground with what it goes around: nobody plants trees inside of a running track."""
    if cover != "sport" or shapely.get_dimensions(shape) != 2:
        return shape
    return shapely.union_all([shapely.Polygon(p.exterior) for p in shapely.get_parts(shape)])


@cache
def _crown() -> tuple[Floats, npt.NDArray[np.int64]]:
    """A low ball: a once divided octahedron (18 corners, 32 triangles), a little fuller below."""
    corners = [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)]
    faces = [(0, 2, 4), (2, 1, 4), (1, 3, 4), (3, 0, 4), (2, 0, 5), (1, 2, 5), (3, 1, 5), (0, 3, 5)]
    points = [np.array(c, float) for c in corners]
    middle: dict[tuple[int, int], int] = {}

    def half(a: int, b: int) -> int:
        key = (min(a, b), max(a, b))
        if key not in middle:
            between = points[a] + points[b]
            points.append(between / np.linalg.norm(between))
            middle[key] = len(points) - 1
        return middle[key]

    fine = []
    for a, b, c in faces:
        ab, bc, ca = half(a, b), half(b, c), half(c, a)
        fine += [(a, ab, ca), (b, bc, ab), (c, ca, bc), (ab, bc, ca)]
    return np.array(points), np.array(fine, np.int64)


def tree_mesh(trees: Trees, theme: str) -> Mesh:
    """Return all trees as one mesh: crowns with baked light, thin trunks."""
    ball, ball_faces = _crown()
    n, m = len(trees.at), len(ball)
    rng = np.random.default_rng(3)
    wobble = rng.uniform(0.86, 1.14, (n, m, 1))
    crown = ball[None] * wobble * np.stack([trees.radius, trees.radius, (trees.height - 1.4) / 2], axis=1)[:, None, :]
    crown += np.concatenate([trees.at, (trees.height / 2 + 0.7)[:, None]], axis=1)[:, None, :]
    faces = (ball_faces[None] + (np.arange(n) * m)[:, None, None]).reshape(-1, 3)
    bright = shade(ball, theme) * (0.78 + 0.22 * (ball[:, 2] + 1) / 2) * 1.04
    green = theme_rgb(theme, "tree")
    tone = rng.uniform(0.0, 1.0, n)[:, None]
    own = mixed(green, rgb("#b5c98a") if theme == "light" else rgb("#27502f"), 0.0) * (0.92 + 0.14 * tone)
    own[:, 0] += 10 * (tone[:, 0] - 0.5)
    colours = (own[:, None, :] * bright[None, :, None]).reshape(-1, 3)
    trunk_points, trunk_faces = _trunks(trees)
    brown = np.broadcast_to(mixed(green, rgb("#6d5a45"), 0.75), (len(trunk_points), 3))
    points = np.concatenate([crown.reshape(-1, 3), trunk_points])
    return mesh(points, np.concatenate([faces, trunk_faces + n * m]), np.concatenate([colours, brown]))


def _trunks(trees: Trees) -> tuple[Floats, npt.NDArray[np.int64]]:
    n = len(trees.at)
    turn = np.array([0.0, 2.1, 4.2])
    ring = np.column_stack([np.cos(turn), np.sin(turn)]) * 0.22
    low = np.concatenate([trees.at[:, None, :] + ring, np.zeros((n, 3, 1))], axis=2)
    high = np.concatenate([trees.at[:, None, :] + ring, np.broadcast_to(trees.height[:, None, None] * 0.45, (n, 3, 1))], axis=2)
    points = np.concatenate([low, high], axis=1).reshape(-1, 3)
    one = np.array([(i, (i + 1) % 3, (i + 1) % 3 + 3) for i in range(3)] + [(i, (i + 1) % 3 + 3, i + 3) for i in range(3)])
    return points, (one[None] + (np.arange(n) * 6)[:, None, None]).reshape(-1, 3)
