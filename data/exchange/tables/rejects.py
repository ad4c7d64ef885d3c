"""Rows left out as a table of their own: original columns, the reason, the bad cell marked; mended, it is imported again."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from data.disk_words import why_not
from data.errors import BadInput, WrongUsage
from data.exchange.safe_cells import defuse, write_cell
from data.exchange.tables.doubts import NEW, SAME, SKIP, Decision, in_words
from data.exchange.tables.preview import Preview
from data.exchange.tables.preview_row import LEFT_OUT, PreviewRow
from data.exchange.tables.words import DECISION, OURS, REASON, heading_key
from data.i18n import choose, tr

WIDEST = 40
MOST_OFFERED = 5  # candidates; a drop-down list in a workbook holds 255 characters
COMMENT = {"x_scale": 2.0, "y_scale": 1.2, "font_size": 9}
Part = tuple[Preview, list[PreviewRow]]
Others = Mapping[str, Sequence[Sequence[Any]]]


def write_rejects(done: Sequence[Preview], out: Path, others: Mapping[str, Sequence[Sequence[Any]]] | None = None) -> int:
    """Write the rejected and doubtful rows to an .xlsx or .csv file, a sheet for each sheet read, and return how many there are.

    ``others`` are tables of refused features, headings first, by the kind's name for many; each gets a sheet too.

    Raises
    ------
    WrongUsage
        If the file's name ends in something else, or several sheets are to go into one .csv.
    BadInput
        If the file cannot be written.
    """
    parts = [(d, [r for r in d.judged if r.action in LEFT_OUT]) for d in done]
    more = {name: table for name, table in (others or {}).items() if len(table) > 1}
    parts = [p for p in parts if p[1]] or ([] if more else parts[:1])
    writer = {".xlsx": _write_xlsx, ".csv": _write_csv}.get(out.suffix.lower())
    if writer is None:
        raise WrongUsage(tr("拒收表只能写成 .xlsx 或 .csv，这里是 {file}", file=out.name))
    if len(parts) + len(more) > 1 and out.suffix.lower() == ".csv":
        raise WrongUsage(tr("几张工作表都有拒收的行，请把拒收表写成 .xlsx"))
    try:
        writer(parts, more, out)
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise BadInput(tr("写不了 {file}：{why}", file=out, why=why_not(error)), file=out) from error
    return sum(len(rows) for _, rows in parts) + sum(len(table) - 1 for table in more.values())


def _columns(done: Preview) -> list[str]:
    return [c.name for c in done.understanding.header.columns if heading_key(c.name) not in OURS]


def _added(rows: Sequence[PreviewRow]) -> list[str]:
    """Return the headings of the columns that we add: the reason, and the decision where one is asked for."""
    asked = any(row.action == "doubt" for row in rows)
    return [choose(REASON), choose(DECISION)] if asked else [choose(REASON)]


def _reason(row: PreviewRow) -> str:
    return tr("；").join(dict.fromkeys(f.why for f in row.faults))


def _write_csv(parts: Sequence[Part], others: Others, out: Path) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for table in others.values():
            writer.writerows([[defuse(v) if isinstance(v, str) else v for v in row] for row in table])
        if not parts:
            return
        done, rows = parts[0]
        names = _columns(done)
        writer.writerow([*names, *_added(rows)])
        for row in rows:
            cells = done.cells(row)
            writer.writerow([*(_text(cells[n]) for n in names), defuse(_reason(row))])


def _text(cell: Any) -> str:
    return "" if cell is None else defuse(str(cell))


def _write_xlsx(parts: Sequence[Part], others: Others, out: Path) -> None:
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(str(out), plain) as book:
        # Sheets keep their names, or are named after the kind, which tells it when they come in again.
        styles = _Styles(book)
        for done, rows in parts:
            kind = tr("拒收 {kind}", kind=done.understanding.kind.plural)
            own = done.understanding.table.sheet if len(parts) > 1 else ""
            _fill_sheet(book.add_worksheet(_free(book, own or _sheet_name(kind))), done, rows, styles)
        for name, table in others.items():
            sheet = book.add_worksheet(_free(book, _sheet_name(tr("拒收 {kind}", kind=name))))
            for at, line in enumerate(table):
                for column, value in enumerate(line):
                    write_cell(sheet, at, column, value, styles.of(value, bad=False) if at else styles.head)


def _free(book: Any, name: str) -> str:
    """Return a name for a sheet that the book has not yet; files of one zip may have sheets of one name."""
    taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
    names = (name, *(f"{name[:27]} {n}" for n in range(2, len(taken) + 3)))
    return next(n for n in names if n.casefold() not in taken)


def _sheet_name(text: str) -> str:
    """Return a text as a sheet may be called."""
    return "".join(" " if c in "[]:*?/\\" else c for c in text)[:31].strip("' ")


def _fill_sheet(sheet: Any, done: Preview, rows: Sequence[PreviewRow], styles: _Styles) -> None:
    names, added = _columns(done), _added(rows)
    for i, name in enumerate([*names, *added]):
        sheet.write_string(0, i, name, styles.head)
    for n, row in enumerate(rows, 1):
        _fill_row(sheet, n, names, done.cells(row), row, styles)
        sheet.write_string(n, len(names), _reason(row))
        if row.action == "doubt":
            _ask(sheet, n, len(names) + 1, row, styles)
    sheet.freeze_panes(1, 0)
    _widen(sheet, names, [done.cells(r) for r in rows[:200]])


def _fill_row(sheet: Any, n: int, names: Sequence[str], cells: dict[str, Any], row: PreviewRow, styles: _Styles) -> None:
    why: dict[str, list[str]] = {}
    for fault in row.faults:
        why.setdefault(fault.column, []).append(fault.why)
    for i, name in enumerate(names):
        write_cell(sheet, n, i, cells[name], styles.of(cells[name], bad=name in why))
        if name in why:
            sheet.write_comment(n, i, "\n".join(dict.fromkeys(why[name])), COMMENT)


def _ask(sheet: Any, n: int, column: int, row: PreviewRow, styles: _Styles) -> None:
    """Offer what can be decided of a doubtful row."""
    same = [Decision(SAME, c.id) for c in row.candidates[:MOST_OFFERED]]
    offered = [in_words(d) for d in (*same, Decision(NEW), Decision(SKIP))]
    sheet.write_blank(n, column, None, styles.of(None, bad=True))
    sheet.data_validation(n, column, n, column, {"validate": "list", "source": offered, "ignore_blank": True})
    said = [c.why for c in row.candidates[:MOST_OFFERED]]
    sheet.write_comment(n, column, "\n".join([tr("选一项再导入："), *offered, *said]), COMMENT)


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
