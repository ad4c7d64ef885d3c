"""Finding by keyboard alone: the search box and the command palette."""

from __future__ import annotations

import pytest
from pypinyin import Style, lazy_pinyin

from data.query import Query
from widgets.background import waiting
from widgets.search_rows import Found

pytestmark = pytest.mark.screen


@pytest.fixture
def box(desk):
    """The search box with the keyboard in it."""
    desk.fresh()
    desk.keys("Ctrl+F")
    bar = desk.window.top.search
    assert bar.edit.hasFocus()
    bar.edit.clear()
    yield bar
    bar.edit.clear()
    desk.window.take_focus()


def initials(name):
    """Return the first letters of a name's pinyin."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))


def search(desk, bar, text):
    """Type and wait for the list."""
    desk.type(text)
    answered(desk, bar)
    desk.wait(lambda: bar.popup is not None and bar.popup.isVisible() and bar.popup.list.current() is not None)


def answered(desk, bar):
    """Wait until what is typed is answered."""
    desk.wait(lambda: not bar._timer.isActive() and not waiting(bar))


def test_initials_find_a_compound_and_enter_flies_there(desk, box):
    distance = desk.map.navigator.eye.distance
    search(desk, box, "jsxq1d")
    found = box.popup.list.current()
    desk.keys("Return")
    assert (desk.selection.kind, desk.selection.id) == (found.kind, found.id)
    assert initials(found.title).startswith("jsxq1d")
    desk.settle()
    assert desk.map.navigator.eye.distance < distance
    assert not box.popup.isVisible()


def test_down_goes_to_the_next_find(desk, box):
    search(desk, box, "jsxq")
    first = box.popup.list.current()
    desk.keys("Down")
    second = box.popup.list.current()
    assert second != first
    desk.keys("Return")
    assert desk.selection.id == second.id


def test_a_person_is_found_by_initials_and_opens(desk, box):
    person = desk.station.first(Query("person"))
    search(desk, box, initials(person["name"]))
    found = next(row for row in rows(box) if row.kind == "person")
    assert initials(desk.station.get("person", found.id)["name"]) == initials(person["name"])
    while box.popup.list.current().kind != "person":
        desk.keys("Down")
    desk.keys("Return")
    assert (desk.selection.kind, desk.selection.id) == ("person", found.id)
    desk.wait(lambda: desk.inspector.record.data is not None and desk.inspector.record.data.record.id == found.id)


def rows(bar):
    """Return the finds on the list."""
    return [row for row in bar.popup.list.lines.rows if isinstance(row, Found)]


def test_chinese_by_an_input_method_finds(desk, box):
    search(desk, box, "金沙公园")
    assert any("金沙公园" in row.title for row in rows(box))


def test_nothing_found_says_what_to_try(desk, box):
    desk.type("zzqqxx")
    answered(desk, box)
    assert "zzqqxx" in box.popup._word.text()
    assert box.popup._hint.isVisible()


def test_escape_empties_and_then_leaves(desk, box):
    search(desk, box, "jsxq")
    desk.keys("Esc")
    assert box.edit.text() == ""
    desk.keys("Esc")
    assert not box.popup.isVisible()
    assert not box.edit.hasFocus()


def test_a_click_on_a_find_chooses_it(desk, box):
    search(desk, box, "jsxq2d")
    listed = box.popup.list
    found = box.popup.list.current()
    index = listed.currentIndex()
    desk.click(listed.viewport(), listed.visualRect(index).center())
    assert desk.selection.id == found.id


@pytest.fixture
def palette(desk):
    """The palette, open."""
    desk.fresh()
    desk.keys("Ctrl+Shift+P")
    found = desk.window._palette
    assert found.isVisible()
    yield found
    if found.isVisible():
        desk.keys("Esc")


def test_the_palette_runs_a_command_by_initials(desk, palette):
    desk.type("pmst")  # 平面视图
    assert palette.shown()[0].id == "view_plan"
    desk.keys("Return")
    assert not palette.isVisible()
    assert desk.workspace.view == "plan"


def test_the_palette_runs_a_command_by_chinese(desk, palette):
    desk.type("统计")
    desk.keys("Return")
    assert desk.window.rail.value == "figures"


@pytest.mark.parametrize("typed", ["故障", "崩溃", "guzhang"])
def test_the_reports_of_faults_are_found_by_what_people_call_them(desk, palette, typed):
    desk.type(typed)
    assert palette.shown()[0].id == "crash_reports"
    desk.keys("Esc")


def test_escape_closes_the_palette_and_chooses_nothing(desk, palette):
    desk.workspace.select("building", desk.building("金沙小区1栋").id)
    desk.keys("Esc")
    assert not palette.isVisible()
    assert desk.selection


def test_keys_go_to_the_map_again_after_the_palette(desk, palette):
    desk.workspace.select("building", desk.building("金沙小区1栋").id)
    desk.keys("Esc")
    desk.keys("Esc")
    assert not desk.selection


def test_a_code_typed_whole_comes_before_what_has_it_in_its_name(desk, box):
    """A building was first whose name only sounds so, and Enter went there."""
    cameras = desk.station.read(Query("camera", fields=("code",)))
    camera = next(c for c in cameras if desk.station.find(c["code"])[0].record.kind != "camera")
    search(desk, box, camera["code"])
    found = box.popup.list.current()
    assert (found.kind, found.id) == ("camera", camera.id)


def test_a_slip_of_the_finger_is_offered_and_not_carried_out(desk):
    desk.fresh()
    desk.workspace.run("palette")
    palette = desk.window._palette
    desk.type("wall dispaly")
    assert palette.shown()
    desk.keys("Return")
    assert palette.isVisible()
    desk.keys("Escape")


def test_what_lies_under_a_page_is_not_undone_by_its_key(desk):
    from PySide6.QtWidgets import QLabel

    from widgets.sheet import Sheet

    desk.fresh()
    with desk.station.editing(who="t", why="x") as draft:
        made = draft.add("note", {"text": "留下"})
    sheet = Sheet(desk.window, "一页", QLabel("在上面"))
    desk.keys("Ctrl+Z")
    assert desk.station.get("note", made) is not None
    sheet.close_sheet()
    desk.keys("Ctrl+Z")
    desk.wait(lambda: desk.station.get("note", made) is None)
