"""Where a file goes whose name was typed without the ending that it needs."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from data.i18n import tr


def saved_as(chosen: str, ending: str, *, instead_of: str = "") -> Path:
    """Return the path with its ending; ``instead_of`` is an ending that a dialog offered and that goes.

    A path that a dialog has not seen it has not asked about: what lies there stays, and the new file gets a number.
    """
    seen = Path(chosen)
    ended = seen.suffix and not seen.suffix[1:].isdecimal()  # 名单2026.11.21 ends in a day
    if seen.name.lower().endswith(ending) or (ended and not instead_of):
        return seen
    whole = seen.with_name(seen.name.removesuffix(instead_of) + ending)
    if not whole.exists():
        return whole
    stem = whole.name.removesuffix(ending)
    return next(p for n in count(2) if not (p := whole.with_name(tr("{name}（{n}）", name=stem, n=n) + ending)).exists())
