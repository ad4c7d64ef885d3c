"""The rows of a preview in the file's order; those that are plainly new are made when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from data.exchange.tables.preview import PreviewRow

NEW = "add"


class PreviewRows(Sequence["PreviewRow"]):
    """All rows of a preview by position; ``judged`` are those at hand, ``make`` makes any other one."""

    def __init__(self, count: int, judged: Mapping[int, PreviewRow], make: Callable[[int], PreviewRow]) -> None:
        self._count = count
        self._judged = judged
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
        """The rows that were judged one by one: everything but what is plainly new."""
        return list(self._judged.values())

    def positions(self, action: str = "") -> Sequence[int]:
        """Return where the rows of an action are, of all rows for ""."""
        if not action:
            return range(self._count)
        if action != NEW:
            return [n for n, row in self._judged.items() if row.action == action]
        return [n for n in range(self._count) if n not in self._judged or self._judged[n].action == NEW]
