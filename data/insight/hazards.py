"""Hazards that one should know of at a place: those of its building, and those close by."""

from __future__ import annotations

from data.insight.lines import Line, colour_of, joined, shown
from data.query import Area, Query, Where
from data.records import Place
from data.store import Station

CLOSE = 60.0  # metres
MOST = 12


def hazard_lines(station: Station, place: Place | None, building: int | None) -> tuple[Line, ...]:
    """Return hazards that are not closed as lines: those of the building first, then those close to the place."""
    if "hazard" not in station.kinds:
        return ()
    still = Where("state", "not", "closed")
    found = {}
    if building is not None:
        found = {h.id: h for h in station.read(Query("hazard", (still, Where("building", "is", building)), limit=MOST))}
    if place is not None and place.lon is not None and place.lat is not None:
        near = Area(near=(place.lon, place.lat, CLOSE))
        found |= {h.id: h for h in station.read(Query("hazard", (still,), area=near, limit=MOST)) if h.id not in found}
    return tuple(
        Line("hazard", h.id, station.title(h), joined(shown(station, h, "severity"), shown(station, h, "state")),
             colour=colour_of(station, h))
        for h in list(found.values())[:MOST]
    )  # fmt: skip
