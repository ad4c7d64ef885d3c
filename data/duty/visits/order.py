"""The best order of a walk over several places: exact for few, 2-opt and moves of runs for many.

The walk begins at a place that is given and ends wherever it is shortest (an open path). Up to `EXACT` stops the order is found by
dynamic programming over sets of stops (Held and Karp 1962), which no order beats. Above that the best of several nearest-neighbour
tours is mended by 2-opt (a run is turned round) and Or-opt (up to three stops in a row are put elsewhere) until no single step
shortens it: that is a good order, not a proven one, and the list says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
EXACT = 12  # stops; 2**12 * 12 sets take some hundredths of a second
BEGINNINGS = 6  # tours by the nearest neighbour that are mended


@dataclass(frozen=True, slots=True)
class Order:
    """Stops (numbered from 0, without the beginning) in the order of the walk, its length, and whether none is shorter."""

    stops: tuple[int, ...]
    length: float
    exact: bool


def best_order(ways: Floats) -> Order:
    """Return the order in which stops are walked.

    Parameters
    ----------
    ways
        Lengths (n + 1, n + 1) from row to column; row 0 is the beginning, the others are the stops. Need not be symmetric.
    """
    count = len(ways) - 1
    if count <= 0:
        return Order((), 0.0, True)
    if count <= EXACT:
        stops, length = _exact(ways)
        return Order(stops, length, True)
    tours = (_mended(ways, _nearest(ways, first)) for first in _beginnings(ways))
    best = min(tours, key=lambda tour: length_of(ways, tour))
    return Order(tuple(s - 1 for s in best[1:]), length_of(ways, best), False)


def length_of(ways: Floats, tour: list[int]) -> float:
    """Return the length of a tour of rows of ``ways``."""
    return float(ways[tour[:-1], tour[1:]].sum())


def _exact(ways: Floats) -> tuple[tuple[int, ...], float]:
    count = len(ways) - 1
    between, out = ways[1:, 1:], ways[0, 1:]
    cost = np.full((1 << count, count), np.inf)
    before = np.full((1 << count, count), -1, dtype=np.int64)
    for last in range(count):
        cost[1 << last, last] = out[last]
    members = np.arange(count)
    for visited in range(1, 1 << count):
        left = members[(visited >> members) & 1 == 0]
        by = cost[visited][:, None] + between[:, left]
        first = np.argmin(by, axis=0)
        way, sets = by[first, np.arange(len(left))], visited | (1 << left)
        shorter = way < cost[sets, left]
        cost[sets[shorter], left[shorter]] = way[shorter]
        before[sets[shorter], left[shorter]] = first[shorter]
    every = (1 << count) - 1
    last = int(np.argmin(cost[every]))
    length = float(cost[every, last])
    stops, visited = [], every
    while last >= 0:
        stops.append(last)
        visited, last = visited & ~(1 << last), int(before[visited, last])
    return tuple(reversed(stops)), length


def _beginnings(ways: Floats) -> list[int]:
    """Return the first stops to try: the nearest ones to the beginning, and the farthest."""
    near = np.argsort(ways[0, 1:], kind="stable") + 1
    return list(dict.fromkeys([*near[: BEGINNINGS - 1].tolist(), int(near[-1])]))


def _nearest(ways: Floats, first: int) -> list[int]:
    tour, left = [0, first], set(range(1, len(ways))) - {first}
    while left:
        tour.append(min(left, key=lambda stop: (ways[tour[-1], stop], stop)))
        left.discard(tour[-1])
    return tour


def _mended(ways: Floats, tour: list[int]) -> list[int]:
    length = length_of(ways, tour)
    while True:
        shorter = _turned(ways, tour, length) or _moved(ways, tour, length)
        if shorter is None:
            return tour
        tour, length = shorter


def _turned(ways: Floats, tour: list[int], length: float) -> tuple[list[int], float] | None:
    """Return the tour with that run turned round which shortens it most, if any does."""
    at = np.array(tour)
    there, back = np.r_[0.0, np.cumsum(ways[at[:-1], at[1:]])], np.r_[0.0, np.cumsum(ways[at[1:], at[:-1]])]
    end = np.append(ways[at[:-1], at[1:]], 0.0)  # from each stop to the one after it; none after the last
    best, gain = None, 1e-9
    for i in range(1, len(at) - 1):
        j = np.arange(i + 1, len(at))
        onward = np.where(j + 1 < len(at), ways[at[i], at[np.minimum(j + 1, len(at) - 1)]], 0.0)
        now = end[i - 1] + there[j] - there[i] + end[j]
        gains = now - (ways[at[i - 1], at[j]] + back[j] - back[i] + onward)
        if gains.max() > gain:
            gain = float(gains.max())
            best = i, int(j[np.argmax(gains)])
    if best is None:
        return None
    i, j_ = best
    return tour[:i] + tour[i : j_ + 1][::-1] + tour[j_ + 1 :], length - gain


def _moved(ways: Floats, tour: list[int], length: float) -> tuple[list[int], float] | None:
    """Return the tour with up to three stops in a row put elsewhere, where that shortens it."""
    for run in (1, 2, 3):
        for i in range(1, len(tour) - run + 1):
            part, rest = tour[i : i + run], tour[:i] + tour[i + run :]
            for j in range(1, len(rest) + 1):
                other = rest[:j] + part + rest[j:]
                if (found := length_of(ways, other)) < length - 1e-9:
                    return other, found
    return None
