"""Workbooks of Excel 2003's XML (SpreadsheetML, `<Workbook>` in one file), which many systems export as .xls or .xml, in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from data.exchange.tables import refuse
from data.exchange.tables.encoding import detect
from data.exchange.tables.native import WHOLE, placed
from data.exchange.tables.package import guarded
from data.exchange.tables.safe_xml import local, stream
from data.exchange.tables.sheet_xml import LAST_COLUMN, LAST_ROW
from data.exchange.tables.table import Cell, Merge, Row, Table, column_letter
from data.i18n import tr
from data.progress import Progress

BLOCK = 1 << 20
UTF8 = ("utf-8", "utf-8-sig")
LARGEST = 512 << 20  # bytes
LARGEST_AREA = 12_000_000  # cells, the empty ones before a filled one included
NAMESPACE = b"urn:schemas-microsoft-com:office:spreadsheet"
FILLED = 8  # an area beyond that is taken where at least one cell in eight is filled
TIME_ONLY = "1899-12-31T"


def looks_like_xml_book(head: bytes) -> bool:
    """Whether the first bytes are those of a SpreadsheetML workbook."""
    plain = head.replace(b"\0", b"")
    return NAMESPACE in plain and b"Workbook" in plain


def read_xml_book(path: Path, progress: Progress) -> list[Table]:
    """Return the sheets of a SpreadsheetML workbook.

    Raises
    ------
    BadInput
        If it is not well-formed, or built to harm.
    """
    if path.stat().st_size > LARGEST:
        raise refuse.too_big(path, path.name, f"{LARGEST >> 20} MB")
    found = detect(path)
    reader = _Reader(path, progress)
    with guarded(path, path.name):
        stream(_blocks(path, found.name), reader.start, reader.end, reader.text, "utf-8")
    tables = [s.table(path) for s in reader.sheets]
    return tables if found.name in UTF8 else [replace(t, encoding=found.name, evidence=found.evidence) for t in tables]


def _blocks(path: Path, encoding: str) -> Iterator[bytes]:
    """Yield the text as UTF-8, whatever it says that it is: the parser knows no encoding of Chinese."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block if encoding == "utf-8" else decoder.decode(block).encode()


class _Sheet:
    """A sheet while its rows come in; rows and columns are counted from 0."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.hidden = False
        self.rows: list[Row] = []
        self.row = self.column = -1
        self.heading = 0
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def table(self, path: Path) -> Table:
        """Return what was read; empty rows and columns before the first cell count in the numbers only."""
        top = next((i for i, r in enumerate(self.rows) if any(c is not None for c in r)), 0)
        left = min((next((j for j, c in enumerate(r) if c is not None), 1 << 20) for r in self.rows[top:]), default=0)
        cut = [r[left:] for r in self.rows[top:]] if left < 1 << 20 else []
        table = Table(path, self.name, cut, top + 1, left if cut else 0, self.hidden)
        return placed(table, tuple(self.merges), frozenset(self.hidden_rows), frozenset(self.hidden_columns))


class _Reader:
    """Listens to the elements of the workbook."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self.sheets: list[_Sheet] = []
        self._path = path
        self._progress = progress
        self._type = ""
        self._said: list[str] | None = None
        self._visible: list[str] | None = None
        self._across = self._area = self._filled = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "Worksheet":
            said = _plain(attributes)
            self.sheets.append(_Sheet(said.get("Name", "")))
        elif not self.sheets:
            return
        elif name == "Column":
            self._column(_plain(attributes))
        elif name == "Row":
            self._row(_plain(attributes))
        elif name == "Cell":
            self._cell(_plain(attributes) if attributes else {})
        elif name == "Data":
            self._type, self._said = _plain(attributes).get("Type", "String"), []
        elif name == "Visible":
            self._visible = []

    def text(self, text: str) -> None:
        if self._said is not None:
            self._said.append(text)
        elif self._visible is not None:
            self._visible.append(text)

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "Data" and self._said is not None:
            self._put(_value(self._type, "".join(self._said)))
            self._said = None
        elif name == "Cell" and self.sheets:
            self.sheets[-1].column += self._across
            self._across = 0
        elif name == "Visible" and self._visible is not None:
            self.sheets[-1].hidden = "".join(self._visible).strip() in ("SheetHidden", "SheetVeryHidden")
            self._visible = None

    def _column(self, said: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        first = _number(said.get("Index"), sheet.heading + 1) - 1
        sheet.heading = first + 1 + _number(said.get("Span"), 0)
        if said.get("Hidden") == "1":
            sheet.hidden_columns.update(range(first, min(sheet.heading, LAST_COLUMN)))

    def _row(self, said: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        at = _number(said.get("Index"), sheet.row + 2) - 1
        if not sheet.row < at < LAST_ROW:
            raise refuse.hostile(self._path, tr("工作表“{sheet}”有单元格在表格之外", sheet=sheet.name))
        span = _number(said.get("Span"), 0)
        if said.get("Hidden") == "1":
            sheet.hidden_rows.update(range(at, min(at + span + 1, LAST_ROW)))
        sheet.rows.extend([] for _ in range(at - sheet.row))
        sheet.row, sheet.column = at, -1
        if at % 5000 == 0:
            self._progress.report(at, 0, tr("读取 {file}", file=self._path.name))

    def _cell(self, said: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        sheet.column = _number(said.get("Index"), sheet.column + 2) - 1
        if sheet.row < 0 or not 0 <= sheet.column < LAST_COLUMN:
            raise refuse.hostile(self._path, tr("工作表“{sheet}”有单元格在表格之外", sheet=sheet.name))
        self._across, down = _number(said.get("MergeAcross"), 0), _number(said.get("MergeDown"), 0)
        if self._across or down:
            sheet.merges.append(Merge(sheet.row, sheet.column, sheet.row + down, sheet.column + self._across))

    def _put(self, cell: Cell) -> None:
        sheet = self.sheets[-1] if self.sheets else None
        if sheet is None or cell is None or not sheet.rows or sheet.column < 0:
            return
        row = sheet.rows[-1]
        more = sheet.column + 1 - len(row)
        self._area, self._filled = self._area + max(more, 0), self._filled + 1
        if self._area > LARGEST_AREA and self._area > FILLED * self._filled:
            raise refuse.scattered(self._path, sheet.name, f"{column_letter(sheet.column)}{sheet.row + 1}", self._filled)
        row.extend([None] * more)
        row[sheet.column] = cell


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    return {local(n): v for n, v in attributes.items()}


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _value(kind: str, text: str) -> Cell:
    if kind == "Number":
        return _as_number(text)
    if kind == "DateTime":
        return _as_moment(text)
    if kind == "Boolean":
        return text.strip() == "1"
    return None if kind == "Error" or not text or text.isspace() else text


def _as_number(text: str) -> Cell:
    try:
        value = float(text)
    except ValueError:
        return text or None
    return int(value) if value.is_integer() and -WHOLE < value < WHOLE else value


def _as_moment(text: str) -> Cell:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return text or None
    if text.startswith(TIME_ONLY):
        return found.time()
    return found.date() if found.time() == datetime.min.time() else found
