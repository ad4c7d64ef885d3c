"""What can be known of a disk or share: whether it is there, whether two paths lie on the same one, how much room is left."""

from __future__ import annotations

import shutil
from pathlib import Path

SPARE = 1.1  # times the size of the station: what is written meanwhile has to fit too


def same_disk(one: Path, other: Path) -> bool:
    """Whether two paths lie on one disk, as far as the system tells; what is not there yet lies where its folder does."""
    try:
        return _there(one).stat().st_dev == _there(other).stat().st_dev
    except OSError:
        return False


def room(folder: Path) -> int:
    """Return the bytes that are free where a folder is, or will be."""
    return shutil.disk_usage(_there(folder)).free


def lasting_size(station: Path) -> int:
    """Return the bytes that a station takes, its write-ahead log included."""
    return sum(p.stat().st_size for p in (station, Path(f"{station}-wal")) if p.exists())


def _there(path: Path) -> Path:
    path = path.absolute()
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
