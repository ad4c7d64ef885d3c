"""The smallest cut that can be held in time: against trying every choice on small graphs."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from data.duty.dispatch import cut as cut_module
from data.duty.dispatch import cut_programme
from data.duty.dispatch.cut import CutProblem, open_exits, smallest_cut
from data.duty.dispatch.cut_flow import Flow
from data.duty.dispatch.cut_graph import kernel_of


def small_graph(rng):
    """Return a random graph of 4 to 9 nodes with a source, exits, and up to 4 forces that are in time at some nodes."""
    n = int(rng.integers(4, 10))
    pairs = np.array(list(itertools.combinations(range(n), 2)))
    arcs = pairs[rng.random(len(pairs)) < rng.uniform(0.2, 0.6)]
    exits = np.flatnonzero(rng.random(n) < 0.4)
    table = rng.random((int(rng.integers(1, 5)), n)) < rng.uniform(0.2, 0.9)
    table[:, 0] &= rng.random() < 0.2
    return CutProblem(n, arcs, np.array([0]), exits, table)


def reachable(problem, held):
    """Return the exits that can be reached, by a plain search over sets."""
    seen = {int(s) for s in problem.sources if s not in held}
    grown = True
    while grown:
        more = {int(y) for a, b in problem.arcs for x, y in ((a, b), (b, a)) if x in seen and y not in held} - seen
        seen |= more
        grown = bool(more)
    return seen & {int(e) for e in problem.exits}


def can_be_held(nodes, table):
    """Whether each node gets a force of its own: every way to hand them out is tried."""
    hands = itertools.permutations(range(len(table)), len(nodes))
    return any(all(table[f, v] for f, v in zip(who, nodes, strict=True)) for who in hands)


def best_by_trying(problem):
    """Return the least number of exits left open and nodes held, over all choices of nodes."""
    table = problem.able
    holdable = np.flatnonzero(table.any(axis=0))
    return min(
        (len(reachable(problem, set(nodes))), size)
        for size in range(min(len(holdable), len(table)) + 1)
        for nodes in itertools.combinations(holdable.tolist(), size)
        if can_be_held(nodes, table)
    )


def sound(problem, found):
    """Everybody holds one node, is there in time, and what is said to be open is open."""
    assert len(set(found.force.tolist())) == len(found.held) == len(set(found.held.tolist()))
    assert all(problem.able[f, v] for f, v in zip(found.force, found.held, strict=True))
    assert set(found.opened.tolist()) == reachable(problem, set(found.held.tolist()))


@pytest.mark.parametrize("block", range(10))
def test_no_choice_is_better_on_a_hundred_small_graphs(block):
    rng = np.random.default_rng(block)
    for _ in range(100):
        problem = small_graph(rng)
        found = smallest_cut(problem, seconds=30)
        sound(problem, found)
        assert (len(found.opened), len(found.held)) == best_by_trying(problem)
        assert found.proved


def chains(rng):
    """Return a graph of 3 to 5 crossings with chains and dead ends of up to two links between them."""
    n = int(rng.integers(3, 6))
    arcs, count = [], n
    for a, b in itertools.combinations_with_replacement(range(n), 2):
        if rng.random() > 0.6:
            continue
        links = int(rng.integers(a == b, 3))
        row = [a, *range(count, count + links), *([b] if a != b or rng.random() < 0.5 else [])]
        arcs += itertools.pairwise(row)
        count += links
    exits = np.flatnonzero(rng.random(count) < 0.25)
    table = rng.random((int(rng.integers(1, 4)), count)) < rng.uniform(0.1, 0.6)
    return CutProblem(count, np.array(arcs, np.int64).reshape(-1, 2), np.array([0]), exits, table)


@pytest.mark.parametrize("block", range(5))
def test_no_choice_is_better_on_fifty_graphs_of_chains_and_dead_ends(block):
    rng = np.random.default_rng(1000 + block)
    for _ in range(50):
        problem = chains(rng)
        found = smallest_cut(problem, seconds=30)
        sound(problem, found)
        assert (len(found.opened), len(found.held)) == best_by_trying(problem)
        assert found.proved


def test_a_flow_that_goes_on_where_prices_rise_is_that_of_one_begun_anew():
    rng = np.random.default_rng(11)
    for _ in range(100):
        problem = small_graph(rng)
        kernel = kernel_of(problem.count, problem.arcs, problem.sources, problem.exits, problem.able)
        flow, costs, price = Flow(kernel), np.where(kernel.hold, 16, 0), 80
        for _ in range(4):
            costs = np.where(costs > 0, costs + rng.integers(0, 20, len(costs)), 0)
            costs[rng.random(len(costs)) < 0.1] = 0  # given up
            price += int(rng.integers(0, 60))
            held, bound = flow.cut(costs, price)
            anew, bound_anew = Flow(kernel).cut(costs, price)
            assert (held.tolist(), bound) == (anew.tolist(), bound_anew)


def test_the_search_for_open_exits_is_that_of_a_plain_search():
    rng = np.random.default_rng(99)
    for _ in range(200):
        problem = small_graph(rng)
        held = np.flatnonzero(rng.random(problem.count) < 0.3)
        assert set(open_exits(problem, held).tolist()) == reachable(problem, set(held.tolist()))


def test_a_cut_found_without_the_exact_programme_can_be_held(monkeypatch):
    monkeypatch.setattr(cut_module, "solve", lambda *_: None)
    rng = np.random.default_rng(7)
    for _ in range(200):
        problem = small_graph(rng)
        found = smallest_cut(problem)
        sound(problem, found)
        best = best_by_trying(problem)
        assert found.bound <= best <= (len(found.opened), len(found.held))
        assert not found.proved or best == (len(found.opened), len(found.held))


def test_two_people_for_one_place_and_none_for_the_other_leave_a_way_open():
    arcs = np.array([[0, 1], [1, 2], [0, 3], [3, 4]])
    table = np.zeros((2, 5), bool)
    table[:, 1] = True
    found = smallest_cut(CutProblem(5, arcs, np.array([0]), np.array([2, 4]), table))
    assert (found.held.tolist(), found.opened.tolist(), found.proved) == ([1], [4], True)


def test_the_programme_is_not_begun_where_it_would_be_too_large(monkeypatch):
    monkeypatch.setattr(cut_programme, "LARGEST", 0)
    rng = np.random.default_rng(7)
    for _ in range(100):
        problem = small_graph(rng)
        found = smallest_cut(problem)
        sound(problem, found)
        assert not found.proved or (len(found.opened), len(found.held)) == best_by_trying(problem)


def test_without_time_what_is_found_can_be_held():
    rng = np.random.default_rng(8)
    for _ in range(100):
        problem = small_graph(rng)
        found = smallest_cut(problem, seconds=0)
        sound(problem, found)
        assert found.bound <= best_by_trying(problem) <= (len(found.opened), len(found.held))
