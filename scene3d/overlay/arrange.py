"""Where symbols and labels go on the screen: what fits without overlap, by priority, and where it was before if it can."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scene3d.camera import Projection
from scene3d.overlay.body import Body
from scene3d.overlay.items import Items, Symbol
from scene3d.overlay.labels import place_labels, place_titles
from scene3d.overlay.memory import Memory, SymbolKey
from scene3d.overlay.pins import head
from scene3d.overlay.placed import Arrangement, PlacedLabel, PlacedSymbol
from scene3d.overlay.reach import reach
from scene3d.overlay.taken import Taken

__all__ = ["Arrangement", "PlacedLabel", "PlacedSymbol", "arrange"]

Floats = npt.NDArray[np.float64]

DOT = 4.0  # pixels, the radius of a symbol that had no room
APART = 1.75  # times the radius of a head: how near another head may come
STAYS = 0.85  # of that for a pin that stood there before, so that two do not take turns
KEPT = 0.6  # of priority, what it is worth to have stood there before
FAR = 1e6


def arrange(projection: Projection, items: Items, scale: float = 1.0, memory: Memory | None = None) -> Arrangement:
    """Return where everything goes.

    Parameters
    ----------
    projection, items
        The eye and what is to be painted.
    scale
        Size of symbols and words, 1 at a desk.
    memory
        What stood where before; it is brought up to date. Without it the same items always go to the same places.
    """
    memory = memory if memory is not None else Memory()
    taken = Taken(projection.width, projection.height, (*items.covered, *items.plates))
    body = Body(projection, items.body)
    symbols, points = _symbols(projection, items, taken, scale, memory)
    titles = place_titles(symbols, taken, scale, memory)
    labels = place_labels(projection, items.labels, taken, body, scale, memory)
    return Arrangement(symbols, (*labels, *titles), points)


def _symbols(projection: Projection, items: Items, taken: Taken, scale: float,
             memory: Memory) -> tuple[tuple[PlacedSymbol, ...], Floats | None]:  # fmt: skip
    symbols = items.symbols
    if not symbols:
        memory.pins.clear()
        return (), None
    at = projection.pixels(np.array([s.point for s in symbols]))
    shown = np.flatnonzero(_seen(projection, items, at, scale))
    keys = [(symbols[n].kind, symbols[n].ids[0]) for n in shown.tolist()]
    stood = np.array([key in memory.pins for key in keys], bool)
    weight = np.array([symbols[n].priority for n in shown.tolist()])
    weight += np.where(stood, KEPT, 0.0)
    for n, number in enumerate(shown.tolist()):
        weight[n] += _wanted(items, symbols[number])
    # Equal ones: those that stood before by their number, which no movement changes; newcomers the nearest first.
    order = np.lexsort((np.where(stood, np.arange(len(shown)), at[shown, 2] + FAR), -weight))
    up, radius = head(scale)
    pins = _Pins(2 * APART * radius)
    placed: list[tuple[float, PlacedSymbol]] = []
    now: set[SymbolKey] = set()
    for n in order.tolist():
        number = int(shown[n])
        symbol = symbols[number]
        x, y, depth = at[number].tolist()
        own = scale * symbol.size
        big, high = radius * symbol.size, up * symbol.size
        may = not symbol.small or _is(symbol, items.chosen)
        if may and pins.room(x, y - high, APART * big * (STAYS if stood[n] else 1.0)):
            pins.add(x, y - high)
            now.add(keys[n])
            taken.take(x - big, y - high - big, x + big, y)
            placed.append((depth, PlacedSymbol(symbol, x, y, (x, y - high), big, False, own)))
        else:
            placed.append((depth + FAR, PlacedSymbol(symbol, x, y, (x, y), DOT * own, True, own)))
    memory.pins = now
    placed.sort(key=lambda p: -p[0])
    found = tuple(p for _, p in placed)
    return found, np.array([(p.x, p.y) for p in found]).reshape(-1, 2)


def _seen(projection: Projection, items: Items, at: Floats, scale: float) -> npt.NDArray[np.bool_]:
    """Return which points show, and not under furniture."""
    up, radius = head(scale)
    seen: npt.NDArray[np.bool_] = (
        (at[:, 2] > 0.5)
        & (at[:, 2] < reach(projection))
        & (at[:, 0] > -20)
        & (at[:, 0] < projection.width + 20)
        & (at[:, 1] > -10)
        & (at[:, 1] < projection.height + 50)
    )
    for left, top, width, height in items.covered:
        x, y = at[:, 0], at[:, 1] - up
        seen &= ~((x > left) & (x < left + width) & (y + radius > top) & (y - radius < top + height))
    for left, top, width, height in items.plates:  # less than half of its head would look out
        x, y = at[:, 0], at[:, 1] - up
        seen &= ~((x > left) & (x < left + width) & (y > top) & (y < top + height))
    return seen


class _Pins:
    """Heads of pins by squares of the screen: only those near by are looked at."""

    def __init__(self, side: float) -> None:
        self._side = side
        self._heads: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def room(self, x: float, y: float, apart: float) -> bool:
        """Whether no head is nearer than ``apart`` pixels."""
        i, j, near = int(x // self._side), int(y // self._side), apart * apart
        for a in (i - 1, i, i + 1):
            for b in (j - 1, j, j + 1):
                for px, py in self._heads.get((a, b), ()):
                    if (x - px) ** 2 + (y - py) ** 2 <= near:
                        return False
        return True

    def add(self, x: float, y: float) -> None:
        """Take the room of a head."""
        self._heads.setdefault((int(x // self._side), int(y // self._side)), []).append((x, y))


def _is(symbol: Symbol, record: tuple[str, int] | None) -> bool:
    return record is not None and symbol.kind == record[0] and record[1] in symbol.ids


def _wanted(items: Items, symbol: Symbol) -> float:
    """What is chosen or under the pointer comes before all."""
    if items.chosen is None and items.hovered is None:
        return 0.0
    return (1e6 if _is(symbol, items.chosen) else 0.0) + (5e5 if _is(symbol, items.hovered) else 0.0)
