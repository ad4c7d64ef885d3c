"""Coverage of the grids over a shift: how much of each was passed, for how long somebody was there, and when last.

The measure is the share of a grid's road that the tracks came within `NEAR` metres of, in points every `EVERY` metres; a grid
without roads is measured over its area in the same way. It is of places and never of a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from data.clock import format_utc
from data.duty.forces.positions import tracks
from data.duty.forces.ways import steps, ways_of
from data.duty.spans import span_words
from data.i18n import tr
from data.query import Query
from data.store import Station

Floats = npt.NDArray[np.float64]
NEAR = 35.0  # metres from which one sees a street
EVERY = 20.0  # metres
AREA_EVERY = 50.0
LEFT_OUT = ("highway", "rail", "ferry")  # classes of road that nobody patrols


@dataclass(frozen=True, slots=True)
class GridCoverage:
    """What a shift did in a grid: ``share`` of 0 to 1, minutes in which somebody was there, and the last moment of it."""

    id: int
    name: str
    share: float
    minutes: int
    last_at: str | None

    @property
    def said(self) -> str:
        """The coverage in words."""
        if self.last_at is None:
            return tr("本班无人到过")
        return tr("走过 {share}% 的道路，有人 {time}", share=f"{self.share * 100:.0f}", time=span_words(60 * self.minutes))


def coverage(station: Station, start: str, end: str) -> list[GridCoverage]:
    """Return the coverage of each grid in a period (UTC as stored), by name."""
    rows = station.columns(Query("grid", order=("name",)), ("id", "name", "geometry"))
    shapes = [None if s is None else _local(station, [s])[0] for s in rows["geometry"]]
    ways = ways_of(tracks(station, start, end), station.frame)
    points, at = steps(ways, EVERY / 2)
    tree = cKDTree(points) if len(points) else None
    roads = _roads(station)
    return [
        _of_grid(id, str(name or ""), shape, roads, tree, points, at)
        for id, name, shape in zip(rows["id"], rows["name"], shapes, strict=True)
    ]


def _of_grid(id: int, name: str, shape: BaseGeometry | None, roads: Sequence[BaseGeometry], tree: cKDTree | None, points: Floats,
             at: Floats) -> GridCoverage:  # fmt: skip
    if shape is None or tree is None:
        return GridCoverage(id, name, 0.0, 0, None)
    places = _measured(shape, roads)
    near = np.isfinite(tree.query(places, distance_upper_bound=NEAR)[0]) if len(places) else np.zeros(0, bool)
    times = at[shapely.contains_xy(shape, points[:, 0], points[:, 1])]
    last = format_utc(datetime.fromtimestamp(float(times.max()), UTC)) if len(times) else None
    return GridCoverage(id, name, float(near.mean()) if len(near) else 0.0, len(np.unique(times // 60)), last)


def _roads(station: Station) -> list[BaseGeometry]:
    rows = station.columns(Query("road"), ("class", "geometry"))
    shapes = [s for c, s in zip(rows["class"], rows["geometry"], strict=True) if s is not None and c not in LEFT_OUT]
    return _local(station, shapes) if shapes else []


def _local(station: Station, shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    array = np.empty(len(shapes), object)
    array[:] = shapes
    return list(np.atleast_1d(np.asarray(station.frame.geometry_to_local(array))))


def _measured(shape: BaseGeometry, roads: Sequence[BaseGeometry]) -> Floats:
    """Return the points of a grid that are to be passed: along its roads, or over its area where it has none."""
    inside = [r.intersection(shape) for r in roads if r.intersects(shape)]
    lines = [p for r in inside for p in getattr(r, "geoms", [r]) if isinstance(p, shapely.LineString) and p.length > 0]
    if lines:
        spots = [shapely.line_interpolate_point(line, np.arange(EVERY / 2, max(line.length, EVERY), EVERY)) for line in lines]
        return shapely.get_coordinates(np.concatenate(spots))
    west, south, east, north = shape.bounds
    cells = np.stack(np.meshgrid(np.arange(west, east, AREA_EVERY), np.arange(south, north, AREA_EVERY)), axis=-1).reshape(-1, 2)
    return np.asarray(cells[shapely.contains_xy(shape, cells[:, 0], cells[:, 1])])
