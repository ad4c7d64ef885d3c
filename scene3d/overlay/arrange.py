"""Where symbols and labels go on the screen: what fits without overlap, by priority, the same way every time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from PySide6.QtGui import QFontMetricsF
from shapely.geometry.base import BaseGeometry

from scene3d.camera import Projection
from scene3d.overlay.items import Items, Label, Symbol
from scene3d.overlay.pins import head
from scene3d.overlay.silhouette import silhouette
from scene3d.overlay.text import STYLES, font

Floats = npt.NDArray[np.float64]

MOST_LABELS = 70
DOT = 4.0  # pixels, the radius of a symbol that had no room
STREET_PITCH = 15.0  # degrees; with a lower look all that is far away piles up along the horizon
STREET_REACH = 250.0  # metres, or this many times the distance to what is looked at:
STREET_TIMES = 1.6
STEPS = 12  # that the chosen building's name plate goes up in search of room


@dataclass(frozen=True, slots=True)
class PlacedSymbol:
    """A symbol with its point in pixels and the circle that is drawn; ``dot`` where there was no room for the pin."""

    symbol: Symbol
    x: float
    y: float
    centre: tuple[float, float]
    radius: float
    dot: bool


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label with its middle in pixels and its turn in degrees."""

    label: Label
    x: float
    y: float
    angle: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is painted where, the furthest first."""

    symbols: tuple[PlacedSymbol, ...] = ()
    labels: tuple[PlacedLabel, ...] = ()

    def at(self, x: float, y: float) -> Symbol | None:
        """Return the symbol whose drawn circle holds a pixel, the one on top."""
        for placed in reversed(self.symbols):
            dx, dy = x - placed.centre[0], y - placed.centre[1]
            if dx * dx + dy * dy <= max(placed.radius, 6.0) ** 2:
                return placed.symbol
        return None


class _Taken:
    """Boxes already taken on the screen."""

    def __init__(self, width: int, height: int) -> None:
        self._boxes: list[tuple[float, float, float, float]] = []
        self._width, self._height = width, height
        self.body: BaseGeometry | None = None  # the silhouette of the chosen building

    def on_body(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        return self.body is not None and bool(self.body.intersects(shapely.box(x0, y0, x1, y1)))

    def take(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._boxes.append((x0, y0, x1, y1))

    def free(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        if x0 < 0 or y0 < 0 or x1 > self._width or y1 > self._height:
            return False
        return all(x1 < a or x0 > c or y1 < b or y0 > d for a, b, c, d in self._boxes)


def arrange(projection: Projection, items: Items, scale: float = 1.0) -> Arrangement:
    """Return where everything goes."""
    taken = _Taken(projection.width, projection.height)
    for left, top, width, height in items.covered:
        taken.take(left, top, left + width, top + height)
    if items.body is not None:
        taken.body = shapely.union_all([shapely.Polygon(ring) for ring in silhouette(projection, items.body)])
    symbols = _symbols(projection, items, taken, scale)
    return Arrangement(symbols, _labels(projection, items.labels, taken, scale))


def _symbols(projection: Projection, items: Items, taken: _Taken, scale: float) -> tuple[PlacedSymbol, ...]:
    if not items.symbols:
        return ()
    at = projection.pixels(np.array([s.point for s in items.symbols]))
    seen = (
        (at[:, 2] > 0.5)
        & (at[:, 0] > -20)
        & (at[:, 0] < projection.width + 20)
        & (at[:, 1] > -10)
        & (at[:, 1] < projection.height + 50)
    )
    up, radius = head(scale)
    seen &= at[:, 2] < _reach(projection)
    for left, top, width, height in items.covered:  # what would lie under furniture
        x, y = at[:, 0], at[:, 1] - up
        seen &= ~((x > left) & (x < left + width) & (y + radius > top) & (y - radius < top + height))
    order = sorted(np.flatnonzero(seen).tolist(), key=lambda n: (-_weight(items, items.symbols[n]), at[n, 2], items.symbols[n].ids))
    placed: list[tuple[float, PlacedSymbol]] = []
    pins: list[tuple[float, float]] = []
    near = (radius * 1.75) ** 2
    for n in order:
        symbol, (x, y, depth) = items.symbols[n], at[n]
        cx, cy = x, y - up
        room = (not symbol.small or _is(symbol, items.chosen)) and all((cx - px) ** 2 + (cy - py) ** 2 > near for px, py in pins)
        if room:
            pins.append((cx, cy))
            taken.take(cx - radius, cy - radius, cx + radius, y)
            placed.append((depth, PlacedSymbol(symbol, x, y, (cx, cy), radius, False)))
        else:
            placed.append((depth + 1e6, PlacedSymbol(symbol, x, y, (x, y), DOT * scale, True)))
    placed.sort(key=lambda p: -p[0])
    return tuple(p for _, p in placed)


def _reach(projection: Projection) -> float:
    """Return how far away, in metres, symbols and names still show."""
    if projection.eye.parallel or projection.eye.pitch > STREET_PITCH:
        return float("inf")
    return max(STREET_REACH, projection.eye.distance * STREET_TIMES)


def _is(symbol: Symbol, record: tuple[str, int] | None) -> bool:
    return record is not None and symbol.kind == record[0] and record[1] in symbol.ids


def _weight(items: Items, symbol: Symbol) -> float:
    """What is chosen or under the pointer comes before all."""
    return symbol.priority + (1000 if _is(symbol, items.chosen) else 0) + (500 if _is(symbol, items.hovered) else 0)


def _labels(projection: Projection, labels: tuple[Label, ...], taken: _Taken, scale: float) -> tuple[PlacedLabel, ...]:
    metres = projection.metres_per_pixel() / scale
    wanted = sorted((label for label in labels if metres <= label.closest), key=lambda label: (-label.priority, label.text))
    placed: list[PlacedLabel] = []
    metrics = {name: QFontMetricsF(font(style, scale)) for name, style in STYLES.items()}
    for label in wanted[:400]:
        if len(placed) >= MOST_LABELS:
            break
        found = _place(projection, label, taken, metrics[label.style], metres)
        if found is not None:
            placed.append(found)
    return tuple(placed)


def _place(projection: Projection, label: Label, taken: _Taken, metrics: QFontMetricsF, metres: float) -> PlacedLabel | None:
    at = projection.pixels(label.places)
    if label.style == "chosen" and taken.body is not None and at[0, 2] > 1:
        return _above(projection, label, (float(at[0, 0]), float(at[0, 1])), taken, metrics)
    reach = _reach(projection)
    middle = np.array([projection.width / 2, projection.height * 0.55])
    seen = np.flatnonzero(
        (at[:, 2] > 1) & (at[:, 0] > 0) & (at[:, 0] < projection.width) & (at[:, 1] > 0) & (at[:, 1] < projection.height)
    )
    if len(seen) > 1:
        seen = seen[np.argsort(np.sum((at[seen, :2] - middle) ** 2, axis=1), kind="stable")][:6]
    width, height = metrics.horizontalAdvance(label.text) + 6, metrics.height()
    for n in seen:
        x, y, depth = at[n]
        if label.style != "chosen" and not projection.eye.parallel and depth > projection.eye.distance * 2.6:
            continue  # too far away to belong to what is looked at
        if depth > reach:
            continue
        angle = _angle(projection, label, int(n)) if label.along is not None else 0.0
        if label.style in ("building", "chosen", "compound"):
            y -= height * 0.6
        half = _half(width, height, angle)
        box = (x - half[0], y - half[1], x + half[0], y + half[1])
        if taken.free(*box) and (label.style == "room" or not taken.on_body(*box)):
            taken.take(*box)
            return PlacedLabel(label, float(x), float(y), angle)
    return None


def _above(
    projection: Projection, label: Label, at: tuple[float, float], taken: _Taken, metrics: QFontMetricsF
) -> PlacedLabel | None:
    """Put the chosen building's name plate above its roof and whatever stands there; it is shown while the building is."""
    body, screen = taken.body, shapely.box(0, 0, projection.width, projection.height)
    if body is None or not body.intersects(screen):
        return None
    width, height = metrics.horizontalAdvance(label.text) + 16, metrics.height() + 8
    x = float(np.clip(at[0], width / 2, max(projection.width - width / 2, width / 2)))
    first = min(at[1], body.bounds[1]) - height * 0.6
    best = float(np.clip(first, height / 2, projection.height - height / 2))
    for y in first - np.arange(STEPS) * height / 2:
        if taken.free(x - width / 2, y - height / 2, x + width / 2, y + height / 2):
            best = float(y)
            break
    taken.take(x - width / 2, best - height / 2, x + width / 2, best + height / 2)
    return PlacedLabel(label, x, best, 0.0)


def _half(width: float, height: float, angle: float) -> tuple[float, float]:
    c, s = abs(np.cos(np.radians(angle))), abs(np.sin(np.radians(angle)))
    return (width * c + height * s) / 2, (width * s + height * c) / 2


def _angle(projection: Projection, label: Label, n: int) -> float:
    """Return the turn of a line on the screen, kept upright."""
    assert label.along is not None
    ends = projection.pixels(np.array([label.places[n] - label.along[n], label.places[n] + label.along[n]]))
    dx, dy = ends[1, :2] - ends[0, :2]
    angle = float(np.degrees(np.arctan2(dy, dx)))
    return angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle
