"""What very many records go by, as numbers in order: sixteen bytes a record where a dictionary takes three hundred.

Two different things may have one number. It never happens by chance, and who asks makes sure by the values.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

SPREAD = np.uint64(0x9E3779B97F4A7C15)  # an odd number whose multiples lie far apart


def hashes(things: Iterable[Hashable], count: int) -> Numbers:
    """Return the hash of each thing; they hold in this process only."""
    return np.fromiter(map(hash, things), np.int64, count)


def joined(one: Numbers, other: Numbers) -> Numbers:
    """Return a hash for each pair of hashes."""
    mixed = one.view(np.uint64) * SPREAD ^ other.view(np.uint64)
    return (mixed * SPREAD).view(np.int64)


class Marks:
    """A set of hashes."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = np.unique(numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def mark(self, asked: Numbers) -> Mask:
        """Mark those that are in the set."""
        if not len(self._numbers):
            return np.zeros(len(asked), bool)
        at = np.minimum(np.searchsorted(self._numbers, asked), len(self._numbers) - 1)
        return np.asarray(self._numbers[at] == asked)


class HashIndex:
    """Ids by hash; the ids of one hash are in the order in which they were given."""

    def __init__(self, pieces: Sequence[tuple[Numbers, Numbers]]) -> None:
        numbers = np.concatenate([n for n, _ in pieces]) if pieces else np.zeros(0, np.int64)
        ids = np.concatenate([i for _, i in pieces]) if pieces else np.zeros(0, np.int64)
        order = np.argsort(numbers, kind="stable")
        self._numbers, self._ids = numbers[order], ids[order]

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self, thing: Hashable) -> list[int]:
        """Return the ids of what may be this."""
        asked = hash(thing)
        low, high = np.searchsorted(self._numbers, asked, "left"), np.searchsorted(self._numbers, asked, "right")
        found: list[int] = self._ids[low:high].tolist()
        return found

    def only(self, asked: Numbers) -> tuple[list[int], Mask]:
        """Return for each hash the first id, 0 where there is none, and mark those that have just one."""
        low, high = np.searchsorted(self._numbers, asked, "left"), np.searchsorted(self._numbers, asked, "right")
        first = np.append(self._ids, 0)[np.where(high > low, low, len(self._ids))]
        found: list[int] = first.tolist()
        return found, np.asarray(high - low == 1)

    def mark(self, asked: Numbers) -> Mask:
        """Mark the hashes that have an id."""
        at = np.minimum(np.searchsorted(self._numbers, asked), max(len(self._numbers) - 1, 0))
        return np.asarray(self._numbers[at] == asked) if len(self._numbers) else np.zeros(len(asked), bool)
