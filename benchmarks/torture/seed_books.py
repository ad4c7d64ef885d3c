"""Small sound workbooks of every format, made here: by a library where one writes it, by hand where none does."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

import xlsxwriter

PEOPLE = [["姓名", "身份证号", "手机号", "住址", "登记日期"], *(
    [f"张伟{n}", f"31019919900101{n:04d}", f"139012345{n:02d}", f"金沙路{n}号", f"2026-01-{n % 28 + 1:02d}"] for n in range(12)
)]  # fmt: skip
NOWHERE = 0xFFFFFFFF
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Rows = Sequence[Sequence[str]]


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(rows: Rows) -> bytes:
    """Return an .xlsx with texts, a number, a date and merged cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("人员")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        sheet.write_number(len(rows), 0, 12.5)
        sheet.write_formula(len(rows), 1, "=A1&A2", value="x")
        sheet.merge_range(len(rows) + 3, 0, len(rows) + 5, 1, "合")
    return out.getvalue()


def ods(rows: Rows) -> bytes:
    """Return an .ods."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    cells = "".join("<table:table-row>" + "".join(map(cell.format, row)) + "</table:table-row>" for row in rows)
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    table = f'<table:table table:name="人">{cells}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"})


def xml_book(rows: Rows) -> str:
    """Return a workbook in Excel's XML of 2003."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    lines = "".join("<Row>" + "".join(map(cell.format, row)) + "</Row>" for row in rows)
    table = f'<Worksheet ss:Name="人"><Table>{lines}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{table}</Workbook>'


# .xlsb: records of a number and a length in seven bits a byte, and their bytes ([MS-XLSB] 2.1.4).


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = bytes([len(data)]) if len(data) < 0x80 else bytes([len(data) & 0x7F | 0x80, len(data) >> 7])
    return head + size + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows: Rows) -> bytes:
    """Return an .xlsb with one sheet of texts."""
    lines = []
    for at, row in enumerate(rows):
        lines.append(_record(0, struct.pack("<I13x", at)))
        lines += [_record(6, struct.pack("<II", column, 0) + _wide(text)) for column, text in enumerate(row)]
    extent = struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1)
    sheet = _record(129) + _record(148, extent) + _record(145) + b"".join(lines) + _record(146) + _record(130)
    named = struct.pack("<II", 0, 1) + _wide("r1") + _wide("人")
    book = _record(131) + _record(143) + _record(156, named) + _record(144) + _record(157, bytes(26)) + _record(132)
    link = '<Relationship Id="r1" Type="{}/{}" Target="{}"/>'
    links = '<Relationships xmlns="' + PACKAGE + '/relationships">{}</Relationships>'
    return packed({
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": links.format(link.format(OFFICE, "officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": links.format(link.format(OFFICE, "worksheet", "worksheets/sheet1.bin")),
        "xl/worksheets/sheet1.bin": sheet,
    })  # fmt: skip


# .xls and .et: records of BIFF, as they are up to version 5 and in a compound file since version 8 ([MS-XLS], [MS-CFB]).


def _biff(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _book(version: int, names: bytes, more: bytes, cells: bytes) -> bytes:
    page = struct.pack("<H", 936 if version < 0x600 else 1200)
    begin = _biff(0x0809, struct.pack("<HHHH", version, 0x0005, 0, 0)) + _biff(0x0042, page)
    sheet = _biff(0x0809, struct.pack("<HHHH", version, 0x0010, 0, 0)) + cells + _biff(0x000A)
    at = len(begin) + 4 + 4 + len(names) + len(more) + 4
    return begin + _biff(0x0085, struct.pack("<I", at) + names) + more + _biff(0x000A) + sheet


def old_xls(rows: Rows) -> bytes:
    """Return an .xls of 1995: one bare stream of records, its texts in GBK."""
    labels = b"".join(
        _biff(0x0204, struct.pack("<HHHH", at, column, 0, len(text.encode("gbk"))) + text.encode("gbk"))
        for at, row in enumerate(rows) for column, text in enumerate(row)
    )  # fmt: skip
    return _book(0x0500, struct.pack("<BBB", 0, 0, 2) + "人".encode("gbk"), b"", labels)


def xls(rows: Rows) -> bytes:
    """Return an .xls of 1997 and later: shared strings, in a compound file."""
    texts = [text for row in rows for text in row]
    strings = struct.pack("<II", len(texts), len(texts))
    strings += b"".join(struct.pack("<HB", len(t), 1) + t.encode("utf-16-le") for t in texts)
    width = len(rows[0])
    cells = b"".join(_biff(0x00FD, struct.pack("<HHHI", n // width, n % width, 0, n)) for n in range(len(texts)))
    names = struct.pack("<BBBB", 0, 0, 1, 1) + "人".encode("utf-16-le")
    return _compound(Workbook=_book(0x0600, names, _biff(0x00FC, strings), cells))


def _compound(**streams: bytes) -> bytes:
    """Return a compound file; streams are padded to the length from which they have sectors of their own."""
    data, sectors, entries = b"", [0xFFFFFFFD, 0xFFFFFFFE], [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for name, content in streams.items():
        whole = content.ljust(-(-max(len(content), 4096) // 512) * 512, b"\0")
        first, count = len(sectors), len(whole) // 512
        sectors += [*range(first + 1, first + count), 0xFFFFFFFE]
        entries.append(_entry(name, 2, first, len(whole)))
        data += whole
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head = struct.pack("<8s16xHHHHH10xIIIIIIII", magic, 0x3E, 3, 0xFFFE, 9, 6, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[NOWHERE] * 108)
    table = struct.pack("<128I", *sectors, *[NOWHERE] * (128 - len(sectors)))
    return head + table + b"".join(entries).ljust(512, b"\0") + data


def _entry(name: str, kind: int, first: int, size: int, child: int = NOWHERE) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xIII", words, len(words), kind, 1, NOWHERE, NOWHERE, child, first, size, 0)
