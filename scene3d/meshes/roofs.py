"""Pitched roofs as triangles: each roof is cut into plane facets along the footprint's long axis, with gables up to them.

The facets follow the shapes of OpenStreetMap's Simple 3D Buildings; they are fitted to the smallest rectangle around the footprint,
and cut off where the footprint is smaller.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.town.model import Roof, Town
from data.town.wings import wings
from scene3d.meshes.prisms import explode
from scene3d.meshes.triangles import flat_triangles

Floats = npt.NDArray[np.float64]
Geometries = npt.NDArray[np.object_]

EAVES = 0.35  # metres that a roof reaches beyond the walls
BEYOND = 30.0  # metres that facets go on outside of the rectangle, so that eaves and odd corners are covered
ARCS = 6  # planes of half a vault, rings of a dome
WITH_WINGS = ("gabled", "hipped", "gambrel", "mansard", "round")
SHORTEST = 1e-6  # metres
LOW = 0.03  # metres; lower gables are not worth a triangle


@dataclass(frozen=True, slots=True)
class Box:
    """The rectangle that a roof is fitted to: middle, unit vectors along and across, half length and half width in metres."""

    middle: Floats
    along: Floats
    across: Floats
    length: float
    width: float

    def to_ground(self, points: Floats) -> Floats:
        """Return local metres for points (n, 2) along and across."""
        return np.asarray(self.middle + points[:, :1] * self.along + points[:, 1:] * self.across)


# A facet: its corners along and across, and its height over the eaves as a share of the rise (a * s + b * t + c).
Facet = tuple[list[tuple[float, float]], tuple[float, float, float]]


def roof_triangles(town: Town, rows: npt.NDArray[np.int64] | None = None) -> list[tuple[Floats, int]]:
    """Return the corners (3n, 3) of each pitched roof's triangles with the building's row, of some rows or of all."""
    b, p = town.buildings, town.parts
    wanted = None if rows is None else set(rows.tolist())
    work = _Work()
    for row, roof in b.roofs.items():
        if (wanted is None or row in wanted) and not b.has_parts[row] and row not in b.models:
            work.take(b.footprints[row], float(b.height[row]), roof, row)
    for part, roof in p.roofs.items():
        row = int(p.building[part])
        if (wanted is None or row in wanted) and row not in b.models:
            work.take(p.footprints[part], float(p.height[part]), roof, row)
    return work.triangles()


class _Work:
    """All roofs at once: facets are gathered first, and cut and triangulated together."""

    def __init__(self) -> None:
        self._walls: list[shapely.Polygon] = []  # what a facet lies over
        self._regions: list[shapely.Polygon] = []
        self._planes: list[tuple[float, float, float, float]] = []  # height = x * east + y * north + z, over the eaves
        self._rows: list[int] = []
        self._ready: list[tuple[Floats, int]] = []

    def take(self, footprint: BaseGeometry, top: float, roof: Roof, row: int) -> None:
        """Add the facets of a roof that ends at a height in metres."""
        eaves = top - roof.rise
        for polygon in explode(np.array([footprint], object))[0]:
            for wing, share in wings(polygon) if roof.shape in WITH_WINGS else [(polygon, 1.0)]:
                box = _box(wing, roof.bearing)
                if box is None:
                    continue
                if roof.shape == "dome":
                    self._ready.append((_dome(wing, eaves, roof.rise), row))
                    continue
                for corners, plane in FACETS[roof.shape](box):
                    self._walls.append(wing)
                    self._regions.append(shapely.Polygon(box.to_ground(np.array(corners, float))))
                    self._planes.append((*_plane(box, plane, eaves, roof.rise * share), eaves))
                    self._rows.append(row)

    def triangles(self) -> list[tuple[Floats, int]]:
        """Return the corners of all triangles, by building."""
        found: dict[int, list[Floats]] = defaultdict(list)
        for corners, row in self._ready:
            found[row].append(corners)
        if self._walls:
            walls, regions, planes = np.array(self._walls, object), np.array(self._regions, object), np.array(self._planes)
            for corners, facet in (_slopes(walls, regions, planes), _gables(walls, regions, planes)):
                rows = np.array(self._rows)[facet]
                order = np.argsort(rows, kind="stable")
                cuts = np.flatnonzero(np.diff(rows[order])) + 1
                for its in np.split(order, cuts):
                    if len(its):
                        found[int(rows[its[0]])].append(corners[its].reshape(-1, 3))
        return [(np.concatenate(parts), row) for row, parts in sorted(found.items())]


def eaves_of(top: Floats, roofs: dict[int, Roof]) -> Floats:
    """Return the heights in metres at which walls end."""
    found = top.copy()
    for row, roof in roofs.items():
        found[row] -= roof.rise
    return found


def _box(polygon: shapely.Polygon, bearing: float | None) -> Box | None:
    ring = shapely.get_coordinates(shapely.oriented_envelope(polygon))
    if len(ring) < 4:
        return None
    one, other = ring[1] - ring[0], ring[2] - ring[1]
    if np.linalg.norm(one) < np.linalg.norm(other):
        one, other = other, one
    half = float(np.linalg.norm(one)) / 2, float(np.linalg.norm(other)) / 2
    if half[1] < 0.2:
        return None
    along, across = one / (2 * half[0]), other / (2 * half[1])
    if bearing is not None:
        falls = np.array([np.sin(np.radians(bearing)), np.cos(np.radians(bearing))])
        if abs(falls @ along) > abs(falls @ across):  # it falls along the long side: that is across now
            along, across, half = across, along, half[::-1]
        across = across if falls @ across > 0 else -across
    return Box((ring[0] + ring[2]) / 2, along, across, *half)


def _plane(box: Box, plane: tuple[float, float, float], eaves: float, rise: float) -> tuple[float, float, float]:
    """Return a facet's height as factors of east and north and a height at the origin."""
    along, across, middle = box.along, box.across, box.middle
    east, north = rise * (plane[0] * along + plane[1] * across)
    return float(east), float(north), float(eaves + rise * plane[2] - east * middle[0] - north * middle[1])


