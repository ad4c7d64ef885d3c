"""Which cameras see what, worked out once for a town and followed as it changes."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.query import Query
from data.records import ChangeSet
from data.store.station import Station
from data.town.frame import LocalFrame
from data.town.load import load_town
from data.town.model import Floats, Geometries, Ids, Town
from data.town.views import Walls, view_polygon

TOUCH = 0.3  # metres: a view that ends at a wall sees it
DEFAULTS = {"height": 4.0, "view_angle": 60.0, "range": 40.0}  # of the kind "camera"


@dataclass(frozen=True, slots=True)
class Cameras:
    """Cameras as columns.

    Place in local metres, height above ground, bearing (degrees clockwise from north, nan: all around), angle of view in
    degrees and range in metres.
    """

    ids: Ids
    east: Floats
    north: Floats
    height: Floats
    bearing: Floats
    angle: Floats
    range: Floats


def read_cameras(station: Station, frame: LocalFrame | None = None) -> Cameras:
    """Return the cameras that hang (planned ones do not) and have a place, in metres of the station's frame."""
    query = Query("camera").and_where("state", "not", "planned")
    columns = station.columns(query, ("id", "lon", "lat", "height", "bearing", "view_angle", "range"))
    placed = [row for row, lon in enumerate(columns["lon"]) if lon is not None]

    def column(name: str) -> Floats:
        default = DEFAULTS.get(name, np.nan)
        return np.array([default if columns[name][row] is None else columns[name][row] for row in placed], dtype=float)

    east, north = (frame or station.frame).to_local(column("lon"), column("lat"))
    ids = np.array([columns["id"][row] for row in placed], dtype=np.int64)
    return Cameras(ids, east, north, column("height"), column("bearing"), column("view_angle"), column("range"))


class Sightlines:
    """The views of all cameras over one town, worked out once and found again by place."""

    def __init__(self, town: Town, cameras: Cameras) -> None:
        self.town = town
        self.cameras = cameras

    @cached_property
    def views(self) -> Geometries:
        """The view of each camera, in local metres."""
        walls, c = Walls(self.town.buildings), self.cameras
        views = np.empty(len(c.ids), dtype=object)
        rows = np.column_stack([c.east, c.north, c.height, c.bearing, c.angle, c.range]).tolist()
        views[:] = [view_polygon(x, y, z, bearing, angle, reach, walls) for x, y, z, bearing, angle, reach in rows]
        return views

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.views)

    def seeing(self, shape: BaseGeometry) -> list[int]:
        """Return the ids of the cameras that see a shape in local metres, nearest first."""
        rows = self._tree.query(shape, predicate="dwithin", distance=TOUCH)
        away = shapely.distance(shapely.points(self.cameras.east[rows], self.cameras.north[rows]), shape)
        return [int(id) for id in self.cameras.ids[rows[np.argsort(away, kind="stable")]]]


class Sight:
    """Which cameras see what, of a whole station; follows its changes. Safe from any thread."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._lock = threading.Lock()
        self._lines: Sightlines | None = None
        self._town_stale = self._cameras_stale = True
        station.changed.connect(self._forget)

    def close(self) -> None:
        """Stop following the station."""
        self._station.changed.disconnect(self._forget, missing_ok=True)

    def cameras_seeing(self, building: int) -> list[int]:
        """Return the ids of the cameras that see a building, nearest first; none where it has no outline."""
        lines = self._current()
        rows = np.flatnonzero(lines.town.buildings.ids == building)
        return lines.seeing(lines.town.buildings.footprints[rows[0]]) if len(rows) else []

    def cameras_seeing_point(self, lon: float, lat: float) -> list[int]:
        """Return the ids of the cameras that see a point of the ground (WGS-84 degrees), nearest first."""
        east, north = self._station.frame.to_local(lon, lat)
        return self._current().seeing(shapely.Point(float(east), float(north)))

    def view(self, camera: int) -> BaseGeometry | None:
        """Return what a camera sees, in local metres; None for one that has no place or is only planned."""
        lines = self._current()
        rows = np.flatnonzero(lines.cameras.ids == camera)
        return lines.views[rows[0]] if len(rows) else None

    def _current(self) -> Sightlines:
        with self._lock:
            if self._lines is None or self._town_stale or self._cameras_stale:
                keep = self._lines if not self._town_stale else None
                self._town_stale = self._cameras_stale = False  # first, so that a change in the meantime is not lost
                try:
                    town = keep.town if keep is not None else load_town(self._station)
                    self._lines = Sightlines(town, read_cameras(self._station))
                except BaseException:
                    self._town_stale = True  # what could not be read now is read anew when it is asked for again
                    raise
            return self._lines

    def _forget(self, changes: ChangeSet) -> None:
        if changes.kinds & {"building", "building_part"}:  # and only then touched: change sets are told on several threads at once
            self._town_stale = True
        if "camera" in changes.kinds:
            self._cameras_stale = True


def cameras_seeing_point(town: Town, cameras: Cameras, east: float, north: float) -> list[tuple[int, BaseGeometry]]:
    """Return the ids of the cameras that see a point of the ground (local metres) with what each sees, nearest first."""
    away = np.hypot(cameras.east - east, cameras.north - north)
    near = np.flatnonzero(away <= cameras.range + TOUCH)
    if not len(near):
        return []
    walls, here = Walls(town.buildings), shapely.Point(east, north)
    found = []
    for row in near[np.argsort(away[near], kind="stable")]:
        c = cameras
        view = view_polygon(
            float(c.east[row]), float(c.north[row]), float(c.height[row]), float(c.bearing[row]), float(c.angle[row]),
            float(c.range[row]), walls,
        )  # fmt: skip
        if shapely.dwithin(view, here, TOUCH):
            found.append((int(c.ids[row]), view))
    return found


def cameras_seeing(town: Town, cameras: Cameras, row: int) -> list[int]:
    """Return the ids of the cameras that see the building in a row of the town, nearest first; views are kept between calls."""
    last = _last.get("sightlines")
    if last is None or last.town is not town or last.cameras is not cameras:
        last = _last["sightlines"] = Sightlines(town, cameras)
    return last.seeing(town.buildings.footprints[row])


_last: dict[str, Sightlines] = {}
