"""The texts of a long sheet put in their places whole columns at a time; what is no text is left to the reader.

A workbook keeps each text once, and a cell has the number of its text. Nine cells in ten of a list of people are such numbers,
and to take each apart by itself is most of what reading costs. Here the plain form in which programs write them is searched in
numpy; where a single one is written otherwise, nothing is said and the reader reads all.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from data.exchange.tables.column_rows import CHUNK, Columns
from data.exchange.tables.package import Package, workbook_part
from data.exchange.tables.table import Cell

LONG = 4 << 20  # bytes of a sheet from which on this pays
MOST = 256 << 20  # bytes of a sheet, or of the texts, that are held at once
PIECE = 1 << 20  # bytes searched at a time
STRETCH = 1 << 20  # bytes of texts taken apart at a time
SMALL_PART = 1 << 20  # bytes of other parts that the reader may want
TEXT, CELL, END = b' t="s"><', b"<c r", b"</v></c>"
OTHER_CELLS = tuple(b" >/\t\n\r")  # after <c: a cell that does not begin with its reference
LEFT = (b't="s"', b"t='", b"<!")  # what must not be among what is left
ONE = np.uint64(1)
ITEM = re.compile(r'<si><t(?:/>|(?: xml:space="preserve")?>([^<]*)</t>)(?:<phoneticPr[^>]*/>)?</si>')
ODD_TEXTS = (b"<!", b"<r>", b"<r ", b"<rPh", b"_x", b"&#", b"\r")
OPENED, BETWEEN, CLOSED = b"<si><t>", b"</t></si><si><t>", b"</t></si>"
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))  # & last

Numbers = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]


class Unusual(Exception):
    """Something is written in a way that this module does not know; the reader does."""


@dataclass(frozen=True, slots=True)
class PlacedTexts:
    """The texts of a sheet: rows and columns counted from 0, in order, with the text of each; and what is left without them."""

    rows: Numbers
    columns: Numbers
    numbers: Numbers
    texts: npt.NDArray[Any]  # by number; None where one is blank
    sheet: bytes  # the XML of the sheet without them
    rest: bytes  # the workbook with that sheet

    def chunks(self, others: Sequence[Sequence[Cell]], start: tuple[int, int] | None,
               plain: Callable[[tuple[Cell, ...]], tuple[Cell, ...]]) -> Iterator[tuple[int, Columns]]:  # fmt: skip
        """Yield the columns of `CHUNK` rows at a time, from `corner` on.

        ``others`` are the rows of the rest from ``start`` on; ``plain`` makes None of what is empty in their columns.
        """
        top, left = self.corner(start)
        other_top, other_left = start or (top, left)
        height = max(int(self.rows[-1]), other_top + len(others) - 1) - top + 1
        width = max(int(self.columns.max()), other_left + max(map(len, others[:1]), default=0) - 1) - left + 1
        for first in range(top, top + height, CHUNK):
            size = min(CHUNK, top + height - first)
            columns = self._columns(first, size, left, width)
            begin = max(first - other_top, 0)
            some = others[begin : max(first + size - other_top, 0)]
            for n, column in enumerate(zip(*some, strict=True), other_left - left):
                columns[n] = _laid(columns[n], other_top + begin - first, plain(column))
            yield first - top, list(map(tuple, columns))

    def _columns(self, first: int, size: int, left: int, width: int) -> list[list[Cell]]:
        """Return the columns of some rows with the texts in them; of rows that have texts at the same places column by column."""
        low, high = np.searchsorted(self.rows, [first, first + size])
        rows, places, numbers = self.rows[low:high] - first, self.columns[low:high] - left, self.numbers[low:high]
        each = len(rows) // size
        alike = each * size == len(rows) and bool((rows.reshape(size, each) == np.arange(size)[:, None]).all())
        if alike and bool((places.reshape(size, each) == places[:each]).all()):
            columns: list[list[Cell]] = [[None] * size for _ in range(width)]
            for n, column in zip(places[:each].tolist(), numbers.reshape(size, each).T, strict=True):
                columns[n] = self.texts[column].tolist()
            return columns
        cells = np.empty((width, size), dtype=object)
        cells[places, rows] = self.texts[numbers]
        return cells.tolist()

    @property
    def last(self) -> tuple[int, int]:
        """The last row and column with a text, from 1."""
        return int(self.rows[-1]) + 1, int(self.columns.max()) + 1

    def corner(self, start: tuple[int, int] | None) -> tuple[int, int]:
        """Return the first row and column that hold anything."""
        top, left = int(self.rows[0]), int(self.columns.min())
        return (min(top, start[0]), min(left, start[1])) if start else (top, left)


def _laid(column: list[Cell], at: int, values: Sequence[Cell]) -> list[Cell]:
    """Return a column with other cells in it from a row on."""
    if len(values) == len(column) and all(c is None for c in column):
        return list(values)
    return [*column[:at], *(c if v is None else v for c, v in zip(column[at:], values, strict=False)), *column[at + len(values) :]]


def placed_texts(package: Package, check: Callable[[str], None]) -> dict[str, PlacedTexts]:
    """Return the texts of the sheet of a workbook by its name, if it has one long sheet in the plain form; else nothing.

    ``check`` complains of the part with the texts, if anything speaks against reading it; it is asked beside other work.
    """
    book = workbook_part(package)
    targets = package.targets(book)
    sheets = [(a.get("name", ""), targets.get(a.get("id", ""), "")) for t, a in package.elements(book) if t == "sheet"]
    shared = next((t for t in targets.values() if t.lower().endswith("sharedstrings.xml")), "")
    if len(sheets) != 1 or not shared or not all(LONG < package.parts[p].file_size < MOST for p in (sheets[0][1], shared) if p):
        return {}
    name, part = sheets[0]
    try:
        return {name: _placed(package, part, shared, check)} if part else {}
    except Unusual:
        return {}


def _placed(package: Package, part: str, shared: str, check: Callable[[str], None]) -> PlacedTexts:
    with ThreadPoolExecutor(2, "sheet") as beside:  # texts are taken apart while numpy and zlib work without Python's lock
        taken_apart = beside.submit(_texts, package, shared, check)
        found, rest = zip(*beside.map(_searched, _pieces(package.chunks(part, MOST))), strict=True)
        texts = taken_apart.result()
    rows, columns, numbers = (np.concatenate(c) for c in zip(*found, strict=True))
    if len(rows) < 2 or np.any(np.diff(rows * (1 << 15) + columns) <= 0) or int(numbers.max()) >= len(texts):
        raise Unusual  # not in order, a cell twice, or a text that is not there
    sheet = b"".join(rest)
    return PlacedTexts(rows - 1, columns - 1, numbers, texts, sheet, _packed(package, part, shared, sheet))


def _searched(piece: bytes) -> tuple[tuple[Numbers, Numbers, Numbers], bytes]:
    rows, columns, numbers, starts, ends = _search(piece)
    rest = _without(piece, starts, ends)
    if any(odd in rest for odd in LEFT):
        raise Unusual
    return (rows, columns, numbers), rest


def _texts(package: Package, part: str, check: Callable[[str], None]) -> npt.NDArray[Any]:
    """Return the texts by number."""
    check(part)
    data = package.read(part, MOST)
    if any(odd in data for odd in ODD_TEXTS):
        raise Unusual
    kept: list[str | None] = []
    for piece in _between(data, b"<si>"):
        found = _taken_apart(piece)
        if b"&" in piece:
            found = [_plain(text) if "&" in text else text for text in found]
        blank = "" in found or any(map(str.isspace, found))
        kept += [text if text and not text.isspace() else None for text in found] if blank else found
    texts = np.empty(len(kept), dtype=object)
    texts[:] = kept
    return texts


def _taken_apart(piece: bytes) -> list[str]:
    """Return the texts in a piece of XML; where all are in the plainest form they are read as what they nearly are, JSON."""
    items, begin, end = piece.count(b"<si"), piece.find(OPENED), piece.rfind(CLOSED)
    body = piece[begin + len(OPENED) : end]
    plain = 0 <= begin < end and b'"' not in body and b"\\" not in body
    if plain and body.count(b"<") == 4 * (items - 1) == 4 * body.count(BETWEEN):
        with suppress(orjson.JSONDecodeError):  # a line break, which JSON writes otherwise
            quick: list[str] = orjson.loads(b'["' + body.replace(BETWEEN, b'","') + b'"]')
            return quick
    try:
        found: list[str] = ITEM.findall(piece.decode("utf-8"))
    except UnicodeDecodeError:
        raise Unusual from None
    if len(found) != items:
        raise Unusual
    return found


def _between(data: bytes, mark: bytes) -> Iterator[bytes]:
    """Yield what is cut before a mark in pieces: one search over all would keep other threads waiting."""
    at = 0
    while len(data) - at > STRETCH and (cut := data.rfind(mark, at + 1, at + STRETCH)) > 0:
        yield data[at:cut]
        at = cut
    yield data[at:]


def _plain(text: str) -> str:
    for entity, meant in ENTITIES:
        text = text.replace(entity, meant)
    return text


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a sheet's XML cut before rows."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        held.append(chunk)
        size += len(chunk)
        if size < PIECE:
            continue
        data = b"".join(held)
        cut = max(data.rfind(b"<row "), 0)
        if not cut:
            raise Unusual  # a row of megabytes
        yield data[:cut]
        held, size = [data[cut:]], len(data) - cut
    yield b"".join(held)


def _search(data: bytes) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Return rows and columns, from 1, and numbers of the cells with texts, and where the cells begin and end in the data."""
    padded = data + bytes(16)
    words = np.ndarray((len(padded) - 8,), "<u8", padded, 0, (1,))
    tags = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("<"))
    heads = words[tags]
    cells = _cells(heads)
    if not len(cells):
        nothing = np.zeros(0, np.int64)
        return nothing, nothing, nothing, nothing, nothing
    own = cells[words[tags[cells + 1] - len(TEXT) + 1] == _word(TEXT)]
    starts, at = tags[own], tags[own + 1] - len(TEXT) + 2  # ``at`` is where the type stands, behind a blank
    _expect(heads[own] & np.uint64(0xFFFFFFFFFFFF), b'<c r="')
    columns, rows, ends = _reference(words, starts + 6)
    _expect_style(words, ends, at)
    _expect(heads[own + 1] & np.uint64(0xFFFFFF), b"<v>")
    numbers, after = _whole(words[at + 9])
    after = at + 9 + after
    _expect(words[after], END)
    return rows, columns, numbers, starts, after + len(END)


