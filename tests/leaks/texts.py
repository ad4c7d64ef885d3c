"""What a file says to whoever opens it with anything: its bytes as text, the parts of a workbook, the rows of a database."""

from __future__ import annotations

import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def texts_of(path: Path) -> str:
    """Return all text of a file."""
    return "\n".join(_texts(path, path.read_bytes()))


def _texts(path: Path, content: bytes) -> Iterator[str]:
    yield path.name
    if content.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield from (name, _decoded(archive.read(name)))
    elif content.startswith(b"SQLite format 3"):
        yield from _rows(path)
    elif content.startswith(b"%PDF"):
        yield from (_decoded(content), *(_decoded(_inflated(part)) for part in STREAM.findall(content)))
    else:
        yield _decoded(content)


def _decoded(content: bytes) -> str:
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _rows(path: Path) -> Iterator[str]:
    connection = sqlite3.connect(path)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            if not name.startswith("rtree_"):
                yield from ("\t".join(map(str, row)) for row in connection.execute(f'SELECT * FROM "{name}"'))
    finally:
        connection.close()


def _inflated(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        return b""
