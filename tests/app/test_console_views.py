"""Ways to look, with keys and mouse in the real window: saved views, a flight through them, a walk, two maps, a past moment."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from data.clock import format_utc
from data.query import Query
from data.records import Edit
from data.views import kept_views
from scene3d.walk import EYE

pytestmark = pytest.mark.screen


@pytest.fixture
def views(desk, monkeypatch):
    """The desk's views, with none kept; flights are short."""
    monkeypatch.setattr("app.tour.FLIGHT", 30)
    desk.fresh()
    yield desk.window.views
    desk.window.views.tour.stop()
    if desk.window.views.walking is not None:
        desk.window.views.walking.stop()
    if desk.window.views.split is not None:
        desk.window.views.split.close()
    for kept in kept_views(desk.console.live):
        desk.window.views._remove(kept.id)
    desk.wait(lambda: not desk.window.views.kept)
    desk.settle()


def save(desk, slot):
    desk.keys(f"Ctrl+Alt+{slot}")
    desk.wait(lambda: any(v.slot == slot for v in desk.window.views.kept))


def arrived(desk):
    desk.wait(lambda: not desk.window.views.glide.flying)
    desk.settle()


def test_a_key_brings_back_camera_layers_and_time(desk, views):
    desk.workspace.set_layer("camera", visible=False)
    desk.map.navigator.zoom(0.5)
    save(desk, 1)
    eye, period = desk.map.navigator.eye, desk.workspace.period
    desk.fresh()
    desk.workspace.set_layer("camera", visible=True)
    desk.workspace.set_period()
    desk.keys("1")
    arrived(desk)
    assert desk.map.navigator.eye.distance == pytest.approx(eye.distance, rel=1e-3)
    assert not desk.workspace.layers["camera"].visible and desk.workspace.period == period
    desk.workspace.set_layer("camera", visible=True)


def test_a_view_frames_in_what_panels_leave_free_what_it_framed_when_it_was_kept(desk, views):
    def middle():
        left, top, right, bottom = desk.map.margins
        x, y = (left + desk.map.width() - right) / 2, (top + desk.map.height() - bottom) / 2
        return desk.map.navigator.projection.on_plane(x, y)

    desk.map.navigator.zoom(0.5)
    save(desk, 4)
    seen, wide = middle(), desk.map.width() - desk.map.margins[0]
    was = desk.window.rail.value
    desk.window.show_panel("" if was else "layers")
    desk.wait(lambda: desk.map.width() - desk.map.margins[0] != wide)
    try:
        desk.keys("4")
        arrived(desk)
        assert middle() == pytest.approx(seen, abs=0.5)
    finally:
        desk.window.show_panel(was)


def test_the_views_of_the_demo_are_made_for_a_map_that_panels_lie_over(demo):
    assert all(kept.view.camera.frame is not None for kept in kept_views(demo))


def test_a_digit_typed_into_a_field_is_no_view(desk, views):
    save(desk, 2)
    desk.map.navigator.zoom(0.5)
    eye = desk.map.navigator.eye
    desk.keys("Ctrl+F")
    desk.type("2")
    desk.settle()
    assert desk.map.navigator.eye == eye
    desk.keys("Escape")
    desk.window.take_focus()


def test_the_card_lists_what_was_saved_with_a_picture(desk, views):
    desk.click(desk.window.map_hud.hud.views.saved)
    desk.click(views.card.save)
    desk.wait(lambda: len(views.card.rows) == 1)
    (row,) = views.card.rows
    assert row.kept.slot == 1 and row.kept.picture.startswith(b"\xff\xd8")
    desk.click(row)
    arrived(desk)
    desk.keys("Escape")
    assert not views.card.isVisible()


def test_the_flight_goes_through_all_and_pauses(desk, views, monkeypatch):
    save(desk, 1)
    desk.map.navigator.zoom(0.5)
    save(desk, 2)
    desk.console.run("tour")
    desk.wait(views.tour.strip.isVisible)
    desk.keys("Space")
    assert not views.tour.going
    desk.keys("Right")
    assert views.tour.at == 1
    desk.keys("Escape")
    assert views.tour.at == -1 and not views.tour.strip.isVisible()


