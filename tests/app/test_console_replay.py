"""A past shift is replayed in the window: from event to event, forces where they were, and back to now."""

from __future__ import annotations

import pytest

from data.clock import parse_utc
from data.duty.replay.whereabouts import Places
from data.query import Query

pytestmark = pytest.mark.screen
START, END = "2026-11-21T08:00:00Z", "2026-11-21T13:00:00Z"


@pytest.fixture
def replaying(desk):
    """A replay of five hours that stands at its beginning; ended afterwards."""
    desk.console.run("replay", start=START, end=END)
    found = desk.window.replaying
    desk.wait(lambda: found.running and not found.behind and desk.station.moment == START)
    yield found
    desk.console.run("end_replay")
    desk.wait(lambda: desk.station.moment is None)
    desk.settle()


def arrived(desk, replaying):
    desk.wait(lambda: not replaying.behind)
    desk.settle()


def test_the_keyboard_goes_from_event_to_event(desk, replaying):
    first, second = replaying.page.replay.next(0.0), None
    desk.keys("Right")
    arrived(desk, replaying)
    assert desk.station.moment == first.at
    second = replaying.page.replay.next(first.seconds)
    desk.click(replaying.page.after)
    arrived(desk, replaying)
    assert desk.station.moment == second.at
    desk.click(replaying.page.before)
    arrived(desk, replaying)
    assert desk.station.moment == first.at


def test_the_record_of_an_event_is_shown_as_it_was_then(desk, replaying):
    event = next(e for e in replaying.page.replay.events if e.kind == "task" and e.words.startswith("办结") and not e.later)
    replaying.page.list.picked.emit(event)
    arrived(desk, replaying)
    assert desk.selection.id == event.id
    assert desk.inspector.task.data.record["state"] == desk.station.get("task", event.id)["state"] == "closed"


def test_forces_stand_where_they_were(desk, replaying):
    replaying.page.go(parse_utc("2026-11-21T12:00:00Z").timestamp())
    arrived(desk, replaying)
    places = desk.workspace.whereabouts
    assert isinstance(places, Places)
    drawn = desk.map.layers["force"].drawn
    row = drawn.table.ids.tolist().index(int(places.carrier[0]))
    east, north = desk.station.frame.to_local(places.lon[0], places.lat[0])
    assert drawn.table.at[row].tolist() == pytest.approx([float(east), float(north)], abs=0.5)


def test_playing_goes_on_by_itself_to_the_end(desk, replaying):
    page = replaying.page
    page.go(page.replay.last - 1.0)
    desk.keys("Space")
    desk.wait(lambda: not page.playing)
    arrived(desk, replaying)
    assert desk.station.moment == END


def test_back_to_now_by_the_banner_ends_it(desk):
    before = desk.workspace.period
    desk.console.run("replay", start=START, end=END)
    replaying = desk.window.replaying
    desk.wait(lambda: replaying.running and not replaying.behind)
    desk.click(desk.window.past_bar.back)
    desk.wait(lambda: desk.station.moment is None)
    desk.settle()
    assert (replaying.running, desk.workspace.whereabouts, desk.workspace.period) == (False, None, before)


def test_a_period_that_is_none_is_told(desk):
    desk.console.run("replay", start=END, end=START)
    desk.wait(lambda: any("开头要早于结尾" in sentence for _, sentence in desk.told))


def test_one_case_is_replayed_from_call_to_end(desk):
    closed = next(c for c in desk.station.read(Query("case", order=("-reported_at",))) if c["state"] == "closed")
    desk.console.run("replay_case", id=closed.id)
    replaying = desk.window.replaying
    desk.wait(lambda: replaying.running and not replaying.behind)
    kinds = {(e.kind, e.id) for e in replaying.page.replay.events if e.kind == "case"}
    desk.console.run("end_replay")
    desk.wait(lambda: desk.station.moment is None)
    desk.settle()
    assert kinds == {("case", closed.id)}
