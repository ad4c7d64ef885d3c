"""The import window: files dropped, guesses changed, doubts decided, imported, undone."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from data.exchange.conversation import listen
from data.exchange.tables.doubts import NEW, Decision
from data.kinds.identity import id_checksum
from data.progress import Progress
from data.query import Query, equals
from widgets.parts import Button
from widgets.records import import_work
from widgets.records.import_files import Spot
from widgets.records.import_guesses import Guesses
from widgets.records.import_panel import ImportPanel
from widgets.records.import_templates import TemplatesPage
from widgets.records.import_window import ImportWindow

LONG = 30_000


@pytest.fixture
def people(tmp_path):
    """A table as people write it: a title, two good rows, one without sense; GBK."""
    path = tmp_path / "人口登记.csv"
    rows = [
        ["金沙社区人口登记表"],
        ["姓名", "性别", "手机号", "现住址", "杂项"],
        ["张甲乙", "男", "16900001111", "金沙小区1栋2单元301", "甲"],
        ["李丙丁", "女", "16900001112", "幸福里9栋302", "乙"],
        ["王戊己", "不知道", "123", "金沙小区1栋", "丙"],
    ]
    with path.open("w", encoding="gbk", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def page(shown):
    return shown(ImportWindow, size=(1600, 980))


@pytest.fixture
def until(page, qtbot):
    """Wait until nothing is being done, and something is so."""

    def wait(condition=lambda: True):
        qtbot.waitUntil(lambda: page.talk.idle and condition(), timeout=LONG)

    return wait


@pytest.fixture
def looked(page, people, until):
    page.take_files([people])
    until(lambda: page.parcel is not None and page.parcel.whole and bool(page.parcel.parts))
    return page


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def counts(page):
    return {key: page.part.tabs.words(key) for key, _ in page.part.tabs.tabs()}


def buttons(owner, text):
    return [b for b in owner.findChildren(Button) if b.text() == text and b.isVisibleTo(owner)]


def press_button(owner, text, qtbot):
    """Press a button once it is there."""
    qtbot.waitUntil(lambda: bool(buttons(owner, text)), timeout=LONG)
    press(buttons(owner, text)[0])


def go(page, action, qtbot):
    """Open a tab of the difference and return the first row's words, once they are told."""
    page.part.tabs.set_value(action)
    page.part.tabs.chosen.emit(action)
    qtbot.waitUntil(lambda: page.part.rows.rows.row(0) is not None, timeout=LONG)
    return page.part.rows.rows.index(0).data()


def test_what_was_understood_stands_in_the_controls(looked):
    guesses = looked.part.guesses
    assert guesses.kind.currentText() == "实有人口"
    assert guesses.header.value() == 2
    assert guesses.encoding.currentText() == "GBK"
    assert "3 行数据" in evidence(guesses, "sheet")
    assert "1 行没找到" in evidence(guesses, "address")


def evidence(guesses: Guesses, name: str) -> str:
    return guesses._made[name].evidence.text()


def test_the_difference_is_counted_and_nothing_is_written(looked, demo):
    assert (counts(looked)["add"], counts(looked)["reject"]) == ("新增 2", "拒收 1")
    assert looked.apply.text() == "导入 2 行"
    assert demo.count(equals("person", name="张甲乙")) == 0


def test_a_refused_row_says_why_and_marks_its_cell(looked, qtbot):
    said = go(looked, "reject", qtbot)
    assert said.startswith("第 5 行")
    assert "性别" in said
    late = [w for w in looked.part.detail.findChildren(type(looked.trouble)) if w.property("tone") == "late"]
    assert "不知道" in [w.text() for w in late]


def test_sensitive_samples_are_covered(looked):
    texts = [w.text() for w in looked.part.mapping.findChildren(type(looked.trouble))]
    assert not any("16900001111" in t for t in texts)
    assert any("169****1111" in t for t in texts)


