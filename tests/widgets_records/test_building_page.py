from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, Qt

from data.query import Query
from widgets.background import waiting
from widgets.records.inspector import Inspector


@pytest.fixture
def inspector(shown):
    return shown(Inspector)


@pytest.fixture
def opened(inspector, workspace, slab, qtbot):
    workspace.select("building", slab.id)
    qtbot.waitUntil(lambda: inspector.building.view is not None)
    return inspector


def test_a_dwelling_that_is_read_slowly_stays_behind_what_was_chosen_since(inspector, workspace, demo, qtbot, monkeypatch):
    dwelling, person, gate, first = demo.first(Query("dwelling")), demo.first(Query("person")), threading.Event(), demo.first
    monkeypatch.setattr(demo, "first", lambda query: (query.kind != "dwelling" or gate.wait()) and first(query))
    workspace.select("dwelling", dwelling.id)
    workspace.select("person", person.id)
    gate.set()
    qtbot.waitUntil(lambda: not waiting(inspector) and not waiting(inspector.record))
    assert inspector.stack.currentWidget() is inspector.record


def click_room(inspector, dwelling, qtbot):
    qtbot.mouseClick(inspector.building.grid, Qt.MouseButton.LeftButton, pos=inspector.building.grid.box_of(dwelling).center())


def test_the_page_fills_with_title_and_counts(opened):
    page = opened.building
    assert page.title.text() == "金沙小区1栋"
    assert "7 层" in page.facts.text()
    assert page.tabs.words("people") == f"人员 {page.view.people_count}"


def test_every_room_has_a_box_of_its_own(opened):
    grid = opened.building.grid
    boxes = [grid.box_of(c.dwelling) for c in opened.building.view.rooms.cells]
    assert all(b.isValid() for b in boxes)
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_rooms_never_reach_beyond_the_panel(opened):
    grid = opened.building.grid
    assert max(grid.box_of(c.dwelling).right() for c in opened.building.view.rooms.cells) < grid.width()


def test_a_click_on_a_room_selects_it(opened, workspace, let_room, qtbot):
    click_room(opened, let_room.id, qtbot)
    assert workspace.selection.dwelling == let_room.id
    assert workspace.selection.storey == let_room["storey"]


def test_a_click_on_a_storey_selects_it(opened, workspace, slab, qtbot):
    grid = opened.building.grid
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.box_of_storey(4).center())
    assert (workspace.selection.id, workspace.selection.storey) == (slab.id, 4)


def test_arrows_and_enter_choose_a_room(opened, workspace, qtbot):
    grid = opened.building.grid
    cells = opened.building.view.rooms
    top = cells.row(7)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(grid, key)
    below = next(c for c in cells.row(6) if c.column == top[1].column)
    assert workspace.selection.dwelling == below.dwelling


def test_the_room_card_masks_names_and_telephones(opened, demo, let_room, qtbot):
    click_room(opened, let_room.id, qtbot)
    qtbot.waitUntil(lambda: bool(opened.building.card.residents))
    row = opened.building.card.residents[0]
    person = demo.get("person", row.resident.person)
    assert row.name.text() == person["name"][0] + "*" * (len(person["name"]) - 1)
    assert person["phone"] is None or person["phone"] not in row.detail.text()


def test_a_reason_reveals_and_is_journalled(opened, demo, let_room, write, qtbot):
    click_room(opened, let_room.id, qtbot)
    qtbot.waitUntil(lambda: bool(opened.building.card.residents))
    row = opened.building.card.residents[0]
    qtbot.mouseClick(row.show_button, Qt.MouseButton.LeftButton)
    assert not row.reason.confirm.isEnabled()
    write(row.reason.reason.lineEdit(), "处警需要")
    qtbot.mouseClick(row.reason.confirm, Qt.MouseButton.LeftButton)
    person = demo.get("person", row.resident.person)
    qtbot.waitUntil(lambda: row.name.text() == person["name"])
    entry = demo.history("person", person.id)[-1]
    assert (entry.action, entry.why, entry.who) == ("reveal", "处警需要", "测试员")


def test_covering_again_masks(opened, let_room, qtbot):
    click_room(opened, let_room.id, qtbot)
    qtbot.waitUntil(lambda: bool(opened.building.card.residents))
    row = opened.building.card.residents[0]
    opened.reveals.reveal("person", row.resident.person, ("name",), "测试")
    qtbot.waitUntil(lambda: "*" not in row.name.text())
    opened.reveals.cover("person", row.resident.person)
    assert "*" in row.name.text()


def test_a_person_opens_from_the_room_and_back_returns(opened, workspace, let_room, qtbot):
    click_room(opened, let_room.id, qtbot)
    qtbot.waitUntil(lambda: bool(opened.building.card.residents))
    qtbot.mouseClick(opened.building.card.residents[0].name, Qt.MouseButton.LeftButton)
    assert workspace.selection.kind == "person"
    qtbot.mouseClick(opened.back, Qt.MouseButton.LeftButton)
    assert workspace.selection.dwelling == let_room.id
    assert opened.stack.currentWidget() is opened.building


def test_a_line_of_people_opens_its_record(opened, workspace, qtbot):
    page = opened.building
    page.tabs.chosen.emit("people")
    people = page.lists["people"]
    box = people.visualRect(people.model().index(0, 0))
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, box.center().y()))
    assert workspace.selection.kind == "person"


def test_the_end_of_a_line_flies(opened, workspace, qtbot):
    page = opened.building
    page.tabs.chosen.emit("people")
    people = page.lists["people"]
    box = people.visualRect(people.model().index(0, 0))
    flights = []
    workspace.flight.connect(flights.append)
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(people.viewport().width() - 10, box.center().y()))
    assert [f.kind for f in flights] == ["person"]


def test_search_nearby_lists_by_kind_and_distance(opened, qtbot, settled):
    opened.building._search_around()
    around = opened.building.around
    qtbot.waitUntil(lambda: bool(around.list.lines()))
    near = len(around.list.lines())
    around.radius.chosen.emit(around.radius.value)
    around.radius.set_value(200)
    around.refresh()
    settled(around)
    assert len(around.list.lines()) > near
    assert any(line.heading for line in around.list.lines())


def test_a_change_elsewhere_refreshes_the_page(opened, demo, slab, qtbot):
    with demo.editing(who="别人", why="改名") as draft:
        draft.change("building", slab.id, name="金沙小区甲栋")
    qtbot.waitUntil(lambda: opened.building.title.text() == "金沙小区甲栋")


def test_a_selected_dwelling_shows_in_its_building(inspector, workspace, let_room, qtbot):
    workspace.select("dwelling", let_room.id)
    qtbot.waitUntil(lambda: inspector.building.card.view is not None)
    assert inspector.building.card.view.id == let_room.id


def test_a_building_that_is_gone_says_so(inspector, workspace, qtbot):
    workspace.select("building", 10**9)
    qtbot.waitUntil(lambda: "删除" in inspector.building.title.text())


def test_nothing_selected_says_what_to_do(inspector):
    assert inspector.stack.currentWidget() is inspector.empty


def test_a_tower_of_many_rooms_fits(inspector, workspace, demo, qtbot):
    tower = max(demo.tally(Query("dwelling"), "building").items(), key=lambda t: t[1])[0][0]
    workspace.select("building", tower)
    qtbot.waitUntil(lambda: inspector.building.view is not None)
    assert inspector.building.grid.height() >= 28 * len(inspector.building.view.rooms.storeys)
