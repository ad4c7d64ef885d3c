"""A graph in which nodes are to be held, brought down to what matters: what is better held elsewhere is drawn together."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from data.town.network_build import Bools, Longs

LARGE = 6000  # nodes: of more no programme is made, and to draw them together takes longer than it saves


@dataclass(frozen=True, slots=True, eq=False)
class Kernel:
    """A smaller graph with the same best cuts. ``exits`` counts the ways out at each node.

    ``able`` (forces, nodes) tells who can hold which node, ``original`` what it was called, -1 where nobody can; ``always`` ways
    out are open whatever is held.
    """

    count: int
    arcs: Longs
    source: int
    exits: Longs
    able: Bools
    original: Longs
    always: int

    @property
    def hold(self) -> Bools:
        """Which nodes can be held."""
        return np.asarray(self.original >= 0)


def kernel_of(count: int, arcs: Longs, sources: Longs, exits: Longs, able: Bools) -> Kernel:
    """Return the kernel of a graph (see `data.duty.dispatch.cut.CutProblem`); its source is one node."""
    n = count + 1  # the last is where all ways begin
    arcs = np.vstack([arcs, np.column_stack([np.full(len(sources), count), sources])]).astype(np.int64)
    can = np.append(able.any(axis=0), False)
    free = ~can[arcs].any(axis=1)
    part = _parts(n, arcs[free])
    arcs, ways = part[arcs], np.bincount(part[exits], minlength=part.max() + 1)
    original = np.full(len(ways), -1)
    original[part[np.flatnonzero(can)]] = np.flatnonzero(can)
    source = int(part[count])
    always, ways[source] = int(ways[source]), 0
    kept = _needed(len(ways), arcs, source, ways > 0)
    pairs = _pairs(arcs[kept[arcs].all(axis=1)], len(ways))
    whole = _numbered(kept, pairs, source, ways, original, able, always)
    if whole.count > LARGE:
        return whole
    graph = _Drawn(whole)
    graph.draw_together()
    return graph.kernel()


def _parts(n: int, arcs: Longs) -> Longs:
    graph = csr_matrix((np.ones(len(arcs)), (arcs[:, 0], arcs[:, 1])), shape=(n, n))
    return connected_components(graph, directed=False)[1].astype(np.int64)


def _needed(n: int, arcs: Longs, source: int, ways: Bools) -> Bools:
    """Return the nodes that can lie between the source and a way out: connected to it, and not at the end of a dead end."""
    part = _parts(n, arcs)
    kept = part == part[source]
    ends = ways.copy()
    ends[source] = True
    pairs = _pairs(arcs[kept[arcs].all(axis=1)], n)
    while True:
        dead = kept & ~ends & (np.bincount(pairs.ravel(), minlength=n) <= 1)
        if not dead.any():
            return np.asarray(kept)
        kept &= ~dead
        pairs = pairs[kept[pairs].all(axis=1)]


def _pairs(arcs: Longs, n: int) -> Longs:
    """Return each pair of different nodes once, the smaller first."""
    low, high = arcs.min(axis=1), arcs.max(axis=1)
    keys = np.unique((low * n + high)[low != high])
    return np.column_stack([keys // n, keys % n])


def _numbered(kept: Bools, pairs: Longs, source: int, ways: Longs, original: Longs, able: Bools, always: int) -> Kernel:
    """Return the nodes that are kept as a kernel, by new numbers."""
    number = np.cumsum(kept) - 1
    held = original[kept]
    who = np.zeros((len(able), len(held)), bool)
    who[:, held >= 0] = able[:, held[held >= 0]]
    return Kernel(len(held), number[pairs].reshape(-1, 2), int(number[source]), ways[kept], who, held, always)


class _Drawn:
    """The graph while nodes are taken out that nobody need hold: whoever can hold one can hold a neighbour that cuts as much."""

    def __init__(self, whole: Kernel) -> None:
        self._whole, self._source = whole, whole.source
        self._ways: list[int] = whole.exits.tolist()
        self._near: dict[int, set[int]] = {v: set() for v in range(whole.count)}
        for a, b in whole.arcs.tolist():
            self._near[a].add(b)
            self._near[b].add(a)
        packed = np.packbits(whole.able, axis=0).T  # a number for each node, with a bit for each force that can hold it
        self._who = [int.from_bytes(bits.tobytes(), "big") for bits in packed]

    def draw_together(self) -> None:
        """Take out all that can be, until nothing more can."""
        queue = list(self._near)
        while queue:
            node = queue.pop()
            if node in self._near and node != self._source:
                queue += self._take_out(node)

    def _take_out(self, node: int) -> set[int]:
        """Take a node out if it may be, and return those to look at again."""
        near, ways = self._near[node], self._ways[node]
        other = next((u for u in near if u != self._source and not self._who[node] & ~self._who[u]), None)
        if len(near) == 1 and (other is not None or not ways):  # a dead end: what leads out there leads out over its neighbour
            self._ways[next(iter(near))] += ways
        elif len(near) != 2 or ways or other is None:  # else a link of a chain
            return set()
        del self._near[node]
        for u in near:
            self._near[u].discard(node)
            self._near[u] |= near - {u}
        return near

    def kernel(self) -> Kernel:
        """Return what is left, by new numbers."""
        kept = np.zeros(self._whole.count, bool)
        kept[list(self._near)] = True
        pairs = sorted((a, b) for a, near in self._near.items() for b in near if a < b)
        columns = np.where(self._whole.original >= 0, np.arange(self._whole.count), -1)
        found = _numbered(kept, np.array(pairs, np.int64).reshape(-1, 2), self._source, np.array(self._ways), columns,
                          self._whole.able, self._whole.always)  # fmt: skip
        return replace(found, original=self._whole.original[kept])
