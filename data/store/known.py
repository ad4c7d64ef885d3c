"""Which station files are as this machine left them: their structure need not be looked through before they are opened."""

from __future__ import annotations

import contextlib
from pathlib import Path

import orjson

from data.paths import user_folder

FILE = "left.json"
MOST = 50  # files that are remembered
LARGEST = 256 << 20  # bytes; a larger file would keep people waiting, and SQLite finds a broken page when it meets it


def wants_a_look(path: Path) -> bool:
    """Whether a file comes from elsewhere, was written by another program, or was not closed when the machine went down."""
    try:
        return path.stat().st_size <= LARGEST and _remembered().get(str(path.resolve())) != _stamp(path)
    except OSError:
        return True


def left(path: Path) -> None:
    """Remember a file as it is now, after it was closed; where that cannot be kept, it is looked through next time."""
    with contextlib.suppress(OSError):
        known = _remembered()
        known.pop(str(path.resolve()), None)
        known[str(path.resolve())] = _stamp(path)
        kept = dict(list(known.items())[-MOST:])
        (user_folder() / FILE).write_bytes(orjson.dumps(kept))


def _stamp(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


def _remembered() -> dict[str, list[int]]:
    try:
        found = orjson.loads((user_folder() / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
