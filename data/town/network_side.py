"""The roads in one way of moving: which edges can be used, what each costs, and the ways from a place to everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from data.town.model import Floats, Ids
from data.town.network_build import Bools, Edges, Longs
from data.town.network_split import stretch

NOWHERE = -9999  # what scipy writes where there is no way back
SMALL = 300.0  # metres of roads that hang together with no others: fewer are a fault of the map
HERE = 0.5  # metres behind on a one-way that nobody drives round for
RIM = 120.0  # metres from the edge of all roads: a road that ends there goes on where the map does not
LEAST = 1e-6  # a matrix of scipy has no edge where it has a zero


@dataclass(frozen=True, slots=True)
class OnEdge:
    """A point brought to its nearest edge: the edge's number, metres along it, the place on it, and how far away that is."""

    edge: int
    along: float
    at: tuple[float, float]
    away: float


@dataclass(frozen=True, slots=True, eq=False)
class OnEdges:
    """Many points brought to their nearest edges, one row a point; ``edge`` is -1 where there is no edge at all."""

    edge: Longs
    along: Floats
    at: Floats
    away: Floats

    def __getitem__(self, row: int) -> OnEdge:
        """Return one of them."""
        return OnEdge(int(self.edge[row]), float(self.along[row]), (float(self.at[row, 0]), float(self.at[row, 1])),
                      float(self.away[row]))  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """A way: its line (n, 2) in local metres, metres on roads, metres to the road at its start and from it at its end.

    ``roads`` are the ids of the road records in order, each once in a row. ``cost`` is the whole in the unit of the side: metres
    on roads, or seconds with the ways to and from the road; ``run`` is that at each point of the line, from 0 on.
    """

    line: Floats
    length: float
    before: float
    after: float
    roads: tuple[int, ...]
    cost: float = 0.0
    run: Floats = field(default_factory=lambda: np.zeros(0))

    @property
    def whole(self) -> float:
        """The length in metres with the ways to and from the road."""
        return self.before + self.length + self.after


