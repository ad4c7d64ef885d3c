"""From the town down to a resident and back, with the mouse on the real window."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import pytest

from data.query import Query, Where
from data.town.model import Entrance
from data.workspace import Selection
from scene3d.chosen import choice_at
from scene3d.meshes.entrances import BACK, LENGTH, entrance_symbol

pytestmark = pytest.mark.screen

SLAB = "金沙小区1栋"


@pytest.fixture
def slab(desk):
    """A slab of seven storeys, the window as at the start of the day."""
    desk.fresh()
    return desk.building(SLAB)


@pytest.fixture
def opened(desk, slab):
    """The slab chosen and flown to, its page filled."""
    desk.click_building(slab, double=True)
    desk.wait(lambda: desk.inspector.building.view is not None and desk.inspector.building.view.id == slab.id)
    desk.settle()
    return slab


@pytest.fixture
def let_room(desk, slab):
    """A room of the slab with somebody in it who has a telephone."""
    for residence in desk.station.read(Query("residence", (Where("building", "is", slab.id), Where("until", "is", None)))):
        person = desk.station.get("person", residence["person"])
        if residence["dwelling"] and person["phone"] and person["id_number"]:
            return desk.station.get("dwelling", residence["dwelling"])
    return None


def click_storey(desk, storey):
    """Click a number in the list of storeys on the map."""
    storeys = desk.window.map_hud.hud.storeys
    desk.wait(lambda: storeys.isVisible() and storey in storeys._storeys)
    desk.click(storeys, storeys._box(storeys._storeys.index(storey)).center().toPoint())


def test_storeys_of_a_building_that_is_read_slowly_are_not_offered_for_nothing(desk, slab, monkeypatch):
    hud, gate, get = desk.window.map_hud, threading.Event(), desk.station.get
    monkeypatch.setattr(hud.station, "get", lambda kind, id, **how: (kind != "building" or gate.wait()) and get(kind, id, **how))
    desk.workspace.select("building", slab.id)
    hud._follow()
    desk.workspace.select()
    hud._follow()
    gate.set()
    desk.settle()
    assert not hud.hud.storeys.isVisible()


def click_room(desk, room):
    """Click a room in the grid of the building's page."""
    grid = desk.inspector.building.grid
    desk.wait(lambda: grid.box_of(room.id).isValid())
    desk.inspector.building._grid_area.ensureVisible(*grid.box_of(room.id).center().toTuple())
    desk.click(grid, grid.box_of(room.id).center())


def is_ground(desk, x, y):
    """Whether a pixel of the map shows neither a building nor a symbol."""
    found = desk.map.found_at(x, y)
    return desk.map.symbol_at(x, y) is None and (found is None or found.row < 0)


def resident_row(desk, room):
    """Return the first resident's row on the room's card."""
    card = desk.inspector.building.card
    desk.wait(lambda: card.view is not None and card.view.id == room.id and bool(card.residents))
    desk.settle()
    return next(r for r in card.residents if desk.station.get("person", r.resident.person)["phone"])


def test_a_click_on_a_building_shows_its_page(desk, slab):
    desk.click_building(slab)
    assert (desk.selection.kind, desk.selection.id) == ("building", slab.id)
    desk.wait(lambda: desk.inspector.building.title.text() == SLAB)
    assert desk.inspector.building.isVisible()


def test_every_building_that_can_be_clicked_chooses_itself(desk):
    desk.fresh()
    wrong = []
    spots = {row: spot for row in range(0, len(desk.map.town.buildings.ids), 25) if (spot := desk.pixel(row)) is not None}
    assert spots
    for row, spot in spots.items():
        desk.click(desk.map.canvas, spot)
        if desk.selection.id != int(desk.map.town.buildings.ids[row]):
            wrong.append(row)
        desk.workspace.select()
    assert not wrong


def test_a_click_beside_everything_chooses_nothing(desk, slab):
    desk.workspace.select("building", slab.id)
    desk.settle()
    canvas = desk.map.canvas
    spots = [(x, y) for y in range(120, 600, 20) for x in range(420, 1400, 20)]
    free = next(s for s in spots if is_ground(desk, *s))
    desk.click(canvas, free)
    assert not desk.selection


def test_a_storey_opens_from_the_list_on_the_map(desk, opened):
    click_storey(desk, 3)
    assert (desk.selection.id, desk.selection.storey) == (opened.id, 3)
    desk.wait(lambda: desk.map.opening.opened is not None and desk.map.opening.opened.storey == 3)
    desk.wait(lambda: bool(desk.map.opening.opened.shapes))


