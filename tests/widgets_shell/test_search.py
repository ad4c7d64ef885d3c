import pytest
from PySide6.QtCore import Qt

from data.query import Query
from data.records import Edit
from widgets.search_bar import SearchBar
from widgets.search_results import LINE, Heading, Recent
from widgets.search_rows import Found, found_rows, match_span


@pytest.fixture
def bar(demo, workspace, window, qtbot):
    made = SearchBar(demo, workspace, window)
    made.resize(560, 36)
    made.show()
    made.edit.setFocus()
    qtbot.waitUntil(made.edit.hasFocus)
    made.take_focus()
    yield made
    made.dispose()


@pytest.fixture
def someone(demo):
    """A person whose name no generated one has, living in the first room that there is."""
    room = demo.first(Query("dwelling"))
    with demo.editing(who="t", why="t") as draft:
        person = draft.add("person", {"name": "亓官澈<b>", "phone": "13900006027", "gender": "male"})
        draft.add("residence", {"person": person, "dwelling": room.id, "building": room["building"]})
    return person


def type_text(bar, qtbot, text):
    with qtbot.waitSignal(bar.shown):
        bar.edit.setText(text)
        bar.edit.textEdited.emit(text)
    return bar.popup.list.lines.rows


def test_the_empty_box_says_what_can_be_typed(bar, qtbot):
    assert bar.popup.isVisible()
    assert "拼音首字母" in bar.popup._hint.text()


@pytest.mark.parametrize("text", ["亓官", "澈", "qgc", "qiguan"])
def test_a_person_is_found_by(bar, someone, qtbot, text):
    rows = type_text(bar, qtbot, text)
    assert someone in [row.id for row in rows if isinstance(row, Found)]


def test_results_are_grouped_under_their_kinds(bar, qtbot):
    rows = type_text(bar, qtbot, "金沙")
    kinds = [row.kind for row in rows if isinstance(row, Found)]
    headings = [row.words for row in rows if isinstance(row, Heading)]
    assert len(headings) == len(set(kinds)) == len(set(headings)) > 2
    assert kinds == sorted(kinds, key=kinds.index)


def test_a_phone_that_matched_is_shown_covered(demo, someone):
    row = next(r for r in found_rows(demo, "13900006027") if r.id == someone)
    assert "139****6027" in row.second
    assert "13900006027" not in row.second


def test_names_are_shown_to_the_desk_as_they_are_written(demo, someone):
    row = next(r for r in found_rows(demo, "亓官") if r.id == someone)
    assert row.title == "亓官澈<b>"


def test_a_person_is_found_with_building_and_room(demo, someone):
    row = next(r for r in found_rows(demo, "亓官") if r.id == someone)
    building = demo.get("building", demo.first(Query("dwelling"))["building"])
    assert building["name"] in row.second
    assert "室" in row.second


def test_enter_selects_and_flies_there(bar, someone, workspace, qtbot):
    flights = []
    workspace.flight.connect(flights.append)
    type_text(bar, qtbot, "亓官")
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    assert (workspace.selection.kind, workspace.selection.id) == ("person", someone)
    assert [(f.kind, f.id) for f in flights] == [("person", someone)]
    assert not bar.popup.isVisible()


def test_a_chosen_hit_leaves_the_box_empty_and_is_kept_as_recent(bar, someone, qtbot):
    type_text(bar, qtbot, "亓官")
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    assert bar.edit.text() == ""
    assert bar.recent() == ["亓官"]
    bar.take_focus()
    assert [row.text for row in bar.popup.list.lines.rows if isinstance(row, Recent)] == ["亓官"]


def test_a_compound_stands_once_among_the_first_buildings(demo):
    found = [demo.get("building", row.id) for row in found_rows(demo, "jinsha", limit=4) if row.kind == "building"]
    assert [b["compound"] for b in found].count("金沙小区") == 1
    assert found[0]["compound"] == "金沙小区"


def test_a_whole_compound_is_listed_when_it_alone_is_meant(demo):
    found = [demo.get("building", row.id) for row in found_rows(demo, "金沙小区", limit=4) if row.kind == "building"]
    assert [b["compound"] for b in found] == ["金沙小区"] * 4