class Side:
    """Edges that one way of moving can use, what it costs to go along each, and the tree that finds edges by place.

    Parameters
    ----------
    edges, ids
        All edges of the network and the ids of the roads that they were cut from.
    usable
        Which edges can be used at all.
    both
        Which edges can be gone against their direction.
    costs
        What it costs to go along each edge; their lengths where nothing is given.
    off
        What a metre costs between a point and the road.
    shut
        Nodes that can be reached and not passed, such as locked gates.
    waits
        What it costs to pass each node.
    """

    def __init__(self, edges: Edges, ids: Ids, usable: Bools, both: Bools, costs: Floats | None = None, *, off: float = 0.0,
                 shut: Longs | None = None, waits: Floats | None = None) -> None:  # fmt: skip
        self.edges = np.flatnonzero(usable)
        self.lines, self.lengths = edges.lines[self.edges], edges.lengths[self.edges]
        self.starts, self.ends = edges.starts[self.edges], edges.ends[self.edges]
        self.both = both[self.edges]
        self.costs = self.lengths if costs is None else costs[self.edges]
        self.roads = ids[edges.roads[self.edges]]
        self.nodes, self.count = edges.nodes, len(edges.nodes)
        self.off, self.shut, self.waits = off, shut, waits
        self._tree = shapely.STRtree(self.lines)

    @cached_property
    def _arcs(self) -> tuple[csr_matrix, dict[tuple[int, int], int]]:
        """The matrix of the cheapest edge between each two nodes, and which edge that is: -1 - n is edge n gone backwards."""
        number = np.arange(len(self.edges))
        two = number[self.both]
        a = np.concatenate([self.starts, self.ends[two]])
        b = np.concatenate([self.ends, self.starts[two]])
        arc = np.concatenate([number, -1 - two])
        cost = np.concatenate([self.costs, self.costs[two]])
        if self.waits is not None:
            cost = cost + self.waits[a]  # who goes on from there has waited
        cost = np.maximum(cost, LEAST)
        order = np.lexsort((cost, b, a))
        a, b, arc, cost = a[order], b[order], arc[order], cost[order]
        kept = np.r_[True, (a[1:] != a[:-1]) | (b[1:] != b[:-1])] & (a != b) if len(a) else np.zeros(0, bool)
        if self.shut is not None and len(self.shut):
            kept &= ~np.isin(a, self.shut)
        a, b, arc, cost = a[kept], b[kept], arc[kept], cost[kept]
        matrix = csr_matrix((cost, (a, b)), shape=(self.count, self.count))
        return matrix, dict(zip(zip(a.tolist(), b.tolist(), strict=True), arc.tolist(), strict=True))

    @property
    def matrix(self) -> csr_matrix:
        """Costs from node to node."""
        return self._arcs[0]

    @cached_property
    def turned(self) -> csr_matrix:
        """The matrix of the ways back."""
        return self.matrix.T.tocsr()

    def arc(self, a: int, b: int) -> int:
        """Return the edge from one node to a neighbour; -1 - n is edge n gone backwards."""
        return self._arcs[1][a, b]

    @cached_property
    def _parts(self) -> tuple[Bools, Longs, Floats]:
        """Which edges lie within a part where all is connected both ways, the part of each node, and the metres of each part."""
        part = connected_components(self.matrix, directed=True, connection="strong")[1].astype(np.int64)
        inner = np.asarray(part[self.starts] == part[self.ends])
        metres = np.zeros(int(part.max(initial=0)) + 1)
        np.add.at(metres, part[self.starts[inner]], self.lengths[inner])
        return inner, part, metres

    @cached_property
    def main(self) -> npt.NDArray[np.int64]:
        """The edges of the largest part in which all is connected both ways."""
        inner, part, weight = self._parts
        return np.flatnonzero(inner & (part[self.starts] == int(np.argmax(weight))))

    @cached_property
    def astray(self) -> Bools:
        """Which edges hang together with few others only (`SMALL` metres), as drawings leave it behind."""
        _, part, weight = self._parts
        found = np.maximum(weight[part[self.starts]], weight[part[self.ends]]) < SMALL
        found[self.main] = False
        return np.asarray(found)

    @cached_property
    def rim(self) -> Longs:
        """The nodes at which a road ends by the edge of all roads, where the map ends and the road may not."""
        both = np.concatenate([self.starts, self.ends])
        if not len(both):
            return np.zeros(0, np.int64)
        meets = np.bincount(both, minlength=self.count)
        hull = shapely.MultiPoint(self.nodes[meets > 0]).convex_hull
        ends = np.flatnonzero(meets == 1)
        return ends[shapely.distance(shapely.points(self.nodes[ends]), hull.boundary) <= RIM]

    @cached_property
    def _main_tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.lines[self.main])

    def snap(self, point: tuple[float, float], *, main: bool = False) -> OnEdge | None:
        """Return the nearest place on an edge; ``main`` keeps to the largest connected part."""
        if not len(self.edges) or (main and not len(self.main)):
            return None
        here = shapely.Point(point)
        edge = int(self.main[self._main_tree.nearest(here)]) if main else int(self._tree.nearest(here))
        line: Any = self.lines[edge]
        along = float(line.project(here))
        foot = line.interpolate(along)
        return OnEdge(edge, along, (foot.x, foot.y), float(foot.distance(here)))

    def snap_all(self, points: Floats, *, main: bool = False) -> OnEdges:
        """Return the nearest place on an edge for each of many points (n, 2)."""
        n = len(points)
        if not n or not len(self.edges) or (main and not len(self.main)):
            return OnEdges(np.full(n, -1), np.zeros(n), np.zeros((n, 2)), np.full(n, np.inf))
        here = np.asarray(shapely.points(points), dtype=object)
        edge = self.main[self._main_tree.nearest(here)] if main else self._tree.nearest(here)
        lines = self.lines[edge]
        along = np.asarray(shapely.line_locate_point(lines, here))
        foot = shapely.line_interpolate_point(lines, along)
        return OnEdges(edge.astype(np.int64), along, shapely.get_coordinates(foot), np.asarray(shapely.distance(foot, here)))


def cheapest(matrix: csr_matrix, nodes: Longs, firsts: Floats, limit: float = np.inf) -> tuple[Floats, Longs]:
    """Return the cost to each node from the cheapest of several nodes, each with a cost of its own to begin with.

    The second array is the node before each, `NOWHERE` where the way begins there or where none leads.
    """
    n = matrix.shape[0]
    seeds = np.isfinite(firsts)
    nodes, firsts = nodes[seeds], firsts[seeds]
    if not len(nodes):
        return np.full(n, np.inf), np.full(n, NOWHERE)
    order = np.lexsort((firsts, nodes))
    nodes, firsts = nodes[order], firsts[order]
    kept = np.r_[True, nodes[1:] != nodes[:-1]]
    nodes, firsts = nodes[kept], np.maximum(firsts[kept], LEAST)
    row = np.r_[matrix.indptr, matrix.indptr[-1] + len(nodes)]
    column = np.r_[matrix.indices, nodes.astype(matrix.indices.dtype)]
    # One node more, from which the others are reached at what they cost to begin with.
    larger = csr_matrix((np.r_[matrix.data, firsts], column, row), shape=(n + 1, n + 1))
    costs, befores = dijkstra(larger, directed=True, indices=[n], return_predecessors=True, limit=limit)
    before = befores[0, :n].astype(np.int64)
    return np.asarray(costs[0, :n], dtype=float), np.where(before == n, NOWHERE, before)


