from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from data.query import Query, equals
from widgets.records.import_window import ImportPanel


@pytest.fixture
def people(tmp_path):
    """A table as people write it: a title, two good rows, one without sense; GBK."""
    path = tmp_path / "人口登记.csv"
    rows = [
        ["金沙社区人口登记表"],
        ["姓名", "性别", "手机号", "现住址", "杂项"],
        ["张甲乙", "男", "16900001111", "金沙小区1栋2单元301", "甲"],
        ["李丙丁", "女", "16900001112", "金沙小区1栋2单元302", "乙"],
        ["王戊己", "不知道", "123", "金沙小区1栋", "丙"],
    ]
    with path.open("w", encoding="gbk", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def panel(shown):
    return shown(ImportPanel, size=(288, 900))


@pytest.fixture
def looked(panel, people, qtbot):
    panel.take_files([people])
    qtbot.waitUntil(lambda: panel.prepared is not None, timeout=20_000)
    return panel


def press(button, qtbot):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_was_understood_is_said(looked):
    assert "实有人口" in looked.understood.text()
    assert "第 2 行" in looked.understood.text()
    assert looked.counts.text() == "新增 2 · 更新 0 · 未变 0 · 拒收 1"


def test_nothing_is_written_before_import(looked, demo):
    assert demo.count(equals("person", name="张甲乙")) == 0


def test_a_refused_row_says_why(looked):
    looked.filter.set_value("reject")
    looked._list()
    (line,) = looked.rows.lines()
    assert "第 5 行" in line.title
    assert "性别" in line.detail


def test_an_address_that_led_nowhere_is_said_in_its_row(panel, tmp_path, qtbot):
    path = tmp_path / "人口.csv"
    path.write_text("姓名,性别,现住址\n张甲乙,男,外省某地\n李丙丁,女,金沙小区1栋2单元301\n", encoding="utf-8")
    panel.take_files([path])
    qtbot.waitUntil(lambda: panel.prepared is not None, timeout=20_000)
    first, second = panel.rows.lines()
    assert (first.trailing, second.detail) == ("新增", "")
    assert "住址未匹配：原文已保留" in first.detail
    assert "1 行找到楼栋，1 行没找到" in panel.understood.text()


def test_import_writes_and_undo_takes_all_back(looked, demo, qtbot):
    before = demo.count(Query("person"))
    press(looked.apply, qtbot)
    qtbot.waitUntil(lambda: looked.report is not None, timeout=20_000)
    assert demo.count(Query("person")) == before + 2
    assert demo.count(equals("residence", person=demo.first(equals("person", name="张甲乙")).id)) == 1
    press(looked.done.undo, qtbot)
    qtbot.waitUntil(lambda: demo.count(Query("person")) == before)


def test_an_import_taken_back_elsewhere_is_shown_so(looked, demo, qtbot):
    press(looked.apply, qtbot)
    qtbot.waitUntil(lambda: looked.report is not None, timeout=20_000)
    demo.undo(looked.report.batch, who="别人")
    qtbot.waitUntil(looked.done.undo.isHidden)
    assert looked.done.title.text() == "这次导入已撤销"


def test_an_import_brought_back_elsewhere_can_be_taken_back_again(looked, demo, qtbot):
    press(looked.apply, qtbot)
    qtbot.waitUntil(lambda: looked.report is not None, timeout=20_000)
    demo.undo(looked.report.batch, who="别人")
    qtbot.waitUntil(looked.done.undo.isHidden)
    before = demo.count(Query("person"))
    demo.redo(who="别人")
    qtbot.waitUntil(lambda: not looked.done.undo.isHidden())
    assert looked.done.title.text().startswith("已导入")
    press(looked.done.undo, qtbot)
    qtbot.waitUntil(lambda: demo.count(Query("person")) == before)


def test_undo_of_other_work_leaves_the_import_as_it_is(looked, demo, qtbot):
    press(looked.apply, qtbot)
    qtbot.waitUntil(lambda: looked.report is not None, timeout=20_000)
    heard = []
    looked.done.listen(demo.changed, heard.append)
    with demo.editing(who="别人", why="登记") as draft:
        draft.add("person", {"name": "新来的"})
    demo.undo(who="别人")
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert not looked.done.undo.isHidden()


def test_a_column_gets_another_meaning(looked, qtbot):
    row = next(r for r in looked.mapping.rows if r.guess.column.name == "杂项")
    row.chosen.emit("杂项", "remark")
    qtbot.waitUntil(lambda: looked.prepared.known.mapping.get("杂项") == "remark", timeout=20_000)


def test_another_kind_is_previewed(looked, qtbot):
    looked.kind.setCurrentIndex(looked.kind.findData("force"))
    looked.kind.activated.emit(looked.kind.currentIndex())
    qtbot.waitUntil(lambda: not looked.busy.isVisible(), timeout=20_000)
    assert looked.prepared.known.kind.name == "force", looked.trouble.text()


def test_rejects_are_saved_as_a_table(looked, tmp_path, qtbot):
    press(looked.apply, qtbot)
    qtbot.waitUntil(lambda: looked.report is not None, timeout=20_000)
    assert looked.done.save_rejects.isVisible()
    out = tmp_path / "拒收.csv"
    looked.done.write_rejects(out)
    qtbot.waitUntil(lambda: out.exists() and "王戊己" in out.read_text(encoding="utf-8-sig"))


def test_a_file_that_cannot_be_read_is_told(panel, tmp_path, qtbot):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"not a workbook")
    panel.take_files([path])
    qtbot.waitUntil(panel.trouble.isVisible, timeout=20_000)
    assert "坏.xlsx" in panel.trouble.text()


