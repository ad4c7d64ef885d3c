"""The station's roads as a network: shortest ways in metres, on foot or by car, for measuring and for dispatch."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any
from weakref import WeakKeyDictionary, ref

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from data.query import Query
from data.records import ChangeSet
from data.store.station import Station
from data.town.load import ROAD_WIDTHS
from data.town.model import Floats, Ids
from data.town.network_build import Bools, Edges, cut_at_crossings
from data.town.shapes import local_shapes

MODES = ("walk", "drive")
# What each mode keeps to; rails and ferries carry neither.
CLASSES = {
    "walk": frozenset({"major_road", "minor_road", "path", "other"}),
    "drive": frozenset({"highway", "major_road", "minor_road", "other"}),
}
MOST_OFF = 150.0  # metres from a point to another road than the nearest one
NOWHERE = -9999  # what scipy writes where there is no way back


@dataclass(frozen=True, slots=True)
class OnEdge:
    """A point brought to its nearest edge: the edge's number, metres along it, the place on it, and how far away that is."""

    edge: int
    along: float
    at: tuple[float, float]
    away: float


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """A way: its line (n, 2) in local metres, metres on roads, metres to the road at its start and from it at its end.

    ``roads`` are the ids of the road records in order, each once in a row.
    """

    line: Floats
    length: float
    before: float
    after: float
    roads: tuple[int, ...]

    @property
    def whole(self) -> float:
        """The length in metres with the ways to and from the road."""
        return self.before + self.length + self.after


class Network:
    """Nodes at crossings and ends, edges with lengths; what may be gone which way is asked by mode.

    One-way roads hold for cars only.
    """

    def __init__(self, edges: Edges, ids: Ids, classes: list[str], oneway: Bools) -> None:
        self.edges, self.ids, self.classes = edges, ids, classes
        self.oneway = np.asarray(oneway, dtype=bool)
        self._sides: dict[str, _Side] = {}
        self._lock = threading.Lock()

    def side(self, mode: str) -> _Side:
        """Return what the network is in one of `MODES`."""
        with self._lock:
            if mode not in self._sides:
                self._sides[mode] = _Side(self, mode)
            return self._sides[mode]

    def snap(self, point: tuple[float, float], mode: str = "walk", *, main: bool = False) -> OnEdge | None:
        """Return the nearest place on a road for a point in local metres; ``main`` keeps to the largest connected part."""
        return self.side(mode).snap(point, main=main)

    def reach(self, point: tuple[float, float], mode: str = "walk", *, limit: float = np.inf, back: bool = False,
              main: bool = False) -> Reach | None:  # fmt: skip
        """Return the ways from a point to everywhere within a limit in metres, or with ``back`` from everywhere to it."""
        start = self.snap(point, mode, main=main)
        return None if start is None else Reach(self, self.side(mode), point, start, limit, back)

    def route(self, start: tuple[float, float], end: tuple[float, float], mode: str = "walk") -> Route | None:
        """Return the shortest way between two points in local metres; None where no road leads from one to the other.

        A point whose nearest road is cut off from the rest is brought to the largest connected part instead.
        """
        for main in (False, True):
            reach = self.reach(start, mode, main=main)
            found = reach.to(end, main=main) if reach is not None else None
            if found is not None and (not main or max(found.before, found.after) <= MOST_OFF):
                return found
        return None


