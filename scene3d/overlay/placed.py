"""What is painted where: symbols and labels with their pixels, and which symbol lies under a pixel."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from scene3d.overlay.items import Label, Symbol
from scene3d.overlay.memory import LabelKey
from scene3d.overlay.pins import covers

Floats = npt.NDArray[np.float64]

NEAR_DOT = 7.0  # pixels around a dot in which it is still meant, where nothing else is drawn
TALLEST = 46.0  # pixels at size 1 from a symbol's point to whatever of it is drawn


@dataclass(frozen=True, slots=True)
class PlacedSymbol:
    """A symbol with its point in pixels and the circle of its head; ``dot`` where there was no room for the pin."""

    symbol: Symbol
    x: float
    y: float
    centre: tuple[float, float]
    radius: float
    dot: bool
    scale: float = 1.0

    def holds(self, x: float, y: float) -> bool:
        """Whether what is drawn of it covers a pixel."""
        if self.dot:
            return (x - self.x) ** 2 + (y - self.y) ** 2 <= self.radius**2
        return covers(x - self.x, y - self.y, self.scale, plate=self.symbol.plate, count=self.symbol.count)


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label with its middle in pixels and its turn in degrees."""

    label: Label
    x: float
    y: float
    angle: float
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)  # left, top, right, bottom that it takes
    place: tuple[LabelKey, int] | None = None  # which label it is, and at which of its places
    width: float = 0.0  # pixels of its words


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is painted where, the furthest first."""

    symbols: tuple[PlacedSymbol, ...] = ()
    labels: tuple[PlacedLabel, ...] = ()
    _points: Floats | None = field(default=None, compare=False, repr=False)

    def within(self, left: float, top: float, right: float, bottom: float) -> Arrangement:
        """Return those of it that may reach into a box of pixels, in the same order."""
        symbols = tuple(
            p for p in self.symbols
            if left < p.x + TALLEST * p.scale and p.x - TALLEST * p.scale < right
            and top < p.y + TALLEST * p.scale and p.y - TALLEST * p.scale < bottom
        )  # fmt: skip
        labels = tuple(p for p in self.labels if _reaches(p, left, top, right, bottom))
        return Arrangement(symbols, labels)

    def at(self, x: float, y: float) -> Symbol | None:
        """Return the symbol that is drawn on top at a pixel; where none is, the dot that is near enough to be meant."""
        if not self.symbols:
            return None
        points = self._points if self._points is not None else np.array([(p.x, p.y) for p in self.symbols])
        high = TALLEST * max(p.scale for p in self.symbols)
        near = np.flatnonzero((np.abs(points[:, 0] - x) < high) & (np.abs(points[:, 1] - y) < high))
        for n in near[::-1].tolist():
            if self.symbols[n].holds(x, y):
                found: Symbol = self.symbols[n].symbol
                return found
        dots = [p for n in near.tolist() if (p := self.symbols[n]).dot and (p.x - x) ** 2 + (p.y - y) ** 2 <= NEAR_DOT**2]
        dots.sort(key=lambda p: (p.x - x) ** 2 + (p.y - y) ** 2)
        return dots[0].symbol if dots else None


def _reaches(placed: PlacedLabel, left: float, top: float, right: float, bottom: float) -> bool:
    reach = (placed.width or placed.box[2] - placed.box[0]) / 2 + TALLEST
    return left < placed.x + reach and placed.x - reach < right and top < placed.y + reach and placed.y - reach < bottom
