"""Which encoding a text is written in, with the evidence for it; nothing is ever replaced by a question mark."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.errors import BadInput, WrongUsage
from data.exchange.tables import refuse
from data.exchange.tables.frequent import share, speaking
from data.i18n import tr
from data.progress import Progress

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
BLOCK = 1 << 20
LOST = "\ufffd"  # what a program writes for a character that it could not read
SHOWN = {"gb18030": "GB18030", "gbk": "GBK", "big5hkscs": "Big5"}
# Characters beyond ASCII that make up ordinary text: of GB 2312 the first level and the marks, of Big5 the same.
COMMON = {"gbk": (range(0xB0, 0xD8), range(0xA1, 0xA4)), "gb18030": (range(0xB0, 0xD8), range(0xA1, 0xA4)),
          "big5hkscs": (range(0xA4, 0xC7), range(0xA1, 0xA4))}  # fmt: skip
TELLING = {"gbk": "gb2312", "gb18030": "gb2312", "big5hkscs": "big5"}
MAINLAND = 0.1  # how much the mainland's own encoding leads before a text has spoken
CLOSE = 0.6  # of the better share: with more than that the other encoding stays possible


@dataclass(frozen=True, slots=True)
class Encoding:
    """A Python codec name, the sentence that says why it was chosen, and how many lost characters the text holds already."""

    name: str
    evidence: str
    sure: bool = True
    lost: int = 0


@dataclass(frozen=True, slots=True)
class _Source:
    """The bytes of a text, of a file or at hand, in blocks."""

    path: Path
    data: bytes | None = None
    progress: Progress | None = None

    def blocks(self) -> Iterator[bytes]:
        for block in self._blocks():
            if self.progress is not None:
                self.progress.check()
            yield block

    def _blocks(self) -> Iterator[bytes]:
        if self.data is not None:
            yield from (self.data[i : i + BLOCK] for i in range(0, len(self.data), BLOCK))
            return
        with self.path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block

    @property
    def head(self) -> bytes:
        return next(self.blocks(), b"")

    @property
    def size(self) -> int:
        return len(self.data) if self.data is not None else self.path.stat().st_size

    def line_at(self, offset: int) -> int:
        """Return the number of the line in which a byte lies; lines may end in a lone carriage return."""
        feeds = returns = seen = 0
        for block in self.blocks():
            part = block[: max(offset - seen, 0)]
            feeds, returns, seen = feeds + part.count(b"\n"), returns + part.count(b"\r"), seen + len(block)
            if seen >= offset:
                break
        return (feeds or returns) + 1


@dataclass(frozen=True, slots=True)
class _Reading:
    """What came of decoding all of a text: the first fault with its offset, or how many lost characters are in it."""

    lost: int = 0
    fault: int = -1
    reason: str = ""


def detect(path: Path, wanted: str = "", progress: Progress | None = None) -> Encoding:
    """Return the encoding of a text file; ``wanted`` is what the person said, which wins.

    Raises
    ------
    BadInput
        If the file cannot be decoded without loss; the message names the line where that is known.
    WrongUsage
        If ``wanted`` is no encoding.
    """
    return _detect(_Source(path, progress=progress), wanted)


def detect_bytes(path: Path, data: bytes, wanted: str = "") -> Encoding:
    """Return the encoding of a text that is a part of a file; `detect` for a whole file."""
    return _detect(_Source(path, data), wanted)


def _detect(source: _Source, wanted: str) -> Encoding:
    if wanted:
        return _wanted(source, wanted)
    head = source.head
    for bom, name in BOMS:
        if head.startswith(bom):
            return _told(source, name, tr("文件开头有 {name} 标记（BOM）", name=name))
    if b"\0" in head:
        return _utf16_without_bom(source, head)
    return _utf8(source) or _chinese(source, head)


def _wanted(source: _Source, wanted: str) -> Encoding:
    try:
        name = codecs.lookup(wanted).name
        "".encode(name)
    except LookupError as error:
        raise WrongUsage(tr("不认识编码“{name}”；可用 utf-8、gb18030、gbk、utf-16、big5", name=wanted)) from error
    if name == "utf-8" and source.head.startswith(codecs.BOM_UTF8):
        name = "utf-8-sig"
    return _told(source, name, tr("由使用者指定"))


def _told(source: _Source, name: str, evidence: str, sure: bool = True) -> Encoding:
    """Return the encoding if all of the text is of it, with what has been lost before."""
    reading = _read(source, name)
    if reading.fault >= 0:
        raise _fault(source, name, reading)
    if reading.lost:
        lost = tr("文件里已有 {n} 个丢失的字（�），含有它的格不会导入", n=reading.lost)
        evidence = tr("{one}；{other}", one=evidence, other=lost)
    return Encoding(name, evidence, sure, reading.lost)


def _read(source: _Source, name: str) -> _Reading:
    decoder = codecs.getincrementaldecoder(name)("strict")
    offset = lost = 0
    try:
        for block in source.blocks():
            lost += decoder.decode(block).count(LOST)
            offset += len(block)
        lost += decoder.decode(b"", final=True).count(LOST)
    except UnicodeDecodeError as error:
        held = len(error.object) - BLOCK if len(error.object) > BLOCK else 0
        return _Reading(lost, max(offset + error.start - held, 0), error.reason)
    except UnicodeError as error:  # the UTF-16 codec complains of a missing mark in this way
        return _Reading(lost, 0, str(error))
    return _Reading(lost)


def _fault(source: _Source, name: str, reading: _Reading) -> BadInput:
    line = source.line_at(reading.fault)
    message = tr("{file} 第 {line} 行不是有效的 {name} 文字，可能文件被截断或编码不对；请另存为 UTF-8 或指明编码，再导入",
                 file=source.path.name, line=line, name=name)  # fmt: skip
    return BadInput(message, file=source.path, row=line)


def _utf16_without_bom(source: _Source, head: bytes) -> Encoding:
    """Text in UTF-16 has a zero byte beside each comma, tab and line end, always on the same side."""
    odd, even = head[1::2].count(0), head[0::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if max(odd, even) > 10 * min(odd, even) and _read(source, name).fault < 0:
        side = tr("奇数") if odd > even else tr("偶数")
        return _told(source, name, tr("没有标记，但零字节只出现在{side}位，是 {name}", side=side, name=name))
    raise refuse.no_table(source.path)


def _utf8(source: _Source) -> Encoding | None:
    reading = _read(source, "utf-8")
    if reading.fault < 0:
        return _told(source, "utf-8", tr("整个文件都是有效的 UTF-8"))
    # Text of many-byte characters that were all right until here is UTF-8 with a fault, and no other encoding by chance.
    cut = reading.reason == "unexpected end of data" and source.size - reading.fault < 4
    if reading.fault > 0 and _wide_before(source, reading.fault) >= (1 if cut else 64):
        raise _fault(source, "utf-8", reading)
    return None


def _wide_before(source: _Source, offset: int) -> int:
    """Return how many Chinese characters the beginning of a text holds, read as UTF-8 up to a byte."""
    text = source.head[: min(offset, BLOCK - 4)]
    return sum(c > "\u2e80" for c in text.decode("utf-8", "ignore"))


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    wide: str  # the characters beyond ASCII of the beginning
    common: float
    frequent: float
    lost: int


def _chinese(source: _Source, head: bytes) -> Encoding:
    mainland = _candidate(source, head, "gbk") or _candidate(source, head, "gb18030")
    taiwan = _candidate(source, head, "big5hkscs")
    both = [c for c in (mainland, taiwan) if c is not None and c.common >= 0.5]
    if not both:
        raise _no_encoding(source)
    both.sort(key=lambda c: c.frequent + (MAINLAND if c is mainland else 0.0), reverse=True)
    best, other = both[0], both[1] if len(both) > 1 else None
    evidence = tr("整个文件都是有效的 {name}，其中 {share}% 是常用汉字", name=SHOWN[best.name], share=round(best.common * 100))
    if spoken := speaking(best.wide):
        evidence = tr("{one}（如 {characters}）", one=evidence, characters=spoken)
    close = other is not None and other.frequent >= CLOSE * best.frequent
    if close and other is not None:
        doubt = tr("也可能是 {name}：如果预览里的字不对，请改选", name=SHOWN[other.name])
        evidence = tr("{one}；{other}", one=evidence, other=doubt)
    return _told(source, best.name, evidence, sure=best.common > 0.8 and not close)


def _candidate(source: _Source, head: bytes, name: str) -> _Candidate | None:
    """Return what a text looks like when read in an encoding; None if it is not of it."""
    reading = _read(source, name)
    if reading.fault >= 0:
        return None
    text = codecs.getincrementaldecoder(name)("strict").decode(head)
    wide = "".join(c for c in text if ord(c) > 127)
    return _Candidate(name, wide, _common_share(wide, name), share(wide), reading.lost)


def _common_share(wide: str, name: str) -> float:
    """Return how much of what is not ASCII is common: wrong decodings come out as rare characters."""
    if not wide:
        return 1.0
    letters, marks = COMMON[name]
    common = 0
    for c in wide:
        raw = c.encode(TELLING[name], "ignore")
        common += len(raw) == 2 and (raw[0] in letters or raw[0] in marks)
    return common / len(wide)


def _no_encoding(source: _Source) -> BadInput:
    """Of the encodings that were tried the one that goes furthest names the line."""
    faults = {name: _read(source, name).fault for name in ("utf-8", "gb18030", "big5hkscs")}
    name = max(faults, key=lambda n: faults[n])
    if min(faults.values()) < 0:
        return BadInput(tr("{file} 的编码认不出来；请另存为 UTF-8，或指明编码", file=source.path.name), file=source.path)
    line = source.line_at(faults[name])
    message = tr("{file} 的编码认不出来：第 {line} 行不是 UTF-8、GB18030 或 Big5；请另存为 UTF-8，或指明编码",
                 file=source.path.name, line=line)  # fmt: skip
    return BadInput(message, file=source.path, row=line)
