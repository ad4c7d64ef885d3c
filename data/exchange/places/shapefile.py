"""Shapefiles in, complete or not: a missing index is rebuilt, a missing encoding found, a missing reference system asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from data.exchange.places.dbf import BYTES, check_table, decoded, encoding_of
from data.exchange.places.layers import Layer, read_layers
from data.exchange.places.unpack import link_or_copy
from data.i18n import tr
from data.scratch import scratch, size_of

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
FOR_GDAL = (".shp", ".shx", ".dbf")  # the other two are small texts that are read here


def read_shapefile(path: Path, encoding: str = "") -> tuple[list[Layer], str]:
    """Return the layer of a shapefile, and the encoding of its table.

    Raises
    ------
    BadInput
        If it is damaged.
    """
    beside = _beside(path)
    notes: list[str] = []
    text = "utf-8"
    if ".dbf" in beside:
        check_table(beside[".dbf"], path)
        text, notes = encoding_of(beside[".dbf"], beside.get(".cpg"), encoding)
    else:
        notes.append(tr("缺少 .dbf 属性文件，只有形状，没有属性"))
    layer = _read(path, beside, text, notes)
    if ".dbf" not in beside:
        layer.properties = [{} for _ in layer.properties]
    system = _system(beside[".prj"]) if ".prj" in beside else None
    return [replace(layer, name=path.stem, system=system, notes=[*notes, *layer.notes])], text


def _read(path: Path, beside: dict[str, Path], text: str, notes: list[str]) -> Layer:
    """Read the shapes and rows from a folder of their own: GDAL may write an index there, and finds the parts by plain names."""
    with scratch(sum(size_of(part) for part in beside.values())) as folder:
        for suffix in FOR_GDAL:
            if suffix in beside:
                link_or_copy(beside[suffix], folder / f"layer{suffix}")
        main = folder / "layer.shp"
        if ".shx" not in beside:
            _rebuild_index(main, path)
            notes.append(tr("缺少 .shx 索引文件，已由 .shp 重建"))
        (layer,) = read_layers(main, path, "ESRI Shapefile", BYTES, partial(decoded, encoding=text))
        return layer


def _beside(path: Path) -> dict[str, Path]:
    """Return the files of a shapefile by their ending, however it is written."""
    stem = path.stem.lower()
    found = {p.suffix.lower(): p for p in sorted(path.parent.iterdir()) if p.stem.lower() == stem and p.suffix.lower() in PARTS}
    return {**found, ".shp": path}


def _system(prj: Path) -> str | None:
    """Return what a .prj says; Chinese programs write names of systems in GBK."""
    raw = prj.read_bytes()[:20_000].replace(b"\0", b"")
    try:
        return raw.decode("utf-8-sig").strip() or None
    except UnicodeDecodeError:
        return raw.decode("gb18030", "ignore").strip() or None


def _rebuild_index(main: Path, path: Path) -> None:
    """Have GDAL write the index beside the copy; the person's own folder is left as it is."""
    read_layers(main, path, "ESRI Shapefile", BYTES, options={"SHAPE_RESTORE_SHX": "YES"})
