"""The page of time: choosing a period on the histogram, playing and stepping."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt

from data.clock import parse_utc
from data.workspace import Period, Workspace
from widgets.time_player import TimePlayer

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
WEEK = "2026-11-14T04:00:00Z"


@pytest.fixture
def workspace(town):
    made = Workspace(town.kinds)
    made.set_period(WEEK)
    return made


@pytest.fixture
def player(qtbot, town, workspace):
    page = TimePlayer(town, workspace)
    page.resize(1000, 140)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.chart.found.bars > 0)
    yield page
    page.dispose()


def press(qtbot, player, key):
    qtbot.keyClick(player.chart, key)


def test_a_step_shows_the_first_piece(qtbot, player, workspace):
    press(qtbot, player, Qt.Key.Key_Right)
    assert workspace.period == Period(WEEK, "2026-11-14T10:00:00Z")


def test_step_by_step_shows_one_piece(qtbot, player, workspace):
    player.mode.chosen.emit(player.mode.set_value(False))
    for _ in range(3):
        press(qtbot, player, Qt.Key.Key_Right)
    assert workspace.period == Period("2026-11-14T16:00:00Z", "2026-11-14T22:00:00Z")


def test_playing_goes_on_by_itself_and_pauses_at_the_end(qtbot, player, workspace):
    player.steps.set_value("day")
    for _ in range(3):
        player.speed.click()  # ×4, ×8, ×1
    player._timer.setInterval(1)
    press(qtbot, player, Qt.Key.Key_Space)
    player._timer.setInterval(1)
    qtbot.waitUntil(lambda: not player.playing)
    assert workspace.period == Period(WEEK, "2026-11-21T04:00:00Z")


@pytest.mark.parametrize(("growing", "steps"), [(True, 8), (False, 4)])
def test_a_slow_computer_plays_as_fast_as_it_is_said(qtbot, player, workspace, monkeypatch, growing, steps):
    """Steps come twice as late as they are due: what shows all up to a moment leaves some out, and single pieces are all shown."""
    at = [100.0]
    monkeypatch.setattr("widgets.time_player.monotonic", lambda: at[0])
    player.mode.set_value(growing)
    player.toggle()
    player._timer.stop()
    begun = player._moment
    for _ in range(4):
        at[0] += 1.0  # at two steps a second
        player._tick()
    assert player._moment - begun == steps * player._playback.step


def test_stopping_shows_the_whole_period(qtbot, player, workspace):
    press(qtbot, player, Qt.Key.Key_Right)
    qtbot.mouseClick(player.end, Qt.MouseButton.LeftButton)
    assert workspace.period == Period(WEEK, None)


def test_nothing_moves_when_playing_begins(qtbot, player):
    before = player.speed.pos()
    press(qtbot, player, Qt.Key.Key_Right)
    player.layout().activate()
    assert player.end.isVisible()
    assert player.speed.pos() == before


def test_another_choice_of_time_ends_the_playing(qtbot, player, workspace):
    press(qtbot, player, Qt.Key.Key_Space)
    workspace.set_period("2026-11-20T04:00:00Z")
    assert not player.playing and workspace.period.end is None


def test_dragging_chooses_a_period(qtbot, player, workspace):
    chart, y = player.chart, 30
    first, last = (round(chart.x_of(parse_utc(t).timestamp())) for t in ("2026-11-01T16:00:00Z", "2026-11-05T16:00:00Z"))
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(first + 2, y))
    qtbot.mouseMove(chart, QPoint(last - 2, y))
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=QPoint(last - 2, y))
    assert workspace.period == Period("2026-11-01T16:00:00Z", "2026-11-05T16:00:00Z")


def test_the_mark_can_be_dragged(qtbot, player, workspace):
    press(qtbot, player, Qt.Key.Key_Right)
    chart = player.chart
    there = round(chart.x_of(parse_utc("2026-11-18T04:00:00Z").timestamp()))
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(round(chart.x_of(chart.moment)), 5))
    qtbot.mouseMove(chart, QPoint(there, 5))
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=QPoint(there, 5))
    shown = parse_utc(workspace.period.end)
    assert abs((shown - parse_utc("2026-11-18T04:00:00Z")).total_seconds()) < 2 * chart.found.width
