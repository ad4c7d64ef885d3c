"""The fewest nodes that cut every way out of a graph, each held by somebody of their own who is there in time.

Least first is the number of ways out that stay open, then the number of nodes held. Without the wish that each node has somebody of
its own this is a smallest vertex cut (Menger 1927), found as a largest flow (Ford and Fulkerson 1956): mostly enough. Else a mixed
integer programme (`data.duty.dispatch.cut_programme`) finds and proves the best where the time given suffices; beside it a search
by prices always finds a good one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, maximum_bipartite_matching

from data.duty.dispatch.cut_flow import Flow
from data.duty.dispatch.cut_graph import Kernel, kernel_of
from data.duty.dispatch.cut_programme import solve
from data.town.network_build import Bools, Longs

DEARER = 4  # rounds at most in which nodes get dearer; then they are given up
BASE = 16  # what a node costs at first, in whole numbers for the flow
STEP = 32  # by how much it gets dearer for each that is lacking where there is one
PRICED = 0.4  # of the time given, for the search by prices
ROUNDS = 200  # nodes given up before it is left at what is known


@dataclass(frozen=True, slots=True, eq=False)
class CutProblem:
    """A graph without directions: pairs of nodes ``arcs`` (m, 2), where the ways begin and are out.

    ``able`` (forces, nodes) tells who can be where in time.
    """

    count: int
    arcs: Longs
    sources: Longs
    exits: Longs
    able: Bools


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


def smallest_cut(problem: CutProblem, seconds: float = 0.7) -> Cut:
    """Return the best cut; the search for a better one, or the proof that there is none, ends after about ``seconds``."""
    until = time.monotonic() + seconds
    kernel = kernel_of(problem.count, problem.arcs, problem.sources, problem.exits, problem.able)
    flow = Flow(kernel)
    held, bound = flow.cut(np.where(kernel.hold, BASE, 0), BASE * (len(problem.able) + 1))
    force = _matched(kernel, held)
    if force is not None:
        return _cut(problem, kernel, held, force, bound, True)
    found = _by_prices(kernel, flow, held, until - seconds * (1 - PRICED))
    solved = solve(kernel, until - time.monotonic())
    if solved is None:
        return _cut(problem, kernel, *found, bound, False)
    force = _matched(kernel, solved.held)
    if force is not None and (solved.proved or _worth(problem, kernel, solved.held) < _worth(problem, kernel, found[0])):
        found = solved.held, force
    return _cut(problem, kernel, *found, max(bound, solved.bound), force is not None and solved.proved)


def _cut(problem: CutProblem, kernel: Kernel, held: Longs, force: Longs, bound: tuple[int, int], proved: bool) -> Cut:
    nodes = _places(problem, kernel, held, force)
    opened = open_exits(problem, nodes)
    worth = (len(opened), len(nodes))
    proved = proved or worth == bound
    return Cut(nodes, force, opened, proved, worth if proved else bound)


def _places(problem: CutProblem, kernel: Kernel, held: Longs, force: Longs) -> Longs:
    """Return where each stands: of the nodes that one of the kernel stands for that which most can hold, if this one can."""
    found = np.zeros(len(held), np.int64)
    for i, (node, one) in enumerate(zip(held.tolist(), force.tolist(), strict=True)):
        same = kernel.stands_for(node)
        able = problem.able[:, same]
        found[i] = same[np.argmax(able.sum(axis=0) * able[one])]
    return found


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


# Who holds it


def _matched(kernel: Kernel, held: Longs) -> Longs | None:
    """Return a force of its own for each node, None where there are not enough."""
    force, _ = _matching(kernel.able[:, held])
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


# Without a proof


def _by_prices(kernel: Kernel, flow: Flow, held: Longs, until: float) -> tuple[Longs, Longs]:
    """Return a good cut that can be held.

    Where k people are too few for a cut, the nodes that only they can hold get dearer (the multiplier of that condition), and the
    cheapest cut moves to others. When the time is gone, nodes that nobody is left for are given up until the rest can be held.
    """
    costs = np.where(kernel.hold, BASE, 0)
    price = BASE * 4 * (len(kernel.able) + 1)
    for turn in range(ROUNDS):
        able = kernel.able[:, held]
        force, node = _matching(able)
        if (force >= 0).all():
            return held, force
        if time.monotonic() < until and turn < DEARER:
            few = _few(able, force, node)
            only = kernel.hold & ~kernel.able[~few].any(axis=0)
            excess = int(only[held].sum()) - int(few.sum())
            costs[only] += max(round(STEP * excess / max(int(few.sum()), 1)), BASE // 4)
            costs[only] = np.minimum(costs[only], price - 1)
        else:
            costs[held[force < 0]] = 0
            if time.monotonic() > until:  # of what only a few people can hold, keep what they hold in this cut
                only = np.logical_not(kernel.able[~_few(able, force, node)].any(axis=0))
                only[held[force >= 0]] = False
                costs[only] = 0
        held, _ = flow.cut(costs, price)
    force, _ = _matching(kernel.able[:, held])
    return held[force >= 0], force[force >= 0]
