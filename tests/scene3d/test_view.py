"""The map widget in a real window: mouse and keys, selection, layers, and that it lets go of everything."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest

from data.records import Change, ChangeSet, Place, Record
from data.town.model import Town
from data.workspace import Selection
from scene3d.camera import Eye, Projection

pytestmark = pytest.mark.screen

LEFT = Qt.MouseButton.LeftButton


def settle(qtbot, view):
    qtbot.waitUntil(lambda: view.settled and not view.navigator._rest.isActive(), timeout=20_000)


def pixel_of(view, point):
    x, y, _ = view.navigator.projection.pixels(point)[0]
    return QPoint(round(x), round(y))


def roof(view, row):
    middle = view.town.buildings.footprints[row].centroid
    return (middle.x, middle.y, float(view.town.buildings.height[row]) - 0.7)


def drag(view, start, end, button=LEFT, modifiers=Qt.KeyboardModifier.NoModifier):
    canvas = view.canvas
    for kind, at, down in (
        (QEvent.Type.MouseButtonPress, start, button), (QEvent.Type.MouseMove, (start + end) / 2, button),
        (QEvent.Type.MouseMove, end, button), (QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton),
    ):  # fmt: skip
        what = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
        event = QMouseEvent(kind, QPointF(at), QPointF(canvas.mapToGlobal(at)), what, down, modifiers)
        handler = {QEvent.Type.MouseButtonPress: canvas.mousePressEvent, QEvent.Type.MouseMove: canvas.mouseMoveEvent,
                   QEvent.Type.MouseButtonRelease: canvas.mouseReleaseEvent}[kind]  # fmt: skip
        handler(event)


def wheel(view, at, steps):
    event = QWheelEvent(
        QPointF(at), QPointF(view.canvas.mapToGlobal(at)), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    view.canvas.wheelEvent(event)


def picture(view):
    """What was rendered, (h, w, 3)."""
    from PySide6.QtGui import QImage

    image = view.canvas.grabFramebuffer().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()  # the image's memory goes with it


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


def test_a_shut_map_opens_no_storey_for_whatever_is_chosen(qtbot, station, workspace, monkeypatch):
    from scene3d import view as module

    monkeypatch.setattr("scene3d.tiles.town_loader.load_town", lambda asked: asked.town)
    station.records["shop"] = [Record("shop", 902, {"name": "店"}, Place(building=105, storey=3))]
    view = module.MapView(station, workspace, rooms=False)
    with qtbot.waitSignal(view.town_shown, timeout=30_000):
        view.show()
    for chosen in ({"kind": "shop", "id": 902}, {"kind": "building", "id": 101, "storey": 2}):
        workspace.select(**chosen)
        row = 4 if chosen["kind"] == "shop" else 0
        qtbot.waitUntil(lambda row=row: view.opening.opened is not None and view.opening.opened.row == row, timeout=20_000)
        assert (view.opening.opened.storey, view.opening.opened.shapes) == (None, ())
    view.close()
    view.deleteLater()


def test_it_says_that_the_map_is_being_read_until_it_is_there(qtbot, station, workspace, monkeypatch):
    from scene3d import view as module

    monkeypatch.setattr("scene3d.tiles.town_loader.load_town", lambda asked: asked.town)
    view = module.MapView(station, workspace)
    assert view.overlay.message == "正在读取地图…"
    with qtbot.waitSignal(view.town_shown, timeout=30_000):
        view.show()
    assert view.overlay.message == ""
    view.close()
    view.deleteLater()


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
    station.records["shop"] = [make_record("shop", 500, 0.0, 0.0, name="店")]
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: view.overlay.message == "", timeout=10_000)


def test_a_layer_of_areas_that_is_cut_says_so_once(qtbot, view, workspace, station, monkeypatch):
    monkeypatch.setattr("scene3d.layers.areas.LARGEST", 2)
    ground = shapely.box(102.74, 25.05, 102.741, 25.051)
    station.records["grid"] = [Record("grid", 500 + i, {"name": "一", "geometry": ground}) for i in range(3)]
    told = []
    workspace.notice.connect(lambda level, sentence: told.append((level, sentence)))
    workspace.set_layer("grid", visible=True)
    qtbot.waitUntil(lambda: len(view.layers.layers["grid"].found.ids) == 2, timeout=10_000)
    view.layers.layers["grid"].refresh()
    qtbot.wait(50)
    assert [level for level, _ in told] == ["info"]
    assert "2" in told[0][1]


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


def test_hovering_renders_nothing_and_tells_the_workspace(qtbot, view, workspace):
    settle(qtbot, view)
    before = view.renders
    view.hover_at(pixel_of(view, roof(view, 4)).x(), pixel_of(view, roof(view, 4)).y())
    qtbot.wait(50)
    assert workspace.hover == Selection("building", 105)
    assert view.renders == before


def test_the_chosen_building_turns_blue(qtbot, view, workspace):
    at = pixel_of(view, roof(view, 4))
    before = picture(view)[at.y(), at.x()].astype(int)
    workspace.select("building", 105)
    rendered = view.renders
    qtbot.waitUntil(lambda: view.opening.opened is not None and view.renders > rendered, timeout=20_000)
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


def test_a_flight_to_a_place_comes_to_the_free_middle(qtbot, view, workspace, station):
    view.margins = (0, 0, 300, 0)
    lon, lat = station.frame.to_degrees(100.0, 20.0)
    workspace.fly_to(lon=float(lon), lat=float(lat), distance=150.0)
    settle(qtbot, view)
    assert view.navigator.projection.pixels((100.0, 20.0, 0.0))[0, 0] == pytest.approx(300, abs=12)


HOUSE = (-181.0, -114.0)  # of building 101


def shown(view, kind, at=(110.0, 20.0)):
    """What a layer shows to an eye near a place."""
    return view.layers.layers[kind].symbols(Projection(Eye(*at, 0.0, 120.0, 0.0, 60.0), 900, 600))


def test_a_layer_shows_and_hides(qtbot, view, workspace, station, make_record):
    station.records["shop"] = [make_record("shop", 500 + i, 90.0 + 20 * i, 20.0, name="店") for i in range(3)]
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: len(shown(view, "shop")) == 3, timeout=10_000)
    workspace.set_layer("shop", visible=False)
    qtbot.waitUntil(lambda: shown(view, "shop") == (), timeout=10_000)


def test_a_change_refreshes_only_the_layers_that_it_touches(qtbot, view, workspace, station, make_record, monkeypatch):
    workspace.set_layer("shop", visible=True)
    workspace.set_layer("case", visible=True)
    asked = []
    whole = station.arrays
    monkeypatch.setattr(station, "arrays", lambda query, fields: asked.append(query.kind) or whole(query, fields))
    station.records["shop"] = [make_record("shop", 500, 110.0, 20.0, name="店")]
    station.changed.emit(ChangeSet(1, "", "", "", "", (Change("shop", 500, None, {}),)))
    qtbot.waitUntil(lambda: len(shown(view, "shop")) == 1, timeout=10_000)
    assert asked == ["shop"]


def test_a_click_on_a_symbol_chooses_its_record(qtbot, view, workspace, station, make_record):
    station.records["shop"] = [make_record("shop", 501, 110.0, 20.0, name="店")]
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: view.overlay.arrangement.symbols != (), timeout=10_000)
    x, y = view.overlay.arrangement.symbols[0].centre
    QTest.mouseClick(view.canvas, LEFT, pos=QPoint(round(x), round(y)))
    assert workspace.selection == Selection("shop", 501)


def test_symbols_that_would_lie_on_each_other_become_one_with_a_count(qtbot, view, workspace, station, make_record):
    station.records["shop"] = [make_record("shop", 500 + i, 110.0 + i * 0.1, 20.0, name="店") for i in range(7)]
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: len(shown(view, "shop")) > 0, timeout=10_000)
    assert [s.count for s in shown(view, "shop")] == [7]


def test_a_camera_lays_its_view_on_the_ground(qtbot, view, workspace, station, make_record):
    values = {"code": "J-1", "bearing": 90.0, "view_angle": 60.0, "range": 40.0, "height": 4.0, "state": "working"}
    station.records["camera"] = [make_record("camera", 600, 100.0, 0.0, **values)]
    workspace.set_layer("camera", visible=True)
    qtbot.waitUntil(lambda: "layer camera" in view.scene.names(), timeout=10_000)
    workspace.set_layer("camera", visible=False)
    qtbot.waitUntil(lambda: "layer camera" not in view.scene.names(), timeout=10_000)


def test_of_too_many_cameras_those_that_are_seen_have_cones(qtbot, view, workspace, station, make_record, monkeypatch):
    monkeypatch.setattr("scene3d.layers.cameras.MOST_CONES", 1)
    values = {"bearing": 90.0, "view_angle": 60.0, "range": 20.0, "height": 4.0, "state": "working"}
    places = {600: 20.0, 601: 190.0}
    station.records["camera"] = [make_record("camera", id, east, 20.0, code=str(id), **values) for id, east in places.items()]
    workspace.set_layer("camera", visible=True)

    def cone_at(east):
        found = view.scene._actors.get("layer camera", ())
        return any(a.GetBounds()[0] - 1 <= east <= a.GetBounds()[1] + 1 and a.GetBounds()[1] - a.GetBounds()[0] < 40 for a in found)

    for east in (190.0, 20.0):
        view.navigator._go(Eye(east, 20.0, 0.0, 120.0, 0.0, 60.0), True)
        qtbot.waitUntil(lambda east=east: cone_at(east), timeout=10_000)


def test_people_are_counts_at_buildings_and_never_names(qtbot, view, workspace, station):
    station.tallies = {(101,): 72, (None,): 3, (999,): 1}
    workspace.set_layer("person", visible=True)
    qtbot.waitUntil(lambda: len(shown(view, "person", HOUSE)) == 1, timeout=10_000)
    symbol = shown(view, "person", HOUSE)[0]
    assert (symbol.kind, symbol.ids, symbol.count, symbol.title) == ("building", (101,), 72, "")


def test_opening_and_closing_many_times_leaves_no_actor_and_no_listener(qtbot, station, workspace, monkeypatch):
    from scene3d import view as module

    monkeypatch.setattr("scene3d.tiles.town_loader.load_town", lambda asked: asked.town)
    for name in ("camera", "shop", "grid", "case"):
        workspace.set_layer(name, visible=True)
    for _ in range(20):
        found = module.MapView(station, workspace)
        found.resize(300, 200)
        with qtbot.waitSignal(found.town_shown, timeout=30_000):
            found.show()
        scene = found.scene
        found.close()
        assert scene.names() == ()
        found.deleteLater()
    signals = (workspace.selected, workspace.hovered, workspace.layer_changed, workspace.period_changed, workspace.flight,
               workspace.theme_changed, workspace.view_changed, station.changed)  # fmt: skip
    assert [len(s) for s in signals] == [0] * len(signals)
