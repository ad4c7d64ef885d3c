"""What a station and copies of it have in common: one beginning, how far each goes; copies are only looked into."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3.dbapi2 import Connection

from data.progress import Progress
from data.store import cache, care, erased, history, meta, migrate, sweeping
from data.store.columns import check_columns
from data.store.connect import Door, told
from data.store.engine import Engine
from data.store.untrusted import taken_as_damage

MARK = "mark"
RENEWED = "renewed"  # in a backup that was written anew: tip and hash of before, and the tip that it had then


class Copies:
    """The station's side: what tells it from others, and its copies, which may have another passphrase."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def door(self) -> Door:
        """How the file is opened, with its key: for the program itself, to put another file in its place and open that."""
        return self._engine.door

    def at(self, path: Path) -> SealedCopy:
        """Return a copy of the station that lies somewhere."""
        return SealedCopy(path, self._engine.door.key)

    def mark(self) -> str:
        """Return what tells the station, and copies of it, from all others: eight hexadecimal digits, drawn once and kept in it."""
        with self._engine.readers.lend() as connection:
            kept = meta.get(connection, MARK)
        if kept is None:
            kept = secrets.token_hex(4)
            with self._engine.writing() as connection:
                meta.put(connection, MARK, kept)
        return str(kept)

    def tip(self) -> int:
        """Return the number of the journal's last entry."""
        with self._engine.readers.lend() as connection:
            return cache.tip(connection)

    def row_hash(self, entry: int) -> str:
        """Return the hash of the journal row that an entry lies in, hexadecimal; "" where there is none."""
        with self._engine.readers.lend() as connection:
            return history.row_hash(connection, entry)

    def keep_base(self, tip: int, hash: str) -> None:
        """Remember of a copy that was written anew where it had gone the station's way until then."""
        with self._engine.writing() as connection:
            meta.put(connection, RENEWED, [tip, hash, cache.tip(connection)])

    def written_since(self, entry: int) -> bool:
        """Whether any record was added, changed or removed after an entry of the journal."""
        with self._engine.readers.lend() as connection:
            return history.written_since(connection, entry)


@dataclass(frozen=True, slots=True)
class Holdings:
    """Records that are erased in a copy, by kind; where it is ``unswept``, its pages may hold them still."""

    erased: Mapping[str, set[int]]
    unswept: bool


class SealedCopy:
    """A file that nobody has open; each question opens it for itself, and nothing is written to it or beside it.

    All of them raise `NotAllowed` where the key is not that of the copy, and other `WatchroomError`s where it cannot be read.
    """

    def __init__(self, path: Path, key: str | None) -> None:
        self.path, self.key = path, key
        self._door = Door(path, key, read_only=True, sealed=True)

    def verify(self, progress: Progress | None = None) -> care.Soundness:
        """Return whether file, links, indexes and the whole journal are sound.

        Of a copy that an earlier version made, tables of kinds that are declared otherwise now are not held against their indexes.
        """
        with taken_as_damage(self.path), self._opened() as connection:
            migrate.check_format(connection, self.path)
            kinds = migrate.kinds_as_stored(connection)
            check_columns(connection, kinds.values(), self.path, system=False)
            return care.verify(connection, kinds, self._door.key is not None, progress)

    def tip(self) -> int:
        """Return the number of the last entry of its journal."""
        with self._opened() as connection:
            return cache.tip(connection)

    def row_hash(self, entry: int) -> str:
        """Return the hash of the journal row that an entry lies in, hexadecimal; "" where there is none."""
        with self._opened() as connection:
            return history.row_hash(connection, entry)

    def base(self) -> tuple[int, str]:
        """Return number and hash of the last entry that the copy has in common with its station.

        That is its last one, or of a copy that something was erased from afterwards the last one before.
        """
        with self._opened() as connection:
            tip, kept = cache.tip(connection), meta.get(connection, RENEWED)
            if kept is not None and kept[2] == tip:
                return int(kept[0]), str(kept[1])
            return tip, history.row_hash(connection, tip)

    def holdings(self) -> Holdings:
        """Return what tells whether the copy still holds what was erased."""
        with self._opened() as connection:
            return Holdings(erased.ids(connection), sweeping.unswept(connection))

    def shared_ids(self, hash_of: Callable[[int], str]) -> int:
        """Return the number below which records are the same ones as in the station: they were added before the two went apart.

        ``hash_of`` is the station's `Copies.row_hash`.
        """
        with self._opened() as connection:
            low, high = 0, cache.tip(connection)
            while low < high:
                middle = (low + high + 1) // 2
                same = history.row_hash(connection, middle) == hash_of(middle)
                low, high = (middle, high) if same else (low, middle - 1)
            asked = "SELECT COALESCE(max(last), 0) FROM _journal WHERE action = 'add' AND entry <= ?"
            return int(connection.execute(asked, (low,)).fetchone()[0]) + 1

    @contextmanager
    def _opened(self) -> Iterator[Connection]:
        with told(self.path, opening=self._door.key is not None), closing(self._door.reader()) as connection:
            connection.execute("BEGIN")
            yield connection
