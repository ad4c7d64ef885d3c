"""Shadows of a town so large that a house is hardly a pixel of the ground's picture: areas are strewn, not outlines drawn."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from scene3d.meshes.prisms import Prisms

Floats = npt.NDArray[np.float64]
Share = npt.NDArray[np.float32]

LONGEST = 260.0  # metres; a longer shadow is cut
STRENGTH = 1.6  # how fast areas that fall on a pixel darken it: half covered comes to a half, for outlines are never quite sharp


def strewn_shadows(solids: Prisms, corner: Floats, pixel: float, size: tuple[int, int], sun: Floats) -> Share:
    """Return the share of each pixel (h, w) that lies in a shadow of the sun, in steps of half a pixel along each shadow."""
    away = -sun[:2] / sun[2]
    reach = float(np.linalg.norm(away))
    length = np.minimum((solids.top - solids.base) * reach, LONGEST)
    count = np.maximum(np.ceil(length / (pixel / 2)).astype(np.int64), 1)
    of = np.repeat(np.arange(len(count)), count)
    step = (np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count) + 0.5) / count[of]
    up = solids.base[of] + step * np.minimum(solids.top - solids.base, LONGEST / max(reach, 1e-6))[of]
    bounds = shapely.bounds(solids.polygons).reshape(-1, 4)
    side = np.sqrt(np.maximum(shapely.area(solids.polygons), 0.1))
    # A shadow covers its house's width along its length, and the house once.
    areas = (side * length + side**2) / count
    return _strewn(((bounds[:, :2] + bounds[:, 2:]) / 2)[of] + up[:, None] * away, areas[of], corner, pixel, size)


def strewn_feet(solids: Prisms, corner: Floats, pixel: float, size: tuple[int, int]) -> Share:
    """Return the share of each pixel (h, w) on which houses stand."""
    standing = solids.take(solids.base < 3)
    bounds = shapely.bounds(standing.polygons).reshape(-1, 4)
    return _strewn((bounds[:, :2] + bounds[:, 2:]) / 2, shapely.area(standing.polygons), corner, pixel, size)


def _strewn(at: Floats, areas: Floats, corner: Floats, pixel: float, size: tuple[int, int]) -> Share:
    """Spread areas (n,) in square metres over the four pixels around each point (n, 2)."""
    width, height = size
    place = (at - corner) / pixel - 0.5
    low = np.floor(place).astype(np.int64)
    part = place - low
    total = np.zeros(width * height)
    for x in (0, 1):
        for y in (0, 1):
            column, row = low[:, 0] + x, low[:, 1] + y
            inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
            share = np.where(x, part[:, 0], 1 - part[:, 0]) * np.where(y, part[:, 1], 1 - part[:, 1])
            total += np.bincount((row * width + column)[inside], (areas * share)[inside], minlength=width * height)
    return np.asarray(1 - np.exp(-STRENGTH * total / pixel**2).reshape(height, width), np.float32)
