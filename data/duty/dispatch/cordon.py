"""A cordon: the fewest crossings and gates that cut every way out, each held before somebody who flees can be there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property

import numpy as np
import shapely
from scipy.optimize import linear_sum_assignment
from shapely.geometry.base import BaseGeometry

from data.duty.dispatch.areas import ground, parts_of, reached
from data.duty.dispatch.arrivals import OnRoads
from data.duty.dispatch.cordon_values import AHEAD, ANY, MARGIN, Cordon, Escape, Post, WayOut
from data.duty.dispatch.cut import Cut, CutProblem, smallest_cut
from data.duty.dispatch.cut_graph import between
from data.duty.dispatch.forces import Force, forces_of
from data.duty.dispatch.kept import travel_of
from data.duty.dispatch.place_names import cameras_near, names_apart
from data.duty.dispatch.speeds import mode_label
from data.duty.dispatch.travel import Travel
from data.duty.dispatch.words import seconds_words
from data.duty.states import IN_HAND
from data.i18n import tr
from data.query import Query, Where
from data.store.station import Station
from data.town.model import Floats
from data.town.network_build import Bools, Longs
from data.town.network_side import Reach, Side, cheapest

NEVER = 1e7


class Flight:
    """How soon somebody who flees can be at each node, in the worst case: against one-ways, through gates, over any path.

    Times are seconds from the beginning of the flight; ``inside`` are the nodes that can be reached within the horizon.
    """

    def __init__(self, travel: Travel, escape: Escape, horizon: float) -> None:
        self.travel, self.escape = travel, escape
        self.side: Side = travel.worst(escape.mode, escape.haste)
        starts = travel.places(self.side, escape.at)  # a second one where the nearest road hangs together with no others
        self.astray = len(starts) == 1 and bool(self.side.astray[starts[0].edge])
        for place in starts:  # the first crossings count, however far they are
            rest = max(place.along, float(self.side.lengths[place.edge]) - place.along) / float(self.side.lengths[place.edge])
            horizon = max(horizon, place.away * self.side.off + rest * float(self.side.costs[place.edge]) + 1.0)
        self.horizon = horizon
        self.reach = Reach(self.side, escape.at, starts, horizon) if starts else None
        nodes = len(travel.edges.nodes)
        self.costs: Floats = self.reach.costs if self.reach is not None else np.full(nodes, np.inf)
        self.inside: Bools = self.costs <= horizon

    def problem(self, people: OnRoads) -> CutProblem:
        """Return the graph within the horizon, with its ways out and who can hold what, by the numbers of `nodes`."""
        nodes = self.nodes
        number = np.full(len(self.inside), -1)
        number[nodes] = np.arange(len(nodes))
        arcs = number[self._arcs]
        return CutProblem(len(nodes), arcs[(arcs >= 0).all(axis=1)], number[self._seeds()], number[self.exits], people.able(nodes))

    @cached_property
    def nodes(self) -> Longs:
        """The nodes within the horizon, without those of dead ends: nobody gets out over them."""
        if self.reach is None:
            return np.zeros(0, np.int64)
        ends = np.concatenate([self._seeds(), self.exits])
        return np.flatnonzero(self.inside & between(len(self.inside), self._arcs, ends))

    @cached_property
    def _arcs(self) -> Longs:
        both = self.inside[self.side.starts] & self.inside[self.side.ends]
        return np.column_stack([self.side.starts[both], self.side.ends[both]]).astype(np.int64)

    def _seeds(self) -> Longs:
        assert self.reach is not None
        edges = [place.edge for place in self.reach.starts]
        ends = np.concatenate([self.side.starts[edges], self.side.ends[edges]]).astype(np.int64)
        return np.unique(ends[self.inside[ends]])

    @cached_property
    def exits(self) -> Longs:
        """The nodes within the horizon from which a road leads on beyond it, or over the border of the map."""
        a, b = self.side.starts, self.side.ends
        leads = np.concatenate([a[self.inside[a] & ~self.inside[b]], b[self.inside[b] & ~self.inside[a]]])
        return np.union1d(leads, self.side.rim[self.inside[self.side.rim]]).astype(np.int64)

    def front(self, seconds: float) -> BaseGeometry:
        """Return how far somebody can have come at a time after the beginning, up to the horizon, as a polygon in local metres."""
        if self.reach is None or seconds <= 0:
            return shapely.Polygon()
        time = min(seconds, self.horizon)
        found = reached(self.travel.edges, self.side, self.costs, time, self.reach.starts)
        return ground(parts_of(found, self.travel.segments))


def plan_cordon(travel: Travel, escape: Escape, forces: Sequence[Force], now: datetime, *, within: float = AHEAD,
                margin: float = MARGIN, patience: float = 0.8, cameras: tuple[Longs, Floats] | None = None) -> Cordon:  # fmt: skip
    """Return the best cordon that the free ones among the forces can hold within some seconds from now.

    ``margin`` is by how many seconds each is there before the front; ``patience`` for how many seconds a better one, or the proof
    that there is none, is looked for; ``cameras`` are ids and places (n, 2) in local metres.
    """
    elapsed = max((now - escape.began).total_seconds(), 0.0)
    flight = Flight(travel, escape, elapsed + within)
    free = [f for f in forces if f.free and f.standing.known and f.standing.level != "lost"]
    unseen = sum(f.free for f in forces) - len(free)
    windows = np.full(len(flight.inside), -np.inf)
    windows[flight.nodes] = flight.costs[flight.nodes] - elapsed - margin
    people = OnRoads(travel, free, now, np.where(windows >= 0, windows, -np.inf))
    if flight.reach is None:
        cut = Cut(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64), True, (0, 0))
        return _told(flight, cut, people, free, unseen, now, within, margin, cameras)
    cut, nodes = smallest_cut(flight.problem(people), patience), flight.nodes
    found = Cut(nodes[cut.held], cut.force, nodes[cut.opened], cut.proved, cut.bound)
    return _told(flight, found, people, free, unseen, now, within, margin, cameras)


def _told(flight: Flight, cut: Cut, people: OnRoads, free: Sequence[Force], unseen: int, now: datetime, within: float,
          margin: float, cameras: tuple[Longs, Floats] | None) -> Cordon:  # fmt: skip
    travel, escape = flight.travel, flight.escape
    elapsed = max((now - escape.began).total_seconds(), 0.0)
    names = names_apart(travel, [*map(int, cut.held), *map(int, cut.opened)])
    posts = _posts(flight, cut, people, free, elapsed, cameras, names)
    ways = tuple(
        WayOut(int(n), _at(travel, int(n)), names[int(n)][0], float(flight.costs[n]) - elapsed,
               cameras_near(_at(travel, int(n)), cameras))
        for n in cut.opened[np.argsort(flight.costs[cut.opened], kind="stable")]
    )  # fmt: skip
    inner = _inner(flight, cut.held)
    seen = {c for near in ([p.cameras for p in posts], [w.cameras for w in ways]) for some in near for c in some}
    return Cordon(
        escape, now, within, posts, ways, len(flight.exits) if flight.reach is not None else 0, cut.proved, cut.bound,
        ground(inner), inner, lambda seconds: flight.front(elapsed + seconds), _assumptions(escape, elapsed, within, margin),
        tuple(sorted(seen)), _notes(flight, free, unseen),
    )  # fmt: skip


def _posts(flight: Flight, cut: Cut, people: OnRoads, free: Sequence[Force], elapsed: float,
           cameras: tuple[Longs, Floats] | None, names: Mapping[int, tuple[str, bool]]) -> tuple[Post, ...]:  # fmt: skip
    """Return who holds what: of all ways to hand the posts out the one with the least time in all."""
    if not len(cut.held):
        return ()
    seconds = people.times(cut.held)
    rows, columns = linear_sum_assignment(np.where(people.able(cut.held), seconds, NEVER))
    found = []
    for force, column in zip(rows.tolist(), columns.tolist(), strict=True):
        node = int(cut.held[column])
        name, gate = names[node]
        at = _at(flight.travel, node)
        found.append(Post(node, at, name, gate, free[force], float(seconds[force, column]), float(flight.costs[node]) - elapsed,
                          cameras_near(at, cameras)))  # fmt: skip
    return tuple(sorted(found, key=lambda post: post.slack))


def _at(travel: Travel, node: int) -> tuple[float, float]:
    return float(travel.edges.nodes[node, 0]), float(travel.edges.nodes[node, 1])


def _inner(flight: Flight, held: Longs) -> Floats:
    """Return the straight pieces of road on which somebody can be who does not pass the posts."""
    if flight.reach is None:
        return np.zeros((0, 2, 2))
    side = flight.side
    shut = np.zeros(len(flight.inside), bool)
    shut[held] = True
    matrix = side.matrix.copy()
    matrix.data[np.repeat(shut, np.diff(matrix.indptr))] = NEVER  # nobody goes on from a post
    costs, _ = cheapest(matrix, *flight.reach.seeds, flight.horizon)
    found = reached(flight.travel.edges, side, np.where(shut, np.inf, costs), flight.horizon, flight.reach.starts)
    return parts_of(found, flight.travel.segments)


def _assumptions(escape: Escape, elapsed: float, within: float, margin: float) -> tuple[str, ...]:
    """Return what the plan takes for granted, in sentences."""
    how = tr("方式不明，每段路按最快的走法") if escape.mode == ANY else tr("对方的走法：{mode}", mode=mode_label(escape.mode))
    return (
        tr("已过 {time}，按最坏情况算", time=seconds_words(elapsed)),
        tr("{how}，比平常快 {percent}%", how=how, percent=round((escape.haste - 1) * 100)),
        tr("不守单行，关着的门也能过；不走道路以外的地方"),
        tr("每个卡点至少提前 {margin}到位；{within}内要合围", margin=seconds_words(margin), within=seconds_words(within)),
        tr("只用空闲且有定位的力量，每人守一处"),
    )


def _notes(flight: Flight, free: Sequence[Force], unseen: int) -> tuple[str, ...]:
    if flight.reach is None:
        return (tr("还没有道路，无法布控：请先导入道路"),)
    notes = [] if free else [tr("没有空闲且有定位的力量")]
    if unseen:
        notes.append(tr("{n} 名空闲力量没有定位或定位已失效，没有算进去", n=unseen))
    if flight.astray:
        notes.append(tr("案发地的路与其他道路不相通（路网断开），结果不可信：请核对道路"))
    return tuple(notes)


def cordon(station: Station, place: tuple[float, float], *, began: datetime | None = None, mode: str = ANY, haste: float = 1.2,
           within: float = AHEAD, margin: float = MARGIN, now: datetime | None = None) -> Cordon:  # fmt: skip
    """Return the best cordon around a place (longitude, latitude) from which somebody fled at a moment, now where none is told."""
    travel, moment = travel_of(station), now or station.clock.now()
    escape = Escape(travel.local(*place), began or moment, mode, haste)
    columns = station.columns(Query("camera"), ("id", "lon", "lat", "state"))
    rows = [i for i, lon in enumerate(columns["lon"]) if lon is not None and columns["state"][i] != "planned"]
    east, north = travel.frame.to_local([columns["lon"][i] for i in rows], [columns["lat"][i] for i in rows])
    seen = (np.array([columns["id"][i] for i in rows], np.int64), np.column_stack([east, north]))
    forces, holding = forces_of(station, moment), _holding(station)
    there = [f for f in forces if f.id not in holding]
    plan = plan_cordon(travel, escape, there, moment, within=within, margin=margin, cameras=seen)
    bound = sum(f.free for f in forces) - sum(f.free for f in there)
    told = tr("{n} 名空闲力量守着别的卡点，没有算进去：要调用，先收回他们的设卡任务", n=bound)
    return replace(plan, notes=(*plan.notes, told)) if bound else plan


def _holding(station: Station) -> set[int]:
    """Return the forces that hold a place of a kept cordon: nobody stands at two."""
    where = (Where("subject_kind", "is", "cordon"), Where("state", "in", IN_HAND), Where("merged_into", "is", None))
    tasks = station.columns(Query("task", where), ("assignee",))
    return {int(force) for force in tasks["assignee"] if force}
