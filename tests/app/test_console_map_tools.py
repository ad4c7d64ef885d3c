"""The map's tools in the real window: mouse, keys, strip, menu and drawer."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import settings
from data.query import Query


@pytest.fixture(autouse=True)
def bare_hand(desk):
    """Each test begins and ends without a tool, in the plan."""
    desk.workspace.use_tool()
    desk.fresh()
    desk.workspace.set_view("plan")
    desk.settle()
    yield
    desk.workspace.use_tool()
    desk.fresh()


def pixel(desk, east, north):
    """Return the pixel of a place of the ground; it must be free of furniture."""
    x, y, _ = desk.map.navigator.projection.pixels([[east, north, 0.0]])[0]
    spot = QPoint(round(x), round(y))
    assert desk.window.childAt(desk.map.canvas.mapTo(desk.window, spot)) is desk.map.canvas
    return spot


def send(desk, kind, spot, button, held):
    canvas = desk.map.canvas
    event = QMouseEvent(kind, QPointF(spot), QPointF(canvas.mapToGlobal(spot)), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def drag(desk, start, end, button=Qt.MouseButton.LeftButton):
    """Drag over the map from one pixel to another."""
    none = Qt.MouseButton.NoButton
    send(desk, QEvent.Type.MouseMove, start, none, none)
    send(desk, QEvent.Type.MouseButtonPress, start, button, button)
    for share in (0.3, 0.7, 1.0):
        spot = start + QPoint(round((end - start).x() * share), round((end - start).y() * share))
        send(desk, QEvent.Type.MouseMove, spot, none, button)
    send(desk, QEvent.Type.MouseButtonRelease, end, button, none)


def click(desk, spot, **how):
    desk.click(desk.map.canvas, spot, **how)


def test_a_distance_is_measured_with_mouse_and_keys_and_kept(desk):
    desk.map.tools.snaps = False
    changes = desk.station.info().journal
    desk.keys("Alt+D")
    strip = desk.window.map_hud.hud.strip
    desk.wait(strip.isVisible)
    for place in ((0, 0), (100, 0), (100, 80), (180, 80)):
        click(desk, pixel(desk, *place))
    desk.keys("Ctrl+Z")  # the last point, and not the last change of the station
    desk.keys("Return")
    assert float(desk.workspace.tool.reading.split()[0]) == pytest.approx(180, abs=1.0)  # to a pixel, which is half a metre there
    eye = desk.map.navigator.eye
    drag(desk, pixel(desk, -150, -100), pixel(desk, -100, -100), Qt.MouseButton.MiddleButton)
    assert desk.map.navigator.eye.east != pytest.approx(eye.east)  # the middle button moves the map
    assert len(desk.map.tools.tool.points) == 3
    desk.click(desk.button("留作标注", strip))
    desk.wait(lambda: desk.station.count(Query("note")) == 1)
    note = desk.station.first(Query("note", fields=("geometry", "measure", "author")))
    assert (note["measure"], note["author"]) == ("measure_distance", "张警官")
    local = desk.station.frame.geometry_to_local(note["geometry"])
    assert local.length == pytest.approx(180, abs=3)
    assert desk.station.info().journal > changes
    desk.keys("Escape")
    assert not strip.isVisible()
    desk.wait(lambda: any(s.kind == "note" for s in desk.map.overlay.items.symbols))


def test_a_part_of_the_map_is_searched_and_its_handles_search_again(desk):
    desk.keys("Alt+Shift+R")
    desk.map.tools.snaps = False
    drag(desk, pixel(desk, -150, -120), pixel(desk, 60, 80))
    page = desk.window.pages.inside
    desk.wait(lambda: bool(page.counts))
    assert desk.window.drawer.tabs.value == "inside"
    desk.settle()
    before = sum(c.count for c in page.counts)
    drag(desk, pixel(desk, 60, 80), pixel(desk, 200, 160))
    desk.wait(lambda: sum(c.count for c in page.counts) > before)
    desk.click(page.chips["building"])
    desk.wait(lambda: page.model.query is not None and page.model.query.kind == "building" and page.model.total > 0)
    page.task_menu().actions()[0].trigger()
    desk.wait(lambda: desk.inspector.task_form is not None)
    first = desk.inspector.task_form.text.toPlainText().splitlines()[0]
    assert first.startswith("范围：") and "（矩形 " in first  # beside which building it is stands first
    desk.inspector.task_form.left.emit()
    desk.click(desk.button("关闭", page))
    assert not desk.workspace.tool
    assert page.counts == ()
    assert desk.window.drawer.tabs.value == "tasks"  # what it showed before


def test_coordinates_are_typed_marked_and_copied(desk):
    desk.keys("Ctrl+F")
    lon, lat = desk.station.frame.lon, desk.station.frame.lat
    desk.type(f"{lat:.5f},{lon:.5f}")
    desk.keys("Return")
    desk.wait(lambda: desk.workspace.tool.name == "place_mark")
    desk.settle()
    strip = desk.window.map_hud.hud.strip
    desk.click(desk.button("复制", strip))
    copied = [float(part) for part in QGuiApplication.clipboard().text().split(",")]
    assert copied == pytest.approx([lon, lat], abs=2e-5)
    seen = desk.map.navigator.projection.on_plane(desk.map.canvas.width() / 2, desk.map.canvas.height() / 2)
    assert np.hypot(*seen[:2]) < 150  # the map went there


def test_the_system_of_coordinates_is_kept_for_the_next_start(desk):
    desk.workspace.show_coordinates("GCJ02")
    assert settings.load().coordinates == "GCJ02"
    desk.workspace.show_coordinates("WGS84")


def test_inside_of_a_building_and_around_it(desk):
    houses = desk.map.town.buildings
    lived_in = [row for row, use in enumerate(houses.uses) if use == "residential"]
    row = min(lived_in, key=lambda row: houses.footprints[row].centroid.distance(shapely.Point(0, 0)))
    middle = houses.footprints[row].representative_point()
    page = desk.window.pages.inside
    desk.keys("Alt+Shift+B")
    click(desk, pixel(desk, middle.x, middle.y))
    desk.wait(lambda: any(c.kind == "person" for c in page.counts))
    assert [c.count for c in page.counts if c.kind == "building"] == [1]
    inside = next(c.count for c in page.counts if c.kind == "person")
    people = desk.station.count(Query("person").and_where("building", "is", int(houses.ids[row])))
    assert inside == people
    desk.keys("Alt+Shift+A")
    click(desk, pixel(desk, middle.x, middle.y))
    desk.wait(lambda: sum(c.count for c in page.counts if c.kind == "building") > 1)
    assert desk.workspace.sought.words.endswith("周围 100.0 米")


def test_every_tool_of_the_menu_is_taken_up_and_laid_down(desk):
    from app.actions.map_tools import MEASURES, SEARCHES, SIGHTS

    middle = pixel(desk, 0, 0)
    for command in (*MEASURES, *SEARCHES, *SIGHTS):
        desk.console.run(command.id)
        assert desk.workspace.tool.name == command.id
        assert desk.workspace.tool.hint
        click(desk, middle)
        QTest.keyClick(desk.map.canvas, Qt.Key.Key_Escape)
        assert not desk.workspace.tool
    assert desk.workspace.sought is None
