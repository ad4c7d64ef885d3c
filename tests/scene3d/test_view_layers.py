"""Layers in the map widget: they show, hide, follow changes, and are chosen from."""

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from data.layers import StyleClass, StyleRule
from data.records import Change, ChangeSet, Record
from data.workspace import Selection
from scene3d.camera import Eye
from scene3d.tools.marks import Fill, Line
from tests.scene3d.on_screen import LEFT, settle, shown

pytestmark = pytest.mark.screen

HOUSE = (-181.0, -114.0)  # of building 101


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


def test_a_layer_shows_and_hides(qtbot, view, workspace, station, make_record):
    station.records["shop"] = [make_record("shop", 500 + i, 90.0 + 20 * i, 20.0, name="店") for i in range(3)]
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: len(shown(view, "shop")) == 3, timeout=10_000)
    workspace.set_layer("shop", visible=False)
    qtbot.waitUntil(lambda: shown(view, "shop") == (), timeout=10_000)


def test_what_was_taken_away_stays_away_when_the_layer_is_shown_anew(qtbot, view, workspace, station, make_record):
    station.records["shop"] = [make_record("shop", 500 + i, 90.0 + 20 * i, 20.0, name="店") for i in range(3)]
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: len(shown(view, "shop")) == 3, timeout=10_000)
    del station.records["shop"][1]
    station.changed.emit(ChangeSet(1, "", "", "", "", (Change("shop", 501, {}, None),)))
    qtbot.waitUntil(lambda: len(shown(view, "shop")) == 2, timeout=10_000)
    before = view.layers.layers["shop"].drawn
    view.layers.refresh()  # as after a town that was read anew
    qtbot.waitUntil(lambda: view.layers.layers["shop"].drawn is not before, timeout=10_000)
    assert sorted(s.ids for s in shown(view, "shop")) == [(500,), (502,)]


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


def test_what_may_be_a_point_or_an_area_is_pinned_in_the_colour_of_its_class(qtbot, view, workspace, station):
    """A point alone lay on the ground as a dot that nobody could see or click."""
    shapes = {500: shapely.Point(102.74, 25.05), 501: shapely.box(102.74, 25.05, 102.741, 25.051)}
    values = {500: {"name": "东门", "passes": "all"}, 501: {"name": "西门", "passes": "none"}}
    station.records["gate"] = [Record("gate", id, {**values[id], "geometry": shape}) for id, shape in shapes.items()]
    rule = StyleRule("passes", (StyleClass(("all",), colour="#123456"),))
    workspace.set_layer("gate", visible=True, rule=rule)
    qtbot.waitUntil(lambda: len(shown(view, "gate")) == 2, timeout=10_000)
    usual = station.kinds["gate"].layer.colour
    assert {s.ids: (s.title, s.colour) for s in shown(view, "gate")} == {
        (500,): ("东门", "#123456"), (501,): ("西门", usual)}  # fmt: skip


def test_what_a_tool_fills_leaves_symbols_their_colours(qtbot, view, workspace, station, make_record):
    station.records["shop"] = [make_record("shop", 501, 110.0, 20.0, name="店")]
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: view.overlay.arrangement.symbols != (), timeout=10_000)
    settle(qtbot, view)
    pin = view.overlay.arrangement.symbols[0]
    x, y = (round(v) for v in pin.centre)
    on_symbol, beside = QPoint(x - round(pin.radius * 0.7), y), QPoint(x - round(3 * pin.radius), y)
    before = view.grab().toImage()
    around = np.array([(0.0, -40.0, 0.0), (220.0, -40.0, 0.0), (220.0, 80.0, 0.0), (0.0, 80.0, 0.0)])
    view.tools.sheet.setGeometry(view.canvas.rect())
    view.tools.sheet.show_marks([Fill((around,), alpha=120), Line(around, closed=True)])
    filled = view.grab().toImage()
    assert filled.pixel(on_symbol) == before.pixel(on_symbol)
    assert filled.pixel(beside) != before.pixel(beside)
    view.tools.sheet.show_marks(())
    assert view.grab().toImage().pixel(beside) == before.pixel(beside)


def test_an_open_storey_is_not_covered_by_how_many_live_in_the_whole_house(qtbot, view, workspace, station):
    station.tallies = {(101,): 72}
    workspace.set_layer("person", visible=True)
    view.navigator.place(Eye(*HOUSE, 0.0, 120.0, 0.0, 60.0))
    qtbot.waitUntil(lambda: any(s.kind == "building" for s in view.overlay.items.symbols), timeout=10_000)
    workspace.select("building", 101, storey=3)
    qtbot.waitUntil(lambda: view.opening.opened is not None and view.opening.opened.storey == 3, timeout=20_000)
    settle(qtbot, view)
    assert not any(s.building == 101 for s in view.overlay.items.symbols)
    workspace.select("building", 101)
    qtbot.waitUntil(lambda: any(s.building == 101 for s in view.overlay.items.symbols), timeout=10_000)
