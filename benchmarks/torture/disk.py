"""A disk that remembers the order of writes and syncs, so that the power can be cut at any point afterwards.

It lies between SQLite and the system as a VFS of its own (https://www.sqlite.org/vfs.html), so that it sees what SQLite really
writes to the station file, its write-ahead log and rollback journals: encrypted pages as they go to the disk. What SQLite does not
see (names given, taken and removed; files that Python writes) is recorded where Python does it; what Python writes counts from
the moment at which it is synced, and what it never syncs is empty after a cut.

A disk that keeps its word has, after a cut, everything that was written before the last sync of a file. Of what was written since
then any part may be there, in any order; a write of several sectors may be half done; the file may be as long as before or after.
Names come and go in order, and last when the folder was synced; that of a new file also when the file was, as SQLite sees to it.
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
    """What happened: "write" (at, content), "truncate" (at is the length), "sync", "delete", "rename" or "link" (to ``other``).

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
        self._usual = os.replace, os.link, os.unlink, os.fsync
        os.replace, os.link, os.unlink, os.fsync = self._on_replace, self._on_link, self._on_unlink, self._on_fsync  # type: ignore[assignment]
        try:
            yield
        finally:
            os.replace, os.link, os.unlink, os.fsync = self._usual
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
        self._usual[0](source, target)
        self._note("rename", os.fspath(source), other=Path(target).name)

    def _on_link(self, source: Any, target: Any) -> None:
        self._usual[1](source, target)
        self._note("link", os.fspath(source), other=Path(target).name)

    def _on_unlink(self, path: Any, *, dir_fd: int | None = None) -> None:
        self._usual[2](path, dir_fd=dir_fd)
        self._note("delete", os.fspath(path))

    def _on_fsync(self, handle: Any) -> None:
        self._usual[3](handle)
        number = handle if isinstance(handle, int) else handle.fileno()
        try:
            path = Path(f"/proc/self/fd/{number}").readlink()
        except OSError:
            return
        if path.is_dir():
            self.events.append(Event("folder"))
            return
        content = path.read_bytes()
        self._note("write", str(path), content=content)
        self._note("truncate", str(path), at=len(content))
        self._note("sync", str(path))


class Disk:
    """The files as a cut leaves them: what lasts for certain, and what was written and named since.

    A file is known by a number, as a disk knows it: it keeps its content whatever it is called.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self.certain: dict[int, bytearray] = {n: bytearray(content) for n, content in enumerate(files.values())}
        self.since: dict[int, list[Event]] = {}  # writes since the last sync of each file
        self._names: dict[str, int] = dict(zip(files, self.certain, strict=True))  # as programs see them
        self._lasting = dict(self._names)
        self._waiting: list[dict[str, int | None]] = []  # changes of names that may not last; None takes one away

    @property
    def names(self) -> frozenset[str]:
        """The names of files as programs see them."""
        return frozenset(self._names)

    @property
    def renaming(self) -> bool:
        """Whether some name is not yet sure to last."""
        return bool(self._waiting)

    def take(self, event: Event) -> None:
        """Go on by one event."""
        if event.sort in ("write", "truncate"):
            self.since.setdefault(self._file(event.name), []).append(event)
        elif event.sort == "sync":
            self._sync(event.name)
        elif event.sort == "rename":
            self._name({event.name: None, event.other: self._file(event.name)})
        elif event.sort == "link":
            self._name({event.other: self._file(event.name)})
        elif event.sort == "delete" and event.name in self._names:
            self._name({event.name: None})
        elif event.sort == "folder":
            self._settle(len(self._waiting))

    def _file(self, name: str) -> int:
        """Return the file of a name, a new one where there is none."""
        if name not in self._names:
            number = len(self.certain)
            self.certain[number] = bytearray()
            self._name({name: number})
        return self._names[name]

    def _name(self, change: dict[str, int | None]) -> None:
        _rename(self._names, change)
        self._waiting.append(change)

    def _settle(self, count: int) -> None:
        """Let the first of the changes of names last."""
        for change in self._waiting[:count]:
            _rename(self._lasting, change)
        del self._waiting[:count]

    def _sync(self, name: str) -> None:
        file = self._file(name)
        for done in self.since.pop(file, []):
            _apply(self.certain[file], done)
        if file not in self._lasting.values():
            self._settle(next((n + 1 for n, change in enumerate(self._waiting) if file in change.values()), 0))

    def cut(self, rng: random.Random) -> dict[str, bytes]:
        """Return the files after the power went: of what was not synced, any part."""
        contents = {n: bytearray(content) for n, content in self.certain.items()}
        for file, events in self.since.items():
            for event in _survivors(events, rng):
                _apply(contents[file], event)
        names = dict(self._lasting)
        for change in self._waiting[: rng.randint(0, len(self._waiting))]:  # names come in order: the folder is a journalled one
            _rename(names, change)
        return {name: bytes(contents[file]) for name, file in names.items()}


def _rename(names: dict[str, int], change: dict[str, int | None]) -> None:
    for name, file in change.items():
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


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
