"""Cells mean what people see in them: dates of both calendars, results of formulas, texts with stray characters."""

from __future__ import annotations

import struct
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter

from data.exchange.importer import import_file
from data.exchange.tables.read import read_tables
from data.query import equals
from tests.tables.hostile_files import biff, compound, number

DAY, MOMENT = date(2024, 5, 6), datetime(2024, 5, 6, 13, 47)


@pytest.mark.parametrize("calendar", [False, True], ids=["1900", "1904"])
def test_dates_of_both_calendars(tmp_path, calendar):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": calendar})
    page = book.add_worksheet()
    looks = [book.add_format({"num_format": f}) for f in ("yyyy-mm-dd", "yyyy/m/d h:mm", "h:mm", "yyyy年m月d日")]
    for column, (value, look) in enumerate(zip((DAY, MOMENT, time(13, 47), DAY), looks, strict=True)):
        page.write_datetime(0, column, value, look)
    book.close()
    assert read_tables(tmp_path / "a.xlsx")[0].rows == [[DAY, MOMENT, time(13, 47), DAY]]


def record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


@pytest.mark.parametrize("calendar", [0, 1], ids=["1900", "1904"])
@pytest.mark.parametrize("packed", [False, True], ids=["bare", "in a container"])
def test_dates_of_both_calendars_in_old_files(tmp_path, calendar, packed):
    looks = record(0x00E0, struct.pack("<HH12x", 0, 14)) + record(0x00E0, struct.pack("<HH12x", 0, 22))
    days = 45418 - 1462 * calendar
    cells = [number(0, 0, days), number(0, 1, days + 0.5 + 107 / 1440), number(1, 0, 0.25)]
    moment = (0x0203, struct.pack("<HHHd", 0, 1, 1, days + 0.5 + 107 / 1440))
    raw = biff(cells[0], moment, cells[2], before=record(0x22, struct.pack("<H", calendar)) + looks)
    path = tmp_path / "a.xls"
    path.write_bytes(compound(Book=raw) if packed else raw)
    assert read_tables(path)[0].rows == [[DAY, MOMENT], [time(6, 0)]]


def test_formulas_by_value(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    page = book.add_worksheet()
    page.write_formula(0, 0, "=1+1", None, 2)
    page.write_formula(0, 1, '="张"&"伟"', None, "张伟")
    page.write_formula(0, 2, "=1=1", None, True)
    page.write_formula(0, 3, "=1/0", None, "#DIV/0!")
    book.close()
    table = read_tables(tmp_path / "a.xlsx")[0]
    assert [c for c in table.rows[0] if c is not None] == [2, "张伟", True]
    assert table.notes == ()


@pytest.mark.parametrize("rows", [2, 60_000], ids=["small", "large"])
def test_formulas_that_were_never_calculated_are_said(tmp_path, rows):
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    for n in range(rows):
        page.append([f"张{n}", n, "金沙小区", n])
    page.append(["王", "=1+1", "=SUM(B1:B2)", 3])
    book.save(tmp_path / "a.xlsx")
    table = read_tables(tmp_path / "a.xlsx")[0]
    assert any("2 格公式" in note for note in table.notes)


def test_numbers_are_as_people_see_them(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    page = book.add_worksheet()
    page.write_row(0, 0, [301, 301.0, 0.1, 13800000001, 1e15, 1.2e17, True, -3])
    book.close()
    cells = read_tables(tmp_path / "a.xlsx")[0].rows[0]
    assert cells == [301, 301, 0.1, 13800000001, 1e15, 1.2e17, True, -3]
    assert [type(c) for c in cells] == [int, int, float, int, float, float, bool, int]


STRAY = [
    ["\ufeff姓 名", "联\u200b系电话", "住\n址", "性\u3000别"],
    ["\u00a0张伟\u200b ", "\u202a１３８\u00a00000 0001\u202c", "金沙小区\n５栋２单元３０１", "\u3000男\u00ad"],
    ["李\u2060娜", "'13800000002", " 金沙小区　5栋 2单元 301", "女\ufeff"],
]


@pytest.mark.parametrize("name", ["人口.xlsx", "人口.csv"])
def test_stray_characters_widths_and_line_breaks(town, write, name):
    report = import_file(town, write(name, STRAY), who="t")
    assert (report.kind, report.added, report.matched, report.rejected) == ("person", 2, 2, 0)
    zhang = town.first(equals("person", name="张伟"))
    assert (zhang["phone"], zhang["gender"]) == ("13800000001", "male")
    assert town.first(equals("person", name="李娜"))["phone"] == "13800000002"


def test_whole_numbers_that_a_program_wrote_with_a_point(town, write):
    rows = [["姓名", "电话", "小区", "楼栋", "单元", "房号"], ["张伟", "13800000001.0", "金沙小区", "5.0", "2.0", "301.0"]]
    report = import_file(town, write("人口.csv", rows), who="t")
    assert (report.added, report.matched) == (1, 1)
    assert town.first(equals("person", name="张伟"))["phone"] == "13800000001"


def test_excel_five_in_chinese_without_its_code_page(tmp_path):
    texts = ["姓名", "地址", "张伟", "金沙小区五栋二单元", "李娜", "解放路六十六号"]
    cells = [(0x0204, struct.pack("<HHHH", n // 2, n % 2, 0, len(t.encode("gbk"))) + t.encode("gbk")) for n, t in enumerate(texts)]
    path = tmp_path / "a.xls"
    path.write_bytes(biff(*cells))
    table = read_tables(path)[0]
    assert table.rows == [texts[:2], texts[2:4], texts[4:]]
    assert any("GB18030" in note for note in table.notes)


def test_a_sheet_that_claims_to_be_larger_than_it_is(tmp_path):
    from tests.tables.hostile_files import SHEET, sheet, xlsx

    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    xlsx(tmp_path / "a.xlsx", parts={SHEET: sheet(rows, before='<dimension ref="A1:XFD1048576"/>')})
    assert read_tables(tmp_path / "a.xlsx")[0].rows == [[1, 2]]


@pytest.mark.parametrize("name", ["a.et", "a.xls", "a.csv", "a.xml"])
def test_a_workbook_under_any_name(tmp_path, name):
    book = openpyxl.Workbook()
    book.active.append(["姓名", "张伟"])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").rename(tmp_path / name)
    assert read_tables(tmp_path / name)[0].rows == [["姓名", "张伟"]]


def test_an_old_workbook_under_a_name_of_wps(tmp_path):
    (tmp_path / "a.et").write_bytes(compound(Workbook=biff(number(0, 0, 7))))
    assert read_tables(tmp_path / "a.et")[0].rows == [[7]]
