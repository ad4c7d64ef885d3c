"""Files of tables in: what a file is, its content says; every fault becomes a clear `BadInput`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from data.errors import BadInput, WrongUsage
from data.exchange.tables import refuse
from data.exchange.tables.delimited import read_delimited
from data.exchange.tables.table import TABLE_SUFFIXES, Table
from data.i18n import tr
from data.progress import Progress
from data.resting import resting

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et")
PAGE_SUFFIXES = (".xml", ".html", ".htm")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EMPTY_ZIP = b"PK\x05\x06"
OLD_EXCEL = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")  # without a container: Excel 2, 3, 4, and streams of 5
BOMS = (b"\xff\xfe", b"\xfe\xff")
OTHER_OFFICE = {"word/document.xml": "Word", "ppt/presentation.xml": "PowerPoint"}
SUPPORTED = " ".join(TABLE_SUFFIXES)


@resting()
def read_tables(path: Path, *, encoding: str = "", progress: Progress | None = None) -> list[Table]:
    """Return every sheet of a file that can hold a table, hidden ones included, in the file's order.

    What a file is, its content says and not its name: many systems write text or web pages and call them ``.xls``.

    Raises
    ------
    BadInput
        If the file is missing, empty, protected by a password, broken, hostile, or no table; the message says the way out.
    """
    suffix = path.suffix.lower()
    head = _head(path)
    if suffix not in TABLE_SUFFIXES:
        raise BadInput(_unknown(path, suffix), file=path)
    return _reader(path, head, suffix, encoding)(progress or Progress())


def _reader(path: Path, head: bytes, suffix: str, encoding: str) -> Callable[[Progress], list[Table]]:
    """Return what reads a file of this content; readers are loaded when they are wanted."""
    if head.startswith(ZIP):
        return lambda progress: _packed(path, progress)
    if head.startswith(OLE) or (head.startswith(OLD_EXCEL) and not _is_text(head)):
        return lambda progress: _old(path, progress)
    from data.exchange.tables.web_page import looks_like_web_page, read_web_page
    from data.exchange.tables.xml_book import looks_like_xml_book, read_xml_book

    if looks_like_xml_book(head):
        return lambda progress: read_xml_book(path, progress)
    if looks_like_web_page(head):
        return lambda progress: read_web_page(path, encoding, progress)
    if suffix in PAGE_SUFFIXES:
        raise BadInput(tr("{file} 里没有认得出的表格；请用表格软件打开后另存为 .xlsx", file=path.name), file=path)
    if suffix in WORKBOOK_SUFFIXES and not _is_text(head):
        raise refuse.broken(path, tr("文件头不对"))
    if suffix in WORKBOOK_SUFFIXES and head.lstrip()[:1] == b"<":
        raise BadInput(tr("{file} 其实是网页或 XML，不是工作簿；请用表格软件打开后另存为 .xlsx", file=path.name), file=path)
    return lambda progress: [read_delimited(path, encoding=encoding, progress=progress)]


def _is_text(head: bytes) -> bool:
    """Whether the first bytes can be text; UTF-16 has zero bytes, but a mark before them."""
    return b"\0" not in head or head.startswith(BOMS)


def _packed(path: Path, progress: Progress) -> list[Table]:
    from data.exchange.tables.office import read_office
    from data.exchange.tables.opendocument import read_opendocument
    from data.exchange.tables.package import Package, package_kind

    with Package(path) as package:
        kind = package_kind(package)
        other = next((program for part, program in OTHER_OFFICE.items() if package.find(part)), "")
    if other:
        raise refuse.other_program(path, other)
    if not kind:
        raise BadInput(tr("{file} 是压缩文件，不是工作簿；请先解压再导入", file=path.name), file=path)
    return read_opendocument(path, progress) if kind == "ods" else read_office(path, kind, progress)


def _old(path: Path, progress: Progress) -> list[Table]:
    from data.exchange.tables.old_excel import read_old_excel

    return read_old_excel(path, progress)


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
