"""How the legend of a printed map is set: in columns that take every layer, in smaller type where there are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.views.legend import LegendEntry, Sign

COLUMN = 40.0  # mm at least
HEADING = 8.0  # mm for the word "legend"
TITLE, SIGN, GAP = 5.6, 4.6, 1.2  # mm of a layer's name, of what a colour means, and after a layer
SMALLEST = 0.6  # 9 pt become 5.4 pt, which can still be read on paper
SHARES = tuple(1 - n / 20 for n in range(9))


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One line and where it lies below the heading, in millimetres before ``LegendSet.share``; a layer's name or a sign of it."""

    left: float
    top: float
    width: float
    entry: LegendEntry | None = None
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class LegendSet:
    """All lines, and by how much they are made smaller; ``left_out`` layers found no room."""

    share: float
    lines: tuple[LegendLine, ...]
    left_out: int = 0


def set_legend(entries: Sequence[LegendEntry], wide: float, tall: float) -> LegendSet:
    """Return the legend as large as it fits into ``wide`` by ``tall`` mm (no heading), layers in one piece if possible."""
    for whole in (True, False):  # a layer that goes on in the next column is read less well than smaller type
        for share in SHARES:
            lines, told = _fill(entries, wide / share, tall / share, whole=whole)
            if told == len(entries):
                return LegendSet(share, lines)
    return LegendSet(SMALLEST, lines, len(entries) - told)


def height_needed(entries: Sequence[LegendEntry], wide: float, most: float) -> float:
    """Return how tall in mm a legend must be, heading and all, to stand in full size; at most ``most``."""
    tall = HEADING + TITLE
    while tall < most and _fill(entries, wide, tall - HEADING, whole=True)[1] < len(entries):
        tall += 1.0
    return min(tall, most)


def _fill(entries: Sequence[LegendEntry], wide: float, tall: float, *, whole: bool) -> tuple[tuple[LegendLine, ...], int]:
    """Return the lines that have room, and how many layers are told in full."""
    columns = max(int(wide // COLUMN), 1)
    step = wide / columns
    lines: list[LegendLine] = []
    column, top, told = 0, 0.0, 0
    for entry in entries:
        begun = len(lines)
        for height, needed, line in _parts(entry, whole=whole):
            if top + needed > tall and top > 0:
                column, top = column + 1, 0.0
            if column >= columns:
                return tuple(lines[:begun]), told
            lines.append(LegendLine(column * step, top, step - 3, *line))
            top += height
        told, top = told + 1, top + GAP
    return tuple(lines), told


def _parts(entry: LegendEntry, *, whole: bool) -> Iterator[tuple[float, float, tuple[LegendEntry | None, Sign | None]]]:
    """Yield height, the room it must find (a name never stands alone at a column's foot) and what it says."""
    together = len(entry.signs) if whole else min(len(entry.signs), 1)
    yield TITLE, TITLE + SIGN * together, (entry, None)
    for sign in entry.signs:
        yield SIGN, SIGN, (None, sign)
