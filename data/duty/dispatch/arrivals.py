"""When forces can be at nodes of the roads: searches from each of them, held to what lies on a way that is in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakKeyDictionary

import numpy as np
from scipy.sparse import bmat, csr_matrix, diags_array
from scipy.sparse.csgraph import dijkstra

from data.duty.dispatch.forces import Force
from data.duty.dispatch.rings import seeds_of
from data.duty.dispatch.travel import Travel
from data.town.model import Floats
from data.town.network_build import Bools, Longs
from data.town.network_side import LEAST, Side, cheapest

TOGETHER = 16  # searches at once: each fills an array as long as what is searched
CLOSE = 1e-5  # seconds by which sums in another order differ
NOTHING = 1e-12  # for a matrix in which a zero is no edge
LAYERS = 4  # sets of layers that are kept of a station: they change when a gate opens or shuts


class OnRoads:
    """Who can be where in time, over the roads: by vehicle, and the last bit on foot where it cannot go.

    The roads lie in layers, one for each way of moving; from each node of a vehicle's layer one can go on in that of those on foot.

    Parameters
    ----------
    windows
        Seconds from now until each node must be held; negative where it cannot be any more.
    """

    def __init__(self, travel: Travel, forces: Sequence[Force], now: datetime, windows: Floats) -> None:
        self.wanted = np.flatnonzero(windows >= 0)
        self.windows = windows
        self.forces = len(forces)
        self._column = np.full(len(windows), -1)  # of each node among those wanted
        self._column[self.wanted] = np.arange(len(self.wanted))
        modes = ["foot", *sorted({f.mode for f in forces} - {"foot"})]
        sides = [travel.side(mode, now) for mode in modes]
        self._row, self._at, self._seconds = self._search(_layers_of(travel, sides), *_seeds(travel, modes, sides, forces))

    def _search(self, layers: _Layers, rows: Longs, nodes: Longs, firsts: Floats) -> tuple[Longs, Longs, Floats]:
        """Return pairs of a force and a node that is wanted (its number among them), with the seconds between them.

        A search backwards from all nodes that are wanted tells how much sooner than the longest window one must be at each node to
        be anywhere in time. What that leaves no time for is not searched; and as these figures are distances, each edge can be
        lengthened by their difference, by which a search spreads only where its force is still in time (the method is A*).
        """
        limit = float(np.max(self.windows[self.wanted], initial=0.0)) + 2 * CLOSE
        left, _ = cheapest(layers.back, self.wanted, limit - self.windows[self.wanted], limit)
        begin = firsts + left[nodes]
        near = begin <= limit
        rows, nodes, begin = rows[near], nodes[near], begin[near]
        kept = np.flatnonzero(np.isfinite(left) & np.tile(layers.worth(np.concatenate([self.wanted, nodes])), layers.count))
        number = np.full(len(left), -1)
        number[kept] = np.arange(len(kept))
        inner = layers.ahead[kept][:, kept]
        ends = np.repeat(np.arange(len(kept)), np.diff(inner.indptr))
        inner.data = np.maximum(inner.data + left[kept][inner.indices] - left[kept][ends], NOTHING)
        useful, at = np.unique(rows, return_inverse=True)
        graph = _begun(inner, at, number[nodes], begin, len(useful))
        found, targets = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))], number[self.wanted]
        for some in np.array_split(np.arange(len(useful)), -(-len(useful) // TOGETHER)) if len(useful) else ():
            costs = dijkstra(graph, directed=True, indices=len(kept) + some, limit=limit)[:, targets]
            force, there = np.nonzero(np.isfinite(costs))
            found.append((useful[some[force]], there, costs[force, there] - left[self.wanted[there]]))
        row, at, seconds = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return row, at, seconds

    def able(self, nodes: Longs) -> Bools:
        """Return who (forces, nodes) can be at which of these nodes in time."""
        in_time = np.zeros((self.forces, len(self.wanted) + 1), bool)
        in_time[self._row, self._at] = self._seconds <= self.windows[self.wanted[self._at]] + CLOSE
        return in_time[:, self._column[nodes]]  # the last is for nodes that are not wanted

    def times(self, nodes: Longs) -> Floats:
        """Return the seconds (forces, nodes) that each needs to some different nodes; infinite where they would be far too late."""
        place = np.full(len(self.wanted), -1)
        some = np.flatnonzero(self._column[nodes] >= 0)
        place[self._column[nodes[some]]] = some
        found = np.full((self.forces, len(nodes)), np.inf)
        asked = place[self._at] >= 0
        found[self._row[asked], place[self._at[asked]]] = self._seconds[asked]
        return found


def _begun(inner: csr_matrix, at: Longs, nodes: Longs, firsts: Floats, count: int) -> csr_matrix:
    """Return a graph with ``count`` nodes more, from which the seeds of each force are reached at what they cost to begin with."""
    order = np.argsort(at, kind="stable")
    ends = inner.indptr[-1] + np.cumsum(np.bincount(at, minlength=count))
    n = inner.shape[0] + count
    column = np.r_[inner.indices, nodes[order].astype(inner.indices.dtype)]
    data = np.r_[inner.data, np.maximum(firsts[order], LEAST)]
    return csr_matrix((data, column, np.r_[inner.indptr, ends]), shape=(n, n))


def _seeds(travel: Travel, modes: Sequence[str], sides: Sequence[Side], forces: Sequence[Force]) -> tuple[Longs, Longs, Floats]:
    """Return where forces get onto the layers: the number of each force, the node there, and the seconds to it."""
    rows, nodes, firsts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    for layer, (mode, side) in enumerate(zip(modes, sides, strict=True)):
        own = np.array([i for i, f in enumerate(forces) if f.mode == mode], np.int64)
        if len(own) and len(side.edges):
            seeds = seeds_of(travel, side, [forces[int(r)] for r in own])
            rows += [own, own]
            nodes.append(seeds.nodes + layer * side.count)
            firsts.append(seeds.firsts)
    return np.concatenate(rows), np.concatenate(nodes), np.concatenate(firsts)


@dataclass(frozen=True, slots=True, eq=False)
class _Layers:
    """The roads of several ways of moving one after the other, that of those on foot first; into it lead the others."""

    ahead: csr_matrix
    back: csr_matrix
    count: int
    up: Longs  # for each node of a dead end the next one on the way out of it, for all others -1

    def worth(self, targets: Longs) -> Bools:
        """Return which nodes are worth a search for some (of any layer): a dead end only as far as one of them lies in it."""
        found = self.up < 0
        here = np.unique(targets % len(self.up))
        while len(here):
            found[here] = True
            here = np.unique(self.up[here])
            here = here[(here >= 0) & ~found[here]]
        return np.asarray(found)


_kept: WeakKeyDictionary[Travel, dict[tuple[Side, ...], _Layers]] = WeakKeyDictionary()


def _layers_of(travel: Travel, sides: Sequence[Side]) -> _Layers:
    """Return the layers of these sides; they are kept, the latest last."""
    known = _kept.setdefault(travel, {})
    found = known.pop(tuple(sides), None) or _layered(sides)
    known[tuple(sides)] = found
    for key in list(known)[:-LAYERS]:
        known.pop(key, None)
    return found


def _layered(sides: Sequence[Side]) -> _Layers:
    blocks = [[sides[0].matrix, *[None] * (len(sides) - 1)]]
    for layer, side in enumerate(sides[1:], 1):
        off = csr_matrix(diags_array(np.full(side.count, LEAST)))
        blocks.append([off, *[side.matrix if i == layer else None for i in range(1, len(sides))]])
    ahead = csr_matrix(bmat(blocks))
    return _Layers(ahead, ahead.T.tocsr(), len(sides), _ways_up(ahead, sides[0].count))


def _ways_up(layers: csr_matrix, n: int) -> Longs:
    """Return for each node of a dead end the next one on the way out of it, for all others -1."""
    tails = np.repeat(np.arange(layers.shape[0]), np.diff(layers.indptr)) % n
    heads = layers.indices.astype(np.int64) % n
    keys = np.unique(np.concatenate([tails * n + heads, heads * n + tails]))
    pairs = np.column_stack([keys // n, keys % n])[keys // n != keys % n]
    up = np.full(n, -1)
    while True:
        ends = np.bincount(pairs[:, 0], minlength=n) == 1
        last = ends[pairs[:, 0]]
        if not last.any():
            return up
        up[pairs[last, 0]] = pairs[last, 1]
        pairs = pairs[~last & ~ends[pairs[:, 1]]]
