"""Excel's own binary workbooks (.xls, BIFF2 to BIFF8) in, through xlrd; WPS's .et is the same under another name."""

from __future__ import annotations

import io
import struct
from datetime import datetime, time, timedelta
from pathlib import Path

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_NUMBER, XL_CELL_TEXT
from xlrd.book import Book
from xlrd.sheet import Sheet
from xlrd.xldate import XLDateError, xldate_as_datetime

from data.errors import BadInput, Cancelled, WatchroomError
from data.exchange.tables import refuse
from data.exchange.tables.compound import SIGNATURE, BrokenContainer, Compound
from data.exchange.tables.encoding import detect_bytes
from data.exchange.tables.native import WHOLE, placed
from data.exchange.tables.room import Room
from data.exchange.tables.sheet_xml import Extent
from data.exchange.tables.table import Cell, Merge, Row, Table
from data.i18n import tr
from data.progress import Progress

LARGEST = 512 << 20  # bytes; 65,536 rows of 256 columns take less
PASS = 5000
ONE_DAY = 1.0
UNICODE = 80  # from BIFF8 on
WESTERN = ("iso-8859-1", "latin_1", "cp1252", "ascii", "mac_roman")
CHINESE = "gb18030"
SAMPLE = 500  # rows of a sheet
RICH_TEXT, PLAIN_TEXT = 0x00D6, 0x0204
RICH = struct.pack("<H", RICH_TEXT)
ENCRYPTED = "EncryptedPackage"
OTHERS = {"WordDocument": "Word", "PowerPoint Document": "PowerPoint"}


def read_old_excel(path: Path, progress: Progress) -> list[Table]:
    """Return the worksheets of an .xls.

    Raises
    ------
    BadInput
        If it is broken or locked.
    """
    if path.stat().st_size > LARGEST:
        raise refuse.too_big(path, path.name, f"{LARGEST >> 20} MB")
    content = _content(path)
    try:
        return _read(path, content, progress)
    except struct.error as error:
        if RICH not in content:
            raise _incomplete(path, error) from error
    try:
        return _read(path, _without_runs(content), progress)
    except struct.error as error:
        raise _incomplete(path, error) from error


def _content(path: Path) -> bytes:
    """Return the records of the workbook, out of their container."""
    data = path.read_bytes()
    if not data.startswith(SIGNATURE):
        return data
    try:
        container = Compound(data)
    except BrokenContainer as error:
        if ENCRYPTED.encode("utf-16-le") in data:
            raise refuse.locked(path) from error
        raise refuse.broken(path, tr("文件头不对")) from error
    if ENCRYPTED in container.names:
        raise refuse.locked(path)
    other = next((program for name, program in OTHERS.items() if name in container.names), "")
    if other:
        raise refuse.other_program(path, other)
    content = container.stream("Workbook", "Book")
    if not content:
        raise refuse.broken(path, tr("里面没有 {part}", part="Workbook"))
    return content


def _read(path: Path, content: bytes, progress: Progress) -> list[Table]:
    """Return the sheets; formats are wanted because they tell what is hidden. Struct errors are the caller's."""
    try:
        book = _open(content, "")
        book = _open(content, CHINESE) if _is_chinese(path, book) else book
        room = Room(path)
        return [_table(book, n, path, room, progress) for n in range(book.nsheets)]
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower() or "password" in str(error).lower():
            raise refuse.locked(path) from error
        raise refuse.broken(path, str(error)[:120]) from error
    except (KeyboardInterrupt, SystemExit, Cancelled, WatchroomError, struct.error):
        raise
    except MemoryError as error:
        raise refuse.hostile(path, tr("内容太大，内存放不下")) from error
    except Exception as error:
        raise _incomplete(path, error) from error


def _incomplete(path: Path, error: Exception) -> BadInput:
    return refuse.broken(path, tr("内容不完整：{why}", why=f"{type(error).__name__} {error}"[:80]))


