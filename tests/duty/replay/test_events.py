"""What a replay tells of a period: events on their lanes, where everybody was, and states as they were stored."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from shapely.geometry import Point

from data.clock import FixedClock, format_utc, parse_utc
from data.duty import tasks
from data.duty.forces.packing import Fix
from data.duty.forces.positions import store
from data.duty.incidents.flow import Sending, move_case, send
from data.duty.replay import Event, Replay, read_replay
from data.duty.replay.whereabouts import read_whereabouts
from data.errors import BadInput
from data.query import Query
from data.records import Edit
from data.store import Station
from data.store.in_time import StationInTime
from tests.store.test_undo import everything

SECOND = timedelta(seconds=1)
NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)


class Shift:
    """A scripted shift: what happens is written at its time, and the file is kept as it was at some moments."""

    def __init__(self, small, folder):
        self.station, self.clock, self._folder = small.station, small.clock, folder
        self.wang, self.li, self.case, self.kept, self.keeps = small.wang, small.li, 0, [], False

    def later(self, seconds):
        self.clock.set(self.clock.now() + timedelta(seconds=seconds))

    def keep(self):
        if self.keeps:
            path = self._folder / f"{len(self.kept)}.station"
            self.station.backup(path)
            self.kept.append((self.clock.now(), path))
        self.later(7)

    def call(self, type="theft"):
        now, place = format_utc(self.clock.now()), Point(102.7401, 25.0501)
        values = {"type": type, "reported_at": now, "address": "金沙路18号", "geometry": place}
        made = self.station.apply([Edit("case", None, values)], who="值班员", why="接警：金沙路18号", command="case.take")
        self.case = made.changes[0].id

    def walk(self, carrier, lon):
        store(self.station, [Fix(carrier, self.clock.now().timestamp(), lon, 25.05, 8.0, source="owntracks")], who="网关")

    def live(self):
        """Walks, a call, who went, a note, a task, the end of it: a minute or so between."""
        steps = [
            lambda: self.walk(self.wang, 102.7400), self.call, lambda: self.walk(self.wang, 102.7405),
            lambda: send(self.station, self.case, [Sending(self.wang, expected=90)], who="值班员"),
            lambda: move_case(self.station, self.case, "leave", who="王警官"), lambda: self.walk(self.wang, 102.7410),
            lambda: self.station.apply([Edit("note", None, {"text": "北门封闭"})], who="值班员", why="标注：北门封闭"),
            lambda: move_case(self.station, self.case, "arrive", who="王警官"),
            lambda: tasks.create(self.station, tasks.TaskWish(title="补拍照片", assignee=self.li), "值班员"),
            lambda: move_case(self.station, self.case, "clear", who="王警官"), lambda: self.station.undo(who="值班员"),
            lambda: move_case(self.station, self.case, "clear", who="王警官"),
            lambda: move_case(self.station, self.case, "close", who="值班员", text="已移交"),
        ]  # fmt: skip
        for step in steps:
            step()
            self.keep()
            self.later(53)


@pytest.fixture
def shift(request, small, tmp_path):
    made = Shift(small, tmp_path)
    made.keeps = getattr(request, "param", "") == "kept"  # the file as it was at each moment, to compare with
    made.live()
    return made


@pytest.fixture
def in_time(shift):
    made = StationInTime(shift.station)
    yield made
    made.release()


def whole(in_time, shift, **more) -> Replay:
    return read_replay(in_time, format_utc(NOW + SECOND), format_utc(shift.clock.now()), **more)


@pytest.mark.parametrize("shift", ["kept"], indirect=True, ids=["kept"])
def test_the_state_at_any_moment_is_what_was_stored_then(in_time, shift):
    dice = random.Random(5)
    moments = [*shift.kept, *dice.choices(shift.kept, k=20)]
    dice.shuffle(moments)
    replay = whole(in_time, shift)
    in_time.show(in_time.look_back(replay.start))
    for at, path in moments:
        with Station.open(path, clock=FixedClock(at)) as then:
            in_time.arrived(in_time.go_to(replay.shown_at((at + dice.random() * 6 * SECOND).timestamp())))
            assert everything(in_time) == everything(then), at
            assert in_time.info().extent == then.info().extent


def words_of(events):
    return [(e.lane, e.words) for e in events]


def test_what_happened_is_told_in_order_on_its_lanes(in_time, shift):
    told = whole(in_time, shift).events
    assert [e.at for e in told] == sorted(e.at for e in told)
    assert [lane for lane, _ in words_of(told)][:3] == ["case", "case", "case"]
    assert {e.lane for e in told} == {"case", "task", "message"}
    assert ("message", "标注：北门封闭") in words_of(told)


def test_a_moment_that_was_written_then_is_told_once(in_time, shift):
    assert not any(e.later for e in whole(in_time, shift).events)


def test_a_moment_that_was_written_later_is_told_as_such(in_time, shift):
    then = format_utc(NOW + timedelta(minutes=2))
    shift.station.apply([Edit("case", None, {"type": "noise", "reported_at": then, "number": "补1"})], who="a", why="补录")
    late = [e for e in whole(in_time, shift).events if e.later]
    assert [(e.at, e.kind) for e in late] == [(then, "case")]


def test_positions_are_no_events(in_time, shift):
    assert not any("定位" in e.words for e in whole(in_time, shift).events)


def test_of_one_case_only_what_belongs_to_it_is_told(in_time, shift):
    told = words_of(whole(in_time, shift, case=shift.case).events)
    assert ("message", "标注：北门封闭") not in told
    assert any("派警" in words for _, words in told)


def test_next_and_before_go_through_all_events(in_time, shift):
    replay = whole(in_time, shift)
    seen, moment = [], replay.first
    while (event := replay.next(moment)) is not None:
        seen.append(event.at)
        moment = event.seconds
    assert seen == sorted({e.at for e in replay.events})
    assert replay.before(moment).at == seen[-2]


def test_a_period_is_cut_off_at_now(in_time, shift):
    found = read_replay(in_time, format_utc(NOW), format_utc(shift.clock.now() + timedelta(days=1)))
    assert found.end == format_utc(shift.clock.now())


@pytest.mark.parametrize(("start", "end"), [(10, 5), (0, 0), (9000, 9999)])
def test_a_period_that_is_none_is_refused(in_time, shift, start, end):
    with pytest.raises(BadInput, match="早于"):
        read_replay(in_time, *(format_utc(NOW + timedelta(minutes=m)) for m in (start, end)))


def test_everybody_stands_where_they_were_seen_last(shift):
    found = read_whereabouts(shift.station, format_utc(NOW), format_utc(shift.clock.now()))
    places = found.at((NOW + timedelta(seconds=150)).timestamp())
    assert (places.carrier.tolist(), places.lon.round(4).tolist()) == ([shift.wang], [102.7405])


def test_before_anybody_was_seen_nobody_stands_anywhere(shift):
    found = read_whereabouts(shift.station, format_utc(NOW), format_utc(shift.clock.now()))
    assert len(found.at(NOW.timestamp() - 1)) == 0


def test_who_was_not_seen_in_an_hour_is_left_out(shift):
    shift.later(4000)
    found = read_whereabouts(shift.station, format_utc(NOW), format_utc(shift.clock.now()))
    assert len(found.at(shift.clock.now().timestamp())) == 0


def test_the_way_of_the_last_minutes_is_drawn(shift):
    found = read_whereabouts(shift.station, format_utc(NOW), format_utc(shift.clock.now()))
    (path,) = found.trails((NOW + timedelta(seconds=400)).timestamp()).paths
    assert np.hypot(*(path.line[-1] - path.line[0])) == pytest.approx(100.8, abs=1.0)


def test_a_position_that_came_late_counts_when_it_was_taken(shift):
    at = NOW + timedelta(seconds=30)
    store(shift.station, [Fix(shift.li, at.timestamp(), 102.745, 25.05)], who="网关")  # a phone that was offline meanwhile
    found = read_whereabouts(shift.station, format_utc(NOW), format_utc(shift.clock.now()))
    assert shift.li in found.at((at + SECOND).timestamp()).carrier


def test_an_event_knows_its_seconds():
    event = Event("2026-11-21T13:47:00Z", "case", "报警")
    assert event.seconds == parse_utc(event.at).timestamp()


def test_the_station_is_not_changed_by_a_replay(in_time, shift):
    before = shift.station.count(Query("case")), shift.station.batches(limit=1)[0].id
    replay = whole(in_time, shift)
    in_time.show(in_time.look_back(replay.start))
    for event in replay.events:
        in_time.arrived(in_time.go_to(event.at))
    in_time.show(None)
    assert (shift.station.count(Query("case")), shift.station.batches(limit=1)[0].id) == before
