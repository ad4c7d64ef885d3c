"""The map widget comes and goes: it waits for its town, can be shut early, and lets go of everything."""

import pytest
import shiboken6
from PySide6.QtGui import QSurface

from data.records import Place, Record

pytestmark = pytest.mark.screen


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


def test_no_surface_of_a_closed_view_is_kept(qtbot, station, workspace, monkeypatch):
    """Qt tells nobody when a surface ends: whatever comes to lie at its address would be taken for it, and end the program."""
    from scene3d import view as module

    monkeypatch.setattr("scene3d.tiles.town_loader.load_town", lambda asked: asked.town)
    view = module.MapView(station, workspace)
    with qtbot.waitSignal(view.town_shown, timeout=30_000):
        view.show()
    canvas = view.canvas
    view.close()
    view.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(canvas), timeout=5_000)
    assert [w for w in shiboken6.getAllValidWrappers() if type(w) is QSurface] == []
