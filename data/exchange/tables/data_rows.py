"""Which rows below a header are data, and what merged cells mean for each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.exchange.tables.header import Header
from data.exchange.tables.table import Row, Table, cell_at, cell_text, filled
from data.i18n import tr
from data.progress import Progress

PASS = 20_000  # rows between two looks at whether to stop
TOTALS = re.compile(r"((?:本页|本表)?(?:合|总|小|共|累)\s*计|总\s*数|(sub|grand)?\s*totals?|sum)\s*[:：]?\s*\d*\Z", re.IGNORECASE)
FOOTNOTE = re.compile(r"(填表|制表|审核|统计人|填报|备注|注|说明|打印|第\s*\d+\s*页)[^:：]{0,12}[:：]|第\s*\d+\s*页")
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
    for index in range(header.index + 1, len(table.rows)):
        if progress is not None and index % PASS == 0:
            progress.check()
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
