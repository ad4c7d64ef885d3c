"""A graph in which nodes are to be held, brought down to what matters: what nobody can hold is drawn together, dead ends go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from data.town.network_build import Bools, Longs


@dataclass(frozen=True, slots=True, eq=False)
class Kernel:
    """A smaller graph with the same cuts: ``exits`` counts the ways out at each node, ``original`` is -1 where nobody can hold it.

    ``always`` ways out are open whatever is held.
    """

    count: int
    arcs: Longs
    source: int
    exits: Longs
    hold: Bools
    original: Longs
    always: int


def kernel_of(count: int, arcs: Longs, sources: Longs, exits: Longs, hold: Bools) -> Kernel:
    """Return the kernel of a graph (see `data.duty.dispatch.cut.CutProblem`); its source is one node."""
    n = count + 1  # the last is where all ways begin
    arcs = np.vstack([arcs, np.column_stack([np.full(len(sources), count), sources])]).astype(np.int64)
    can = np.append(hold, False)
    free = ~can[arcs].any(axis=1)
    part = _parts(n, arcs[free])
    arcs, ways = part[arcs], np.bincount(part[exits], minlength=part.max() + 1)
    original = np.full(len(ways), -1)
    original[part[np.flatnonzero(can)]] = np.flatnonzero(can)
    source = int(part[count])
    always, ways[source] = int(ways[source]), 0
    kept = _needed(len(ways), arcs, source, ways > 0)
    return _renumbered(arcs, source, ways, original, kept, always)


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


def _renumbered(arcs: Longs, source: int, ways: Longs, original: Longs, kept: Bools, always: int) -> Kernel:
    number = np.full(len(kept), -1)
    number[kept] = np.arange(kept.sum())
    pairs = _pairs(number[arcs[kept[arcs].all(axis=1)]], int(kept.sum()) or 1)
    held = original[kept]
    return Kernel(int(kept.sum()), pairs, int(number[source]), ways[kept].astype(np.int64), held >= 0, held, always)
