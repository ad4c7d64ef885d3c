"""Reports of faults: on this computer only, with where in the program it happened and never with a value, so no personal data."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import platform
import re
import sys
import traceback
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import TextIO

from data.paths import user_folder
from data.processes import runs

FOLDER = "crashes"
MOST = 20  # reports that are kept
ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = ("PySide6", "vtk", "pyvista", "numpy", "shapely", "sqlcipher3")
NUMBER = re.compile(r"hard-(\d+)\.txt$")


@dataclass(frozen=True, slots=True)
class CrashReport:
    """One report: its file, when it was written (aware), and what it says."""

    path: Path
    at: datetime
    text: str


def folder() -> Path:
    """Return where the reports lie, made if missing."""
    made = user_folder() / FOLDER
    made.mkdir(exist_ok=True)
    return made


def trace_without_values(error: BaseException, trace: TracebackType | None = None) -> str:
    """Return types of the faults and the places in the program, innermost fault last; messages hold values and are left out."""
    return "\n".join(_lines(error, trace or error.__traceback__, set()))


def _lines(error: BaseException, trace: TracebackType | None, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    inner = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if inner is not None and id(inner) not in seen:
        yield from _lines(inner, inner.__traceback__, seen)
        yield "  led to"
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    for frame in traceback.extract_tb(trace):
        yield f"  {short_path(frame.filename)}:{frame.lineno} {frame.name}"


def short_path(name: str) -> str:
    """Return a source file's path from the program's or the library's folder on: what stands before it may name a person."""
    path = Path(name)
    if path.is_relative_to(ROOT):
        inside = path.relative_to(ROOT)
        if ".venv" not in inside.parts:
            return inside.as_posix()
    for mark_ in ("site-packages", "dist-packages", f"python{sys.version_info.major}.{sys.version_info.minor}"):
        if mark_ in path.parts:
            return "/".join(path.parts[path.parts.index(mark_) + 1 :])
    return path.name


class Formatter(logging.Formatter):
    """Writes log lines with tracebacks that hold no values."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what another handler made of the traceback is not taken over."""
        fresh = copy(record)
        fresh.exc_text = None
        return super().format(fresh)

    def formatException(self, ei: object) -> str:
        """Return types and places."""
        assert isinstance(ei, tuple)
        return trace_without_values(ei[1], ei[2]) if ei[1] is not None else ""


def write_report(error: BaseException) -> Path | None:
    """Write a report of a fault; None where that cannot be written, or the same fault was reported by this process already."""
    trace = trace_without_values(error)
    if trace in _reported:
        return None
    _reported.add(trace)
    now = datetime.now(UTC)
    try:
        path = folder() / f"fault-{now:%Y%m%dT%H%M%S%f}.txt"
        path.write_text(f"{_head(now)}\n\n{trace}\n", encoding="utf-8")
        for old in sorted(folder().glob("*.txt"), key=lambda p: p.stat().st_mtime)[:-MOST]:
            old.unlink()
    except OSError:
        return None
    return path


def _head(now: datetime) -> str:
    return "\n".join([f"Watchroom {_version('watchroom')}", f"{now:%Y-%m-%dT%H:%M:%SZ}", f"Python {platform.python_version()}",
                      f"{platform.system()} {platform.release()} {platform.machine()}",
                      *(f"{name} {_version(name)}" for name in LIBRARIES)])  # fmt: skip


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def watch_hard_crashes() -> TextIO | None:
    """Let the interpreter write where it was when the process is ended by a fault of native code; `rest` ends that."""
    try:
        file = (folder() / f"hard-{os.getpid()}.txt").open("w", encoding="utf-8")
    except OSError:
        return None
    file.write(_head(datetime.now(UTC)) + "\n\n")
    file.flush()
    faulthandler.enable(file=file, all_threads=True)
    return file


def rest(file: TextIO | None) -> None:
    """The process ends well: nothing is to be reported."""
    if file is None:
        return
    faulthandler.disable()
    file.close()
    Path(file.name).unlink(missing_ok=True)


def reports() -> list[CrashReport]:
    """Return the reports, newest first; those of running processes and of ones that were killed from outside are none."""
    found = []
    for path in folder().glob("*.txt"):
        number = NUMBER.search(path.name)
        if number is not None and runs(int(number[1])):
            continue
        text = _scrubbed(path.read_text(encoding="utf-8", errors="replace"))
        if number is not None and "\n\n" in text and not text.split("\n\n", 1)[1].strip():
            with contextlib.suppress(OSError):  # Windows keeps that of a running process
                path.unlink(missing_ok=True)
            continue
        found.append(CrashReport(path, datetime.fromtimestamp(path.stat().st_mtime, UTC), text))
    return sorted(found, key=lambda r: r.at, reverse=True)


def _scrubbed(text: str) -> str:
    """Return what the interpreter wrote without the folders before the program's own."""
    return re.sub(r'File "([^"]+)"', lambda m: f'File "{short_path(m[1])}"', text)


_reported: set[str] = set()
