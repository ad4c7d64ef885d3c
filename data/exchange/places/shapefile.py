"""Shapefiles in, complete or not: a missing index is rebuilt, a missing encoding found, a missing reference system asked for."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyogrio

from data.errors import BadInput
from data.exchange.places.layers import Layer, read_layers
from data.exchange.places.unpack import link_or_copy
from data.exchange.tables.encoding import Encoding, detect
from data.i18n import tr

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
FOR_GDAL = (".shp", ".shx", ".dbf")  # the other two are small texts that are read here
SAMPLE = 4 << 20  # bytes of text that are looked at for the encoding
_FIELD = 32  # bytes of a field's description in a .dbf
_END = 0x0D
# The numbers that Windows gives to encodings, as .cpg files write them.
_PAGES = {"936": "gbk", "65001": "utf-8", "950": "big5", "54936": "gb18030", "1252": "cp1252", "88591": "latin-1"}


def read_shapefile(path: Path, encoding: str = "") -> tuple[list[Layer], str]:
    """Return the layer of a shapefile, and the encoding of its table.

    Raises
    ------
    BadInput
        If it is damaged.
    """
    beside = _beside(path)
    notes: list[str] = []
    if ".dbf" in beside:
        _check_table(beside[".dbf"], path)
    with TemporaryDirectory(prefix="watchroom-") as folder:
        for suffix in FOR_GDAL:
            if suffix in beside:
                link_or_copy(beside[suffix], Path(folder) / f"layer{suffix}")
        main = Path(folder) / "layer.shp"
        if ".shx" not in beside:
            _rebuild_index(main, path)
            notes.append(tr("缺少 .shx 索引文件，已由 .shp 重建"))
        text = _encoding_of(beside, Path(folder), encoding, notes)
        (layer,) = read_layers(main, path, "ESRI Shapefile", _name_for_gdal(text))
    if ".dbf" not in beside:
        notes.append(tr("缺少 .dbf 属性文件，只有形状，没有属性"))
        layer = replace(layer, properties=[{} for _ in layer.properties])
    system = _system(beside[".prj"]) if ".prj" in beside else None
    return [replace(layer, name=path.stem, system=system, notes=[*notes, *layer.notes])], text


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


def _check_table(dbf: Path, path: Path) -> None:
    """Refuse a table that ends before its last row: GDAL would leave out what is missing without a word.

    Raises
    ------
    BadInput
        If it is shorter than its own header says.
    """
    with dbf.open("rb") as file:
        head = file.read(_FIELD)
    count, header, width = struct.unpack("<IHH", head[4:12]) if len(head) == _FIELD else (1, _FIELD, 1)
    if dbf.stat().st_size < header + count * width:
        raise BadInput(tr("属性文件 {table} 不完整（应有 {count} 行），没有导入 {file}。请重新复制或导出",
                          table=dbf.name, count=count, file=path.name), file=path)  # fmt: skip


def _rebuild_index(main: Path, path: Path) -> None:
    """Have GDAL write the index beside the copy; the person's own folder is left as it is."""
    before = pyogrio.get_gdal_config_option("SHAPE_RESTORE_SHX")
    pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": "YES"})
    try:
        read_layers(main, path, "ESRI Shapefile", "ISO-8859-1")
    finally:
        pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": before})


def _encoding_of(beside: dict[str, Path], folder: Path, wanted: str, notes: list[str]) -> str:
    """Return the encoding of the table: as the person or the .cpg says, where its text can be that, else as the text shows."""
    if ".dbf" not in beside:
        return "utf-8"
    sample = folder / "sample.txt"
    sample.write_bytes(_texts(beside[".dbf"]))
    said = wanted or (_declared(beside[".cpg"]) if ".cpg" in beside else "")
    if said and (wanted or _decodes(sample, said)):
        return detect(sample, said).name
    found: Encoding = detect(sample)
    if found.name != "ascii":
        lead = tr(".cpg 写的编码 {said} 读不通这些文字", said=said) if said else tr("缺少 .cpg 编码说明")
        notes.append(tr("{lead}，按 {encoding} 读取（{evidence}）", lead=lead, encoding=found.name, evidence=found.evidence))
    return found.name


def _declared(cpg: Path) -> str:
    """Return the encoding that a .cpg names, in Python's spelling."""
    text = cpg.read_bytes()[:40].decode("ascii", "ignore").strip("\0 \t\r\n").lower()
    number = text.removeprefix("ansi").strip(" _-")
    return _PAGES.get(number, text)


def _decodes(sample: Path, encoding: str) -> bool:
    try:
        sample.read_bytes().decode(encoding)
    except (ValueError, LookupError):
        return False
    return True


def _texts(dbf: Path) -> bytes:
    """Return the names of the fields and the text of a table, a line each, without the blanks that fill up.

    A text that fills its whole field may have been cut within a character: its last bytes are left out.
    """
    with dbf.open("rb") as file:
        raw = file.read(SAMPLE)
    if len(raw) < _FIELD:
        return b""
    _, header, width = struct.unpack("<IHH", raw[4:12])
    lines, spans, at = [], [], 1
    for start in range(_FIELD, min(header, len(raw)) - _FIELD + 1, _FIELD):
        if raw[start] == _END:
            break
        lines.append(raw[start : start + 11].split(b"\0")[0])
        size = raw[start + 16]
        if raw[start + 11 : start + 12] == b"C":
            spans.append((at, at + size))
        at += size
    for start in range(header, len(raw) - width + 1, max(width, 1)):
        for a, b in spans:
            text = raw[start + a : start + b].rstrip(b" \0")
            lines.append(text[:-4] if len(text) >= b - a > 4 else text)
    return b"\n".join(line for line in lines if line)


def _name_for_gdal(encoding: str) -> str:
    names = {"utf-8-sig": "UTF-8", "ascii": "UTF-8", "utf-8": "UTF-8", "gbk": "GB18030", "gb2312": "GB18030"}
    return names.get(encoding, encoding.upper())
