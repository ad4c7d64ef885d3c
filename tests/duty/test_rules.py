"""Recurring tasks: each subject once in each cycle, spread over it, made once however often one asks."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from data.duty import TaskWish, create
from data.duty.rules import Cycle, forecast, make_due, rules
from data.duty.rules.cycle import share
from data.query import Query, equals

FIRST = date(2026, 1, 31)


@given(st.sampled_from(["day", "week", "month"]), st.integers(1, 20), st.integers(0, 3000), st.integers(1, 10**6))
def test_each_subject_falls_due_once_in_each_cycle_and_within_it(unit, every, days, key):
    cycle = Cycle(every, unit, FIRST)
    number = cycle.at(FIRST + timedelta(days=days))
    assert cycle.start(number) <= FIRST + timedelta(days=days) < cycle.start(number + 1)
    assert cycle.start(number) <= cycle.due(number, key) < cycle.start(number + 1)


@given(st.integers(1, 10**6), st.integers(1, 400))
def test_whoever_looks_each_day_meets_each_cycle_once(key, days):
    cycle = Cycle(2, "week", FIRST)
    met, before = [], FIRST - timedelta(days=1)
    for n in range(days):
        day = FIRST + timedelta(days=n)
        number = cycle.latest(key, before, day)
        met += [number] if number is not None else []
        before = day
    assert met == [n for n in range(40) if cycle.due(n, key) < FIRST + timedelta(days=days)]


def test_after_a_long_pause_only_the_newest_cycle_is_made_up_for():
    cycle = Cycle(1, "week", FIRST)
    assert cycle.latest(7, FIRST, FIRST + timedelta(days=70)) in (9, 10)


def test_the_days_of_many_buildings_are_spread_evenly():
    counts = Counter(int(share(key) * 30) for key in range(1000, 4000))
    assert len(counts) == 30
    assert max(counts.values()) - min(counts.values()) <= 6


@pytest.fixture
def rule(small):
    """Every room's visit, all on the first day of each month, given to the keeper of the grid."""
    with small.station.editing(who="测试", why="规则") as draft:
        grid = draft.add("grid", {"name": "一格", "keeper": small.li, "geometry": box(102.73, 25.04, 102.75, 25.06)})
        draft.change("building", small.building, grid=grid)
        return draft.add("task_rule", {
            "name": "每月入户", "family": "routine", "target": "dwelling", "template": "room_visit", "type": "visit", "every": 1,
            "unit": "month", "first": "2026-11-21", "spread": False, "given": 5, "who": "keeper",
        })  # fmt: skip


def test_what_is_due_is_made_once_with_template_keeper_and_due_time(small, rule):
    assert [m.made for m in make_due(small.station)] == [1]
    assert make_due(small.station) == []
    task = small.station.first(equals("task", rule=rule))
    assert (task["family"], task["template"], task["assignee"], task["state"]) == ("routine", "room_visit", small.li, "draft")
    assert task["due_at"] == "2026-11-26T10:00:00Z"
    assert (task["subject"], task["building"]) == (small.dwelling, small.building)
    assert small.station.history("task", task.id)[0].who == "值班一张图"


def test_the_next_cycle_brings_the_next_task_and_days_between_none(small, rule):
    make_due(small.station)
    task = small.station.first(equals("task", rule=rule))
    small.station.apply([change(task.id, state="closed")], who="测试", why="办结")
    for days, count in ((10, 1), (19, 1), (1, 2), (1, 2)):
        small.clock.set(small.clock.now() + timedelta(days=days))
        make_due(small.station)
        assert small.station.count(equals("task", rule=rule)) == count


def test_nothing_is_made_while_the_same_purpose_is_in_hand(small, rule):
    create(small.station, TaskWish(subject_kind="dwelling", subject=small.dwelling, assignee=small.wang), "所长")
    make_due(small.station)
    assert small.station.count(equals("task", rule=rule)) == 0


def test_what_was_looked_at_lately_is_left_out(small, rule):
    with small.station.editing(who="测试", why="新规则") as draft:
        draft.change("task_rule", rule, target="camera", template="camera_test", type="repair", fresh=30, who="nobody")
        draft.change("camera", small.camera, tested_at="2026-11-01")
    make_due(small.station)
    assert small.station.count(Query("task")) == 0


def test_filters_choose_the_subjects_and_a_wrong_one_is_told_and_holds_up_no_other_rule(small, rule):
    with small.station.editing(who="测试", why="另一条") as draft:
        draft.change("task_rule", rule, filters="use=出租")
        daily = {"family": "routine", "every": 1, "unit": "day", "first": "2026-11-21", "spread": False}
        draft.add("task_rule", {**daily, "name": "坏的", "target": "shop", "filters": "colour=red"})
        to_wang = {"target": "camera", "type": "repair", "who": "member", "member": small.wang, "issue": True}
        draft.add("task_rule", {**daily, **to_wang, "name": "探头"})
    made = {m.rule: m for m in make_due(small.station)}
    assert "colour" in made["坏的"].trouble
    assert made["探头"].made == 1
    assert "每月入户" not in made
    assert small.station.first(equals("task", type="repair"))["state"] == "issued"


def test_a_rule_that_is_switched_off_or_begins_later_makes_nothing(small, rule):
    small.station.apply([change(rule, "task_rule", active=False)], who="测试", why="停用")
    assert make_due(small.station) == []
    small.station.apply([change(rule, "task_rule", active=True, first="2027-01-01")], who="测试", why="以后")
    make_due(small.station)
    assert small.station.count(Query("task")) == 0


def change(id, kind="task", **values):
    from data.records import Edit

    return Edit(kind, id, values)


def test_what_is_to_come_is_what_will_be_made(small, rule):
    small.station.apply([change(rule, "task_rule", every=1, unit="week", spread=True)], who="测试", why="每周")
    coming = forecast(small.station, rules(small.station)[0], days=21)
    assert (coming.subjects, coming.total) == (1, 3)
    made = {}
    for _ in range(21):
        small.clock.set(small.clock.now() + timedelta(days=1))
        done = sum(m.made for m in make_due(small.station))
        made[small.clock.now().date()] = done
        if done:
            task = small.station.first(Query("task", order=("-id",)))
            small.station.apply([change(task.id, state="closed")], who="测试", why="办结")
    assert made == dict(coming.days)
