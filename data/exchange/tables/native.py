"""Sheets read by calamine, whose faults, panics among them, become a clear complaint."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import python_calamine as calamine

from data.errors import Cancelled, WatchroomError
from data.exchange.tables import refuse
from data.exchange.tables.column_rows import CHUNK, ColumnRows, Columns
from data.exchange.tables.shared_texts import PlacedTexts
from data.exchange.tables.table import Cell, Merge, Table
from data.i18n import tr
from data.progress import Progress
from data.waiting import wait_for

OWN_NAMES = (".xlsx", ".xlsm", ".xlsb", ".ods")
LONG = 5000  # rows; what is longer is kept as columns
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


def read_with_calamine(path: Path, facts: Mapping[str, SheetFacts], progress: Progress,
                       placed: Mapping[str, PlacedTexts] | None = None) -> list[Table]:  # fmt: skip
    """Return every worksheet of a workbook; charts and macro sheets hold no table. Texts that are placed already are not read.

    Raises
    ------
    BadInput
        If the file is broken or locked.
    """
    try:
        texts = next(iter((placed or {}).values()), None)
        book = wait_for(lambda: _open(path, texts), progress)
        metas = [m for m in book.sheets_metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]
        tables = [_sheet(book, m, path, facts.get(m.name, SheetFacts()), progress, (placed or {}).get(m.name)) for m in metas]
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


def _open(path: Path, placed: PlacedTexts | None) -> calamine.CalamineWorkbook:
    """The reader goes by the name of a file; one with another name is read from memory, and then it goes by the content."""
    if placed is not None:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(placed.rest))
    if path.suffix.lower() in OWN_NAMES:
        return calamine.CalamineWorkbook.from_path(path)
    return calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))


def _sheet(book: calamine.CalamineWorkbook, meta: calamine.SheetMetadata, path: Path, facts: SheetFacts,
           progress: Progress, texts: PlacedTexts | None) -> Table:  # fmt: skip
    sheet = wait_for(lambda: book.get_sheet_by_name(meta.name), progress)
    top, left = sheet.start or (0, 0)
    chunks = _chunks(sheet, top)
    if texts is not None:
        top, left = texts.corner(sheet.start)
        chunks = texts.chunks(sheet.to_python(skip_empty_area=True), sheet.start, _plain_column)
    spans = sheet.merged_cell_ranges or ()
    merges = facts.merges if facts.merges is not None else tuple(Merge(a, b, c, d) for (a, b), (c, d) in spans)
    rows = ColumnRows()
    for done, columns in chunks:
        progress.report(done, sheet.height, tr("读取 {file}", file=path.name))
        rows.append(columns)
    hidden = facts.hidden or meta.visible != calamine.SheetVisibleEnum.Visible
    kept = list(rows) if merges or len(rows) < LONG else rows  # what is merged is written into the rows below it
    table = Table(path, meta.name, kept, top + 1, left, hidden, notes=facts.notes)
    return placed(table, merges, facts.hidden_rows, facts.hidden_columns)


def _chunks(sheet: calamine.CalamineSheet, top: int) -> Iterator[tuple[int, Columns]]:
    """Yield how many rows came before, and the columns of some rows, from the first row that holds anything."""
    rows = islice(sheet.iter_rows(), top, None) if sheet.start else iter(())
    done = 0
    while chunk := list(islice(rows, CHUNK)):
        yield done, [_plain_column(column) for column in zip(*chunk, strict=True)]
        done += len(chunk)


def _plain_column(column: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Empty and blank cells are None, whole numbers are int, as people see them; a column without such stays what it is."""
    types = set(map(type, column))
    if float in types or not all(map(str.strip, column if types == {str} else (c for c in column if type(c) is str))):  # type: ignore[arg-type]
        return tuple(_plain(c) for c in column)
    return column


def _plain(cell: Cell) -> Cell:
    if type(cell) is str:
        return cell if cell and not cell.isspace() else None
    return int(cell) if type(cell) is float and cell.is_integer() and -WHOLE < cell < WHOLE else cell


def placed(table: Table, merges: tuple[Merge, ...], hidden_rows: frozenset[int], hidden_columns: frozenset[int]) -> Table:
    """Return the table without empty rows at its end, with merges and hidden rows counted from its first row and column."""
    rows = table.rows if isinstance(table.rows, ColumnRows) else list(table.rows)
    if isinstance(rows, ColumnRows):
        rows.drop_empty_end()  # formatting reaches far below the last row of many a sheet
    while isinstance(rows, list) and rows and all(c is None for c in rows[-1]):
        rows.pop()
    top, left = table.first_row - 1, table.first_column
    near = (m for m in merges if m.bottom >= top and m.right >= left)
    inside = tuple(Merge(max(m.top - top, 0), max(m.left - left, 0), m.bottom - top, m.right - left) for m in near)
    return replace(table, rows=rows, merges=inside,
                   hidden_rows=frozenset(r - top for r in hidden_rows if 0 <= r - top < len(rows)),
                   hidden_columns=frozenset(c - left for c in hidden_columns if c >= left))  # fmt: skip
