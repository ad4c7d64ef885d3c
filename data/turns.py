"""Long values in pieces: one call of C over all of them would hold the interpreter, and the window with it, until it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
PIECE = 20_000  # values; a call over as many takes some ten milliseconds


def pieces(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the values in pieces; between two of them other threads have their turn."""
    for at in range(0, len(values), PIECE):
        yield values[at : at + PIECE]
