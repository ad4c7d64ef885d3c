"""Which encoding a text file is written in, with the evidence for it; nothing is ever replaced by a question mark."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from data.errors import BadInput, WrongUsage
from data.i18n import tr

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
BLOCK = 1 << 20
# The first level of GB 2312: the 3,755 characters that make up nearly all of ordinary Chinese.
COMMON = range(0xB0, 0xD8)
MARKS = range(0xA1, 0xA4)  # punctuation and full-width forms
FEWEST_FOR_A_VERDICT = 12


@dataclass(frozen=True, slots=True)
class Encoding:
    """A Python codec name, and the sentence that says why it was chosen."""

    name: str
    evidence: str
    sure: bool = True


def detect(path: Path, wanted: str = "") -> Encoding:
    """Return the encoding of a text file; ``wanted`` is what the person said, which wins.

    Raises
    ------
    BadInput
        If the file cannot be decoded without loss; the message names the line where that is known.
    WrongUsage
        If ``wanted`` is no encoding.
    """
    if wanted:
        return _wanted(path, wanted)
    with path.open("rb") as file:
        head = file.read(BLOCK)
    for bom, name in BOMS:
        if head.startswith(bom):
            _must_decode(path, name)
            return Encoding(name, tr("文件开头有 {name} 标记（BOM）", name=name))
    if b"\0" in head:
        return _utf16_without_bom(path, head)
    return _utf8(path) or _chinese(path, head)


def _wanted(path: Path, wanted: str) -> Encoding:
    try:
        name = codecs.lookup(wanted).name
        "".encode(name)
    except LookupError as error:
        raise WrongUsage(tr("不认识编码“{name}”；可用 utf-8、gb18030、gbk、utf-16", name=wanted)) from error
    with path.open("rb") as file:
        head = file.read(4)
    if name == "utf-8" and head.startswith(codecs.BOM_UTF8):
        name = "utf-8-sig"
    _must_decode(path, name)
    return Encoding(name, tr("由使用者指定"))


def decodes(path: Path, name: str) -> UnicodeDecodeError | None:
    """Return None if the whole file decodes strictly, else the first fault with its offset in the file."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    offset = 0
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                decoder.decode(block)
                offset += len(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        held = len(error.object) - BLOCK if len(error.object) > BLOCK else 0
        start = max(offset + error.start - held, 0)
        return UnicodeDecodeError(name, b"\0" * (start + 1), start, start + 1, error.reason)
    except UnicodeError as error:  # the UTF-16 codec complains of a missing mark in this way
        return UnicodeDecodeError(name, b"\0", 0, 1, str(error))
    return None


def _must_decode(path: Path, name: str) -> None:
    fault = decodes(path, name)
    if fault is None:
        return
    line = _line_at(path, fault.start)
    message = tr("{file} 第 {line} 行不是有效的 {name} 文字，可能文件被截断或编码不对；请另存为 UTF-8 或指明编码，再导入",
                 file=path.name, line=line, name=name)  # fmt: skip
    raise BadInput(message, file=path, row=line)


def _line_at(path: Path, offset: int) -> int:
    with path.open("rb") as file:
        return file.read(offset).count(b"\n") + 1


def _utf16_without_bom(path: Path, head: bytes) -> Encoding:
    """Text in UTF-16 has a zero byte beside each comma, tab and line end, always on the same side."""
    odd, even = head[1::2].count(0), head[0::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if max(odd, even) > 10 * min(odd, even) and decodes(path, name) is None:
        side = tr("奇数") if odd > even else tr("偶数")
        return Encoding(name, tr("没有标记，但零字节只出现在{side}位，是 {name}", side=side, name=name))
    raise BadInput(tr("{file} 不是文字表格（里面有二进制内容）；请用表格软件另存为 .xlsx 或 .csv", file=path.name), file=path)


def _utf8(path: Path) -> Encoding | None:
    fault = decodes(path, "utf-8")
    if fault is None:
        return Encoding("utf-8", tr("整个文件都是有效的 UTF-8"))
    cut_at_the_end = fault.reason == "unexpected end of data" and path.stat().st_size - fault.start < 4
    if cut_at_the_end and fault.start > 0 and _has_wide(path):
        _must_decode(path, "utf-8")
    return None


def _has_wide(path: Path) -> bool:
    """Whether the beginning holds many-byte UTF-8, so that a fault at the very end means a cut and not another encoding."""
    with path.open("rb") as file:
        head = file.read(BLOCK)[:-4]
    try:
        return any(ord(c) > 0x7FF for c in codecs.getincrementaldecoder("utf-8")().decode(head))
    except UnicodeDecodeError:
        return False


def _chinese(path: Path, head: bytes) -> Encoding:
    for name in ("gbk", "gb18030"):
        if decodes(path, name) is None:
            share = _common_share(head, name)
            if share >= 0.5:
                percent = round(share * 100)
                evidence = tr("整个文件都是有效的 {name}，其中 {share}% 是常用汉字", name=name.upper(), share=percent)
                return Encoding(name, evidence, share > 0.8)
    message = tr("{file} 的编码认不出来；请另存为 UTF-8，或指明编码", file=path.name)
    raise BadInput(message, file=path)


def _common_share(head: bytes, name: str) -> float:
    """Return how much of what is not ASCII is common Chinese: wrong decodings come out as rare characters."""
    text = codecs.getincrementaldecoder(name)("strict").decode(head)
    wide = [c for c in text if ord(c) > 127]
    if len(wide) < FEWEST_FOR_A_VERDICT:
        return 1.0
    common = 0
    for c in wide:
        raw = c.encode("gb2312", "ignore")
        common += len(raw) == 2 and (raw[0] in COMMON or raw[0] in MARKS)
    return common / len(wide)
