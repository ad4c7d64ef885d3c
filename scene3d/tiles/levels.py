"""Which tiles are seen, and how much of each: by the view, by the distance, and by the size of a pixel there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from scene3d.camera import VIEW_ANGLE, Eye, Projection
from scene3d.tiles.coarse import ERRORS

Floats = npt.NDArray[np.float64]
Levels = npt.NDArray[np.int64]

UNSEEN = -1
FINE, PLAIN, MASSING = 0, 1, 2  # with parapets and pictures, with pictures, exact without pictures; above it: coarse
COARSEST = MASSING + len(ERRORS)
PARAPET_SEEN = 0.55  # metres a pixel up to which parapets are more than a line, for an eye that sees roofs
WINDOW_SEEN = 1.5  # metres a pixel up to which windows are more than a tone
HELD = 1.12  # a level is kept until the pixel is this much too large or too small for it: no flicker at the border
SPARED = 1.0  # metres: nothing is nearer than this
GRAZING = 0.2  # metres that the eye is above the ground for each metre away; lower, houses hide those behind them
HIDDEN = 8.0  # times coarser that a tile may be, at most, where nearer houses hide nearly all of it


@dataclass(frozen=True, slots=True)
class Care:
    """How much care a picture is drawn with: pixels that outlines may be off, and whether windows and parapets are drawn.

    ``nearest`` is the finest level that is drawn at all, ``triangles`` what all tiles together may come to (0: no limit).
    """

    pixels: float = 1.25
    nearest: int = FINE
    triangles: int = 0


STILL = Care()


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of tiles, ``corners`` (n, 6): west, south, foot, east, north, top in local metres."""

    corners: Floats

    def pixel_sizes(self, view: Projection) -> Floats:
        """Return the metres that a pixel of the view covers where each tile is nearest (n,)."""
        eye = view.eye
        if eye.parallel:
            return np.full(len(self.corners), view.metres_per_pixel())
        at = eye.position
        gap = np.maximum(np.maximum(self.corners[:, :3] - at, at - self.corners[:, 3:]), 0.0)
        away = np.maximum(np.linalg.norm(gap, axis=1), SPARED)
        return np.asarray(away * 2 * np.tan(np.radians(VIEW_ANGLE / 2)) / view.height)

    def sheltered(self, view: Projection) -> Floats:
        """Return how much coarser each tile may be because the eye is low and houses stand before it (n,), 1 to `HIDDEN`."""
        eye = view.eye
        if eye.parallel:
            return np.ones(len(self.corners))
        away = np.linalg.norm((self.corners[:, :2] + self.corners[:, 3:5]) / 2 - eye.position[:2], axis=1)
        return np.asarray(np.clip(GRAZING * away / max(float(eye.position[2]), SPARED), 1.0, HIDDEN))

    def seen(self, view: Projection) -> npt.NDArray[np.bool_]:
        """Whether any part of each tile may be in the view (n,): a box is out where all its corners are beyond one side."""
        corners = np.stack([self.corners[:, [x, y, z]] for x in (0, 3) for y in (1, 4) for z in (2, 5)], axis=1)
        eye = view.eye
        there = corners - eye.position
        depth, x, y = there @ eye.direction, there @ eye.rightward, there @ eye.upward
        if eye.parallel:
            half = eye.parallel_scale
            wide, high = np.full_like(depth, half * view.width / view.height), np.full_like(depth, half)
        else:
            high = np.tan(np.radians(VIEW_ANGLE / 2)) * depth
            wide = high * view.width / view.height
        out = (depth < 0).all(axis=1) if not eye.parallel else np.zeros(len(depth), bool)
        for beyond in (x > wide, x < -wide, y > high, y < -high):
            out |= beyond.all(axis=1)
        return np.asarray(~out)


def level_for(pixel: Floats, care: Care, sheltered: Floats | float = 1.0) -> Levels:
    """Return the coarsest level that is good enough where a pixel covers so many metres (n,)."""
    allowed = pixel * care.pixels * sheltered
    coarse = MASSING + np.searchsorted(ERRORS, allowed, side="right")
    near = np.where((pixel < PARAPET_SEEN) & (np.asarray(sheltered) <= 1.0), FINE, np.where(pixel < WINDOW_SEEN, PLAIN, MASSING))
    return np.asarray(np.maximum(np.where(coarse > MASSING, coarse, near), care.nearest), np.int64)


def levels(boxes: Boxes, view: Projection, care: Care, shown: Levels, weights: npt.NDArray[np.int64] | None = None) -> Levels:
    """Return the level of each tile (n,), `UNSEEN` where it is out of the view.

    Parameters
    ----------
    boxes, view, care
        The tiles, the eye, and how much care is taken.
    shown
        What is shown now; it stays while it is nearly right.
    weights
        Triangles of each tile at each level (n, levels): with them ``care.triangles`` is kept to, by coarser levels.
    """
    pixel, sheltered = boxes.pixel_sizes(view), boxes.sheltered(view)
    finest, coarsest = level_for(pixel / HELD, care, sheltered), level_for(pixel * HELD, care, sheltered)
    found = np.where((shown >= finest) & (shown <= coarsest), shown, level_for(pixel, care, sheltered))
    seen = boxes.seen(view)
    if weights is not None and care.triangles:
        loose = care
        while int(weights[np.flatnonzero(seen), found[seen]].sum()) > care.triangles and (found[seen] < COARSEST).any():
            loose = replace(loose, pixels=loose.pixels * 1.3)
            found = np.maximum(found, level_for(pixel, loose, sheltered))
    return np.where(seen, found, UNSEEN)


def view_of(eye: Eye, size: tuple[int, int]) -> Projection:
    """Return the projection of an eye on a picture of a size in pixels."""
    return Projection(eye, max(size[0], 1), max(size[1], 1))
