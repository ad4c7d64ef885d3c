"""Where a table's header stands, what its columns are called, and which rows below are data."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from data.errors import BadInput
from data.exchange.tables.table import Cell, Row, Table, cell_text, column_letter, filled
from data.exchange.tables.words import heading_key
from data.i18n import tr

LOOK_AT = 40  # rows from the top among which the header is looked for
LONGEST_HEADING = 40
TOTALS = re.compile(r"(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|总\s*数|(sub|grand)?\s*totals?|sum)\s*[:：]?\s*\d*\Z", re.IGNORECASE)
FOOTNOTE = re.compile(r"(填表|制表|审核|统计人|填报|备注|注|说明|打印|第\s*\d+\s*页)[^:：]{0,12}[:：]|第\s*\d+\s*页")
NUMBER = re.compile(r"[-+]?[\d,.]+%?\Z")
DATE = re.compile(r"\d{2,4}[-/.年]\d{1,2}")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no data, and why."""

    row: int
    why: str


@dataclass(frozen=True)
class Header:
    """The header: index of its last row in the table, the rows it takes, and the columns' names, all different.

    ``columns`` holds (index in a row, name, the ways in which the heading can be read, most telling first).
    """

    index: int
    depth: int
    columns: tuple[Column, ...]
    matches: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place in a row, its name as shown, and other readings of a heading of two rows."""

    index: int
    name: str
    readings: tuple[str, ...] = field(default=())


def find_header(table: Table, vocabulary: Collection[str]) -> Header:
    """Return the header of a table; ``vocabulary`` holds the keys of all headings that mean something.

    Raises
    ------
    BadInput
        If nothing looks like a header with rows below it.
    """
    best: tuple[float, int, int] | None = None
    usual = _usual_width(table)
    for index in range(min(LOOK_AT, len(table.rows))):
        for depth in (1, 2):
            score = _score(table, index, depth, vocabulary, usual)
            if score is not None and (best is None or score > best[0] + 1e-9):
                best = (score, index, depth)
    if best is None or best[1] + best[2] >= len(table.rows):
        raise BadInput(no_header(table), file=table.file)
    _, index, depth = best
    columns = _columns(table, index, depth)
    return Header(index + depth - 1, depth, columns, sum(_known(c, vocabulary) for c in columns))


def header_at(table: Table, index: int, vocabulary: Collection[str]) -> Header:
    """Return the header whose last row is ``index`` in the table, because a person said so or it was there last time.

    Raises
    ------
    BadInput
        If there is no row of this index with rows below it.
    """
    if not 0 <= index < len(table.rows) - 1 or not filled(table.rows[index]):
        raise BadInput(no_header(table), file=table.file)
    depth = 2 if index > 0 and filled(table.rows[index - 1]) and _two_rows(table, index - 1) else 1
    columns = _columns(table, index - depth + 1, depth)
    return Header(index, depth, columns, sum(_known(c, vocabulary) for c in columns))


def no_header(table: Table) -> str:
    """Return the complaint of a table without a header."""
    where = f"{table.file.name} [{table.sheet}]" if table.sheet else table.file.name
    return tr("{file} 里找不到表头：需要一行列名（如 姓名、地址、电话）和下面的数据行", file=where)


def data_rows(table: Table, header: Header) -> tuple[list[int], list[Skipped]]:
    """Return the indexes of the rows of data, and the others with a reason; empty rows are left out silently."""
    rows: list[int] = []
    skipped: list[Skipped] = []
    heading = [cell_text(c) for c in table.rows[header.index]]
    wide = len(header.columns) >= 4
    for index in range(header.index + 1, len(table.rows)):
        row = table.rows[index]
        count = filled(row)
        if not count:
            continue
        why = _not_data(row, count, heading, wide)
        if why:
            skipped.append(Skipped(table.number(index), why))
        else:
            rows.append(index)
    return rows, skipped


def _not_data(row: Row, count: int, heading: list[str], wide: bool) -> str:
    first = next(c for c in row if c is not None)
    if isinstance(first, str) and first[:1] not in "0123456789":
        text = cell_text(first)
        if TOTALS.match(text):
            return tr("合计行")
        if wide and count <= 3 and FOOTNOTE.match(text):
            return tr("表尾说明")
        if count >= 2 and text in heading and [cell_text(c) for c in row] == heading:
            return tr("重复的表头")
    return ""


def _usual_width(table: Table) -> float:
    widths = sorted(filled(r) for r in table.rows[:200] if filled(r))
    return float(widths[len(widths) * 3 // 4]) if widths else 0.0


def _score(table: Table, index: int, depth: int, vocabulary: Collection[str], usual: float) -> float | None:
    """Return how much rows ``index`` .. look like a header; None if they cannot be one."""
    rows = table.rows[index : index + depth]
    if len(rows) < depth or not all(filled(r) for r in rows):
        return None
    if depth == 2 and not _two_rows(table, index):
        return None
    columns = _columns(table, index, depth)
    known = sum(_known(c, vocabulary) for c in columns)
    cells = [c for r in rows for c in r if c is not None]
    heading_like = sum(_like_heading(c) for c in cells) / len(cells)
    distinct = len({c.name for c in columns}) / len(columns)
    below = any(filled(r) for r in table.rows[index + depth : index + depth + 5])
    if heading_like < 0.5 or not below:
        return None
    fill = min(len(columns) / usual, 1.0) if usual else 0.0
    # Among equals the higher row wins, and one row wins over two.
    return 3.0 * known + 2.0 * heading_like + 2.0 * fill + distinct - 0.02 * index - 0.3 * (depth - 1)


def _two_rows(table: Table, index: int) -> bool:
    """A header of two rows: gaps in the upper one (merged cells) are filled in the lower one, and both are headings."""
    upper, lower = table.rows[index], table.rows[index + 1]
    width = max(len(upper), len(lower))
    if filled(upper) < 2 or not all(_like_heading(c) for c in (*upper, *lower) if c is not None):
        return False
    gaps = [i for i in range(width) if _at(upper, i) is None and _at(lower, i) is not None]
    lone = [i for i in range(width) if _at(upper, i) is not None and _at(lower, i) is None]
    return bool(gaps) and (bool(lone) or len(gaps) < filled(lower))


def _columns(table: Table, index: int, depth: int) -> tuple[Column, ...]:
    upper = table.rows[index]
    lower = table.rows[index + 1] if depth == 2 else []
    groups = _spread(upper, lower) if depth == 2 else list(upper)
    below = table.rows[index + depth : index + depth + 50]
    width = max([len(groups), len(lower), *(len(r) for r in below)])
    columns: list[Column] = []
    taken: dict[str, int] = {}
    for i in range(width):
        top, bottom = _heading(_at(groups, i)), _heading(_at(lower, i))
        if not top and not bottom and all(_at(r, i) is None for r in below):
            continue
        name, readings = _reading(top, bottom, i + table.first_column)
        taken[name] = taken.get(name, 0) + 1
        shown = name if taken[name] == 1 else f"{name} ({taken[name]})"
        columns.append(Column(i, shown, readings))
    return tuple(columns)


def _heading(cell: Cell) -> str:
    """Return a heading as it is written, on one line."""
    return " ".join((cell if isinstance(cell, str) else cell_text(cell)).split())


def _reading(top: str, bottom: str, index: int) -> tuple[str, tuple[str, ...]]:
    if top and bottom and top != bottom:
        return f"{top}/{bottom}", (top + bottom, bottom)
    name = top or bottom
    if not name:
        return tr("第 {letter} 列", letter=column_letter(index)), ()
    # A table of rejects carries headings of two rows in one: 住址/房号.
    return name, (name, name.rpartition("/")[2]) if "/" in name else (name,)


def _spread(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Cell]:
    """Give a merged heading to the columns that it spans: the gaps to its right that are filled below."""
    spread: list[Cell] = []
    held: Cell = None
    for i in range(max(len(upper), len(lower))):
        cell = _at(upper, i)
        if cell is not None:
            held = cell if _at(lower, i) is not None else None
        spread.append(cell if cell is not None else held if _at(lower, i) is not None else None)
    return spread


def _known(column: Column, vocabulary: Collection[str]) -> bool:
    return any(heading_key(r) in vocabulary for r in column.readings)


def _like_heading(cell: Cell) -> bool:
    if isinstance(cell, bool | int | float | date | time | timedelta) or cell is None:
        return False
    text = cell_text(cell)
    return len(text) <= LONGEST_HEADING and not NUMBER.match(text) and not DATE.match(text)


def _at(row: Sequence[Cell], index: int) -> Cell:
    return row[index] if index < len(row) else None
