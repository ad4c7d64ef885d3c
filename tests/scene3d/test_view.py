"""The map widget in a real window: mouse and keys, selection, layers, and that it lets go of everything."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from data.duty.plan_picture import Path, Picture, Spot
from data.records import Place, Record
from data.town.model import Town
from data.workspace import Selection
from tests.scene3d.on_screen import LEFT, drag, picture, pixel_of, roof, settle, shown, wheel

pytestmark = pytest.mark.screen


def test_a_click_chooses_the_building_under_it(qtbot, view, workspace):
    QTest.mouseClick(view.canvas, LEFT, pos=pixel_of(view, roof(view, 4)))
    assert workspace.selection == Selection("building", 105)


def test_a_second_click_opens_the_storey_that_was_hit(qtbot, view, workspace):
    workspace.select("building", 101)
    qtbot.waitUntil(lambda: view.opening.opened is not None, timeout=20_000)
    front = (-181.0, -120.0, 10.0)
    QTest.mouseClick(view.canvas, LEFT, pos=pixel_of(view, front))
    qtbot.waitUntil(lambda: workspace.selection == Selection("building", 101, storey=4), timeout=20_000)


def test_a_double_click_on_a_chosen_building_opens_no_storey(qtbot, view, workspace):
    workspace.select("building", 101)
    qtbot.waitUntil(lambda: view.opening.opened is not None, timeout=20_000)
    at = pixel_of(view, (-181.0, -120.0, 10.0))
    QTest.mouseClick(view.canvas, LEFT, pos=at)
    assert view._single.isActive()
    QTest.mouseDClick(view.canvas, LEFT, pos=at)
    assert not view._single.isActive()
    assert workspace.selection == Selection("building", 101)
    assert view.navigator.moving


@pytest.mark.parametrize("storey", [None, 3])
def test_a_record_lights_the_building_that_it_stands_in(qtbot, view, workspace, station, storey):
    station.records["person"] = [Record("person", 900, {"name": "林小满"}, Place(building=105, storey=storey))]
    workspace.select("person", 900)
    qtbot.waitUntil(lambda: view.opening.opened is not None, timeout=20_000)
    assert (view.opening.opened.row, view.opening.opened.storey) == (4, storey)
    assert not any("林小满" in label.text for label in view.overlay.items.labels)


def test_another_record_of_the_same_building_renders_nothing(qtbot, view, workspace, station):
    station.records["person"] = [Record("person", 900 + n, {"name": "林小满"}, Place(building=105)) for n in range(2)]
    workspace.select("person", 900)
    qtbot.waitUntil(lambda: view.opening.opened is not None, timeout=20_000)
    settle(qtbot, view)
    before = view.renders
    workspace.select("person", 901)
    qtbot.waitUntil(lambda: view.overlay.items.chosen == ("person", 901), timeout=20_000)
    settle(qtbot, view)
    assert view.renders == before


def test_ways_are_painted_over_the_town_which_is_not_rendered_for_them(qtbot, view, workspace):
    settle(qtbot, view)
    before = view.renders
    workspace.show_picture("going", Picture(paths=(Path(np.array([[0.0, 0.0], [50.0, 20.0]])),)))
    settle(qtbot, view)
    assert (len(view.plans.sheet.marks), view.renders) == (1, before)
    workspace.show_picture("going")
    settle(qtbot, view)
    assert (len(view.plans.sheet.marks), view.renders) == (0, before)


def test_a_record_that_stands_in_no_building_lights_none(qtbot, view, workspace, station, make_record):
    station.records["case"] = [make_record("case", 901, 110.0, 20.0)]
    workspace.select("building", 105)
    qtbot.waitUntil(lambda: view.opening.opened is not None, timeout=20_000)
    workspace.select("case", 901)
    qtbot.waitUntil(lambda: view.opening.opened is None, timeout=20_000)
    assert view.overlay.items.chosen == ("case", 901)


def test_the_chosen_symbol_stays_on_the_open_storey_and_the_others_go(qtbot, view, workspace, station, make_record):
    station.records["shop"] = [make_record("shop", 500 + n, -125.0 + 300 * n, -80.0, 105, name="店") for n in range(2)]
    shop = station.records["shop"][0]
    station.records["shop"][0] = Record(shop.kind, shop.id, shop.values, replace(shop.place, storey=2))
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: len(shown(view, "shop", (-125.0, -80.0))) > 0, timeout=10_000)
    workspace.select("shop", 500)
    qtbot.waitUntil(lambda: [s.ids for s in view.overlay.items.symbols] == [(500,)], timeout=20_000)
    assert view.overlay.items.symbols[0].point[2] == pytest.approx(view.opening.opened.floor + 0.5)


def test_a_station_without_a_town_says_what_to_do(qtbot, view, workspace, station, make_record):
    nothing = np.zeros(0, object)
    empty = Town(
        replace(view.town.buildings, ids=np.zeros(0, int), footprints=nothing, base=np.zeros(0), height=np.zeros(0),
                storeys=np.zeros(0, np.int32), below=np.zeros(0, np.int32), names=[], uses=[], has_parts=np.zeros(0, bool)),
        replace(view.town.parts, ids=np.zeros(0, int), building=np.zeros(0, np.int32), footprints=nothing, base=np.zeros(0),
                height=np.zeros(0)),
        replace(view.town.roads, ids=np.zeros(0, int), lines=nothing, width=np.zeros(0), classes=[], names=[]),
        replace(view.town.grounds, ids=np.zeros(0, int), shapes=nothing, covers=[], names=[]),
        (-250.0, -250.0, 250.0, 250.0),
    )  # fmt: skip
    with qtbot.waitSignal(view.town_shown, timeout=30_000):
        view.set_town(empty)
    assert (view.overlay.message, view.overlay.hint) == ("还没有地图", "导入建筑底图后显示")
    station.moment = "2026-11-01T00:00:00Z"  # nothing can be imported into the past
    view.sheet.repaint()
    assert (view.overlay.message, view.overlay.hint) == ("那时还没有地图", "选一个晚一点的时刻")
    station.records["shop"] = [make_record("shop", 500, 0.0, 0.0, name="店")]
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: view.overlay.message == "", timeout=10_000)


def test_a_click_on_the_ground_chooses_nothing(qtbot, view, workspace):
    workspace.select("building", 101)
    QTest.mouseClick(view.canvas, LEFT, pos=pixel_of(view, (110.0, 20.0, 0.0)))
    assert not workspace.selection


def test_a_drag_is_not_a_click_and_keeps_the_ground_under_the_pointer(qtbot, view, workspace):
    start, end = pixel_of(view, (110.0, 20.0, 0.0)), QPoint(300, 350)
    drag(view, start, end)
    assert not workspace.selection
    after = view.navigator.projection.pixels((110.0, 20.0, 0.0))[0]
    assert after[:2] == pytest.approx([300, 350], abs=1.5)


@pytest.mark.parametrize(("button", "modifiers"), [(Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier),
                                                   (LEFT, Qt.KeyboardModifier.ControlModifier)])  # fmt: skip
def test_right_drag_or_ctrl_drag_turns(view, button, modifiers):
    before = view.bearing()
    drag(view, QPoint(400, 300), QPoint(500, 300), button, modifiers)
    assert view.bearing() != before


def test_the_wheel_zooms_to_the_pointer(view):
    at = pixel_of(view, (110.0, 20.0, 0.0))
    before = view.navigator.eye.distance
    wheel(view, at, 2)
    assert view.navigator.eye.distance < before
    after = view.navigator.projection.pixels((110.0, 20.0, 0.0))[0]
    assert after[:2] == pytest.approx([at.x(), at.y()], abs=2)


def test_a_double_click_flies_to_the_building_and_the_flight_ends(qtbot, view):
    before = view.navigator.eye.distance
    QTest.mouseDClick(view.canvas, LEFT, pos=pixel_of(view, roof(view, 4)))
    settle(qtbot, view)
    assert view.navigator.eye.distance < before
    west, south, east, north = view.town.buildings.footprints[4].bounds
    assert (west < view.navigator.eye.east < east, south - 5 < view.navigator.eye.north < north + 5) == (True, True)


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Q, Qt.Key.Key_E])
def test_keys_move_the_eye(view, key):
    before = view.navigator.eye
    QTest.keyClick(view.canvas, key)
    assert view.navigator.eye != before


def test_escape_goes_out_of_the_room_the_storey_the_building(view, workspace):
    workspace.select("building", 101, storey=3, dwelling=7)
    seen = []
    for _ in range(3):
        QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
        seen.append(workspace.selection)
    assert seen == [Selection("building", 101, 3), Selection("building", 101), Selection()]


def test_the_plan_looks_straight_down_with_north_up(qtbot, view, workspace):
    workspace.set_view("plan")
    settle(qtbot, view)
    assert (view.navigator.eye.parallel, view.navigator.eye.pitch) == (True, 90.0)


def test_n_turns_north_up(qtbot, view):
    QTest.keyClick(view.canvas, Qt.Key.Key_E)
    QTest.keyClick(view.canvas, Qt.Key.Key_N)
    settle(qtbot, view)
    assert view.bearing() == pytest.approx(0, abs=1e-6)


def test_an_idle_map_renders_nothing(qtbot, view):
    settle(qtbot, view)
    before = view.renders
    view.overlay.update()
    for _ in range(20):
        qtbot.wait(10)
    assert view.renders == before


def test_the_picture_stays_when_something_is_painted_over_it_and_when_it_was_hidden(qtbot, view):
    settle(qtbot, view)
    before, renders = picture(view), view.renders
    view.overlay.update()
    qtbot.wait(20)
    view.hide()
    view.show()
    qtbot.waitExposed(view)
    settle(qtbot, view)
    assert (picture(view) == before).all()
    assert len(np.unique(before.reshape(-1, 3), axis=0)) > 20  # and it is one
    assert view.renders == renders


def test_hovering_renders_nothing_and_tells_the_workspace(qtbot, view, workspace):
    settle(qtbot, view)
    before = view.renders
    view.hover_at(pixel_of(view, roof(view, 4)).x(), pixel_of(view, roof(view, 4)).y())
    qtbot.waitUntil(lambda: workspace.hover == Selection("building", 105))
    qtbot.wait(50)
    assert view.renders == before


def test_the_chosen_building_turns_blue(qtbot, view, workspace):
    settle(qtbot, view)
    at = pixel_of(view, roof(view, 4))
    before = picture(view)[at.y(), at.x()].astype(int)
    workspace.select("building", 105)
    qtbot.waitUntil(lambda: view.opening.opened is not None, timeout=20_000)
    settle(qtbot, view)  # a picture may be drawn in between: only the settled one is sure to show it
    after = picture(view)[at.y(), at.x()].astype(int)
    assert after[2] - after[0] > 60
    assert before[2] - before[0] < 20


def test_the_building_before_stands_again_as_it_was(qtbot, view, workspace):
    before = picture(view).astype(int)
    workspace.select("building", 105, storey=2)
    qtbot.waitUntil(lambda: view.opening.opened is not None, timeout=20_000)
    qtbot.waitUntil(lambda: np.abs(picture(view).astype(int) - before).mean() > 0.5, timeout=20_000)
    workspace.select()
    qtbot.waitUntil(lambda: view.opening.opened is None, timeout=20_000)
    qtbot.waitUntil(lambda: np.abs(picture(view).astype(int) - before).mean() < 0.5, timeout=20_000)


def test_the_dark_theme_is_dark(qtbot, view, workspace):
    light = picture(view).mean()
    with qtbot.waitSignal(view.town_finished, timeout=30_000):
        workspace.set_theme("dark")
    assert picture(view).mean() < light / 3


def test_the_round_goes_on_until_touched(qtbot, view):
    before = view.bearing()
    view.start_round()
    qtbot.waitUntil(lambda: view.bearing() != before, timeout=20_000)
    with qtbot.waitSignal(view.touched, timeout=5_000):
        drag(view, QPoint(400, 300), QPoint(420, 310))
    assert not view.navigator.going_round


def test_the_ground_under_a_pixel_is_told_in_degrees(view, station):
    at = view.navigator.projection.pixels((110.0, 20.0, 0.0))[0]
    lon, lat = view.lonlat_at(at[0], at[1])
    east, north = station.frame.to_local(lon, lat)
    assert (float(east), float(north)) == pytest.approx((110, 20), abs=0.1)


def test_what_furniture_hid_is_shown_when_it_has_gone(qtbot, view, workspace, station, make_record):
    station.records["shop"] = [make_record("shop", 500, 0.0, 0.0, name="店")]
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: bool(view.overlay.arrangement.symbols))
    view.margins = (0, view.height(), 0, 0)
    qtbot.waitUntil(lambda: not view.overlay.arrangement.symbols)
    view.margins = (0, 0, 0, 0)
    qtbot.waitUntil(lambda: bool(view.overlay.arrangement.symbols))


def test_words_of_plans_tell_where_they_lie(qtbot, view, workspace):
    settle(qtbot, view)
    workspace.show_picture("posts", Picture(spots=(Spot((0.0, 0.0), "post", "1 号驻点"),)))
    settle(qtbot, view)
    x, y = view.navigator.projection.pixels((0.0, 0.0, 0.0))[0, :2]
    ((left, top, width, height),) = view.overlay.items.plates
    assert left < x < left + width
    assert abs(top + height / 2 - y) < 60


def test_a_flight_to_a_place_comes_to_the_free_middle(qtbot, view, workspace, station):
    view.margins = (0, 0, 300, 0)
    lon, lat = station.frame.to_degrees(100.0, 20.0)
    workspace.fly_to(lon=float(lon), lat=float(lat), distance=150.0)
    settle(qtbot, view)
    assert view.navigator.projection.pixels((100.0, 20.0, 0.0))[0, 0] == pytest.approx(300, abs=12)
