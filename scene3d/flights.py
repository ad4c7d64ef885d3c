"""Wishes to go somewhere, from panels and from the map itself: to a point, a building, or wherever a record stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.query import Query, Where
from data.store.station import Station
from data.workspace import Flight
from scene3d.layers.host import Ground
from scene3d.navigator import Navigator
from scene3d.workers import Workers

TO_POINT = 220.0  # metres from the eye to a point on the ground
TO_RECORD = 200.0
WHOLE = 1.8  # times the extent of an area, so that all of it is seen


class Flights:
    """Carries out `data.workspace.Flight`."""

    def __init__(self, station: Station, navigator: Navigator, workers: Workers, ground: Callable[[], Ground]) -> None:
        self._station, self._navigator, self._workers, self._ground = station, navigator, workers, ground

    def go(self, wish: Flight) -> None:
        """Fly where the wish says; a record's place is read in the background first."""
        if wish.lon is not None and wish.lat is not None:
            self._to_lonlat(wish.lon, wish.lat, wish.distance or TO_POINT)
        elif wish.kind == "building":
            self.to_row(self._ground().row_of(wish.id), wish.distance)
        elif wish.kind:
            station = self._station
            self._workers.read(
                "flight", lambda: station.first(self._asked(wish)), lambda record: self._to_record(record, wish)
            )

    def to_row(self, row: int, distance: float | None = None) -> None:
        """Fly to a building by its row; -1 goes nowhere."""
        town = self._ground().town
        if row >= 0 and town is not None:
            self._navigator.fly_to_building(town, row, distance)

    def _asked(self, wish: Flight) -> Query:
        """Return the question for a record's place, and for its shape where that is more than a point."""
        spread = self._station.kinds[wish.kind].place.shape in ("line", "polygon", "any")
        return Query(wish.kind, (Where("id", "is", wish.id),), fields=("geometry",) if spread else (), placed=True)

    def _to_record(self, record: Any, wish: Flight) -> None:
        place = record.place if record is not None else None
        if place is None:
            return
        if (shape := record["geometry"]) is not None and not shape.is_empty:
            self._to_shape(shape, wish.distance)
        elif place.lon is not None:
            self._to_lonlat(place.lon, place.lat, wish.distance or TO_RECORD)
        else:
            self.to_row(self._ground().row_of(place.building), wish.distance)

    def _to_shape(self, shape: BaseGeometry, distance: float | None) -> None:
        """Fly to the middle of an area or a line (degrees), as far from it as shows all of it."""
        west, south, east, north = shapely.bounds(self._station.frame.geometry_to_local(shapely.force_2d(shape)))
        far = distance or max(TO_RECORD, WHOLE * max(east - west, north - south))
        self._navigator.fly_to(np.array([(west + east) / 2, (south + north) / 2, 0.0]), float(far))

    def _to_lonlat(self, lon: float, lat: float, distance: float) -> None:
        east, north = self._station.frame.to_local(lon, lat)
        self._navigator.fly_to(np.array([float(east), float(north), 0.0]), distance)
