"""The demo station has a past: its records went a way to what they are, and there are views to go back by."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from data.clock import FixedClock, format_utc, parse_utc
from data.demo.past import HOURS, past_of
from data.demo.rows import Rows
from data.kinds import builtin_kinds
from data.query import Query, Where, equals
from data.store import Station
from data.store.in_time import StationInTime
from data.views import kept_views
from data.views.theme import kept_themes

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)
HOUR = NOW.replace(minute=0)


@pytest.fixture(scope="module")
def station(demo_file, tmp_path_factory):
    path = tmp_path_factory.mktemp("past") / "demo.station"
    shutil.copy(demo_file, path)
    made = Station.open(path, clock=FixedClock(NOW))
    yield made
    made.close()


@pytest.fixture
def in_time(station):
    made = StationInTime(station)
    yield made
    made.release()


def ago(hours):
    return format_utc(HOUR - timedelta(hours=hours))


def test_what_happened_lies_in_the_journal_at_its_time(in_time):
    told = [m for m in in_time.moments() if m.who != "演示生成"]
    assert len(told) > 25
    assert all(HOUR - timedelta(hours=HOURS) <= parse_utc(b.at) <= HOUR for b in told)
    assert any("接班" in b.why for b in told)


def test_nobody_was_on_duty_before_the_shift_came(station, in_time):
    under_way = Where("duty", "in", ("free", "sent", "on_the_way", "on_scene"))  # who is on a case now was free then
    now = station.count(Query("force", (under_way,)))
    in_time.show(in_time.look_back(ago(9)))
    assert (in_time.count(equals("force", duty="free")), in_time.count(equals("force", duty="busy"))) == (0, 0)
    in_time.show(in_time.look_back(ago(7)))
    assert in_time.count(equals("force", duty="free")) == now


def test_a_cordon_was_set_and_lifted(station, in_time):
    assert station.count(Query("cordon")) == 0
    in_time.show(in_time.look_back(ago(3)))
    assert in_time.count(Query("cordon")) == 1


def test_cases_came_one_after_the_other(station, in_time):
    cases = station.read(Query("case", order=("reported_at",)))
    in_time.show(in_time.look_back(ago(4)))
    assert in_time.count(Query("case")) == sum(1 for c in cases if c["reported_at"] <= ago(4))


TOLD = {"signed_at": "signed", "fed_back_at": "fed_back", "verified_at": "verified", "closed_at": "closed"}


@pytest.mark.parametrize("hours", [9, 5, 2])
def test_no_task_says_what_came_later(in_time, hours):
    in_time.show(in_time.look_back(ago(hours)))
    tasks = in_time.read(Query("task", fields=("issued_at", *TOLD)))
    assert tasks
    assert [t.id for t in tasks if any((t[name] or "") > ago(hours) for name in ("issued_at", *TOLD))] == []


def test_a_task_goes_its_way_move_by_move(station):
    told = {m.why.partition("：")[0] for m in station.batches(limit=1000) if "：" in m.why}
    assert told >= {"签收", "反馈", "核验", "办结"}


def test_each_move_of_a_task_is_written_when_it_happened(station):
    fed_back = station.read(Query("task", (Where("fed_back_at", ">", ago(HOURS)),), limit=5))
    assert fed_back
    for task in fed_back:
        written = [e.at for e in station.history("task", task.id) if e.after and "fed_back_at" in e.after]
        assert written[0] == task["fed_back_at"]


def test_there_are_views_on_keys_two_of_them_of_past_moments_and_themes(station):
    views = kept_views(station)
    assert [v.slot for v in views] == [1, 2, 3, 4, 5, 6]
    assert sum(v.view.moment is not None for v in views) == 2
    assert {t.name for t in kept_themes(station)} == {"治安防控", "人口管理", "任务督办"}


def test_tracks_run_along_the_streets_within_the_last_hours(station):
    tracks = station.read(Query("track", fields=("geometry", "started_at", "ended_at")))
    assert len(tracks) == 6
    for track in tracks:
        assert ago(HOURS) < track["started_at"] < track["ended_at"] <= format_utc(HOUR)
        assert station.frame.geometry_to_local(track["geometry"]).length > 1000


def test_a_row_that_hangs_on_a_later_one_comes_with_it():
    rows = Rows()
    case = rows.add("case", state="sent", reported_at=ago(1), address="老街")
    rows.add("task", state="closed", issued_at=ago(50), closed_at=ago(40), subject=case, subject_kind="case", title="调解")
    past = past_of(rows, builtin_kinds(), HOUR)
    assert past.first == []
    assert [row.kind for step in past.steps for row in step.rows] == ["case", "task"]
