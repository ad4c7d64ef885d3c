"""A report as a workbook: what it says first, then a sheet for each table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from data.disk_words import why_not
from data.duty.incidents.debrief import Debrief, Table
from data.errors import BadInput
from data.exchange.out.mark import Mark
from data.exchange.safe_cells import write_cell
from data.i18n import tr

WIDTH = 24  # of a column, in narrow characters
LONGEST = 31  # characters of the name of a sheet
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_report(report: Debrief, out: Path, mark: Mark) -> None:
    """Write a report as .xlsx; its mark says who made it and when, in sight and in the properties.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    try:
        with xlsxwriter.Workbook(str(out), options) as book:
            first = book.add_worksheet(tr("说明"))
            book.set_properties({"author": mark.who, "comments": mark.line, "keywords": mark.hidden})
            for row, line in enumerate([report.title, *report.facts, mark.line]):
                write_cell(first, row, 0, line, None)
            first.set_column(0, 0, 3 * WIDTH)
            names: set[str] = {first.get_name()}
            for table in report.tables:
                _sheet(book, table, names)
    except xlsxwriter.exceptions.XlsxWriterException as error:
        raise BadInput(tr("写不了 {file}：{why}", file=out, why=why_not(error)), file=out) from error


def _sheet(book: Any, table: Table, names: set[str]) -> None:
    name = table.title.translate(FORBIDDEN)[:LONGEST]
    sheet = book.add_worksheet(name if name not in names else f"{name[: LONGEST - 3]} {len(names)}")
    names.add(name)
    head = book.add_format({"bold": True, "bottom": 1})
    for column, text in enumerate(table.head):
        sheet.write_string(0, column, text, head)
    for n, row in enumerate(table.rows, 1):
        for column, text in enumerate(row):
            write_cell(sheet, n, column, text, None)
    sheet.set_column(0, max(len(table.head) - 1, 0), WIDTH)
    sheet.freeze_panes(1, 0)
