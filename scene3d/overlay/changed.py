"""Which part of the picture looks otherwise after symbols have moved: only that is painted anew."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from scene3d.camera import Projection
from scene3d.overlay.items import Items
from scene3d.overlay.pins import RADIUS, ROOM, TAIL
from scene3d.overlay.placed import Arrangement, PlacedLabel, PlacedSymbol

CELL = 16  # pixels: finer would make the region long, coarser would reach what lies beside
HALO = 9.0  # pixels at size 1 that a word's picture is larger than the room it takes
WIDER = 4.0  # pixels to each side that a plate is wider than a pin
MOST = 6_000  # symbols that are compared; of more it would take longer than painting them
ROUND = 1.25  # times the half axes of a ring, for a circle seen askew reaches further on one side
Placed = TypeVar("Placed", PlacedSymbol, PlacedLabel)
Bounds = tuple[float, float, float, float]  # left, top, right, bottom in pixels


def changed(projection: Projection, before: tuple[Items, Arrangement], after: tuple[Items, Arrangement],
            scale: float) -> QRegion | None:  # fmt: skip
    """Return what must be painted anew, or None where that is all of it.

    Parameters
    ----------
    projection
        The eye, the same before and after.
    before, after
        What was and what will be painted, and where.
    scale
        Size of symbols and words, 1 at a desk.
    """
    (items, old), (new_items, new) = before, after
    if items.outlines != new_items.outlines or (items.hovered, items.chosen) != (new_items.hovered, new_items.chosen):
        return None
    if len(old.symbols) + len(new.symbols) > MOST:
        return None
    symbols = _differing({_look(p): p for p in old.symbols}, {_look(p): p for p in new.symbols})
    labels = _differing({_words(p): p for p in old.labels}, {_words(p): p for p in new.labels})
    boxes = [_pin_box(p) for p in symbols] + [_label_box(p, scale) for p in labels] + _ring_boxes(projection, symbols)
    return _region(boxes, (projection.width, projection.height))


def _differing(before: dict[Hashable, Placed], after: dict[Hashable, Placed]) -> list[Placed]:
    """Return what is in one of them only."""
    return [before[look] for look in before.keys() - after.keys()] + [after[look] for look in after.keys() - before.keys()]


def _look(placed: PlacedSymbol) -> Hashable:
    """Return all that tells how a symbol is drawn, and where."""
    s = placed.symbol
    return (
        placed.x, placed.y, placed.dot, placed.scale, placed.radius, s.kind, s.icon, s.glyph, s.colour, s.mark, s.count,
        s.opacity, s.plate, s.ring,
    )  # fmt: skip


def _words(placed: PlacedLabel) -> Hashable:
    return placed.label.text, placed.label.style, placed.x, placed.y, placed.angle


def _pin_box(placed: PlacedSymbol) -> Bounds:
    x, y = placed.x, placed.y
    if placed.dot:
        side = placed.radius + 3
        return x - side, y - side, x + side, y + side
    half, high, low = (RADIUS + ROOM + WIDER) * placed.scale, (2 * RADIUS + TAIL + ROOM) * placed.scale, ROOM * placed.scale
    return x - half - 1, y - high - 1, x + half + 1, y + low + 1


def _label_box(placed: PlacedLabel, scale: float) -> Bounds:
    left, top, right, bottom = placed.box
    more = HALO * scale
    return left - more, top - more, right + more, bottom + more


def _ring_boxes(projection: Projection, symbols: Iterable[PlacedSymbol]) -> list[Bounds]:
    ringed = [p for p in symbols if p.symbol.ring and not p.dot]
    if not ringed:
        return []
    middles, reach = np.array([p.symbol.point for p in ringed]), np.array([p.symbol.ring for p in ringed])
    ways = np.array([(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0)], float)
    at = projection.pixels((middles[:, None] + ways * reach[:, None, None]).reshape(-1, 3)).reshape(-1, 4, 3)
    middle = projection.pixels(middles)[:, :2]
    half = np.hypot(*(at[:, :, :2] - middle[:, None]).transpose(2, 0, 1)).max(1) * ROUND + 2
    return [(x - r, y - r, x + r, y + r) for (x, y), r in zip(middle.tolist(), half.tolist(), strict=True)]


def _region(boxes: Iterable[Bounds], size: tuple[int, int]) -> QRegion:
    """Return the squares that boxes touch, as a region."""
    width, height = size
    touched = np.zeros((-(-height // CELL), -(-width // CELL)), np.bool_)
    for left, top, right, bottom in boxes:
        if right >= 0 and bottom >= 0:
            touched[max(int(top) // CELL, 0) : int(bottom) // CELL + 1, max(int(left) // CELL, 0) : int(right) // CELL + 1] = True
    region = QRegion()
    for row, column, length in _runs(touched):
        region += QRect(column * CELL, row * CELL, length * CELL, CELL)
    return region & QRect(0, 0, width, height)


def _runs(touched: npt.NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Return row, first column and length of each run of squares that are touched."""
    edges = np.diff(np.pad(touched, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, begins = np.nonzero(edges == 1)
    return list(zip(rows.tolist(), begins.tolist(), (np.nonzero(edges == -1)[1] - begins).tolist(), strict=True))
