"""Heights and storeys that nobody wrote down: one from the other, or a stated default, told apart from what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

# Metres from floor to floor: dwellings in China are built at 2.8 to 3.0 m (GB 50096-2011), offices and shops higher.
STOREY_OF_DWELLINGS = 3.0
STOREY_OF_OTHERS = 3.6
DWELLING_USES = ("residential", "mixed")

# Storeys where neither height nor storeys are known.
SMALL_AREA = 40.0  # square metres: a kiosk, a shed, a guard's hut
STOREYS_OF_SMALL = 1
STOREYS_OF_HALLS = 1  # industrial
STOREYS_OF_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Heights:
    """Top height in metres above ground and storeys above ground, complete; the flags tell which were assumed."""

    height: Floats
    storeys: npt.NDArray[np.int32]
    height_assumed: Bools
    storeys_assumed: Bools


def storey_height(uses: Sequence[str | None]) -> Floats:
    """Return metres from floor to floor for uses."""
    return np.array([STOREY_OF_DWELLINGS if use in DWELLING_USES else STOREY_OF_OTHERS for use in uses], dtype=float)


def complete_heights(height: npt.ArrayLike, storeys: npt.ArrayLike, base: npt.ArrayLike, area: npt.ArrayLike,
                     uses: Sequence[str | None]) -> Heights:  # fmt: skip
    """Fill what is missing (nan, or not above the base) of heights and storeys.

    Parameters
    ----------
    height, storeys, base
        Metres above ground of the top, storeys above ground, metres above ground of the bottom; nan where unknown.
    area
        Square metres of the footprint.
    uses
        The use of each building as in the kind "building", "" or None where unknown.
    """
    top, count, bottom = (np.array(a, dtype=float) for a in (height, storeys, base))
    bottom = np.nan_to_num(bottom)
    top[~(top > bottom)] = np.nan
    count[~(count >= 1)] = np.nan
    each = storey_height(uses)
    no_height, no_storeys = np.isnan(top), np.isnan(count)
    count = np.where(no_storeys & ~no_height, np.maximum(1, np.round((top - bottom) / each)), count)
    count = np.where(np.isnan(count), _default_storeys(np.asarray(area, float), uses), count)
    top = np.where(no_height, bottom + count * each, top)
    return Heights(top, count.astype(np.int32), no_height, no_storeys)


def _default_storeys(area: Floats, uses: Sequence[str | None]) -> Floats:
    hall = np.array([use == "industrial" for use in uses], dtype=bool)
    return np.where(area < SMALL_AREA, STOREYS_OF_SMALL, np.where(hall, STOREYS_OF_HALLS, STOREYS_OF_OTHERS)).astype(float)
