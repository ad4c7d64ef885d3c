"""Who took a file out of the station and when: told in sight, and once more out of sight by a number that the journal keeps."""

from __future__ import annotations

import re
import secrets
import sqlite3
import zipfile
import zlib
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
LARGEST = 1 << 20  # bytes of a part that are searched; ours have a thousand
NUMBER = re.compile(rf"{NAME}[:=\x00\"' >]+([{LETTERS}]{{{LENGTH}}})")
PDF_NUMBER = re.compile(rf"{NAME}:([{LETTERS}]{{{LENGTH}}})".encode("utf-16-be"))


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of one export, who did it, when (in the station's zone, as people read it) and from which station."""

    number: str
    who: str
    when: str
    station: str
    scope: str = ""  # what is left out, where whoever took it sees only the own grids

    @property
    def line(self) -> str:
        """What is told in sight."""
        station = f"{self.station}（{self.scope}）" if self.scope else self.station
        return tr("{station} · {who} 于 {when} 导出 · 编号 {number}", station=station, who=self.who or tr("未署名"),
                  when=self.when, number=self.number)  # fmt: skip

    @property
    def said(self) -> dict[str, str]:
        """Both as values of a JSON object: in sight for people, and once more where only programs look."""
        return {"exported": self.line, NAME: self.number}

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


def mark_of(station: Station, who: str, *kinds: str) -> Mark:
    """Return a new mark of what tells of records of some kinds."""
    number = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    session, when = station.session, show_time(format_utc(station.clock.now()), station.zone)
    return Mark(number, session.who or who, when, station.name, session.own_only(*kinds))


def quoted(cells: Sequence[str], bits: Iterator[bool] | None) -> str:
    """Return a line of .csv; which of its cells stand in quotes though they need none are the bits of a mark."""
    return ",".join(_cell(cell, bits) for cell in cells) + "\r\n"


def _cell(cell: str, bits: Iterator[bool] | None) -> str:
    if any(c in cell for c in ',"\r\n') or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return f'"{cell}"' if cell and bits is not None and next(bits) else cell


def spaced(text: str, bits: Iterator[bool]) -> str:
    """Return a text of JSON; which of its lines end in a space, where it means nothing, are the bits of a mark."""
    return "\n".join(f"{line} " if next(bits) else line for line in text.split("\n"))


def note_export(station: Station, mark: Mark, out: Path, *, command: str, what: str = "", format: str = "") -> None:
    """Write into the journal that a file left which is no list of records: a report, a model, a theme, by its mark."""
    said = {"file": out.name, "format": format or out.suffix.lstrip("."), "mark": mark.number, "what": what or None}
    station.note("export", said=said, who=mark.who, command=command)


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
    of = {".csv": _of_text, ".json": _of_lines}.get(path.suffix.lower())
    return of(content) if of is not None else ""


def _of_workbook(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [archive.open(n).read(LARGEST) for n in archive.namelist() if n.startswith("docProps/")]
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError, zlib.error):  # broken or locked: it says no more
        return ""
    found = NUMBER.search(b"".join(parts).decode("utf-8", "replace"))
    return found.group(1) if found else ""


def _of_geopackage(path: Path) -> str:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        try:
            rows = connection.execute("SELECT metadata FROM gpkg_metadata").fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError):  # broken: it says no more
            return ""
    found = NUMBER.search("\n".join(str(row[0]) for row in rows))
    return found.group(1) if found else ""


def _of_lines(content: bytes) -> str:
    """Return the number that the ends of lines tell, as `spaced` writes them."""
    lines = content.decode("utf-8", "replace").split("\n")[:BITS]
    bits = "".join("1" if line.endswith(" ") else "0" for line in lines)
    return _number(bits) if len(bits) == BITS and "1" in bits else ""


def _number(bits: str) -> str:
    value = int(bits, 2)
    return "".join(LETTERS[value >> 5 * (LENGTH - 1 - n) & 31] for n in range(LENGTH))


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
            return _number("".join(bits))
    return ""
