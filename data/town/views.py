"""The view of one camera on the plan: a cone cut by the walls that stand in its way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.town.model import Buildings, Floats, Geometries

STEP = 2.0  # degrees between rays, beside one to each corner
BESIDE = 1e-4  # degrees: rays pass on both sides of a corner
INTO_WALL = 1.0  # metres: a camera drawn this deep inside a building hangs on its wall
TOUCHING = 1e-6  # metres
OFF_WALL = 0.05  # metres that a camera on a wall stands off it


class Walls:
    """The buildings of a town as what stands in the way of a view."""

    def __init__(self, buildings: Buildings) -> None:
        self.footprints = buildings.footprints
        self.base = buildings.base
        self.height = buildings.height
        self.tree = shapely.STRtree(buildings.footprints)

    def near(self, shape: BaseGeometry, height: float, distance: float = TOUCHING) -> Geometries:
        """Return the footprints at most this far from a shape that a level line of sight at this height would meet."""
        rows = self.tree.query(shape, predicate="dwithin", distance=distance)
        return np.asarray(self.footprints[rows[(self.height[rows] > height) & (self.base[rows] < height)]])


def view_polygon(east: float, north: float, height: float, bearing: float, angle: float, reach: float,
                 walls: Walls) -> BaseGeometry:  # fmt: skip
    """Return what a camera sees on the plan, in local metres.

    Buildings that are higher than the camera hide what is behind them; it looks over lower ones. ``bearing`` is degrees
    clockwise from north (nan: all around), ``angle`` degrees, ``reach`` metres.
    """
    around = angle >= 360 or np.isnan(bearing)
    if reach <= 0 or (not around and angle <= 0):
        return shapely.Polygon()
    eye = shapely.Point(east, north)
    eye = _off_the_wall(eye, 0.0 if np.isnan(bearing) else bearing, walls.near(eye, height))
    x, y = eye.x, eye.y
    half = 180.0 if around else angle / 2
    blocking = walls.near(eye, height, reach) if half > 90 else walls.near(_cone(x, y, bearing, half, reach), height)
    starts, ends = _edges(blocking, x, y)
    rays = _rays(starts, 0.0 if around else bearing, half, reach)
    far = _first_hits(rays, starts, ends, reach)
    points = np.column_stack([x + far * np.sin(rays), y + far * np.cos(rays)])
    shape = shapely.Polygon(points if around else np.vstack([[x, y], points]))
    return shape if shape.is_valid else shape.buffer(0)


def _cone(x: float, y: float, bearing: float, half: float, reach: float) -> shapely.Polygon:
    """Return a triangle fan that holds the whole view."""
    turns = np.radians(np.linspace(bearing - half, bearing + half, 9))
    far = reach / np.cos(np.radians(half / 8))  # the chords lie outside the arc
    return shapely.Polygon([(x, y), *zip((x + far * np.sin(turns)).tolist(), (y + far * np.cos(turns)).tolist(), strict=True)])


def _off_the_wall(eye: shapely.Point, bearing: float, footprints: Geometries) -> shapely.Point:
    """Return where the camera looks from: one drawn inside a building hangs on its wall, or looks out the way it points.

    ``footprints`` are those that it stands in or at.
    """
    if not len(footprints):
        return eye
    house = footprints[0]
    wall = house.boundary
    foot = wall.interpolate(wall.project(eye))
    if foot.distance(eye) <= INTO_WALL:
        return _outside(foot, eye, bearing, house)
    turn = np.radians(bearing)
    reach = float(np.hypot(*np.ptp(shapely.get_coordinates(house), axis=0))) + 1
    way = shapely.LineString([(eye.x, eye.y), (eye.x + reach * np.sin(turn), eye.y + reach * np.cos(turn))])
    leaving = shapely.get_coordinates(way.intersection(wall))
    if not len(leaving):
        return eye
    last = leaving[np.argmax(np.hypot(leaving[:, 0] - eye.x, leaving[:, 1] - eye.y))]
    return shapely.Point(last[0] + OFF_WALL * np.sin(turn), last[1] + OFF_WALL * np.cos(turn))


def _outside(foot: shapely.Point, eye: shapely.Point, bearing: float, house: BaseGeometry) -> shapely.Point:
    """Return a point just off the wall: the way the camera points where that leads out, else straight off."""
    turn = np.radians(bearing)
    pointing = shapely.Point(foot.x + OFF_WALL * np.sin(turn), foot.y + OFF_WALL * np.cos(turn))
    if not house.covers(pointing):
        return pointing
    length = foot.distance(eye)
    if length > 1e-9:
        return shapely.Point(foot.x + (foot.x - eye.x) / length * OFF_WALL, foot.y + (foot.y - eye.y) / length * OFF_WALL)
    ring = [shapely.Point(foot.x + OFF_WALL * np.sin(a), foot.y + OFF_WALL * np.cos(a)) for a in np.radians(np.arange(0, 360, 15))]
    return max(ring, key=lambda p: p.distance(house))


def _edges(footprints: Geometries, x: float, y: float) -> tuple[Floats, Floats]:
    """Return start and end of all walls, relative to the camera."""
    points, ring = shapely.get_coordinates(shapely.get_rings(footprints), return_index=True)
    same = ring[1:] == ring[:-1]
    points = points - [x, y]
    return points[:-1][same], points[1:][same]


def _rays(corners: Floats, bearing: float, half: float, reach: float) -> npt.NDArray[np.float64]:
    """Return the bearings to look along in radians, from left to right: evenly, and past every corner within reach."""
    near = corners[np.hypot(corners[:, 0], corners[:, 1]) <= reach]
    turned = (np.degrees(np.arctan2(near[:, 0], near[:, 1])) - bearing + 180) % 360 - 180
    even = np.linspace(-half, half, max(2, int(np.ceil(2 * half / STEP)) + 1))
    rays = np.concatenate([even, turned - BESIDE, turned, turned + BESIDE])
    rays = np.unique(rays[(rays >= -half) & (rays <= half)])
    if half >= 180:
        rays = rays[:-1]
    return np.asarray(np.radians(rays + bearing))


def _first_hits(rays: npt.NDArray[np.float64], starts: Floats, ends: Floats, reach: float) -> Floats:
    """Return how far each ray gets: the first wall, or the reach.

    A ray t*d meets a wall a + u*(b - a) where t = cross(a, b - a) / cross(d, b - a) and u = cross(a, d) / cross(d, b - a).
    """
    if not len(starts):
        return np.full(len(rays), reach)
    d = np.column_stack([np.sin(rays), np.cos(rays)])
    wall = ends - starts
    across = d[:, :1] * wall[:, 1] - d[:, 1:] * wall[:, 0]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        t = (starts[:, 0] * wall[:, 1] - starts[:, 1] * wall[:, 0]) / across
        u = (starts[:, 0] * d[:, 1:] - starts[:, 1] * d[:, :1]) / across
    met = (across != 0) & (t > 1e-9) & (u >= -1e-12) & (u <= 1 + 1e-12)
    return np.asarray(np.minimum(np.where(met, t, reach).min(axis=1), reach))
