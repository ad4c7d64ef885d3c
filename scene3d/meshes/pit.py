"""The ground cut open around a storey below it: what is left out of the ground, and the slopes down to the floor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.town.model import Town
from scene3d.light import mixed, rgb, shade, theme_rgb
from scene3d.meshes.mesh import Mesh, mesh, normals, quads

Floats = npt.NDArray[np.float64]

AROUND = 0.6  # metres of floor around the storey
SLOPE = 0.9  # metres aside for a metre down, where there is room
STEEPEST = 0.8  # metres aside at least: a neighbour close by makes the slope steep
APART = 1.0  # metres kept from neighbours


@dataclass(frozen=True, slots=True)
class Hole:
    """A turned rectangle in local metres: middle and direction of its first side, half its sides at the top and at the floor."""

    centre: tuple[float, float]
    along: tuple[float, float]
    half: tuple[float, float]
    inner: tuple[float, float]
    floor: float

    def corners(self, half: tuple[float, float], height: float) -> Floats:
        """Return the four corners (4, 3) of a rectangle of its kind, counter-clockwise."""
        a = np.array(self.along)
        b = np.array((-a[1], a[0]))
        signs = np.array(((-1, -1), (1, -1), (1, 1), (-1, 1)))
        at = np.array(self.centre) + signs[:, :1] * half[0] * a + signs[:, 1:] * half[1] * b
        return np.column_stack([at, np.full(4, height)])


def pit_hole(outline: BaseGeometry, floor: float, town: Town, row: int) -> Hole:
    """Return what is cut out around an outline whose floor lies at a height in metres (below 0)."""
    ring = shapely.get_coordinates(shapely.oriented_envelope(outline))
    long, wide = ring[1] - ring[0], ring[2] - ring[1]
    length, width = float(np.linalg.norm(long)), float(np.linalg.norm(wide))
    along = long / length if length > 0 else np.array((1.0, 0.0))
    centre = (ring[0] + ring[2]) / 2
    inner = (length / 2 + AROUND, width / 2 + AROUND)
    aside = _room(outline, town, row, -floor * SLOPE)
    return Hole((float(centre[0]), float(centre[1])), (float(along[0]), float(along[1])), (inner[0] + aside, inner[1] + aside),
                inner, floor)  # fmt: skip


def _room(outline: BaseGeometry, town: Town, row: int, wanted: float) -> float:
    """Return how far the slopes may reach without undermining a neighbour."""
    near = shapely.STRtree(town.buildings.footprints).query(outline.buffer(wanted + AROUND + APART), predicate="intersects")
    others = town.buildings.footprints[near[near != row]]
    nearest = float(shapely.distance(shapely.oriented_envelope(outline), others).min(initial=1e9))
    return float(np.clip(nearest - AROUND - APART, STEEPEST, max(wanted, STEEPEST)))


def pit_mesh(hole: Hole, theme: str) -> Mesh:
    """Return the slopes and the floor of the pit, seen from inside."""
    top, low = hole.corners(hole.half, 0.0), hole.corners(hole.inner, hole.floor - 0.03)
    after = np.roll(np.arange(4), -1)
    slopes = np.stack([top, top[after], low[after], low], axis=1)
    points, faces = quads(np.concatenate([slopes, low[None]]))
    facing = normals(points, faces)[::2]
    earth = mixed(theme_rgb(theme, "ground"), rgb("#9a8468"), 0.42 if theme == "light" else 0.16)
    colours = np.repeat((shade(np.abs(facing), theme)[:, None] * earth), 4, axis=0)
    colours[2:16:4] *= 0.80
    colours[3:16:4] *= 0.80
    colours[16:] *= 0.84
    return mesh(points, faces, colours)
