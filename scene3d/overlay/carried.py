"""What stands on the screen goes along with the eye for a few steps of a movement, before it is arranged anew.

What fits without overlap hardly differs from one step to the next, and finding it takes longer than all else that a step does.
Each symbol and word keeps its point of the town, and all those points become pixels at once.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scene3d.camera import Projection
from scene3d.overlay.placed import Arrangement, PlacedLabel, PlacedSymbol

Floats = npt.NDArray[np.float64]

FURTHEST = 40.0  # pixels that something may go before all is arranged anew
NEAREST = 0.5  # metres before the eye; what comes nearer has no place on the screen


class Carried:
    """An arrangement and the points of the town that it hangs on."""

    def __init__(self, projection: Projection, arranged: Arrangement) -> None:
        self._begun, self._arranged = projection, arranged
        places = [_place(label) for label in arranged.labels]
        lies = [n for n, (_point, along) in enumerate(places) if along is not None]
        ends = [point + along for point, along in places if along is not None]
        points = [np.array(p.symbol.point) for p in arranged.symbols] + [point for point, _along in places] + ends
        self._points = np.array(points).reshape(-1, 3)
        self._lies = np.array(lies, np.int64)
        self._at = projection.pixels(self._points)

    def to(self, projection: Projection) -> Arrangement | None:
        """Return where everything goes for another eye; None where something goes so far that it must be arranged anew."""
        begun = self._begun
        size, was = (projection.width, projection.height), (begun.width, begun.height)
        if size != was or projection.eye.parallel != begun.eye.parallel or not len(self._points):
            return None
        at = projection.pixels(self._points)
        gone = at[:, :2] - self._at[:, :2]
        if at[:, 2].min() < NEAREST or np.abs(gone).max() > FURTHEST:
            return None
        pins, words = len(self._arranged.symbols), len(self._arranged.labels)
        symbols = _symbols(self._arranged.symbols, gone[:pins].tolist())
        turns = self._turns(at[pins : pins + words], at[pins + words :])
        labels = _labels(self._arranged.labels, gone[pins : pins + words].tolist(), turns)
        return Arrangement(symbols, labels, at[:pins, :2])

    def _turns(self, at: Floats, ends: Floats) -> dict[int, float]:
        """Return the turn in degrees of the words that lie along a line, by the numbers of their labels."""
        found = upright(ends[:, :2] - at[self._lies, :2])
        return dict(zip(self._lies.tolist(), found.tolist(), strict=True))


def upright(ways: Floats) -> Floats:
    """Return the turns in degrees of words along directions (n, 2) on the screen, so that none stands on its head."""
    angle = np.degrees(np.arctan2(ways[:, 1], ways[:, 0]))
    found: Floats = np.where(angle > 90, angle - 180, np.where(angle < -90, angle + 180, angle))
    return found


def _place(placed: PlacedLabel) -> tuple[Floats, Floats | None]:
    """Return the point that a label hangs on, and the way that its words lie."""
    label, number = placed.label, placed.place[1] if placed.place is not None else 0
    along = label.along[number] if label.along is not None else None
    return label.places[number], along if along is not None and np.isfinite(along[0]) else None


def _symbols(before: tuple[PlacedSymbol, ...], gone: list[list[float]]) -> tuple[PlacedSymbol, ...]:
    return tuple(
        PlacedSymbol(p.symbol, p.x + x, p.y + y, (p.centre[0] + x, p.centre[1] + y), p.radius, p.dot, p.scale)
        for p, (x, y) in zip(before, gone, strict=True)
    )


def _labels(before: tuple[PlacedLabel, ...], gone: list[list[float]], turns: dict[int, float]) -> tuple[PlacedLabel, ...]:
    return tuple(
        PlacedLabel(p.label, p.x + x, p.y + y, turns.get(n, p.angle), _moved(p.box, x, y), p.place, p.width)
        for n, (p, (x, y)) in enumerate(zip(before, gone, strict=True))
    )


def _moved(box: tuple[float, float, float, float], x: float, y: float) -> tuple[float, float, float, float]:
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y
