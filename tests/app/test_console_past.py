"""The window at a past moment: everything shows it, nothing can be changed, and one click goes back to now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.clock import format_utc
from data.query import Query
from data.records import Edit

pytestmark = pytest.mark.screen


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