class _Side:
    """The network in one mode: its edges, a matrix of lengths, and the tree that finds edges by place."""

    def __init__(self, network: Network, mode: str) -> None:
        edges, allowed = network.edges, CLASSES[mode]
        usable = np.array([c in allowed for c in network.classes], dtype=bool)[edges.roads]
        self.edges = np.flatnonzero(usable)
        self.lines, self.lengths = edges.lines[self.edges], edges.lengths[self.edges]
        self.starts, self.ends = edges.starts[self.edges], edges.ends[self.edges]
        self.both = ~network.oneway[edges.roads[self.edges]] | (mode == "walk")
        self.roads = network.ids[edges.roads[self.edges]]
        self.count = len(edges.nodes)
        self._tree = shapely.STRtree(self.lines)

    @cached_property
    def _arcs(self) -> tuple[csr_matrix, dict[tuple[int, int], int]]:
        """The matrix of the shortest edge between each two nodes, and which edge that is: -1 - n is edge n gone backwards."""
        number = np.arange(len(self.edges))
        two = number[self.both]
        a = np.concatenate([self.starts, self.ends[two]])
        b = np.concatenate([self.ends, self.starts[two]])
        arc = np.concatenate([number, -1 - two])
        metres = np.maximum(np.concatenate([self.lengths, self.lengths[two]]), 1e-6)
        order = np.lexsort((metres, b, a))
        a, b, arc, metres = a[order], b[order], arc[order], metres[order]
        kept = np.r_[True, (a[1:] != a[:-1]) | (b[1:] != b[:-1])] & (a != b) if len(a) else np.zeros(0, bool)
        a, b, arc, metres = a[kept], b[kept], arc[kept], metres[kept]
        matrix = csr_matrix((metres, (a, b)), shape=(self.count, self.count))
        return matrix, dict(zip(zip(a.tolist(), b.tolist(), strict=True), arc.tolist(), strict=True))

    @property
    def matrix(self) -> csr_matrix:
        """Metres from node to node."""
        return self._arcs[0]

    def arc(self, a: int, b: int) -> int:
        """Return the edge from one node to a neighbour; -1 - n is edge n gone backwards."""
        return self._arcs[1][a, b]

    @cached_property
    def _main(self) -> npt.NDArray[np.int64]:
        """The edges of the largest part in which all is connected both ways."""
        _, part = connected_components(self.matrix, directed=True, connection="strong")
        if not len(self.edges):
            return np.zeros(0, np.int64)
        inner = part[self.starts] == part[self.ends]
        weight = np.bincount(part[self.starts[inner]], self.lengths[inner], minlength=int(part.max()) + 1)
        return np.flatnonzero(inner & (part[self.starts] == int(np.argmax(weight))))

    @cached_property
    def _main_tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.lines[self._main])

    def snap(self, point: tuple[float, float], *, main: bool = False) -> OnEdge | None:
        """Return the nearest place on an edge."""
        if not len(self.edges) or (main and not len(self._main)):
            return None
        here = shapely.Point(point)
        edge = int(self._main[self._main_tree.nearest(here)]) if main else int(self._tree.nearest(here))
        line: Any = self.lines[edge]
        along = float(line.project(here))
        foot = line.interpolate(along)
        return OnEdge(edge, along, (foot.x, foot.y), float(foot.distance(here)))


class Reach:
    """The shortest ways from a point to all of the network, worked out once."""

    def __init__(self, network: Network, side: _Side, point: tuple[float, float], start: OnEdge, limit: float, back: bool) -> None:
        self.network, self.side, self.point, self.start, self.back = network, side, point, start, back
        edge, matrix = start.edge, side.matrix.T.tocsr() if back else side.matrix
        self._to_end, self._to_start = float(side.lengths[edge]) - start.along, start.along
        ends = [int(side.ends[edge]), int(side.starts[edge])]
        metres, before = dijkstra(matrix, directed=True, indices=ends, return_predecessors=True, limit=limit)
        first = np.array([self._to_end, self._to_start])
        ahead, behind = (bool(side.both[edge]), True) if back else (True, bool(side.both[edge]))
        metres = metres + np.where([ahead, behind], first, np.inf)[:, None]
        self._by = np.argmin(metres, axis=0)
        self.metres: Floats = metres.min(axis=0)  # to each node; infinite where no road leads
        self._before = before

    def to(self, point: tuple[float, float], *, main: bool = False) -> Route | None:
        """Return the way to a point (or from it, where the ways back were asked for); None where there is none."""
        end = self.side.snap(point, main=main)
        if end is None:
            return None
        best, length = self._choice(end)
        if not np.isfinite(length):
            return None
        pieces, edges = self._direct(end) if best == "direct" else self._through(best, end)
        line = np.vstack([[self.point], *pieces, [point]])
        line = line[np.r_[True, np.hypot(*np.diff(line, axis=0).T) > 1e-6]]
        roads = [int(self.side.roads[e]) for e in edges]
        named = tuple(r for i, r in enumerate(roads) if i == 0 or r != roads[i - 1])
        if self.back:
            return Route(line[::-1], length, end.away, self.start.away, named[::-1])
        return Route(line, length, self.start.away, end.away, named)

    def metres_to(self, point: tuple[float, float]) -> float:
        """Return the metres on roads to a point; infinite where there is no way."""
        end = self.side.snap(point)
        return np.inf if end is None else self._choice(end)[1]

    def _choice(self, end: OnEdge) -> tuple[str, float]:
        """Return how the end is reached best: along its edge from its start, from its end, or on the edge of the start itself."""
        side, edge = self.side, end.edge
        both = bool(side.both[edge])
        rest = float(side.lengths[edge]) - end.along
        from_start = float(self.metres[side.starts[edge]]) + end.along if both or not self.back else np.inf
        from_end = float(self.metres[side.ends[edge]]) + rest if both or self.back else np.inf
        direct = np.inf
        if edge == self.start.edge:
            gone = end.along - self.start.along
            direct = abs(gone) if both or (gone <= 0 if self.back else gone >= 0) else np.inf
        found = {"direct": direct, "start": from_start, "end": from_end}
        best = min(found, key=lambda way: found[way])
        return best, found[best]

    def _direct(self, end: OnEdge) -> tuple[list[Floats], list[int]]:
        return [self._piece(end.edge, self.start.along, end.along)], [end.edge]

    def _through(self, best: str, end: OnEdge) -> tuple[list[Floats], list[int]]:
        side = self.side
        node = int(side.starts[end.edge] if best == "start" else side.ends[end.edge])
        by = int(self._by[node])
        nodes = [node]
        while (before := int(self._before[by][nodes[-1]])) != NOWHERE:
            nodes.append(before)
        nodes.reverse()
        length = float(side.lengths[self.start.edge])
        pieces = [self._piece(self.start.edge, self.start.along, length if by == 0 else 0.0)]
        edges = [self.start.edge]
        for a, b in pairwise(nodes):
            arc = side.arc(b, a) if self.back else side.arc(a, b)
            edge = arc if arc >= 0 else -1 - arc
            line = shapely.get_coordinates(side.lines[edge])
            pieces.append(line if (arc >= 0) != self.back else line[::-1])
            edges.append(edge)
        last = 0.0 if best == "start" else float(side.lengths[end.edge])
        return [*pieces, self._piece(end.edge, last, end.along)], [*edges, end.edge]

    def _piece(self, edge: int, start: float, end: float) -> Floats:
        """Return the part of an edge between two places on it, in the order given."""
        line: Any = self.side.lines[edge]
        at = shapely.get_coordinates(line)
        along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(at, axis=0).T))]
        low, high = min(start, end), max(start, end)
        inner = at[(along > low) & (along < high)]
        ends = shapely.get_coordinates(shapely.line_interpolate_point(line, [low, high]))
        part = np.vstack([ends[:1], inner, ends[1:]])
        return part if start <= end else part[::-1]


