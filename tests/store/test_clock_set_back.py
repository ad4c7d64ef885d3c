"""The clock is set back: the journal says so, keeps its order, and moments still lead to what there was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from data.audit.lines import titles_of, told
from data.clock import FixedClock, format_utc
from data.duty.incidents.times import intervals, seconds_of
from data.query import Query
from data.records import Edit
from data.store import Station, past
from data.store.audit import Filter
from data.store.in_time import StationInTime

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock():
    return FixedClock(NOON - 2 * HOUR)


@pytest.fixture
def station(tmp_path, clock):
    made = Station.create(tmp_path / "a.station", "金沙", origin=(121.5, 31.2), clock=clock)
    yield made
    made.close()


def write(station, clock, moment, name):
    """Register somebody at a moment of the clock on the wall."""
    clock.set(moment)
    return station.apply([Edit("person", None, {"name": name})], who="王警官", why="登记")


def at(station, moment):
    """Return who was there at a moment."""
    seen = StationInTime(station)
    seen.show(seen.look_back(format_utc(moment)))
    names = {str(r["name"]) for r in seen.read(Query("person"))}
    seen.release()
    return names


def test_the_entry_says_by_how_much(station, clock):
    write(station, clock, NOON, "甲")
    write(station, clock, NOON - HOUR, "乙")
    write(station, clock, NOON - HOUR / 2, "丙")
    assert [line.back for line in station.journal_page(Filter(acts=("add",))).lines] == [0, 3600, 0]


def test_it_is_read_in_words(station, clock):
    write(station, clock, NOON, "甲")
    write(station, clock, NOON - HOUR, "乙")
    lines = station.journal_page(Filter(kind="person")).lines
    said = told(station, lines[0], titles_of(station, lines)).said
    assert "时钟被拨回 1 小时" in said


def test_the_history_of_a_record_says_it_too(station, clock):
    id = write(station, clock, NOON, "甲").changes[0].id
    clock.set(NOON - HOUR)
    station.apply([Edit("person", id, {"name": "乙"})], who="王警官", why="改名")
    assert [entry.back for entry in station.history("person", id)] == [0, 3600]


def test_what_the_time_service_does_is_nothing(station, clock):
    write(station, clock, NOON, "甲")
    write(station, clock, NOON - timedelta(seconds=3), "乙")
    assert {line.back for line in station.journal_page(Filter(kind="person")).lines} == {0}


def test_it_stands_in_the_chain(station, clock):
    write(station, clock, NOON, "甲")
    write(station, clock, NOON - HOUR, "乙")
    assert station.verify().problems == ()


def test_a_moment_that_came_twice_is_the_second_one(station, clock):
    for moment, name in ((NOON - HOUR / 2, "甲"), (NOON, "乙"), (NOON - HOUR, "丙"), (NOON, "丁")):
        write(station, clock, moment, name)
    assert at(station, NOON - HOUR / 2) == {"甲", "乙", "丙"}


def test_a_clock_that_was_wrong_for_a_while_does_not_hide_what_was_before(station, clock):
    """A flat battery: the computer starts in the year 2000, and is set right later."""
    write(station, clock, NOON - HOUR, "甲")
    write(station, clock, datetime(2000, 1, 1, tzinfo=UTC), "乙")
    write(station, clock, NOON + HOUR, "丙")
    assert at(station, NOON) == {"甲"}


def test_a_clock_that_ran_ahead_does_not_hide_what_came_after(station, clock):
    write(station, clock, NOON - HOUR, "甲")
    write(station, clock, datetime(2035, 1, 1, tzinfo=UTC), "乙")
    write(station, clock, NOON, "丙")
    assert (at(station, NOON), at(station, NOON - HOUR)) == ({"甲", "乙", "丙"}, {"甲"})


def test_before_the_journal_there_was_nothing(station, clock):
    write(station, clock, NOON, "甲")
    with station._engine.readers.lend() as connection:
        assert past.entry_at(connection, "1999-01-01T00:00:00Z") == 0


def test_a_period_holds_what_was_written_in_it_before_the_clock_was_set_back(station, clock):
    write(station, clock, NOON, "甲")
    write(station, clock, datetime(2000, 1, 1, tzinfo=UTC), "乙")
    write(station, clock, NOON + HOUR, "丙")
    seen = StationInTime(station)
    found = seen.told(format_utc(NOON - timedelta(minutes=1)), format_utc(NOON + 2 * HOUR))
    seen.release()
    assert [change.at for change in found] == [format_utc(NOON), format_utc(NOON + HOUR)]


def test_an_interval_over_a_clock_set_back_is_not_known_and_never_negative():
    case = {"state": "on_scene", "reported_at": format_utc(NOON), "sent_at": format_utc(NOON - HOUR),
            "left_at": format_utc(NOON - HOUR / 2), "arrived_at": format_utc(NOON - HOUR / 3)}  # fmt: skip
    found = {i.name: i.seconds for i in intervals(case, NOON - HOUR / 4)}
    assert (found, seconds_of(case, "response")) == ({"turnout": 1800, "travel": 600, "handling": 300, "whole": 0}, None)
