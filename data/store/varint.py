"""Numbers as SQLite writes them with seven bits to a byte, highest first; a byte that is not the last has its eighth bit set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

BITS, MORE = 7, 128


def sizes(numbers: npt.NDArray[Any]) -> Bytes:
    """Return how many bytes each number takes; none is negative."""
    found = np.ones(len(numbers), np.uint8)
    for n in range(1, _longest(numbers)):
        found += numbers >= 1 << BITS * n
    return found


def packed(numbers: npt.NDArray[Any]) -> bytes:
    """Return numbers one after the other."""
    longest = _longest(numbers)
    table = np.empty((len(numbers), longest), np.uint8)
    used = np.empty((len(numbers), longest), bool)
    for n in range(longest):
        table[:, longest - 1 - n] = (numbers >> BITS * n) & (MORE - 1) | (MORE if n else 0)
        used[:, longest - 1 - n] = numbers >= (1 << BITS * n if n else 0)
    return table[used].tobytes()


def _longest(numbers: npt.NDArray[Any]) -> int:
    return max(1, -(-int(numbers.max(initial=0)).bit_length() // BITS))


def written(numbers: Iterable[int]) -> bytes:
    """Return a few numbers one after the other."""
    return b"".join(map(_one, numbers))


def _one(number: int) -> bytes:
    groups = [number & (MORE - 1)]
    while number := number >> BITS:
        groups.append(number & (MORE - 1) | MORE)
    return bytes(reversed(groups))


def read_all(data: bytes) -> list[int]:
    """Return all numbers that are written here, each below 2**56."""
    found, number = [], 0
    for byte in data:
        number = number << BITS | byte & (MORE - 1)
        if byte < MORE:
            found.append(number)
            number = 0
    return found
