"""Texts of sheets put in their places by columns: what comes out is what the reader would have read, cell for cell."""

from __future__ import annotations

import random
import re
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from data.errors import BadInput
from data.exchange.tables import native, office, shared_texts
from data.exchange.tables.package import Package
from data.exchange.tables.read import read_tables

TEXTS = ["张伟", "a & b <c> \"d\" 'e'", " 空格 ", "", "   ", "x" * 300, "1", "金沙小区5栋", "&amp;lt;", "é😀", "合计"]
CELLS = [*TEXTS, None, None, 7, 3.5, -2.25, 1e20, True, False, date(2026, 11, 22), datetime(2026, 11, 22, 7, 5)]


@pytest.fixture(autouse=True)
def short_sheets_too(monkeypatch):
    monkeypatch.setattr(shared_texts, "LONG", -1)
    monkeypatch.setattr(shared_texts, "PIECE", 700)
    monkeypatch.setattr(shared_texts, "CHUNK", 16)
    monkeypatch.setattr("data.exchange.tables.column_rows.CHUNK", 16)
    monkeypatch.setattr(native, "LONG", 0)


def by_xlsxwriter(path, rows, top, left):
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet, bold = book.add_worksheet("人"), book.add_format({"bold": True})
        for n, row in enumerate(rows, top):
            for i, cell in enumerate(row, left):
                if cell is not None:
                    sheet.write(n, i, cell, *([bold] if cell == "张伟" and n % 2 else []))


def by_openpyxl(path, rows, top, left):
    book = openpyxl.Workbook()
    for n, row in enumerate(rows, top + 1):
        for i, cell in enumerate(row, left + 1):
            if cell is not None:
                book.active.cell(n, i, cell)
    book.save(path)


def seen(path):
    return [(t.sheet, t.first_row, t.first_column, [[repr(c) for c in row] for row in t.rows]) for t in read_tables(path)]


def placed(path):
    with Package(path) as package:
        return shared_texts.placed_texts(package, lambda _: None)


@pytest.mark.parametrize("write", [by_xlsxwriter, by_openpyxl])
@pytest.mark.parametrize(("top", "left"), [(0, 0), (3, 2), (99_990, 25)])
def test_both_ways_read_the_same(tmp_path, monkeypatch, write, top, left):
    dice = random.Random(top)
    rows = [[dice.choice(CELLS) for _ in range(5)] for _ in range(60)]
    path = tmp_path / "a.xlsx"
    write(path, rows, top, left)
    assert len(placed(path)) == (write is by_xlsxwriter)  # openpyxl writes texts into the cells
    quick = seen(path)
    monkeypatch.setattr(office, "placed_texts", lambda *_: {})
    assert quick == seen(path)


@pytest.mark.parametrize("gaps", [(), (3,), (32, 33)])
def test_rows_that_have_their_texts_at_the_same_places_read_the_same(tmp_path, monkeypatch, gaps):
    """Such rows are laid column by column; numbers stand between and over them, and single cells are empty."""
    rows = [["甲", n, f"乙{n % 7}", None, "丙" if n % 3 else f"{n}"] for n in range(70)]
    for gap in gaps:
        rows[gap][2] = None if gap % 2 else 4.5
    path = tmp_path / "a.xlsx"
    by_xlsxwriter(path, rows, 0, 1)
    assert placed(path)
    quick = seen(path)
    assert quick[0][3][33][:2] == ["'甲'", "33"]
    monkeypatch.setattr(office, "placed_texts", lambda *_: {})
    assert quick == seen(path)


def changed(path, part, pattern, put):
    """Write a workbook anew with something else in one of its parts."""
    with zipfile.ZipFile(path) as book:
        parts = {n: book.read(n) for n in book.namelist()}
    parts[part], count = re.subn(pattern, put, parts[part], count=1)
    assert count == 1
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)


