"""Where the eye stands to see a building, or a whole town."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import shapely

from data.town.model import Town
from scene3d.camera import Eye, centred, lowered, overview, within

Floats = npt.NDArray[np.float64]
Extent = tuple[float, float, float, float]

PITCH = {"3d": 40.0, "plan": 90.0, "street": 7.0}


def fill_of(size: tuple[int, int], margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> float:
    """Return how far the overview goes in.

    The very corners may leave the view, on a wide wall much of front and back, between panels that leave little much of both sides.
    """
    free = max(size[0] - margins[0] - margins[2], 1) / max(size[1] - margins[1] - margins[3], 1)
    return float(np.clip(max(size[0] / max(size[1], 1) / 1.5, 0.8 / free), 1.16, 1.9))


def building_eye(town: Town, row: int, eye: Eye, size: tuple[int, int], margins: tuple[int, int, int, int],
                 distance: float | None = None) -> Eye:  # fmt: skip
    """Return the eye turned to a building so that it fills a good part of the free view."""
    b = town.buildings
    west, south, east, north = b.footprints[row].bounds
    tall = float(b.height[row])
    wide = max(float(np.hypot(east - west, north - south)), tall * 1.2)
    there = replace(
        eye, east=(west + east) / 2, north=(south + north) / 2, up=tall * 0.4, distance=distance or max(wide * 3.0, 110.0)
    )
    return centred(within(there, town.extent), size, margins)


def roofs_of(town: Town) -> Floats:
    """Return how far each roof is from the middle of the extent, and how high it is (n, 2), in metres."""
    if not len(town.buildings.ids):
        return np.zeros((0, 2))
    west, south, east, north = town.extent
    middles = shapely.get_coordinates(shapely.centroid(town.buildings.footprints))
    away = np.hypot(middles[:, 0] - (west + east) / 2, middles[:, 1] - (south + north) / 2)
    return np.column_stack([away, town.buildings.height])


def town_eye(extent: Extent, roofs: Floats, size: tuple[int, int], margins: tuple[int, int, int, int], *, bearing: float,
             pitch: float, parallel: bool) -> Eye:  # fmt: skip
    """Return the eye that sees the whole town in the free part of the view."""
    eye = overview(extent, size, margins, bearing=bearing, pitch=pitch, parallel=parallel, fill=fill_of(size, margins))
    return lowered(eye, centre_of(extent), roofs, size, margins[1])


def centre_of(extent: Extent) -> Floats:
    """Return the middle of an extent, on the ground."""
    west, south, east, north = extent
    return np.array([(west + east) / 2, (south + north) / 2, 0.0])
