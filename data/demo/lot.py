"""A block being built on: shapes are set square to its southern edge and never onto each other."""

from __future__ import annotations

import random
from typing import TypeVar

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from data.demo.plan import Ground, House, Plan, Spot, Street
from data.demo.streets import Cell

Shape = TypeVar("Shape", bound=BaseGeometry)
GAP = 4.0  # metres that buildings keep from each other at least


class Lot:
    """A block in its own upright frame: x along the southern road, y away from it, both in metres.

    ``left``, ``bottom``, ``right`` and ``top`` bound the ground on which buildings may stand.
    """

    def __init__(self, plan: Plan, cell: Cell, dice: random.Random, *, inset: float = 5.0) -> None:
        self.plan = plan
        self.cell = cell
        self.dice = dice
        self.angle = _slope(cell.shape)
        self.block: Polygon = affinity.rotate(cell.shape, -self.angle, origin=(0, 0))
        self.inner: Polygon = self.block.buffer(-inset)
        self.left, self.bottom, self.right, self.top = self.inner.bounds
        self._taken: list[Polygon] = []
        self._kept: list[Polygon] = []
        self._gates: list[Point] = []
        self._lanes: list[tuple[LineString, str, float, str]] = []
        self._soft: list[Ground] = []

    @property
    def width(self) -> float:
        """Metres from west to east."""
        return self.right - self.left

    @property
    def depth(self) -> float:
        """Metres from south to north."""
        return self.top - self.bottom

    def top_at(self, x: float) -> float:
        """Return how far north the ground reaches at an x."""
        line = LineString([(x, self.bottom), (x, self.top)]).intersection(self.inner)
        return self.bottom if line.is_empty else float(line.bounds[3])

    def bottom_at(self, x: float) -> float:
        """Return how far south the ground reaches at an x."""
        line = LineString([(x, self.bottom), (x, self.top)]).intersection(self.inner)
        return self.top if line.is_empty else float(line.bounds[1])

    def fits(self, shape: Polygon, *, gap: float = GAP) -> bool:
        """Whether a shape (in the lot's frame) stands free on the ground."""
        return bool(self.inner.contains(shape)) and not any(shape.distance(t) < gap for t in self._taken + self._kept)

    def build(self, house: House, x: float, y: float, turn: float = 0.0, *, gap: float = GAP) -> House | None:
        """Set a building with its middle at a point; None if there is no room for it."""
        shape = affinity.translate(affinity.rotate(house.shape, turn, origin=(0, 0)), x, y)
        if not self.fits(shape, gap=gap):
            return None
        self._taken.append(shape)
        house.shape = self.out(shape)
        house.angle = self.angle + turn
        house.street = house.street or self.cell.street
        self.plan.houses.append(house)
        return house

    def set_down(self, house: House, x: float, y: float, turn: float = 0.0, *, gap: float = GAP) -> House | None:
        """Set a building at a point or, where the block's edge or a neighbour is in the way, a little nearer to the middle."""
        middle = self.inner.centroid
        for share in (0.0, 0.04, 0.08, 0.13, 0.19, 0.26):
            placed = self.build(house, x + (middle.x - x) * share, y + (middle.y - y) * share, turn, gap=gap)
            if placed is not None:
                return placed
        return None

    def keep_free(self, shape: Polygon) -> None:
        """Let nothing be built here."""
        self._kept.append(shape)

    def lane(self, points: list[tuple[float, float]], width: float = 4.5, name: str = "", grade: str = "minor_road") -> None:
        """Lay a lane inside the block."""
        self._lanes.append((LineString(points), name, width, grade))

    def on_lane(self, shape: Polygon) -> bool:
        """Whether a shape would stand on a lane."""
        return any(shape.distance(line) < width / 2 + 0.8 for line, _, width, _ in self._lanes)

    def ground(self, shape: BaseGeometry, cover: str, name: str = "") -> None:
        """Cover a piece of the block."""
        self._soft.append(Ground(shape, cover, name))

    def spot(self, x: float, y: float, name: str, category: str) -> None:
        """Put a point of interest."""
        self.plan.spots.append(Spot(self.out(Point(x, y)), name, category))

    def gate(self, x: float, y: float, name: str) -> None:
        """Put an entrance."""
        at = self.out(Point(x, y))
        self._gates.append(Point(x, y))
        self.plan.gates.append((at, name))
        self.plan.spots.append(Spot(at, name, "出入口"))

    def out(self, shape: Shape) -> Shape:
        """Return a shape of the lot in the district's frame."""
        turned: Shape = affinity.rotate(shape, self.angle, origin=(0, 0))
        return turned

    def finish(self, cover: str, name: str) -> None:
        """Hand lanes and grounds to the plan; no two grounds overlap, and lawns keep clear of walls and lanes."""
        lanes = [self._free(line, width) for line, _, width, _ in self._lanes]
        paths = [
            line.buffer(w / 2 + 0.6, quad_segs=4)
            for line, (_, _, w, _) in zip(lanes, self._lanes, strict=True)
            if not line.is_empty
        ]
        built = [t.buffer(1.6) for t in self._taken]
        over: BaseGeometry = Polygon()
        self._soft.append(Ground(self._verge(), "green"))
        for piece in self._soft[::-1]:
            shape = piece.shape.intersection(self.block).difference(over)
            if piece.cover in ("green", "sport"):
                shape = shape.difference(shapely.union_all(built + paths))
            over = over.union(shape)
            self._hand(shape, piece.cover, piece.name)
        self._hand(self.block.difference(over), cover, name)
        for line, (_, title, width, grade) in zip(lanes, self._lanes, strict=True):
            for part in shapely.get_parts(line):
                if part.length > 8:
                    self.plan.streets.append(Street(self.out(part), title, grade, width))

    def _free(self, line: LineString, width: float) -> BaseGeometry:
        """A lane, cut to the block and where a building stands in its way."""
        built = shapely.union_all([t.buffer(width / 2 + 0.4) for t in self._taken])
        return line.intersection(self.block.buffer(3)).difference(built)

    def _verge(self) -> BaseGeometry:
        """A strip of green with street trees along the edge of the block, open at the gates."""
        gates = shapely.union_all([g.buffer(5.0) for g in self._gates])
        return self.block.difference(self.block.buffer(-2.4)).difference(gates)

    def _hand(self, shape: BaseGeometry, cover: str, name: str) -> None:
        for part in shapely.get_parts(shape):
            if isinstance(part, Polygon) and part.area > 12:
                self.plan.grounds.append(Ground(self.out(part), cover, name))


def _slope(block: Polygon) -> float:
    """Return the direction in degrees of the longest edge that runs roughly east: the road that the block is built along."""
    points = np.asarray(shapely.simplify(block, 0.5).exterior.coords)
    steps = np.diff(points, axis=0)
    turn = (np.degrees(np.arctan2(steps[:, 1], steps[:, 0])) + 90) % 180 - 90
    length = np.where(np.abs(turn) < 30, np.hypot(steps[:, 0], steps[:, 1]), 0.0)
    return float(turn[int(np.argmax(length))])


def frame_box(x: float, y: float, width: float, depth: float) -> Polygon:
    """Return a rectangle around a middle."""
    return box(x - width / 2, y - depth / 2, x + width / 2, y + depth / 2)
