"""Numpy arrays as bytes and back, with a few plain values beside them."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

Arrays = dict[str, npt.NDArray[Any]]

MAGIC = b"WRA1"
NARROW = 65_536  # whole numbers below it are kept in two bytes


def to_bytes(arrays: Mapping[str, npt.NDArray[Any]], values: Mapping[str, Any] | None = None) -> bytes:
    """Return arrays and JSON-native values as bytes; the arrays follow each other, aligned to eight."""
    head: dict[str, Any] = {}
    parts: list[bytes] = []
    at = 0
    for name, array in arrays.items():
        of = _narrowed(np.ascontiguousarray(array))
        kept = of.tobytes()
        kept += b"\0" * (-len(kept) % 8)
        head[name] = (array.dtype.str, of.dtype.str, of.shape, at)
        parts.append(kept)
        at += len(kept)
    front = orjson.dumps({"arrays": head, "values": values or {}})
    front += b" " * (-(len(front) + 8) % 8)
    return b"".join([MAGIC, len(front).to_bytes(4, "little"), front, *parts])


def from_bytes(kept: bytes | memoryview) -> tuple[Arrays, dict[str, Any]]:
    """Return arrays and values; what was not narrowed shares the memory of the bytes and cannot be written.

    Raises
    ------
    ValueError
        If the bytes are no such thing, or are cut off.
    """
    if kept[:4] != MAGIC:
        raise ValueError("not what was kept")
    start = 8 + int.from_bytes(kept[4:8], "little")
    front = orjson.loads(bytes(kept[8:start]))
    found = {}
    for name, (own, kind, shape, at) in front["arrays"].items():
        of = np.frombuffer(kept, np.dtype(kind), prod(shape), start + at).reshape(shape)
        found[name] = of if own == kind else of.astype(np.dtype(own))
    return found, front["values"]


def _narrowed(of: npt.NDArray[Any]) -> npt.NDArray[Any]:
    whole = of.dtype in (np.dtype(np.int32), np.dtype(np.int64)) and of.size
    return of.astype(np.uint16) if whole and int(of.max()) < NARROW and int(of.min()) >= 0 else of
