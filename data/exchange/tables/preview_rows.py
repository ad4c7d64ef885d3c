"""The rows of a preview in the file's order; those that are plainly new or stored are made when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np

from data.exchange.tables.blocks import Block

if TYPE_CHECKING:
    from data.exchange.tables.preview_row import PreviewRow

NEW, UNCHANGED = "add", "unchanged"


class PreviewRows(Sequence["PreviewRow"]):
    """All rows of a preview by position; ``judged`` are those at hand, ``make`` makes any other one, which is in a block."""

    def __init__(
        self, count: int, judged: Mapping[int, PreviewRow], blocks: Sequence[Block], make: Callable[[int], PreviewRow]
    ) -> None:
        self._count = count
        self._judged = judged
        self._blocks = blocks
        self._make = make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> PreviewRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[PreviewRow]: ...
    def __getitem__(self, at: int | slice) -> PreviewRow | Sequence[PreviewRow]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(self._count))]
        position = at + self._count if at < 0 else at
        if not 0 <= position < self._count:
            raise IndexError(at)
        return self._judged.get(position) or self._make(position)

    @property
    def judged(self) -> Sequence[PreviewRow]:
        """The rows that were judged one by one: everything but what is plainly new or stored."""
        return list(self._judged.values())

    def positions(self, action: str = "") -> Sequence[int]:
        """Return where the rows of an action are, of all rows for ""."""
        if not action:
            return range(self._count)
        found = [n for n, row in self._judged.items() if row.action == action]
        if action in (NEW, UNCHANGED):
            masks = ((b.start, b.plain if action == NEW else b.same) for b in self._blocks)
            found += [start + n for start, mask in masks for n in np.flatnonzero(mask).tolist()]
        return sorted(found)
