"""All names as columns, worked out once for a set of labels: places, sizes of words, and what shows from which distance."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QFontMetricsF

from scene3d.overlay.items import Label
from scene3d.overlay.memory import LabelKey
from scene3d.overlay.text import STYLES, font

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class LabelSheet:
    """Labels as columns. Rows of ``places`` belong to the labels that ``owner`` numbers, in order."""

    def __init__(self, labels: tuple[Label, ...], scale: float) -> None:
        self.labels, self.scale = labels, scale
        self.places: Floats = np.concatenate([label.places for label in labels]) if labels else np.zeros((0, 3))
        counts = np.array([len(label.places) for label in labels], np.int64)
        self.owner: Whole = np.repeat(np.arange(len(labels)), counts)
        self.starts: Whole = np.cumsum(counts) - counts
        lines = [label.along if label.along is not None else np.full((len(label.places), 3), np.nan) for label in labels]
        self.along: Floats = np.concatenate(lines) if labels else np.zeros((0, 3))
        self.lies = np.isfinite(self.along[:, 0])
        self.closest: Floats = np.array([label.closest for label in labels])
        words = np.array([label.text for label in labels], object)
        self.rank: Floats = np.array([label.priority for label in labels])
        self.order: Whole = np.argsort(np.argsort(words, kind="stable"), kind="stable") if labels else np.zeros(0, np.int64)
        self.keys: list[LabelKey] = [_key(label) for label in labels]
        self.number = {key: n for n, key in enumerate(self.keys)}
        self._sizes: dict[int, tuple[float, float]] = {}

    def size(self, number: int) -> tuple[float, float]:
        """Return width and height of a label's words in pixels."""
        found = self._sizes.get(number)
        if found is None:
            label = self.labels[number]
            found = self._sizes[number] = words_size(label.text, label.style, self.scale)
        return found


def _key(label: Label) -> LabelKey:
    """Tell a label from others by what it says and where, so that it is known again when the labels are made anew."""
    east, north, _ = label.places[0]
    return label.style, label.text, round(float(east)), round(float(north))


@lru_cache(maxsize=20_000)
def words_size(text: str, style: str, scale: float) -> tuple[float, float]:
    """Return width and height in pixels of words in a style."""
    metrics = _metrics(style, scale)
    return metrics.horizontalAdvance(text), metrics.height()


@lru_cache(maxsize=60)
def _metrics(style: str, scale: float) -> QFontMetricsF:
    return QFontMetricsF(font(STYLES[style], scale))


_last: list[LabelSheet] = []


def sheet_of(labels: tuple[Label, ...], scale: float) -> LabelSheet:
    """Return the columns of labels; asked again for the same ones (each frame does) it is the same sheet."""
    for sheet in _last:
        if sheet.scale == scale and (sheet.labels is labels or sheet.labels == labels):
            return sheet
    _last.insert(0, LabelSheet(labels, scale))
    del _last[3:]
    return _last[0]
