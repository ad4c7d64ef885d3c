"""The eye of a picture that leaves the screen: all that is free of panels in the window now, whatever shape the picture has."""

from __future__ import annotations

from dataclasses import replace
from math import radians, tan

import numpy as np
import numpy.typing as npt
import shapely

from scene3d.camera import VIEW_ANGLE, Eye, Projection

Floats = npt.NDArray[np.float64]
FAR = 3.0  # distances of the eye: what lies farther off than that is the horizon's
STEP, STEPS = 1.04, 30
ROUND = 1.04  # times the size of what a plan shows: a rim around it


def middle_of(eye: Eye, window: tuple[int, int], margins: tuple[int, int, int, int], size: tuple[int, int]) -> Eye:
    """Return the eye over what is in the middle between the panels, as far off as the free room needs at the target.

    ``margins`` are the pixels that panels cover at the left, top, right and bottom; ``size`` is that of the picture.
    """
    (wide, tall), (left, top, right, bottom) = window, margins
    free = max(wide - left - right, 50), max(tall - top - bottom, 50)
    seen = Projection(eye, wide, tall).on_plane(left + free[0] / 2, top + free[1] / 2, eye.up)
    near = seen is not None and float(abs(seen - eye.target).max()) < eye.distance
    middle = replace(eye, east=float(seen[0]), north=float(seen[1])) if near and seen is not None else eye
    need = max(free[1] / tall, free[0] / tall * size[1] / size[0])
    return replace(middle, distance=eye.distance * need)


def eye_for(eye: Eye, window: tuple[int, int], margins: tuple[int, int, int, int], size: tuple[int, int]) -> Eye:
    """Return the eye whose picture shows all the ground that is free of panels now.

    An eye that is nearer sees what lies before the target at a wider angle: it steps back until the near corners
    are in the picture too.
    """
    found = middle_of(eye, window, margins, size)
    corners = _corners(eye, window, margins)
    for _ in range(STEPS):
        if _inside(found, size, corners):
            break
        found = replace(found, distance=found.distance * STEP)
    return found


def plan_for(eye: Eye, window: tuple[int, int], margins: tuple[int, int, int, int], size: tuple[int, int],
             extent: tuple[float, float, float, float]) -> Eye:  # fmt: skip
    """Return the eye straight above, whose picture shows all of the town (its extent in metres) that is free of panels now.

    What is seen from aslant reaches farther behind the middle than before it.
    """
    plan = replace(middle_of(eye, window, margins, size), bearing=0.0, pitch=90.0, up=0.0, parallel=True)
    corners = _corners(eye, window, margins)
    seen = shapely.intersection(shapely.convex_hull(shapely.MultiPoint(corners[:, :2])), shapely.box(*extent))
    if eye.parallel or len(corners) < 4 or seen.area == 0:
        return plan
    west, south, east, north = seen.bounds
    half = max(north - south, (east - west) * size[1] / size[0]) / 2 * ROUND
    return replace(plan, east=(west + east) / 2, north=(south + north) / 2, distance=half / tan(radians(VIEW_ANGLE / 2)))


def _corners(eye: Eye, window: tuple[int, int], margins: tuple[int, int, int, int]) -> Floats:
    """Return where the corners of the free room meet the ground, but those at the horizon; shape (n, 3)."""
    (wide, tall), (left, top, right, bottom) = window, margins
    projection = Projection(eye, wide, tall)
    met = [projection.on_plane(x, y, eye.up) for x in (left, wide - right) for y in (top, tall - bottom)]
    near = [at for at in met if at is not None and float(np.linalg.norm(at - eye.position)) < FAR * eye.distance]
    return np.array(near).reshape(-1, 3)


def _inside(eye: Eye, size: tuple[int, int], points: Floats) -> bool:
    """Return whether a picture of this size shows all points; half a pixel is for rounding."""
    found = Projection(eye, *size).pixels(points)
    x, y, depth = found[:, 0], found[:, 1], found[:, 2]
    return bool(np.all((depth > 0) & (x >= -0.5) & (y >= -0.5) & (x <= size[0] + 0.5) & (y <= size[1] + 0.5)))
