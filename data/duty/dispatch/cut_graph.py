"""A graph in which nodes are to be held, brought down to what matters: what is better held elsewhere is drawn together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from data.town.network_build import Bools, Longs

Bits = npt.NDArray[np.uint64]  # a row for each node, with a bit for each force that can hold it

WORTH = 50  # it ends with the round that took away less than one node of so many


@dataclass(frozen=True, slots=True, eq=False)
class Kernel:
    """A smaller graph with the same best cuts. ``exits`` counts the ways out at each node.

    ``able`` (forces, nodes) tells who can hold which node. A node stands for one node of the first graph or for the links of a
    chain, of which it is the same which one is held: ``original`` is one of them, -1 where nobody can hold any; ``inner`` are the
    numbers in the first graph and ``of`` the nodes that they became, in order. ``always`` ways out are open whatever is held.
    """

    count: int
    arcs: Longs
    source: int
    exits: Longs
    able: Bools
    original: Longs
    always: int
    inner: Longs
    of: Longs

    @property
    def hold(self) -> Bools:
        """Which nodes can be held."""
        return np.asarray(self.original >= 0)

    def stands_for(self, node: int) -> Longs:
        """Return the nodes of the first graph that a node stands for."""
        low, high = np.searchsorted(self.of, [node, node + 1])
        return self.inner[low:high]


def kernel_of(count: int, arcs: Longs, sources: Longs, exits: Longs, able: Bools) -> Kernel:
    """Return the kernel of a graph (see `data.duty.dispatch.cut.CutProblem`); its source is one node."""
    begin = np.column_stack([np.full(len(sources), count), sources])  # the last is where all ways begin
    arcs = np.vstack([arcs, begin]).astype(np.int64)
    can = np.append(able.any(axis=0), False)
    part = _parts(count + 1, arcs[_both(~can, arcs)])
    ways = np.bincount(part[exits], minlength=part.max() + 1)
    source = int(part[count])
    always, ways[source] = int(ways[source]), 0
    bits = np.zeros((len(ways), -(-len(able) // 64) * 8), np.uint8)
    held = np.flatnonzero(can)
    bits[part[held], : -(-len(able) // 8)] = np.packbits(able[:, held], axis=0).T
    graph = _Graph(_pairs(part[arcs], len(ways)), source, ways, bits.view(np.uint64), np.where(can, part, -1))
    return _kernel(graph.only(graph.connected).drawn_together(), able, always)


def between(count: int, arcs: Longs, ends: Longs) -> Bools:
    """Return which nodes can lie on a way from one of some nodes to another of them: all but those of dead ends."""
    kept = np.zeros(count, bool)
    kept[ends] = True
    return _without_dead_ends(_pairs(arcs, count), kept)


def _without_dead_ends(pairs: Longs, ends: Bools) -> Bools:
    """Return which nodes are left when nodes with one neighbour are taken out until there are none but ``ends``."""
    kept = np.ones(len(ends), bool)
    while True:
        dead = kept & ~ends & (np.bincount(pairs.ravel(), minlength=len(ends)) <= 1)
        if not dead.any():
            return kept
        kept &= ~dead
        pairs = pairs[_both(kept, pairs)]


def _kernel(graph: _Graph, able: Bools, always: int) -> Kernel:
    inner = np.flatnonzero(graph.of >= 0)
    inner = inner[np.argsort(graph.of[inner], kind="stable")]
    of = graph.of[inner]
    original = np.full(graph.count, -1)
    original[of] = inner
    held = np.unpackbits(np.ascontiguousarray(graph.who).view(np.uint8), axis=1, count=len(able)).T.astype(bool)
    return Kernel(graph.count, graph.pairs, graph.source, graph.ways, held, original, always, inner, of)


def _parts(n: int, arcs: Longs) -> Longs:
    graph = csr_matrix((np.ones(len(arcs), np.int8), (arcs[:, 0], arcs[:, 1])), shape=(n, n))
    return connected_components(graph, directed=False)[1].astype(np.int64)


def _pairs(arcs: Longs, n: int) -> Longs:
    """Return each pair of different nodes once, the smaller first."""
    low, high = np.minimum(*arcs.T), np.maximum(*arcs.T)
    keys = np.sort((low * n + high)[low != high])
    keys = keys[np.r_[True, keys[1:] != keys[:-1]]] if len(keys) else keys
    return np.column_stack([keys // n, keys % n])


def _both(chosen: Bools, pairs: Longs) -> Bools:
    """Return which pairs have both of their nodes among those chosen."""
    return np.asarray(chosen[pairs[:, 0]] & chosen[pairs[:, 1]])


@dataclass(frozen=True)
class _Graph:
    """The graph while nodes are taken out that nobody need hold.

    ``ways`` counts ways out, ``of`` tells which node each of the first graph has become, -1 for none that can be held.
    """

    pairs: Longs
    source: int
    ways: Longs
    who: Bits
    of: Longs

    @property
    def count(self) -> int:
        """The number of nodes."""
        return len(self.ways)

    @cached_property
    def meets(self) -> Longs:
        """The number of neighbours of each node."""
        return np.bincount(self.pairs.ravel(), minlength=self.count)

    @property
    def connected(self) -> Bools:
        """Which nodes hang together with the source."""
        part = _parts(self.count, self.pairs)
        return np.asarray(part == part[self.source])

    @property
    def links(self) -> Bools:
        """Which nodes are links of chains: between two others, with no way out of their own."""
        found = (self.meets == 2) & (self.ways == 0)
        found[self.source] = False
        return np.asarray(found)

    def neighbours(self, nodes: Longs, n: int) -> Longs:
        """Return the neighbours (nodes, n) of nodes that have ``n``."""
        both = np.vstack([self.pairs, self.pairs[:, ::-1]])
        chosen = np.zeros(self.count, bool)
        chosen[nodes] = True
        both = both[chosen[both[:, 0]]]
        return np.asarray(both[np.argsort(both[:, 0], kind="stable"), 1].reshape(-1, n), np.int64)

    def better(self, nodes: Longs, others: Longs) -> Bools:
        """Return where a node's other is to be preferred: whoever can hold the node can hold that too."""
        return np.asarray((others != self.source) & ~(self.who[nodes] & ~self.who[others]).any(axis=1))

    def only(self, kept: Bools) -> _Graph:
        """Return the graph of these nodes, by new numbers."""
        if kept.all():
            return self
        number = np.where(kept, np.cumsum(kept) - 1, -1)
        pairs = number[self.pairs[_both(kept, self.pairs)]]
        return _Graph(pairs, int(number[self.source]), self.ways[kept], self.who[kept], np.where(self.of >= 0, number[self.of], -1))

    # What can be taken out

    def drawn_together(self) -> _Graph:
        """Return the graph without all that can be taken out, until hardly anything more can."""
        graph, before = self, self.count * 2
        while before - graph.count > before // WORTH:
            before = graph.count
            graph = graph.without_dead_ends().without_ends().with_chains_as_one().without_links()
        return graph

    def without_dead_ends(self) -> _Graph:
        """Return the graph without what leads nowhere."""
        ends = self.ways > 0
        ends[self.source] = True
        return self.only(_without_dead_ends(self.pairs, ends))

    def without_ends(self) -> _Graph:
        """Return the graph without ends whose neighbour is better held: what leads out there leads out over that."""
        ends = np.flatnonzero((self.meets == 1) & (np.arange(self.count) != self.source))
        others = self.neighbours(ends, 1)[:, 0]
        better = self.better(ends, others)
        ways, kept = self.ways.copy(), np.ones(self.count, bool)
        np.add.at(ways, others[better], self.ways[ends[better]])
        kept[ends[better]] = False
        return replace(self, ways=ways).only(kept)

    def with_chains_as_one(self) -> _Graph:
        """Return the graph with one node for all links of a chain, held by whoever can hold one of them."""
        graph = self
        while len(inner := graph.pairs[_both(graph.links, graph.pairs)]):
            graph = graph._merged(_parts(graph.count, inner))
        return graph

    def _merged(self, part: Longs) -> _Graph:
        order = np.argsort(part, kind="stable")
        first = np.flatnonzero(np.r_[True, np.diff(part[order]) > 0])
        ways, who = np.add.reduceat(self.ways[order], first), np.bitwise_or.reduceat(self.who[order], first, axis=0)
        of = np.where(self.of >= 0, part[self.of], -1)
        return _Graph(_pairs(part[self.pairs], len(first)), int(part[self.source]), ways, who, of)

    def without_links(self) -> _Graph:
        """Return the graph without links one of whose neighbours is better held; no two of them may be neighbours."""
        links = np.flatnonzero(self.links)
        near = self.neighbours(links, 2)
        better = self.better(links, near[:, 0]) | self.better(links, near[:, 1]) | ~self.who[links].any(axis=1)
        kept = np.ones(self.count, bool)
        kept[links[better]] = False
        return replace(self, pairs=_pairs(np.vstack([self.pairs, near[better]]), self.count)).only(kept)
