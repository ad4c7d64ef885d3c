"""The best cut as a mixed integer programme: which nodes are held by whom, and what somebody who flees can still reach."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix, csr_matrix, vstack

from data.duty.dispatch.cut_graph import Kernel
from data.town.model import Floats
from data.town.network_build import Longs

LARGEST = 20_000  # pairs of force and node up to which the programme is made; larger ones come to nothing in a few seconds
ROUGH = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """Nodes held, whether no choice is better, and what none can beat: ways out left open, and nodes held."""

    held: Longs
    proved: bool
    bound: tuple[int, int]


def solve(kernel: Kernel, seconds: float) -> Solved | None:
    """Return the best cut found in some seconds, by HiGHS (scipy); None where the programme is too large or nothing was found.

    Variables are for each node whether somebody who flees can be beyond it and whether it is held, and for each force and node
    whether that one holds it. Beyond a node is who was beyond a neighbour of it, unless it is held. Who holds what needs not be
    asked to be whole: where the nodes are, an assignment that is whole exists (Birkhoff 1946).
    """
    who = kernel.able.any(axis=1)
    able = kernel.able[who]
    if able.sum() > LARGEST or seconds <= 0:
        return None
    force, node = np.nonzero(able)
    price = len(able) + 1.0  # an exit left open outweighs all that can be held
    cost = np.concatenate([kernel.exits * price, np.ones(kernel.count), np.zeros(len(force))])
    low, high = np.zeros(len(cost)), np.concatenate([np.ones(kernel.count), kernel.hold, np.ones(len(force))])
    low[kernel.source] = 1.0
    whole = np.zeros(len(cost), np.int64)
    whole[kernel.count : 2 * kernel.count] = 1
    found = milp(cost, constraints=_constraints(kernel, force, node, len(able)), bounds=Bounds(low, high), integrality=whole,
                 options={"time_limit": seconds, "mip_rel_gap": 0.0})  # fmt: skip
    if found.x is None:
        return None
    held = np.flatnonzero(found.x[kernel.count : 2 * kernel.count] > 0.5)
    return Solved(held, found.status == 0, _bound(kernel, found.mip_dual_bound, price))


def _constraints(kernel: Kernel, force: Longs, node: Longs, forces: int) -> LinearConstraint:
    n, pairs, (a, b) = kernel.count, len(force), kernel.arcs.T
    one, other = np.concatenate([a, b]), np.concatenate([b, a])
    one, other = one[other != kernel.source], other[other != kernel.source]
    ways, number = np.arange(len(one)), np.arange(pairs)
    spread = _rows(np.tile(ways, 3), np.concatenate([other, n + other, one]), np.repeat([1.0, 1.0, -1.0], len(one)), 2 * n + pairs)
    hold = np.arange(n)
    by_one = _rows(np.concatenate([node, hold]), np.concatenate([2 * n + number, n + hold]),
                   np.repeat([1.0, -1.0], [pairs, n]), 2 * n + pairs)  # fmt: skip
    at_one = _rows(force, 2 * n + number, np.full(pairs, -1.0), 2 * n + pairs)
    least = np.concatenate([np.zeros(spread.shape[0] + n), np.full(forces, -1.0)])
    return LinearConstraint(vstack([spread, by_one, at_one]).tocsc(), least, np.inf)


def _rows(rows: Longs, columns: Longs, values: Floats, width: int) -> csr_matrix:
    return coo_matrix((values, (rows, columns)), shape=(int(rows.max(initial=-1)) + 1, width)).tocsr()


def _bound(kernel: Kernel, dual: float | None, price: float) -> tuple[int, int]:
    """Return what a bound of the sum means: ways open come first, and never as many nodes are held as a way is worth."""
    if dual is None or not np.isfinite(dual):
        return kernel.always, 0
    opened = max(ceil((dual - price + 1) / price - ROUGH), 0)
    return kernel.always + opened, max(ceil(dual - opened * price - ROUGH), 0)
