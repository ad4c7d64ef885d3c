"""One writer: a lock beside the station file that says which computer and process has it, since when.

Why beside the file and not inside: SQLite's own locks last for one transaction, so that the command line can write while the
console is open; who sits at the file for hours needs another one. It is a lock of the operating system on ``NAME.station.lock``,
so that it ends with its process whatever happens, on a share too (the server keeps it); its text only tells who has it. A share
that knows no locks gets a heartbeat instead, told by the clock of the share itself. The text names no person: it lies in the
open beside an encrypted file.
"""

from __future__ import annotations

import errno
import os
import platform
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import orjson

from data.errors import NotAllowed
from data.i18n import tr
from data.processes import runs

BEAT = 15.0  # seconds between two signs of life where the share knows no locks
SILENT = 60.0  # seconds without one after which such a lock is of a process that is gone
TRIES, PAUSE = 5, 0.03  # somebody may just be looking whether it is held
AWAY = 1 << 20  # byte that Windows locks: those before it stay readable
NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}
HELD = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a station file: computer, process, since when (UTC as stored), and as what ("console" or "command")."""

    computer: str
    machine: str
    process: int
    since: str
    program: str

    @property
    def here(self) -> bool:
        """Whether it is a process of this computer: only then may both have the file open at once."""
        return self.machine == this_machine()


class Hold:
    """The lock, held until `release`; ``left`` is who held it before and went without giving it back."""

    def __init__(self, path: Path, file: int, holder: Holder, left: Holder | None, beats: bool) -> None:
        self.path, self.holder, self.left = path, holder, left
        self._file: int | None = file
        self._over = threading.Event()
        self._pulse = threading.Thread(target=self._beat, name="station-hold", daemon=True) if beats else None
        if self._pulse is not None:
            self._pulse.start()

    def release(self) -> None:
        """Give it back; a second call does nothing."""
        file, self._file = self._file, None
        if file is None:
            return
        self._over.set()
        if self._pulse is not None:
            self._pulse.join()
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(file)
            _remove(self.path)
        else:
            _remove(self.path)
            os.close(file)

    def _beat(self) -> None:
        while not self._over.wait(BEAT):
            try:
                os.utime(self.path)
            except OSError:
                continue  # the share is away for a moment


def lock_path(station: Path) -> Path:
    """Return where the lock of a station file lies; all names of one file have the same."""
    real = station.resolve()
    return real.with_name(f"{real.name}.lock")


def take(station: Path, since: str, program: str) -> Hold | Holder:
    """Take the lock, or return who has it.

    Raises
    ------
    OSError
        If nothing can be written beside the station file.
    """
    path = lock_path(station)
    mine = Holder(platform.node(), this_machine(), os.getpid(), since, program)
    for _ in range(TRIES):
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        locked = _lock(file)
        if locked is False or (locked is None and not _silent(path, file)):
            holder = _read(file)
            os.close(file)
            if holder is not None and holder_of(station) is not None:
                return holder
            time.sleep(PAUSE)
            continue
        if not _same(path, file):  # it was removed by the one before, between opening and locking
            os.close(file)
            continue
        left = _read(file)
        _write(file, mine)
        if locked is None:
            time.sleep(PAUSE)
            if _read(file) != mine:  # two took it in one moment, and the other came last
                os.close(file)
                continue
        return Hold(path, file, mine, left, beats=locked is None)
    return Holder("", "", 0, since, program)  # somebody has it, and has not yet said who


def holder_of(station: Path) -> Holder | None:
    """Return who has a station file, None where nobody does: what a dead process left does not count."""
    path = lock_path(station)
    try:
        file = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    except OSError:
        return None
    try:
        locked = _lock(file, shared=True)
        free = locked or (locked is None and _silent(path, file))
        return None if free else _read(file) or Holder("", "", 0, "", "")
    finally:
        os.close(file)


def refuse_elsewhere(station: Path) -> None:
    """Refuse a file that another computer has open: the write-ahead log is in the memory of one computer only.

    Raises
    ------
    NotAllowed
        If another computer has it; the sentence names it.
    """
    if not lock_path(station).exists():
        return
    holder = holder_of(station)
    if holder is not None and holder.machine and not holder.here:
        raise NotAllowed(
            tr("{file} 正由电脑“{computer}”使用（自 {since}）。两台电脑不能同时打开同一个站文件：请在那台电脑上看，或等它退出。",
               file=station, computer=holder.computer, since=holder.since)
        )  # fmt: skip


@cache
def this_machine() -> str:
    """Return what tells this computer, as it runs now, from others of the same name."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        number = uuid.getnode()
        return platform.node() if number >> 40 & 1 else f"{platform.node()}-{number:x}"  # that bit: made up, other each time


def _same(path: Path, file: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except OSError:
        return False


def _silent(path: Path, file: int) -> bool:
    """Whether a lock without a lock of the system shows no life: its process is gone, or has not beaten for long.

    Both times are those of the share, which need not agree with this computer's clock.
    """
    holder = _read(file)
    if holder is None:
        return True
    if holder.here and runs(holder.process) is False:  # where that is not told (Windows) every share has locks
        return True
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".clock-") as probe:
            now = os.fstat(probe.fileno()).st_mtime
    except OSError:
        return False
    return now - os.fstat(file).st_mtime > SILENT


def _read(file: int) -> Holder | None:
    try:
        os.lseek(file, 0, os.SEEK_SET)
        return Holder(**orjson.loads(os.read(file, 4096)))
    except (OSError, ValueError, TypeError):
        return None


def _write(file: int, holder: Holder) -> None:
    os.lseek(file, 0, os.SEEK_SET)
    os.ftruncate(file, 0)
    os.write(file, orjson.dumps(asdict(holder)))


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the folder has gone, or another looks at it just now: without a lock on it, it says nothing


def _lock(file: int, *, shared: bool = False) -> bool | None:
    """Lock a file: True if that worked, False if somebody has it, None where there are no locks."""
    try:
        _system_lock()(file, shared)
    except OSError as error:
        if error.errno in HELD:
            return False
        if error.errno in NO_LOCKS:
            return None
        raise
    return True


@cache
def _system_lock() -> Callable[[int, bool], None]:
    if sys.platform == "win32":
        import msvcrt

        def lock(file: int, _shared: bool) -> None:
            os.lseek(file, AWAY, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

        return lock
    import fcntl

    def flock(file: int, shared: bool) -> None:
        # flock and not lockf: a POSIX lock is lost as soon as the process closes any handle of the file
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)

    return flock
