"""Rejected rows go to a table that can be mended and imported again."""

from __future__ import annotations

import csv

import openpyxl
import pytest

from data.errors import BadInput, WrongUsage
from data.exchange.importer import import_file
from data.query import equals

ROWS = [
    ["店名", "信用代码", "行业", "检查日期"],
    ["甲", "A1", "餐饮", "2026-01-02"],
    ["乙", "A2", "炼钢", "2026-01-02"],
    ['=HYPERLINK("x")', "A3", "炼钢", None],
]


def test_all_cells_and_the_reason(town, write, tmp_path):
    out = tmp_path / "rejects.xlsx"
    import_file(town, write("shops.xlsx", ROWS), who="t", rejects=out)
    rows = list(openpyxl.load_workbook(out).active.iter_rows(values_only=True))
    assert rows[0] == ("店名", "信用代码", "行业", "检查日期", "原因")
    assert rows[1][:4] == ("乙", "A2", "炼钢", "2026-01-02")
    assert "炼钢" in rows[1][4]


def test_the_bad_cell_is_marked(town, write, tmp_path):
    out = tmp_path / "rejects.xlsx"
    import_file(town, write("shops.xlsx", ROWS), who="t", rejects=out)
    page = openpyxl.load_workbook(out).active
    assert page["C2"].fill.fgColor.rgb == "FFFFC7CE"
    assert page["A2"].fill.fgColor.rgb != "FFFFC7CE"


@pytest.mark.parametrize("name", ["rejects.xlsx", "rejects.csv"])
def test_mended_rows_come_in(town, write, tmp_path, name):
    import_file(town, write("shops.xlsx", ROWS), who="t", rejects=tmp_path / name)
    mended = tmp_path / ("商铺" + name)
    if name.endswith("xlsx"):
        book = openpyxl.load_workbook(tmp_path / name)
        book.active["C2"] = "其他"
        book.save(mended)
    else:
        mended.write_text((tmp_path / name).read_text(encoding="utf-8-sig").replace("A2,炼钢", "A2,其他"), encoding="utf-8")
    report = import_file(town, mended, who="t")
    assert (report.added, report.rejected) == (1, 1)
    assert "原因" not in report.mapping
    assert town.first(equals("shop", licence="A2"))["trade"] == "other"


def test_no_text_turns_into_a_formula(town, write, tmp_path):
    (tmp_path / "b.csv").write_text("店名,行业\n=1+1,炼钢\n@x,炼钢\n", encoding="utf-8")
    import_file(town, tmp_path / "b.csv", who="t", kind="shop", rejects=tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [r[0] for r in csv.reader(file)] == ["店名", "'=1+1", "'@x"]
    import_file(town, tmp_path / "out.csv", who="t", kind="shop", rejects=tmp_path / "out.xlsx")
    assert [openpyxl.load_workbook(tmp_path / "out.xlsx").active[c].value for c in ("A2", "A3")] == ["=1+1", "@x"]
    assert [openpyxl.load_workbook(tmp_path / "out.xlsx").active[c].data_type for c in ("A2", "A3")] == ["s", "s"]


def test_headings_of_two_rows_come_back(town, write, tmp_path):
    rows = [
        ["姓名", "性别", "住址", None],
        [None, None, "楼栋", "房号"],
        ["张伟", "男", "金沙小区5栋", 301],
        ["李娜", "不知", "金沙小区5栋", 302],
    ]
    import_file(town, write("人口.xlsx", rows), who="t", rejects=tmp_path / "人口拒收.xlsx")
    again = import_file(town, tmp_path / "人口拒收.xlsx", who="t", dry_run=True)
    assert again.mapping == {"姓名": "name", "性别": "gender", "住址/楼栋": "building", "住址/房号": "room"}


def test_another_ending_is_wrong_usage(town, write, tmp_path):
    with pytest.raises(WrongUsage):
        import_file(town, write("shops.xlsx", ROWS), who="t", rejects=tmp_path / "a.txt")
    assert town.first(equals("shop", name="甲")) is None


def test_the_source_is_never_overwritten(town, write):
    path = write("shops.xlsx", ROWS)
    with pytest.raises(WrongUsage):
        import_file(town, path, who="t", rejects=path)


def test_a_folder_that_is_not_there(town, write, tmp_path):
    with pytest.raises(BadInput):
        import_file(town, write("shops.xlsx", ROWS), who="t", rejects=tmp_path / "none" / "a.xlsx")
    assert town.first(equals("shop", name="甲")) is None