def _cells(heads: Words) -> Numbers:
    """Return which of the tags, by their first eight bytes, begin cells; there is a tag after each."""
    cells = np.flatnonzero((heads & np.uint64(0xFFFFFFFF)) == _word(CELL))
    other = heads[(heads & np.uint64(0xFFFF)) == _word(b"<c")]
    third = other[(other & np.uint64(0xFFFFFFFF)) != _word(CELL)] >> np.uint64(16) & np.uint64(255)
    if np.isin(third, OTHER_CELLS).any() or (len(cells) and cells[-1] + 1 == len(heads)):
        raise Unusual
    return cells


def _word(text: bytes) -> int:
    return int.from_bytes(text, "little")


def _expect(words: Words, text: bytes) -> None:
    if not bool(np.all(words == _word(text))):
        raise Unusual


def _reference(words: Words, at: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return column and row of references such as AB12, and where each ends."""
    first = words[at]
    if not np.any((first >> np.uint64(8) & np.uint64(255)) >= ord("A")):  # no column after Z, as in most tables
        column = (first & np.uint64(255)).astype(np.int64) - 64
        row, digits = _whole(words[at + 1])
        if not bool(np.all((column > 0) & (column <= 26) & (row > 0))):
            raise Unusual
        return column, row, at + 1 + digits
    column = np.zeros(len(at), np.int64)
    letters = np.zeros(len(at), np.int64)
    inside = np.ones(len(at), bool)
    for n in range(3):
        letter = ((first >> np.uint64(8 * n)) & np.uint64(255)).astype(np.int64)
        inside &= (letter >= ord("A")) & (letter <= ord("Z"))
        column = np.where(inside, column * 26 + letter - 64, column)
        letters += inside
    row, digits = _whole(words[at + letters])
    if not bool(np.all((letters > 0) & (row > 0))):
        raise Unusual
    return column, row, at + letters + digits


def _whole(words: Words) -> tuple[Numbers, Numbers]:
    """Return the number of up to seven digits that each word begins with, and how many these are.

    All digits of a word are read at once: as bytes from 0 to 9, joined to numbers of two, four and eight of them.
    """
    digits = words ^ np.uint64(0x3030303030303030)
    others = ((digits + np.uint64(0x7676767676767676)) | digits) & np.uint64(0x8080808080808080)  # a bit of each byte that is none
    count = (np.bitwise_count((others & (~others + ONE)) - ONE) >> 3).astype(np.uint64)  # bytes below the first such
    if np.any((count == 0) | (count > 7)):
        raise Unusual
    digits <<= (np.uint64(8) - count) << np.uint64(3)
    digits = (digits * np.uint64(10) + (digits >> np.uint64(8))) & np.uint64(0x00FF00FF00FF00FF)
    digits = (digits * np.uint64(100) + (digits >> np.uint64(16))) & np.uint64(0x0000FFFF0000FFFF)
    digits = (digits * np.uint64(10_000) + (digits >> np.uint64(32))) & np.uint64(0xFFFFFFFF)
    return digits.astype(np.int64), count.astype(np.int64)


def _expect_style(words: Words, ends: Numbers, at: Numbers) -> None:
    """Between reference and type there may stand a style and nothing else: A1" s="12" t="s"."""
    styled = np.flatnonzero(at != ends + 2)
    _expect(words[np.delete(ends, styled)] & np.uint64(0xFFFF), b'" ')
    if len(styled):
        begin = ends[styled]
        _expect(words[begin] & np.uint64(0xFFFFFFFFFF), b'" s="')
        _, digits = _whole(words[begin + 5])
        _expect(words[begin + 5 + digits] & np.uint64(0xFFFF), b'" ')
        if np.any(begin + 7 + digits != at[styled]):
            raise Unusual


def _without(data: bytes, starts: Numbers, ends: Numbers) -> bytes:
    """Return what lies between the cells."""
    if not len(starts):
        return data
    apart = np.flatnonzero(starts[1:] != ends[:-1]) + 1
    begins = [0, *ends[np.append(apart - 1, len(ends) - 1)].tolist()]
    stops = [*starts[np.insert(apart, 0, 0)].tolist(), len(data)]
    return b"".join(map(data.__getitem__, map(slice, begins, stops)))


def _packed(package: Package, part: str, shared: str, rest: bytes) -> bytes:
    """Return the workbook with its one sheet as it is without texts; pictures and the like are left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as book:
        for name, info in package.parts.items():
            if name not in (part, shared) and info.file_size <= SMALL_PART and name.lower().endswith((".xml", ".rels")):
                book.writestr(name, package.read(name))
        book.writestr(part, rest)
    return out.getvalue()
