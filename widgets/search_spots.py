"""Coordinates typed into the search box, as lines of its list."""

from __future__ import annotations

from data.exchange.coordinates import sought_coordinates, system_label, written
from data.i18n import tr
from data.store.station import Station
from widgets.search_results import Spot

MOST = 3


def found_spots(station: Station, text: str, system: str) -> list[Spot]:
    """Return the places that a text can mean as coordinates, in the system shown; not on the Qt thread."""
    near = (station.frame.lon, station.frame.lat)
    found = sought_coordinates(text, near, system)[:MOST]
    return [
        Spot(tr("按 {system} 飞到", system=r.label), f"{system_label(system)} {written(r.lon, r.lat, system)}", r.lon, r.lat)
        for r in found
    ]
