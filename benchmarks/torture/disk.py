"""A disk that remembers the order of writes and syncs, so that the power can be cut at any point afterwards.

It lies between SQLite and the system as a VFS of its own (https://www.sqlite.org/vfs.html), so that it sees what SQLite really
writes to the station file, its write-ahead log and rollback journals: encrypted pages as they go to the disk. What SQLite does not
see (the renaming of a finished backup) is recorded where Python does it.

A disk that keeps its word has, after a cut, everything that was written before the last sync of a file. Of what was written since
then any part may be there, in any order; a write of several sectors may be half done; the file may be as long as before or after.
Names come and go in order, and last when the folder was synced.
"""

from __future__ import annotations

import contextlib
import ctypes as c
import itertools
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3._sqlite3 as library

SECTOR = 512  # bytes that a disk writes as one; smaller than any in use, which is the harder case
OK, IOERR_WRITE = 0, 778

_WRITE = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_int, c.c_int64)
_TRUNCATE = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_int64)
_SYNC = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_int)
_CLOSE = c.CFUNCTYPE(c.c_int, c.c_void_p)
# Names go on as they lie: SQLite keeps the address of the one that a file was opened by, and reads what follows it.
_OPEN = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_void_p, c.c_int, c.c_void_p)
_DELETE = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_int)


class _Methods(c.Structure):
    """sqlite3_io_methods; what is not looked at is passed on as it is."""

    _fields_ = [("version", c.c_int), ("close", c.c_void_p), ("read", c.c_void_p), ("write", c.c_void_p), ("truncate", c.c_void_p),
                ("sync", c.c_void_p), ("rest", c.c_void_p * 13)]  # fmt: skip


class _File(c.Structure):
    _fields_ = [("methods", c.POINTER(_Methods))]


class _Vfs(c.Structure):
    """sqlite3_vfs."""

    _fields_ = [("version", c.c_int), ("size", c.c_int), ("longest", c.c_int), ("next", c.c_void_p), ("name", c.c_char_p),
                ("data", c.c_void_p), ("open", c.c_void_p), ("delete", c.c_void_p), ("rest", c.c_void_p * 14)]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: "write" (at, content), "truncate" (at is the length), "sync", "delete", "rename" (to ``other``).

    "folder" is a sync of the folder, by which names before it last; "mark" is something that was confirmed.
    """

    sort: str
    name: str = ""
    at: int = 0
    content: bytes = b""
    other: str = ""
    mark: Any = None


@dataclass
class Recorder:
    """Records all that is written under a folder while it is installed (Linux)."""

    folder: Path
    events: list[Event] = field(default_factory=list)
    _open: dict[int, tuple[str, Any]] = field(default_factory=dict)  # address of a file: name, its own methods

    def mark(self, what: Any) -> None:
        """Remember that something was confirmed at this point."""
        self.events.append(Event("mark", mark=what))

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Lie between SQLite and the system."""
        sqlite = c.CDLL(library.__file__)
        sqlite.sqlite3_vfs_find.restype = c.POINTER(_Vfs)
        self._real = sqlite.sqlite3_vfs_find(None)
        self._vfs = _Vfs()
        c.memmove(c.byref(self._vfs), self._real, c.sizeof(_Vfs))
        self._kept = [_OPEN(self._on_open), _DELETE(self._on_delete)]
        self._vfs.name, self._vfs.next = b"recorder", None
        self._vfs.open, self._vfs.delete = (c.cast(k, c.c_void_p) for k in self._kept)
        sqlite.sqlite3_vfs_register(c.byref(self._vfs), 1)
        replace, fsync = os.replace, os.fsync
        os.replace, os.fsync = self._on_replace, self._on_fsync
        self._replace, self._fsync = replace, fsync
        try:
            yield
        finally:
            os.replace, os.fsync = replace, fsync
            sqlite.sqlite3_vfs_unregister(c.byref(self._vfs))
            sqlite.sqlite3_vfs_register(self._real, 1)

    def _note(self, sort: str, path: str, **more: Any) -> None:
        if path.startswith(str(self.folder)):
            self.events.append(Event(sort, Path(path).name, **more))

    def _on_open(self, _vfs: Any, name: int | None, file: int, flags: int, out: Any) -> int:
        status = _OPEN(self._real.contents.open)(c.cast(self._real, c.c_void_p), name, file, flags, out)
        handle = _File.from_address(file)
        if status != OK or not handle.methods or not name:
            return int(status)
        real = handle.methods.contents
        ours = _Methods()
        c.memmove(c.byref(ours), handle.methods, c.sizeof(_Methods))
        path = c.string_at(name).decode()
        write, truncate = _WRITE(real.write), _TRUNCATE(real.truncate)
        sync, close = _SYNC(real.sync), _CLOSE(real.close)

        def on_write(file: int, content: int, size: int, at: int) -> int:
            self._note("write", path, at=at, content=c.string_at(content, size))
            return int(write(file, content, size, at))

        def on_truncate(file: int, size: int) -> int:
            self._note("truncate", path, at=size)
            return int(truncate(file, size))

        def on_sync(file: int, how: int) -> int:
            done = int(sync(file, how))
            self._note("sync", path)
            return done

        def on_close(file: int) -> int:
            self._open.pop(file, None)
            return int(close(file))

        kept = [_WRITE(on_write), _TRUNCATE(on_truncate), _SYNC(on_sync), _CLOSE(on_close)]
        ours.write, ours.truncate, ours.sync, ours.close = (c.cast(k, c.c_void_p) for k in kept)
        self._open[file] = (path, (ours, *kept))
        self._kept += kept  # a callback must outlive the call that ends with its file
        handle.methods = c.pointer(ours)
        return OK

    def _on_delete(self, _vfs: Any, name: int, sync_folder: int) -> int:
        status = _DELETE(self._real.contents.delete)(c.cast(self._real, c.c_void_p), name, sync_folder)
        if status == OK:
            self._note("delete", c.string_at(name).decode())
            if sync_folder:
                self.events.append(Event("folder"))
        return int(status)

    def _on_replace(self, source: Any, target: Any) -> None:
        self._replace(source, target)
        self._note("rename", os.fspath(source), other=Path(target).name)

    def _on_fsync(self, handle: Any) -> None:
        self._fsync(handle)
        number = handle if isinstance(handle, int) else handle.fileno()
        try:
            path = Path(f"/proc/self/fd/{number}").readlink()
        except OSError:
            return
        if path.is_dir():
            self.events.append(Event("folder"))
        else:
            self._note("sync", str(path))


