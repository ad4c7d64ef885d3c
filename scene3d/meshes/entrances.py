"""Portals of garages under the ground: a ramp that darkens as it goes down, side walls, and a roof of glass over it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from data.town.model import Entrance
from scene3d.light import mixed, rgb, shade, theme_rgb
from scene3d.meshes.mesh import Mesh, join, mesh, normals, nothing, quads
from scene3d.overlay.items import Symbol

Floats = npt.NDArray[np.float64]

HALF, LENGTH = 2.4, 9.0  # metres: half the portal's width, and how far it reaches towards the house
FRONT, BACK = 3.0, 1.3  # metres of its height where one drives in, and where the ramp has gone under
WALL = 0.3  # metres
APRON = 4.5  # metres of hatched ground before it
STRIPES = 5
OVER = 0.25  # metres over the ground: above what lies flat near by


def entrance_mesh(entrances: Sequence[Entrance], theme: str) -> Mesh:
    """Return all portals as one mesh; its rows are the numbers of the entrances."""
    return join([_portal(e, number, theme) for number, e in enumerate(entrances)]) if entrances else nothing()


def entrance_symbol(entrance: Entrance) -> Symbol:
    """Return an entrance as what can be pointed at and chosen on the map."""
    return Symbol("place", (entrance.id,), (*entrance.at, FRONT), "", "P", "", building=entrance.building, below=entrance.below)


def _portal(entrance: Entrance, number: int, theme: str) -> Mesh:
    wall, glass = theme_rgb(theme, "wall"), mixed(theme_rgb(theme, "window"), theme_rgb(theme, "accent"), 0.25)
    dark = mixed(theme_rgb(theme, "window"), rgb("#10161c"), 0.82)
    warn = mixed(theme_rgb(theme, "soon"), theme_rgb(theme, "road"), 0.25)
    parts = [
        (_box(-HALF - WALL, -HALF, 0.0, LENGTH, FRONT, BACK), wall),
        (_box(HALF, HALF + WALL, 0.0, LENGTH, FRONT, BACK), wall),
        (_lid(-HALF - WALL, HALF + WALL, FRONT + 0.12, BACK + 0.12), glass),
        (_face(-HALF, HALF, LENGTH, OVER, BACK), dark),
        (_face(-HALF, HALF, LENGTH * 0.35, OVER, FRONT * 0.72), dark),
        (_face(-HALF - WALL, HALF + WALL, -0.02, FRONT - 0.45, FRONT + 0.12), warn),
        (_flat(-HALF, HALF, 0.0, LENGTH * 0.36), mixed(dark, theme_rgb(theme, "road_edge"), 0.35)),
    ]
    step = APRON / STRIPES
    for stripe in range(STRIPES):
        low = -APRON + stripe * step
        parts.append((_flat(-HALF, HALF, low, low + step), warn if stripe % 2 else theme_rgb(theme, "road")))
    return join([_placed(corners, colour, entrance, number, theme) for corners, colour in parts])


def _placed(corners: Floats, colour: Floats, entrance: Entrance, number: int, theme: str) -> Mesh:
    """Turn quads (n, 4, 3) of side, depth and height to where the entrance is."""
    into = np.array(entrance.into)
    side = np.array((into[1], -into[0]))
    at = np.array(entrance.at) + corners[..., :1] * side + corners[..., 1:2] * into
    points, faces = quads(np.concatenate([at, corners[..., 2:]], axis=-1))
    bright = np.repeat(shade(np.abs(normals(points, faces)[::2]), theme), 4)[:, None]
    return mesh(points, faces, bright * colour, number)


def _box(left: float, right: float, front: float, back: float, high: float, low: float) -> Floats:
    """Two upright sides, both ends and the sloping top of a wall."""
    sides = [[(x, front, 0), (x, back, 0), (x, back, low), (x, front, high)] for x in (left, right)]
    ends = [[(left, y, 0), (right, y, 0), (right, y, h), (left, y, h)] for y, h in ((front, high), (back, low))]
    top = [[(left, front, high), (right, front, high), (right, back, low), (left, back, low)]]
    return np.array([*sides, *ends, *top], float)


def _lid(left: float, right: float, high: float, low: float) -> Floats:
    return np.array([[(left, -0.3, high), (right, -0.3, high), (right, LENGTH + 0.2, low), (left, LENGTH + 0.2, low)]], float)


def _face(left: float, right: float, depth: float, low: float, high: float) -> Floats:
    return np.array([[(left, depth, low), (right, depth, low), (right, depth, high), (left, depth, high)]], float)


def _flat(left: float, right: float, front: float, back: float) -> Floats:
    return np.array([[(left, front, OVER), (right, front, OVER), (right, back, OVER), (left, back, OVER)]], float)
