"""Putting a finished file in its place so that it is still there after a power cut."""

from __future__ import annotations

import os
from pathlib import Path


def put_in_place(finished: Path, target: Path) -> None:
    """Give a file that is written and synced the name that it is known by, in place of what had it.

    The name itself lasts only when the folder is synced (POSIX); Windows keeps names in a journal of its own and syncs no folder.
    """
    os.replace(finished, target)  # noqa: PTH105
    sync_folder(target.parent)


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
