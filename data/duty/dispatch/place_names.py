"""What crossings and gates are called, and which cameras stand by them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from data.duty.dispatch.travel import Travel
from data.i18n import tr
from data.town.model import Floats
from data.town.network_build import Longs

NEAR_NAME = 250.0  # metres to the road that an unnamed place is called after
BY = 60.0  # metres from a camera to the place that it is told with


def name_of(travel: Travel, node: int) -> tuple[str, bool]:
    """Return what a node is called, and whether it is a gate: a gate's own name, or the names of the roads that meet there."""
    gates = np.flatnonzero(travel.gates.node == node)
    if len(gates):
        gate = travel.gates.gates[int(travel.gates.row[gates[0]])]
        return gate.name or tr("门"), True
    edges = travel.edges
    meeting = np.flatnonzero((edges.starts == node) | (edges.ends == node))
    names = [travel.roads.names[int(r)] for r in edges.roads[meeting]] if travel.roads.names else []
    told = list(dict.fromkeys(name for name in names if name))
    if len(told) > 1:
        return tr("{one}与{other}路口", one=told[0], other=told[1]), False
    if told:
        return (tr("{road}路口", road=told[0]) if len(meeting) > 2 else told[0]), False
    near = _named_near(travel, node)
    if near:
        return (tr("{road}附近的路口", road=near) if len(meeting) > 1 else tr("{road}附近的路尽头", road=near)), False
    return (tr("无名路口") if len(meeting) > 1 else tr("路尽头")), False


def names_apart(travel: Travel, nodes: Sequence[int]) -> dict[int, tuple[str, bool]]:
    """Return what nodes of one plan are called, and whether each is a gate; no two are called the same.

    Those that would be are told by another road near each, or, where that does not tell all of them, by how they lie to each other.
    """
    found = {node: name_of(travel, node) for node in nodes}
    alike: dict[str, list[int]] = {}
    for node, (name, _gate) in found.items():
        alike.setdefault(name, []).append(node)
    for name, several in alike.items():
        if len(several) > 1:
            found |= {node: (told, found[node][1]) for node, told in zip(several, _apart(travel, name, several), strict=True)}
    return found


def _apart(travel: Travel, name: str, nodes: Sequence[int]) -> list[str]:
    others = [_other_road(travel, node, name) for node in nodes]
    if all(others) and len(set(others)) == len(others):
        return [tr("{place}（靠近{road}）", place=name, road=other) for other in others]
    at = travel.edges.nodes[list(nodes)]
    axis = int(np.argmax(np.ptp(at, axis=0)))  # the way in which they lie further apart; 0 goes east, 1 north
    places = np.argsort(np.argsort(at[:, axis] if axis == 0 else -at[:, axis], kind="stable"))
    if len(nodes) == 2:
        words = (tr("{place}（西）"), tr("{place}（东）")) if axis == 0 else (tr("{place}（北）"), tr("{place}（南）"))
        return [words[n].format(place=name) for n in places]
    told = tr("{place}（从西数第 {n} 个）") if axis == 0 else tr("{place}（从北数第 {n} 个）")
    return [told.format(place=name, n=n + 1) for n in places]


def _other_road(travel: Travel, node: int, name: str) -> str:
    """Return the name of the nearest road that a node is not called after already, "" where there is none near."""
    rows, tree = travel.named
    point = shapely.Point(travel.edges.nodes[node])
    near = rows[tree.query(point, predicate="dwithin", distance=NEAR_NAME)]
    roads = [travel.roads.names[int(r)] for r in travel.edges.roads[near]]
    rest = [(distance, road) for distance, road in zip(shapely.distance(point, travel.edges.lines[near]), roads, strict=True)
            if road not in name]  # fmt: skip
    return min(rest)[1] if rest else ""


def _named_near(travel: Travel, node: int) -> str:
    return _named_at(travel, shapely.Point(travel.edges.nodes[node]))


def _named_at(travel: Travel, point: shapely.Point) -> str:
    """Return the name of the nearest road that has one, "" where none is near."""
    rows, tree = travel.named
    found = tree.query_nearest(point, max_distance=NEAR_NAME, all_matches=False)
    return travel.roads.names[int(travel.edges.roads[rows[found[0]]])] if len(found) else ""


def near_words(travel: Travel, point: tuple[float, float]) -> str:
    """Return what a place in local metres is called after the nearest road with a name, "" where there is none near."""
    name = _named_at(travel, shapely.Point(point))
    return tr("{road}附近", road=name) if name else ""


def cameras_near(at: tuple[float, float], cameras: tuple[Longs, Floats] | None) -> tuple[int, ...]:
    """Return the ids of the cameras by a place in local metres, the nearest first; ``cameras`` are ids and places (n, 2)."""
    if cameras is None or not len(cameras[0]):
        return ()
    away = np.hypot(*(cameras[1] - np.array(at)).T)
    order = np.argsort(away, kind="stable")
    return tuple(int(cameras[0][i]) for i in order if away[i] <= BY)