def press(desk, key, kind=QEvent.Type.KeyPress):
    QApplication.sendEvent(desk.map.canvas, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def test_one_walks_with_the_keys_and_looks_with_the_mouse(desk, views):
    before = desk.map.navigator.eye
    desk.keys("Ctrl+Shift+W")
    walk = views.walking.walk
    start = walk.stand
    press(desk, Qt.Key.Key_W)
    desk.wait(lambda: walk.stand != start)
    press(desk, Qt.Key.Key_W, QEvent.Type.KeyRelease)
    assert desk.map.navigator.eye.position[2] == pytest.approx(EYE)
    stood = walk.stand
    middle = QPointF(desk.map.canvas.rect().center())
    for at in (middle, middle + QPointF(30, -20)):
        event = QMouseEvent(QEvent.Type.MouseMove, at, desk.map.canvas.mapToGlobal(at), Qt.MouseButton.NoButton,
                            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip
        QApplication.sendEvent(desk.map.canvas, event)
    assert walk.stand.bearing > stood.bearing and walk.stand.pitch < stood.pitch
    desk.keys("Escape")
    desk.settle()
    assert views.walking is None
    assert desk.map.navigator.eye.distance == pytest.approx(before.distance, rel=0.01)


def tool_of_the_second(desk, split):
    """A tool belongs to the map that it was taken in, and there is one for both."""
    strip, canvas = desk.window.map_hud.hud.strip, split.second.canvas
    spot = (canvas.width() // 2, canvas.height() // 2)
    desk.click(canvas, spot)
    desk.workspace.select()
    desk.keys("Alt+D")
    assert (split.second.tools.in_hand, desk.map.tools.in_hand) == (True, False)
    assert strip.isVisible() and strip.state.name == "measure_distance"
    desk.click(canvas, spot)
    desk.click(canvas, (spot[0] + 90, spot[1] + 40))
    assert len(split.second.tools.tool.points) == 2
    desk.map.canvas.setFocus()
    desk.keys("Alt+A")
    assert (split.second.tools.in_hand, desk.map.tools.in_hand) == (False, True)
    assert strip.state.name == "measure_area"
    desk.keys("Escape")
    desk.wait(lambda: not strip.isVisible())


def test_two_maps_move_together_and_the_second_lets_everything_go(desk, views):
    threads = set(threading.enumerate())
    desk.workspace.select("building", int(desk.map.town.buildings.ids[0]))
    desk.keys("Ctrl+\\")
    split = views.split
    desk.wait(lambda: not split.second.loader.awaited)
    assert split.workspace.selection == desk.selection, "what was chosen before is chosen on both"
    desk.map.navigator.zoom(0.7)
    assert split.second.navigator.eye == desk.map.navigator.eye
    split.second.navigator.turn(20, 0)
    assert desk.map.navigator.eye == split.second.navigator.eye
    assert desk.map.width() == split.second.width()
    tool_of_the_second(desk, split)
    split.look_at(format_utc(desk.console.live.clock.now()))
    desk.wait(lambda: split.station.moment is not None)
    assert desk.station.moment is None
    folder = split.station._past.shadow._folder
    desk.click(split.card.close_button)
    assert views.split is None
    desk.wait(lambda: not folder.exists())
    desk.wait(lambda: not set(threading.enumerate()) - threads)
    assert desk.map.width() == desk.window.stage.width()


# The past

@pytest.fixture
def changed(desk):
    """A desk where a case was added and one removed a moment after the station was made; the clock is moved on."""
    desk.fresh()
    clock = desk.console.live.clock
    before = clock.now()
    clock.set(before + timedelta(minutes=10))
    gone = desk.station.first(Query("case", order=("-reported_at",)))
    desk.console.live.apply([Edit("case", gone.id, None)], who="王警官", why="误登")
    clock.set(before + timedelta(minutes=20))
    yield gone
    desk.window.looking_back.now()
    desk.settle()
    desk.console.live.undo(who="王警官")
    clock.set(before)


def look(desk, moment=None):
    desk.keys("Ctrl+H")
    desk.wait(lambda: desk.station.moment is not None)
    if moment:
        field = desk.window.past_bar.field
        desk.click(field)
        desk.keys("Ctrl+A")
        desk.type(moment)
        desk.keys("Return")
        desk.wait(lambda: desk.window.past_bar.words.text().endswith(f"{moment[-5:]} 的样子"))
    desk.settle()


def test_the_past_shows_what_was_there(desk, changed):
    look(desk, "2026-11-21 21:50")
    assert desk.station.get("case", changed.id) is not None
    assert desk.window.past_bar.isVisible()
    assert any(changed.id in s.ids for s in desk.map.layers.symbols(desk.map.navigator.projection) if s.kind == "case")


def test_nothing_can_be_changed(desk, changed):
    look(desk)
    assert not desk.console.commands["undo"].enabled(desk.console)
    assert not desk.console.commands["new_task"].enabled(desk.console)


def test_one_click_goes_back(desk, changed):
    look(desk)
    desk.click(desk.window.past_bar.back)
    desk.settle()
    assert desk.station.moment is None
    assert desk.station.get("case", changed.id) is None
    assert not desk.window.past_bar.isVisible()


def test_the_time_shown_follows(desk, changed):
    start = desk.workspace.period.start
    look(desk, "2026-11-21 21:50")
    assert desk.workspace.period.start < start
    desk.click(desk.window.past_bar.back)
    desk.settle()
    assert desk.workspace.period.start == start


def test_stepping_goes_from_change_to_change(desk, changed):
    look(desk, "2026-11-21 21:50")
    desk.click(desk.window.past_bar.after)
    later = format_utc(desk.console.live.clock.now() - timedelta(minutes=10))
    desk.wait(lambda: desk.station.moment == later)
    desk.settle()
    assert desk.station.get("case", changed.id) is None
