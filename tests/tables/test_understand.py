"""What a table is taken for: kind, columns, datum; what the person says goes first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import data.exchange
from data.errors import BadInput, WrongUsage
from data.exchange.importer import understand

PEOPLE = [
    ["姓名", "性别", "身份证号码", "联系电话", "现住址", "与户主关系"],
    ["张伟", "男", None, "13800000001", "金沙小区5栋2单元301", "户主"],
    ["李娜", "女", None, "13800000002", "金沙小区5栋2单元301", "妻"],
]
KINDS = {
    "person": PEOPLE,
    "shop": [["店名", "行业", "负责人", "电话", "经营地址"], ["老王饭店", "餐饮", "王五", "13800000001", "金沙路18号"]],
    "case": [["警情编号", "类别", "报警时间", "案发地点", "状态"], ["J001", "盗窃", "2026-11-01 08:00", "金沙小区5栋", "已结"]],
    "camera": [["探头编号", "点位名称", "经度", "纬度", "朝向"], ["K01", "东门", 104.06, 30.67, 90]],
    "force": [["姓名", "警号", "层级", "岗位", "电话"], ["赵六", "0101", "核心", "民警", "13800000003"]],
    "dwelling": [["小区", "楼栋", "单元", "房号", "房屋性质", "面积"], ["金沙小区", "5栋", "2", "401", "出租", 88.5]],
    "organisation": [
        ["单位名称", "统一社会信用代码", "单位类别", "从业人数", "地址"],
        ["某某公司", "91110000000000000X", "企业", 12, "解放路66号"],
    ],
    "grid": [["网格名称"], ["一号网格"], ["二号网格"]],
    "place": [["name", "address", "type", "lat", "lon"], ["国际饭店", "南京西路170号", "住宿服务;宾馆酒店", 31.2356, 121.4671]],
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_is_found(town, write, kind):
    known = understand(write("t.xlsx", KINDS[kind]), town)
    assert known.kind.name == kind


@pytest.mark.parametrize(("name", "sheet"), [("商铺台账.xlsx", "Sheet1"), ("t.xlsx", "商铺")])
def test_names_of_file_and_sheet_count(town, write, name, sheet):
    known = understand(write(name, [["名称", "地址", "电话"], ["老王饭店", "金沙路18号", "13800000001"]], sheet=sheet), town)
    assert known.kind.name == "shop"


def test_an_uncertain_kind_says_so(town, write):
    known = understand(write("t.xlsx", [["名称", "联系电话"], ["甲", "13800000001"]]), town)
    assert not known.sure
    assert known.alternatives


def test_decorated_headings_are_understood(town, write):
    known = understand(
        write("t.xlsx", [["姓 名*", "联系电话（必填）", "公民身份证号码"], ["张伟", "13800000001", None]]), town, kind="person"
    )
    assert known.mapping == {"姓 名*": "name", "联系电话（必填）": "phone", "公民身份证号码": "id_number"}


def test_cells_decide_between_two_headings(town, write):
    rows = [
        ["time", "date", "type", "offense", "number"],
        *[["2010-01-01 06:00:00", "x", "rd", "murder", 1 + i % 2] for i in range(20)],
    ]
    known = understand(write("t.csv", rows), town, kind="case")
    assert known.mapping == {"time": "reported_at", "offense": "type"}


def test_a_repeating_number_is_no_key(town, write):
    rows = [["number", "offense", "time"], *[[1, "murder", "2010-01-01 06:00:00"]] * 20]
    assert "number" not in understand(write("t.csv", rows), town, kind="case").mapping


def test_the_given_mapping_wins(town, write):
    known = understand(write("t.xlsx", PEOPLE), town, mapping={"联系电话": "remark", "现住址": "-", "与户主关系": "role"})
    assert known.mapping["联系电话"] == "remark"
    assert "现住址" not in known.mapping
    assert known.mapping["与户主关系"] == "residence.role"


@pytest.mark.parametrize("mapping", [{"没有这列": "name"}, {"姓名": "no_field"}, {"姓名": "name", "性别": "name"}])
def test_a_senseless_mapping_is_wrong_usage(town, write, mapping):
    with pytest.raises(WrongUsage):
        understand(write("t.xlsx", PEOPLE), town, kind="person", mapping=mapping)


@pytest.mark.parametrize("choice", [{"kind": "nonsense"}, {"sheet": "没有"}])
def test_senseless_choices_are_wrong_usage(town, write, choice):
    with pytest.raises(WrongUsage):
        understand(write("t.xlsx", PEOPLE), town, **choice)


def test_a_table_of_which_nothing_is_known(town, write):
    with pytest.raises(BadInput, match="列的含义"):
        understand(write("t.xlsx", [["foo", "bar"], ["a", "b"]]), town)


def test_guesses_can_be_changed(town, write):
    known = understand(write("t.xlsx", KINDS["camera"]), town)
    assert known.with_kind("place").kind.name == "place"
    assert known.with_mapping({"点位名称": ""}).mapping.get("点位名称") is None
    assert known.with_datum("gcj02").datum.chosen == "GCJ02"
    assert known.with_mapping({"点位名称": ""}).with_mapping({"朝向": "range"}).mapping["朝向"] == "range"


def test_the_fullest_meaning_sheet_is_read(town, write, tmp_path):
    import openpyxl

    path = write("t.xlsx", [["说明"], ["此表请于月底上报"]], sheet="说明")
    book = openpyxl.load_workbook(path)
    page = book.create_sheet("人口")
    for row in PEOPLE:
        page.append(row)
    book.save(path)
    known = understand(path, town)
    assert known.table.sheet == "人口"
    assert known.with_residence


def test_the_header_row_is_told_as_the_sheet_shows_it(town, write):
    assert understand(write("t.xlsx", [["人口登记表"], [], *PEOPLE], merges=["A1:F1"]), town).header_row == 3


def test_advice_names_no_option_of_the_command_line():
    sources = Path(data.exchange.__file__).parent.rglob("*.py")
    said = {p.name: re.findall(r'tr\("[^"]*--[a-z][^"]*"', p.read_text(encoding="utf-8")) for p in sources}
    assert {name: found for name, found in said.items() if found} == {}
