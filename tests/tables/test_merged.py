"""Merged cells: headings over several rows and columns, and cells of data that count for each row that they span."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from data.exchange.tables.data_rows import data_rows
from data.exchange.tables.header import find_header, header_at
from data.exchange.tables.read import read_tables
from data.exchange.tables.table import Merge, Table
from data.exchange.tables.targets import vocabulary
from data.kinds.load import builtin_kinds

WORDS = vocabulary(builtin_kinds())
THREE = [
    ["金沙社区实有人口登记表", None, None, None, None, None, None],
    ["序号", "姓名", "住址", None, None, None, "联系方式"],
    [None, None, "小区", "门牌", None, None, None],
    [None, None, None, "楼栋", "单元", "房号", None],
    [1, "张伟", "金沙小区", "5栋", "2单元", 301, "13800000001"],
    [2, "李娜", "金沙小区", "5栋", "2单元", 302, "13800000002"],
]
SPANS = ["A1:G1", "A2:A4", "B2:B4", "C2:F2", "G2:G4", "C3:C4", "D3:F3"]


@pytest.fixture
def read(tmp_path):
    def make(rows, spans):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for span in spans:
            book.active.merge_cells(span)
        book.save(tmp_path / "a.xlsx")
        return read_tables(tmp_path / "a.xlsx")[0]

    return make


@pytest.mark.parametrize("spans", [SPANS, []], ids=["merged", "only empty"])
def test_headings_of_three_rows(read, spans):
    found = find_header(read(THREE, spans), WORDS)
    assert (found.index, found.depth) == (3, 3)
    names = ["序号", "姓名", "住址/小区", "住址/门牌/楼栋", "住址/门牌/单元", "住址/门牌/房号", "联系方式"]
    assert [c.name for c in found.columns] == names


def test_a_heading_of_three_rows_named_by_its_last(read):
    table = read(THREE, SPANS)
    assert header_at(table, 3, WORDS).columns == find_header(table, WORDS).columns


def test_a_merged_group_reaches_as_far_as_it_is_merged(read):
    rows = [["姓名", "住址", None, None, None], [None, "小区", "楼栋", "备注", "电话"], ["张伟", "金沙小区", "5栋", "x", "1"]]
    found = find_header(read(rows, ["A1:A2", "B1:C1"]), WORDS)
    assert [c.name for c in found.columns] == ["姓名", "住址/小区", "住址/楼栋", "备注", "电话"]


def test_a_heading_on_two_lines_is_one_word(read):
    found = find_header(read([["姓\n名", "联系\r\n电话", "full\nname"], ["张伟", "138", "x"]], []), WORDS)
    assert [c.name for c in found.columns] == ["姓名", "联系电话", "full name"]


def test_a_merged_cell_counts_for_each_row(read):
    people = [["金沙", "张伟", "1"], [None, "李娜", "2"], [None, "王芳", "3"], [None, None, None], ["二区", "赵六", "4"]]
    table = read([["小区", "姓名", "电话"], *people], ["A2:A5"])
    assert [table.rows[i][0] for i in data_rows(table, find_header(table, WORDS))[0]] == ["金沙", "金沙", "金沙", "二区"]


def test_titles_over_groups_of_rows_are_no_data(read):
    head = ["姓名", "性别", "电话", "地址"]
    first, second = ["第一网格", None, None, None], ["第二网格", None, None, None]
    table = read([head, first, ["张伟", "男", "1", "x"], second, ["李娜", "女", "2", "y"]], ["A2:D2", "A4:D4"])
    found, skipped = data_rows(table, find_header(table, WORDS))
    assert found == [2, 4]
    assert [s.row for s in skipped] == [2, 4]


TOTALS = [[None, "小 计", 3, None], ["金沙", "小计：", 3, None], [9, "合计", 12, None], ["本页合计", None, 2, None]]


@pytest.mark.parametrize("total", TOTALS)
def test_totals_behind_the_name_of_their_group(total):
    rows = [["社区", "姓名", "人数", "电话"], ["金沙", "张伟", 1, "138"], total, ["金沙", "李娜", 2, "139"]]
    table = Table(Path("t.xlsx"), "Sheet1", rows)
    found, skipped = data_rows(table, find_header(table, WORDS))
    assert found == [1, 3]
    assert [s.why for s in skipped] == ["合计行"]


def test_merges_are_counted_from_the_first_cell(read):
    table = read([[], [None, "住址", None], [None, "小区", "楼栋"], [None, "a", "b"]], ["B2:C2"])
    assert (table.first_row, table.first_column, table.merges) == (2, 1, (Merge(0, 0, 0, 1),))
