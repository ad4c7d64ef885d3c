"""A PDF about to be written, its font, and what whoever copies from it finds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QPdfWriter, QRawFont

from data.disk_words import why_not
from data.errors import BadInput
from data.exchange.out.mark import Mark
from data.i18n import tr
from widgets import style

OTHER_FORMS = ("locl", "liga", "clig", "dlig")  # features by which a font draws other glyphs than the letters have
TAB = {0x09: 0x20}  # fonts draw a tab as a blank
RADICALS = range(0x2E80, 0x2FE0)
CHARACTERS = range(0x4E00, 0xA000)
OBJECT = re.compile(rb"(\d+) 0 obj\s*<<[^>]*>>\s*stream\s*\Z")
RANGE = re.compile(rb"(<[0-9A-Fa-f]{4}>) (<[0-9A-Fa-f]{4}>) (\[[^\]]*\]|<[0-9A-Fa-f]{4}>)")
CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")
TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.DOTALL)


def pdf_writer(out: Path, title: str, mark: Mark | None = None) -> QPdfWriter:
    """Return a writer of a file that can be written; its properties keep the number of a mark.

    Raises
    ------
    BadInput
        If it cannot, with the reason.
    """
    try:
        with out.open("ab"):  # QPdfWriter would not say why it cannot
            pass
    except OSError as error:
        raise BadInput(tr("PDF 写不到 {file}：{why}", file=out, why=why_not(error)), file=out) from error
    writer = QPdfWriter(str(out))
    writer.setTitle(title)
    writer.setCreator(f"{tr('值班一张图')} {mark.hidden if mark is not None else ''}".strip())
    return writer


def page_font(points: float) -> QFont:
    """Return the font of a page.

    It keeps to the glyphs that characters lead to: beside Latin letters fonts for Chinese take digits of another form ("locl"), and
    two letters as one sign ("liga": the ff of a head's letters). Whoever copied from the page, or looked for a number in it, would
    find others.
    """
    font = style.font()
    font.unsetFeature(QFont.Tag("tnum"))
    for form in OTHER_FORMS:
        font.setFeature(QFont.Tag(form), 0)
    font.setPointSizeF(points)
    return font


def keep_words(out: Path) -> None:
    """Have a written page say the characters that were written, to whoever copies from it or looks for a word in it.

    A font for Chinese has one glyph for 金 and for the radical ⾦, and Qt notes the first character that leads to a glyph: the
    radical, and for a blank the tab. The tables that lead from glyphs to characters are written anew behind the file, as PDF
    does updates.
    """
    content = out.read_bytes()
    updated = {number: fresh for number, text in _tables(content) if (fresh := _said_plainly(text)) != text}
    trailer = TRAILER.search(content)
    if not updated or trailer is None:
        return
    with out.open("ab") as file:
        file.write(_update(content, updated, trailer))


def _tables(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the objects that lead from glyphs to characters, with their numbers."""
    end = 0
    while (at := content.find(b"begincmap", end)) >= 0:
        begin, end = content.rfind(b"stream\n", 0, at) + len(b"stream\n"), content.find(b"endstream", at)
        heading = OBJECT.search(content[max(0, begin - 100) : begin])
        if heading is not None and end > 0:
            yield int(heading[1]), content[begin:end]


def _said_plainly(text: bytes) -> bytes:
    """Return a table without radicals; a range that begins with one, or goes through some, becomes a list."""
    return RANGE.sub(lambda m: m[1] + b" " + m[2] + b" " + _listed(int(m[1][1:-1], 16), int(m[2][1:-1], 16), m[3]), text)


def _listed(first: int, last: int, characters: bytes) -> bytes:
    if characters.startswith(b"["):
        return CODE.sub(lambda m: b"<%04X>" % _plain(int(m[1], 16)), characters)
    codes = [int(characters[1:-1], 16) + n for n in range(last - first + 1)]
    if all(_plain(code) == code for code in codes):
        return characters
    return b"[" + b" ".join(b"<%04X>" % _plain(code) for code in codes) + b"]"


def _plain(code: int) -> int:
    return _said().get(code, code)


@cache
def _said() -> dict[int, int]:
    """Return the character that looks like each radical: that of the same glyph, or the one that Unicode names; and the blank."""
    known = TAB | {code: ord(plain) for code in RADICALS if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1}
    raw = QRawFont.fromFont(page_font(10.0), QFontDatabase.WritingSystem.SimplifiedChinese)
    glyphs = {raw.glyphIndexesForString(chr(code))[0]: code for code in reversed(CHARACTERS)}
    alike = {code: glyphs[raw.glyphIndexesForString(chr(code))[0]] for code in RADICALS if raw.supportsCharacter(code)
             and raw.glyphIndexesForString(chr(code))[0] in glyphs}  # fmt: skip
    return known | alike


def _update(content: bytes, updated: dict[int, bytes], trailer: re.Match[bytes]) -> bytes:
    """Return what is written behind a PDF so that some of its streams are others (ISO 32000-1, 7.5.6)."""
    written, places = b"\n", []
    for number, text in sorted(updated.items()):
        places.append((number, len(content) + len(written)))
        written += b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(text), text)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places)
    begin = len(content) + len(written)
    kept = trailer[1].strip() + b"\n/Prev " + trailer[2]
    return written + b"xref\n" + table + b"trailer\n<<\n" + kept + b"\n>>\nstartxref\n%d\n%%%%EOF\n" % begin
