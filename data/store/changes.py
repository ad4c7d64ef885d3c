"""The changes of a set as the views see them, made when they are looked at: an import makes a hundred thousand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import overload

from data.records import Change, Values


@dataclass(frozen=True, slots=True)
class Run:
    """Changes of one sort to records of one kind; ``before`` None for added, ``after`` None for removed."""

    kind: str
    ids: Sequence[int]
    before: Sequence[Values] | None
    after: Sequence[Values] | None

    def change(self, at: int) -> Change:
        """Return one of the changes."""
        return Change(
            self.kind,
            self.ids[at],
            None if self.before is None else self.before[at],
            None if self.after is None else self.after[at],
        )

    def changes(self) -> Iterator[Change]:
        """Yield all of them."""
        return map(Change, repeat(self.kind), self.ids, self.before or repeat(None), self.after or repeat(None))


class Changes(Sequence[Change]):
    """Runs of changes, read like a tuple of `data.records.Change`."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = tuple(run for run in runs if run.ids)
        self._starts = [0]
        for run in self._runs:
            self._starts.append(self._starts[-1] + len(run.ids))

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds touched, without making the changes."""
        return frozenset(run.kind for run in self._runs)

    def has(self, id: int) -> bool:
        """Whether a record is among those changed, without making the changes."""
        return any(id in run.ids for run in self._runs)

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[Change]:
        for run in self._runs:
            yield from run.changes()

    @overload
    def __getitem__(self, at: int) -> Change: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Change]: ...
    def __getitem__(self, at: int | slice) -> Change | Sequence[Change]:
        if isinstance(at, slice):
            return tuple(self[n] for n in range(*at.indices(len(self))))
        number = at + len(self) if at < 0 else at
        if not 0 <= number < len(self):
            raise IndexError(at)
        run = bisect_right(self._starts, number) - 1
        return self._runs[run].change(number - self._starts[run])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # holds dicts