class Disk:
    """The files as a cut leaves them: what lasts for certain, and what was written since the last sync of each."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.certain: dict[str, bytearray] = {n: bytearray(b) for n, b in files.items()}
        self.since: dict[str, list[Event]] = {}
        self.names: list[Event] = []  # renames and deletions that the folder was not synced after

    def take(self, event: Event) -> None:
        """Go on by one event."""
        if event.sort in ("write", "truncate"):
            self.since.setdefault(event.name, []).append(event)
        elif event.sort == "sync":
            for done in self.since.pop(event.name, []):
                _apply(self.certain.setdefault(event.name, bytearray()), done)
        elif event.sort in ("rename", "delete"):
            self.names.append(event)
        elif event.sort == "folder":
            for named in self.names:
                self._named(self.certain, self.since, named)
            self.names = []

    def _named(self, files: dict[str, bytearray], since: dict[str, list[Event]] | None, event: Event) -> None:
        held = files.pop(event.name, None)
        waiting = since.pop(event.name, None) if since is not None else None
        if event.sort == "delete":
            return
        if held is not None:
            files[event.other] = held
        if waiting is not None and since is not None:
            since[event.other] = waiting

    def cut(self, rng: random.Random) -> dict[str, bytes]:
        """Return the files after the power went: of what was not synced, any part."""
        files = {n: bytearray(b) for n, b in self.certain.items()}
        for name, events in self.since.items():
            content = files.setdefault(name, bytearray())
            for event in _survivors(events, rng):
                _apply(content, event)
        for named in self.names[: rng.randint(0, len(self.names))]:  # names come in order: the folder is a journalled one
            self._named(files, None, named)
        return {n: bytes(b) for n, b in files.items()}


def _survivors(events: list[Event], rng: random.Random) -> list[Event]:
    """Return what of some writes reached the disk, in the order in which it did."""
    how = rng.choice(("none", "beginning", "some", "reordered", "torn"))
    if how == "none":
        return []
    if how == "beginning":
        return events[: rng.randint(0, len(events))]
    pieces = [piece for event in events for piece in (_sectors(event) if how == "torn" else [event])]
    kept = [p for p in pieces if rng.random() < 0.5]
    if how == "reordered":
        rng.shuffle(kept)
    return kept


def _sectors(event: Event) -> list[Event]:
    """Return a write as writes of one sector each."""
    if event.sort != "write":
        return [event]
    cuts = [0, *range(SECTOR - event.at % SECTOR, len(event.content), SECTOR), len(event.content)]
    return [Event("write", event.name, event.at + a, event.content[a:b]) for a, b in itertools.pairwise(cuts) if a < b]


def _apply(content: bytearray, event: Event) -> None:
    if event.sort == "truncate":
        if len(content) > event.at:
            del content[event.at :]
        else:
            content.extend(bytes(event.at - len(content)))
        return
    end = event.at + len(event.content)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[event.at : end] = event.content
