"""The header is found below titles and merged cells; what is no data is left out and said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.errors import BadInput
from data.exchange.tables.data_rows import data_rows
from data.exchange.tables.header import find_header
from data.exchange.tables.table import Merge, Table
from data.exchange.tables.targets import vocabulary
from data.kinds.load import builtin_kinds

WORDS = vocabulary(builtin_kinds())


def table(*rows):
    return Table(Path("t.xlsx"), "Sheet1", [list(r) for r in rows])


def header(*rows):
    return find_header(table(*rows), WORDS)


def test_in_the_first_row():
    assert header(["姓名", "电话"], ["张伟", "138"]).index == 0


def test_below_title_and_remarks():
    found = header(
        ["金沙社区实有人口登记表", None, None],
        ["填报单位：警务室", None, "2026年"],
        [None, None, None],
        ["姓名", "性别", "电话"],
        ["张伟", "男", "138"],
    )
    assert found.index == 3
    assert [c.name for c in found.columns] == ["姓名", "性别", "电话"]


def test_two_rows_of_merged_headings_are_joined():
    found = header(
        ["序号", "姓名", "住址", None, None],
        [None, None, "小区", "楼栋", "房号"],
        [1, "张伟", "金沙小区", "5栋", 301],
        [2, "李娜", "金沙小区", "5栋", 302],
    )
    assert (found.index, found.depth) == (1, 2)
    assert [c.name for c in found.columns] == ["序号", "姓名", "住址/小区", "住址/楼栋", "住址/房号"]


def test_a_heading_merged_down_into_the_header_names_its_column():
    rows = [["序号", None, None], [None, "姓名", "电话"], [1, "张伟", "138"], [2, "李娜", "139"]]
    found = find_header(replace(table(*rows), merges=(Merge(0, 0, 1, 0),)), WORDS)
    assert [c.name for c in found.columns] == ["序号", "姓名", "电话"]


def test_a_row_of_data_is_not_taken_for_a_second_heading():
    assert header(["姓名", "职业", "电话"], ["张伟", "工人", None], ["李娜", None, "138"], ["王芳", "教师", "139"]).depth == 1


def test_equal_headings_get_different_names():
    assert [c.name for c in header(["姓名", "电话", "电话"], ["张伟", "1", "2"]).columns] == ["姓名", "电话", "电话 (2)"]


def test_a_column_without_a_heading_is_kept():
    assert [c.name for c in header(["姓名", None, "电话"], ["张伟", "男", "2"]).columns] == ["姓名", "第 B 列", "电话"]


def test_foreign_headings_are_a_header_too():
    assert header(["foo", "bar"], ["a", 1], ["b", 2]).index == 0


@pytest.mark.parametrize("rows", [[[1, 2], [3, 4]], [["姓名", "电话"]], [[None]]])
def test_no_header_is_said(rows):
    with pytest.raises(BadInput, match="表头"):
        header(*rows)


def test_totals_footnotes_and_repeated_headers_are_left_out():
    head = ["姓名", "性别", "电话", "地址"]
    whole = table(
        head,
        ["张伟", "男", "138", "x"],
        [None] * 4,
        head,
        ["李娜", "女", "139", "y"],
        ["合 计", 2, None, None],
        ["填表人：王某", None, None, None],
    )
    rows, skipped = data_rows(whole, find_header(whole, WORDS))
    assert rows == [1, 4]
    assert [s.row for s in skipped] == [4, 6, 7]


def test_a_name_that_begins_like_a_total_is_data():
    whole = table(["店名", "地址"], ["合计量贩超市", "x"], ["总统酒店", "y"])
    assert data_rows(whole, find_header(whole, WORDS))[0] == [1, 2]
