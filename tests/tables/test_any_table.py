"""Whatever stands in a table's cells, an import ends in counts that add up or in a complaint."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import WatchroomError
from data.exchange.importer import import_file, preview, understand
from data.exchange.tables.table import Table
from data.query import Query

HEADINGS = [
    "姓名",
    "性别",
    "身份证号",
    "电话",
    "地址",
    "小区",
    "楼栋",
    "单元",
    "房号",
    "楼层",
    "经度",
    "纬度",
    "坐标",
    "报警时间",
    "类型",
    "出生日期",
    "面积",
    "编号",
    "处警人",
    "网格",
    "随便",
]
CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        [
            "张伟",
            "男",
            "盗窃",
            "金沙小区5栋2单元301",
            "5栋",
            "104.06,30.67",
            "13800000001",
            "2026-11-01 08:00",
            "无",
            "合计",
            "赵六",
        ]
    ),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.times(),
    st.timedeltas(timedelta(0), timedelta(days=400)),
)
KINDS = ["person", "case", "shop", "camera", "dwelling", "building", "task", "force", "residence", ""]


@st.composite
def tables(draw):
    heads = draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=8))
    rows = draw(st.lists(st.lists(CELLS, max_size=9), min_size=1, max_size=8))
    return [heads, *rows]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=tables(), kind=st.sampled_from(KINDS))
def test_any_cells(town, monkeypatch, tmp_path, rows, kind):
    path = tmp_path / "t.xlsx"
    plain = [[c if c != "" else None for c in row] for row in rows]
    monkeypatch.setattr("data.exchange.tables.understand.read_tables", lambda *a, **k: [Table(path, "Sheet1", plain)])
    try:
        done = preview(understand(path, town, kind=kind), town)
    except WatchroomError as error:
        assert error.message
        return
    acted = {a: done.counts.get(a, 0) for a in ("add", "update", "unchanged", "reject", "doubt", "skip")}
    assert sum(acted.values()) == len(done.rows)
    assert all(r.faults for r in done.rows if r.action == "reject")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=tables(), kind=st.sampled_from(KINDS))
def test_what_was_previewed_is_written_and_taken_back(town, monkeypatch, tmp_path, rows, kind):
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"x")
    plain = [[c if c != "" else None for c in row] for row in rows]
    monkeypatch.setattr("data.exchange.tables.understand.read_tables", lambda *a, **k: [Table(path, "Sheet1", plain)])
    before = dict(town.info().kinds)
    try:
        report = import_file(town, path, kind=kind or None, who="t")
    except WatchroomError:
        assert dict(town.info().kinds) == before
        return
    again = import_file(town, path, kind=kind or None, who="t")
    assert (again.added, again.batch) == (0, None), plain
    if report.batch is not None:
        town.undo(report.batch, who="t")
    assert dict(town.info().kinds) == before


@pytest.mark.parametrize("value", [time(8, 30), timedelta(hours=1), True])
def test_a_cell_of_an_odd_type_rejects_its_row(town, monkeypatch, tmp_path, value):
    path = tmp_path / "t.xlsx"
    rows = [["探头编号", "朝向"], ["K1", value], ["K2", 90]]
    monkeypatch.setattr("data.exchange.tables.understand.read_tables", lambda *a, **k: [Table(path, "Sheet1", rows)])
    done = preview(understand(path, town, kind="camera"), town)
    assert [r.action for r in done.rows] == ["reject", "add"]
    assert town.count(Query("camera")) == 0