def read_network(station: Station) -> Network:
    """Return the network of the station's roads as they are now, tunnels and bridges included, in metres of its frame."""
    fields = ("id", "geometry", "class", "width", "oneway", "tunnel", "bridge", "level")
    columns = station.columns(Query("road"), fields)
    lines = local_shapes(station.frame, columns["geometry"])
    there = np.array([line is not None for line in lines], dtype=bool)
    rows = np.flatnonzero(there)
    said = zip(columns["level"], columns["bridge"], columns["tunnel"], strict=True)
    level = np.array([_level(*of) for of in said], dtype=float)
    classes = [columns["class"][row] or "other" for row in rows]
    usual = [ROAD_WIDTHS.get(c, ROAD_WIDTHS["other"]) for c in classes]
    width = np.array([columns["width"][row] or wide for row, wide in zip(rows, usual, strict=True)], dtype=float)
    return Network(
        cut_at_crossings(lines[rows], level[rows], width),
        np.array(columns["id"], dtype=np.int64)[rows],
        classes,
        np.array([bool(one) for one in columns["oneway"]], dtype=bool)[rows],
    )


def _level(level: int | None, bridge: bool | None, tunnel: bool | None) -> float:
    if level is not None:
        return float(level)
    return 1.0 if bridge else -1.0 if tunnel else 0.0


class _Kept:
    """The network of one station, made when it is first wanted and again after its roads changed. Safe from any thread."""

    def __init__(self, station: Station) -> None:
        self._station = ref(station)
        self._lock = threading.Lock()
        self._network: Network | None = None
        self._stale = True
        station.changed.connect(self._changed)

    def network(self) -> Network:
        """Return the network as the roads are now."""
        station = self._station()
        assert station is not None
        with self._lock:
            if self._network is None or self._stale:
                self._stale = False  # first, so that a change in the meantime is not lost
                self._network = read_network(station)
            return self._network

    def _changed(self, changes: ChangeSet) -> None:
        self._stale |= "road" in changes.kinds


_kept: WeakKeyDictionary[Station, _Kept] = WeakKeyDictionary()
_keeping = threading.Lock()


def network_of(station: Station) -> Network:
    """Return the network of a station; the same one as long as its roads do not change. Takes a while the first time."""
    with _keeping:
        kept = _kept.get(station)
        if kept is None:
            kept = _kept[station] = _Kept(station)
    return kept.network()
