"""Names on the screen: the important first, none over another, and each where it was before as long as it can stay."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from scene3d.camera import Projection
from scene3d.overlay.body import Body
from scene3d.overlay.carried import upright
from scene3d.overlay.items import Label
from scene3d.overlay.label_sheet import LabelSheet, sheet_of, words_size
from scene3d.overlay.memory import LabelKey, Memory, SymbolKey
from scene3d.overlay.placed import PlacedLabel, PlacedSymbol
from scene3d.overlay.reach import reach
from scene3d.overlay.taken import Taken

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

MOST_LABELS = 130
MOST_TRIED = 420  # labels that are tried for room in one frame
PLACES = 6  # of one label that are tried
KEPT = 6.0  # of priority, what it is worth to have been there before
LATER = 1.12  # times the distance at which a name comes, it goes again
BREATH = 4.0  # pixels more that a newcomer wants around itself
TOO_FAR = 2.6  # times the distance to what is looked at
STEPS = 12  # that the chosen building's name plate goes up in search of room
BESIDE = 3.0  # pixels between a symbol and its title
ABOVE = ("building", "chosen", "compound")  # styles whose words stand above their point


def place_labels(projection: Projection, labels: tuple[Label, ...], taken: Taken, body: Body, scale: float,
                 memory: Memory) -> tuple[PlacedLabel, ...]:  # fmt: skip
    """Return where names go."""
    if not labels:
        memory.labels = {}
        return ()
    return _Placing(projection, sheet_of(labels, scale), taken, body, memory).all()


class _Placing:
    """One frame's labels."""

    def __init__(self, projection: Projection, sheet: LabelSheet, taken: Taken, body: Body, memory: Memory) -> None:
        self._projection, self._sheet, self._taken, self._body, self._memory = projection, sheet, taken, body, memory
        self._metres = projection.metres_per_pixel() / sheet.scale
        self._now: dict[LabelKey, int] = {}
        self._behind: dict[LabelKey, list[int]] = defaultdict(list)
        for key, place in memory.behind:
            self._behind[key].append(place)

    def all(self) -> tuple[PlacedLabel, ...]:
        """Place all that fits."""
        sheet, was = self._sheet, self._memory.labels
        near = sheet.closest >= self._metres
        stood = np.zeros(len(sheet.labels), bool)
        if was:
            stood[[n for key in was if (n := sheet.number.get(key)) is not None]] = True
            near |= stood & (sheet.closest * LATER >= self._metres)
        at, rows = self._on_screen(np.flatnonzero(near[sheet.owner]))
        turns = self._turns(rows, at)
        placed: list[PlacedLabel] = []
        for number, begin, end in self._in_order(rows, stood):
            found = self._place(number, rows[begin:end], at[begin:end], turns[begin:end], stood=bool(stood[number]))
            if found is not None:
                placed.append(found)
                if len(placed) >= MOST_LABELS:
                    break
        self._memory.labels = self._now
        return tuple(placed)

    def _on_screen(self, rows: Whole) -> tuple[Floats, Whole]:
        """Return pixels and rows of the places that show."""
        projection = self._projection
        at = projection.pixels(self._sheet.places[rows])
        far = reach(projection)
        if not projection.eye.parallel:  # what is too far away does not belong to what is looked at
            far = min(far, projection.eye.distance * TOO_FAR)
        chosen = np.array([label.style == "chosen" for label in self._sheet.labels[:2]], bool)  # these come first
        named = np.isin(self._sheet.owner[rows], np.flatnonzero(chosen)) if chosen.any() else np.zeros(len(rows), bool)
        seen = (
            (at[:, 2] > 1) & (at[:, 0] > 0) & (at[:, 0] < projection.width) & (at[:, 1] > 0) & (at[:, 1] < projection.height)
            & (at[:, 2] <= far)
        ) | (named & (at[:, 2] > 1))  # fmt: skip
        return at[seen], rows[seen]

    def _in_order(self, rows: Whole, stood: npt.NDArray[np.bool_]) -> Iterable[tuple[int, int, int]]:
        """Return labels that show, the most important first, each with its run of ``rows``."""
        owner = self._sheet.owner[rows]
        begins = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]]) if len(owner) else np.zeros(0, np.int64)
        numbers, ends = owner[begins], np.append(begins[1:], len(owner))
        rank = self._sheet.rank[numbers] + np.where(stood[numbers], KEPT, 0.0)
        order = np.lexsort((self._sheet.order[numbers], -rank))[:MOST_TRIED]
        return zip(numbers[order].tolist(), begins[order].tolist(), ends[order].tolist(), strict=True)

    def _place(self, number: int, rows: Whole, at: Floats, turns: Floats, *, stood: bool) -> PlacedLabel | None:
        label = self._sheet.labels[number]
        if label.style == "chosen" and self._body.shape is not None:
            return self._above(label, (float(at[0, 0]), float(at[0, 1])))
        key = self._sheet.keys[number]
        start = int(self._sheet.starts[number])
        if key in self._behind:
            free = np.flatnonzero(~np.isin(rows - start, self._behind[key]))
            rows, at, turns = rows[free], at[free], turns[free]
        width, height = self._sheet.size(number)
        breath = 0.0 if stood else BREATH
        for n in self._tries(start, rows, at, self._memory.labels.get(key)):
            x, y, angle = float(at[n, 0]), float(at[n, 1]), float(turns[n])
            if label.style in ABOVE:
                y -= height * 0.6
            half = _half(width + 6, height, angle)
            box = (x - half[0], y - half[1], x + half[0], y + half[1])
            if not self._taken.free(box[0] - breath, box[1] - breath, box[2] + breath, box[3] + breath):
                continue
            if label.style == "room" or not self._body.holds(*box):
                self._taken.take(*box)
                self._now[key] = int(rows[n]) - start
                return PlacedLabel(label, x, y, angle, box, (key, self._now[key]), width)
        return None

    def _tries(self, start: int, rows: Whole, at: Floats, before: int | None) -> Iterator[int]:
        """Give the places to try: where it was before, then those nearest to the middle of the view."""
        if len(rows) == 1:
            yield 0
            return
        kept = int(np.searchsorted(rows, start + before)) if before is not None else len(rows)
        if kept < len(rows) and rows[kept] == start + (before or 0):
            yield kept
        middle = (self._projection.width / 2, self._projection.height * 0.55)
        away = (at[:, 0] - middle[0]) ** 2 + (at[:, 1] - middle[1]) ** 2
        yield from np.argsort(away, kind="stable")[:PLACES].tolist()

    def _above(self, label: Label, at: tuple[float, float]) -> PlacedLabel | None:
        """Put the chosen building's name plate above its roof and whatever stands there; it is shown while the building is."""
        projection, body = self._projection, self._body.shape
        if body is None or not self._body.holds(0, 0, projection.width, projection.height):
            return None
        wide, high = words_size(label.text, label.style, self._sheet.scale)
        width, height = wide + 16, high + 8
        x = float(np.clip(at[0], width / 2, max(projection.width - width / 2, width / 2)))
        first = min(at[1], body.bounds[1]) - height * 0.6
        best = float(np.clip(first, height / 2, projection.height - height / 2))
        for y in first - np.arange(STEPS) * height / 2:
            if self._taken.free(x - width / 2, y - height / 2, x + width / 2, y + height / 2):
                best = float(y)
                break
        box = (x - width / 2, best - height / 2, x + width / 2, best + height / 2)
        self._taken.take(*box)
        return PlacedLabel(label, x, best, 0.0, box)

    def _turns(self, rows: Whole, at: Floats) -> Floats:
        """Return the turn in degrees of the words at each place: along a line and kept upright, else level."""
        found = np.zeros(len(rows))
        lying = np.flatnonzero(self._sheet.lies[rows])
        if len(lying):
            ends = self._projection.pixels(self._sheet.places[rows[lying]] + self._sheet.along[rows[lying]])
            found[lying] = upright(ends[:, :2] - at[lying, :2])
        return found


