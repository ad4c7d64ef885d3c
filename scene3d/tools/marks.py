"""What a tool shows over the map, in local metres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Shapes of handles: a corner that can be dragged, the middle of a side that becomes a corner, a handle that turns something,
# what the pointer was caught by, a spot, and a post of a plan.
HANDLES = ("corner", "middle", "turn", "snap_corner", "snap_edge", "spot", "post")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line through points (n, 3); ``colour`` is a name of the look, ``width`` pixels."""

    points: Floats
    colour: str = "accent"
    width: float = 2.4
    dashed: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Fill:
    """Filled rings (n, 3), the first the outer one; ``alpha`` 0..255."""

    rings: tuple[Floats, ...]
    colour: str = "accent"
    alpha: int = 34


@dataclass(frozen=True, slots=True, eq=False)
class Handle:
    """One of `HANDLES` at a point; ``lit`` is under the pointer."""

    point: Floats
    shape: str = "corner"
    lit: bool = False
    colour: str = "accent"


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word with a halo at a point, or on a plate; ``shift`` moves it on the screen by pixels.

    Plates make room for each other; one that is ``spare`` is left out where it has none.
    """

    text: str
    point: Floats
    plate: bool = False
    shift: tuple[float, float] = (0.0, 0.0)
    spare: bool = False


Mark = Line | Fill | Handle | Word


def ring_at(points: npt.ArrayLike, up: float = 0.0) -> Floats:
    """Return points (n, 2) or (n, 3) as (n, 3), at one height in metres where they have none."""
    given = np.asarray(points, float)
    if given.shape[1] == 3:
        return given
    return np.column_stack([given, np.full(len(given), up)])
