"""A look through a sheet's XML before it is read: how far it reaches, how much it holds, what is hidden in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.exchange.tables.safe_xml import UnsafeXml, local, stream
from data.exchange.tables.table import Merge

PLAIN_UP_TO = 4 << 20  # bytes of XML that are read element by element; more than that is searched as bytes
COUNTED_FROM = 256 << 20  # bytes of a sheet after which its cells are counted
HIDDEN = re.compile(rb"""<(?:\w+:)?row\b(?=[^>]*?\bhidden="(?:1|true|on)")[^>]*?\br="(\d{1,7})\"""")
COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]*>')
ATTRIBUTE = re.compile(rb'\b(\w+)="([^"]*)"')
REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
PREFIXED = re.compile(rb":c[\s>]")
LAST_COLUMN, LAST_ROW = 16384, 1048576
# Bounds that are widened while a sheet is searched, each with the pattern of what lies inside.
ROWS = ((99_999, rb"\d{1,5}"), (199_999, rb"\d{1,5}|1\d{5}"), (399_999, rb"\d{1,5}|[1-3]\d{5}"),
        (799_999, rb"\d{1,5}|[1-7]\d{5}"), (LAST_ROW, rb"\d{1,7}"))  # fmt: skip
COLUMNS = ((13, rb"[A-M]"), (26, rb"[A-Z]"), (78, rb"[A-Z]|[AB][A-Z]"), (234, rb"[A-Z]|[A-H][A-Z]"), (702, rb"[A-Z]{1,2}"),
           (LAST_COLUMN, rb"[A-Z]{1,3}"))  # fmt: skip
EMPTY_FORMULA = (b"</f></c>", b"</f><v></v></c>", b"</f><v/></c>", b"</f><v /></c>")
TRUE = ("1", "true", "on")


