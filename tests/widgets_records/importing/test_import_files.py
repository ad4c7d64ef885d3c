"""Files side by side: several, zips, sheets, broken ones, and what was cancelled."""

from __future__ import annotations

import zipfile
from pathlib import Path

import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from data.exchange.conversation import listen
from data.progress import Progress
from data.query import equals
from tests.widgets_records.importing.hands import LONG, press
from widgets.records import import_work
from widgets.records.import_files import Spot


def test_a_file_that_cannot_be_read_is_told(page, tmp_path, until):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"not a workbook")
    page.take_files([path])
    until(page.part.trouble.isVisible)
    assert "坏.xlsx" in page.part.trouble.text()
    assert not page.apply.isEnabled()


def test_what_is_said_of_a_broken_file_stands_under_its_name(page, tmp_path, until):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"not a workbook")
    page.take_files([path])
    until(page.part.trouble.isVisible)
    assert page.part.trouble.geometry().top() - page.part.title.geometry().bottom() < 40


def test_a_missing_file_is_told(page, until):
    page.take_files([Path("/没有/这个.csv")])
    until(page.part.trouble.isVisible)
    assert "这个.csv" in page.part.trouble.text()


def test_several_files_wait_side_by_side_and_are_imported_at_once(page, demo, people, tmp_path, until):
    other = tmp_path / "商铺.csv"
    other.write_text("店名,行业,经营地址\n一一小吃,餐饮,金沙小区1栋\n", encoding="utf-8")
    page.take_files([people, other])
    until(page.apply_all.isVisible)
    press(page.apply_all)
    until(lambda: all(p.done for p in page.talk.parcels.values()))
    batches = {p.batch for p in page.talk.parcels.values()}
    assert len(batches) == 2
    assert demo.count(equals("shop", name="一一小吃")) == 1


def test_files_that_bring_the_same_records_bring_them_once(page, demo, tmp_path, until):
    paths = [tmp_path / f"{n}.csv" for n in (1, 2)]
    for path in paths:
        path.write_text("店名,行业,经营地址\n一一小吃,餐饮,金沙小区1栋\n", encoding="utf-8")
    page.take_files(paths)
    until(page.apply_all.isVisible)
    press(page.apply_all)
    until(lambda: all(p.done for p in page.talk.parcels.values()))
    assert demo.count(equals("shop", name="一一小吃")) == 1
    assert [p.done[0].unchanged for p in page.talk.parcels.values()] == [0, 1]


def test_a_file_is_taken_off_the_list(looked, qtbot):
    looked.files.setFocus()
    QTest.keyClick(looked.files, Qt.Key.Key_Delete)
    assert looked.talk.parcels == {}
    assert looked.stack.currentWidget() is looked.start


def test_sheets_and_files_in_a_zip_stand_under_it_and_can_be_left_out(page, tmp_path, demo, until, qtbot):
    path = tmp_path / "台账.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("人口.csv", "姓名,手机号\n赵一一,16900002221\n")
        archive.writestr("商铺.csv", "店名,行业,地址\n三三小吃,餐饮,金沙路 3 号\n")
    page.take_files([path])
    until(lambda: len(page.files.lines()) == 3 and page.parcel.whole)
    at = next(n for n, p in enumerate(page.parcel.parts) if p.name == "人口.csv")
    page.files.go_to(Spot(page.parcel.key, at))
    page.part.used.click()
    until(lambda: not page.parcel.parts[at].used and page.parcel.whole)
    press(page.apply)
    until(lambda: bool(page.parcel.done))
    assert demo.count(equals("person", name="赵一一")) == 0
    assert demo.count(equals("shop", name="三三小吃")) == 1


def test_several_sheets_come_in_together(page, demo, tmp_path, until, qtbot):
    path = tmp_path / "登记.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in {
            "人口": [["姓名", "性别", "手机号"], ["赵一一", "男", "16900002221"], ["钱二二", "女", "16900002222"]],
            "商铺": [["店名", "行业", "地址"], ["三三小吃", "餐饮", "金沙路 3 号"], ["四四超市", "便利超市", "金沙路 4 号"]],
        }.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
    page.take_files([path])
    until(lambda: page.apply.isVisible() and page.apply.text() == "导入 4 行")
    press(page.apply)
    until(lambda: bool(page.parcel.done))
    press(page.done.undo)
    qtbot.waitUntil(lambda: demo.count(equals("shop", name="三三小吃")) == 0, timeout=LONG)
    assert demo.count(equals("person", name="赵一一")) == 0


def test_a_kind_of_their_own_comes_in_by_the_same_window(page, demo, tmp_path, until):
    path = tmp_path / "manhole.toml"
    path.write_text(
        'name = "manhole"\nlabel = { zh = "井盖", en = "Manhole" }\ntitle = "{name}"\nplace = { belongs = true }\n[fields]\n'
        'name = { type = "text", label = { zh = "井盖名称", en = "Name" }, required = true }\n',
        encoding="utf-8",
    )
    page.take_files([path])
    until(page.apply.isEnabled)
    press(page.apply)
    until(lambda: bool(page.parcel.done))
    assert demo.kinds["manhole"].label == "井盖"


def test_cancelling_leaves_the_files(page, people, until, demo):
    page.take_files([people])
    page.talk.cancel()
    until()
    assert len(page.talk.parcels) == 1
    assert demo.count(equals("person", name="张甲乙")) == 0


def test_what_was_cancelled_can_be_gone_on_with(page, people, until, qtbot):
    page.take_files([people])
    page.talk.cancel()
    until(lambda: page.apply.text() == "继续核对")
    press(page.apply)
    until(lambda: page.apply.text() == "导入 2 行")
    assert page.apply.isEnabled()


def test_reading_that_ends_before_it_notices_the_cancel_is_not_gone_on_with(page, people, until, monkeypatch):
    monkeypatch.setattr(import_work, "listen", lambda station, parcel, _progress: listen(station, parcel, Progress()))
    page.take_files([people])
    page.talk.cancel()
    until()
    assert page.apply.text() == "继续核对"
