"""Files of tables in: workbooks through calamine, text by our own reading; every fault becomes a clear `BadInput`."""

from __future__ import annotations

from pathlib import Path

import python_calamine as calamine

from data.errors import BadInput, WrongUsage
from data.exchange.tables.delimited import read_delimited
from data.exchange.tables.table import TABLE_SUFFIXES, Cell, Merge, Row, Table
from data.i18n import tr
from data.progress import Progress

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_EXCEL = (b"\x09\x00", b"\x09\x02", b"\x09\x04")  # Excel 2, 3 and 4 had no container
# An xlsx with a password is an OLE container that holds a stream of this name.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SUPPORTED = " ".join(TABLE_SUFFIXES)


def read_tables(path: Path, *, encoding: str = "", progress: Progress | None = None) -> list[Table]:
    """Return every sheet of a file that can hold a table, hidden ones included, in the file's order.

    Raises
    ------
    BadInput
        If the file is missing, empty, protected by a password, broken, or no table; the message says the way out.
    """
    suffix = path.suffix.lower()
    head = _head(path)
    if suffix not in TABLE_SUFFIXES:
        raise BadInput(_unknown(path, suffix), file=path)
    if _is_workbook(path, head, suffix):
        return _read_workbook(path, head)
    if suffix in WORKBOOK_SUFFIXES and head.lstrip()[:1] == b"<":
        raise BadInput(tr("{file} 其实是网页或 XML，不是工作簿；请用表格软件打开后另存为 .xlsx", file=path.name), file=path)
    return [read_delimited(path, encoding=encoding, progress=progress)]


def choose_sheet(tables: list[Table], name: str, path: Path) -> list[Table]:
    """Return the tables to look at: the named sheet, or all that are not empty, shown ones first.

    Raises
    ------
    WrongUsage
        If there is no sheet of this name; the message lists the sheets.
    BadInput
        If no sheet holds anything.
    """
    if name:
        chosen = [t for t in tables if t.sheet == name]
        if not chosen:
            known = ", ".join(t.sheet for t in tables)
            raise WrongUsage(tr("{file} 里没有工作表“{sheet}”，有：{known}", file=path.name, sheet=name, known=known))
        return chosen
    full = [t for t in tables if t.rows]
    if not full:
        raise BadInput(tr("{file} 里没有数据，所有工作表都是空的", file=path.name), file=path)
    return sorted(full, key=lambda t: t.hidden)


def _unknown(path: Path, suffix: str) -> str:
    if suffix in {".gz", ".zip", ".rar", ".7z"}:
        return tr("{file} 是压缩文件，请先解压再导入；支持 {known}", file=path.name, known=SUPPORTED)
    return tr("不支持 {file} 这种文件；表格支持 {known}", file=path.name, known=SUPPORTED)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError as error:
        raise BadInput(tr("找不到文件 {file}", file=path), file=path) from error
    except OSError as error:
        raise BadInput(tr("读不了文件 {file}：{why}", file=path, why=error.strerror or error), file=path) from error
    if not head:
        raise BadInput(tr("{file} 是空文件", file=path.name), file=path)
    return head


def _is_workbook(path: Path, head: bytes, suffix: str) -> bool:
    """Whatever the name says, the first bytes tell: many systems write text and call it .xls."""
    if head.startswith((ZIP, OLE)):
        return True
    if suffix == ".xls" and head.startswith(OLD_EXCEL):
        raise BadInput(tr("{file} 是 Excel 4 或更早的格式；请用表格软件打开后另存为 .xlsx", file=path.name), file=path)
    if suffix in WORKBOOK_SUFFIXES and b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput(_broken(path, tr("文件头不对")), file=path)
    return False


def _broken(path: Path, why: object) -> str:
    return tr("{file} 打不开，文件已损坏或不是表格（{why}）；请用表格软件打开后另存为 .xlsx 再试", file=path.name, why=why)


def _read_workbook(path: Path, head: bytes) -> list[Table]:
    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            return [_sheet(book, meta, path) for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
    except calamine.PasswordError as error:
        raise BadInput(_locked(path), file=path) from error
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # The reader is native code: on a broken file it may even panic, which is no Exception in Python.
        if head.startswith(OLE) and ENCRYPTED in path.read_bytes():
            raise BadInput(_locked(path), file=path) from error
        raise BadInput(_broken(path, str(error)[:120]), file=path) from error


def _locked(path: Path) -> str:
    return tr("{file} 有密码保护；请在表格软件里去掉密码后另存，再导入", file=path.name)


def _sheet(book: calamine.CalamineWorkbook, meta: calamine.SheetMetadata, path: Path) -> Table:
    sheet = book.get_sheet_by_name(meta.name)
    start = sheet.start or (0, 0)
    rows = [[_plain(c) for c in row] for row in sheet.to_python(skip_empty_area=True)]
    spans = sheet.merged_cell_ranges or ()
    merges = tuple(Merge(a - start[0], b - start[1], c - start[0], d - start[1]) for (a, b), (c, d) in spans)
    hidden = meta.visible != calamine.SheetVisibleEnum.Visible
    return Table(path, meta.name, _trim(rows), start[0] + 1, start[1], hidden, merges=merges)


def _plain(cell: Cell) -> Cell:
    """Empty and blank cells are None, whole numbers are int, as people see them."""
    if isinstance(cell, str):
        return cell if cell and not cell.isspace() else None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def _trim(rows: list[Row]) -> list[Row]:
    """Drop the empty rows at the end: formatting reaches far below the last row of many a sheet."""
    while rows and all(c is None for c in rows[-1]):
        rows.pop()
    return rows
