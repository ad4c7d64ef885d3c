"""A movement of the map: most steps only take along what is painted, and when it is over all is arranged anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scene3d.overlay.arrange import arrange
from tests.scene3d.on_screen import settle

pytestmark = pytest.mark.screen


@pytest.fixture
def arrangings(qtbot, view, workspace, station, make_record, monkeypatch):
    """Show a few shops, and count how often all is arranged from then on."""
    station.records["shop"] = [make_record("shop", 500 + n, 70.0 + 25 * n, 20.0, name="店") for n in range(4)]
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: bool(view.overlay.arrangement.symbols), timeout=20_000)
    settle(qtbot, view)
    count = []

    def counted(*args):
        count.append(1)
        return arrange(*args)

    monkeypatch.setattr("scene3d.overlay.widget.arrange", counted)
    return count


def turned(view, degrees):
    view.navigator.place(replace(view.navigator.eye, bearing=view.navigator.eye.bearing + degrees))


def test_small_steps_take_along_what_is_painted(view, arrangings, monkeypatch):
    monkeypatch.setattr("scene3d.sheet.ANEW_MS", 1_000_000)  # however slow the machine is
    turned(view, 0.1)
    arrangings.clear()
    for _ in range(5):
        turned(view, 0.1)
    assert not arrangings
    projection, pin = view.navigator.projection, view.overlay.arrangement.symbols[0]
    assert projection.pixels(pin.symbol.point)[0, :2].tolist() == pytest.approx([pin.x, pin.y])


def test_after_a_movement_all_is_arranged_for_the_eye_that_rests(qtbot, view, arrangings, monkeypatch):
    monkeypatch.setattr("scene3d.sheet.ANEW_MS", 1_000_000)
    turned(view, 0.1)
    arrangings.clear()
    turned(view, 0.1)
    assert not arrangings
    qtbot.waitUntil(lambda: bool(arrangings))
    settle(qtbot, view)
    fresh = {p.symbol.ids for p in arrange(view.navigator.projection, view.overlay.items).symbols}
    assert {p.symbol.ids for p in view.overlay.arrangement.symbols} == fresh


def test_a_leap_is_arranged_at_once(view, arrangings):
    turned(view, 0.1)
    arrangings.clear()
    turned(view, 60.0)
    assert arrangings
