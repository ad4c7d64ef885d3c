"""Which parts of the screen are taken: rows of squares as bits of whole numbers, so that asking costs a microsecond."""

from __future__ import annotations

from collections.abc import Iterable

SQUARE = 2  # bits to shift: squares of four pixels


class Taken:
    """The squares of a view of ``width`` x ``height`` pixels."""

    def __init__(self, width: int, height: int, covered: Iterable[tuple[float, float, float, float]] = ()) -> None:
        self.width, self.height = width, height
        self._rows = [0] * ((height >> SQUARE) + 2)
        for left, top, wide, high in covered:
            self.take(left, top, left + wide - 1, top + high - 1)

    def take(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Take a box; what lies outside of the view does not count."""
        left, right = max(int(x0), 0) >> SQUARE, min(int(x1), self.width) >> SQUARE
        if right < left:
            return
        mask = ((1 << (right - left + 1)) - 1) << left
        for row in range(max(int(y0), 0) >> SQUARE, (min(int(y1), self.height) >> SQUARE) + 1):
            self._rows[row] |= mask

    def free(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Whether a box lies within the view and nothing in it is taken."""
        if x0 < 0 or y0 < 0 or x1 > self.width or y1 > self.height:
            return False
        left = int(x0) >> SQUARE
        mask = ((1 << ((int(x1) >> SQUARE) - left + 1)) - 1) << left
        rows = self._rows
        return all(not rows[row] & mask for row in range(int(y0) >> SQUARE, (int(y1) >> SQUARE) + 1))
