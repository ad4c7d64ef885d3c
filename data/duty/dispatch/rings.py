"""Rings of minutes by road around a place or around all free forces together, and where nobody can be in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from shapely.geometry.base import BaseGeometry

from data.duty.dispatch.areas import Reached, ground, nothing, parts_of, reached
from data.duty.dispatch.forces import FAR, Force, forces_of
from data.duty.dispatch.kept import travel_of
from data.duty.dispatch.travel import Travel
from data.store.station import Station
from data.town.model import Floats, Geometries
from data.town.network_build import Bools, Longs
from data.town.network_side import LEAST, OnEdges, Side, cheapest

MINUTES = (1, 3, 5)


@dataclass(frozen=True, slots=True, eq=False)
class Ring:
    """What is reached within some minutes beyond the ring before: straight pieces of road (n, 2, 2) in local metres.

    ``area`` is the ground that is reached, inner rings included, in local metres; ``metres`` the roads, inner rings included.
    """

    minutes: float
    pieces: Floats
    area: BaseGeometry
    metres: float


@dataclass(frozen=True, slots=True, eq=False)
class Rings:
    """Rings from the innermost out, how many metres of road there are in all, and the roads that nobody reaches in time."""

    rings: tuple[Ring, ...]
    metres: float
    unreached: Geometries
    mode: str = ""  # of one place; "" where each force moves in its own way
    forces: int = 0
    centre: tuple[float, float] | None = None  # in local metres

    @property
    def shares(self) -> tuple[float, ...]:
        """The share of all roads that each ring reaches, inner rings included; 0 to 1."""
        return tuple(ring.metres / self.metres if self.metres else 0.0 for ring in self.rings)


def rings_around(travel: Travel, point: tuple[float, float], mode: str, now: datetime, minutes: Sequence[float] = MINUTES, *,
                 back: bool = False) -> Rings:  # fmt: skip
    """Return the rings around a point in local metres: how far one comes from it, or with ``back`` from where one gets to it."""
    side = travel.side(mode, now)
    reach = travel.from_point(point, mode, now, back=back, limit=max(minutes) * 60)
    if reach is None:
        return Rings((), 0.0, np.zeros(0, object), mode, centre=point)
    found = [reached(travel.edges, side, reach.costs, m * 60, reach.starts, back) for m in minutes]
    used = np.zeros(len(travel.edges.lines), bool)
    used[side.edges] = True
    return _rings(travel, found, minutes, used, mode=mode, centre=point)


def rings_of_forces(travel: Travel, forces: Sequence[Force], now: datetime, minutes: Sequence[float] = MINUTES) -> Rings:
    """Return the rings around all free forces together, each moving in its own way."""
    free = [f for f in forces if f.free and f.standing.known and f.standing.level != "lost"]
    found = [nothing(travel.edges) for _ in minutes]
    counted, used = 0, np.zeros(len(travel.edges.lines), bool)
    for mode in sorted({f.mode for f in free}):
        side = travel.side(mode, now)
        seeds = seeds_of(travel, side, [f for f in free if f.mode == mode])
        places = [seeds.edges[row] for row in np.flatnonzero(np.isfinite(seeds.firsts[: len(seeds.edges.edge)])).tolist()]
        counted += len(places)
        used[side.edges] = True
        costs, _ = cheapest(side.matrix, seeds.nodes, seeds.firsts, max(minutes) * 60)
        found = [one.with_(reached(travel.edges, side, costs, m * 60, places)) for one, m in zip(found, minutes, strict=True)]
    if not free:
        used[travel.side("foot", now).edges] = True
    return _rings(travel, found, minutes, used, forces=counted)


def _rings(travel: Travel, found: Sequence[Reached], minutes: Sequence[float], used: Bools, *, mode: str = "", forces: int = 0,
           centre: tuple[float, float] | None = None) -> Rings:  # fmt: skip
    rings, lines = [], list[Floats]()
    for i, (one, m) in enumerate(zip(found, minutes, strict=True)):
        lines.append(parts_of(one, travel.segments, found[i - 1] if i else None))
        rings.append(Ring(m, lines[-1], ground(np.concatenate(lines)), one.metres))
    missing = used & ~found[-1].some if found else used
    return Rings(tuple(rings), float(travel.edges.lengths[used].sum()), travel.edges.lines[missing], mode, forces, centre)


@dataclass(frozen=True, slots=True, eq=False)
class Seeds:
    """Where forces get onto the nodes of a side: node and seconds to it, two for each force; ``edges`` are their places."""

    nodes: Longs
    firsts: Floats
    edges: OnEdges


def seeds_of(travel: Travel, side: Side, forces: Sequence[Force]) -> Seeds:
    """Return the seeds of forces that have a position near the station; all others are left out (none of two is finite)."""
    points = points_of(travel, forces)
    near = np.hypot(*points.T) <= FAR
    on = side.snap_all(np.where(near[:, None], points, 0.0))
    usable = near & (on.edge >= 0)
    edge = np.where(on.edge >= 0, on.edge, 0)
    if not len(side.edges):
        return Seeds(np.zeros(0, np.int64), np.zeros(0), on)
    share = np.clip(on.along / np.maximum(side.lengths[edge], LEAST), 0, 1)
    cost, off = side.costs[edge], side.off * on.away
    ahead = np.where(usable, off + cost * (1 - share), np.inf)
    behind = np.where(usable & side.both[edge], off + cost * share, np.inf)
    return Seeds(np.concatenate([side.ends[edge], side.starts[edge]]).astype(np.int64), np.concatenate([ahead, behind]), on)


def points_of(travel: Travel, forces: Sequence[Force]) -> Floats:
    """Return where forces are in local metres (n, 2); infinite for those without a position."""
    lon = np.array([np.nan if f.standing.lon is None else f.standing.lon for f in forces], dtype=float)
    lat = np.array([np.nan if f.standing.lat is None else f.standing.lat for f in forces], dtype=float)
    known = ~np.isnan(lon) & ~np.isnan(lat)
    east, north = travel.frame.to_local(np.where(known, lon, travel.frame.lon), np.where(known, lat, travel.frame.lat))
    return np.where(known[:, None], np.column_stack([east, north]), np.inf)


def rings(station: Station, place: tuple[float, float] | None = None, mode: str = "car", *, now: datetime | None = None,
          minutes: Sequence[float] = MINUTES, back: bool = False) -> Rings:  # fmt: skip
    """Return the rings around a place (longitude, latitude), or around all free forces where none is given."""
    travel, moment = travel_of(station), now or station.clock.now()
    if place is None:
        return rings_of_forces(travel, forces_of(station, moment), moment, minutes)
    return rings_around(travel, travel.local(*place), mode, moment, minutes, back=back)


__all__ = ["MINUTES", "Ring", "Rings", "points_of", "rings", "rings_around", "rings_of_forces", "seeds_of"]
