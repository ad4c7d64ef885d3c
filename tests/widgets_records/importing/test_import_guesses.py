"""What a table was taken for, guess by guess, and what another answer changes."""

from __future__ import annotations

import re

import openpyxl
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from data.exchange.conversation import changes_of
from data.i18n import set_language
from tests.widgets_records.importing.hands import LONG, counts, evidence, go, press, press_button


def test_what_was_understood_stands_in_the_controls(looked):
    guesses = looked.part.guesses
    assert guesses.kind.currentText() == "实有人口"
    assert guesses.header.value() == 2
    assert guesses.encoding.currentText() == "GBK"
    assert "3 行数据" in evidence(guesses, "sheet")
    assert "1 行没找到" in evidence(guesses, "address")


def test_sensitive_samples_are_covered(looked):
    texts = [w.text() for w in looked.part.mapping.findChildren(type(looked.trouble))]
    assert not any("16900001111" in t for t in texts)
    assert any("169****1111" in t for t in texts)


def choice_at(page, column):
    """Return which of the columns shown it is."""
    return [c.guess.column.name for c in page.part.mapping.choices].index(column)


def test_a_column_gets_another_meaning(looked, until):
    choice = looked.part.mapping.choices[choice_at(looked, "杂项")]
    choice.fill()
    choice.setCurrentIndex(choice.findData("remark"))
    choice.activated.emit(choice.currentIndex())
    until(lambda: looked.parcel.whole)
    assert looked.parcel.parts[0].known.mapping["杂项"] == "remark"
    assert looked.part.mapping.choices[choice_at(looked, "杂项")].currentText() == "备注"


def test_another_kind_is_compared(looked, until):
    guesses = looked.part.guesses
    guesses.kind.setCurrentIndex(guesses.kind.findData("force"))
    guesses.kind.activated.emit(guesses.kind.currentIndex())
    until(lambda: looked.parcel.whole)
    assert looked.parcel.parts[0].known.kind.name == "force"


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


def test_an_unmatched_address_is_taught(looked, demo, until, qtbot):
    looked.part.above.set_value("addresses")
    looked.part.above.chosen.emit("addresses")
    view = looked.part.addresses
    qtbot.waitUntil(lambda: bool(view.shown()), timeout=LONG)
    assert view.shown()[0].title == "幸福里9栋302"
    view.search.setText("金沙小区2栋")
    press_button(view, "就是这里", qtbot)
    until(lambda: looked.parcel.parts[0].report.unmatched == 0)
    assert "没找到" not in evidence(looked.part.guesses, "address")


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
    assert counts(page)["add"] == "新增 2"


def test_a_table_without_a_known_column_asks_what_it_is(page, tmp_path, until):
    path = tmp_path / "一批点.csv"
    path.write_text("甲,乙,经度,纬度\nx,y,102.741,25.056\n", encoding="utf-8")
    page.take_files([path])
    until(page.part.trouble.isVisible)
    assert page.part.guesses.kind.currentText() == "请选择"
    assert page.waits.text() == "请先选“导入为”哪一类"
    assert not page.apply.isEnabled()


def test_what_was_found_follows_the_language(looked, until, qtbot):
    assert "不" in go(looked, "reject", qtbot)
    set_language("en")
    looked.talk.follow_language()
    until(lambda: looked.parcel.whole)
    part = looked.parcel.parts[0]
    (row,) = changes_of(looked.station, part, part.by_action["reject"])
    assert re.search(r"[a-z]{3}", row.why)
    assert part.known.kind.name == "person"
