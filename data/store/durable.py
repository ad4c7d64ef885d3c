"""Putting a finished file in its place so that it is still there after a power cut."""

from __future__ import annotations

import os
import time
from pathlib import Path

TRIES, PAUSE = 20, 0.1  # Windows refuses a name while a virus scanner looks at the file: for moments


def put_in_place(finished: Path, target: Path) -> None:
    """Give a file that is written and synced the name that it is known by, in place of what had it.

    The name itself lasts only when the folder is synced (POSIX); Windows keeps names in a journal of its own and syncs no folder.
    """
    rename(finished, target)
    sync_folder(target.parent)


def rename(source: Path, target: Path) -> None:
    """Give a file another name, in place of what had it; where another program looks at it just now, a little later.

    Raises
    ------
    OSError
        If it cannot be done; on Windows also while somebody has one of the two open.
    """
    for left in reversed(range(TRIES if os.name == "nt" else 1)):
        try:
            os.replace(source, target)  # noqa: PTH105
        except PermissionError:
            if not left:
                raise
            time.sleep(PAUSE)
        else:
            return


def write_synced(path: Path, content: bytes) -> None:
    """Write a small file so that its bytes last; its name lasts when its folder is synced."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Let the names in a folder last; nothing is done where the system or the share cannot."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
