"""Short-lived files of what must not lie on a disk: in a file system that is memory, where the system has one.

Linux has one at ``/dev/shm``, and for each person at ``$XDG_RUNTIME_DIR``. Elsewhere, or where it is too small, an ordinary
temporary folder is used and what lay in it is overwritten before it is removed; who must not have that asks `in_memory` first.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.processes import left_in

PREFIX = "watchroom-"
KINDS = {"tmpfs", "ramfs"}
SPARE = 2  # times the room that is asked for
BLOCK = 1 << 20


def in_memory(need: int = 0) -> Path | None:
    """Return a folder that is memory and has room for so many bytes; None where there is none."""
    mounts = _mounts()
    for name in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):
        place = Path(name)
        if name and os.access(name, os.W_OK) and _kind(place, mounts) in KINDS and shutil.disk_usage(place).free > SPARE * need:
            return place
    return None


def _mounts() -> dict[str, str]:
    """Return the kinds of the file systems by where they are mounted; nothing where the system does not tell."""
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    return {parts[1]: parts[2] for parts in (line.split() for line in lines) if len(parts) > 2}


def _kind(place: Path, mounts: dict[str, str]) -> str:
    real = place.resolve()
    return next((mounts[str(p)] for p in (real, *real.parents) if str(p) in mounts), "")


def size_of(path: Path) -> int:
    """Return the size of a file in bytes; 0 where there is none, which whoever reads it tells better."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def make(need: int = 0) -> Path:
    """Return a new folder that only this person can read, for about so many bytes; `remove` it when done.

    What a program that was killed has left there is removed first.
    """
    place = in_memory(need)
    for left in left_in(place or Path(tempfile.gettempdir()), PREFIX):
        remove(left)
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place))


def remove(folder: Path) -> None:
    """Remove a folder of `make`, with what is in it overwritten where it lay on a disk."""
    memory = in_memory()
    if memory is None or memory.resolve() not in folder.resolve().parents:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink() and path.stat().st_nlink == 1:
                _overwrite(path)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def scratch(need: int = 0) -> Iterator[Path]:
    """Give a folder of `make` for a while."""
    folder = make(need)
    try:
        yield folder
    finally:
        remove(folder)


def _overwrite(path: Path) -> None:
    try:
        left = path.stat().st_size
        with path.open("r+b") as file:
            while left > 0:
                left -= file.write(bytes(min(left, BLOCK)))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return  # it is removed all the same