@dataclass(slots=True)
class Extent:
    """How far a sheet reaches at most (rows and columns counted from 1), and what is hidden (from 0).

    ``cells`` is their number, -1 where it was not counted; ``merges`` are None where the reader itself tells them.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] | None = None
    unanswered: int = 0  # formulas without a value

    @property
    def area(self) -> int:
        """The cells of the rectangle from A1 to the last row and column."""
        return self.rows * self.columns


def extent_of(chunks: Iterable[bytes]) -> Extent:
    """Return the extent of a sheet's XML; of large ones by searching the bytes, which takes a tenth of the time of reading them.

    Raises
    ------
    UnsafeXml
        If it declares entities.
    OddXml
        If a large sheet is written in a way that the search does not know: `exact_extent` does.
    BrokenXml
        If a small sheet is not well-formed; of a large one the reader will say so.
    """
    held: list[bytes] = []
    size = 0
    source = iter(chunks)
    for chunk in source:
        held.append(chunk)
        size += len(chunk)
        if size > PLAIN_UP_TO:
            return _Search().run(held, source)
    return _by_elements(held)


def exact_extent(chunks: Iterable[bytes]) -> Extent:
    """Return the extent by taking every element apart, with the number of cells."""
    return _by_elements(chunks)


def _by_elements(chunks: Iterable[bytes]) -> Extent:
    found = Extent()
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    row = column = asked = 0  # ``asked`` is 1 in a cell with a formula
    inside = ""

    def start(tag: str, said: dict[str, str]) -> None:
        nonlocal row, column, asked, inside
        name = inside = local(tag)
        if name == "f":
            asked = 1
            found.unanswered += 1
        elif name == "c":
            asked = 0
            at = said.get("r")
            row_said, column = _place(at) if at else (row, column + 1)
            found.cells += 1
            found.rows, found.columns = max(found.rows, row_said), max(found.columns, column)
        elif name == "row":
            row = _number(said["r"]) if "r" in said else row + 1
            column = 0
            if said.get("hidden") in TRUE:
                hidden_rows.add(row - 1)
        elif name == "col" and said.get("hidden") in TRUE:
            hidden_columns.update(_span(said.get("min", "0"), said.get("max", "0")))

    def text(text: str) -> None:
        nonlocal inside
        if inside == "v":
            found.unanswered -= asked
            inside = ""

    stream(chunks, start, text=text)
    found.hidden_rows, found.hidden_columns = frozenset(hidden_rows), frozenset(hidden_columns)
    return found


class OddXml(Exception):
    """Something that the search over bytes does not understand; taking every element apart does."""


class _Search:
    """Searches the bytes of a large sheet for cells beyond the bounds known so far, and for hidden rows."""

    def __init__(self) -> None:
        self._hidden: set[int] = set()
        self._row_step = self._column_step = self._unanswered = self._size = self._cells = 0
        self._outside = self._pattern()

    def run(self, held: list[bytes], rest: Iterable[bytes]) -> Extent:
        tail = b"".join(held)
        if b"<!" in tail[:4096] and (b"<!DOCTYPE" in tail[:4096] or b"<!ENTITY" in tail[:4096]):
            raise UnsafeXml
        columns = _hidden_columns(tail[: tail.find(b"sheetData")] if b"sheetData" in tail else b"")
        tail = self._take(tail)
        for chunk in rest:
            tail = self._take(tail + chunk)
        self._take(tail + b"<")
        found = Extent(ROWS[self._row_step][0], COLUMNS[self._column_step][0], -1, frozenset(self._hidden), columns)
        found.unanswered = self._unanswered
        return found

    def _take(self, data: bytes) -> bytes:
        """Search all but the last, unfinished element, and return that."""
        cut = max(data.rfind(b"<"), 0)
        if len(data) - cut > PLAIN_UP_TO:
            raise UnsafeXml  # an element of megabytes: no table program writes such
        if data.find(b"</f>", 0, cut) >= 0:
            self._unanswered += sum(data.count(end, 0, cut) for end in EMPTY_FORMULA)
        if data.find(b" hidden", 0, cut) >= 0:
            self._hidden.update(int(r) - 1 for r in HIDDEN.findall(data, 0, cut))
        self._size += cut
        if self._size > COUNTED_FROM:
            self._count(data, cut)
        if PREFIXED.search(data, 0, cut):
            raise OddXml
        at = 0
        while beyond := self._outside.search(data, at, cut):
            at = beyond.start()
            self._widen(data, at)
        return data[cut:]

    def _count(self, data: bytes, end: int) -> None:
        """Refuse a sheet that says more cells than there is place for: it repeats some without end."""
        self._cells += data.count(b"<c ", 0, end)
        if self._cells > ROWS[self._row_step][0] * COLUMNS[self._column_step][0]:
            raise UnsafeXml

    def _widen(self, data: bytes, at: int) -> None:
        """Take in a cell that lies beyond the bounds."""
        found = REFERENCE.match(data, at)
        if not found:
            raise OddXml
        column, row = _column(found[1].decode()), int(found[2])
        if column > LAST_COLUMN or row > LAST_ROW:
            raise OddXml
        while column > COLUMNS[self._column_step][0]:
            self._column_step += 1
        while row > ROWS[self._row_step][0]:
            self._row_step += 1
        self._outside = self._pattern()

    def _pattern(self) -> re.Pattern[bytes]:
        inside = b'<c(?! r="(?:%s)(?:%s)")[\\s>/]' % (COLUMNS[self._column_step][1], ROWS[self._row_step][1])
        return re.compile(inside)


def _hidden_columns(head: bytes) -> frozenset[int]:
    found: set[int] = set()
    for match in COLUMN.finditer(head):
        said = dict(ATTRIBUTE.findall(match[0]))
        if said.get(b"hidden", b"").decode("ascii", "replace") in TRUE:
            found.update(_span(said.get(b"min", b"0").decode(), said.get(b"max", b"0").decode()))
    return frozenset(found)


def _span(first: str, last: str) -> range:
    low, high = _number(first), _number(last)
    return range(max(low - 1, 0), min(high, LAST_COLUMN))


def _place(reference: str) -> tuple[int, int]:
    """Return row and column, from 1, of a reference such as AB12."""
    bare = reference.rstrip("0123456789")
    return _number(reference[len(bare) :]), _column(bare)


def _column(letters: str) -> int:
    number = 0
    for letter in letters[:8]:
        number = number * 26 + ord(letter) - 64
    return max(number, 0)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
