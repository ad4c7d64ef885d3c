"""Very many points as an octree in arrays: what is seen of it, far away as clusters that open when one is near.

The points lie in the order of their Morton codes (Morton 1966), so that what lies in one cube lies together. A cube is shown by
its most important point, which also shows every smaller cube that it lies in: nothing moves when a cluster opens.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import radians, sin
from typing import Any

import numpy as np
import numpy.typing as npt

from scene3d.camera import Projection
from scene3d.overlay.reach import reach

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Whole = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.integer[Any]]

FINEST = 0.5  # metres, the side of the smallest cube; what lies closer stands on one spot
BITS = 20  # of each coordinate: cubes of up to 524 km around the station
ROOM = 92.0  # pixels that a symbol wants for itself where many are far away
NEAR_ROOM = 54.0  # and where each is looked at by itself
FROM_AFAR_TO_NEAR = (1.4, 2.8)  # log2 of pixels a metre between which it goes from the one to the other
KEPT = 0.75  # a level is kept if it has at most this share of the cubes of the finer one
COARSEST = 8_192.0  # metres
FLATTEST = 0.3  # the least share that slanting takes of the screen's height
ABOVE = 140.0  # pixels beyond the screen from which a symbol may still reach into it
PLAN_PITCH = 72.0  # degrees; with a steeper look heights do not part anything


@dataclass(frozen=True, slots=True)
class Level:
    """The cubes of one size: where each begins among the points, its foremost point, and its first cube of the finer level."""

    side: float
    starts: Whole
    first: Whole
    children: Whole


@dataclass(frozen=True, slots=True)
class Seen:
    """What is shown, each row as one: the points ``start`` to ``end``, the foremost, and whether they stand on one spot."""

    start: Whole
    end: Whole
    first: Whole
    together: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.first)


NOTHING = Seen(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, bool))


class PointTree:
    """Points with ids, places and ranks.

    Parameters
    ----------
    ids
        Record ids (n,).
    points
        (n, 3) local metres: east, north, and the height that parts them; 0 where only the place does.
    rank
        (n,) the larger is shown first.
    weights
        (n,) what each counts for in a cluster; None for one each.
    """

    def __init__(self, ids: Ids, points: npt.ArrayLike, rank: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> None:
        codes = morton(np.asarray(points, np.float64))
        order = np.argsort(codes, kind="stable")
        self._take(
            codes[order], np.asarray(ids, np.int64)[order], np.asarray(points, np.float32)[order],
            _ranked(ids, rank)[order], None if weights is None else np.asarray(weights, np.int64)[order], order,
        )  # fmt: skip

    def _take(self, codes: Ids, ids: Ids, points: Singles, rank: Singles, weights: Ids | None, rows: Ids) -> None:
        self.codes, self.ids, self.points, self.rank, self.weights, self.rows = codes, ids, points, rank, weights, rows
        self.levels = _levels(codes, rank)
        self._sums = None if weights is None else np.r_[0, np.cumsum(weights)]
        self._by_id: tuple[Ids, Ids] | None = None
        ends = (points.min(axis=0), points.max(axis=0)) if len(points) else (np.zeros(3), np.zeros(3))
        self._corners = np.array(list(product(*zip(*ends, strict=True))), np.float64)

    def __len__(self) -> int:
        return len(self.ids)

    def count(self, start: int, end: int) -> int:
        """Return what the points from ``start`` to ``end`` count for."""
        return end - start if self._sums is None else int(self._sums[end] - self._sums[start])

    def index_of(self, id: int) -> int:
        """Return where a record lies among the points, -1 where it is not there."""
        if self._by_id is None:
            order = np.argsort(self.ids, kind="stable")
            self._by_id = self.ids[order], order
        ids, order = self._by_id
        at = int(np.searchsorted(ids, id))
        return int(order[at]) if at < len(ids) and ids[at] == id else -1

    def changed(self, gone: Iterable[int], ids: Ids, points: npt.ArrayLike, rank: npt.ArrayLike, rows: Ids) -> PointTree:
        """Return the tree without some records and with others: nothing is read or sorted anew. ``rows`` goes with the new ones."""
        out = [i for id in gone if (i := self.index_of(id)) >= 0]
        new = morton(np.asarray(points, np.float64))
        order = np.argsort(new, kind="stable")
        new = new[order]
        stay = np.delete(self.codes, out)
        at = np.searchsorted(stay, new, side="right")

        def mixed(old: npt.NDArray[np.generic], added: npt.ArrayLike) -> npt.NDArray[np.generic]:
            return np.insert(np.delete(old, out, axis=0), at, np.asarray(added, old.dtype)[order], axis=0)

        tree = PointTree.__new__(PointTree)
        parts = (self.ids, ids), (self.points, points), (self.rank, _ranked(ids, rank)), (self.rows, rows)
        found_ids, found_points, found_rank, found_rows = (mixed(old, added) for old, added in parts)
        tree._take(np.insert(stay, at, new), found_ids, found_points, found_rank, None, found_rows)  # type: ignore[arg-type]
        return tree

    # What is seen

    def seen(self, projection: Projection, room: float = ROOM, tall: float = 60.0) -> Seen:
        """Return what to show for an eye: cubes that want between 0.7 and 1.4 times ``room`` pixels, single points otherwise.

        ``tall`` is how many metres a symbol may stand above its place.
        """
        if not self.levels:
            return NOTHING
        found: list[tuple[Whole, Whole, Whole, npt.NDArray[np.bool_]]] = []
        view = _View(projection, room, tall)
        top = self._top(view.widest(self._corners))
        nodes = np.arange(len(self.levels[top].first))
        for number in range(top, -1, -1):
            level = self.levels[number]
            at = self.points[level.first[nodes]].astype(np.float64)
            seen, wide = view.look(np.floor(at / level.side) * level.side + level.side / 2, level.side)
            nodes, wide = nodes[seen], wide[seen]
            starts, ends = level.starts[nodes], level.starts[nodes + 1]
            stay = np.ones(len(nodes), bool) if number == 0 else (wide <= 1) | (ends - starts == 1)
            found.append((starts[stay], ends[stay], level.first[nodes][stay], np.full(int(stay.sum()), number == 0)))
            if number == 0 or stay.all():
                break
            nodes = _spread(level.children, nodes[~stay])
        return Seen(*(np.concatenate(column) for column in zip(*found, strict=True)))


    def _top(self, widest: float) -> int:
        """Return the coarsest level that need be looked at: each cube wider than this opens, wherever it is."""
        fitting = (n for n in range(len(self.levels) - 1, -1, -1) if self.levels[n].side <= widest)
        return next(fitting, 0)


class _View:
    """What of cubes an eye sees, and how large."""

    def __init__(self, projection: Projection, room: float, tall: float) -> None:
        eye = projection.eye
        self._projection, self._room, self._tall = projection, room, tall
        self._flat = sin(radians(eye.pitch)) if eye.parallel else 0.0
        self._focal = 1.0 / projection.metres_per_pixel() * (1.0 if eye.parallel else eye.distance)
        self._reach = reach(projection)

    def widest(self, corners: Floats) -> float:
        """Return the side in metres from which on cubes anywhere between the corners open."""
        projection = self._projection
        far = 1.0 if projection.eye.parallel else max(float(projection.pixels(corners)[:, 2].max()), 1.0)
        return float(2 * self._room * 2**0.5 * far / (self._focal * FLATTEST**0.5))

    def look(self, middle: Floats, side: float) -> tuple[npt.NDArray[np.bool_], Floats]:
        """Return which cubes may show, and how large each is: above 1 it opens."""
        projection, eye = self._projection, self._projection.eye
        at, radius = projection.pixels(middle), side * 0.87
        depth = at[:, 2]
        near = np.maximum(depth - radius, 1.0)
        scale = np.full(len(depth), self._focal) if eye.parallel else self._focal / np.maximum(depth, 1.0)
        around = radius * (scale if eye.parallel else self._focal / near)
        inside = depth < radius  # the eye may stand in it: what is behind the eye has no place on the screen
        seen = (
            (at[:, 0] + around > -40) & (at[:, 0] - around < projection.width + 40)
            & (at[:, 1] + around > -ABOVE) & (at[:, 1] - around - self._tall * scale < projection.height + ABOVE)
        )  # fmt: skip
        seen = (seen | inside) & (depth + radius > 0.5) & (depth - radius < self._reach)
        near_by = np.interp(np.log2(scale), FROM_AFAR_TO_NEAR, (0.0, 1.0))
        slant = self._slant(middle, depth)
        room = self._room * (1 + near_by * (NEAR_ROOM / ROOM - 1))
        wide = side * scale * np.sqrt(slant + (1 - slant) * near_by) / (room * 2**0.5)  # near by, storeys are told apart too
        return seen, np.where(inside, 2.0, wide)

    def _slant(self, middle: Floats, depth: Floats) -> Floats:
        """Return how much of a level square's depth is left on the screen."""
        eye = self._projection.eye
        if eye.parallel:
            return np.full(len(depth), max(self._flat, FLATTEST))
        down = (float(eye.position[2]) - middle[:, 2]) / np.maximum(np.linalg.norm(middle - eye.position, axis=1), 1.0)
        return np.asarray(np.clip(down, FLATTEST, 1.0))


