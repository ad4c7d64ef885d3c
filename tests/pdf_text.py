"""What whoever copies from a PDF of Qt gets: the characters to which its glyphs lead, in the order in which they are drawn."""

from __future__ import annotations

import re
import zlib


def text_of(content: bytes) -> str:
    """Return the characters of all pages, a line for each piece of text; � for glyphs that lead to none."""
    return "\n".join(_piece(content, piece) for page in _pages(content) for piece in re.findall(rb"BT(.*?)ET", page, re.DOTALL))


def _pages(content: bytes) -> list[bytes]:
    found = []
    for match in re.finditer(rb"stream\r?\n", content):
        try:
            page = zlib.decompressobj().decompress(content[match.end() :])
        except zlib.error:
            continue
        if b"Tj" in page and b"BT" in page:
            found.append(page)
    return found


def _piece(content: bytes, piece: bytes) -> str:
    font = re.search(rb"/F(\d+) ", piece)
    assert font is not None
    known = _characters(content, int(font[1]))
    runs = re.findall(rb"<([0-9A-Fa-f]+)>\s*Tj", piece)
    codes = [int(run[at : at + 4], 16) for run in runs for at in range(0, len(run), 4)]
    return "".join(known.get(code, "�") for code in codes)


def _characters(content: bytes, font: int) -> dict[int, str]:
    table = int(re.findall(rb"/ToUnicode (\d+) 0 R", _object(content, font))[0])
    known: dict[int, str] = {}
    for first, last, to in re.findall(rb"<(....)> <(....)> (\[[^\]]*\]|<....>)", _object(content, table)):
        begin, end = int(first, 16), int(last, 16)
        codes = [int(c, 16) for c in re.findall(rb"<(....)>", to)]
        listed = codes if to.startswith(b"[") else [codes[0] + n for n in range(end - begin + 1)]
        known |= {begin + n: chr(code) for n, code in enumerate(listed) if code}
    return known


def _object(content: bytes, number: int) -> bytes:
    """Return an object as the last update has it, by the tables of the file that say where it begins."""
    at = content.rfind(b"\nstartxref")
    place = int(content[at:].split()[1])
    while True:
        table, trailer = content[place:].split(b"trailer", 1)
        found = _places(table)
        if number in found:
            return content[found[number] :].split(b"endobj", 1)[0]
        place = int(re.findall(rb"/Prev (\d+)", trailer.split(b"startxref", 1)[0])[0])


def _places(table: bytes) -> dict[int, int]:
    words = table.split()[1:]
    found: dict[int, int] = {}
    while len(words) > 1:
        first, count = int(words[0]), int(words[1])
        entries, words = words[2 : 2 + 3 * count], words[2 + 3 * count :]
        found |= {first + n: int(entries[3 * n]) for n in range(count)}
    return found
