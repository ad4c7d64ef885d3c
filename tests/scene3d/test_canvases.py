"""The map with a graphics card and without one: the same town, rendered when something changed and only then."""

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from scene3d.canvas import new_canvas
from scene3d.graphics import is_card
from tests.scene3d.on_screen import picture, roof, settle

pytestmark = pytest.mark.screen


@pytest.fixture(params=["card", "picture"])
def canvas_kind(request, monkeypatch):
    monkeypatch.setattr("scene3d.canvas.has_card", lambda: request.param == "card")
    return request.param


@pytest.fixture
def on_either(canvas_kind, view):
    return view


def colour_at(view, point):
    x, y, _ = view.navigator.projection.pixels(point)[0]
    seen = picture(view)
    ratio = seen.shape[1] / view.canvas.width()
    return seen[round(y * ratio), round(x * ratio)].astype(int)


@pytest.mark.parametrize("said, card", [
    ("NVIDIA GeForce RTX 3060/PCIe/SSE2", True), ("Mesa Intel(R) UHD Graphics 620 (KBL GT2)", True), ("", False),
    ("llvmpipe (LLVM 15.0.6, 256 bits)", False), ("softpipe", False), ("Google SwiftShader", False), ("GDI Generic", False),
])  # fmt: skip
def test_what_computes_every_pixel_itself_is_no_card(said, card):
    assert is_card(said) is card


def test_without_a_card_the_window_has_no_opengl_in_it(on_either, canvas_kind):
    assert on_either.canvas.inherits("QOpenGLWidget") is (canvas_kind == "card")


def test_the_chosen_building_is_blue(qtbot, on_either, workspace):
    settle(qtbot, on_either)
    before = colour_at(on_either, roof(on_either, 4))
    workspace.select("building", 105)
    qtbot.waitUntil(lambda: on_either.opening.opened is not None, timeout=20_000)
    settle(qtbot, on_either)
    red, _, blue = colour_at(on_either, roof(on_either, 4)) - before
    assert blue - red > 30


def test_what_is_painted_over_it_renders_nothing(qtbot, on_either):
    settle(qtbot, on_either)
    before = on_either.renders
    on_either.overlay.update()
    on_either.canvas.update(10, 10, 50, 50)
    QApplication.processEvents()
    assert on_either.renders == before


def test_fewer_pixels_still_fill_the_map(qtbot, on_either):
    settle(qtbot, on_either)
    whole = picture(on_either).astype(int)
    on_either.canvas.set_share(0.5)
    on_either.canvas.changed()
    coarse = picture(on_either).astype(int)
    assert coarse.shape == whole.shape
    assert abs(coarse - whole).mean() < 12  # of 255: the same town at the same place


def test_a_larger_map_is_rendered_in_its_size(qtbot, on_either):
    settle(qtbot, on_either)
    before = on_either.renders
    on_either.resize(1000, 640)
    qtbot.waitUntil(lambda: on_either.renders > before, timeout=20_000)
    seen = picture(on_either)
    assert seen.shape[:2] == (on_either.canvas.height(), on_either.canvas.width())


def test_on_a_screen_of_finer_pixels_the_picture_is_as_fine(qtbot, view, monkeypatch):
    """A map that goes to another screen keeps its size in Qt's pixels: it was shown blurred until something else resized it."""
    settle(qtbot, view)
    before = view.renders
    monkeypatch.setattr(view.canvas, "devicePixelRatioF", lambda: 1.5)
    QApplication.sendEvent(view.canvas, QEvent(QEvent.Type.DevicePixelRatioChange))
    qtbot.waitUntil(lambda: view.renders > before, timeout=20_000)
    assert view.canvas.render_window.GetSize() == (round(view.canvas.width() * 1.5), round(view.canvas.height() * 1.5))


def test_before_there_is_a_town_it_shows_the_sky(qtbot, canvas_kind):
    canvas = new_canvas()
    qtbot.addWidget(canvas)
    canvas.renderer.SetBackground(0.2, 0.4, 0.6)
    canvas.resize(80, 60)
    canvas.show()
    qtbot.waitExposed(canvas)
    colour = canvas.picture().pixelColor(40, 30)
    assert [colour.red(), colour.green(), colour.blue()] == pytest.approx([51, 102, 153], abs=1)
    assert canvas.renders == 0
    canvas.close()


def test_a_closed_map_renders_no_more(qtbot, on_either):
    settle(qtbot, on_either)
    before = on_either.renders
    on_either.close()
    on_either.canvas.update()
    QApplication.processEvents()
    assert on_either.renders == before


def test_the_pointer_is_followed_without_a_button(canvas_kind, qtbot):
    canvas = new_canvas()
    qtbot.addWidget(canvas)
    assert canvas.hasMouseTracking()
    canvas.close()


def test_the_town_is_rendered_when_pyside_takes_the_context_for_ended(qtbot, monkeypatch, request):
    """PySide makes another object for the same context: what compares objects would render no more, and the town stand still."""
    monkeypatch.setattr("scene3d.canvas.has_card", lambda: True)
    view = request.getfixturevalue("view")
    settle(qtbot, view)
    shiboken6.invalidate(view.canvas.context())
    before = picture(view)
    view.navigator.zoom(0.4)
    settle(qtbot, view)
    assert (picture(view) != before).any()
