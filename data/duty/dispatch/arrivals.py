"""When forces can be at nodes of the roads: forwards from all of them at once, and backwards from a node to each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from scipy.sparse import bmat, csr_matrix, diags_array
from scipy.sparse.csgraph import dijkstra

from data.duty.dispatch.forces import Force
from data.duty.dispatch.rings import seeds_of
from data.duty.dispatch.travel import Travel
from data.town.model import Floats
from data.town.network_build import Bools, Longs
from data.town.network_side import LEAST, Side, cheapest

TOGETHER = 12  # searches at once: each fills an array as long as all layers
CLOSE = 1e-5  # seconds by which sums in another order differ


class OnRoads:
    """Who can be where in time, over the roads: by vehicle, and the last bit on foot where it cannot go.

    The roads lie in layers, one for each way of moving; from each node of a vehicle's layer one can go on in that of those on foot.

    Parameters
    ----------
    windows
        Seconds from now until each node must be held; minus infinity where it cannot be any more.
    """

    def __init__(self, travel: Travel, forces: Sequence[Force], now: datetime, windows: Floats) -> None:
        self.windows = windows
        self._count, self._size = len(forces), len(travel.edges.nodes)
        self._limit = float(max(np.max(windows, initial=0.0), 0.0))
        modes = ["foot", *sorted({f.mode for f in forces} - {"foot"})]
        sides = [travel.side(mode, now) for mode in modes]
        self._layers = _layered(sides, self._size)
        self._turned = self._layers.T.tocsr()
        self._rows, self._nodes, self._firsts = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
        for layer, (mode, side) in enumerate(zip(modes, sides, strict=True)):
            rows = np.array([i for i, f in enumerate(forces) if f.mode == mode], np.int64)
            if len(rows) and len(side.edges):
                seeds = seeds_of(travel, side, [forces[int(r)] for r in rows])
                self._rows = np.concatenate([self._rows, rows, rows])
                self._nodes = np.concatenate([self._nodes, seeds.nodes + layer * self._size])
                self._firsts = np.concatenate([self._firsts, seeds.firsts])
        self._times: dict[int, Floats] = {}

    @property
    def forces(self) -> int:
        """How many people there are."""
        return self._count

    def earliest(self, gone: Bools | None = None) -> Floats:
        """Return the seconds until the first of those who are not ``gone`` is at each node."""
        firsts = self._firsts
        if gone is not None:
            firsts = np.where(gone[self._rows], np.inf, firsts)
        return cheapest(self._layers, self._nodes, firsts, self._limit)[0][: self._size]

    def without(self, gone: Bools) -> Bools:
        """Return which nodes can be held in time by somebody who is not ``gone``."""
        return np.asarray(self.earliest(gone) <= self.windows + CLOSE)

    def able(self, nodes: Longs) -> Bools:
        """Return who (forces, nodes) can be at which of these nodes in time."""
        return np.asarray(self.times(nodes) <= self.windows[nodes] + CLOSE)

    def times(self, nodes: Longs) -> Floats:
        """Return the seconds (forces, nodes) that each needs to each node; infinite where they would be far too late."""
        new = np.array([n for n in dict.fromkeys(nodes.tolist()) if n not in self._times], np.int64)
        new = new[np.argsort(self.windows[new], kind="stable")]
        for some in np.array_split(new, -(-len(new) // TOGETHER)) if len(new) else ():
            self._search(some)
        if not len(nodes):
            return np.zeros((self._count, 0))
        return np.column_stack([self._times[node] for node in nodes.tolist()])

    def _search(self, nodes: Longs) -> None:
        """Find the seconds of every force to some nodes, by searches backwards from them."""
        limit = float(max(self.windows[nodes].max(), 0.0)) + 1.0
        costs = dijkstra(self._turned, directed=True, indices=nodes, limit=limit)
        each = costs[:, self._nodes] + self._firsts
        for node, seconds in zip(nodes.tolist(), each, strict=True):
            best = np.full(self._count, np.inf)
            np.minimum.at(best, self._rows, seconds)
            self._times[node] = best


def _layered(sides: Sequence[Side], size: int) -> csr_matrix:
    """Return the roads of several ways of moving one after the other, that of those on foot first; into it lead the others."""
    blocks = [[sides[0].matrix, *[None] * (len(sides) - 1)]]
    for layer, side in enumerate(sides[1:], 1):
        off = csr_matrix(diags_array(np.full(size, LEAST)))
        blocks.append([off, *[side.matrix if i == layer else None for i in range(1, len(sides))]])
    return csr_matrix(bmat(blocks))