def test_import_writes_and_undo_takes_all_back(looked, demo, until, qtbot):
    before = demo.count(Query("person"))
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    assert demo.count(Query("person")) == before + 2
    assert looked.stack.currentWidget() is looked.done
    press(looked.done.undo)
    qtbot.waitUntil(lambda: demo.count(Query("person")) == before, timeout=LONG)
    qtbot.waitUntil(lambda: "已撤销" in looked.done.title.text(), timeout=LONG)


def test_an_import_taken_back_elsewhere_is_shown_so_and_brought_back(looked, demo, until, qtbot):
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    demo.undo(looked.parcel.batch, who="别人")
    qtbot.waitUntil(looked.done.undo.isHidden, timeout=LONG)
    demo.redo(who="别人")
    qtbot.waitUntil(lambda: not looked.done.undo.isHidden(), timeout=LONG)


def test_an_undo_on_which_something_was_built_says_what(looked, demo, until, qtbot):
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    person = demo.first(equals("person", name="张甲乙"))
    with demo.editing(who="李警官", why="改电话") as draft:
        draft.change("person", person.id, phone="16900009999")
    press(looked.done.undo)
    qtbot.waitUntil(looked.trouble.isVisible, timeout=LONG)
    assert "李警官" in looked.trouble.text()
    assert "改电话" in looked.trouble.text()


def test_a_column_gets_another_meaning(looked, until):
    choice = next(c for c in looked.part.mapping.choices if c.guess.column.name == "杂项")
    choice.fill()
    choice.setCurrentIndex(choice.findData("remark"))
    choice.activated.emit(choice.currentIndex())
    until(lambda: looked.parcel.parts[0].known.mapping.get("杂项") == "remark" and looked.parcel.whole)


def test_another_kind_is_compared(looked, until):
    guesses = looked.part.guesses
    guesses.kind.setCurrentIndex(guesses.kind.findData("force"))
    guesses.kind.activated.emit(guesses.kind.currentIndex())
    until(lambda: looked.parcel.parts[0].known.kind.name == "force")


def test_another_header_row_is_taken_and_an_impossible_one_is_told(looked, until, qtbot):
    looked.part.guesses.header.setValue(3)
    until(lambda: looked.parcel.parts[0].known.header_row == 3)
    looked.part.guesses.header.setValue(150)
    qtbot.waitUntil(looked.trouble.isVisible, timeout=LONG)
    assert looked.part.guesses.header.value() == 3


