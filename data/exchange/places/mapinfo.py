"""MapInfo in: TAB with its native tables, and MIF with its MID."""

from __future__ import annotations

import re
from pathlib import Path

from data.errors import BadInput
from data.exchange.places.layers import Layer, read_layers
from data.exchange.places.markup import check_count
from data.i18n import tr

_NATIVE = re.compile(rb"\btype\s+native\b", re.IGNORECASE)


def read_mapinfo(path: Path) -> tuple[list[Layer], str]:
    """Return the layer of a MapInfo table, and its encoding.

    Raises
    ------
    BadInput
        If it is damaged or incomplete, or only points to other files.
    """
    raw = path.read_bytes()[:4096]
    if path.suffix.lower() == ".tab" and not _NATIVE.search(raw):
        raise BadInput(tr("文件 {file} 只是指向别的表，请导入那些表", file=path.name), file=path)
    layers = read_layers(path, path, "MapInfo File")
    mid = next((p for p in path.parent.iterdir() if p.stem == path.stem and p.suffix.lower() == ".mid"), None)
    if path.suffix.lower() == ".mif" and mid is not None:
        rows = sum(1 for line in mid.read_bytes().splitlines() if line.strip())
        check_count(path, rows, sum(len(layer.properties) for layer in layers))
    for layer in layers:
        layer.name = path.stem
    return layers, "utf-8"