def _slopes(walls: Geometries, regions: Geometries, planes: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return the triangles (n, 3, 3) of the facets, eaves and all, and the facet of each."""
    wide = shapely.buffer(walls, EAVES, join_style="mitre")
    parts, source = explode(shapely.intersection(wide, regions))
    flat = flat_triangles(parts)
    corners = np.asarray(flat.points, float)[flat.faces]
    facet = source[flat.of_face]
    return np.concatenate([corners, _heights(corners, planes[facet])[..., None]], axis=2), facet


def _gables(walls: Geometries, regions: Geometries, planes: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return the triangles (n, 3, 3) of what stands between the tops of walls and the facets over them, and the facet of each."""
    rings, owner = shapely.get_coordinates(shapely.get_exterior_ring(shapely.orient_polygons(walls)), return_index=True)
    same = owner[1:] == owner[:-1]
    a, b, facet = rings[:-1][same], rings[1:][same], owner[:-1][same]
    cut = shapely.intersection(shapely.linestrings(np.stack([a, b], axis=1)), regions[facet])
    kept = np.flatnonzero((shapely.get_type_id(cut) == 1) & (shapely.length(cut) > SHORTEST))
    a, b, facet = a[kept], b[kept], facet[kept]
    ends = np.stack([shapely.get_coordinates(shapely.get_point(cut[kept], at)) for at in (0, -1)], axis=1).reshape(-1, 2, 2)
    turned = np.einsum("ij,ij->i", ends[:, 1] - ends[:, 0], b - a) < 0
    ends[turned] = ends[turned][:, ::-1]
    eaves = planes[facet][:, 3]
    up = np.maximum(_heights(ends, planes[facet]), eaves[:, None])
    high = np.flatnonzero(up.max(axis=1) > eaves + LOW)
    low = np.concatenate([ends[high], np.broadcast_to(eaves[high, None, None], (len(high), 2, 1))], axis=2)
    top = np.concatenate([ends[high], up[high][..., None]], axis=2)
    first, second = np.stack([low[:, 0], low[:, 1], top[:, 1]], axis=1), np.stack([low[:, 0], top[:, 1], top[:, 0]], axis=1)
    return np.concatenate([first, second]), np.concatenate([facet[high], facet[high]])


def _heights(points: Floats, planes: Floats) -> Floats:
    """Return the heights of points (n, k, 2) on planes (n, 4)."""
    return np.asarray(points[..., 0] * planes[:, None, 0] + points[..., 1] * planes[:, None, 1] + planes[:, None, 2])


def _dome(polygon: shapely.Polygon, eaves: float, rise: float) -> Floats:
    """Rings of the outline drawn in towards its middle, as on half a ball."""
    ring = shapely.get_coordinates(shapely.orient_polygons(polygon).exterior)[:-1]
    middle = ring.mean(axis=0)
    turns = np.linspace(0, np.pi / 2, ARCS + 1)
    levels = [np.column_stack([middle + (ring - middle) * np.cos(t), np.full(len(ring), eaves + rise * np.sin(t))]) for t in turns]
    found = []
    for low, high in itertools.pairwise(levels):
        low_next, high_next = np.roll(low, -1, axis=0), np.roll(high, -1, axis=0)
        found.append(np.stack([low, low_next, high_next, low, high_next, high], axis=1).reshape(-1, 3))
    return np.concatenate(found)


# The shapes, in metres along (s) and across (t) from the middle of the rectangle


def _skillion(box: Box) -> list[Facet]:
    s, t = box.length + BEYOND, box.width + BEYOND
    return [([(-s, -t), (s, -t), (s, t), (-s, t)], (0.0, -0.5 / box.width, 0.5))]


def _strips(box: Box, profile: list[tuple[float, float]]) -> list[Facet]:
    """Return planes along the ridge: ``profile`` is (share of the half width, share of the rise) from the wall to the ridge."""
    s, w = box.length + BEYOND, box.width
    found: list[Facet] = []
    for (outer, low), (inner, high) in itertools.pairwise(profile):
        far = w * outer + (BEYOND if outer == 1.0 else 0.0)
        fall = (high - low) / (w * (inner - outer))
        for side in (1.0, -1.0):
            corners = [(-s, side * w * inner), (s, side * w * inner), (s, side * far), (-s, side * far)]
            found.append((corners, (0.0, side * fall, low - fall * w * outer)))
    return found


def _gabled(box: Box) -> list[Facet]:
    return _strips(box, [(1.0, 0.0), (0.0, 1.0)])


def _gambrel(box: Box) -> list[Facet]:
    return _strips(box, [(1.0, 0.0), (0.55, 0.68), (0.0, 1.0)])


def _round(box: Box) -> list[Facet]:
    turns = np.linspace(0, np.pi / 2, ARCS + 1)
    return _strips(box, [(1.0 if t == 0 else float(np.cos(t)), float(np.sin(t))) for t in turns[:-1]] + [(0.0, 1.0)])


def _frustum(box: Box, insets: list[tuple[float, float]]) -> list[Facet]:
    """Return planes falling to all four sides: ``insets`` are (metres in from the walls, share of the rise) from the walls up."""
    found: list[Facet] = []
    for (outer, low), (inner, high) in itertools.pairwise(insets):
        out = outer if outer > 0 else -BEYOND
        fall = (high - low) / (inner - outer)
        for turn, (length, width) in enumerate(((box.length, box.width), (box.width, box.length))):
            a, b = (length - out, width - out), (length - inner, width - inner)
            for side in (1.0, -1.0):
                corners = [(-a[0], side * a[1]), (a[0], side * a[1]), (b[0], side * b[1]), (-b[0], side * b[1])]
                plane = (0.0, -side * fall, low - fall * outer + fall * width)
                found.append((corners, plane) if turn == 0 else ([(y, x) for x, y in corners], (plane[1], plane[0], plane[2])))
    return found


def _hipped(box: Box) -> list[Facet]:
    return _frustum(box, [(0.0, 0.0), (min(box.width, box.length), 1.0)])


def _mansard(box: Box) -> list[Facet]:
    run = min(box.width, box.length)
    return _frustum(box, [(0.0, 0.0), (run * 0.3, 0.72), (run, 1.0)])


def _pyramidal(box: Box) -> list[Facet]:
    grown = 1 + BEYOND / min(box.length, box.width)
    s, t = box.length * grown, box.width * grown
    return [
        ([(-s, t), (s, t), (0, 0)], (0.0, -1 / box.width, 1.0)), ([(-s, -t), (s, -t), (0, 0)], (0.0, 1 / box.width, 1.0)),
        ([(s, -t), (s, t), (0, 0)], (-1 / box.length, 0.0, 1.0)), ([(-s, -t), (-s, t), (0, 0)], (1 / box.length, 0.0, 1.0)),
    ]  # fmt: skip


FACETS: dict[str, Callable[[Box], list[Facet]]] = {
    "gabled": _gabled, "skillion": _skillion, "gambrel": _gambrel, "round": _round, "hipped": _hipped, "mansard": _mansard,
    "pyramidal": _pyramidal,
}  # fmt: skip
