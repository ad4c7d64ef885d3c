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

from data.errors import Cancelled, WatchroomError
from data.exchange.tables import refuse
from data.exchange.tables.native import WHOLE, placed
from data.exchange.tables.table import Cell, Merge, Row, Table
from data.i18n import tr
from data.progress import Progress

LARGEST = 512 << 20  # bytes; 65,536 rows of 256 columns take less
PASS = 5000
ONE_DAY = 1.0


def read_old_excel(path: Path, progress: Progress) -> list[Table]:
    """Return the worksheets of an .xls.

    Raises
    ------
    BadInput
        If it is broken or locked.
    """
    if path.stat().st_size > LARGEST:
        raise refuse.too_big(path, path.name, f"{LARGEST >> 20} MB")
    book = _open(path)
    return [_table(book, sheet, path, progress) for sheet in book.sheets()]


def _open(path: Path) -> Book:
    """Damage of the container that hides no data is read over; formats are wanted because they tell what is hidden."""
    try:
        return xlrd.open_workbook(file_contents=path.read_bytes(), logfile=io.StringIO(), formatting_info=True, ragged_rows=True,
                                  ignore_workbook_corruption=True)  # fmt: skip
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower() or "password" in str(error).lower():
            raise refuse.locked(path) from error
        raise refuse.broken(path, str(error)[:120]) from error
    except (KeyboardInterrupt, SystemExit, Cancelled, WatchroomError):
        raise
    except (struct.error, UnicodeError) as error:
        raise refuse.broken(path, tr("内容不完整：{why}", why=str(error)[:80])) from error
    except Exception as error:
        raise refuse.broken(path, tr("内容不完整：{why}", why=f"{type(error).__name__} {error}"[:80])) from error


def _table(book: Book, sheet: Sheet, path: Path, progress: Progress) -> Table:
    rows: list[Row] = []
    for n in range(sheet.nrows):
        if n % PASS == 0:
            progress.report(n, sheet.nrows, tr("读取 {file}", file=path.name))
        rows.append(_row(sheet, n, book))
    merges = tuple(Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
    hidden_rows = frozenset(r for r, info in sheet.rowinfo_map.items() if info.hidden)
    hidden_columns = frozenset(c for c, info in sheet.colinfo_map.items() if info.hidden)
    top, left = _corner(rows)
    cut = [r[left:] for r in rows[top:]] if left else rows[top:]
    return placed(Table(path, sheet.name, cut, top + 1, left, sheet.visibility != 0), merges, hidden_rows, hidden_columns)


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
