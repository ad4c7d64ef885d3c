"""A past shift is replayed: from event to event, forces where they were, and back to now."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from app.looking_back import LookingBack
from app.replaying import PICTURE, Replaying
from data.clock import parse_utc
from data.duty.plan_picture import Picture
from data.duty.replay.whereabouts import Places
from data.query import Query, Where
from data.store.in_time import StationInTime
from data.workspace import Period, Workspace
from widgets.past_bar import PastBar
from widgets.replay.page import ReplayPage

START, END = "2026-11-21T08:00:00Z", "2026-11-21T13:00:00Z"


@pytest.fixture
def replaying(demo, qtbot):
    """Page, banner and what joins them to a station, without a map; nothing is replayed yet."""
    station, workspace = StationInTime(demo), Workspace(demo.kinds)
    workspace.set_period("2026-11-14T13:47:00Z", None)
    bar, page = PastBar(demo.zone, demo.clock), ReplayPage(demo)
    qtbot.addWidget(bar)
    qtbot.addWidget(page)
    looking_back = LookingBack(station, workspace, bar)
    made = Replaying(station, workspace, page, looking_back)
    page.propose()
    page.resize(1200, 240)
    page.show()
    yield made
    made.dispose()
    looking_back.dispose()
    station.release()


@pytest.fixture
def arrived(replaying, qtbot):
    """Wait until what the page asks for is shown; returns the moment looked at."""

    def wait():
        qtbot.waitUntil(lambda: replaying.running and not replaying.behind, timeout=20_000)
        return replaying.station.moment

    return wait


@pytest.fixture
def running(replaying, arrived):
    """A replay of five hours that stands at its beginning."""
    replaying.begin(START, END)
    assert arrived() == START
    return replaying


def test_keys_and_buttons_go_from_event_to_event(running, arrived, qtbot):
    replay = running.page.replay
    first = replay.next(replay.first)
    qtbot.keyClick(running.page.line, Qt.Key.Key_Right)
    assert arrived() == first.at
    qtbot.mouseClick(running.page.after, Qt.MouseButton.LeftButton)
    assert arrived() == replay.next(first.seconds).at
    qtbot.keyClick(running.page.line, Qt.Key.Key_Left)
    assert arrived() == first.at


def test_home_and_end_go_to_both_ends(running, arrived, qtbot):
    qtbot.keyClick(running.page.line, Qt.Key.Key_End)
    assert arrived() == END
    qtbot.keyClick(running.page.line, Qt.Key.Key_Home)
    assert arrived() == START


def test_an_event_chooses_its_record(running, arrived):
    event = next(e for e in running.page.replay.events if e.kind == "task" and e.words.startswith("办结") and not e.later)
    running.page.list.picked.emit(event)
    arrived()
    assert (running.workspace.selection.kind, running.workspace.selection.id) == ("task", event.id)
    assert running.station.get("task", event.id)["state"] == "closed"


def test_playing_stops_at_the_end(running, arrived, qtbot):
    running.page.go(running.page.replay.last - 1.0)
    qtbot.keyClick(running.page.line, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not running.page.playing)
    assert arrived() == END


def test_plus_and_minus_change_the_speed(running, qtbot):
    before = running.page.speed_now
    qtbot.keyClick(running.page.line, Qt.Key.Key_Plus)
    faster = running.page.speed_now
    qtbot.keyClick(running.page.line, Qt.Key.Key_Minus)
    assert (faster > before, running.page.speed_now) == (True, before)


def test_a_moment_put_by_the_mouse_is_shown(running, arrived, qtbot):
    line = running.page.line
    at = line.rect().center()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=at)
    arrived()
    assert abs(running.page.moment - line.moment_at(at.x())) < 600
    assert parse_utc(running.station.moment).timestamp() == pytest.approx(running.page.moment, abs=1.0)


def test_forces_and_the_ways_behind_them_are_shown(running, arrived):
    running.page.go(parse_utc("2026-11-21T12:00:00Z").timestamp())
    arrived()
    assert isinstance(running.workspace.whereabouts, Places)
    assert isinstance(running.workspace.pictures[PICTURE], Picture)


def test_ending_gives_everything_back(running, qtbot):
    running.page.leave.click()
    qtbot.waitUntil(lambda: running.station.moment is None)
    shown = (running.workspace.whereabouts, running.workspace.pictures, running.workspace.period)
    assert shown == (None, {}, Period("2026-11-14T13:47:00Z", None))


def test_back_to_now_by_the_banner_ends_it(running, qtbot):
    running.looking_back.bar.back.click()
    qtbot.waitUntil(lambda: running.station.moment is None)
    assert not running.running


def test_a_moment_of_the_banner_is_taken_over(running, qtbot):
    running.looking_back.bar.wanted.emit("2026-11-21T10:00:00Z")
    qtbot.waitUntil(lambda: running.station.moment == "2026-11-21T10:00:00Z", timeout=20_000)
    assert running.page.moment == parse_utc("2026-11-21T10:00:00Z").timestamp()


def test_the_banner_is_followed_also_while_the_replay_is_on_its_way_elsewhere(running, arrived, qtbot, monkeypatch):
    gate, go_to = threading.Event(), running.station.go_to
    monkeypatch.setattr(running.station, "go_to", lambda *of: gate.wait() and go_to(*of))
    qtbot.keyClick(running.page.line, Qt.Key.Key_End)
    assert running.behind
    running.looking_back.bar.wanted.emit("2026-11-21T10:00:00Z")
    qtbot.waitUntil(lambda: running.station.moment == "2026-11-21T10:00:00Z")
    gate.set()
    assert arrived() == "2026-11-21T10:00:00Z"
    qtbot.keyClick(running.page.line, Qt.Key.Key_Home)
    assert arrived() == START


def test_back_to_now_while_the_replay_is_on_its_way_ends_it(running, qtbot, monkeypatch):
    gate, go_to = threading.Event(), running.station.go_to
    monkeypatch.setattr(running.station, "go_to", lambda *of: gate.wait() and go_to(*of))
    qtbot.keyClick(running.page.line, Qt.Key.Key_End)
    running.looking_back.bar.back.click()
    gate.set()
    qtbot.waitUntil(lambda: running.station.moment is None)
    assert (running.running, running.behind) == (False, False)


def test_before_the_file_knew_of_anything_cases_appear_as_they_were_reported(replaying, arrived):
    replaying.begin("2026-11-20T00:00:00Z", "2026-11-21T02:00:00Z")
    arrived()
    replaying.page.go(parse_utc("2026-11-20T12:00:00Z").timestamp())
    arrived()
    assert replaying.workspace.period == Period("2026-11-20T00:00:00Z", "2026-11-20T12:00:00Z")
    assert replaying.station.count(Query("building")) > 0


def test_one_case_is_replayed_from_call_to_end(replaying, demo, arrived):
    closed = demo.first(Query("case", (Where("state", "is", "closed"),), order=("-reported_at",)))
    replaying.begin_case(closed.id)
    arrived()
    told = {(e.kind, e.id) for e in replaying.page.replay.events if e.kind == "case"}
    assert told == {("case", closed.id)}


def test_words_that_are_no_period_are_told(replaying):
    replaying.page.start.setText("昨晚")
    replaying.page.read.click()
    assert "看不懂" in replaying.page.now.text()


def test_a_time_that_is_typed_is_no_longer_one_of_the_last_hours(replaying, qtbot):
    page = replaying.page
    assert page.span.currentData() == "8"
    qtbot.keyClick(page.start, Qt.Key.Key_Backspace)
    assert page.span.currentData() == "own"


def test_the_time_of_one_case_is_not_called_the_last_hours(replaying, arrived, demo, qtbot):
    closed = demo.first(Query("case", (Where("state", "is", "closed"),), order=("-reported_at",)))
    replaying.begin_case(closed.id)
    arrived()
    page = replaying.page
    assert page.span.currentText() == "这起警情" and page.print.isVisible()
    replaying.begin(START, END)
    qtbot.waitUntil(lambda: page.span.findData("case") < 0)
    arrived()
    assert page.span.currentData() == "8"


def test_in_a_narrow_window_no_word_of_the_choice_is_cut_off(replaying, qtbot):
    page = replaying.page
    page.resize(545, 200)
    for widget in (page.span, page.read):
        qtbot.waitUntil(lambda widget=widget: widget.width() >= widget.sizeHint().width())
    assert page.read.mapTo(page, page.read.rect().bottomRight()).x() < page.width()
    page.resize(1200, 240)
    qtbot.waitUntil(lambda: page.span.y() == page.play.y() or page.span.geometry().center().y() == page.now.geometry().center().y())


def test_words_of_the_page_are_whole_where_the_window_is_narrow(replaying):
    page = replaying.page
    page.resize(546, 240)
    metrics = page.now.fontMetrics()
    assert page.now.words_within(metrics.horizontalAdvance("选一段时间，按“开始回放”") + 2) == "选一段时间，按“开始回放”"
    assert page.now.words_within(2000).endswith("都回到那时")


@pytest.mark.screen
def test_space_plays_what_was_begun_by_its_button(replaying, arrived, qtbot):
    page = replaying.page
    qtbot.waitExposed(page)
    page.activateWindow()
    page.read.setFocus()
    qtbot.waitUntil(page.read.hasFocus)
    qtbot.keyClick(page.read, Qt.Key.Key_Space)
    arrived()
    assert page.play.hasFocus()
    qtbot.keyClick(page.play, Qt.Key.Key_Space)
    assert page.playing
    page.pause()
