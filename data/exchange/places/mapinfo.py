"""MapInfo in: TAB with its native tables, and MIF with its MID."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from data.errors import BadInput
from data.exchange.places.dbf import BYTES, decoded, encoding_of
from data.exchange.places.layers import Layer, read_layers
from data.exchange.places.markup import check_count
from data.exchange.tables.encoding import detect_bytes
from data.i18n import tr

DRIVER = "MapInfo File"
_NATIVE = re.compile(rb"\btype\s+native\b", re.IGNORECASE)
_NEUTRAL = re.compile(rb"charset\s+\"?neutral", re.IGNORECASE)  # which says nothing of the encoding
HEAD = 4096  # bytes


def read_mapinfo(path: Path, encoding: str = "") -> tuple[list[Layer], str]:
    """Return the layer of a MapInfo table, and its encoding.

    Raises
    ------
    BadInput
        If it is damaged or incomplete, or only points to other files.
    """
    head = path.read_bytes()[:HEAD]
    tab = path.suffix.lower() == ".tab"
    if tab and not _NATIVE.search(head):
        raise BadInput(tr("文件 {file} 只是指向别的表，请导入那些表", file=path.name), file=path)
    beside = _beside(path, ".dat" if tab else ".mid")
    said = _encoding(path, head, beside, encoding)
    layers = read_layers(path, path, DRIVER, *((BYTES, partial(decoded, encoding=said)) if said else ()))
    if not tab and beside is not None:
        rows = sum(1 for line in beside.read_bytes().splitlines() if line.strip())
        check_count(path, rows, sum(len(layer.properties) for layer in layers))
    for layer in layers:
        layer.name = path.stem
    return layers, said or "utf-8"


def _beside(path: Path, suffix: str) -> Path | None:
    return next((p for p in path.parent.iterdir() if p.stem.lower() == path.stem.lower() and p.suffix.lower() == suffix), None)


def _encoding(path: Path, head: bytes, beside: Path | None, wanted: str) -> str:
    """Return the encoding of the texts where the file does not say it, "" where GDAL is told by the file."""
    if not wanted and not _NEUTRAL.search(head):
        return ""
    if beside is None:
        return wanted or detect_bytes(path, head).name
    if beside.suffix.lower() == ".dat":
        return encoding_of(beside, None, wanted)[0]
    return detect_bytes(beside, head + b"\n" + beside.read_bytes(), wanted).name
