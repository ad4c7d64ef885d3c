"""Where a table's header stands, and what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from data.errors import BadInput
from data.exchange.tables.table import Cell, Row, Table, cell_at, cell_text, column_letter, filled
from data.exchange.tables.words import heading_key
from data.i18n import tr
from data.kinds.writing import INVISIBLE

LOOK_AT = 40  # rows from the top among which the header is looked for
DEEPEST = 4  # rows of one header
BELOW = 50  # rows below a header that show which columns are used
LONGEST_HEADING = 40
NUMBER = re.compile(r"[-+]?[\d,.]+%?\Z")
BROKEN = re.compile(r"(?<=[\u4e00-\u9fff])\s*[\r\n]+\s*(?=[\u4e00-\u9fff])")  # a heading of several lines in its cell
DATE = re.compile(r"\d{2,4}[-/.年]\d{1,2}")


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
    top = _Top(table)
    best: tuple[float, int, int] | None = None
    for place in range(min(LOOK_AT, len(top.rows))):
        for depth in range(1, DEEPEST + 1):
            score = top.score(place, depth, vocabulary)
            if score is not None and (best is None or score > best[0] + 1e-9):
                best = (score, place, depth)
    if best is None:
        raise BadInput(no_header(table), file=table.file)
    return top.header(best[1], best[2], vocabulary)


def header_at(table: Table, index: int, vocabulary: Collection[str]) -> Header:
    """Return the header whose last row is ``index`` in the table, because a person said so or it was there last time.

    Raises
    ------
    BadInput
        If there is no row of this index with rows below it.
    """
    if not 0 <= index < len(table.rows) - 1 or not filled(table.rows[index]):
        raise BadInput(no_header(table), file=table.file)
    top = _Top(table.shown() if index in table.hidden_rows else table, index)
    last = top.indexes.index(index)
    depth = 1
    while depth < DEEPEST and last - depth >= 0 and top.goes_on(last - depth):
        depth += 1
    return top.header(last - depth + 1, depth, vocabulary)


def no_header(table: Table) -> str:
    """Return the complaint of a table without a header."""
    where = f"{table.file.name} [{table.sheet}]" if table.sheet else table.file.name
    return tr("{file} 里找不到表头：需要一行列名（如 姓名、地址、电话）和下面的数据行", file=where)


class _Top:
    """The visible rows at the top of a table, among which the header is."""

    def __init__(self, table: Table, upto: int = 0) -> None:
        self.table = table
        end = min(len(table.rows), max(LOOK_AT, upto + 1) + BELOW + DEEPEST)
        self.indexes = [i for i in range(end) if i not in table.hidden_rows]
        self.rows = [self._visible(table.rows[i]) for i in self.indexes]
        self._usual = self._usual_width()
        place = {index: n for n, index in enumerate(self.indexes)}
        self._merges = [(place[m.top], place.get(m.bottom, place[m.top]), m) for m in table.merges if m.top in place]

    def _visible(self, row: Row) -> Row:
        hidden = self.table.hidden_columns
        return [None if i in hidden else c for i, c in enumerate(row)] if hidden else row

    def _usual_width(self) -> float:
        sample = [r for i, r in enumerate(self.table.rows[:200]) if i not in self.table.hidden_rows]
        widths = sorted(n for r in sample if (n := filled(self._visible(r))))
        return float(widths[len(widths) * 3 // 4]) if widths else 0.0

    def score(self, place: int, depth: int, vocabulary: Collection[str]) -> float | None:
        """Return how much the rows from ``place`` on look like a header; None if they cannot be one."""
        rows = self.rows[place : place + depth]
        if len(rows) < depth or not all(filled(r) for r in rows):
            return None
        if any(not self.goes_on(place + n) for n in range(depth - 1)):
            return None
        cells = [c for r in rows for c in r if c is not None]
        heading_like = sum(_like_heading(c) for c in cells) / len(cells)
        below = any(filled(r) for r in self.rows[place + depth : place + depth + 5])
        if heading_like < 0.5 or not below:
            return None
        columns = self.columns(place, depth)
        known = len({word for c in columns if (word := _word(c, vocabulary))})
        distinct = len({c.name for c in columns}) / len(columns) if columns else 0.0
        fill = min(len(columns) / self._usual, 1.0) if self._usual else 0.0
        # Among equals the higher row wins, and fewer rows win over more.
        return 3.0 * known + 2.0 * heading_like + 2.0 * fill + distinct - 0.02 * place - 0.3 * (depth - 1)

    def goes_on(self, place: int) -> bool:
        """Whether the row below this one belongs to the same header.

        Gaps in the upper one (merged cells) are filled in the lower one, and both hold headings only.
        """
        if place + 1 >= len(self.rows):
            return False
        upper, lower = self.rows[place], self.rows[place + 1]
        if not all(_like_heading(c) for c in (*upper, *lower) if c is not None) or not filled(lower):
            return False
        across = [m for top, _, m in self._merges if top == place and m.right > m.left]
        if any(any(cell_at(lower, i) is not None for i in range(m.left, m.right + 1)) for m in across):
            return filled(upper) >= 2
        if filled(upper) < 2:
            return False
        width = max(len(upper), len(lower))
        gaps = [i for i in range(width) if cell_at(upper, i) is None and cell_at(lower, i) is not None]
        lone = [i for i in range(width) if cell_at(upper, i) is not None and cell_at(lower, i) is None]
        return bool(gaps) and (bool(lone) or len(gaps) < filled(lower))

    def header(self, place: int, depth: int, vocabulary: Collection[str]) -> Header:
        """Return the header of these rows."""
        columns = self.columns(place, depth, named=True)
        return Header(self.indexes[place + depth - 1], depth, columns, sum(_known(c, vocabulary) for c in columns))

    def columns(self, place: int, depth: int, *, named: bool = False) -> tuple[Column, ...]:
        """Return the columns under these rows; ``named`` looks above them for those that have no heading."""
        levels = [self._level(place, n, depth) for n in range(depth)]
        below = self.rows[place + depth : place + depth + BELOW]
        width = max([0, *(len(level) for level in levels), *(len(r) for r in below)])
        columns: list[Column] = []
        taken: dict[str, int] = {}
        for i in range(width):
            parts = _parts([_heading(cell_at(level, i)) for level in levels])
            if not parts and named:
                parts = self._reaching_down(place, i)
            if i in self.table.hidden_columns or (not parts and all(cell_at(r, i) is None for r in below)):
                continue
            name, readings = _reading(parts, i + self.table.first_column)
            taken[name] = taken.get(name, 0) + 1
            shown = name if taken[name] == 1 else f"{name} ({taken[name]})"
            columns.append(Column(i, shown, readings))
        return tuple(columns)

    def _reaching_down(self, place: int, column: int) -> list[str]:
        """Return the heading of a merged cell that begins above the header and reaches down into it."""
        for top, bottom, merge in self._merges:
            if top < place <= bottom and merge.left <= column <= merge.right:
                return _parts([_heading(cell_at(self.rows[top], merge.left))])
        return []

    def _level(self, place: int, n: int, depth: int) -> list[Cell]:
        """Return one row of a header with each merged heading in all columns that it spans."""
        row = list(self.rows[place + n])
        if n == depth - 1:
            return row
        across = [m for top, _, m in self._merges if top == place + n and m.right > m.left]
        if not across:
            return _spread(row, self.rows[place + n + 1 : place + depth])
        for merge in across:
            row.extend([None] * (merge.right + 1 - len(row)))
            row[merge.left : merge.right + 1] = [row[merge.left]] * (merge.right + 1 - merge.left)
        return row


def _parts(levels: Sequence[str]) -> list[str]:
    """Return the headings of a column from the top down, each once."""
    return list(dict.fromkeys(level for level in levels if level))


def _heading(cell: Cell) -> str:
    """Return a heading as it is written, on one line; breaks between Chinese characters are no spaces."""
    text = cell if isinstance(cell, str) else cell_text(cell)
    return " ".join(BROKEN.sub("", INVISIBLE.sub("", text)).split())


def _reading(parts: Sequence[str], index: int) -> tuple[str, tuple[str, ...]]:
    """Return the name of a column, and the ways in which its heading can be read, most telling first."""
    if not parts:
        return tr("第 {letter} 列", letter=column_letter(index)), ()
    if len(parts) > 1:
        ways = ("".join(parts), parts[-1], "".join(parts[-2:]))
        return "/".join(parts), tuple(dict.fromkeys(ways))
    name = parts[0]
    # A table of rejects carries headings of several rows in one: 住址/房号.
    return name, (name, name.rpartition("/")[2]) if "/" in name else (name,)


def _spread(upper: Sequence[Cell], lower: Sequence[Sequence[Cell]]) -> list[Cell]:
    """Give a merged heading to the columns that it spans: the gaps to its right that are filled below."""
    spread: list[Cell] = []
    held: Cell = None
    for i in range(max(len(upper), *(len(r) for r in lower))):
        cell, under = cell_at(upper, i), any(cell_at(r, i) is not None for r in lower)
        if cell is not None:
            held = cell if under else None
        spread.append(cell if cell is not None else held if under else None)
    return spread


def _word(column: Column, vocabulary: Collection[str]) -> str:
    """Return the heading of a column that means something, "" if none does."""
    return next((key for r in column.readings if (key := heading_key(r)) in vocabulary), "")


def _known(column: Column, vocabulary: Collection[str]) -> bool:
    return bool(_word(column, vocabulary))


def _like_heading(cell: Cell) -> bool:
    if isinstance(cell, bool | int | float | date | time | timedelta) or cell is None:
        return False
    text = cell_text(cell)
    return len(text) <= LONGEST_HEADING and not NUMBER.match(text) and not DATE.match(text)
