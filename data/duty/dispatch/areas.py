"""How far somebody comes within a time: the parts of roads that are reached, and the ground around them as polygons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from rasterio.features import shapes as traced
from rasterio.transform import from_origin
from scipy.ndimage import binary_closing, binary_dilation
from shapely.geometry.base import BaseGeometry

from data.town.model import Floats
from data.town.network_build import Bools, Edges, Longs
from data.town.network_side import LEAST, Side

CELLS = 260  # of the picture of the ground along its longer side
FINEST, COARSEST = 6.0, 60.0  # metres of a cell
BESIDE = 18.0  # metres beside a road that count as reached with it


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """How many metres of each edge of a network are reached from its start and from its end."""

    edges: Edges
    from_start: Floats
    from_end: Floats

    @property
    def whole(self) -> Bools:
        """Which edges are reached from end to end."""
        return np.asarray((self.edges.lengths > 0) & (self.from_start + self.from_end >= self.edges.lengths - 1e-6))

    @property
    def some(self) -> Bools:
        """Which edges are reached at all."""
        return np.asarray((self.from_start > 0) | (self.from_end > 0))

    @property
    def metres(self) -> float:
        """How many metres of road are reached."""
        return float(np.minimum(self.from_start + self.from_end, self.edges.lengths).sum())

    def with_(self, other: Reached) -> Reached:
        """Return what is reached by the one or the other."""
        return Reached(self.edges, np.maximum(self.from_start, other.from_start), np.maximum(self.from_end, other.from_end))


def nothing(edges: Edges) -> Reached:
    """Return that no road is reached."""
    return Reached(edges, np.zeros(len(edges.lengths)), np.zeros(len(edges.lengths)))


def reached(edges: Edges, side: Side, costs: Floats, seconds: float, back: bool = False) -> Reached:
    """Return what is reached within some seconds, with the time to each node; ``back`` where the ways lead to the beginning."""
    found = nothing(edges)
    left_start, left_end = seconds - costs[side.starts], seconds - costs[side.ends]
    pace = side.lengths / np.maximum(side.costs, LEAST)
    ahead, behind = (side.both, np.ones(len(side.both), bool)) if back else (np.ones(len(side.both), bool), side.both)
    found.from_start[side.edges] = np.where(ahead & (left_start > 0), np.minimum(left_start * pace, side.lengths), 0.0)
    found.from_end[side.edges] = np.where(behind & (left_end > 0), np.minimum(left_end * pace, side.lengths), 0.0)
    return found


def begun(found: Reached, side: Side, edge: int, along: float, away: float, seconds: float) -> Reached:
    """Return what is reached with the edge on which the ways begin, where they do not even come to its ends."""
    pace = float(side.lengths[edge]) / max(float(side.costs[edge]), LEAST)
    gone = (seconds - away * side.off) * pace
    number = int(side.edges[edge])
    whole = gone >= max(along, float(side.lengths[edge]) - along)
    if gone > 0 and whole:
        found.from_start[number] = found.edges.lengths[number]
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """The straight pieces of all edges: the edge of each, metres along it to its beginning, its length, and both ends (n, 2)."""

    edge: Longs
    along: Floats
    length: Floats
    start: Floats
    end: Floats


def segments_of(edges: Edges) -> Segments:
    """Return the straight pieces of edges."""
    at, edge = shapely.get_coordinates(edges.lines, return_index=True)
    inner = np.flatnonzero(edge[1:] == edge[:-1])
    length = np.hypot(*(at[inner + 1] - at[inner]).T)
    run = np.cumsum(length) - length
    number = edge[inner].astype(np.int64)
    first = np.r_[True, number[1:] != number[:-1]] if len(number) else np.zeros(0, bool)
    return Segments(number, run - np.repeat(run[first], np.diff(np.r_[np.flatnonzero(first), len(number)])), length,
                    at[inner], at[inner + 1])  # fmt: skip


def parts_of(found: Reached, segments: Segments, less: Reached | None = None) -> Floats:
    """Return the straight pieces (n, 2, 2) of what is reached, without what is reached by ``less``."""
    inner = less or nothing(found.edges)
    length, whole = found.edges.lengths, found.whole
    low, high = inner.from_start, np.where(whole, length - inner.from_end, found.from_start)
    back_low = np.where(whole, length, length - found.from_end)
    pieces = [_between(segments, low, high), _between(segments, back_low, length - inner.from_end)]
    return np.concatenate(pieces)


def _between(segments: Segments, low: Floats, high: Floats) -> Floats:
    """Return the pieces (n, 2, 2) that lie between two places along each edge, in metres."""
    edge, along, length = segments.edge, segments.along, segments.length
    start = np.clip(low[edge] - along, 0.0, length)
    end = np.clip(high[edge] - along, 0.0, length)
    kept = end - start > 1e-6
    way = (segments.end[kept] - segments.start[kept]) / length[kept, None]
    a = segments.start[kept] + way * start[kept, None]
    return np.stack([a, segments.start[kept] + way * end[kept, None]], axis=1)


def ground(pieces: Floats, beside: float = BESIDE) -> BaseGeometry:
    """Return the ground around straight pieces (n, 2, 2) as a polygon or several: traced from a picture of it, exact within a cell.

    A cell is 6 to 60 metres, by how far they reach. Roads that lie close are one area.
    """
    if not len(pieces):
        return shapely.Polygon()
    low, high = pieces.min(axis=(0, 1)), pieces.max(axis=(0, 1))
    cell = float(np.clip((high - low).max() / CELLS, FINEST, COARSEST))
    margin = beside + 3 * cell
    west, north = float(low[0] - margin), float(high[1] + margin)
    size = np.ceil((high - low + 2 * margin) / cell).astype(int) + 1
    picture = np.zeros((int(size[1]), int(size[0])), dtype=bool)
    dots = _dots(pieces, cell)
    picture[((north - dots[:, 1]) / cell).astype(int), ((dots[:, 0] - west) / cell).astype(int)] = True
    picture = binary_dilation(picture, iterations=max(round(beside / cell), 1))
    picture = binary_closing(np.pad(picture, 3), iterations=2)[3:-3, 3:-3]
    place = from_origin(west, north, cell, cell)
    found = traced(picture.astype(np.uint8), mask=picture, transform=place)
    rough = shapely.simplify(shapely.MultiPolygon([shapely.Polygon(s["coordinates"][0], s["coordinates"][1:]) for s, _ in found]),
                             cell * 0.75)  # fmt: skip
    return shapely.buffer(shapely.buffer(rough, cell, quad_segs=2), -cell, quad_segs=2)


def _dots(pieces: Floats, cell: float) -> Floats:
    """Return points on straight pieces, not further apart than a cell."""
    starts, ends = pieces[:, 0], pieces[:, 1]
    steps = np.maximum(np.ceil(np.hypot(*(ends - starts).T) / (cell * 0.9)).astype(int), 1)
    row = np.repeat(np.arange(len(starts)), steps + 1)
    number = np.arange(len(row)) - np.repeat(np.cumsum(steps + 1) - (steps + 1), steps + 1)
    share = (number / steps[row])[:, None]
    return np.asarray(starts[row] * (1 - share) + ends[row] * share)