def test_a_room_is_clicked_on_the_map(desk, opened):
    click_storey(desk, 3)
    desk.wait(lambda: desk.map.opening.opened is not None and bool(desk.map.opening.opened.shapes))
    desk.settle()
    shown = desk.map.opening.opened
    for room in shown.shapes:
        middle = room.polygon.representative_point()
        x, y, _ = desk.map.navigator.projection.pixels([[middle.x, middle.y, shown.floor + 0.1]])[0]
        found = desk.map.found_at(x, y)
        if found is not None and found.dwelling == room.dwelling and desk.map.symbol_at(x, y) is None:
            break
    desk.click(desk.map.canvas, (round(x), round(y)))
    assert (desk.selection.storey, desk.selection.dwelling) == (3, room.dwelling)
    desk.wait(lambda: desk.inspector.building.card.isVisible() and desk.inspector.building.card.dwelling == room.dwelling)


def test_a_room_is_clicked_in_the_grid(desk, opened, let_room):
    click_room(desk, let_room)
    assert (desk.selection.dwelling, desk.selection.storey) == (let_room.id, let_room["storey"])
    desk.wait(lambda: desk.map.opening.opened is not None and desk.map.opening.opened.storey == let_room["storey"])


def test_residents_are_masked(desk, opened, let_room):
    click_room(desk, let_room)
    row = resident_row(desk, let_room)
    person = desk.station.get("person", row.resident.person)
    said = row.name.text() + row.detail.text() + row.number.text()
    assert person["name"] not in said
    assert person["phone"] not in said
    assert person["id_number"] not in said


def test_a_reason_shows_the_telephone_and_is_journalled(desk, opened, let_room):
    click_room(desk, let_room)
    row = resident_row(desk, let_room)
    person = desk.station.get("person", row.resident.person)
    desk.click(row.show_button)
    desk.wait(lambda: row.reason is not None and row.reason.isVisible())
    desk.inspector.building.card.findChild(type(desk.inspector.building._grid_area)).ensureWidgetVisible(row.reason)
    desk.click(row.reason.reason.lineEdit())
    desk.type("群众求助")
    desk.click(row.reason.confirm)
    desk.wait(lambda: person["phone"] in row.detail.text())
    entry = desk.station.history("person", person.id)[-1]
    assert (entry.action, entry.why, entry.who) == ("reveal", "群众求助", "张警官")
    desk.inspector.reveals.cover("person", person.id)
    assert person["phone"] not in row.detail.text()


def test_escape_goes_out_step_by_step(desk, opened, let_room):
    click_room(desk, let_room)
    desk.window.take_focus()
    desk.keys("Esc")
    assert (desk.selection.storey, desk.selection.dwelling) == (let_room["storey"], None)
    desk.keys("Esc")
    assert (desk.selection.id, desk.selection.storey) == (opened.id, None)
    desk.keys("Esc")
    assert not desk.selection
    desk.wait(lambda: desk.map.opening.opened is None)


def test_escape_goes_out_from_the_page_too(desk, opened, let_room):
    click_room(desk, let_room)
    assert desk.inspector.building.grid.hasFocus()
    desk.keys("Esc")
    assert desk.selection.dwelling is None


def test_back_and_forward_go_where_one_was(desk, opened):
    click_storey(desk, 4)
    desk.keys("Alt+Left")
    assert (desk.selection.id, desk.selection.storey) == (opened.id, None)
    desk.keys("Alt+Right")
    assert (desk.selection.id, desk.selection.storey) == (opened.id, 4)


def test_a_double_click_flies_there(desk, slab):
    before = desk.map.navigator.eye
    desk.click_building(slab, double=True)
    desk.wait(lambda: not desk.map.navigator.moving)
    after = desk.map.navigator.eye
    assert after.distance < before.distance
    east, north = slab_middle(desk, slab)
    assert np.hypot(after.east - east, after.north - north) < np.hypot(before.east - east, before.north - north)


def slab_middle(desk, record):
    """Return a building's middle in local metres."""
    middle = desk.map.town.buildings.footprints[desk.map.row_of(record.id)].centroid
    return middle.x, middle.y


