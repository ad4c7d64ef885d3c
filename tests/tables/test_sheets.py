"""A workbook of several plain tables comes in whole, as one change set."""

from __future__ import annotations

import openpyxl
import pytest

from data.errors import WrongUsage
from data.exchange.importer import import_file
from data.kinds.identity import id_checksum
from data.query import Query, equals


def id_number(serial):
    first = f"99000019800101{serial:03d}"
    return first + id_checksum(first)


PEOPLE = [
    ["姓名", "身份证号", "现住址"],
    ["张伟", id_number(1), "金沙小区5栋2单元801"],
    ["李娜", id_number(2), "金沙小区5栋2单元902"],
]
ROOMS = [["小区", "楼栋", "单元", "房号", "性质"], ["金沙小区", "5栋", 2, 801, "出租"]]
SHOPS = [["店名", "行业", "经营地址"], ["老王饭店", "餐饮", "金沙小区5栋2单元902"], ["坏店", "炼钢", "金沙路18号"]]


@pytest.fixture
def workbook(tmp_path):
    def make(**sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            page = book.create_sheet(name)
            for row in rows:
                page.append(row)
        book.save(tmp_path / "台账.xlsx")
        return tmp_path / "台账.xlsx"

    return make


def test_each_sheet_is_a_part(town, workbook):
    told = import_file(town, workbook(说明=[["请认真填写"]], 人口=PEOPLE, 房屋=ROOMS, 商铺=SHOPS), who="t").as_json()
    assert [(p["kind"], p["sheet"], p["added"], p["rejected"]) for p in told["parts"]] == [
        ("dwelling", "房屋", 1, 0),
        ("person", "人口", 2, 0),
        ("shop", "商铺", 1, 1),
    ]
    assert len({p["batch"] for p in told["parts"]}) == 1


def test_sheets_build_on_each_other(town, workbook):
    import_file(town, workbook(人口=PEOPLE, 房屋=ROOMS, 商铺=SHOPS), who="t")
    let = town.first(equals("dwelling", room="801"))
    person = town.first(equals("person", name="张伟"))
    assert town.first(equals("residence", person=person.id))["dwelling"] == let.id
    made = town.read(equals("dwelling", room="902"))
    assert [m.id for m in made] == [town.first(equals("shop", name="老王饭店"))["dwelling"]]


def test_again_changes_nothing_and_undo_takes_all_back(town, workbook):
    before = dict(town.info().kinds)
    path = workbook(人口=PEOPLE, 房屋=ROOMS, 商铺=SHOPS)
    batch = import_file(town, path, who="t").batch
    again = import_file(town, path, who="t")
    assert (again.added, again.updated, again.unchanged, again.batch) == (0, 0, 4, None)
    town.undo(batch, who="t")
    assert dict(town.info().kinds) == before


def test_one_kind_on_two_sheets(town, workbook):
    path = workbook(一栋=PEOPLE, 二栋=[PEOPLE[0], [*PEOPLE[1][:2], "金沙小区1栋2单元301"], ["张伟二", PEOPLE[2][1], "金沙小区1栋"]])
    report = import_file(town, path, who="t")
    assert (report.added, report.rejected) == (3, 1)
    assert "工作表“一栋”第 3 行" in report.rejects[0].why
    assert town.count(Query("person")) == 2


def test_a_chosen_sheet_is_read_alone(town, workbook):
    report = import_file(town, workbook(人口=PEOPLE, 商铺=SHOPS), who="t", sheet="商铺")
    assert (report.kind, report.parts) == ("shop", ())
    assert town.count(Query("person")) == 0


def test_rejects_of_several_sheets(town, workbook, tmp_path):
    path = workbook(人口=[*PEOPLE, ["王芳", "123", None]], 商铺=SHOPS)
    with pytest.raises(WrongUsage):
        import_file(town, path, who="t", rejects=tmp_path / "a.csv")
    import_file(town, path, who="t", rejects=tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["人口", "商铺"]
