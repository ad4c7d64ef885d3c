"""The figures of the day, each countable by hand in the small station."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data.insight import board, cases_per_day, hour_matrix, station_figures
from data.insight.figures import newest_cases, on_duty, task_figures
from data.query import Query, Where, equals
from data.store import Station
from data.workspace import Period

MONDAY, TUESDAY, SATURDAY = 0, 1, 5


def test_today_is_compared_with_the_same_hours_a_week_ago(small):
    figures = station_figures(small.station)
    assert (figures.cases_today, figures.cases_week_ago) == (2, 1)


@pytest.mark.parametrize(("today", "week_ago", "change"), [(0, 0, None), (17, 1, None), (12, 10, 0.2), (14, 20, -0.3)])
def test_a_share_is_told_where_there_is_enough_to_compare(small, today, week_ago, change):
    figures = replace(station_figures(small.station), cases_today=today, cases_week_ago=week_ago)
    assert figures.change == (pytest.approx(change) if change is not None else None)


def test_cases_are_counted_by_the_station_s_own_days(small):
    days = cases_per_day(small.station, 14)
    assert (days[0].day, days[-1].day) == (date(2026, 11, 8), date(2026, 11, 21))
    assert {d.day.day: d.cases for d in days if d.cases} == {14: 2, 21: 2}


def test_the_rhythm_by_weekday_and_hour(small):
    matrix = hour_matrix(small.station, Period())
    assert matrix.shape == (7, 24)
    assert {(int(d), int(h)): int(matrix[d, h]) for d, h in np.argwhere(matrix)} == {
        (TUESDAY, 8): 1,
        (SATURDAY, 0): 1,
        (SATURDAY, 21): 2,
        (SATURDAY, 22): 1,
    }


def test_the_rhythm_of_a_period_and_of_some_cases(small):
    assert hour_matrix(small.station, Period("2026-11-20T00:00:00Z", None)).sum() == 2
    assert hour_matrix(small.station, Period(), equals("case", building=small["building"])).sum() == 2
    assert hour_matrix(small.station, Period("2030-01-01T00:00:00Z", None)).sum() == 0


def test_the_rhythm_follows_summer_time(tmp_path):
    station = Station.create(tmp_path / "b.station", "Berlin", origin=(13.4, 52.5), zone="Europe/Berlin")
    with station.editing(who="测试", why="建站") as draft:
        for at in ("2026-01-05T11:00:00Z", "2026-07-06T10:00:00Z"):  # Mondays, both at noon in Berlin
            draft.add("case", {"type": "theft", "reported_at": at})
    assert hour_matrix(station, Period())[MONDAY, 12] == 2
    station.close()


def test_tasks(small):
    figures = task_figures(small.station)
    assert (figures.open, figures.late, figures.on_time) == (4, 1, 0.5)
    assert (figures.by_state["closed"], figures.by_state["draft"]) == (3, 0)


def test_forces_on_duty_by_tier(small):
    duty = on_duty(small.station)
    assert (duty.on, duty.total) == (3, 5)
    assert dict(duty.by_tier) == {"core": (1, 2), "close": (1, 1), "loose": (1, 2)}


def test_cameras_by_state(small):
    assert dict(station_figures(small.station).cameras) == {"working": 2, "faulty": 1}


def test_newest_cases(small):
    assert [c.id for c in newest_cases(small.station, 2)] == [small["here"], small["near"]]


def test_an_empty_station_has_figures_too(tmp_path):
    station = Station.create(tmp_path / "empty.station", "空")
    figures = station_figures(station)
    assert (figures.cases_today, figures.tasks.on_time, figures.forces.on, figures.newest) == (0, None, 0, ())
    assert figures.rhythm.sum() == 0
    assert len(figures.cases_per_day) == 14
    station.close()


def test_the_board_puts_the_pressing_first(small):
    found = board(small.station)
    assert [c.title for c in found.columns["issued"]] == ["soon"]
    assert (found.columns["in_progress"][0].urgency, found.columns["in_progress"][0].left) == ("late", "超 2 小时")
    assert (found.count, found.late) == (4, 1)
    assert found.columns["issued"][0].assignee_name == "王"


@pytest.mark.parametrize(("who", "count"), [("王", 4), ("李", 0)])
def test_the_board_of_one_force_member(small, who, count):
    assert board(small.station, assignee=small[who]).count == count


def test_every_open_task_lies_on_the_board_once(small):
    lying = [c.id for cards in board(small.station).columns.values() for c in cards]
    assert sorted(lying) == sorted(r.id for r in small.station.read(Query("task", (Where("state", "not", "closed"),))))