def test_a_missing_file_is_told(panel, qtbot):
    panel.take_files([Path("/没有/这个.csv")])
    qtbot.waitUntil(panel.trouble.isVisible, timeout=20_000)


def test_the_next_file_waits_its_turn(panel, people, tmp_path, qtbot):
    other = tmp_path / "第二份.csv"
    other.write_bytes(people.read_bytes())
    panel.take_files([people, other])
    qtbot.waitUntil(lambda: panel.prepared is not None, timeout=20_000)
    assert panel.waiting == [other]


def test_several_sheets_come_in_together(panel, demo, tmp_path, qtbot):
    import xlsxwriter

    path = tmp_path / "登记.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in {
            "人口": [["姓名", "性别", "手机号"], ["赵一一", "男", "16900002221"], ["钱二二", "女", "16900002222"]],
            "商铺": [["店名", "行业", "地址"], ["三三小吃", "餐饮", "金沙路 3 号"], ["四四超市", "便利超市", "金沙路 4 号"]],
        }.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
    panel.take_files([path])
    qtbot.waitUntil(lambda: panel.prepared is not None, timeout=20_000)
    assert panel.counts.text().startswith("新增 4")
    assert panel.rows.model().rowCount() == 4
    press(panel.apply, qtbot)
    qtbot.waitUntil(lambda: panel.report is not None, timeout=20_000)
    assert demo.count(equals("shop", name="三三小吃")) == 1
    assert demo.count(equals("person", name="赵一一")) == 1
    press(panel.done.undo, qtbot)
    qtbot.waitUntil(lambda: demo.count(equals("shop", name="三三小吃")) == 0)
    assert demo.count(equals("person", name="赵一一")) == 0


def test_places_are_counted_before_they_are_imported(panel, demo, tmp_path, qtbot):
    path = tmp_path / "places.geojson"
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"报刊亭","code":"P-1"},'
        '"geometry":{"type":"Point","coordinates":[102.741,25.056]}}]}',
        encoding="utf-8",
    )
    before = demo.count(Query("place"))
    panel.take_files([path])
    qtbot.waitUntil(lambda: panel.prepared is not None, timeout=20_000)
    assert panel.apply.isEnabled()
    assert demo.count(Query("place")) == before
    press(panel.apply, qtbot)
    qtbot.waitUntil(lambda: panel.report is not None, timeout=20_000)
    assert demo.count(Query("place")) == before + 1
