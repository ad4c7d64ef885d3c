"""A station: one file, one writer, many readers; everything goes in and out through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from psygnal import Signal

from data.clock import Clock, SystemClock
from data.kinds import Kinds
from data.progress import Progress
from data.query import Query
from data.records import ChangeSet, Edit, Place, Record, Values
from data.town.frame import LocalFrame

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: the record (placed), its title, and the field that matched."""

    record: Record
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Info:
    """What `watchroom info` tells. ``extent`` is west, south, east, north in degrees, None when nothing has a place."""

    name: str
    encrypted: bool
    extent: tuple[float, float, float, float] | None
    kinds: Mapping[str, int]
    journal: int


@dataclass(frozen=True, slots=True)
class Soundness:
    """What `watchroom verify` tells: number of journal entries, and each problem as a sentence."""

    journal: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a record's history, or of the whole journal."""

    entry: int
    batch: int
    at: str
    who: str
    why: str
    action: str  # "add", "change", "remove", "reveal", "undo", ...
    kind: str
    record: int
    before: Values | None
    after: Values | None


class Draft:
    """Edits being gathered; `Station.editing` applies them as one change set on leaving."""

    def add(self, kind: str, values: Values) -> int:
        """Add a record and return the id that it will have (links to it may be set at once)."""
        raise NotImplementedError

    def change(self, kind: str, id: int, **values: Any) -> None:
        """Change the given fields of a record."""
        raise NotImplementedError

    def remove(self, kind: str, id: int) -> None:
        """Remove a record."""
        raise NotImplementedError


class Station:
    """An open station file. Safe from any thread; reads never wait for the writer."""

    changed = Signal(ChangeSet)  # after each commit, on the writing thread

    path: Path
    name: str
    encrypted: bool
    read_only: bool
    kinds: Kinds
    clock: Clock
    zone: str  # IANA name, "Asia/Shanghai"
    frame: LocalFrame  # local metres around the station's origin

    @classmethod
    def create(cls, path: Path, name: str, *, passphrase: str | None = None, origin: tuple[float, float] | None = None,
               zone: str = "Asia/Shanghai", clock: Clock | None = None) -> Station: ...  # fmt: skip
    @classmethod
    def open(cls, path: Path, *, passphrase: str | None = None, read_only: bool = False, clock: Clock | None = None) -> Station: ...
    def close(self) -> None: ...

    # Reading
    def read(self, query: Query) -> list[Record]: ...
    def first(self, query: Query) -> Record | None: ...
    def get(self, kind: str, id: int, *, placed: bool = False) -> Record | None: ...
    def columns(self, query: Query, fields: Sequence[str]) -> dict[str, list[Any]]: ...
    def count(self, query: Query) -> int: ...
    def tally(self, query: Query, *by: str) -> dict[tuple[Any, ...], int]: ...
    def find(self, text: str, *, kinds: Sequence[str] = (), limit: int = 8) -> list[Hit]: ...
    def title(self, record: Record, *, masked: bool = True) -> str: ...
    def history(self, kind: str, id: int) -> list[HistoryEntry]: ...
    def batches(self, *, limit: int = 50) -> list[ChangeSet]: ...
    def info(self) -> Info: ...
    def background(self, work: Callable[[], T]) -> Future[T]: ...

    # Writing
    def apply(self, edits: Iterable[Edit], *, who: str, why: str, command: str = "", origin: object = None,
              progress: Progress | None = None) -> ChangeSet: ...  # fmt: skip
    @contextmanager
    def editing(self, *, who: str, why: str, command: str = "", origin: object = None) -> Iterator[Draft]: ...
    def undo(self, batch: int | None = None, *, who: str) -> ChangeSet: ...
    def redo(self, *, who: str) -> ChangeSet: ...
    def reveal(self, kind: str, id: int, fields: Sequence[str], *, who: str, reason: str) -> Values: ...
    def attach(self, kind: str, id: int, file_name: str, content: bytes, *, who: str, remark: str = "") -> int: ...
    def content(self, attachment: int) -> bytes: ...
    def add_kind(self, toml: str, *, who: str) -> None: ...
    def setting(self, name: str, default: Any = None) -> Any: ...
    def set_setting(self, name: str, value: Any) -> None: ...

    # Care
    def verify(self, progress: Progress | None = None) -> Soundness: ...
    def backup(self, out: Path, progress: Progress | None = None) -> None: ...
