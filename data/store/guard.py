"""Locks of an open station file that this process cannot lose by accident.

SQLite locks by POSIX, where a process loses all its locks on a file as soon as it closes any descriptor of that file. A file
dialog that reads the beginning of each file in a folder, to choose a symbol for it, is enough. The next program that closes the
station then takes itself for the last one and removes the log that this one still writes to: what follows is lost. Locks of an
open file description (Linux) end with that description only, so the same bytes are locked once more by one of our own.
Elsewhere there is nothing to do: Windows' locks belong to the handle, and macOS shows its file dialogs in another process.
"""

from __future__ import annotations

import logging
import os
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import NotAllowed
from data.i18n import tr

log = logging.getLogger(__name__)

SHARED = (0x40000002, 510)  # bytes of the file that SQLite locks while it has it open: who closes it last has them alone
WRITING = (0x40000200, 1)  # beside them, in the page that SQLite never uses
IN_USE = (128, 1)  # byte of the "-shm" file: without a lock there, who opens it begins it anew
RECORD = "hhqqi4x"  # struct flock of 64-bit Linux: type, whence, start, length, pid (0)


@dataclass(eq=False)
class Guard:
    """The locks of one file, shared by all who have it open in this process; ``files`` are that file and its "-shm"."""

    files: list[int] = field(default_factory=list)
    users: int = 1
    written: threading.RLock = field(default_factory=threading.RLock)


_guards: dict[tuple[int, int], Guard] = {}
_turn = threading.Lock()


class Guarded:
    """What one open station holds of it; does nothing where there is nothing to guard."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path, self._key, self._mine = path, _key(path), False
        if self._key is None:
            return
        with _turn:
            found = _guards.get(self._key)
            if found is None:
                _guards[self._key] = Guard(_locked(path, read_only))
            else:
                found.users += 1
            self._mine = True
            self._guard = _guards[self._key]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Write, as SQLite has allowed it: where it did so though another process writes, nothing is written.

        Raises
        ------
        NotAllowed
            If another process is writing.
        """
        if not self._mine or not self._guard.files:
            yield
            return
        file = self._guard.files[0]
        with self._guard.written:
            if not _lock(file, "F_WRLCK", WRITING):
                raise NotAllowed(tr("{file} 正被另一个程序写入，请稍后再试", file=self._path))
            try:
                yield
            finally:
                _lock(file, "F_UNLCK", WRITING)

    def let_go(self) -> list[int]:
        """Give the locks back before SQLite closes the file, for which it wants it alone; return what is to be closed after it."""
        with _turn:
            if not self._mine or self._key is None:
                return []
            self._mine = False
            self._guard.users -= 1
            if self._guard.users:
                return []
            if _guards.get(self._key) is self._guard:
                del _guards[self._key]
        for file, place in zip(self._guard.files, (SHARED, IN_USE), strict=False):
            _lock(file, "F_UNLCK", place)
        return self._guard.files


def closed(files: list[int]) -> None:
    """Close what `Guarded.let_go` gave back."""
    for file in files:
        os.close(file)


def _key(path: Path) -> tuple[int, int] | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _locked(path: Path, read_only: bool) -> list[int]:
    """Return the open file and its "-shm" with their locks; only what could be locked."""
    files: list[int] = []
    for name, place in ((path, SHARED), (Path(f"{path}-shm"), IN_USE)):
        try:
            file = os.open(name, os.O_RDONLY if read_only else os.O_RDWR)
        except OSError:
            break  # read from a disk that cannot be written, there is none
        files.append(file)
        if not _lock(file, "F_RDLCK", place):
            log.info("no lock of an open file description on %s", name.suffix)
    return files


def _lock(file: int, kind: str, place: tuple[int, int]) -> bool:
    """Lock or unlock bytes; whether that was done, or this system has no such locks."""
    if not sys.platform.startswith("linux"):
        return True
    import fcntl

    try:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, struct.pack(RECORD, getattr(fcntl, kind), os.SEEK_SET, *place, 0))
    except BlockingIOError:
        return False
    except OSError:
        return True  # a share that knows no such locks
    return True