@pytest.mark.parametrize(
    ("part", "pattern", "put"),
    [
        ("sheet", rb'<c r="A2"', rb"<c  r='A2'"), ("sheet", rb'<c r="A2" t="s">', rb'<c t="s">'),
        ("sheet", rb'<c r="A2" t="s"><v>(\d+)</v></c>', rb'<c r="A2" t="s"><f>B1</f><v>\1</v></c>'),
        ("sheet", rb"<sheetData>", rb"<!-- a --><sheetData>"), ("sheet", rb'<c r="A2"', rb'<c r="A1"'),
        ("sheet", rb'<c r="A2" t="s"><v>\d+', rb'<c r="A2" t="s"><v>99999'),
        ("sheet", rb'<c r="A2" t="s"><v>(\d+)', rb'<c r="A2" t="s"><v> \1'),
        ("texts", rb"<si><t>([^<]*)</t></si>", rb"<si><r><t>\1</t></r><r><t>b</t></r></si>"),
        ("texts", rb"<si><t>([^<]*)</t></si>", rb"<si><t>\1</t><rPh sb='0' eb='1'><t>ka</t></rPh></si>"),
        ("texts", rb"<si><t>([^<]*)</t></si>", rb"<si><t>_x0041_</t></si>"),
        ("texts", rb"<si><t>([^<]*)</t></si>", rb"<si><t>&#65;</t></si>"),
    ],
)  # fmt: skip
def test_what_is_written_otherwise_is_left_to_the_reader(tmp_path, part, pattern, put):
    path = tmp_path / "a.xlsx"
    by_xlsxwriter(path, [[f"文{n}", "乙"] for n in range(30)], 0, 0)
    assert placed(path)
    changed(path, {"sheet": "xl/worksheets/sheet1.xml", "texts": "xl/sharedStrings.xml"}[part], pattern, put)
    assert placed(path) == {}


def test_what_a_chinese_spreadsheet_adds_to_a_text_is_no_text(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    by_xlsxwriter(path, [[f"文{n}", "乙"] for n in range(30)], 0, 0)
    changed(path, "xl/sharedStrings.xml", rb"(<si><t>[^<]*</t>)</si>", rb'\1<phoneticPr fontId="1" type="noConversion"/></si>')
    changed(path, "xl/sharedStrings.xml", rb"<si><t>\xe6\x96\x873</t></si>", rb"<si><t/></si>")
    assert placed(path)
    quick = seen(path)
    monkeypatch.setattr(office, "placed_texts", lambda *_: {})
    assert quick == seen(path)


def test_a_text_that_is_far_away_still_takes_no_room(tmp_path):
    path = tmp_path / "a.xlsx"
    by_xlsxwriter(path, [["甲", "乙"], ["丙", None]], 0, 0)
    changed(path, "xl/worksheets/sheet1.xml", rb'<row r="2"([^>]*)><c r="A2"', rb'<row r="1048576"\1><c r="XFD1048576"')
    assert placed(path)
    with pytest.raises(BadInput, match="XFD1048576"):
        read_tables(path)


HARD = ["张伟", "a\\b", 'c"d', "e\nf", "g\th", " i ", "j & k", "金沙小区5栋", "'l'", "1", "é😀", "\\u0041", "[m,n]"]


@pytest.mark.parametrize("stretch", [200, 1 << 20])
def test_texts_that_json_writes_otherwise_are_what_they_are(tmp_path, monkeypatch, stretch):
    """Plain texts are taken apart as JSON, a stretch at a time; what JSON has a meaning of its own for is not."""
    read = []
    loads = shared_texts.orjson.loads
    monkeypatch.setattr(shared_texts.orjson, "loads", lambda text: read.append(text) or loads(text), raising=False)
    monkeypatch.setattr(shared_texts, "STRETCH", stretch)
    rows = [[f"{HARD[n % len(HARD)]}{n // 7}" for _ in range(3)] for n in range(80)]
    path = tmp_path / "a.xlsx"
    by_xlsxwriter(path, rows, 0, 0)
    assert placed(path)
    quick = seen(path)
    assert bool(read) == (stretch < 1000)
    monkeypatch.setattr(office, "placed_texts", lambda *_: {})
    assert quick == seen(path)


def test_texts_that_are_no_utf8_are_left_to_the_reader(tmp_path):
    path = tmp_path / "a.xlsx"
    by_xlsxwriter(path, [[f"文{n}" for n in range(4)] for _ in range(9)], 0, 0)
    changed(path, "xl/sharedStrings.xml", rb"<si><t>\xe6\x96\x872</t></si>", lambda _: b"<si><t>\xe6\xff2</t></si>")
    assert not placed(path)


@pytest.mark.parametrize("piece", [b"<si></si>", b"<si><t>\xe5\xbc\xa0</t>", b"<si><r><t>a</t></r></si>"])
def test_texts_in_no_plain_form_are_left_to_the_reader(piece):
    with pytest.raises(shared_texts.Unusual):
        shared_texts._taken_apart(piece)
