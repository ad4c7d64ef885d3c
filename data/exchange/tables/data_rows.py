"""Which rows below a header are data, and what merged cells mean for each of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from data.exchange.tables.column_rows import ColumnRows
from data.exchange.tables.header import Header
from data.exchange.tables.table import Cell, Row, Table, cell_at, cell_text, filled
from data.i18n import tr
from data.progress import Progress

PASS = 20_000  # rows between two looks at whether to stop
TOTALS = re.compile(r"((?:本页|本表)?(?:合|总|小|共|累)\s*计|总\s*数|(sub|grand)?\s*totals?|sum)\s*[:：]?\s*\d*\Z", re.IGNORECASE)
FOOTNOTE = re.compile(r"(填表|制表|审核|统计人|填报|备注|注|说明|打印|第\s*\d+\s*页)[^:：]{0,12}[:：]|第\s*\d+\s*页")
NEARLY_EMPTY = 3  # cells; a row with no more may be a note
PLAIN_BEGIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")  # what stands so is not narrowed or stripped before it is looked at
TOTAL_BEGINS = frozenset("合小总共累本STGstg")  # with which a total can begin; everything else is not looked at


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no data, and why."""

    row: int
    why: str


def data_rows(table: Table, header: Header, progress: Progress | None = None) -> tuple[list[int], list[Skipped]]:
    """Return the indexes of the rows of data, and the others with a reason; empty and hidden rows are left out silently.

    A cell that is merged over several rows of data is filled into each of them.
    """
    _fill_merged(table, header)
    rows: list[int] = []
    skipped: list[Skipped] = []
    heading = [cell_text(c) for c in table.rows[header.index]]
    wide = len(header.columns) >= 4
    groups = {m.top for m in table.merges if wide and m.top == m.bottom and m.right - m.left >= len(header.columns) // 2}
    hidden = table.hidden_rows
    for indexes, plain in _plainly_data(table, header.index + 1, heading):
        if progress is not None:
            progress.check()
        if plain and not hidden and not groups:
            rows += indexes
            continue
        for index in indexes:
            row = table.rows[index]
            count = len(row) - row.count(None)
            if not count or index in hidden:
                continue
            why = tr("分组标题行") if count == 1 and index in groups else _not_data(row, count, heading, wide)
            if why:
                skipped.append(Skipped(table.number(index), why))
            else:
                rows.append(index)
    return rows, skipped


def _plainly_data(table: Table, first: int, heading: list[str]) -> Iterator[tuple[Sequence[int], bool]]:
    """Yield runs of rows, and whether a look at their columns tells that all are data; `_not_data` would say the same of each."""
    if not isinstance(table.rows, ColumnRows):
        yield from ((range(at, min(at + PASS, len(table.rows))), False) for at in range(first, len(table.rows), PASS))
        return
    odd = TOTAL_BEGINS.union(h[:1] for h in heading)
    for start, columns in table.rows.chunks():
        indexes = range(max(start, first), start + len(columns[0]))
        asked = sorted(set(_unsure(columns, odd, len(heading)))) if indexes else []
        at = indexes.start
        for place in asked:
            if start + place >= at:
                yield range(at, start + place), True
                yield (start + place,), False
                at = start + place + 1
        yield range(at, indexes.stop), True


def _unsure(columns: Sequence[Sequence[Cell]], odd: Collection[str], width: int) -> Iterator[int]:
    """Yield the places of rows that have to be looked at: nearly empty, or beginning as totals, notes and headings do."""
    gaps = [column for column in columns if None in column]
    filled = np.full(len(columns[0]), len(columns))
    for column in gaps:
        filled -= np.array([c is None for c in column], bool)
    yield from np.flatnonzero(filled <= NEARLY_EMPTY).tolist()
    begins = columns[:3] if len(columns) < width or gaps else columns[:1]
    for n, column in enumerate(begins):
        strange = {b for b in {c[:1] for c in column if type(c) is str} if b in odd or not PLAIN_BEGIN.match(b)}
        if strange or (n == 0 and None in column):
            yield from (p for p, c in enumerate(column) if (c is None and n == 0) or (type(c) is str and c[:1] in strange))


def _fill_merged(table: Table, header: Header) -> None:
    """Write what a merged cell says into each row that it spans, where the row holds anything else."""
    for merge in table.merges:
        if merge.top <= header.index or merge.bottom == merge.top or merge.top >= len(table.rows):
            continue
        cell = cell_at(table.rows[merge.top], merge.left)
        if cell is None:
            continue
        for index in range(merge.top + 1, min(merge.bottom + 1, len(table.rows))):
            row = table.rows[index]
            if filled(row) and cell_at(row, merge.left) is None:
                row.extend([None] * (merge.left + 1 - len(row)))
                row[merge.left] = cell


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
    if count < len(heading) and any(type(c) is str and c[:1] in TOTAL_BEGINS and TOTALS.match(cell_text(c)) for c in row[1:3]):
        return tr("合计行")  # behind the name or number of its group
    return ""
