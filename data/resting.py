"""The collector of cycles rests while very many values are made: none is garbage, and it would look through all again and again."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_rests: list[bool] = []  # for each who rests now, whether the collector worked before


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest; it works again when nobody rests any more, if it did before.

    What was made meanwhile should be let go before leaving (by returning from the function that made it), or the collector
    looks through all of it at once.
    """
    with _lock:
        _rests.append(gc.isenabled() if not _rests else _rests[0])
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            worked = _rests.pop()
            if worked and not _rests:
                gc.enable()


def anybody_rests() -> bool:
    """Whether the collector is to rest now; for those who collect in its place."""
    return bool(_rests)