class Reach:
    """The cheapest ways from a point to all of a side, or with ``back`` from everywhere to it, worked out once.

    ``starts`` are the places on edges at which the way may begin (one, or a second on the largest connected part).
    """

    def __init__(self, side: Side, point: tuple[float, float], starts: Sequence[OnEdge], limit: float = np.inf,
                 back: bool = False) -> None:  # fmt: skip
        self.side, self.point, self.starts, self.back = side, point, tuple(starts), back
        nodes, firsts = [], []
        for start in self.starts:
            edge, share = start.edge, start.along / max(float(side.lengths[start.edge]), LEAST)
            cost, off = float(side.costs[edge]), side.off * start.away
            both = bool(side.both[edge])
            ahead, behind = (both, True) if back else (True, both)
            nodes += [int(side.ends[edge]), int(side.starts[edge])]
            wait = [0.0, 0.0] if side.waits is None or not back else side.waits[nodes[-2:]].tolist()
            firsts += [off + cost * (1 - share) + wait[0] if ahead else np.inf, off + cost * share + wait[1] if behind else np.inf]
        self._nodes, self._firsts = np.array(nodes, np.int64), np.array(firsts, float)
        if back and side.shut is not None:  # nobody comes through what is locked
            self._firsts[np.isin(self._nodes, side.shut)] = np.inf
        self.costs, self._before = cheapest(side.turned if back else side.matrix, self._nodes, self._firsts, limit)

    @property
    def start(self) -> OnEdge:
        """The place on the nearest edge."""
        return self.starts[0]

    @property
    def seeds(self) -> tuple[Longs, Floats]:
        """The nodes at which the ways get onto the crossings, and the cost to each."""
        return self._nodes, self._firsts

    @property
    def metres(self) -> Floats:
        """The costs to each node, where they are metres; infinite where no road leads."""
        return self.costs

    def to(self, point: tuple[float, float], *, main: bool = False) -> Route | None:
        """Return the way to a point (or from it, where the ways back were asked for); None where there is none."""
        end = self.side.snap(point, main=main)
        return None if end is None else self.way(end, point)

    def way(self, end: OnEdge, point: tuple[float, float]) -> Route | None:
        """Return the way to a point that was brought to an edge; None where there is none."""
        best, cost = self._choice(end)
        if not np.isfinite(cost):
            return None
        start, pieces, edges = self._direct(end, int(best)) if best.isdigit() else self._through(best, end)
        line = np.vstack([[self.point], *pieces, [point]])
        step = np.hypot(*np.diff(line, axis=0).T)
        moved = np.r_[True, step > 1e-6]
        run = np.r_[0.0, np.cumsum(step * self._rates(pieces, edges))][moved]
        line = line[moved]
        length = float(sum(np.hypot(*np.diff(piece, axis=0).T).sum() for piece in pieces))
        roads = [int(self.side.roads[e]) for e in edges]
        named = tuple(r for i, r in enumerate(roads) if i == 0 or r != roads[i - 1])
        cost += self.side.off * end.away
        run *= cost / max(float(run[-1]), LEAST)  # what is waited for at gates is spread over the way
        if self.back:
            return Route(line[::-1], length, end.away, start.away, named[::-1], cost, (run[-1] - run)[::-1])
        return Route(line, length, start.away, end.away, named, cost, run)

    def _rates(self, pieces: list[Floats], edges: list[int]) -> Floats:
        """Return what a metre costs on each step of a way over these pieces of edges, with the straight bits before and after."""
        side = self.side
        each = [np.full(len(p), side.costs[e] / max(float(side.lengths[e]), LEAST)) for p, e in zip(pieces, edges, strict=True)]
        off = side.off or 1.0
        return np.r_[off, np.concatenate(each)[:-1], off] if each else np.array([off])

    def metres_to(self, point: tuple[float, float]) -> float:
        """Return the cost on roads to a point; infinite where there is no way."""
        end = self.side.snap(point)
        return np.inf if end is None else self._choice(end)[1]

    def costs_to(self, ends: OnEdges) -> Floats:
        """Return the cost to each of many places on edges, with the ways to and from the road; infinite where there is no way."""
        side, known = self.side, ends.edge >= 0
        edge = np.where(known, ends.edge, 0)
        if not len(side.edges):
            return np.full(len(edge), np.inf)
        found = np.minimum(*self._by_ends(edge, ends.along))
        for start in self.starts:
            found = np.minimum(found, self._along(start, edge, ends.along))
        return np.where(known, found + side.off * ends.away, np.inf)

    def _by_ends(self, edge: Longs, along: Floats) -> tuple[Floats, Floats]:
        """Return the cost to places on edges over the start of each edge and over its end."""
        side = self.side
        share = np.clip(along / np.maximum(side.lengths[edge], LEAST), 0, 1)
        cost, both = side.costs[edge], side.both[edge]
        from_start = np.where(both | (not self.back), self.costs[side.starts[edge]] + cost * share, np.inf)
        from_end = np.where(both | self.back, self.costs[side.ends[edge]] + cost * (1 - share), np.inf)
        if side.waits is not None and not self.back:
            from_start, from_end = from_start + side.waits[side.starts[edge]], from_end + side.waits[side.ends[edge]]
        if side.shut is not None and len(side.shut) and not self.back:
            from_start = np.where(np.isin(side.starts[edge], side.shut), np.inf, from_start)
            from_end = np.where(np.isin(side.ends[edge], side.shut), np.inf, from_end)
        return from_start, from_end

    def _along(self, start: OnEdge, edge: Longs, along: Floats) -> Floats:
        """Return the cost to places on the edge of a start without leaving it."""
        side = self.side
        gone = (along - start.along) * (-1.0 if self.back else 1.0)
        cost = np.abs(gone) / np.maximum(side.lengths[edge], LEAST) * side.costs[edge] + side.off * start.away
        return np.where((edge == start.edge) & (side.both[edge] | (gone >= -HERE)), cost, np.inf)

    def _choice(self, end: OnEdge) -> tuple[str, float]:
        """Return how the end is reached best: over its edge's "start" or "end", or along the edge of a start (its number)."""
        edge, along = np.array([end.edge]), np.array([end.along])
        from_start, from_end = self._by_ends(edge, along)
        found = {str(i): float(self._along(start, edge, along)[0]) for i, start in enumerate(self.starts)}
        found |= {"start": float(from_start[0]), "end": float(from_end[0])}
        best = min(found, key=lambda way: found[way])
        return best, found[best]

    def _direct(self, end: OnEdge, number: int) -> tuple[OnEdge, list[Floats], list[int]]:
        start = self.starts[number]
        return start, [stretch(self.side.lines[end.edge], start.along, end.along)], [end.edge]

    def length(self, end: OnEdge) -> float:
        """Return the metres of the way to a point that was brought to an edge, straight bits to and from the road included."""
        best, cost = self._choice(end)
        if not np.isfinite(cost):
            return np.inf
        if best.isdigit():
            start = self.starts[int(best)]
            return start.away + abs(end.along - start.along) + end.away
        side, nodes = self.side, self._nodes_to(best, end)
        start, node = self._began(nodes[0])
        rest = float(side.lengths[end.edge])
        found = start.away + end.away + (end.along if best == "start" else rest - end.along)
        found += start.along if node % 2 else float(side.lengths[start.edge]) - start.along
        for a, b in pairwise(nodes):
            arc = side.arc(b, a) if self.back else side.arc(a, b)
            found += float(side.lengths[arc if arc >= 0 else -1 - arc])
        return found

    def _nodes_to(self, best: str, end: OnEdge) -> list[int]:
        """Return the nodes from the beginning of a way to one end of the edge that it ends on."""
        nodes = [int(self.side.starts[end.edge] if best == "start" else self.side.ends[end.edge])]
        while (before := int(self._before[nodes[-1]])) != NOWHERE:
            nodes.append(before)
        return nodes[::-1]

    def _began(self, node: int) -> tuple[OnEdge, int]:
        """Return the place at which a way over this first node begins, and which seed it was: even over the edge's end."""
        seeds = np.flatnonzero(self._nodes == node)
        seed = int(seeds[np.argmin(self._firsts[seeds])])
        return self.starts[seed // 2], seed

    def _through(self, best: str, end: OnEdge) -> tuple[OnEdge, list[Floats], list[int]]:
        side = self.side
        nodes = self._nodes_to(best, end)
        start, seed = self._began(nodes[0])
        length = float(side.lengths[start.edge])
        pieces = [stretch(side.lines[start.edge], start.along, 0.0 if seed % 2 else length)]
        edges = [start.edge]
        for a, b in pairwise(nodes):
            arc = side.arc(b, a) if self.back else side.arc(a, b)
            edge = arc if arc >= 0 else -1 - arc
            line = shapely.get_coordinates(side.lines[edge])
            pieces.append(line if (arc >= 0) != self.back else line[::-1])
            edges.append(edge)
        last = 0.0 if best == "start" else float(side.lengths[end.edge])
        return start, [*pieces, stretch(side.lines[end.edge], last, end.along)], [*edges, end.edge]
