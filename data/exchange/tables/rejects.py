"""Rejected rows as a table of their own: original columns, the reason, the bad cell marked; mended, it is imported again."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from data.errors import BadInput, WrongUsage
from data.exchange.safe_cells import defuse, write_cell
from data.exchange.tables.preview import Preview, PreviewRow
from data.exchange.tables.words import REASON
from data.i18n import tr

WIDEST = 40
Part = tuple[Preview, list[PreviewRow]]


def write_rejects(done: Sequence[Preview], out: Path) -> int:
    """Write the rejected rows to an .xlsx or .csv file, a sheet for each sheet read, and return how many there are.

    Raises
    ------
    WrongUsage
        If the file's name ends in something else, or several sheets are to go into one .csv.
    BadInput
        If the file cannot be written.
    """
    parts = [(d, [r for r in d.rows if r.action == "reject"]) for d in done]
    parts = [p for p in parts if p[1]] or parts[:1]
    writer = {".xlsx": _write_xlsx, ".csv": _write_csv}.get(out.suffix.lower())
    if writer is None:
        raise WrongUsage(tr("拒收表只能写成 .xlsx 或 .csv，这里是 {file}", file=out.name))
    if len(parts) > 1 and out.suffix.lower() == ".csv":
        raise WrongUsage(tr("几张工作表都有拒收的行，请把拒收表写成 .xlsx"))
    try:
        writer(parts, out)
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise BadInput(tr("写不了 {file}：{why}", file=out, why=error), file=out) from error
    return sum(len(rows) for _, rows in parts)


def _columns(done: Preview) -> list[str]:
    return [c.name for c in done.understanding.header.columns if c.name != REASON]


def _reason(row: PreviewRow) -> str:
    return tr("；").join(dict.fromkeys(f.why for f in row.faults))


def _write_csv(parts: Sequence[Part], out: Path) -> None:
    done, rows = parts[0]
    names = _columns(done)
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*names, REASON])
        for row in rows:
            cells = done.cells(row)
            writer.writerow([*(_text(cells[n]) for n in names), defuse(_reason(row))])


def _text(cell: Any) -> str:
    return "" if cell is None else defuse(str(cell))


def _write_xlsx(parts: Sequence[Part], out: Path) -> None:
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(out), plain) as book:
        styles = _Styles(book)
        for done, rows in parts:
            # Sheets keep their names, which tell the kind when they come in again.
            sheet = book.add_worksheet(done.understanding.table.sheet if len(parts) > 1 else tr("拒收"))
            _fill_sheet(sheet, done, rows, styles)


def _fill_sheet(sheet: Any, done: Preview, rows: Sequence[PreviewRow], styles: _Styles) -> None:
    names = _columns(done)
    for i, name in enumerate([*names, REASON]):
        sheet.write_string(0, i, name, styles.head)
    for n, row in enumerate(rows, 1):
        cells, bad = done.cells(row), {f.column for f in row.faults}
        for i, name in enumerate(names):
            write_cell(sheet, n, i, cells[name], styles.of(cells[name], bad=name in bad))
        sheet.write_string(n, len(names), _reason(row))
    sheet.freeze_panes(1, 0)
    _widen(sheet, names, [done.cells(r) for r in rows[:200]])


class _Styles:
    """Formats of cells: dates stay dates, the bad ones stand on red."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1})
        shapes = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm:ss", "time": "hh:mm:ss", "span": "[h]:mm:ss", "": ""}
        self._known = {(n, bad): book.add_format(_look(shape, bad)) for n, shape in shapes.items() for bad in (False, True)}

    def of(self, cell: object, *, bad: bool) -> Any:
        name = "datetime" if isinstance(cell, datetime) else "date" if isinstance(cell, date) else ""
        name = "time" if isinstance(cell, time) else "span" if isinstance(cell, timedelta) else name
        return self._known[name, bad]


def _look(shape: str, bad: bool) -> dict[str, str]:
    return ({"num_format": shape} if shape else {}) | ({"bg_color": "#FFC7CE", "font_color": "#9C0006"} if bad else {})


def _widen(sheet: Any, names: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    seen = list(rows)
    for i, name in enumerate(names):
        longest = max([len(name) * 2, *(len(str(r[name] or "")) + 2 for r in seen)])
        sheet.set_column(i, i, min(longest, WIDEST))
    sheet.set_column(len(names), len(names), WIDEST * 1.5)
