"""What lies hidden in a workbook: said, and not imported unless a person asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from data.exchange.tables.table import Table, column_letter, filled
from data.i18n import tr

SHOWN = 12  # names and letters in one sentence


def hidden_notes(table: Table, tables: Sequence[Table], rows: Sequence[int]) -> tuple[str, ...]:
    """Return a sentence for hidden rows, for hidden columns, and for hidden sheets that hold anything.

    ``rows`` are the indexes of the rows of data: what is hidden above them is a title or a part of the header.
    """
    notes = []
    first = rows[0] if rows else 0
    left_out = [i for i in sorted(table.hidden_rows) if i >= first and filled(table.rows[i])]
    if left_out:
        said = tr("、").join(str(table.number(i)) for i in left_out[:SHOWN]) + ("……" if len(left_out) > SHOWN else "")
        notes.append(tr("有 {n} 行是隐藏的（第 {rows} 行），没有导入", n=len(left_out), rows=said))
    columns = [i for i in sorted(table.hidden_columns) if _holds(table, i)]
    if columns:
        said = tr("、").join(column_letter(i + table.first_column) for i in columns[:SHOWN])
        notes.append(tr("有 {n} 列是隐藏的（{columns}），没有导入", n=len(columns), columns=said))
    sheets = [t.sheet for t in tables if t.hidden and t.rows and t.sheet != table.sheet]
    if sheets:
        notes.append(tr("有隐藏的工作表（{sheets}），没有导入", sheets=tr("、").join(sheets[:SHOWN])))
    return tuple(notes)


def only_hidden(tables: Sequence[Table]) -> str:
    """Return the complaint of a workbook of which all that is filled is hidden."""
    names = tr("、").join(t.sheet for t in tables[:SHOWN])
    file = tables[0].file.name
    return tr("{file} 里只有隐藏的工作表有数据（{sheets}）；请先在表格程序里取消隐藏，再导入", file=file, sheets=names)


def _holds(table: Table, column: int) -> bool:
    return any(column < len(row) and row[column] is not None for row in table.rows)
