"""The process apart: it loads a reader, and for each file a copy of it reads that one file and ends.

Where processes can be copied (not on Windows) this is a matter of milliseconds, and nothing of one file ever meets another;
elsewhere the process itself reads one file and ends.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
from typing import IO, Any

from data import i18n
from data.errors import WatchroomError
from data.isolated.readers import reader_of
from data.isolated.wire import receive, send

IDLE = 120.0  # seconds without a question after which it ends
LARGEST_QUESTION = 1 << 27  # bytes: the largest attachment fits, written as text
WRITTEN = 4 << 30  # bytes that one file may make a reader write
LONGEST = 300  # characters of a reader's own complaint


def main() -> None:
    """Answer until nobody asks any more. Standard output carries answers only: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    questions = os.fdopen(os.dup(0), "rb", buffering=0)
    os.dup2(nowhere, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while _comes(questions) and (asked := receive(questions, LARGEST_QUESTION)) is not None:
        question, _ = asked
        _prepare(question)
        if not hasattr(os, "fork"):
            _answer(question, answers)
            return
        _in_a_copy(question, answers)
        question.clear()  # a backup's key is in it
        del asked


def _comes(questions: IO[bytes]) -> bool:
    """Wait for a question; False when none came for long."""
    if os.name == "nt":
        return True
    import select

    return bool(select.select([questions], [], [], IDLE)[0])


def _prepare(question: dict[str, Any]) -> None:
    """Load what the copy will need: the reader, and the language of its complaints."""
    if i18n.language() != question["language"]:
        i18n.set_language(question["language"])
    with contextlib.suppress(Exception):  # the copy will say what is wrong with it
        reader_of(question["reader"])


def _in_a_copy(question: dict[str, Any], answers: IO[bytes]) -> None:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _answer(question, answers)
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if status:  # it could not say anything any more
        signalled = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        send(answers, {"ended": signalled})


def _answer(question: dict[str, Any], answers: IO[bytes]) -> None:
    """Read a file and say what came of it."""
    tempfile.tempdir = question["scratch"]
    os.environ["TMPDIR"] = question["scratch"]
    _limit(question["memory"], question["seconds"])

    def report(done: int, total: int) -> None:
        send(answers, {"progress": [done, total]})

    try:
        said, arrays = reader_of(question["reader"])(question["asked"], report)
        send(answers, {"said": said}, arrays)
    except WatchroomError as error:
        send(answers, {"complaint": error.message})
    except MemoryError:
        send(answers, {"memory": True})
    except BaseException as error:  # noqa: BLE001 - a panic of native code is none of the usual ones
        send(answers, {"failed": type(error).__name__, "why": " ".join(str(error).split())[:LONGEST]})


def _limit(memory: int, seconds: int) -> None:
    """Let the system hold the limits, where it can: address space beyond what is loaded now, processor time, files, no core."""
    if sys.platform == "win32":
        return
    import resource

    # The signal that names processor time comes at the soft limit; at the hard one the process is killed, and nobody knows why.
    _lower(resource.RLIMIT_CPU, seconds, 1)
    for what, most in ((resource.RLIMIT_FSIZE, WRITTEN), (resource.RLIMIT_CORE, 0)):
        _lower(what, most)
    with contextlib.suppress(OSError), open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 - no library here
        _lower(resource.RLIMIT_AS, int(told.read().split()[0]) * resource.getpagesize() + memory)


def _lower(what: int, most: int, above: int = 0) -> None:
    """Set a limit, and the hard one so much above it."""
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(what)[1]
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (wanted, wanted + above if hard == resource.RLIM_INFINITY else min(wanted + above, hard)))


if __name__ == "__main__":
    main()
