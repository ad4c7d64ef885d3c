"""Whether a process of this computer still runs: what one leaves behind that was killed is told by its number."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

NUMBER = re.compile(r"-(\d+)[-.]")


def runs(process: int) -> bool | None:
    """Return whether it runs; None on Windows, where asking in this way would end it."""
    if process == os.getpid():
        return True
    if sys.platform == "win32":
        return None
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def left_in(folder: Path, beginning: str) -> Iterator[Path]:
    """Yield what lies in a folder under ``beginning``, the number of a process that has ended, and more."""
    for path in folder.glob(f"{beginning}*"):
        number = NUMBER.match(path.name, len(beginning.rstrip("-")))
        if number is not None and runs(int(number[1])) is False:
            yield path
