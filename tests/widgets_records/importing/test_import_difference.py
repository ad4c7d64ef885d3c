"""The difference that a file makes, and rows of which people tell what they are."""

from __future__ import annotations

import json

import pytest

from data.exchange.tables.doubts import NEW, Decision
from data.kinds.identity import id_checksum
from data.query import Query, equals
from tests.widgets_records.importing.hands import LONG, counts, go, press, press_button
from widgets.parts import Label


def test_the_difference_is_counted_and_nothing_is_written(looked, demo):
    assert (counts(looked)["add"], counts(looked)["reject"]) == ("新增 2", "拒收 1")
    assert looked.apply.text() == "导入 2 行"
    assert demo.count(equals("person", name="张甲乙")) == 0


def test_a_refused_row_says_why_and_marks_its_cell(looked, qtbot):
    said = go(looked, "reject", qtbot)
    assert said.startswith("第 5 行")
    assert "性别" in said

    def late():
        return [w.text() for w in looked.part.detail.findChildren(type(looked.trouble)) if w.property("tone") == "late"]

    qtbot.waitUntil(lambda: "不知道" in late(), timeout=LONG)  # the cells follow in a turn of their own


def test_what_is_changed_elsewhere_is_compared_anew(looked, demo, until):
    with demo.editing(who="别人", why="登记") as draft:
        draft.add("person", {"name": "张甲乙", "gender": "male", "phone": "16900001111"})
    until(lambda: counts(looked)["add"] == "新增 1")
    assert counts(looked)["update"] == "更新 1" or counts(looked)["unchanged"] == "未变 1"


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
    assert doubtful.apply.text() == "导入 1 行"


def test_a_row_left_out_can_be_thought_over(doubtful, qtbot, until):
    go(doubtful, "doubt", qtbot)
    press_button(doubtful.part.detail, "不导入这一行", qtbot)
    until(lambda: doubtful.parcel.parts[0].by_action["skip"] == [0])
    assert not doubtful.apply.isEnabled()
    go(doubtful, "doubt", qtbot)
    press_button(doubtful.part.detail, "改主意", qtbot)
    until(lambda: doubtful.parcel.parts[0].by_action["doubt"] == [0])
    assert counts(doubtful)["doubt"] == "存疑 1"


def test_all_doubtful_rows_are_decided_at_once(doubtful, until):
    doubtful.part.detail.decided_all.emit(Decision(NEW))
    until(lambda: counts(doubtful)["add"] == "新增 1")
    assert doubtful.apply.isEnabled()


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


def test_labels_are_kept_from_row_to_row(looked, until, qtbot):
    """To make and style them anew for each row looked at took ten times as long, and was felt."""
    go(looked, "add", qtbot)
    detail = looked.part.detail
    qtbot.waitUntil(lambda: any("张甲乙" in w.text() for w in labels(detail)), timeout=LONG)
    before = labels(detail)
    looked.part.rows.setCurrentIndex(looked.part.rows.rows.index(1))
    qtbot.waitUntil(lambda: any("李丙丁" in w.text() for w in labels(detail)), timeout=LONG)
    qtbot.waitUntil(lambda: not any("张甲乙" in w.text() for w in labels(detail)), timeout=LONG)
    assert before <= labels(detail)


def test_what_a_row_has_less_than_the_one_before_leaves_no_words(looked, until, qtbot):
    go(looked, "add", qtbot)
    detail = looked.part.detail
    qtbot.waitUntil(lambda: any("张甲乙" in w.text() for w in labels(detail)), timeout=LONG)
    detail.show_row(None)
    assert not any(w.isVisible() and w.text() for w in labels(detail))


def labels(owner):
    return set(owner.findChildren(Label))
