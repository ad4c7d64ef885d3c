"""Going through the past from moment to moment comes to what each moment was."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.clock import FixedClock, format_utc
from data.errors import WrongUsage
from data.query import Query
from data.store import Station
from data.store.in_time import StationInTime
from tests.store.conftest import add
from tests.store.test_in_time import START, STEPS, answers, carry_out, later, look

MINUTE = timedelta(minutes=1)


@pytest.fixture
def in_time(station):
    made = StationInTime(station)
    yield made
    made.release()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=9), meanwhile=st.lists(STEPS, max_size=2), data=st.data())
def test_every_moment_on_the_way_is_as_it_was(steps, meanwhile, data):
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(START)
        station = Station.create(Path(folder) / "a.station", "金沙", origin=(121.5, 31.2), clock=clock)
        in_time, moments = StationInTime(station), []
        for step in steps:
            carry_out(station, step)
            moments.append((later(clock), answers(station)))
        look(in_time, data.draw(st.sampled_from(moments))[0])
        for moment, known in data.draw(st.lists(st.sampled_from(moments), min_size=2, max_size=5)):
            for step in meanwhile:
                carry_out(station, step)  # at now, while the past is gone through
                clock.set(clock.now() + MINUTE)
            in_time.arrived(in_time.go_to(format_utc(moment)))
            assert answers(in_time) == known
        in_time.show(None)
        assert answers(in_time) == answers(station)
        in_time.close()


@pytest.fixture
def two_moments(station, in_time, clock):
    """The moments after the first and after the second of two people were written; the first one is looked at."""
    found = []
    for name in ("张伟", "李四"):
        add(station, "person", name=name)
        found.append(later(clock))
    look(in_time, found[0])
    return found


def test_what_differs_is_told_one_by_one(station, in_time, two_moments):
    heard = []
    in_time.changed.connect(heard.append)
    in_time.arrived(in_time.go_to(format_utc(two_moments[1])))
    (second,) = (r.id for r in station.read(Query("person")) if r["name"] == "李四")
    assert [(c.kind, c.id) for c in heard[0].changes] == [("person", second)]


def test_everything_is_told_again_when_the_clock_has_gone_far(in_time, two_moments):
    heard = []
    in_time.changed.connect(heard.append)
    in_time.arrived(in_time.go_to(format_utc(two_moments[1] + timedelta(hours=1))))
    assert heard[0].kinds >= {"task", "case"}


def test_nothing_is_told_where_nothing_happened(in_time, two_moments):
    heard = []
    in_time.changed.connect(heard.append)
    in_time.arrived(in_time.go_to(format_utc(two_moments[0] + timedelta(seconds=5))))
    assert heard == []


def test_the_clock_goes_along(in_time, two_moments):
    in_time.go_to(format_utc(two_moments[1]))
    assert (in_time.clock.now(), in_time.moment) == (two_moments[1], format_utc(two_moments[1]))


def test_history_ends_at_the_moment_gone_to(station, in_time, two_moments):
    (second,) = (r.id for r in station.read(Query("person")) if r["name"] == "李四")
    assert in_time.history("person", second) == []
    in_time.go_to(format_utc(two_moments[1]))
    assert len(in_time.history("person", second)) == 1


def test_from_now_there_is_no_way(in_time):
    with pytest.raises(WrongUsage, match="过去"):
        in_time.go_to(format_utc(START))


def test_what_was_told_in_a_period(in_time, two_moments):
    told = in_time.told(format_utc(two_moments[1]), format_utc(two_moments[1]))
    assert [c.kind for s in told for c in s.changes] == ["person"]
