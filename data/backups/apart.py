"""Whether a backup is sound, found out by a process of its own: every row is read for it, and the window must not wait.

The key goes to that process through its pipe and is in no file, argument or variable of the environment.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from data.errors import BadInput
from data.isolated import Failed, read_apart
from data.isolated.readers import Report
from data.progress import Progress
from data.store.care import Soundness
from data.store.copies import SealedCopy

GENTLE = 10  # niceness: who works at the window comes first


def soundness(copy: SealedCopy, progress: Progress) -> Soundness:
    """Return whether a copy of the station is sound.

    Where the process apart gives up, as where memory is short, the copy is looked through here.

    Raises
    ------
    Cancelled
        If the person stopped it; the process is ended.
    """
    try:
        asked = {"path": str(copy.path), "key": copy.key}
        said = read_apart("backup", asked, copy.path, report=progress.report).said
        return Soundness(said["journal"], tuple(said["problems"]), said["erased"])
    except (BadInput, Failed):
        return copy.verify(progress)


def look(asked: dict[str, Any], report: Report) -> tuple[dict[str, Any], list[Any]]:
    """Look through a copy; in the process apart."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(GENTLE)
    report(0, 0)
    told = Progress(lambda done, total, _what: report(done, total), pause=0.2)
    found = SealedCopy(Path(asked["path"]), asked["key"]).verify(told)
    report(1, 1)
    return {"journal": found.journal, "problems": list(found.problems), "erased": found.erased}, []
