"""Where the program's own files and the user's files lie."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import platformdirs


@cache
def resource(*parts: str) -> Path:
    """Return the path of a file or folder under ``resources``."""
    return Path(__file__).resolve().parent.parent.joinpath("resources", *parts)


def user_folder() -> Path:
    """Return the folder for settings, logs and the demo station, made if missing.

    ``WATCHROOM_HOME`` overrides it (tests, several consoles on one machine).
    """
    home = os.environ.get("WATCHROOM_HOME")
    folder = Path(home) if home else Path(platformdirs.user_data_dir("watchroom", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
