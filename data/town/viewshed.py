"""The ground that is seen from a point at a height, over and between the buildings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.town.model import Buildings, Floats, Geometries

Longs = npt.NDArray[np.int64]

SECTORS = 1440
STEP = 360 / SECTORS  # degrees
WIDE = 1000.0  # of a sector where bearings are laid out flat: more than most distances, so that only rims are divided
OFF_WALL = 0.2  # metres that an eye at a window stands before the wall
LEAST = 0.05  # metres of ground between two walls that count
EYE = 1.6  # metres above what one stands on
ROWS = 240  # sectors worked out at once, so that memory stays small


def viewshed(east: float, north: float, eye: float, reach: float, buildings: Buildings, *, target: float = 0.0) -> BaseGeometry:
    """Return the ground that an eye at a place sees, all in local metres; buildings themselves are left out.

    Each sector of a quarter of a degree is looked along in its middle. A wall at a distance d with its top at H hides what lies
    behind it: all of it where H is above the eye, else up to d * (eye - target) / (eye - H), where the line of sight over the top
    comes down to the target's height again. Terrain is flat.

    ``eye`` and ``target`` are metres above the ground of the eye and of what is looked for (0: the ground itself, 1.6: a standing
    person), ``reach`` the metres within which it is looked.
    """
    east, north = _off_the_wall(east, north, eye, buildings)
    here = shapely.Point(east, north)
    rows = shapely.STRtree(buildings.footprints).query(here, predicate="dwithin", distance=reach)
    rows = rows[(buildings.base[rows] < eye) & (buildings.height[rows] > target)]
    footprints = buildings.footprints[rows]
    starts, ends, tops = _walls(footprints, buildings.height[rows], east, north)
    boxes = [_seen(first, starts, ends, tops, eye, target, reach) for first in range(0, SECTORS, ROWS)]
    sector, low, high = (np.concatenate(part) for part in zip(*boxes, strict=True))
    halves = [_laid_out(sector[half], low[half], high[half]) for half in (sector < SECTORS // 2, sector >= SECTORS // 2)]
    whole = shapely.transform(shapely.make_valid(shapely.union_all(halves)), lambda at: np.add(at, (east, north)))
    return shapely.difference(whole, shapely.union_all(footprints)).simplify(0.1)


def _off_the_wall(east: float, north: float, eye: float, buildings: Buildings) -> tuple[float, float]:
    """Return where an eye at or in a house that is higher than it looks from: just off the nearest wall."""
    here = shapely.Point(east, north)
    rows = shapely.STRtree(buildings.footprints).query(here, predicate="dwithin", distance=OFF_WALL / 2)
    rows = rows[(buildings.base[rows] < eye) & (buildings.height[rows] > eye)]
    if not len(rows):
        return east, north
    house = shapely.union_all(buildings.footprints[rows]).buffer(OFF_WALL)
    foot = house.boundary.interpolate(house.boundary.project(here))
    return float(foot.x), float(foot.y)


def _laid_out(sector: Longs, low: Floats, high: Floats) -> BaseGeometry:
    """Return what is seen in half of all sectors around (0, 0).

    The pieces are rectangles over bearing and distance; they are joined there, where neighbours meet exactly, and then bent.
    """
    flat = shapely.union_all(shapely.box(sector * WIDE, low, (sector + 1) * WIDE, high))
    even = shapely.segmentize(flat, WIDE)  # a rim of many sectors is an arc and not a chord

    def bend(at: Floats) -> Floats:
        turn = np.radians(at[:, 0] / WIDE * STEP)
        return np.column_stack([np.sin(turn) * at[:, 1], np.cos(turn) * at[:, 1]])

    return shapely.make_valid(shapely.transform(even, bend))


def _walls(footprints: Geometries, heights: Floats, east: float, north: float) -> tuple[Floats, Floats, Floats]:
    """Return start, end (relative to the eye) and top of all walls."""
    rings, house = shapely.get_rings(footprints, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    points = points - [east, north]
    return points[:-1][same], points[1:][same], np.asarray(heights, float)[house[ring[1:][same]]]


def _seen(first: int, starts: Floats, ends: Floats, tops: Floats, eye: float, target: float,
          reach: float) -> tuple[Longs, Floats, Floats]:  # fmt: skip
    """Return what is seen in the sectors from this one on: number of the sector, from and until how many metres."""
    turns = np.radians((np.arange(first, min(first + ROWS, SECTORS)) + 0.5) * STEP)
    far, until = _hidden(turns, starts, ends, tops, eye, target)
    order = np.argsort(far, axis=1)
    far, until = np.take_along_axis(far, order, axis=1), np.take_along_axis(until, order, axis=1)
    until = np.maximum.accumulate(until, axis=1) if far.shape[1] else until
    near = np.hstack([np.zeros((len(turns), 1)), until])
    end = np.minimum(np.hstack([far, np.full((len(turns), 1), np.inf)]), reach)
    last = np.isfinite(far).sum(axis=1)  # behind the last wall that is met there is one gap, and not one for each that is not
    sector, gap = np.nonzero((end - near > LEAST) & (np.arange(end.shape[1]) <= last[:, None]))
    return sector + first, near[sector, gap], end[sector, gap]


def _hidden(turns: Floats, starts: Floats, ends: Floats, tops: Floats, eye: float, target: float) -> tuple[Floats, Floats]:
    """Return for each ray and wall from where (infinite: not met) until where it hides the target, in metres."""
    d = np.column_stack([np.sin(turns), np.cos(turns)])
    wall = ends - starts
    across = d[:, :1] * wall[:, 1] - d[:, 1:] * wall[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (starts[:, 0] * wall[:, 1] - starts[:, 1] * wall[:, 0]) / across
        u = (starts[:, 0] * d[:, 1:] - starts[:, 1] * d[:, :1]) / across
        factor = np.where(tops >= eye, np.inf, (eye - target) / np.maximum(eye - tops, 1e-9))
        met = (across != 0) & (t > 1e-6) & (u >= 0) & (u <= 1)
        return np.where(met, t, np.inf), np.where(met, t * factor, 0.0)