def test_what_matched_is_not_said_twice(demo):
    cameras = [row for row in found_rows(demo, "金沙小区南门") if row.kind == "camera"]
    assert [row.second for row in cameras] == ["点位名称 金沙小区南门"]


def test_enter_before_the_answer_takes_the_first_find(bar, someone, workspace, qtbot):
    with qtbot.waitSignal(bar.went):
        bar.edit.setText("亓官")
        bar.edit.textEdited.emit("亓官")
        qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    assert workspace.selection.id == someone


def test_up_and_down_go_over_headings(bar, qtbot):
    type_text(bar, qtbot, "金沙")
    seen = []
    for _ in range(12):
        seen.append(bar.popup.list.currentIndex().data(LINE))
        qtbot.keyClick(bar.edit, Qt.Key.Key_Down)
    assert not any(isinstance(row, Heading) for row in seen)
    assert len({row.kind for row in seen}) > 1
    qtbot.keyClick(bar.edit, Qt.Key.Key_Up)
    assert isinstance(bar.popup.list.current(), Found)


def test_a_click_on_a_line_goes_there(bar, someone, workspace, qtbot):
    type_text(bar, qtbot, "亓官")
    lines = bar.popup.list
    spot = lines.visualRect(lines.model().index(1, 0)).center()
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert workspace.selection.id == someone


def test_esc_empties_then_leaves(bar, qtbot):
    type_text(bar, qtbot, "金沙")
    with qtbot.waitSignal(bar.shown):
        qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert bar.edit.text() == ""
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert not bar.popup.isVisible()
    assert not bar.edit.hasFocus()


def test_nothing_found_says_how_to_go_on(bar, qtbot):
    rows = type_text(bar, qtbot, "没有这样一个名字吧")
    assert rows == []
    assert "没有这样一个名字吧" in bar.popup._word.text()


def test_searches_are_remembered_newest_first(bar, someone, qtbot):
    for text in ("亓官", "qgc", "亓官"):
        bar.take_focus()
        type_text(bar, qtbot, text)
        qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    assert bar.recent() == ["亓官", "qgc"]
    bar.take_focus()
    rows = type_text(bar, qtbot, "")
    assert [row.text for row in rows if isinstance(row, Recent)] == ["亓官", "qgc"]


def test_ctrl_f_begins(demo, workspace, window, qtbot):
    bar = SearchBar(demo, workspace, window)
    bar.show()
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert bar.edit.hasFocus()
    bar.dispose()


def test_an_older_answer_never_replaces_a_newer_one(bar, someone, qtbot):
    for text in ("金", "金沙", "亓官"):
        bar.edit.setText(text)
        bar._search()
    with qtbot.waitSignal(bar.shown):
        pass
    qtbot.waitUntil(lambda: not bar._timer.isActive())
    assert [row.id for row in bar.popup.list.lines.rows if isinstance(row, Found) and row.kind == "person"] == [someone]


def test_the_list_stays_inside_a_small_window(bar, window, qtbot):
    window.resize(640, 420)
    bar.move(200, 4)
    type_text(bar, qtbot, "金沙")
    assert window.rect().contains(bar.popup.geometry().adjusted(8, 8, -8, -8))


@pytest.mark.parametrize(
    ("title", "text", "part"),
    [
        ("张伟", "张", "张"), ("张伟", "zw", "张伟"), ("老张五金店", "zhangwu", "张五"), ("Main Street", "street", "Street"),
        ("张伟", "x", ""), ("张伟", "", ""), ("曾文", "zw", "曾文"), ("曾文", "cengw", "曾文"), ("重庆路", "cq", "重庆"),
    ],
)
def test_the_matched_part_of_a_title(title, text, part):
    start, end = match_span(title, text)
    assert title[start:end] == part


def test_removed_records_are_not_found(demo, someone):
    residence = demo.first(Query("residence").and_where("person", "is", someone))
    demo.apply([Edit("residence", residence.id, None), Edit("person", someone, None)], who="t", why="t")
    assert found_rows(demo, "亓官澈") == []
