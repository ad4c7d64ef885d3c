"""Who should go: forces by their time over the roads to a place, and the set that a protocol card wants."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
from scipy.optimize import linear_sum_assignment

from data.duty.dispatch.forces import FAR, Force, forces_of
from data.duty.dispatch.kept import travel_of
from data.duty.dispatch.reasons import covers_of, notes_of, reasons_of, shortage, spare_vehicles, warnings_of
from data.duty.dispatch.speeds import climb
from data.duty.dispatch.travel import Travel
from data.duty.dispatch.values import Need, Offer, Suggestion
from data.i18n import tr
from data.store.station import Station
from data.town.model import Floats
from data.town.network_side import Reach

NEVER = 1e7  # seconds that stand for "cannot" in an assignment; more than any way takes


def suggest(station: Station, place: tuple[float, float], needs: Sequence[Need] = (), *, now: datetime | None = None,
            storey: int | None = None, storeys: int | None = None, there: Collection[int] = ()) -> Suggestion:  # fmt: skip
    """Return who should go to a place (longitude, latitude), on a storey of a house with so many storeys.

    Those in ``there`` (ids) are on it already, and not offered again.

    Without needs the quickest free force is proposed. Reads the station: ask it off the window's thread.
    """
    moment = now or station.clock.now()
    forces = [f for f in forces_of(station, moment) if f.id not in there]
    travel = travel_of(station)
    found = rank(travel, travel.local(*place), forces, needs, now=moment, climb_seconds=climb(storey, storeys))
    return replace(found, notes=(*notes_of(station, travel, found), *spare_vehicles(station, travel, found)))


def rank(travel: Travel, place: tuple[float, float], forces: Sequence[Force], needs: Sequence[Need] = (), *, now: datetime,
         climb_seconds: float = 0.0) -> Suggestion:  # fmt: skip
    """Return the suggestion for a place in local metres: one search backwards from it for each way of moving that occurs."""
    seconds, metres = times(travel, place, forces, now)
    wanted = tuple(needs)
    rows = zip(forces, seconds, metres, strict=True)
    offers = [_offer(travel, f, float(s) + climb_seconds, float(m), wanted) for f, s, m in rows]
    chosen = propose(offers, wanted or (Need(),))
    done = [replace(o, chosen=chosen.get(o.force.id)) for o in offers]
    told = [replace(o, reasons=reasons_of(o, wanted, climb_seconds, travel), warnings=warnings_of(o)) for o in done]
    ordered = tuple(sorted(told, key=_order))
    return Suggestion(ordered, wanted, shortage(ordered, wanted), covers=covers_of(ordered, wanted))


def _order(offer: Offer) -> tuple[bool, bool, float, bool, int, int]:
    time = np.inf if offer.seconds is None else offer.seconds
    return (offer.chosen is None, not offer.available, time, not offer.force.free, offer.force.load.tasks, offer.force.id)


def times(travel: Travel, place: tuple[float, float], forces: Sequence[Force], now: datetime) -> tuple[Floats, Floats]:
    """Return for each force the seconds over the roads to a place, and about how many metres; infinite where there is no way."""
    seconds, metres = np.full(len(forces), np.inf), np.full(len(forces), np.inf)
    known = np.array([f.standing.known for f in forces], dtype=bool)
    if not known.any():
        return seconds, metres
    lon = np.array([f.standing.lon if f.standing.lon is not None else np.nan for f in forces])
    lat = np.array([f.standing.lat if f.standing.lat is not None else np.nan for f in forces])
    points = np.column_stack(travel.frame.to_local(np.where(known, lon, travel.frame.lon), np.where(known, lat, travel.frame.lat)))
    known &= np.hypot(*points.T) <= FAR
    for mode in sorted({f.mode for f, k in zip(forces, known, strict=True) if k}):
        rows = np.flatnonzero(known & np.array([f.mode == mode for f in forces]))
        reach = travel.from_point(place, mode, now, back=True)
        if reach is None:
            continue
        seconds[rows] = travel.seconds(reach, points[rows])
        metres[rows] = _metres(travel, reach, points[rows], seconds[rows])
    return seconds, metres


def _metres(travel: Travel, reach: Reach, points: Floats, seconds: Floats) -> Floats:
    """Return the lengths of the ways; only the quickest are walked along, as nobody reads the others."""
    found = np.full(len(points), np.inf)
    for row in np.argsort(seconds, kind="stable")[:MEASURED]:
        if np.isfinite(seconds[row]):
            found[row] = travel.metres(reach, (float(points[row, 0]), float(points[row, 1])))
    return found


MEASURED = 12  # ways of each mode whose metres are told


def _offer(travel: Travel, force: Force, seconds: float, metres: float, needs: tuple[Need, ...]) -> Offer:
    cannot = ""
    if not force.standing.known:
        cannot = "no_position"
    elif not np.isfinite(seconds):
        cannot = "far" if _far(travel, force) else "no_road"
    return Offer(
        force,
        seconds if np.isfinite(seconds) else None,
        metres if np.isfinite(metres) else None,
        available=force.free and not cannot and force.standing.level != "lost",
        cannot=cannot,
        fits=tuple(i for i, need in enumerate(needs) if need.met_by(force)),
    )


def _far(travel: Travel, force: Force) -> bool:
    lon, lat = force.standing.lon, force.standing.lat
    return lon is not None and lat is not None and bool(np.hypot(*travel.local(lon, lat)) > FAR)


def unplaced(station: Station, needs: Sequence[Need] = (), there: Collection[int] = ()) -> Suggestion:
    """Return the forces for a case whose place nobody knows: the free first, of these the wanted; nobody is proposed."""
    wanted, offers = tuple(needs), []
    for force in (f for f in forces_of(station, station.clock.now()) if f.id not in there):
        fits = tuple(i for i, need in enumerate(wanted) if need.met_by(force))
        offer = Offer(force, None, None, available=force.free, cannot="no_place", fits=fits)
        offers.append(replace(offer, reasons=reasons_of(offer, wanted), warnings=warnings_of(offer)))
    ordered = sorted(offers, key=lambda o: (not o.available, bool(wanted) and not o.fits, o.force.load.tasks, o.force.id))
    return Suggestion(tuple(ordered), wanted, notes=(tr("地点不明，算不出谁最近：请先补上地点，或直接选人先派出去"),))


def propose(offers: Sequence[Offer], needs: Sequence[Need]) -> dict[int, int]:
    """Return which force is proposed for which need: as many as can be met, and of all such sets the one that is there soonest.

    Only those available are proposed, of those on one vehicle the soonest for a vehicle that is wanted. Soonest is the least sum of
    the times; an assignment by Jonker and Volgenant (scipy).
    """
    slots = [i for i, need in enumerate(needs) for _ in range(need.count)]
    able = [o for o in offers if o.available and o.seconds is not None]
    if not slots or not able:
        return {}
    cost = np.full((len(slots), len(able)), NEVER)
    fitting = [_fitting(able, need) for need in needs]
    for row, number in enumerate(slots):
        for column in fitting[number]:
            cost[row, column] = able[column].seconds
    rows, columns = linear_sum_assignment(cost)
    return {able[c].force.id: slots[r] for r, c in zip(rows, columns, strict=True) if cost[r, c] < NEVER}


def _fitting(offers: Sequence[Offer], need: Need) -> list[int]:
    """Return which offers meet a need; where it wants vehicles, of those on one vehicle the first to arrive."""
    found = [i for i, offer in enumerate(offers) if need.met_by(offer.force)]
    if not need.vehicles:
        return found
    first: dict[int, int] = {}
    for i in sorted(found, key=lambda i: (offers[i].seconds or 0.0, offers[i].force.id)):
        vehicle = offers[i].force.vehicle
        assert vehicle is not None
        first.setdefault(vehicle.id, i)
    return list(first.values())


def refused(offer: Offer) -> str:
    """Return why somebody is not proposed as a sentence, "" for those who may be."""
    if offer.available:
        return ""
    return offer.warnings[0] if offer.warnings else tr("{name} 现在不能派", name=offer.force.name)