def morton(points: Floats) -> Ids:
    """Return the codes of points (n, 3): the bits of the three cube numbers, interleaved."""
    whole = np.clip(np.floor(points / FINEST) + 2 ** (BITS - 1), 0, 2**BITS - 1).astype(np.int64)
    return _apart(whole[:, 0]) | _apart(whole[:, 1]) << 1 | _apart(whole[:, 2]) << 2


def _apart(v: Ids) -> Ids:
    """Put two empty bits between the bits of numbers of up to 21 bits."""
    v = (v | v << 32) & 0x1F00000000FFFF
    v = (v | v << 16) & 0x1F0000FF0000FF
    v = (v | v << 8) & 0x100F00F00F00F00F
    v = (v | v << 4) & 0x10C30C30C30C30C3
    return (v | v << 2) & 0x1249249249249249


def _ranked(ids: npt.ArrayLike, rank: npt.ArrayLike) -> Singles:
    """Part equal ranks by a number drawn from the id, so that the foremost of a cube is not always at its corner."""
    drawn = (np.asarray(ids, np.int64) * 2654435761 % 1009).astype(np.float32) / 1009
    return np.asarray(np.asarray(rank, np.float32) + drawn * np.float32(0.01), np.float32)


def _levels(codes: Ids, rank: Singles) -> list[Level]:
    """Return the levels from the finest to one of few cubes; levels in which hardly anything comes together are left out."""
    if not len(codes):
        return []
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
    first = _foremost(rank, starts, np.arange(len(codes)))
    levels = [Level(FINEST, _closed(starts, len(codes)), first.astype(np.int32), np.zeros(0, np.int32))]
    cubes, side, shift = codes[starts], FINEST, 0
    while len(levels[-1].first) > 1 and side < COARSEST:
        shift, side = shift + 3, side * 2
        high = cubes >> shift
        begins = np.flatnonzero(np.r_[True, high[1:] != high[:-1]])
        if len(begins) > KEPT * len(cubes):
            continue
        below = levels[-1]
        foremost = _foremost(rank, begins, below.first)
        levels.append(Level(side, _closed(below.starts[begins], len(codes)), foremost, _closed(begins, len(cubes))))
        cubes = cubes[begins]
    return levels


def _closed(starts: Numbers, end: int) -> Whole:
    return np.append(starts, end).astype(np.int32)


def _foremost(rank: Singles, starts: Numbers, points: Numbers) -> Whole:
    """Return for each run of ``points`` (numbers of points, runs begin at ``starts``) the one of the highest rank."""
    if len(starts) == len(points):
        return points.astype(np.int32)
    own = rank[points]
    sizes = np.diff(np.append(starts, len(points)))
    best = np.flatnonzero(own == np.repeat(np.maximum.reduceat(own, starts), sizes))
    run = np.repeat(np.arange(len(starts)), sizes)[best]
    return points[best[np.r_[True, run[1:] != run[:-1]]]].astype(np.int32)


def _spread(children: Whole, nodes: Numbers) -> npt.NDArray[np.int64]:
    """Return the numbers of all children of some cubes."""
    begins, ends = children[nodes].astype(np.int64), children[nodes + 1].astype(np.int64)
    sizes = ends - begins
    return np.repeat(begins - np.r_[0, np.cumsum(sizes)[:-1]], sizes) + np.arange(int(sizes.sum()))
