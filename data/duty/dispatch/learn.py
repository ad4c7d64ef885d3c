"""Speeds learnt from stored tracks: the median of what was really driven or walked, by class and by road."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import shapely

from data.clock import format_utc, parse_utc
from data.duty.dispatch.forces import vehicle_modes
from data.duty.dispatch.speeds import MODES, USUAL, Speeds
from data.duty.dispatch.travel import Roads
from data.duty.forces.positions import tracks
from data.query import Query, Where
from data.store.station import Station
from data.town.model import Floats
from data.town.network_build import Edges
from data.town.shapes import local_shapes

NEAR = 20.0  # metres from a position to the road that it counts for
PAUSE = 120.0  # seconds; between positions further apart nobody knows what happened
STEP = 10.0  # metres; shorter steps are standing still and the scatter of positions
CLASS_NEEDS, ROAD_NEEDS = 30, 12  # observations before they count
SLOWEST, FASTEST = 0.35, 2.0  # times the usual speed: what lies outside was not on this road, or not this way of moving
WALKING, RIDING = 7.0, 22.0  # km/h: the pace of a whole track up to which it was walked, and up to which it was cycled
DAYS, SURE = timedelta(days=14), 50.0  # of positions that are looked at: age, and metres from which they are too vague
TRACKS = 400  # the latest that are looked at


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """Positions of one way: places (n, 2) in local metres and seconds (n) that only grow. ``mode`` "" is told by the pace."""

    points: Floats
    seconds: Floats
    mode: str = ""


def learn(edges: Edges, roads: Roads, traces: Iterable[Trace]) -> Speeds:
    """Return speeds as the traces teach them; where they say too little the usual ones stand."""
    by_class: dict[tuple[str, str], list[float]] = defaultdict(list)
    by_road: dict[tuple[str, int], list[float]] = defaultdict(list)
    tree = shapely.STRtree(edges.lines)
    for trace in traces if len(edges.lines) else ():
        mode = trace.mode or pace_mode(trace)
        for road, kmh in _observed(edges, tree, trace):
            usual = USUAL[mode].get(roads.classes[road], 0.0) if mode in MODES else 0.0
            if SLOWEST * usual <= kmh <= FASTEST * usual:
                by_class[mode, roads.classes[road]].append(kmh)
                by_road[mode, int(roads.ids[road])].append(kmh)
    return _speeds(by_class, by_road)


def pace_mode(trace: Trace) -> str:
    """Return the way of moving that fits the pace of a whole trace while it moved."""
    step, took = np.hypot(*np.diff(trace.points, axis=0).T), np.diff(trace.seconds)
    moved = (step >= STEP) & (took > 0) & (took <= PAUSE)
    if not moved.any():
        return "foot"
    pace = float(step[moved].sum() / took[moved].sum() * 3.6)
    return "foot" if pace <= WALKING else "bicycle" if pace <= RIDING else "car"


def _observed(edges: Edges, tree: shapely.STRtree, trace: Trace) -> Iterator[tuple[int, float]]:
    """Yield the row of a road and the speed in km/h for each step of a trace that lies along one road."""
    step, took = np.hypot(*np.diff(trace.points, axis=0).T), np.diff(trace.seconds)
    moved = np.flatnonzero((step >= STEP) & (took > 0) & (took <= PAUSE))
    if not len(moved):
        return
    ends = [np.asarray(shapely.points(trace.points[moved + i]), dtype=object) for i in (0, 1)]
    (first, edge), (second, other) = (tree.query_nearest(e, max_distance=NEAR, all_matches=False) for e in ends)
    start, end = dict(zip(first.tolist(), edge.tolist(), strict=True)), dict(zip(second.tolist(), other.tolist(), strict=True))
    for row, at in enumerate(moved):
        if row in start and row in end and edges.roads[start[row]] == edges.roads[end[row]]:
            yield int(edges.roads[start[row]]), float(step[at] / took[at] * 3.6)


def _speeds(by_class: Mapping[tuple[str, str], list[float]], by_road: Mapping[tuple[str, int], list[float]]) -> Speeds:
    known = {mode: dict(table) for mode, table in USUAL.items()}
    taught = {key: len(seen) for key, seen in by_class.items() if len(seen) >= CLASS_NEEDS}
    for mode, name in taught:
        known[mode][name] = float(np.median(by_class[mode, name]))
    own: dict[str, dict[int, float]] = defaultdict(dict)
    for (mode, road), seen in by_road.items():
        if len(seen) >= ROAD_NEEDS:
            own[mode][road] = float(np.median(seen))
    return Speeds(known, dict(own), taught)


def speeds_of(station: Station, edges: Edges, roads: Roads) -> Speeds:
    """Return the speeds that a station's stored tracks teach."""
    return learn(edges, roads, traces_of(station))


def traces_of(station: Station) -> Iterator[Trace]:
    """Yield what is stored of who went where in a hurry: positions on the way to cases, and tracks of wheels.

    A stored line has no times of its own: its pace between beginning and end is even. One that was walked is a patrol.
    """
    yield from _fixes(station)
    fields = ("geometry", "started_at", "ended_at")
    query = Query("track", (Where("category", "is", "track"), Where("ended_at", "not", None)), order=("-started_at",), limit=TRACKS)
    columns = station.columns(query, fields)
    for shape, began, ended in zip(local_shapes(station.frame, columns["geometry"]), columns["started_at"], columns["ended_at"],
                                   strict=True):  # fmt: skip
        if shape is not None and began is not None:
            for trace in _even(shape, (parse_utc(ended) - parse_utc(began)).total_seconds()):
                if pace_mode(trace) != "foot":
                    yield trace


def _fixes(station: Station) -> Iterator[Trace]:
    """Yield the positions of those who were on their way to a case in the last days: who strolls on patrol teaches nothing."""
    now = station.clock.now()
    query = Query("deployment", (Where("arrived_at", "not", None), Where("sent_at", ">=", format_utc(now - DAYS))),
                  order=("-sent_at",), limit=TRACKS)  # fmt: skip
    names = ("force", "sent_at", "left_at", "arrived_at")
    rows = [*zip(*station.columns(query, names).values(), strict=True)]
    if not rows:
        return
    found, modes = tracks(station, min(row[1] for row in rows), max(row[3] for row in rows)), _modes(station)
    for force, sent, left, arrived in rows:
        began, ended = parse_utc(left or sent).timestamp(), parse_utc(arrived).timestamp()
        own = found.where((found.carrier == force) & (found.at >= began) & (found.at <= ended) & ~(found.accuracy >= SURE))
        if len(own) > 1:
            east, north = station.frame.to_local(own.lon, own.lat)
            grown = np.r_[True, np.diff(own.at) > 0]
            yield Trace(np.column_stack([east, north])[grown], own.at[grown], modes.get(force, ""))


def _modes(station: Station) -> dict[int, str]:
    """Return the way of moving of vehicles and of the forces in them; of others the pace tells."""
    vehicles = vehicle_modes(station)
    rows = station.columns(Query("force", (Where("vehicle", "not", None),)), ("id", "vehicle"))
    riders = {id: vehicles[vehicle] for id, vehicle in zip(*rows.values(), strict=True) if vehicle in vehicles}
    return vehicles | riders


def _even(shape: Any, took: float) -> Iterator[Trace]:
    points = np.vstack([shapely.get_coordinates(part) for part in shapely.get_parts(shape)])
    run = np.r_[0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
    grown = np.r_[True, np.diff(run) > 0]
    if took > 0 and run[-1] > STEP:
        yield Trace(points[grown], run[grown] / run[-1] * took)
