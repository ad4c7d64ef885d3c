"""The records that one symbol stands for, without a list of them: a cluster may hold a million."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from scene3d.layers.tree import PointTree


class Members(Sequence[int]):
    """Record ids of the points ``start`` to ``end`` of a tree, the foremost first."""

    __slots__ = ("_end", "_first", "_start", "_tree")

    def __init__(self, tree: PointTree, start: int, end: int, first: int) -> None:
        self._tree, self._start, self._end, self._first = tree, start, end, first

    def __len__(self) -> int:
        return self._end - self._start

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        at = at + len(self) if at < 0 else at
        if not 0 <= at < len(self):
            raise IndexError(at)
        row = self._first if at == 0 else self._start + at - (self._start + at <= self._first)
        return int(self._tree.ids[row])

    def __iter__(self) -> Iterator[int]:
        yield int(self._tree.ids[self._first])
        for row in range(self._start, self._end):
            if row != self._first:
                yield int(self._tree.ids[row])

    def __contains__(self, id: object) -> bool:
        return isinstance(id, int) and self._start <= self._tree.index_of(id) < self._end

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Members):
            return (self._tree, self._start, self._end) == (other._tree, other._start, other._end)
        return isinstance(other, Sequence) and len(other) == len(self) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((int(self._tree.ids[self._first]), len(self)))
