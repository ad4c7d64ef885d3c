"""What is hidden in a workbook is said, and imported only when asked for."""

from __future__ import annotations

import openpyxl
import pytest
import xlsxwriter

from data.errors import BadInput
from data.exchange.importer import import_file, understand
from data.exchange.tables.read import read_tables
from data.query import Query

ROWS = [
    ["姓名", "电话", "备注"],
    ["张伟", "13800000001", "a"],
    ["李娜", "13800000002", "b"],
    ["王芳", "13800000003", "c"],
]


@pytest.fixture
def workbook(tmp_path):
    def make(rows=ROWS, *, hidden_rows=(), hidden_columns=(), sheets=()):
        book = xlsxwriter.Workbook(tmp_path / "人口.xlsx")
        page = book.add_worksheet("人口")
        for r, row in enumerate(rows):
            page.write_row(r, 0, row)
        for r in hidden_rows:
            page.set_row(r, None, None, {"hidden": True})
        for c in hidden_columns:
            page.set_column(c, c, None, None, {"hidden": True})
        for name in sheets:
            other = book.add_worksheet(name)
            for r, row in enumerate(rows):
                other.write_row(r, 0, row)
            other.hide()
        book.close()
        return tmp_path / "人口.xlsx"

    return make


def test_hidden_rows_stay_out_and_are_said(town, workbook):
    report = import_file(town, workbook(hidden_rows=[2]), who="t")
    assert report.added == 2
    assert any("1 行是隐藏的（第 3 行）" in note for note in report.notes)


def test_hidden_columns_stay_out_and_are_said(town, workbook):
    known = understand(workbook(hidden_columns=[2]), town)
    assert [c.name for c in known.header.columns] == ["姓名", "电话"]
    assert any("（C）" in note for note in known.notes)


def test_hidden_sheets_stay_out_and_are_said(town, workbook):
    report = import_file(town, workbook(sheets=["旧表"]), who="t")
    assert town.count(Query("person")) == 3
    assert sum("旧表" in note for note in report.notes) == 1


def test_asked_for_they_come_in(town, workbook):
    known = understand(workbook(hidden_rows=[2], hidden_columns=[2]), town).with_hidden()
    assert len(known.rows) == 3
    assert "备注" in known.mapping
    assert known.notes == ()
    assert len(known.with_hidden(False).rows) == 2


def test_a_hidden_sheet_can_be_named(town, workbook):
    known = understand(workbook(sheets=["旧表"]), town, sheet="旧表")
    assert known.table.sheet == "旧表"


def test_a_workbook_of_hidden_sheets_only(town, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "空"
    page = book.create_sheet("旧表")
    for row in ROWS:
        page.append(row)
    page.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(BadInput, match="旧表"):
        understand(tmp_path / "a.xlsx", town)


def test_a_hidden_row_inside_the_header(workbook):
    rows = [["姓名", "电话", "备注"], ["name", "phone", "remark"], *ROWS[1:]]
    table = read_tables(workbook(rows, hidden_rows=[1]))[0]
    assert table.hidden_rows == {1}


def test_a_hidden_row_of_codes_below_the_header_is_no_heading(town, workbook):
    rows = [["姓名", "电话", "备注"], ["name", "phone", "remark"], *ROWS[1:]]
    known = understand(workbook(rows, hidden_rows=[1]), town)
    assert [c.name for c in known.header.columns] == ["姓名", "电话", "备注"]
    assert len(known.rows) == 3


def test_rows_are_found_hidden_in_large_sheets(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    page = book.add_worksheet()
    for r in range(40_000):
        page.write_row(r, 0, [f"名{r}", r, "x", "y"])
    page.set_row(7, None, None, {"hidden": True})
    page.set_row(39_998, 20, None, {"hidden": True})
    page.set_column(2, 3, None, None, {"hidden": True})
    book.close()
    table = read_tables(tmp_path / "a.xlsx")[0]
    assert table.hidden_rows == {7, 39_998}
    assert table.hidden_columns == {2, 3}
