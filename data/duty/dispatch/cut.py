"""The fewest nodes that cut every way out of a graph, each held by somebody of their own who is there in time.

Least first is the number of ways out that stay open, then the number of nodes held. Without the wish that each node has somebody of
its own this is a smallest vertex cut (Menger 1927), found as a largest flow (Ford and Fulkerson 1956); with it, Hall's condition
(1935) is added as it is violated: of the nodes that only k people can hold in time at most k are held. The sum is a mixed integer
programme, solved exactly by HiGHS (scipy) where it is small enough for the time given, and by giving up nodes otherwise.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix, csr_array, csr_matrix, vstack
from scipy.sparse.csgraph import breadth_first_order, maximum_bipartite_matching, maximum_flow

from data.duty.dispatch.cut_graph import Kernel, kernel_of
from data.town.model import Floats
from data.town.network_build import Bools, Longs

ENDLESS = 2**30
EXACT = 1500  # nodes of the kernel up to which the programme is solved exactly
DEARER = 2  # rounds in which nodes get dearer; then they are given up
BASE = 16  # what a node costs at first, in whole numbers for the flow
GRACE = 3.0  # seconds past the time given in which nodes may still be asked about
ROUNDS = 200  # conditions added, or nodes given up, before it is left at what is known


@dataclass(frozen=True, slots=True, eq=False)
class CutProblem:
    """A graph without directions: pairs of nodes ``arcs`` (m, 2), where the ways begin and are out, and what can be held."""

    count: int
    arcs: Longs
    sources: Longs
    exits: Longs
    hold: Bools


class Arrivals(Protocol):
    """Who can be where in time."""

    @property
    def forces(self) -> int:
        """How many people there are."""

    def able(self, nodes: Longs) -> Bools:
        """Return who (forces, nodes) can be at which of these nodes in time."""

    def without(self, gone: Bools) -> Bools:
        """Return which nodes can be held in time by somebody who is not ``gone``."""

@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """Nodes held, the number of the force that holds each, and the exits that stay open.

    ``proved`` tells that no other choice leaves fewer open, nor as few with fewer held; ``bound`` is what nothing can beat: ways
    out left open, and nodes held.
    """

    held: Longs
    force: Longs
    opened: Longs
    proved: bool
    bound: tuple[int, int]


def smallest_cut(problem: CutProblem, arrivals: Arrivals, seconds: float = 0.7) -> Cut:
    """Return the best cut; the search for a better one, or the proof that there is none, ends after about ``seconds``."""
    kernel = kernel_of(problem.count, problem.arcs, problem.sources, problem.exits, problem.hold)
    price = arrivals.forces + 1
    held, bound = _by_flow(kernel, price, np.where(kernel.hold, 1, 0))
    matched = _matched(kernel, arrivals, held)
    if matched is not None:
        return _cut(problem, kernel, held, matched, bound, True)
    now = time.monotonic()
    solved = _by_programme(kernel, arrivals, price, held, now + seconds * 0.6) if kernel.count <= EXACT else None
    if solved is not None:
        return _cut(problem, kernel, solved[0], solved[1], bound, True)
    held, matched = _by_prices(kernel, arrivals, held, now + seconds)
    return _cut(problem, kernel, held, matched, bound, _worth(problem, kernel, held) == bound)


def _cut(problem: CutProblem, kernel: Kernel, held: Longs, force: Longs, bound: tuple[int, int], proved: bool) -> Cut:
    nodes = kernel.original[held]
    opened = open_exits(problem, nodes)
    return Cut(nodes, force, opened, proved, (len(opened), len(nodes)) if proved else bound)


def _worth(problem: CutProblem, kernel: Kernel, held: Longs) -> tuple[int, int]:
    return len(open_exits(problem, kernel.original[held])), len(held)


def open_exits(problem: CutProblem, held: Longs) -> Longs:
    """Return the exits that can still be reached from the sources over nodes that are not held: a search of its own."""
    kept = np.ones(problem.count + 1, dtype=bool)
    kept[held] = False
    more = np.column_stack([np.full(len(problem.sources), problem.count), problem.sources])
    arcs = np.vstack([problem.arcs, more])
    arcs = arcs[kept[arcs].all(axis=1)]
    n = problem.count + 1
    graph = csr_matrix((np.ones(len(arcs)), (arcs[:, 0], arcs[:, 1])), shape=(n, n))
    reached = breadth_first_order(graph, problem.count, directed=False, return_predecessors=False)
    return np.intersect1d(problem.exits, reached)


# The smallest cut, whoever holds it


def _by_flow(kernel: Kernel, price: int, costs: Longs) -> tuple[Longs, tuple[int, int]]:
    """Return the nodes of the cheapest cut that lies nearest to the source, and how many exits it leaves open and nodes it has.

    ``price`` is that of an exit left open, ``costs`` those of nodes: 0 where nobody can hold it.
    """
    n = kernel.count
    enter, leave, out = np.arange(n), np.arange(n) + n, 2 * n
    exits = np.flatnonzero(kernel.exits)
    a, b = kernel.arcs.T
    tail = np.concatenate([enter, leave[a], leave[b], leave[exits]])
    head = np.concatenate([leave, enter[b], enter[a], np.full(len(exits), out)])
    room = np.concatenate([np.where(costs > 0, costs, ENDLESS), np.full(2 * len(a), ENDLESS), kernel.exits[exits] * price])
    graph = csr_array((room.astype(np.int32), (tail, head)), shape=(2 * n + 1, 2 * n + 1))
    if not len(exits):
        return np.zeros(0, np.int64), (kernel.always, 0)
    flow = maximum_flow(graph, kernel.source, out)
    rest = csr_matrix(graph - flow.flow)
    rest.data = (rest.data > 0).astype(np.int8)
    rest.eliminate_zeros()
    reached = np.zeros(2 * n + 1, dtype=bool)
    reached[breadth_first_order(rest, kernel.source, directed=True, return_predecessors=False)] = True
    held = np.flatnonzero(reached[:n] & ~reached[n : 2 * n])
    opened = int(kernel.exits[reached[n : 2 * n]].sum())
    return held, (kernel.always + opened, len(held))


# Who holds it


def _matched(kernel: Kernel, arrivals: Arrivals, held: Longs) -> Longs | None:
    """Return a force of its own for each node, None where there are not enough."""
    able = arrivals.able(kernel.original[held])
    force, _ = _matching(able)
    return force if (force >= 0).all() else None


def _matching(able: Bools) -> tuple[Longs, Longs]:
    """Return the force of each node in a largest matching, -1 for none, and the node of each force."""
    if not able.size:
        return np.full(able.shape[1], -1), np.full(able.shape[0], -1)
    force = np.asarray(maximum_bipartite_matching(csr_matrix(able.astype(np.int8)), perm_type="row"), dtype=np.int64)
    node = np.full(able.shape[0], -1)
    node[force[force >= 0]] = np.flatnonzero(force >= 0)
    return force, node


def _few(able: Bools, force: Longs, node: Longs) -> Bools:
    """Return the forces that are too few for some nodes: those reached by alternating paths from the nodes without anybody."""
    too_few = np.zeros(able.shape[0], dtype=bool)
    queue: list[int] = np.flatnonzero(force < 0).tolist()
    seen = set(queue)
    while queue:
        here = queue.pop()
        for one in np.flatnonzero(able[:, here] & ~too_few):
            too_few[one] = True
            there = int(node[one])
            if there >= 0 and there not in seen:
                seen.add(there)
                queue.append(there)
    return too_few


# The exact programme


def _by_programme(kernel: Kernel, arrivals: Arrivals, price: int, held: Longs, until: float) -> tuple[Longs, Longs] | None:
    """Return the best nodes and who holds them, None where the time did not suffice to prove it."""
    solve = _programme(kernel, price)
    conditions: list[tuple[Bools, int]] = []
    for _ in range(ROUNDS):
        able = arrivals.able(kernel.original[held])
        force, node = _matching(able)
        if (force >= 0).all():
            return held, force
        few = _few(able, force, node)
        only = kernel.hold & ~_on_kernel(kernel, arrivals.without(few))
        conditions.append((only, int(few.sum())))
        left = until - time.monotonic()
        found = solve(conditions, left) if left > 0 else None
        if found is None:
            return None
        held = found
    return None


def _on_kernel(kernel: Kernel, nodes: Bools) -> Bools:
    on = np.zeros(kernel.count, dtype=bool)
    known = kernel.original >= 0
    on[known] = nodes[kernel.original[known]]
    return on


def _programme(kernel: Kernel, price: int) -> Callable[[list[tuple[Bools, int]], float], Longs | None]:
    """Return what solves the programme under conditions: of these nodes at most so many.

    Variables are for each node whether somebody who flees can be beyond it, and whether it is held. Beyond a node is who was beyond
    a neighbour of it, unless it is held.
    """
    n, (a, b) = kernel.count, kernel.arcs.T
    one, other = np.concatenate([a, b]), np.concatenate([b, a])
    rows = np.arange(len(one))
    values = np.concatenate([np.ones(len(rows)), -np.ones(len(rows)), np.ones(len(rows))])
    columns = np.concatenate([other, one, n + other])
    spread = coo_matrix((values, (np.tile(rows, 3), columns)), shape=(len(rows), 2 * n)).tocsr()
    cost = np.concatenate([kernel.exits * float(price), np.ones(n)])
    low, high = np.zeros(2 * n), np.concatenate([np.ones(n), kernel.hold.astype(float)])
    low[kernel.source] = 1.0
    whole = np.concatenate([np.zeros(n), np.ones(n)])

    def solve(conditions: list[tuple[Bools, int]], seconds: float) -> Longs | None:
        most = csr_matrix(np.array([np.concatenate([np.zeros(n), only]) for only, _ in conditions], dtype=float))
        matrix = vstack([spread, -most]).tocsc()
        least: Floats = np.concatenate([np.zeros(len(rows)), [-float(count) for _, count in conditions]])
        found = milp(cost, constraints=LinearConstraint(matrix, least, np.inf), bounds=Bounds(low, high), integrality=whole,
                     options={"time_limit": seconds, "mip_rel_gap": 0.0})  # fmt: skip
        return np.flatnonzero(found.x[n:] > 0.5) if found.status == 0 else None

    return solve


# Without a proof


def _by_prices(kernel: Kernel, arrivals: Arrivals, held: Longs, until: float) -> tuple[Longs, Longs]:
    """Return a good cut that can be held.

    Where k people are too few for a cut, the nodes that only they can hold get dearer (the multiplier of that condition), and the
    cheapest cut moves to others. When the time is gone, nodes that nobody is left for are given up until the rest can be held.
    """
    costs = np.where(kernel.hold, BASE, 0)
    price = BASE * 4 * (arrivals.forces + 1)
    seen = np.zeros(kernel.count, bool)
    for turn in range(ROUNDS):
        seen[held] = True
        able = arrivals.able(kernel.original[held])
        force, node = _matching(able)
        if (force >= 0).all():
            return held, force
        if time.monotonic() < until and turn < DEARER:
            few = _few(able, force, node)
            only = kernel.hold & ~_on_kernel(kernel, arrivals.without(few))
            excess = int(only[held].sum()) - int(few.sum())
            costs[only] += max(round(BASE * excess / max(int(few.sum()), 1)), BASE // 4)
            costs[only] = np.minimum(costs[only], price - 1)
        else:
            costs[held[force < 0]] = 0
            if time.monotonic() > until + GRACE:  # no more nodes that would have to be asked about
                costs[~seen] = 0
        held, _ = _by_flow(kernel, price, costs)
    force, _ = _matching(arrivals.able(kernel.original[held]))
    return held[force >= 0], force[force >= 0]
