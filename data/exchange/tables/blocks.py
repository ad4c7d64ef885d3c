"""New records as columns, a few thousand rows at a time; of long tables packed: a million fit where a million objects would not."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

FAST = 1  # of zlib's levels
Columns = dict[str, list[Any]]
Mask = npt.NDArray[np.bool_]
Rooms = npt.NDArray[np.int32]
Kept = Columns | bytes


@dataclass(slots=True)
class Block:
    """The rows from position ``start`` on of an understood table; ``plain`` marks those that are records of this block.

    ``same`` marks rows that say what is stored already; all others are judged one by one.
    ``found`` marks rows whose address named a building, ``asked`` those that have an address, ``kept`` those that keep it as
    written. The values of records and of their residences lie packed in long tables. ``read`` are the fields of a record whose
    values were checked when they were read, ``homes_read`` those of a residence.
    """

    start: int
    plain: Mask
    same: Mask
    asked: Mask
    found: Mask
    kept: Mask
    lives: Mask  # has a residence
    rooms: Rooms | None  # what stands for the room, where the import would add it; 0 elsewhere; None where no row has such a room
    _values: Kept
    _homes: Kept
    read: frozenset[str] = frozenset()
    homes_read: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.plain)

    @property
    def records(self) -> int:
        """How many records it adds."""
        return int(self.plain.sum())

    @property
    def residences(self) -> int:
        """How many residences it adds."""
        return int((self.plain & self.lives).sum())

    def values(self) -> Columns:
        """Return the columns of the records."""
        return _unpacked(self._values, self.plain)

    def homes(self) -> Columns:
        """Return the columns of the residences, without their people."""
        return _unpacked(self._homes, self.plain & self.lives)

    def new_rooms(self) -> set[int]:
        """Return what stands for the rooms that have to be added for the records of this block."""
        return set() if self.rooms is None else set(self.rooms[self.plain].tolist()) - {0}

    def tenants(self, first: int) -> list[int]:
        """Return the ids of the people who live in `homes`, where the first record of the block has the id ``first``."""
        numbers = np.cumsum(self.plain) - 1 + first
        living: list[int] = numbers[self.plain & self.lives].tolist()
        return living


def packed(columns: Mapping[str, list[Any]], *, tight: bool) -> Kept:
    """Return columns without those that are empty, as they lie in a block; ``tight`` takes little room, and longer."""
    kept = {n: c for n, c in columns.items() if any(v is not None for v in c)}
    return zlib.compress(orjson.dumps(kept), FAST) if tight else kept


def _unpacked(columns: Kept, mask: Mask) -> Columns:
    read: Columns = orjson.loads(zlib.decompress(columns)) if isinstance(columns, bytes) else dict(columns)
    if mask.all():
        return read
    chosen = mask.tolist()
    return {n: list(compress(c, chosen)) for n, c in read.items()}
