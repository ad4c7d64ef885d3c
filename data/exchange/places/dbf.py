"""The table of a shapefile: whether it is whole, and how its texts are written."""

from __future__ import annotations

import codecs
import struct
from pathlib import Path

from data.errors import BadInput
from data.exchange.tables.encoding import detect_bytes
from data.i18n import tr

SAMPLE = 4 << 20  # bytes of a table that are looked at for its encoding
MOST = 0.9  # share of the texts
BYTES = "ISO-8859-1"  # a letter for each byte: GDAL gives texts as they are written, and they are decoded here
NAME = 10  # bytes of a field's name; longer ones are cut, within a character too
_FIELD = 32  # bytes of a field's description
_END = 0x0D
_TRIED = ("utf-8", "gb18030")
# The numbers that Windows gives to encodings, as .cpg files write them.
_PAGES = {"936": "gbk", "65001": "utf-8", "950": "big5", "54936": "gb18030", "1252": "cp1252", "88591": "latin-1"}


def check_table(dbf: Path, path: Path) -> None:
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


def encoding_of(dbf: Path, cpg: Path | None, wanted: str) -> tuple[str, list[str]]:
    """Return the encoding of a table, and what is to be said of it.

    What the person says wins; then the .cpg, where the texts can be that; else the texts tell.

    Raises
    ------
    BadInput
        If the texts are not what the person says, or nothing tells what they are.
    """
    whole, cut = _texts(dbf)
    if wanted:
        return detect_bytes(dbf, whole, wanted).name, []
    said = _declared(cpg) if cpg is not None else ""
    if said and _decodes(whole, said) and _decodes_cut(cut, said):
        return codecs.lookup(said).name, []
    name, evidence = _found(dbf, whole, cut)
    if name == "ascii":
        return "utf-8", []
    lead = tr(".cpg 写的编码 {said} 读不通这些文字", said=said) if said else tr("缺少 .cpg 编码说明")
    return name, [tr("{lead}，按 {encoding} 读取（{evidence}）", lead=lead, encoding=name, evidence=evidence)]


def decoded(text: str, encoding: str) -> str | None:
    """Return a text that was read byte by byte as Latin-1 in its own encoding, None where it cannot be that.

    What a field cut off within its last character is left out.
    """
    raw = text.encode("latin-1")
    for name in dict.fromkeys((encoding, *_TRIED)):
        try:
            return codecs.getincrementaldecoder(name)("strict").decode(raw)
        except UnicodeDecodeError:
            continue
    return None


def _found(dbf: Path, whole: bytes, cut: list[bytes]) -> tuple[str, str]:
    """Return the encoding by the texts and what speaks for it; those that may be cut count only where there are no others."""
    if not whole.isascii():
        try:
            found = detect_bytes(dbf, whole)
        except BadInput:
            return _mostly(dbf, whole)
        return found.name, found.evidence
    if all(text.isascii() for text in cut):
        return "ascii", ""
    name = next((name for name in _TRIED if _decodes_cut(cut, name)), None)
    if name is None:
        raise _unknown(dbf)
    return name, tr("全部文字都读得通")


def _mostly(dbf: Path, whole: bytes) -> tuple[str, str]:
    """Return the encoding that nearly all texts are in; the few others are told row by row.

    Raises
    ------
    BadInput
        If there is none.
    """
    texts = [text for text in whole.split(b"\n") if not text.isascii()]
    read = {name: sum(_decodes(text, name) for text in texts) for name in _TRIED}
    name = max(_TRIED, key=lambda name: read[name])
    if read[name] < MOST * len(texts):
        raise _unknown(dbf)
    return name, tr("{count} 段文字中有 {read} 段读得通", count=len(texts), read=read[name])


def _unknown(dbf: Path) -> BadInput:
    why = tr("属性文件 {table} 里的文字看不出是什么编码，请指明编码（如 gb18030、utf-8、big5）", table=dbf.name)
    return BadInput(why, file=dbf)


def _declared(cpg: Path) -> str:
    """Return the encoding that a .cpg names, in Python's spelling; "" where it names none."""
    text = cpg.read_bytes()[:40].decode("ascii", "ignore").strip("\0 \t\r\n").lower()
    name = _PAGES.get(text.removeprefix("ansi").strip(" _-"), text)
    try:
        return codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return name.replace("\0", "")[:20]


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except (ValueError, LookupError):
        return False
    return True


def _decodes_cut(texts: list[bytes], encoding: str) -> bool:
    try:
        for text in texts:
            codecs.getincrementaldecoder(encoding)("strict").decode(text)
    except (ValueError, LookupError):
        return False
    return True


def _texts(dbf: Path) -> tuple[bytes, list[bytes]]:
    """Return the names of the fields and the texts of a table, a line each; and those that fill all their room."""
    with dbf.open("rb") as file:
        raw = file.read(SAMPLE)
    if len(raw) < _FIELD:
        return b"", []
    _, header, width = struct.unpack("<IHH", raw[4:12])
    whole: list[bytes] = []
    cut: list[bytes] = []
    spans, at = [], 1
    for start in range(_FIELD, min(header, len(raw)) - _FIELD + 1, _FIELD):
        if raw[start] == _END:
            break
        name = raw[start : start + NAME + 1].split(b"\0")[0]
        (cut if len(name) >= NAME - 1 else whole).append(name)
        size = raw[start + 16]
        if raw[start + 11 : start + 12] == b"C":
            spans.append((at, at + size))
        at += size
    for start in range(header, len(raw) - width + 1, max(width, 1)):
        for a, b in spans:
            text = raw[start + a : start + b].rstrip(b" \0")
            (cut if len(text) >= b - a else whole).append(text)
    return b"\n".join(text for text in whole if text), cut
