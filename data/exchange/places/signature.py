"""What a file of places is, by its first bytes and never by its name alone."""

from __future__ import annotations

import gzip
import re
import zlib
from pathlib import Path

from data.errors import BadInput
from data.i18n import tr

HEAD = 4096  # bytes that are looked at
GZIP = b"\x1f\x8b"
# How files of each format begin. A drawing in text is told by its name too, in `_by_suffix`; a DWG its reader refuses best.
_SIGNS = {
    "gpkg": re.compile(rb"SQLite format 3\0"), "fgb": re.compile(rb"fgb"), "zip": re.compile(rb"PK\x03\x04"),
    "shp": re.compile(rb"\x00\x00\x27\x0a"), "pbf": re.compile(rb".{0,50}OSMHeader", re.DOTALL),
    "dxf": re.compile(rb"AutoCAD Binary DXF|AC10"), "mif": re.compile(rb"\s*version\s+\d+", re.IGNORECASE),
    "tab": re.compile(rb"\s*!table", re.IGNORECASE),
}  # fmt: skip
_ROOT = re.compile(rb"<(?![?!])(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_ROOTS = {"kml": "kml", "gpx": "gpx", "osm": "osm", "osmchange": "osm"}
# What an office holds beside the thing itself, and what is meant by it.
_BESIDE = {".shx": ".shp", ".dbf": ".shp", ".prj": ".shp", ".cpg": ".shp", ".map": ".tab", ".dat": ".tab", ".id": ".tab",
           ".mid": ".mif"}  # fmt: skip


def format_of(path: Path) -> str:
    """Return "json", "gpkg", "shp", "fgb", "zip", "kml", "gpx", "osm", "pbf", "tab", "mif" or "dxf".

    What is packed with gzip is looked into. Anything that is none of these is taken for JSON, whose reader says best what is wrong.

    Raises
    ------
    BadInput
        If the file cannot be read, or is only a part of what is wanted.
    """
    head = read_head(path)
    suffix = path.name.lower().removesuffix(".gz")
    if whole := _BESIDE.get(Path(suffix).suffix):
        raise BadInput(tr("{file} 只是附属文件，请导入同名的 {whole} 文件", file=path.name, whole=whole), file=path)
    if suffix.endswith(".gpkg") and b"\0" in head:  # damaged, or locked with a password
        return "gpkg"
    begins = next((name for name, sign in _SIGNS.items() if sign.match(head)), None)
    return begins or _by_root(head) or _by_suffix(suffix)


def read_head(path: Path) -> bytes:
    """Return the first bytes of a file, or of what is packed in it."""
    try:
        with path.open("rb") as file:
            raw = file.read(HEAD)
        if not raw.startswith(GZIP):
            return raw
        with gzip.open(path, "rb") as packed:
            return packed.read(HEAD)
    except FileNotFoundError as error:
        raise BadInput(tr("找不到文件 {file}", file=path), file=path) from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BadInput(tr("压缩文件 {file} 已损坏，解不开：{why}", file=path.name, why=error), file=path) from error
    except OSError as error:
        raise BadInput(tr("读不了文件 {file}：{why}", file=path, why=error.strerror or error), file=path) from error


def _by_root(head: bytes) -> str | None:
    """Return the format whose root element an XML text has."""
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")  # UTF-16 reads as ASCII without its zeros
    if not plain.startswith(b"<"):
        return None
    plain = re.sub(rb"<!--.*?-->", b"", plain, flags=re.DOTALL)
    found = _ROOT.search(plain)
    return _ROOTS.get(found[1].decode().lower()) if found else None


def _by_suffix(suffix: str) -> str:
    """Return what a damaged or strange file was meant to be, so that its own reader says what is wrong with it."""
    for ending, name in ((".osm.pbf", "pbf"), (".pbf", "pbf"), (".osm", "osm"), (".kml", "kml"), (".gpx", "gpx"), (".shp", "shp"),
                         (".fgb", "fgb"), (".kmz", "zip"), (".zip", "zip"), (".gpkg", "gpkg"), (".tab", "tab"),
                         (".mif", "mif"), (".dxf", "dxf"), (".dwg", "dxf")):  # fmt: skip
        if suffix.endswith(ending):
            return name
    return "json"
