"""Makes files that are built to harm, or damaged, each with the words that its refusal must hold."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
LETTERS = "abcdefghij"
ENTITIES = [f'<!ENTITY {one} "{10 * before}">' for before, one in zip(["ha", *(f"&{x};" for x in LETTERS)], LETTERS, strict=False)]
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [{"".join(ENTITIES)}]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CELL = '<c r="A1"><v>1</v></c>'
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def sheet(rows: str, before: str = "", head: str = "") -> str:
    return f'{head}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def xlsx(path: Path, rows: str = f'<row r="1">{CELL}</row>', *, parts: dict[str, object] | None = None, head: str = "") -> None:
    """Write an .xlsx of one sheet; ``parts`` replaces or adds parts: text, or a callable that yields pieces."""
    book = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    name = '<sheet name="人口" sheetId="1" r:id="r1"/>'
    link = f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    strings = f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    content: dict[str, object] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{book}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{name}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{link}{strings}</Relationships>',
        STRINGS: f'<sst xmlns="{MAIN}"><si><t>a</t></si></sst>',
        SHEET: sheet(rows, head=head),
    } | (parts or {})
    pack(path, content)


def pack(path: Path, content: dict[str, object]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name, said in content.items():
            if callable(said):
                with out.open(name, "w", force_zip64=True) as part:
                    for piece in said():
                        part.write(piece)
            else:
                out.writestr(name, said if isinstance(said, bytes) else str(said))


def ods(path: Path, rows: str, head: str = "", manifest: str = "<manifest/>") -> None:
    spaces = 'xmlns:office="o" xmlns:table="t" xmlns:text="x"'
    table = f'<office:spreadsheet><table:table table:name="人口">{rows}</table:table></office:spreadsheet>'
    body = f"<office:document-content {spaces}><office:body>{table}</office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    pack(path, {"mimetype": kind, "content.xml": head + body, "META-INF/manifest.xml": manifest})


def biff(*records: tuple[int, bytes], before: bytes = b"") -> bytes:
    """A bare BIFF5 stream with one sheet; ``before`` are whole records of the workbook."""
    begin = struct.pack("<HHHHHH", 0x0809, 8, 0x0500, 0x0005, 0, 0) + before
    names = b"\x85\x00" + struct.pack("<H", 13) + struct.pack("<IBBB", 0, 0, 0, 6) + b"Sheet1"
    names = names[:4] + struct.pack("<I", len(begin) + len(names) + 4) + names[8:]
    page = struct.pack("<HHHHHH", 0x0809, 8, 0x0500, 0x0010, 0, 0)
    body = b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)
    return begin + names + b"\x0a\x00\x00\x00" + page + body + b"\x0a\x00\x00\x00"


def compound(**streams: bytes) -> bytes:
    """An OLE compound file with up to three streams; all of them are padded to the length from which they get own sectors."""
    data, fat, entries = b"", [0xFFFFFFFD, 0xFFFFFFFE], [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for n, (name, content) in enumerate(streams.items()):
        whole = content.ljust(-(-max(len(content), 4096) // 512) * 512, b"\0")
        first, count = len(fat), len(whole) // 512
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        entries.append(_entry(name, 2, first, len(whole), right=n + 2 if n + 1 < len(streams) else 0xFFFFFFFF))
        data += whole
    head = struct.pack("<8s16xHHHHH10xIIIIIIII", OLE, 0x3E, 3, 0xFFFE, 9, 6, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head = head[:512] + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat)))
    return head + table + b"".join(entries).ljust(512, b"\0") + data


def _entry(name: str, kind: int, first: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xIII", words, len(words), kind, 1, 0xFFFFFFFF, right, child, first, size, 0)


def number(row: int, column: int, value: float) -> tuple[int, bytes]:
    return 0x0203, struct.pack("<HHHd", row, column, 0, value)


def _megabytes(begin: bytes, piece: bytes, count: int, end: bytes) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        yield begin
        block = piece * ((1 << 20) // len(piece))
        for _ in range(count):
            yield block
        yield end

    return pieces


def _row_of(*cells: str) -> str:
    return "<row>" + "".join(f'<c r="{c}"><v>1</v></c>' for c in cells) + "</row>"


def _sheet_bomb(piece: bytes, megabytes: int) -> object:
    whole = sheet("|").encode().split(b"|")
    return _megabytes(whole[0], piece, megabytes, whole[1])


def _truncated(path: Path) -> None:
    xlsx(path)
    path.write_bytes(path.read_bytes()[:-300])


def _duplicate(path: Path) -> None:
    xlsx(path)
    with zipfile.ZipFile(path) as old:
        parts = {i.filename: old.read(i) for i in old.infolist()}
    other = SHEET.replace("sheet1", "sheet2")
    pack(path, {**parts, other: sheet(_row_of("A1", "XFD1048576"))})
    raw = path.read_bytes().replace(other.encode(), SHEET.encode())
    path.write_bytes(raw)


def _zip_password(path: Path) -> None:
    xlsx(path)
    raw = bytearray(path.read_bytes())
    at = 0
    while (at := raw.find(b"PK\x01\x02", at)) >= 0:
        raw[at + 8] |= 1
        at += 4
    path.write_bytes(bytes(raw))


def _sparse(path: Path) -> None:
    """A sheet of megabytes, so that it is searched as bytes, with one cell far away in its middle."""
    rows = [f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>{n * 7919 % 10007}</v></c></row>' for n in range(1, 80_001)]
    rows[40_000] = f'<row r="40001">{CELL.replace("A1", "XFD1048576")}</row>'
    xlsx(path, "".join(rows))


def _quoted(path: Path) -> None:
    rows = [f"<row><c r='A{n}'><v>{n}</v></c></row>" for n in range(1, 160_000)]
    xlsx(path, "".join(rows) + "<row><c r='XFD1048576'><v>1</v></c></row>")


def _xml_book(rows: str) -> str:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="人口"><Table>{rows}</Table></Worksheet></Workbook>'


FILLED = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
MANY = FILLED.replace(" office", ' table:number-columns-repeated="16384" office')
FAR = (
    f'<table:table-row>{FILLED}<table:table-cell table:number-columns-repeated="16000"/>{FILLED}</table:table-row>'
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    f"<table:table-row>{FILLED}</table:table-row>"
)
ENDLESS = f'<table:table-row table:number-rows-repeated="99999999999">{FILLED}</table:table-row>'
Maker = Callable[[Path], object]


def _text(content: str) -> Maker:
    return lambda path: path.write_text(content, encoding="utf-8")


def _part(name: str, content: object) -> Maker:
    return lambda path: xlsx(path, parts={name: content})


# Name of the file: (words of the refusal, what makes it).
HOSTILE: dict[str, tuple[str, Maker]] = {
    "entities-in-sheet.xlsx": ("实体", lambda p: xlsx(p, '<row><c t="inlineStr"><is><t>&j;</t></is></c></row>', head=BOMB)),
    "entities-in-strings.xlsx": ("实体", _part(STRINGS, f"{BOMB}<sst><si><t>&j;</t></si></sst>")),
    "entities-in-large-sheet.xlsx": ("实体", lambda p: xlsx(p, f"<row>{CELL * 200_000}</row>", head=BOMB)),
    "entities.ods": ("实体", lambda p: ods(p, "<table:table-row>&j;</table:table-row>", head=BOMB)),
    "entities.xml": ("实体", _text(BOMB + _xml_book("<Row><Cell><Data>&j;</Data></Cell></Row>"))),
    "far-apart.xlsx": ("XFD1048576", lambda p: xlsx(p, _row_of("A1", "XFD1048576"))),
    "far-apart-in-large.xlsx": ("XFD1048576", _sparse),
    "far-apart-in-other-quotes.xlsx": ("XFD1048576", _quoted),
    "beyond.xlsx": ("表格之外", lambda p: xlsx(p, _row_of("A1", "ZZZZ99999999"))),
    "sheet-bomb.xlsx": ("过长", _part(SHEET, _sheet_bomb(b" ", 300))),
    "cells-bomb.xlsx": ("膨胀", _part(SHEET, _sheet_bomb(CELL.encode(), 300))),
    "strings-bomb.xlsx": ("膨胀", _part(STRINGS, _megabytes(b"<sst>", b"<si><t>aaaaaaaa</t></si>", 300, b"</sst>"))),
    "styles-bomb.xlsx": ("膨胀", _part("xl/styles.xml", _megabytes(b"<styleSheet>", b"<xf/>", 300, b"</styleSheet>"))),
    "slip.xlsx": ("文件夹之外", _part("../../evil.txt", "x")),
    "slip-windows.xlsx": ("文件夹之外", _part("xl\\..\\..\\evil.txt", "x")),
    "truncated.xlsx": ("不完整", _truncated),
    "twice.xlsx": ("两次", _duplicate),
    "zip-password.xlsx": ("密码", _zip_password),
    "nested.xlsx": ("嵌套", lambda p: xlsx(p, "<a>" * 100_000)),
    "no-workbook.xlsx": ("压缩文件", lambda p: pack(p, {"a.txt": "x"})),
    "letter.xlsx": ("Word", lambda p: pack(p, {"word/document.xml": "<w/>"})),
    "no-end.xlsx": ("XML", _part(SHEET, f"<worksheet><sheetData><row>{CELL}")),
    "repeated.ods": ("重复成", lambda p: ods(p, f'<table:table-row table:number-rows-repeated="1048576">{MANY}</table:table-row>')),
    "far-apart.ods": ("只有 3 格", lambda p: ods(p, FAR)),
    "endless.ods": ("表格之外", lambda p: ods(p, ENDLESS)),
    "password.ods": ("密码", lambda p: ods(p, "", manifest='<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>')),
    "password.xlsx": ("密码", lambda p: p.write_bytes(compound(EncryptionInfo=b"x", EncryptedPackage=b"x" * 9000))),
    "password-cut.xlsx": ("密码", lambda p: p.write_bytes(compound(EncryptionInfo=b"x", EncryptedPackage=b"x" * 9000)[:1600])),
    "letter.xls": ("Word", lambda p: p.write_bytes(compound(WordDocument=b"x"))),
    "picture.xls": ("损坏", lambda p: p.write_bytes(compound(Picture=b"x"))),
    "password.xls": ("密码", lambda p: p.write_bytes(biff(number(0, 0, 1), before=b"\x2f\0\x06\0" + b"\1" * 6))),
    "ole.xls": ("损坏", lambda p: p.write_bytes(OLE + b"\xff" * 4096)),
    "wide-cells.xml": ("只有", _text(_xml_book('<Row><Cell ss:Index="16384"><Data>x</Data></Cell></Row>' * 40_000))),
    "far-row.xml": ("表格之外", _text(_xml_book('<Row ss:Index="9999999"><Cell/></Row>'))),
    "wide.html": ("太宽", _text("<table>" + '<tr><td colspan="999999">x</td><td>y</td></tr>' * 9000 + "</table>")),
    "tall.html": ("太宽", _text("<table><tr>" + '<td rowspan="999999">x</td>' * 4000 + "</tr>" + "<tr><td>y</td></tr>" * 9000)),
    "nested.html": ("一层套一层", _text("<table><tr><td>" * 100_000)),
    "one-line.csv": ("一行", lambda p: p.write_bytes(b"a,b\n" + b"x" * (70 << 20))),
    "wide-row.csv": ("列", _text("a,b\n" + "x," * 300_000)),
    "open-comments.html": ("没有表格", _text("<html><!-- " + "<!-- <" * 500_000)),
    "open-quotes.html": ("没有表格", _text("<html>" + '<td a="' * 500_000)),
}
