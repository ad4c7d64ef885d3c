"""The roads in seconds, by way of moving and hour: what suggestion, routes, rings and cordon ask."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
import shapely

from data.duty.dispatch.areas import Segments, segments_of
from data.duty.dispatch.gates import LETS, Gates
from data.duty.dispatch.speeds import MODES, PER_METRE, STAIRS, Speeds
from data.town.frame import LocalFrame
from data.town.model import Floats, Ids
from data.town.network_build import Bools, Edges, Longs
from data.town.network_side import OnEdge, OnEdges, Reach, Route, Side

MOST_OFF = 150.0  # metres from a point to the largest connected part, where its nearest road is cut off from it
KEPT = 24  # sides that are kept; there is one for each way of moving and each set of gates that are shut


@dataclass(frozen=True, slots=True, eq=False)
class Roads:
    """What is known of roads, one row a road record: class (`STAIRS` for stairs), one-way, speed limit (NaN), who may use it."""

    ids: Ids
    classes: tuple[str, ...]
    oneway: Bools
    limits: Floats
    access: tuple[str, ...]
    names: tuple[str, ...] = field(default=())


class Travel:
    """Times over the roads. Safe from any thread.

    Points are local metres (east, north) of the station's frame, times are seconds. Crossings cost nothing of their own: the
    speeds are those of whole ways through towns. From a point to the road and back one walks straight.
    """

    def __init__(self, edges: Edges, roads: Roads, gates: Gates | None = None, speeds: Speeds | None = None, *,
                 frame: LocalFrame | None = None, zone: str = "Asia/Shanghai") -> None:  # fmt: skip
        self.edges, self.roads, self.gates = edges, roads, gates or Gates()
        self.speeds = speeds or Speeds()
        self.frame, self.zone = frame or LocalFrame(0.0, 0.0), ZoneInfo(zone)
        self._classes = tuple(roads.classes[r] for r in edges.roads)
        self._sides: dict[tuple[object, ...], Side] = {}
        self._lock = threading.Lock()

    @cached_property
    def segments(self) -> Segments:
        """The straight pieces of all edges."""
        return segments_of(self.edges)

    @cached_property
    def named(self) -> tuple[Longs, shapely.STRtree]:
        """The numbers of the edges whose road has a name, and a tree over them."""
        has = np.array([bool(name) for name in self.roads.names], bool)
        rows = np.flatnonzero(has[self.edges.roads]) if len(has) else np.zeros(0, np.int64)
        return rows, shapely.STRtree(self.edges.lines[rows])

    # Sides

    def side(self, mode: str, now: datetime, *, force: bool = True) -> Side:
        """Return the roads as forces can use them in one of `MODES` at a moment; ``force`` False for everybody else."""
        delays = self.gates.delays(mode, now.astimezone(self.zone), force=force)
        key = (mode, force, delays.tobytes())
        return self._side(key, lambda: self._make(mode, delays))

    def worst(self, mode: str, haste: float = 1.0) -> Side:
        """Return the roads for somebody who heeds nothing: against one-ways, through gates that are shut, ``haste`` times as fast.

        ``mode`` is one of `MODES`, or "any": the quickest that each road allows.
        """
        return self._side((mode, haste), lambda: self._make_worst(mode, haste))

    def _side(self, key: tuple[object, ...], make: object) -> Side:
        with self._lock:
            found = self._sides.pop(key, None)
            if found is None:
                assert callable(make)
                made = make()
                assert isinstance(made, Side)
                found = made
            self._sides[key] = found  # the latest used is the last to go
            while len(self._sides) > KEPT:
                self._sides.pop(next(iter(self._sides)))
            return found

    def _make(self, mode: str, delays: Floats) -> Side:
        seconds = self._seconds(mode)
        oneway = self.roads.oneway[self.edges.roads]
        usable = np.isfinite(seconds) & self._allowed(mode)
        waits = np.zeros(len(self.edges.nodes))
        np.maximum.at(waits, self.gates.node, np.where(np.isfinite(delays), delays, 0.0))
        shut = np.unique(self.gates.node[~np.isfinite(delays)])
        both = ~oneway | (mode == "foot")
        return Side(self.edges, self.roads.ids, usable, both, seconds, off=PER_METRE, shut=shut, waits=waits)

    def _make_worst(self, mode: str, haste: float) -> Side:
        modes = MODES if mode == "any" else (mode,)
        seconds = np.min([self._seconds(m) for m in modes], axis=0) / haste
        usable = np.isfinite(seconds)
        return Side(self.edges, self.roads.ids, usable, np.ones(len(usable), bool), seconds, off=PER_METRE)

    def _seconds(self, mode: str) -> Floats:
        """Return the seconds along each edge, infinite where it cannot be used."""
        ids, limits = self.roads.ids[self.edges.roads], self.roads.limits[self.edges.roads]
        kmh = self.speeds.along(mode, self._classes, ids, limits)
        with np.errstate(divide="ignore"):
            return np.where(kmh > 0, self.edges.lengths * 3.6 / kmh, np.inf)

    def _allowed(self, mode: str) -> Bools:
        each = np.array([mode in LETS[a or "all"] for a in self.roads.access], dtype=bool)
        return each[self.edges.roads] if len(each) else np.zeros(0, bool)

    # Ways

    def places(self, side: Side, point: tuple[float, float]) -> list[OnEdge]:
        """Return where a point may get onto the roads: its nearest edge, and where that lies astray one of the largest part."""
        near = side.snap(point)
        if near is None:
            return []
        if not side.astray[near.edge]:
            return [near]
        main = side.snap(point, main=True)
        if main is None or main.edge == near.edge or main.away > MOST_OFF:
            return [near]
        return [near, main]

    def from_point(self, point: tuple[float, float], mode: str, now: datetime, *, back: bool = False, limit: float = np.inf,
                   force: bool = True) -> Reach | None:  # fmt: skip
        """Return the ways from a point to everywhere, or with ``back`` from everywhere to it; None where there are no roads."""
        return self._from(self.side(mode, now, force=force), point, back, limit)

    def _from(self, side: Side, point: tuple[float, float], back: bool = False, limit: float = np.inf) -> Reach | None:
        places = self.places(side, point)
        return Reach(side, point, places, limit, back) if places else None

    def seconds(self, reach: Reach, points: Floats) -> Floats:
        """Return the seconds between the point of a reach and each of many points (n, 2); infinite where no way leads."""
        side = reach.side
        near = side.snap_all(points)
        found = reach.costs_to(near)
        lost = np.flatnonzero((near.edge >= 0) & side.astray[near.edge]) if len(side.edges) else np.zeros(0, np.int64)
        if len(lost):
            main = side.snap_all(points[lost], main=True)
            other = np.where(main.away <= MOST_OFF, reach.costs_to(main), np.inf)
            found[lost] = np.minimum(found[lost], other)
        return found

    def way(self, reach: Reach, point: tuple[float, float]) -> Route | None:
        """Return the quickest way between the point of a reach and another; None where there is none."""
        found = [reach.way(end, point) for end in self.places(reach.side, point)]
        return min((r for r in found if r is not None), key=lambda r: r.cost, default=None)

    def metres(self, reach: Reach, point: tuple[float, float]) -> float:
        """Return the length of the quickest way between the point of a reach and another; infinite where there is none."""
        ends = [(float(reach.costs_to(_many(end))[0]), reach.length(end)) for end in self.places(reach.side, point)]
        return min(ends, default=(np.inf, np.inf))[1]

    # Places

    def local(self, lon: float, lat: float) -> tuple[float, float]:
        """Return degrees as local metres."""
        east, north = self.frame.to_local(lon, lat)
        return float(east), float(north)

    def degrees(self, points: Floats) -> Floats:
        """Return local metres (n, 2) as degrees."""
        return np.column_stack(self.frame.to_degrees(points[:, 0], points[:, 1]))

    def road_names(self, ids: Sequence[int]) -> list[str]:
        """Return the names of roads in order, without blanks and repeats."""
        by_id = dict(zip(self.roads.ids.tolist(), self.roads.names, strict=False))
        found: list[str] = []
        for id in ids:
            name = by_id.get(id, "")
            if name and (not found or found[-1] != name):
                found.append(name)
        return found


def _many(end: OnEdge) -> OnEdges:
    return OnEdges(np.array([end.edge]), np.array([end.along]), np.array([end.at]), np.array([end.away]))


__all__ = ["MODES", "MOST_OFF", "STAIRS", "Roads", "Travel"]
