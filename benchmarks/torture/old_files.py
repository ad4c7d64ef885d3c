"""Stored station files of every earlier format (`tests/store/files`), plain and encrypted, with what each holds."""

from __future__ import annotations

import lzma
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from benchmarks.torture.work import State, state_of
from data.store import Station
from data.store.connect import SALT, derive_key

FILES = sorted((Path(__file__).parents[2] / "tests" / "store" / "files").glob("*.station.xz"))


@dataclass(frozen=True, slots=True)
class OldFile:
    """A file of an earlier format as it was stored, and the state that it must come up with."""

    name: str
    file: Path
    state: State


class OldFiles:
    """Unpacks each file once into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "old"
        self._folder.mkdir()
        self._made: dict[tuple[Path, bool], OldFile] = {}

    def chosen(self, number: int, passphrase: str | None) -> OldFile:
        """Return one of the files, all of them in turn."""
        return self.unpacked(FILES[number % len(FILES)], passphrase)

    def unpacked(self, stored: Path, passphrase: str | None) -> OldFile:
        """Return a stored file, encrypted where there is a passphrase."""
        key = stored, passphrase is not None
        if key not in self._made:
            self._made[key] = self._make(stored, passphrase)
        return self._made[key]

    def _make(self, stored: Path, passphrase: str | None) -> OldFile:
        name = stored.name.removesuffix(".station.xz")
        file = self._folder / f"{name}-{passphrase is not None}.station"
        file.write_bytes(lzma.decompress(stored.read_bytes()))
        if passphrase is not None:
            _encrypt(file, passphrase)
        looked_at = file.with_suffix(".open")
        shutil.copy(file, looked_at)
        with Station.open(looked_at, passphrase=passphrase) as station:
            return OldFile(name, file, state_of(station))


def _encrypt(file: Path, passphrase: str) -> None:
    """Encrypt a plain file as it is, its format included."""
    locked = file.with_suffix(".locked")
    key = derive_key(passphrase, os.urandom(SALT))
    plain = dbapi2.connect(str(file), isolation_level=None)
    marks = {pragma: plain.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in ("application_id", "user_version")}
    plain.execute(f"ATTACH DATABASE ? AS locked KEY \"x'{key}'\"", (str(locked),))
    plain.execute("SELECT sqlcipher_export('locked')")
    for pragma, value in marks.items():
        plain.execute(f"PRAGMA locked.{pragma} = {value}")
    plain.close()
    locked.replace(file)
