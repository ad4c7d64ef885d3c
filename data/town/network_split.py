"""Edges cut at places on them: for good, such as at gates, so that a node stands there, or for the part that a way uses."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from data.town.model import Floats, Geometries
from data.town.network_build import Edges, Longs

APART = 1.0  # metres that a new node keeps from the nodes of its edge, so that a gate beside a crossing does not shut the crossing


def split(edges: Edges, edge: Longs, along: Floats) -> tuple[Edges, Longs]:
    """Return the edges with a node at each place (number of the edge, metres along it), and the number of that node.

    On an edge too short to be cut the place is put at its end.
    """
    by_edge: dict[int, list[int]] = defaultdict(list)
    for row in np.lexsort((along, edge)):
        by_edge[int(edge[row])].append(int(row))
    node_of = np.full(len(edge), -1, np.int64)
    places, pieces = _Places(edges), _Pieces()
    for number, rows in by_edge.items():
        _cut(edges, number, rows, along, node_of, places, pieces)
    return _joined(edges, places, pieces), node_of


class _Places:
    """Nodes with those that are added."""

    def __init__(self, edges: Edges) -> None:
        self.count, self.more = len(edges.nodes), list[tuple[float, float]]()

    def add(self, x: float, y: float) -> int:
        self.more.append((x, y))
        return self.count + len(self.more) - 1


class _Pieces:
    """Edges that take the place of those cut."""

    def __init__(self) -> None:
        self.cut: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lines: list[BaseGeometry] = []
        self.roads: list[int] = []

    def add(self, start: int, end: int, line: BaseGeometry, road: int) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.lines.append(line)
        self.roads.append(road)


def _cut(edges: Edges, number: int, rows: list[int], along: Floats, node_of: Longs, places: _Places, pieces: _Pieces) -> None:
    length, line = float(edges.lengths[number]), edges.lines[number]
    start, end, road = int(edges.starts[number]), int(edges.ends[number]), int(edges.roads[number])
    if length < 3 * APART:
        node_of[rows] = end
        return
    gone, before = 0.0, start
    for row in rows:
        at = float(np.clip(along[row], APART, length - APART))
        if at - gone < APART and before != start:
            node_of[row] = before  # two gates on one spot
            continue
        spot = line.interpolate(at)
        node_of[row] = places.add(spot.x, spot.y)
        pieces.add(before, int(node_of[row]), substring(line, gone, at), road)
        gone, before = at, int(node_of[row])
    pieces.add(before, end, substring(line, gone, length), road)
    pieces.cut.append(number)


def _joined(edges: Edges, places: _Places, pieces: _Pieces) -> Edges:
    kept = np.ones(len(edges.starts), dtype=bool)
    kept[pieces.cut] = False
    lines: Geometries = np.empty(len(pieces.lines), object)
    lines[:] = pieces.lines
    return Edges(
        np.vstack([edges.nodes, np.array(places.more).reshape(-1, 2)]),
        np.concatenate([edges.starts[kept], np.array(pieces.starts, np.int32)]),
        np.concatenate([edges.ends[kept], np.array(pieces.ends, np.int32)]),
        np.concatenate([edges.lines[kept], lines]),
        np.concatenate([edges.lengths[kept], shapely.length(lines)]),
        np.concatenate([edges.roads[kept], np.array(pieces.roads, np.int32)]),
    )


def stretch(line: shapely.LineString, start: float, end: float) -> Floats:
    """Return the part (n, 2) of an edge between two places on it, metres along, in the order given; two points at least."""
    at = shapely.get_coordinates(line)
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(at, axis=0).T))]
    low, high = min(start, end), max(start, end)
    inner = at[(along > low) & (along < high)]
    ends = shapely.get_coordinates(shapely.line_interpolate_point(line, [low, high]))
    part = np.vstack([ends[:1], inner, ends[1:]])
    return part if start <= end else part[::-1]
