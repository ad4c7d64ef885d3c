"""A workbook out: typed cells, widths that fit, filters, and a sheet that says where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from data.disk_words import why_not
from data.errors import BadInput
from data.exchange.out.columns import Outgoing, typed_cell
from data.exchange.safe_cells import write_cell
from data.i18n import tr

WIDEST, NARROWEST = 50, 6
MEASURED = 300  # rows that decide the widths
MOST_ROWS = 1_048_575


def write_workbook(found: Sequence[Outgoing], out: Path) -> None:
    """Write an .xlsx file, a sheet for each kind.

    Raises
    ------
    BadInput
        If the records are more than a sheet holds, or the file cannot be written.
    """
    most = max((len(part.records) for part in found), default=0)
    if most > MOST_ROWS:
        raise BadInput(tr("记录太多（{n} 条），一张工作表放不下；请先缩小范围，或导出为 csv", n=most), file=out)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    try:
        with xlsxwriter.Workbook(str(out), options) as book:
            _mark(book, found)
            for part in found:
                _records(book, part)
            _about(book, found)
    except xlsxwriter.exceptions.XlsxWriterException as error:
        raise BadInput(tr("写不了 {file}：{why}", file=out, why=why_not(error)), file=out) from error


def _records(book: Any, found: Outgoing) -> None:
    sheet = book.add_worksheet(found.kind.plural[:31])
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF1F4"})
    styles = {datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}), date: book.add_format({"num_format": "yyyy-mm-dd"})}
    widths = [_width(c.heading) for c in found.columns]
    for i, column in enumerate(found.columns):
        sheet.write_string(0, i, column.heading, head)
    for n, record in enumerate(found.records, 1):
        for i, column in enumerate(found.columns):
            value = typed_cell(column, record, found)
            write_cell(sheet, n, i, value, styles.get(type(value)))
            if n <= MEASURED and value is not None:
                widths[i] = max(widths[i], _width(str(value)))
    for i, width in enumerate(widths):
        sheet.set_column(i, i, max(NARROWEST, min(width, WIDEST)))
    sheet.freeze_panes(1, 0)
    if found.mark is not None:
        sheet.set_footer(f"&L&8{found.mark.line.replace('&', '&&')}&R&8&P / &N")
    if found.records:
        sheet.autofilter(0, 0, len(found.records), len(found.columns) - 1)


def _mark(book: Any, found: Sequence[Outgoing]) -> None:
    """Say in the properties who takes the file out."""
    mark = found[0].mark if found else None
    if mark is not None:
        book.set_properties({"author": mark.who, "comments": mark.line, "keywords": mark.hidden})


def _about(book: Any, found: Sequence[Outgoing]) -> None:
    sheet = book.add_worksheet(tr("说明"))
    row = 0
    for part in found:
        for name, value in part.about.items():
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, value)
            row += 1
        row += 1
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 40)


def _width(text: str) -> int:
    """Return how many narrow characters wide a text is; Chinese takes two."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text) + 2
