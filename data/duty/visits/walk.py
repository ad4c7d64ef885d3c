"""Walking ways between the stops of a visit list, in metres over the station's roads and paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from shapely.geometry import LineString

from data.duty.visits.gather import Stop
from data.duty.visits.order import Order, best_order
from data.i18n import tr
from data.store import Station
from data.town.network import Network, network_of

DETOUR = 1.4  # where no way leads over the network: the straight line times this
PACE = 70.0  # metres a minute on foot, about 4.2 km/h
AT_STOP = 6.0  # minutes for each task
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """Stops in the order of the walk with the metres to each, the way in degrees, and how the order was found."""

    stops: tuple[Stop, ...]
    legs: tuple[float, ...]
    line: LineString | None
    exact: bool
    straight: int  # legs for which the network has no way
    by_hand: bool = False  # the order is the officer's own

    @property
    def metres(self) -> float:
        """The whole way."""
        return sum(self.legs)

    @property
    def minutes(self) -> int:
        """The time that it takes: the way at walking pace, and some minutes for each task."""
        return round(self.metres / PACE + AT_STOP * sum(len(s.tasks) for s in self.stops))

    @property
    def method(self) -> str:
        """How the order was found, in words."""
        if self.by_hand:
            how = tr("次序由人排定。")
        elif self.exact:
            how = tr("按步行路网逐一比较过所有次序，没有更短的走法。")
        else:
            how = tr("按步行路网先就近排，再反复调换（2-opt、Or-opt）直到换不短；不保证是最短。")
        if self.straight:
            how += tr("有 {n} 段路网不通，按直线距离的 1.4 倍估算。", n=self.straight)
        return how + tr("时间按每分钟 70 米、每项任务 6 分钟估算。")


def plan_walk(station: Station, stops: Sequence[Stop], start: tuple[float, float] | None = None) -> Walk:
    """Return the best walk over the stops; ``start`` is where it begins in degrees, else at the stop that is due first."""
    if not stops:
        return Walk((), (), None, True, 0)
    points = _local(station, [(s.lon, s.lat) for s in stops])
    begin = _local(station, [start])[0] if start is not None else points[0]
    network = network_of(station)
    ways, straight = matrix(network, [begin, *points])
    order = best_order(ways)
    tour = [0, *(s + 1 for s in order.stops)]
    legs = tuple(float(ways[a, b]) for a, b in pairwise(tour))
    bare = sum(bool(straight[a, b]) for a, b in pairwise(tour))
    line = _line(station, network, [begin, *points], tour)
    return Walk(tuple(stops[s] for s in order.stops), legs, line, order.exact, bare)


def walk_in_order(station: Station, stops: Sequence[Stop], start: tuple[float, float] | None = None) -> Walk:
    """Return the walk over the stops in the order that they are in; ``start`` as for `plan_walk`."""
    if not stops:
        return Walk((), (), None, False, 0, True)
    points = _local(station, [(s.lon, s.lat) for s in stops])
    begin = _local(station, [start])[0] if start is not None else points[0]
    network = network_of(station)
    ways, straight = matrix(network, [begin, *points])
    tour = list(range(len(points) + 1))
    legs = tuple(float(ways[a, b]) for a, b in pairwise(tour))
    bare = sum(bool(straight[a, b]) for a, b in pairwise(tour))
    return Walk(tuple(stops), legs, _line(station, network, [begin, *points], tour), False, bare, True)


def matrix(network: Network, points: Sequence[Point]) -> tuple[np.ndarray, np.ndarray]:
    """Return metres on foot from each point to each, and where they had to be guessed from the straight line."""
    at = np.array(points, dtype=float)
    direct = np.hypot(at[:, None, 0] - at[None, :, 0], at[:, None, 1] - at[None, :, 1])
    ways = direct * DETOUR
    guessed = direct > 0
    if not len(network.edges.lines):
        return ways, guessed
    for i, start in enumerate(points):
        reach = network.reach(start, "walk")
        if reach is None:
            continue
        for j, end in enumerate(points):
            snapped = network.snap(end, "walk")
            found = reach.metres_to(end)
            if snapped is not None and np.isfinite(found):
                ways[i, j] = max(found + reach.start.away + snapped.away, direct[i, j]) if i != j else 0.0
                guessed[i, j] = False
    return ways, guessed


def _line(station: Station, network: Network, points: Sequence[Point], tour: Sequence[int]) -> LineString | None:
    pieces: list[np.ndarray] = []
    for a, b in pairwise(tour):
        route = network.route(points[a], points[b], "walk") if len(network.edges.lines) else None
        pieces.append(route.line if route is not None else np.array([points[a], points[b]]))
    if not pieces:
        return None
    at = np.vstack(pieces)
    at = at[np.r_[True, np.hypot(*np.diff(at, axis=0).T) > 1e-6]]
    if len(at) < 2:
        return None
    lon, lat = station.frame.to_degrees(at[:, 0], at[:, 1])
    return LineString(np.column_stack([lon, lat]))


def _local(station: Station, places: Sequence[tuple[float, float]]) -> list[Point]:
    east, north = station.frame.to_local([p[0] for p in places], [p[1] for p in places])
    return list(zip(east.tolist(), north.tolist(), strict=True))


__all__ = ["AT_STOP", "DETOUR", "PACE", "Order", "Walk", "matrix", "plan_walk", "walk_in_order"]