def test_a_wheel_over_a_column_changes_nothing(looked, qtbot):
    choice = looked.part.mapping.choices[0]
    before = choice.currentIndex()
    spot = QPointF(choice.rect().center())
    event = QWheelEvent(spot, spot, QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(choice, event)
    assert choice.currentIndex() == before


def number(serial):
    """Return an invented identity number: region code 990000 is not given out."""
    first = f"99000019800101{serial}"
    return first + id_checksum(first)


@pytest.fixture
def doubtful(page, demo, tmp_path, until):
    """A table of which one row has the name and telephone of a person, with another identity number."""
    with demo.editing(who="t", why="x") as draft:
        draft.add("person", {"name": "赵存疑", "phone": "16900007777", "id_number": number("001")})
    path = tmp_path / "人口.csv"
    path.write_text(f"姓名,手机号,身份证号\n赵存疑,16900007777,{number('002')}\n", encoding="utf-8")
    page.take_files([path])
    until(lambda: page.parcel is not None and bool(page.parcel.parts) and page.parcel.whole)
    return page


def test_a_doubtful_row_asks_and_is_not_written_before(doubtful, qtbot):
    assert counts(doubtful)["doubt"] == "存疑 1"
    assert not doubtful.apply.isEnabled()
    assert "姓名、电话" in go(doubtful, "doubt", qtbot)
    assert "1 行存疑" in doubtful.files.lines()[0].detail


def test_it_is_this_one_makes_it_a_change(doubtful, qtbot, until):
    go(doubtful, "doubt", qtbot)
    press_button(doubtful.part.detail, "就是这一条", qtbot)
    until(lambda: counts(doubtful)["update"] == "更新 1")
    assert doubtful.apply.isEnabled()


def test_after_a_decision_the_keyboard_is_on_the_rows(doubtful, qtbot, until):
    go(doubtful, "doubt", qtbot)
    press_button(doubtful.part.detail, "是另一条，新增", qtbot)
    assert doubtful.window().focusWidget() is doubtful.part.rows
    until()


def test_another_one_makes_it_new(doubtful, qtbot, until):
    go(doubtful, "doubt", qtbot)
    press_button(doubtful.part.detail, "是另一条，新增", qtbot)
    until(lambda: counts(doubtful)["add"] == "新增 1")


def test_a_row_left_out_can_be_thought_over(doubtful, qtbot, until):
    go(doubtful, "doubt", qtbot)
    press_button(doubtful.part.detail, "不导入这一行", qtbot)
    until(lambda: doubtful.parcel.parts[0].by_action["skip"] == [0])
    go(doubtful, "doubt", qtbot)
    press_button(doubtful.part.detail, "改主意", qtbot)
    until(lambda: doubtful.parcel.parts[0].by_action["doubt"] == [0])


def test_all_doubtful_rows_are_decided_at_once(doubtful, until):
    doubtful.part.detail.decided_all.emit(Decision(NEW))
    until(lambda: counts(doubtful)["add"] == "新增 1")


def test_an_unmatched_address_is_taught(looked, demo, until, qtbot):
    looked.part.above.set_value("addresses")
    looked.part.above.chosen.emit("addresses")
    view = looked.part.addresses
    qtbot.waitUntil(lambda: bool(view.shown()), timeout=LONG)
    assert view.shown()[0].title == "幸福里9栋302"
    view.search.setText("金沙小区2栋")
    press_button(view, "就是这里", qtbot)
    until(lambda: looked.parcel.parts[0].report.unmatched == 0)


def test_rejects_are_saved_as_a_table(looked, tmp_path, until, qtbot):
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    assert looked.done.save_rejects.isVisible()
    out = tmp_path / "拒收.csv"
    looked.done.write_rejects(out)
    qtbot.waitUntil(lambda: out.exists() and "王戊己" in out.read_text(encoding="utf-8-sig"), timeout=LONG)


def test_what_came_in_is_listed_over_the_map(looked, workspace, until):
    asked = []
    workspace.command.connect(lambda id, arguments: asked.append((id, arguments)))
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    press(looked.done.show_map)
    (id, arguments), *_ = asked
    assert id == "show_ledger"
    assert len(arguments["query"].where[0].value) == 2


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


def test_a_table_without_a_known_column_asks_what_it_is(page, tmp_path, until):
    path = tmp_path / "一批点.csv"
    path.write_text("甲,乙,经度,纬度\nx,y,102.741,25.056\n", encoding="utf-8")
    page.take_files([path])
    until(page.part.trouble.isVisible)
    assert page.part.guesses.kind.currentText() == "请选择"
    assert page.waits.text() == "请先选“导入为”哪一类"
    assert not page.apply.isEnabled()


def test_a_missing_file_is_told(page, until):
    page.take_files([Path("/没有/这个.csv")])
    until(page.part.trouble.isVisible)


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


def test_a_map_has_the_same_difference(page, demo, tmp_path, until, qtbot):
    feature = {"type": "Feature", "properties": {"name": "报刊亭", "code": "P-1"},
               "geometry": {"type": "Point", "coordinates": [102.741, 25.056]}}  # fmt: skip
    path = tmp_path / "places.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    before = demo.count(Query("place"))
    page.take_files([path])
    until(page.apply.isEnabled)
    assert "报刊亭" in go(page, "add", qtbot)
    press(page.apply)
    until(lambda: bool(page.parcel.done))
    assert demo.count(Query("place")) == before + 1


def test_a_second_file_of_the_same_shape_says_as_last_time_and_can_be_guessed_anew(looked, tmp_path, people, until):
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    other = tmp_path / "十二月.csv"
    other.write_bytes(people.read_bytes())
    looked.take_files([other])
    until(lambda: looked.parcel.name == "十二月.csv" and looked.parcel.whole and bool(looked.parcel.parts))
    assert "人口登记.csv" in looked.part.guesses.last.text()
    press(looked.part.guesses.forget)
    until(lambda: looked.parcel.parts[0].known.last is None)
    assert not looked.part.guesses.last.isVisible()


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


def test_reading_that_ends_before_it_notices_the_cancel_is_not_gone_on_with(page, people, until, monkeypatch):
    monkeypatch.setattr(import_work, "listen", lambda station, parcel, _progress: listen(station, parcel, Progress()))
    page.take_files([people])
    page.talk.cancel()
    until()
    assert page.apply.text() == "继续核对"


def test_a_kind_of_their_own_comes_in_by_the_same_window(page, demo, tmp_path, until):
    path = tmp_path / "hazard.toml"
    path.write_text(
        'name = "hazard"\nlabel = { zh = "隐患", en = "Hazard" }\ntitle = "{name}"\nplace = { belongs = true }\n[fields]\n'
        'name = { type = "text", label = { zh = "隐患名称", en = "Name" }, required = true }\n',
        encoding="utf-8",
    )
    page.take_files([path])
    until(page.apply.isEnabled)
    press(page.apply)
    until(lambda: "hazard" in demo.kinds)


def test_what_is_changed_elsewhere_is_compared_anew(looked, demo, until):
    with demo.editing(who="别人", why="登记") as draft:
        draft.add("person", {"name": "张甲乙", "gender": "male", "phone": "16900001111"})
    until(lambda: counts(looked)["add"] == "新增 1")


# The panel at the rail, and the templates


def test_the_panel_lists_imports_and_asks_for_their_undo(shown, looked, workspace, until, qtbot):
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    panel = shown(ImportPanel, size=(288, 900))
    qtbot.waitUntil(lambda: bool(panel.lines.lines()), timeout=LONG)
    assert "人口登记.csv" in panel.lines.lines()[0].title
    asked = []
    workspace.command.connect(lambda id, arguments: asked.append((id, arguments)))
    press(panel.undo)
    assert asked == [("undo", {"batch": looked.parcel.batch})]


def test_the_panel_says_what_was_taken_back(shown, looked, demo, until, qtbot):
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    panel = shown(ImportPanel, size=(288, 900))
    qtbot.waitUntil(lambda: bool(panel.lines.lines()), timeout=LONG)
    demo.undo(looked.parcel.batch, who="别人")
    qtbot.waitUntil(lambda: panel.lines.lines()[0].trailing == "已撤销", timeout=LONG)
    assert not panel.undo.isEnabled()


def test_a_template_is_saved_in_the_other_language(demo, workspace, qtbot, tmp_path):
    page = TemplatesPage(demo, workspace)
    qtbot.addWidget(page)
    page.show()
    assert not page.save.isEnabled()
    page.chips["shop"].setChecked(True)
    page.language.set_value("en")
    told = []
    workspace.notice.connect(lambda level, sentence: told.append(level))
    page.write(tmp_path / "shops")
    qtbot.waitUntil(lambda: told == ["done"], timeout=LONG)
    assert openpyxl.load_workbook(tmp_path / "shops.xlsx").sheetnames == ["Shops", "Guide"]


def test_hidden_rows_are_said_and_read_when_asked_for(page, tmp_path, until):
    path = tmp_path / "人口.xlsx"
    book = openpyxl.Workbook()
    for row in [["姓名", "手机号"], ["赵一一", "16900002221"], ["钱二二", "16900002222"]]:
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.save(path)
    page.take_files([path])
    until(lambda: page.parcel.whole and bool(page.parcel.parts) and page.part.guesses.hidden.isVisible())
    assert page.parcel.parts[0].report.rows == 1
    assert page.part.guesses.notes.text()
    page.part.guesses.hidden.click()
    until(lambda: page.parcel.whole and page.parcel.parts[0].report.rows == 2)