def _open(content: bytes, encoding: str) -> Book:
    return xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), formatting_info=True, ragged_rows=True,
                              on_demand=True, encoding_override=encoding or None)  # fmt: skip


def _table(book: Book, number: int, path: Path, room: Room, progress: Progress) -> Table:
    sheet = book.sheet_by_index(number)
    rows: list[Row] = []
    for n in range(sheet.nrows):
        if n % PASS == 0:
            progress.report(n, sheet.nrows, tr("读取 {file}", file=path.name))
        rows.append(_row(sheet, n, book))
    merges = tuple(Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
    hidden_rows = frozenset(r for r, info in sheet.rowinfo_map.items() if info.hidden)
    hidden_columns = frozenset(c for c, info in sheet.colinfo_map.items() if info.hidden)
    hidden = sheet.visibility != 0
    name = sheet.name
    book.unload_sheet(number)
    room.take(name, Extent(len(rows), max(map(len, rows), default=0), sum(len(r) - r.count(None) for r in rows)))
    top, left = _corner(rows)
    cut = [r[left:] for r in rows[top:]] if left else rows[top:]
    notes = (tr("文字按 GB18030 读：文件写明的编码不对"),) if book.encoding == CHINESE else ()
    return placed(Table(path, name, cut, top + 1, left, hidden, notes=notes), merges, hidden_rows, hidden_columns)


def _is_chinese(path: Path, book: Book) -> bool:
    """Whether texts of Excel 5 and before, which are bytes, are Chinese though the file names another code page or none."""
    if book.biff_version >= UNICODE or book.encoding not in WESTERN:
        return False
    texts = (v for s in book.sheets() for n in range(min(s.nrows, SAMPLE)) for v in s.row_values(n) if isinstance(v, str))
    raw = b"\n".join(t.encode(book.encoding, "ignore") for t in texts if not t.isascii())
    if not raw:
        return False
    try:
        return detect_bytes(path, raw).name in ("gbk", CHINESE)
    except BadInput:
        return False


def _without_runs(content: bytes) -> bytes:
    """Return the records with texts of several fonts as plain ones; some writers cut the list of fonts short."""
    out = bytearray(content)
    at = 0
    while at + 4 <= len(out):
        kind, length = struct.unpack_from("<HH", out, at)
        if kind == RICH_TEXT:
            struct.pack_into("<H", out, at, PLAIN_TEXT)
        at += 4 + length
    return bytes(out)


def _corner(rows: list[Row]) -> tuple[int, int]:
    """Return the first row and column that hold something."""
    top = next((i for i, r in enumerate(rows) if any(c is not None for c in r)), 0)
    firsts = [next((j for j, c in enumerate(r) if c is not None), None) for r in rows[top:]]
    return top, min((f for f in firsts if f is not None), default=0)


def _row(sheet: Sheet, n: int, book: Book) -> Row:
    row = [_cell(kind, value, book.datemode) for kind, value in zip(sheet.row_types(n), sheet.row_values(n), strict=True)]
    while row and row[-1] is None:
        row.pop()  # formatting reaches far to the right
    return row


def _cell(kind: int, value: object, datemode: int) -> Cell:
    if kind == XL_CELL_TEXT:
        return value if isinstance(value, str) and value and not value.isspace() else None
    if kind == XL_CELL_NUMBER and isinstance(value, float):
        return int(value) if value.is_integer() and -WHOLE < value < WHOLE else value
    if kind == XL_CELL_DATE and isinstance(value, float):
        return _moment(value, datemode)
    return bool(value) if kind == XL_CELL_BOOLEAN else None  # errors of formulas and blank cells say nothing


def _moment(value: float, datemode: int) -> Cell:
    """Return a date, a time of day (less than a day), or the number where it is neither."""
    try:
        if value < 0:
            return value
        found: datetime = xldate_as_datetime(value, datemode)
        if value < ONE_DAY:
            return found.time()
        return found if found.time() != time() else found.date()
    except (XLDateError, OverflowError, ValueError):
        return timedelta(days=value) if 0 <= value < 1e6 else value
