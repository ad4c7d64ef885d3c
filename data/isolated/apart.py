"""Having a file read by the process apart, with an eye on the clock, and its end turned into a sentence."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import data
from data import i18n
from data.errors import BadInput
from data.i18n import tr
from data.isolated import memory_watch
from data.isolated.readers import Report
from data.isolated.wire import Array, Broken, receive, send
from data.progress import Progress
from data.scratch import scratch, size_of
from data.waiting import wait_for

ROOT = str(Path(data.__file__).parents[1])
# What lies in the folder in which the program was started is not loaded: only this program's own root is added.
COMMAND = "import sys; sys.path.insert(0, sys.argv[1]); from data.isolated.child import main; main()"
# Passphrases and the like stay here; GDAL asks no address on the network, whatever a file says.
PASSED_ON = ("PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "LANG", "LC_ALL", "XDG_RUNTIME_DIR", "LD_LIBRARY_PATH")
SET = {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none", "GDAL_PAM_ENABLED": "NO", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1",
       "MALLOC_ARENA_MAX": "2"}  # fmt: skip
KEPT = 2  # processes that wait for the next file
LOOK = 0.2  # seconds between two looks at the clock
SLOW = 4  # times its processor time that a reader may take on a machine that does other work too

_waiting: list[_Process] = []
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may take: seconds of processor time, bytes of memory beyond what is loaded, bytes of its answer."""

    seconds: int = 60
    memory: int = 2 << 30
    output: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader said, and its arrays."""

    said: Any
    arrays: list[Array]


class Failed(Exception):
    """The reader's library gave up on the file; ``str`` of it is what it said."""


def limits_for(*files: Path) -> Limits:
    """Return limits that honest files of this size keep far away from: four seconds a MB, and thirty times the size."""
    size = sum(size_of(file) for file in files)
    return Limits(60 + 4 * (size >> 20), (2 << 30) + 30 * size, (1 << 30) + 30 * size)


def read_apart(reader: str, asked: Mapping[str, Any], shown: Path, *, limits: Limits | None = None,
               progress: Progress | None = None, report: Report | None = None) -> Answer:  # fmt: skip
    """Have a reader of `data.isolated.readers` answer a question about a file; ``shown`` is the name that complaints give it.

    Raises
    ------
    BadInput
        If the reader refuses the file, ended without a word, or went beyond its limits.
    Failed
        If its library gave up on the file.
    Cancelled
        If the person stopped it; the process is ended.
    """
    limits = limits or limits_for(shown)
    with scratch(size_of(shown)) as folder, _taken() as process:
        question = {"reader": reader, "asked": dict(asked), "language": i18n.language(), "scratch": str(folder),
                    "memory": limits.memory, "seconds": limits.seconds}  # fmt: skip
        with process.watched(limits) as watch:
            exchange = partial(process.exchange, question, limits.output, report)
            said, arrays = wait_for(exchange, progress) if progress is not None else exchange()
        process.sound = "said" in said or "complaint" in said or "failed" in said
    if "said" in said:
        return Answer(said["said"], arrays)
    if "complaint" in said:
        raise BadInput(str(said["complaint"]), file=shown)
    if "failed" in said:
        raise Failed(str(said["why"]) or str(said["failed"]))
    raise BadInput(_ended(said, watch.reason, shown), file=shown)


def _ended(said: Mapping[str, Any], reason: str, shown: Path) -> str:
    if reason == "time" or said.get("ended") == getattr(signal, "SIGXCPU", -1):
        return tr("读 {file} 用的时间太长，已经停止。文件可能已损坏，或是有意做成这样的；请重新导出，或分成几份", file=shown.name)
    if reason == "memory" or "memory" in said:
        return tr("读 {file} 需要的内存太多，已经停止。文件可能已损坏，或是有意做成这样的；请重新导出，或分成几份", file=shown.name)
    if "too_much" in said:
        return tr("{file} 读出来的内容太多，没有采用；请分成几份", file=shown.name)
    return tr("读 {file} 的程序中途停止了，文件已损坏，或是有意做成这样的。本程序不受影响；请重新导出该文件", file=shown.name)


@dataclass(slots=True)
class _Watch:
    reason: str = ""  # why the process was ended: "time", "memory"


class _Process:
    """One process that reads files, one after the other."""

    def __init__(self) -> None:
        own = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        more: dict[str, Any] = {"creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0)} if os.name == "nt" else {
            "start_new_session": True}  # fmt: skip
        self._process = subprocess.Popen([sys.executable, "-I", "-c", COMMAND, ROOT], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL, env={**own, **SET}, **more)  # fmt: skip
        self.sound = False

    @property
    def running(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def exchange(self, question: dict[str, Any], largest: int, report: Report | None) -> tuple[Any, list[Array]]:
        """Ask, and return the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            send(self._process.stdin, question)
            while (came := receive(self._process.stdout, largest)) is not None:
                said, arrays = came
                if not isinstance(said, dict):
                    raise Broken("said")
                if "progress" not in said:
                    return said, arrays
                if report is not None:
                    done, total = said["progress"]
                    report(int(done), int(total))
        except (OSError, EOFError):
            return {"ended": 0}, []  # whoever asked turns this into a sentence
        except (Broken, ValueError, TypeError):
            return {"too_much": True}, []
        return {"ended": 0}, []

    @contextlib.contextmanager
    def watched(self, limits: Limits) -> Iterator[_Watch]:
        """End the process when it takes too long, or where only we can see that, too much memory."""
        watch, over = _Watch(), threading.Event()
        deadline = time.monotonic() + SLOW * limits.seconds

        def look() -> None:
            while not over.wait(LOOK):
                if time.monotonic() > deadline:
                    watch.reason = "time"
                elif memory_watch.NEEDED and memory_watch.taken_by(self._process.pid) > limits.memory:
                    watch.reason = "memory"
                if watch.reason:
                    self.end()
                    return

        watcher = threading.Thread(target=look, name="isolated", daemon=True)
        watcher.start()
        try:
            yield watch
        finally:
            over.set()
            watcher.join()

    def end(self) -> None:
        """End it with its copy, whatever they do."""
        if self._process.returncode is not None:
            return  # it ended by itself and was waited for: its number may be that of other processes by now
        with contextlib.suppress(OSError):
            if os.name == "nt":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End it and let go of its pipes."""
        self.end()
        with contextlib.suppress(OSError), self._process:  # what of a question could not be sent any more is no matter
            pass


@contextlib.contextmanager
def _taken() -> Iterator[_Process]:
    """Give a process that waits, or a new one; afterwards it waits for the next file if it is as it should be."""
    with _lock:
        process = _waiting.pop() if _waiting else None
    if process is None or not process.running:
        if process is not None:
            process.close()
        process = _Process()
    process.sound = False
    try:
        yield process
    finally:
        with _lock:
            keep = process.sound and process.running and os.name != "nt" and len(_waiting) < KEPT
            if keep:
                _waiting.append(process)
        if not keep:
            process.close()


@atexit.register
def close_all() -> None:
    """End the processes that wait."""
    with _lock:
        waiting, _waiting[:] = list(_waiting), []
    for process in waiting:
        process.close()
