"""Those who are on their way to a case: their ways, how far they are, and a new way when they stray."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.duty.dispatch.forces import Force, forces_of
from data.duty.dispatch.kept import travel_of
from data.duty.dispatch.speeds import climb
from data.duty.dispatch.travel import Travel
from data.duty.dispatch.ways import Progress, Way, find_way, progress
from data.query import Query, Where
from data.records import Record
from data.store.station import Station

GOING = ("sent", "on_the_way")  # states of a deployment in which somebody is not there yet


@dataclass(frozen=True, slots=True)
class Following:
    """One who is on the way; ``again`` is how often a new way was found because they had strayed."""

    force: Force
    way: Way
    progress: Progress
    again: int = 0


class Follower:
    """Keeps the ways of those who go to one case; ask it off the window's thread, one question at a time."""

    def __init__(self, case: int) -> None:
        self.case = case
        self._ways: dict[int, tuple[Way, int]] = {}  # by force: the way, and how often it was found anew

    def look(self, station: Station, now: datetime | None = None) -> tuple[Following, ...]:
        """Return those who are on the way and have a position from which a road leads there, the first to arrive first."""
        moment = now or station.clock.now()
        record = station.get("case", self.case, placed=True)
        if record is None or record.place is None or record.place.lon is None or record.place.lat is None:
            return ()
        travel = travel_of(station)
        place, up = travel.local(record.place.lon, record.place.lat), _climb(station, record)
        going = self._going(station)
        self._ways = {force: kept for force, kept in self._ways.items() if force in going}
        forces = [f for f in forces_of(station, moment, on_duty=False) if f.id in going]
        found = [self._one(travel, force, place, moment, up) for force in forces]
        return tuple(sorted((f for f in found if f is not None), key=lambda f: f.progress.left))

    def _going(self, station: Station) -> set[int]:
        query = Query("deployment", (Where("case", "is", self.case), Where("state", "in", GOING)))
        return set(station.columns(query, ("force",))["force"])

    def _one(self, travel: Travel, force: Force, place: tuple[float, float], now: datetime, up: float) -> Following | None:
        where = force.standing
        if where.lon is None or where.lat is None:
            return None
        at = travel.local(where.lon, where.lat)
        kept = self._ways.get(force.id)
        if kept is not None:
            far = progress(kept[0], at, now, where.accuracy)
            if not far.strayed:
                return Following(force, kept[0], far, kept[1])
        way = find_way(travel, at, place, force.mode, now, up)
        if way is None:
            return None
        again = 0 if kept is None else kept[1] + 1
        self._ways[force.id] = (way, again)
        return Following(force, way, progress(way, at, now, where.accuracy), again)


def _climb(station: Station, case: Record) -> float:
    """Return the seconds from the door to the storey that a case is on."""
    place = case.place
    if place is None or place.building is None:
        return 0.0
    building = station.get("building", place.building)
    storey = case["storey"] if case["storey"] is not None else place.storey
    return climb(storey, building["storeys"] if building is not None else None)
