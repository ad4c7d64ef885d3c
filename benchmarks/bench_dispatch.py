"""Who gets where over New York's roads with 500 forces: against every way on its own and a second router; rings; cordons."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt
import rustworkx as rx
import shapely

from benchmarks.figure import line, p95, tell_bound
from data.duty.dispatch.cordon import Flight, plan_cordon
from data.duty.dispatch.cordon_values import Cordon, Escape
from data.duty.dispatch.forces import Force
from data.duty.dispatch.rings import rings_around, rings_of_forces
from data.duty.dispatch.suggest import rank
from data.duty.dispatch.travel import Roads, Travel
from data.duty.forces.standing import Standing
from data.exchange.places.vocabulary import CHOICES
from data.town.frame import LocalFrame
from data.town.network_build import cut_at_crossings
from data.town.network_side import OnEdge, Reach, Side

Floats = npt.NDArray[np.float64]

SOURCE = Path(__file__).parents[2] / "shared" / "data" / "newyork" / "roads.geojson.gz"
ORIGIN, ZONE = (-73.95, 40.72), "America/New_York"
NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)
FORCES, CASES, RINGS, CORDONS, WIDE, EXHAUSTIVE, OTHER = 500, 60, 120, 100, 24, 3, 40
SHARES = {"car": 0.5, "motorcycle": 0.1, "bicycle": 0.1, "foot": 0.3}
SUGGEST_MS, RINGS_MS, CORDON_MS, APART = 200.0, 500.0, 2000.0, 0.01


def main() -> bool:
    """Print the figures; True when all goals are met, and also where the data is not there."""
    if not SOURCE.is_file():
        print(json.dumps({"name": "dispatch", "skipped": "no ../shared/data/newyork"}))
        return True
    travel = read()
    rng = np.random.default_rng(1)
    forces = spread(travel, rng)
    rank(travel, (0.0, 0.0), forces, now=NOW)  # the first questions make what is kept: sides, trees, pieces of roads
    rings_of_forces(travel, forces, NOW)
    for mode in ("car", "foot", "any"):
        plan_cordon(travel, Escape((0.0, 0.0), NOW, mode), forces, NOW, within=120)
    return all([_suggestions(travel, forces, rng), _second_router(travel, rng), _rings(travel, forces, rng),
                _cordons(travel, forces, rng), _wide_cordons(travel, forces, rng)])  # fmt: skip


def read() -> Travel:
    """Return the roads of New York in seconds."""
    with gzip.open(SOURCE) as packed:
        features = json.load(packed)["features"]
    frame, words = LocalFrame(*ORIGIN), CHOICES["road", "class"]
    said = [feature["properties"] for feature in features]
    lines: Any = np.empty(len(features), object)
    lines[:] = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    classes = tuple("stairs" if p["fclass"] == "steps" else words.get(p["fclass"], "other") for p in said)
    edges = cut_at_crossings(frame.geometry_to_local(lines), np.array([float(p["layer"]) for p in said]), np.full(len(said), 6.0))
    n = len(said)
    roads = Roads(np.arange(n) + 1, classes, np.array([p["oneway"] == "F" for p in said]), np.full(n, np.nan), ("all",) * n,
                  tuple(p["name"] or "" for p in said))  # fmt: skip
    return Travel(edges, roads, frame=frame, zone=ZONE)


def spread(travel: Travel, rng: np.random.Generator) -> list[Force]:
    """Return forces along the roads, seven in ten of them free."""
    side = travel.side("car", NOW)
    nodes = travel.edges.nodes[side.starts[side.main]]
    at = travel.degrees(nodes[rng.integers(0, len(nodes), FORCES)] + rng.normal(0, 8, (FORCES, 2)))
    modes = rng.choice(list(SHARES), FORCES, p=list(SHARES.values()))
    return [
        Force(i + 1, f"{i + 1}", Standing(float(lon), float(lat), 10.0), str(mode), duty="free" if rng.random() < 0.7 else "busy")
        for i, ((lon, lat), mode) in enumerate(zip(at, modes, strict=True))
    ]


def _places(travel: Travel, rng: np.random.Generator, n: int) -> list[tuple[float, float]]:
    nodes = travel.edges.nodes[travel.side("car", NOW).starts]
    return [(float(x), float(y)) for x, y in nodes[rng.integers(0, len(nodes), n)] + rng.normal(0, 15, (n, 2))]


def _suggestions(travel: Travel, forces: list[Force], rng: np.random.Generator) -> bool:
    """Time suggestions, and compare some with a search of its own from each force."""
    times, places = [], _places(travel, rng, CASES)
    for place in places:
        start = perf_counter()
        rank(travel, place, forces, now=NOW)
        times.append(perf_counter() - start)
    apart = max(_exhaustive(travel, forces, place) for place in places[:EXHAUSTIVE])
    quick = tell_bound(f"suggestion with {FORCES} forces, p95", p95(times) * 1000, "ms", goal=SUGGEST_MS)
    return quick & tell_bound("ranking against the exhaustive matrix, largest difference", apart, "s", goal=1e-3)


def _exhaustive(travel: Travel, forces: list[Force], place: tuple[float, float]) -> float:
    """Return by how many seconds a ranking differs from a search forwards from each force; infinite where the order does."""
    found = rank(travel, place, forces, now=NOW)
    alone = {}
    for force in forces:
        assert force.standing.lon is not None
        assert force.standing.lat is not None
        reach = travel.from_point(travel.local(force.standing.lon, force.standing.lat), force.mode, NOW)
        way = travel.way(reach, place) if reach is not None else None
        alone[force.id] = np.inf if way is None else way.cost
    told = {o.force.id: np.inf if o.seconds is None else o.seconds for o in found.offers}
    free = [o.force.id for o in found.offers if o.force.free]
    ordered = all(alone[a] <= alone[b] + 1e-3 for a, b in pairwise(free))
    gaps = [abs(told[id] - alone[id]) for id in alone if np.isfinite(told[id]) or np.isfinite(alone[id])]
    return max(gaps) if ordered else np.inf


def _graph(side: Side) -> rx.PyDiGraph:
    graph = rx.PyDiGraph()
    graph.add_nodes_from(range(side.count))
    two = side.both
    graph.add_edges_from(list(zip(side.starts.tolist(), side.ends.tolist(), side.costs.tolist(), strict=True)))
    graph.add_edges_from(list(zip(side.ends[two].tolist(), side.starts[two].tolist(), side.costs[two].tolist(), strict=True)))
    return graph


def _second_router(travel: Travel, rng: np.random.Generator) -> bool:
    """Compare times by road with those of rustworkx on the same edges, for all nodes from some places, by car and on foot."""
    worst, mine, theirs, pairs = 0.0, 0.0, 0.0, 0
    for mode in ("car", "foot"):
        side = travel.side(mode, NOW)
        graph = _graph(side)
        for edge in rng.choice(side.main, OTHER // 2).tolist():
            middle = shapely.get_coordinates(shapely.line_interpolate_point(side.lines[edge], 0.5, normalized=True))[0]
            place = OnEdge(edge, float(side.lengths[edge]) / 2, (float(middle[0]), float(middle[1])), 0.0)
            here = graph.add_node("start")
            for end, usable in ((side.ends[edge], True), (side.starts[edge], bool(side.both[edge]))):
                if usable:
                    graph.add_edge(here, int(end), float(side.costs[edge]) / 2)
            start = perf_counter()
            reach = Reach(side, place.at, [place])
            mine += perf_counter() - start
            start = perf_counter()
            other = rx.dijkstra_shortest_path_lengths(graph, here, float)
            theirs += perf_counter() - start
            graph.remove_node(here)
            costs = np.full(side.count, np.inf)
            known = [node for node in other if node < side.count]
            costs[known] = [other[node] for node in known]
            far = np.isfinite(costs) & np.isfinite(reach.costs) & (costs > 30)
            pairs += int(far.sum())
            worst = max(worst, float(np.max(np.abs(reach.costs[far] - costs[far]) / costs[far], initial=0.0)))
    name = f"times by road of {pairs:,} ways, largest difference"
    line(name, worst, "of the time", "rustworkx", None, None, APART, worst <= APART)
    tell_bound("all ways from a place", mine / OTHER * 1000, "ms", goal=SUGGEST_MS, peer="rustworkx",
               peer_value=theirs / OTHER * 1000)  # fmt: skip
    return worst <= APART


def _rings(travel: Travel, forces: list[Force], rng: np.random.Generator) -> bool:
    times = []
    for i, place in enumerate(_places(travel, rng, RINGS)):
        start = perf_counter()
        if i % 3:
            rings_around(travel, place, "car", NOW)
        else:
            rings_of_forces(travel, forces, NOW)
        times.append(perf_counter() - start)
    return tell_bound("rings of 1, 3, 5 minutes, around a place or all free forces, p95", p95(times) * 1000, "ms", goal=RINGS_MS)


def _cordons(travel: Travel, forces: list[Force], rng: np.random.Generator) -> bool:
    """Plan cordons for flights on foot and by car, and let rustworkx look for an open way through each."""
    times, leaks, closed, proved = [], 0, 0, 0
    graphs: dict[str, rx.PyGraph] = {}
    for i, place in enumerate(_places(travel, rng, CORDONS)):
        mode, within = ("foot", 480.0) if i % 2 else ("car", 240.0)
        escape = Escape(place, NOW - timedelta(seconds=float(rng.uniform(30, 120))), mode)
        start = perf_counter()
        found = plan_cordon(travel, escape, forces, NOW, within=within)
        times.append(perf_counter() - start)
        closed += found.closed
        proved += found.proved
        leaks += _leaks(travel, found, graphs)
    told = tell_bound(f"cordon with {FORCES} forces, p95 of {CORDONS} ({closed} closed, {proved} proved the best)",
                      p95(times) * 1000, "ms", goal=CORDON_MS)  # fmt: skip
    return told & tell_bound(f"open ways that were not told, of {CORDONS} cordons (search by rustworkx)", leaks, "ways", goal=0)


def _wide_cordons(travel: Travel, forces: list[Force], rng: np.random.Generator) -> bool:
    """Plan cordons for flights of which nobody knows the way of moving, within ten minutes: a quarter of the town and more."""
    times, leaks, closed = [], 0, 0
    graphs: dict[str, rx.PyGraph] = {}
    for place in _places(travel, rng, WIDE):
        start = perf_counter()
        found = plan_cordon(travel, Escape(place, NOW - timedelta(seconds=60)), forces, NOW, within=600)
        times.append(perf_counter() - start)
        closed += found.closed
        leaks += _leaks(travel, found, graphs)
    told = tell_bound(f"cordon within ten minutes, by whatever is quickest, p95 of {WIDE} ({closed} closed)", p95(times) * 1000,
                      "ms", goal=CORDON_MS)  # fmt: skip
    return told & tell_bound(f"open ways that were not told, of {WIDE} cordons within ten minutes", leaks, "ways", goal=0)


def _leaks(travel: Travel, found: Cordon, graphs: dict[str, rx.PyGraph]) -> int:
    """Return how many ways out lead past the posts and were not told, and posts at which somebody would be too late."""
    flight = Flight(travel, found.escape, found.elapsed + found.within)
    side, mode = flight.side, found.escape.mode
    if mode not in graphs:
        graphs[mode] = rx.PyGraph()
        graphs[mode].add_nodes_from(range(side.count))
        graphs[mode].add_edges_from(list(zip(side.starts.tolist(), side.ends.tolist(), side.costs.tolist(), strict=True)))
    graph = graphs[mode].copy()
    start = side.snap(found.escape.at)
    assert start is not None
    here, share = graph.add_node("start"), start.along / float(side.lengths[start.edge])
    off, cost = start.away * side.off, float(side.costs[start.edge])
    graph.add_edge(here, int(side.starts[start.edge]), off + cost * share)
    graph.add_edge(here, int(side.ends[start.edge]), off + cost * (1 - share))
    free = rx.dijkstra_shortest_path_lengths(graph, here, float)
    late = sum(free[p.node] < found.elapsed + p.seconds + 30 - 1e-3 for p in found.posts)
    graph.remove_nodes_from([p.node for p in found.posts])
    reached = rx.dijkstra_shortest_path_lengths(graph, here, float)
    within = {node for node, at in reached.items() if at <= flight.horizon}
    return late + len((within & set(flight.exits.tolist())) - {way.node for way in found.ways_open})
