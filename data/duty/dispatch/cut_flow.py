"""The cheapest nodes that cut a kernel, whoever holds them, found as a largest flow that goes on where prices rise."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from data.duty.dispatch.cut_graph import Kernel
from data.town.network_build import Longs

ENDLESS = 2**30


class Flow:
    """A largest flow (Ford and Fulkerson 1956) from the source of a kernel to its ways out, through nodes that cost something.

    A node is an arc from where it is entered to where it is left. What flows at lower prices flows at higher ones too: only what
    more can flow is looked for, in what is left of each arc.
    """

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        n = kernel.count
        self._out = 2 * n
        enter, leave = np.arange(n), np.arange(n) + n
        self._exits = np.flatnonzero(kernel.exits)
        a, b = kernel.arcs.T
        tail = np.concatenate([enter, leave[self._exits], leave[a], leave[b]])
        head = np.concatenate([leave, np.full(len(self._exits), self._out), enter[b], enter[a]])
        self._priced = n + len(self._exits)  # arcs that cost something come first, those between nodes are endless
        tails, heads = np.concatenate([tail, head]), np.concatenate([head, tail])
        order = np.lexsort((heads, tails))
        rows = np.concatenate([[0], np.cumsum(np.bincount(tails, minlength=2 * n + 1))])
        self._place = np.argsort(order)[: self._priced]
        left = np.where(order < len(tail), ENDLESS, 0).astype(np.int32)
        left[self._place] = 0
        self._left = csr_array((left, heads[order].astype(np.int32), rows.astype(np.int32)), shape=(2 * n + 1, 2 * n + 1))
        self._room = np.zeros(self._priced, np.int32)

    def cut(self, costs: Longs, price: int) -> tuple[Longs, tuple[int, int]]:
        """Return the nodes of the cheapest cut that lies nearest to the source, and how many exits it leaves open and nodes it has.

        ``price`` is that of an exit left open, ``costs`` those of nodes: 0 where nobody can hold it. None may be lower than before.
        """
        kernel, n = self._kernel, self._kernel.count
        if not len(self._exits):
            return np.zeros(0, np.int64), (kernel.always, 0)
        price = min(price, ENDLESS // int(kernel.exits.sum()))  # what flows in all must have room in a number
        room = np.concatenate([np.where(costs > 0, costs, ENDLESS), kernel.exits[self._exits] * price]).astype(np.int32)
        self._left.data[self._place] += room - self._room
        self._room = room
        flow = maximum_flow(self._left, kernel.source, self._out).flow  # has the same places, for each arc has one back
        self._left.data -= np.asarray(flow.data, np.int32)
        rest = self._left.copy()
        rest.eliminate_zeros()
        reached = np.zeros(2 * n + 1, dtype=bool)
        reached[breadth_first_order(rest, kernel.source, directed=True, return_predecessors=False)] = True
        held = np.flatnonzero(reached[:n] & ~reached[n : 2 * n])
        opened = int(kernel.exits[reached[n : 2 * n]].sum())
        return held, (kernel.always + opened, len(held))
