"""How far somebody comes within a time: the parts of roads that are reached, and the ground around them as polygons."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from rasterio.features import shapes as traced
from rasterio.transform import from_origin
from scipy.ndimage import binary_closing, binary_dilation
from shapely.geometry.base import BaseGeometry

from data.town.model import Floats, Geometries
from data.town.network_build import Bools, Edges, Longs
from data.town.network_side import LEAST, OnEdge, Side

CELLS = 180  # of the picture of the ground along its longer side
FINEST, COARSEST = 6.0, 60.0  # metres of a cell
BESIDE = 18.0  # metres beside a road that count as reached with it
_TRACING = threading.Lock()  # rasterio silences a warning of its own by the process's filters, which threads undo for each other

Span = tuple[float, float]  # from and to, metres along an edge


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """How many metres of each edge of a network are reached from its start and from its end, and spans within single edges."""

    edges: Edges
    from_start: Floats
    from_end: Floats
    within: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def whole(self) -> Bools:
        """Which edges are reached from end to end over their ends."""
        return np.asarray((self.edges.lengths > 0) & (self.from_start + self.from_end >= self.edges.lengths - 1e-6))

    @property
    def some(self) -> Bools:
        """Which edges are reached at all."""
        found = (self.from_start > 0) | (self.from_end > 0)
        found[list(self.within)] = True
        return np.asarray(found)

    @property
    def metres(self) -> float:
        """How many metres of road are reached."""
        each = np.minimum(self.from_start + self.from_end, self.edges.lengths)
        for edge in self.within:
            each[edge] = sum(high - low for low, high in self.spans(edge))
        return float(each.sum())

    def spans(self, edge: int) -> list[Span]:
        """Return the reached spans of an edge in order, those that meet as one."""
        length = float(self.edges.lengths[edge])
        ends = [(0.0, float(self.from_start[edge])), (length - float(self.from_end[edge]), length)]
        found: list[Span] = []
        for low, high in sorted(span for span in (*ends, *self.within.get(edge, ())) if span[1] > span[0]):
            if found and low <= found[-1][1]:
                found[-1] = (found[-1][0], max(high, found[-1][1]))
            else:
                found.append((low, high))
        return found

    def with_(self, other: Reached) -> Reached:
        """Return what is reached by the one or the other."""
        within = {e: (*self.within.get(e, ()), *other.within.get(e, ())) for e in {**self.within, **other.within}}
        return Reached(self.edges, np.maximum(self.from_start, other.from_start), np.maximum(self.from_end, other.from_end), within)


def nothing(edges: Edges) -> Reached:
    """Return that no road is reached."""
    return Reached(edges, np.zeros(len(edges.lengths)), np.zeros(len(edges.lengths)))


def reached(edges: Edges, side: Side, costs: Floats, seconds: float, places: Iterable[OnEdge] = (), back: bool = False) -> Reached:
    """Return what is reached within some seconds, with the time to each node and the places on edges where the ways begin.

    ``back`` where the ways lead to those places.
    """
    found = nothing(edges)
    left_start, left_end = seconds - costs[side.starts], seconds - costs[side.ends]
    pace = side.lengths / np.maximum(side.costs, LEAST)
    every = np.ones(len(side.both), bool)
    ahead, behind = (side.both, every) if back else (every, side.both)
    found.from_start[side.edges] = np.where(ahead & (left_start > 0), np.minimum(left_start * pace, side.lengths), 0.0)
    found.from_end[side.edges] = np.where(behind & (left_end > 0), np.minimum(left_end * pace, side.lengths), 0.0)
    within: dict[int, tuple[Span, ...]] = {}
    for place in places:
        gone = (seconds - place.away * side.off) * float(pace[place.edge])
        if gone > 0:
            low = place.along - (gone if behind[place.edge] else 0.0)
            high = place.along + (gone if ahead[place.edge] else 0.0)
            number = int(side.edges[place.edge])
            span = (max(low, 0.0), min(high, float(side.lengths[place.edge])))
            within[number] = (*within.get(number, ()), span)
    return Reached(edges, found.from_start, found.from_end, within)


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
    low, high = inner.from_start.copy(), np.where(whole, length - inner.from_end, found.from_start)
    back_low, back_high = np.where(whole, length, length - found.from_end), length - inner.from_end
    single = sorted({*found.within, *inner.within})
    high[single] = low[single]
    back_high[single] = back_low[single]
    pieces = [_between(segments, low, high), _between(segments, back_low, back_high)]
    for edge in single:
        pieces += [_piece(segments, edge, span) for span in _without(found.spans(edge), inner.spans(edge))]
    return np.concatenate(pieces)


def _without(spans: list[Span], less: list[Span]) -> list[Span]:
    """Return what of some spans is in none of others; both are in order."""
    left = list(spans)
    for gone, back in less:
        left = [(a, b) for low, high in left for a, b in ((low, min(high, gone)), (max(low, back), high)) if b > a]
    return left


def _piece(segments: Segments, edge: int, span: Span) -> Floats:
    """Return the straight pieces of one span."""
    first, last = np.searchsorted(segments.edge, [edge, edge + 1])
    own = slice(int(first), int(last))
    alone = Segments(np.zeros(own.stop - own.start, np.int64), segments.along[own], segments.length[own], segments.start[own],
                     segments.end[own])  # fmt: skip
    return _between(alone, np.array([span[0]]), np.array([span[1]]))


def _between(segments: Segments, low: Floats, high: Floats) -> Floats:
    """Return the pieces (n, 2, 2) that lie between two places along each edge, in metres."""
    some = np.flatnonzero((high > low)[segments.edge])
    edge, along, length = segments.edge[some], segments.along[some], segments.length[some]
    start = np.clip(low[edge] - along, 0.0, length)
    end = np.clip(high[edge] - along, 0.0, length)
    kept = end - start > 1e-6
    a, b = segments.start[some[kept]], segments.end[some[kept]]
    way = (b - a) / length[kept, None]
    return np.stack([a + way * start[kept, None], a + way * end[kept, None]], axis=1)


def ground(pieces: Floats, beside: float = BESIDE) -> BaseGeometry:
    """Return the ground around straight pieces (n, 2, 2) as a polygon or several: traced from a picture of it, exact within a cell.

    A cell is 6 to 60 metres, by how far they reach. Roads that lie close are one area.
    """
    if not len(pieces):
        return shapely.Polygon()
    low, high = (np.array([edge(pieces[..., 0]), edge(pieces[..., 1])]) for edge in (np.min, np.max))
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
    with _TRACING:
        found = [shape["coordinates"] for shape, _ in traced(picture.astype(np.uint8), mask=picture, transform=place)]
    rough: Any = shapely.simplify(shapely.multipolygons(_polygons(found)), cell * 0.75)
    smooth: BaseGeometry = shapely.buffer(shapely.buffer(rough, cell, quad_segs=2), -cell, quad_segs=2)
    return smooth


def _polygons(traced_rings: list[list[list[tuple[float, float]]]]) -> Geometries:
    """Return polygons from their rings, each the outer one first."""
    rings = [ring for rings in traced_rings for ring in rings]
    if not rings:
        return np.zeros(0, dtype=object)
    made: Any = shapely.linearrings(np.concatenate(rings), indices=np.repeat(np.arange(len(rings)), [len(r) for r in rings]))
    return np.asarray(shapely.polygons(made, indices=np.repeat(np.arange(len(traced_rings)), [len(r) for r in traced_rings])))


def _dots(pieces: Floats, cell: float) -> Floats:
    """Return points on straight pieces, not further apart than a cell."""
    starts, ways = pieces[:, 0], pieces[:, 1] - pieces[:, 0]
    steps = np.maximum(np.ceil(np.hypot(*ways.T) / (cell * 0.9)).astype(int), 1)
    row = np.repeat(np.arange(len(starts)), steps + 1)
    number = np.arange(len(row)) - np.repeat(np.cumsum(steps + 1) - (steps + 1), steps + 1)
    return np.asarray(starts[row] + ways[row] * (number / steps[row])[:, None])
