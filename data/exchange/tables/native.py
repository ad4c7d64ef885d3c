"""Sheets read by calamine, whose faults, panics among them, become a clear complaint."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import python_calamine as calamine

from data.errors import Cancelled, WatchroomError
from data.exchange.tables import refuse
from data.exchange.tables.table import Cell, Merge, Row, Table
from data.i18n import tr
from data.progress import Progress
from data.waiting import wait_for

OWN_NAMES = (".xlsx", ".xlsm", ".xlsb", ".ods")
PASS = 5000  # rows between two looks at the progress
# A spreadsheet keeps 15 digits of a number; a longer one stays a float, by which readers of codes know that it is damaged.
WHOLE = 1e15


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the reader does not tell of a sheet, rows and columns counted from 0 in the sheet."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] | None = None
    hidden: bool = False
    notes: tuple[str, ...] = ()


def read_with_calamine(path: Path, facts: Mapping[str, SheetFacts], progress: Progress) -> list[Table]:
    """Return every worksheet of a workbook; charts and macro sheets hold no table.

    Raises
    ------
    BadInput
        If the file is broken or locked.
    """
    try:
        book = wait_for(lambda: _open(path), progress)
        metas = [m for m in book.sheets_metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]
        tables = [_sheet(book, m, path, facts.get(m.name, SheetFacts()), progress) for m in metas]
        book.close()  # where reading was cancelled it goes on unseen, and the book is closed with its thread
        return tables
    except (KeyboardInterrupt, SystemExit, Cancelled, WatchroomError):
        raise
    except calamine.PasswordError as error:
        raise refuse.locked(path) from error
    except MemoryError as error:
        raise refuse.hostile(path, tr("内容太大，内存放不下")) from error
    except BaseException as error:
        # The reader is native code: on a broken file it may even panic, which is no Exception in Python.
        raise refuse.broken(path, str(error)[:120]) from error


def _open(path: Path) -> calamine.CalamineWorkbook:
    """The reader goes by the name of a file; one with another name is read from memory, and then it goes by the content."""
    if path.suffix.lower() in OWN_NAMES:
        return calamine.CalamineWorkbook.from_path(path)
    return calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))


def _sheet(book: calamine.CalamineWorkbook, meta: calamine.SheetMetadata, path: Path, facts: SheetFacts,
           progress: Progress) -> Table:  # fmt: skip
    sheet = wait_for(lambda: book.get_sheet_by_name(meta.name), progress)
    top, left = sheet.start or (0, 0)
    rows: list[Row] = []
    for n, row in enumerate(sheet.iter_rows() if sheet.start else ()):
        if n % PASS == 0:
            progress.report(n, sheet.height, tr("读取 {file}", file=path.name))
        if n >= top:
            rows.append(_plain_row(row))
    spans = sheet.merged_cell_ranges or ()
    merges = facts.merges if facts.merges is not None else tuple(Merge(a, b, c, d) for (a, b), (c, d) in spans)
    hidden = facts.hidden or meta.visible != calamine.SheetVisibleEnum.Visible
    table = Table(path, meta.name, rows, top + 1, left, hidden, notes=facts.notes)
    return placed(table, merges, facts.hidden_rows, facts.hidden_columns)


def _plain_row(row: Sequence[Cell]) -> Row:
    """Empty and blank cells are None, whole numbers are int, as people see them."""
    return [
        (c if c and not c.isspace() else None)
        if type(c) is str
        else (int(c) if type(c) is float and c.is_integer() and -WHOLE < c < WHOLE else c)
        for c in row
    ]


def placed(table: Table, merges: tuple[Merge, ...], hidden_rows: frozenset[int], hidden_columns: frozenset[int]) -> Table:
    """Return the table without empty rows at its end, with merges and hidden rows counted from its first row and column."""
    rows = list(table.rows)
    while rows and all(c is None for c in rows[-1]):
        rows.pop()  # formatting reaches far below the last row of many a sheet
    top, left = table.first_row - 1, table.first_column
    near = (m for m in merges if m.bottom >= top and m.right >= left)
    inside = tuple(Merge(max(m.top - top, 0), max(m.left - left, 0), m.bottom - top, m.right - left) for m in near)
    return replace(table, rows=rows, merges=inside,
                   hidden_rows=frozenset(r - top for r in hidden_rows if 0 <= r - top < len(rows)),
                   hidden_columns=frozenset(c - left for c in hidden_columns if c >= left))  # fmt: skip
