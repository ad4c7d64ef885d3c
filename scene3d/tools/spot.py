"""Where the pointer is: the pixel, and what of the town lies under it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Snap:
    """What the pointer was caught by: a corner or an edge, and the point of it in local metres."""

    point: Floats
    corner: bool


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A pixel with what lies there.

    ``point`` is what the tool is to take, in local metres: what it was caught by, else the surface that the tool works on.
    ``ground`` is the level ground under the pixel, or the level that the tool works on. ``row`` is the building's row in the
    town (-1 none), ``building`` its record id (0 none).
    """

    x: float
    y: float
    point: Floats
    ground: Floats
    row: int = -1
    building: int = 0
    storey: int | None = None
    snap: Snap | None = None
    shift: bool = False
