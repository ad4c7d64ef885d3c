"""Many symbols as few: those in one square of the ground become one with a count, the same way wherever one looks from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ROOM = 92.0  # pixels that a pin wants for itself


@dataclass(frozen=True, slots=True)
class Marks:
    """The records of a layer as columns: ids, ``points`` (n, 3) local metres, ``priority`` (more is shown first)."""

    ids: Ints
    points: Floats
    priority: Floats

    def __len__(self) -> int:
        return len(self.ids)


def cell_of(metres_per_pixel: float) -> float:
    """Return the side of a square in metres: in steps of the root of two, so that it changes seldom while one zooms."""
    return float(2.0 ** (np.round(2 * np.log2(max(metres_per_pixel * ROOM, 0.5))) / 2))


def clusters(marks: Marks, cell: float) -> list[Ints]:
    """Return the numbers of the marks of each square, the most important first."""
    if not len(marks):
        return []
    square = np.floor(marks.points[:, :2] / cell).astype(np.int64)
    order = np.lexsort((marks.ids, -marks.priority, square[:, 1], square[:, 0]))
    sorted_squares = square[order]
    starts = np.flatnonzero(np.r_[True, np.any(sorted_squares[1:] != sorted_squares[:-1], axis=1)])
    return list(np.split(order, starts[1:]))


class Clustered:
    """Symbols of marks at a size of square, made once for each size."""

    def __init__(self, marks: Marks, make: Callable[[Ints], object]) -> None:
        self._marks = marks
        self._make = make
        self._made: dict[float, tuple[object, ...]] = {}

    def at(self, cell: float) -> tuple[object, ...]:
        """Return the symbols for squares of this side."""
        if cell not in self._made:
            self._made[cell] = tuple(self._make(group) for group in clusters(self._marks, cell))
        return self._made[cell]
