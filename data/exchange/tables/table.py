"""A table as read from a file: rows of plain cells, and the row numbers that the user's program shows."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from data.kinds.writing import INVISIBLE

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = list[Cell]

# .et is WPS's own name for a workbook, .xml and .htm what many systems export under the name of one.
TABLE_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv", ".tsv", ".txt", ".xml", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: first and last row and column, inside the table, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Table:
    """One sheet. ``first_row`` is the number that the user's program shows beside ``rows[0]``; empty cells are None.

    ``hidden_rows`` are indexes in ``rows``, ``hidden_columns`` indexes in a row. ``notes`` say what was odd about the file.
    """

    file: Path
    sheet: str
    rows: Sequence[Row]
    first_row: int = 1
    first_column: int = 0
    hidden: bool = False
    encoding: str = ""
    evidence: str = ""
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns of the widest of the first rows."""
        return max((len(r) for r in self.rows[:2000]), default=0)

    def shown(self) -> Table:
        """Return the table as if nothing in it were hidden."""
        return replace(self, hidden_rows=frozenset(), hidden_columns=frozenset())

    def number(self, index: int) -> int:
        """Return the row number that the user sees for ``rows[index]``."""
        return self.first_row + index


def cell_at(row: Sequence[Cell], index: int) -> Cell:
    """Return a cell of a row; what lies beyond its end is empty."""
    return row[index] if index < len(row) else None


def filled(row: Sequence[Cell]) -> int:
    """Return how many cells of a row hold something."""
    return len(row) - row.count(None)


def cell_text(cell: Cell) -> str:
    """Return a cell as the text that a person would read: no ".0", full-width forms narrowed, nothing invisible, trimmed."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell.strip() if cell.isascii() else unicodedata.normalize("NFKC", INVISIBLE.sub("", cell)).strip()
        return text[:-2] if text.endswith(".0") and text[:-2].isdecimal() else text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def column_letter(index: int) -> str:
    """Return the spreadsheet's name of a column counted from 0: A, B, ... Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
