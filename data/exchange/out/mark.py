"""Who took a file out of the station and when: told in sight, and once more out of sight by a number that the journal keeps."""

from __future__ import annotations

import re
import secrets
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from data.clock import format_utc
from data.i18n import tr
from data.kinds.moments import show_time
from data.store.station import Station

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without those that are taken for others
LENGTH = 8
BITS = LENGTH * 5
NAME = "watchroom"  # under which the number stands in properties, comments and metadata
NUMBER = re.compile(rf"{NAME}[:=\x00\"' >]+([{LETTERS}]{{{LENGTH}}})")
PDF_NUMBER = re.compile(rf"{NAME}:([{LETTERS}]{{{LENGTH}}})".encode("utf-16-be"))


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of one export, who did it, when (in the station's zone, as people read it) and from which station."""

    number: str
    who: str
    when: str
    station: str

    @property
    def line(self) -> str:
        """What is told in sight."""
        return tr("{station} · {who} 于 {when} 导出 · 编号 {number}", station=self.station, who=self.who or tr("未署名"),
                  when=self.when, number=self.number)  # fmt: skip

    @property
    def hidden(self) -> str:
        """What is kept where a file has room for it that nobody looks at."""
        return f"{NAME}:{self.number}"

    def bits(self) -> Iterator[bool]:
        """Yield the number as bits, again and again."""
        value = 0
        for letter in self.number:
            value = value * 32 + LETTERS.index(letter)
        while True:
            yield from (bool(value >> (BITS - 1 - n) & 1) for n in range(BITS))


def mark_of(station: Station, who: str) -> Mark:
    """Return a new mark."""
    number = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return Mark(number, station.session.who or who, show_time(format_utc(station.clock.now()), station.zone), station.name)


def quoted(cells: Sequence[str], bits: Iterator[bool] | None) -> str:
    """Return a line of .csv; which of its cells stand in quotes though they need none are the bits of a mark."""
    return ",".join(_cell(cell, bits) for cell in cells) + "\r\n"


def _cell(cell: str, bits: Iterator[bool] | None) -> str:
    if any(c in cell for c in ',"\r\n') or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return f'"{cell}"' if cell and bits is not None and next(bits) else cell


def read_mark(path: Path) -> str:
    """Return the hidden number of a file that was exported, "" where there is none any more."""
    content = path.read_bytes()
    if content.startswith(b"PK"):
        return _of_workbook(path)
    if content.startswith(b"SQLite format 3"):
        return _of_geopackage(path)
    plain = NUMBER.search(content.decode("latin-1"))
    if plain:
        return plain.group(1)
    wide = PDF_NUMBER.search(content)
    if wide:
        return wide.group(0).decode("utf-16-be").partition(":")[2]
    return _of_text(content) if path.suffix.lower() == ".csv" else ""


def _of_workbook(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        said = "".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist() if n.startswith("docProps/"))
    found = NUMBER.search(said)
    return found.group(1) if found else ""


def _of_geopackage(path: Path) -> str:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        try:
            rows = connection.execute("SELECT metadata FROM gpkg_metadata").fetchall()
        except sqlite3.DatabaseError:
            return ""
    found = NUMBER.search("\n".join(str(row[0]) for row in rows))
    return found.group(1) if found else ""


def _of_text(content: bytes) -> str:
    """Return the number that the quotes of a .csv tell, as `quoted` writes them."""
    text = content.decode("utf-8-sig", "replace") if content.startswith(b"\xef\xbb\xbf") else content.decode("gb18030", "replace")
    bits: list[str] = []
    for cell in re.finditer(r'"((?:[^"]|"")*)"|[^",\r\n]+', text):
        inner = cell.group(1)
        if inner is not None and (any(c in inner for c in ',"\r\n') or inner != inner.strip()):
            continue  # it stands in quotes because it must
        bits.append("0" if inner is None else "1")
        if len(bits) == BITS:
            value = int("".join(bits), 2)
            return "".join(LETTERS[value >> 5 * (LENGTH - 1 - n) & 31] for n in range(LENGTH))
    return ""