@pytest.mark.parametrize("steps", [3, -2])
def test_the_wheel_keeps_what_is_under_the_pointer(desk, steps):
    desk.fresh()
    x, y = 760, 420
    before, distance = desk.map.lonlat_at(x, y), desk.map.navigator.eye.distance
    desk.wheel(x, y, steps)
    assert (desk.map.navigator.eye.distance < distance) == (steps > 0)
    assert desk.map.lonlat_at(x, y) == pytest.approx(before, abs=2e-6)


def test_a_drag_takes_the_ground_along(desk):
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    desk.fresh()
    start = next((x, y) for x in range(600, 1200, 15) for y in (400, 450, 500) if is_ground(desk, x, y))
    held = desk.map.lonlat_at(*start)
    place, handle = desk.at(desk.map.canvas, start), desk.window.windowHandle()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    for step in (10, 40, 80):
        QTest.mouseMove(handle, place + QPoint(step, step // 2))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place + QPoint(80, 40))
    assert desk.map.lonlat_at(start[0] + 80, start[1] + 40) == pytest.approx(held, abs=2e-6)
    assert not desk.selection


def test_the_plan_button_looks_straight_down(desk):
    desk.fresh()
    switch = desk.window.map_hud.hud.views.choices
    desk.choose(switch, "plan")
    desk.wait(lambda: desk.map.navigator.eye.parallel)
    assert desk.map.navigator.eye.pitch == pytest.approx(90)
    desk.choose(switch, "3d")
    desk.wait(lambda: not desk.map.navigator.moving)
    assert not desk.map.navigator.eye.parallel


def test_north_is_up_again_by_the_compass(desk):
    desk.fresh()
    desk.map.navigator.turn(70, 0)
    compass = desk.window.map_hud.hud.compass
    desk.click(compass)
    desk.wait(lambda: not desk.map.navigator.moving)
    assert desk.map.bearing() % 360 == pytest.approx(0, abs=0.5)


def test_the_pointer_over_a_building_lights_it_up(desk, slab):
    from PySide6.QtTest import QTest

    spot = desk.pixel(desk.map.row_of(slab.id))
    QTest.mouseMove(desk.window.windowHandle(), desk.at(desk.map.canvas, spot))
    desk.wait(lambda: (desk.workspace.hover.kind, desk.workspace.hover.id) == ("building", slab.id))
    assert desk.map.sheet is not None


def on_its_roof(desk, entrance):
    """Return the pixel at the far edge of a portal's roof, as it is drawn: over all that lies flat."""
    (portal,) = desk.map.scene._actors["entrances"]
    far = np.array(entrance.at) + np.array(entrance.into) * (LENGTH + 0.1)
    return desk.map.navigator.projection.pixels([[*far, BACK + 0.13 + portal.GetPosition()[2]]])[0][:2].astype(int).tolist()


def in_sight(desk):
    """Fly to the portals one after the other until one is seen that nothing stands before; return it with its pixel."""
    for entrance in (e for e in desk.map.town.entrances if e.below):
        desk.map.navigator.fly_to(np.array([*entrance.at, 0.0]), 150.0)
        desk.settle()
        x, y = on_its_roof(desk, entrance)
        found = desk.map.found_at(x, y)
        if desk.map.overlay.arrangement.at(x, y) is None and (found is None or found.row < 0):
            return entrance, (x, y)
    raise AssertionError("no portal is seen")


def test_the_portal_of_a_garage_opens_the_storey_below_and_then_its_record(desk, slab):
    entrance, spot = in_sight(desk)
    desk.click(desk.map.canvas, spot)
    desk.wait(lambda: desk.map.opening.opened is not None and desk.map.opening.opened.storey == -1)
    below = desk.workspace.selection
    assert (below.kind, below.id, below.storey) == ("building", entrance.building, -1)
    assert desk.map.opening.opened.pit is not None
    desk.settle()
    desk.click(desk.map.canvas, spot)
    assert (desk.workspace.selection.kind, desk.workspace.selection.id) == ("place", entrance.id)
    desk.workspace.back()
    assert desk.workspace.selection == below


def test_a_way_in_under_a_house_without_known_storeys_below_is_its_record():
    symbol = entrance_symbol(Entrance(7, (0.0, 0.0), (0.0, 1.0), 3, below=False))
    assert choice_at(symbol, Selection()) == Selection("place", 7)
    assert choice_at(replace(symbol, below=True), Selection(), rooms=False) == Selection("place", 7)