def _half(width: float, height: float, angle: float) -> tuple[float, float]:
    if abs(angle) < 0.5:
        return width / 2, height / 2
    c, s = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
    return (width * c + height * s) / 2, (width * s + height * c) / 2


def place_titles(symbols: tuple[PlacedSymbol, ...], taken: Taken, scale: float, memory: Memory) -> tuple[PlacedLabel, ...]:
    """Return the titles beside pins that have one and room for it: to the right, to the left, or below."""
    found, now = [], {}
    titled = sorted((p for p in symbols if p.symbol.title and not p.dot), key=lambda p: (-p.symbol.priority, p.symbol.ids[0]))
    for placed in titled:
        key: SymbolKey = (placed.symbol.kind, placed.symbol.ids[0])
        width, height = words_size(placed.symbol.title, "symbol", scale)
        sides = _sides(placed, width + 4, height)
        before = memory.titles.get(key)
        order = [before, *(n for n in range(3) if n != before)] if before is not None else [0, 1, 2]
        for side in order:
            x, y = sides[side]
            box = (x - width / 2 - 2, y - height / 2, x + width / 2 + 2, y + height / 2)
            if taken.free(*box):
                taken.take(*box)
                now[key] = side
                found.append(PlacedLabel(_title(placed.symbol.title, placed.symbol.point), x, y, 0.0, box))
                break
    memory.titles = now
    return tuple(found)


def _sides(placed: PlacedSymbol, width: float, height: float) -> tuple[tuple[float, float], ...]:
    (x, y), radius = placed.centre, placed.radius
    beside = radius + BESIDE + 4 + width / 2
    return (x + beside, y), (x - beside, y), (x, placed.y + height / 2 + BESIDE)


def _title(text: str, point: tuple[float, float, float]) -> Label:
    return Label(text, "symbol", np.array([point]), 0.0)
