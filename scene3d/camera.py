"""Where the eye stands and how points of the town become pixels, without Qt and without VTK."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, hypot, radians, sin, tan

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

VIEW_ANGLE = 32.0  # degrees from top to bottom; a longish lens keeps the town calm, like a model on a table
NEAREST = 12.0  # metres to the target
LOWEST_PITCH = 4.0  # degrees above the ground
LOWEST_EYE = 1.7  # metres above the ground
HIGH_ONES = 2  # percent of the roofs that may reach under a bar at the top: single towers do not move the town
AWAY = 1.04  # times the distance, step by step, where lowering alone is not enough
LOWEST_MIDDLE = 0.64  # of the height of the view, where the middle of the town may come for the sake of such a bar


@dataclass(frozen=True, slots=True)
class Eye:
    """The camera: a target in local metres, the distance to it, and the direction of looking.

    ``bearing`` is the compass direction of looking in degrees (0 is north), ``pitch`` the angle below the horizon (90 is
    straight down). ``parallel`` means no perspective (the plan).
    """

    east: float = 0.0
    north: float = 0.0
    up: float = 0.0
    distance: float = 800.0
    bearing: float = 0.0
    pitch: float = 38.0
    parallel: bool = False

    @property
    def target(self) -> Floats:
        """The point looked at."""
        return np.array([self.east, self.north, self.up])

    @property
    def direction(self) -> Floats:
        """The unit vector of looking."""
        b, p = radians(self.bearing), radians(self.pitch)
        return np.array([sin(b) * cos(p), cos(b) * cos(p), -sin(p)])

    @property
    def upward(self) -> Floats:
        """The unit vector that points up on the screen."""
        b, p = radians(self.bearing), radians(self.pitch)
        return np.array([sin(b) * sin(p), cos(b) * sin(p), cos(p)])

    @property
    def rightward(self) -> Floats:
        """The unit vector that points right on the screen."""
        b = radians(self.bearing)
        return np.array([cos(b), -sin(b), 0.0])

    @property
    def position(self) -> Floats:
        """Where the eye stands."""
        return self.target - self.direction * self.distance

    @property
    def parallel_scale(self) -> float:
        """Half the height of the picture in metres at the target."""
        return self.distance * tan(radians(VIEW_ANGLE / 2))


@dataclass(frozen=True, slots=True)
class Projection:
    """An eye and a picture size in pixels: points to pixels and pixels to rays. Pixel (0, 0) is the top left corner."""

    eye: Eye
    width: int
    height: int

    @property
    def _focal(self) -> float:
        return self.height / 2 / tan(radians(VIEW_ANGLE / 2))

    def pixels(self, points: npt.ArrayLike) -> Floats:
        """Return x, y and depth (metres along the view, negative behind the eye) for points of shape (n, 3)."""
        position, axes = _axes(self.eye)
        found: Floats = (np.asarray(points, float).reshape(-1, 3) - position) @ axes
        depth = found[:, 2]
        if self.eye.parallel:
            factor: Floats | float = self.height / 2 / self.eye.parallel_scale
        else:
            factor = self._focal / np.where(np.abs(depth) < 1e-6, 1e-6, depth)
        found[:, 0] = self.width / 2 + found[:, 0] * factor
        found[:, 1] = self.height / 2 - found[:, 1] * factor
        return found

    def ray(self, x: float, y: float) -> tuple[Floats, Floats]:
        """Return origin and unit direction of the ray through a pixel."""
        eye = self.eye
        right, up = x - self.width / 2, self.height / 2 - y
        if eye.parallel:
            metres = 2 * eye.parallel_scale / self.height
            return eye.position + (eye.rightward * right + eye.upward * up) * metres, eye.direction
        towards = eye.direction * self._focal + eye.rightward * right + eye.upward * up
        return eye.position, towards / np.linalg.norm(towards)

    def on_plane(self, x: float, y: float, height: float = 0.0) -> Floats | None:
        """Return where the ray through a pixel meets the level plane, or None where it meets the sky."""
        origin, towards = self.ray(x, y)
        if towards[2] > -1e-4:
            return None
        along = (height - origin[2]) / towards[2]
        return origin + towards * along if along > 0 else None

    def metres_per_pixel(self) -> float:
        """Return the size of a pixel at the target, across the view."""
        return 2 * self.eye.parallel_scale / self.height


@lru_cache(maxsize=8)
def _axes(eye: Eye) -> tuple[Floats, Floats]:
    """Return where an eye stands, and its axes to the right, upward and forward as columns: asked for fifty times a frame."""
    return eye.position, np.column_stack([eye.rightward, eye.upward, eye.direction])


def within(eye: Eye, extent: tuple[float, float, float, float]) -> Eye:
    """Return the eye kept above the ground and near the town (``extent``: west, south, east, north in metres)."""
    west, south, east, north = extent
    reach = max(hypot(east - west, north - south), 200.0)
    edge = 0.15 * reach
    kept = replace(
        eye,
        east=float(np.clip(eye.east, west - edge, east + edge)),
        north=float(np.clip(eye.north, south - edge, north + edge)),
        up=float(np.clip(eye.up, 0.0, 700.0)),
        distance=float(np.clip(eye.distance, NEAREST, 3.2 * reach)),
        bearing=eye.bearing % 360.0,
        pitch=float(np.clip(eye.pitch, LOWEST_PITCH, 90.0)),
    )
    return _above_ground(kept)


def _above_ground(eye: Eye) -> Eye:
    low = LOWEST_EYE - float(eye.position[2])
    return replace(eye, up=eye.up + low) if low > 0 else eye


def overview(extent: tuple[float, float, float, float], size: tuple[int, int], margins: tuple[int, int, int, int] = (0, 0, 0, 0), *,
             bearing: float = 0.0, pitch: float = 40.0, parallel: bool = False, fill: float = 1.0) -> Eye:  # fmt: skip
    """Return the eye that sees a whole extent in the free part of a view.

    ``size`` and ``margins`` (left, top, right, bottom) are pixels; ``fill`` above 1 goes nearer and lets corners out of sight.
    """
    west, south, east, north = extent
    corners = np.array([(x, y, 0.0) for x in (west, east) for y in (south, north)])
    left, top, right, bottom = margins
    box = max(size[0] - left - right, 50) * fill, max(size[1] - top - bottom, 50) * fill
    eye = Eye((west + east) / 2, (south + north) / 2, 0.0, 100.0, bearing, pitch, parallel)
    low, high = 10.0, 20.0 * max(east - west, north - south, 60.0)
    for _ in range(40):
        middle = (low * high) ** 0.5
        at = Projection(replace(eye, distance=middle), *size).pixels(corners)
        span = np.ptp(at[:, :2], axis=0)
        fits = bool((at[:, 2] > 1).all()) and span[0] <= box[0] * 0.97 and span[1] <= box[1] * 0.94
        low, high = (low, middle) if fits else (middle, high)
    return _middled(replace(eye, distance=high), corners, size, margins)


def _middled(eye: Eye, corners: Floats, size: tuple[int, int], margins: tuple[int, int, int, int]) -> Eye:
    """Return the eye moved so that what it sees of the corners has its middle in the middle of the free part."""
    left, top, right, bottom = margins
    for _ in range(4):
        projection = Projection(eye, *size)
        at = projection.pixels(corners)
        middle = (at[:, :2].min(axis=0) + at[:, :2].max(axis=0)) / 2
        seen = projection.on_plane(*middle)
        wanted = projection.on_plane((left + size[0] - right) / 2, (top + size[1] - bottom) / 2)
        if seen is None or wanted is None:
            break
        eye = replace(eye, east=eye.east + float(seen[0] - wanted[0]), north=eye.north + float(seen[1] - wanted[1]))
    return eye


def lowered(eye: Eye, centre: Floats, tops: Floats, size: tuple[int, int], top: int) -> Eye:
    """Return the eye moved so that the town stays below a bar of ``top`` pixels, from whichever side one looks at it.

    ``tops`` (n, 2) are how far roofs are from the ``centre`` of the town and how high, in metres.
    """
    if top <= 0 or not len(tops):
        return eye
    ahead = np.array([sin(radians(eye.bearing)), cos(radians(eye.bearing)), 0.0])
    points = centre + ahead * tops[:, :1] + np.array([0.0, 0.0, 1.0]) * tops[:, 1:]
    for _ in range(12):
        projection = Projection(eye, *size)
        at, middle = projection.pixels(points), projection.pixels(centre)[0]
        lack = top - float(np.percentile(at[:, 1], HIGH_ONES))
        if lack < 1:
            break
        room = LOWEST_MIDDLE * size[1] - float(middle[1])
        wanted = projection.on_plane(float(middle[0]), float(middle[1]) + min(lack, max(room, 0.0)))
        if wanted is not None:
            eye = replace(eye, east=eye.east + float(centre[0] - wanted[0]), north=eye.north + float(centre[1] - wanted[1]))
        if lack > room:  # lower would lose the town's front
            eye = replace(eye, distance=eye.distance * AWAY)
    return eye


def around(eye: Eye, pivot: Floats, degrees: float) -> Eye:
    """Return the eye turned around a point of the ground, which stays where it is on the screen."""
    a, east, north = radians(degrees), eye.east - float(pivot[0]), eye.north - float(pivot[1])
    return replace(
        eye,
        east=float(pivot[0]) + east * cos(a) + north * sin(a),
        north=float(pivot[1]) - east * sin(a) + north * cos(a),
        bearing=(eye.bearing + degrees) % 360,
    )


def zoomed(eye: Eye, factor: float, towards: Floats | None) -> Eye:
    """Return the eye with its distance times ``factor``, the given ground point staying where it is on the screen."""
    if towards is None:
        return replace(eye, distance=eye.distance * factor)
    east, north, _ = towards + (eye.target - towards) * factor
    return replace(eye, east=float(east), north=float(north), up=eye.up * factor, distance=eye.distance * factor)


def turned(eye: Eye, bearing: float, pitch: float) -> Eye:
    """Return the eye turned around its target by degrees."""
    return replace(eye, bearing=(eye.bearing + bearing) % 360, pitch=float(np.clip(eye.pitch + pitch, LOWEST_PITCH, 90)))


def between(start: Eye, end: Eye, share: float) -> Eye:
    """Return the eye on the way from ``start`` to ``end``; the bearing turns the short way, the distance geometrically."""
    turn = (end.bearing - start.bearing + 180.0) % 360.0 - 180.0

    def mix(a: float, b: float) -> float:
        return a + (b - a) * share

    return Eye(
        mix(start.east, end.east), mix(start.north, end.north), mix(start.up, end.up),
        float(start.distance * (end.distance / start.distance) ** share),
        (start.bearing + turn * share) % 360.0, mix(start.pitch, end.pitch),
        end.parallel if share >= 1 else start.parallel and end.parallel,
    )  # fmt: skip


def centred(eye: Eye, size: tuple[int, int], margins: tuple[int, int, int, int]) -> Eye:
    """Return the eye moved so that its target shows in the middle of what the furniture leaves free.

    ``margins`` are the pixels covered at the left, top, right and bottom.
    """
    width, height = size
    left, top, right, bottom = margins
    x, y = (left + width - right) / 2, (top + height - bottom) / 2
    seen = Projection(eye, width, height).on_plane(x, y, eye.up)
    if seen is None or np.linalg.norm(seen - eye.target) > eye.distance:
        return eye
    east, north, _ = 2 * eye.target - seen
    return replace(eye, east=float(east), north=float(north))
