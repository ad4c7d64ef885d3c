"""Visit lists: one walk for several purposes, doubles merged, in the best order."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, box

from data.duty import TaskWish, create
from data.duty.visits import (
    EXACT,
    beside,
    best_order,
    finish,
    in_order,
    issue_visits,
    merge,
    propose,
    release,
    reorder,
    tasks_on,
)  # fmt: skip
from data.duty.visits.order import length_of
from data.errors import BadInput, NotAllowed
from data.query import Query, equals
from data.records import Edit

SPOTS = st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 1000)), min_size=1, max_size=7)


def distances(points):
    at = np.array(points, dtype=float)
    return np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))


@given(SPOTS)
@settings(max_examples=60)
def test_few_stops_are_walked_in_an_order_that_none_beats(points):
    ways = distances([(0, 0), *points])
    found = best_order(ways)
    every = min(length_of(ways, [0, *p]) for p in permutations(range(1, len(ways))))
    assert found.exact
    assert found.length == pytest.approx(every)
    assert sorted(found.stops) == list(range(len(points)))


def test_one_way_lengths_are_kept_to():
    ways = distances([(0, 0), (10, 0), (20, 0)])
    ways[1, 2] = 500
    assert best_order(ways).stops == (1, 0)


def test_many_stops_are_near_the_best_and_the_list_says_that_it_is_not_proven():
    dice = np.random.default_rng(5)
    for _ in range(4):
        few = distances(dice.uniform(0, 1000, (EXACT + 1, 2)))
        best = best_order(few).length
        from data.duty.visits import order

        tours = (order._mended(few, order._nearest(few, first)) for first in order._beginnings(few))
        assert min(length_of(few, t) for t in tours) <= best * 1.05
    found = best_order(distances(dice.uniform(0, 1000, (41, 2))))
    assert not found.exact
    assert sorted(found.stops) == list(range(40))


def test_mending_only_ever_shortens_and_tells_the_true_length():
    ways = distances(np.random.default_rng(8).uniform(0, 1000, (31, 2)))
    found = best_order(ways)
    assert found.length == pytest.approx(length_of(ways, [0, *(s + 1 for s in found.stops)]))


@pytest.fixture
def street(small):
    """Three more houses along a street, given out of order."""
    ids = {}
    with small.station.editing(who="测试", why="街") as draft:
        for n in (3, 1, 2):
            west = 102.74 + n * 0.001
            ids[n] = draft.add("building", {"name": f"{n}号楼", "geometry": box(west, 25.05, west + 0.0004, 25.0501)})
        line = LineString([(102.7395, 25.0499), (102.745, 25.0499)])
        draft.add("road", {"name": "直街", "class": "minor_road", "geometry": line})
    return ids


def task_at(small, building, type="visit", **more):
    wish = TaskWish(type=type, subject_kind="building", subject=building, assignee=small.wang, **more)
    return create(small.station, wish, "所长")


def test_tasks_at_one_building_become_one_stop_and_the_stops_follow_the_street(small, street):
    for n in (3, 1, 2):
        task_at(small, street[n])
    task_at(small, street[2], "inspect")
    plan = propose(small.station, small.wang, start=(102.7396, 25.0499))
    assert [s.building for s in plan.walk.stops] == [street[1], street[2], street[3]]
    assert [len(s.tasks) for s in plan.walk.stops] == [1, 2, 1]
    assert plan.walk.exact
    assert plan.walk.straight == 0
    assert plan.walk.metres == pytest.approx(446, abs=5)  # along the street, and five times 16.6 m between it and a house


def test_issuing_writes_the_list_the_order_and_the_states_in_one_change_set(small, street):
    drafts = [task_at(small, street[n], issue=False) for n in (3, 1)]
    before = len(small.station.batches())
    id = issue_visits(small.station, propose(small.station, small.wang, start=(102.7396, 25.0499)), who="所长")
    assert len(small.station.batches()) == before + 1
    assert [t.id for t in tasks_on(small.station, id)] == drafts[::-1]
    assert {small.station.get("task", d)["state"] for d in drafts} == {"issued"}
    made = small.station.get("visit_list", id)
    assert (made["stops"], made["tasks"], made["officer"]) == (2, 2, small.wang)
    assert "没有更短" in made["method"]


def test_the_same_purpose_twice_is_done_once_and_the_double_says_where_it_went(small, street):
    first, second = task_at(small, street[1]), task_at(small, street[1])
    plan = propose(small.station, small.wang)
    assert plan.gathered.doubles == ((second, first),)
    issue_visits(small.station, plan, who="所长")
    gone = small.station.get("task", second)
    assert (gone["state"], gone["merged_into"]) == ("closed", first)


def test_what_is_on_a_list_or_begun_is_not_gathered_again(small, street):
    task_at(small, street[1])
    begun = task_at(small, street[2])
    small.station.apply([Edit("task", begun, {"state": "in_progress"})], who="测试", why="开始")
    issue_visits(small.station, propose(small.station, small.wang), who="所长")
    with pytest.raises(BadInput, match="走访单"):
        propose(small.station, small.wang)


def test_a_place_without_roads_is_walked_in_a_straight_line_and_the_list_says_so(small):
    task_at(small, small.building)
    create(small.station, TaskWish("巡", type="patrol", assignee=small.wang, lon=102.7412, lat=25.05), "所长")
    plan = propose(small.station, small.wang, start=(102.74, 25.05))
    assert plan.walk.straight == 2
    assert "直线" in plan.walk.method


def test_a_list_is_done_when_all_of_it_is_fed_back(small, street):
    task = task_at(small, street[1])
    id = issue_visits(small.station, propose(small.station, small.wang), who="所长")
    with pytest.raises(NotAllowed, match="1 项"):
        finish(small.station, id, who="王警官")
    small.station.apply([Edit("task", task, {"state": "fed_back"})], who="测试", why="反馈")
    finish(small.station, id, who="王警官")
    assert small.station.get("visit_list", id)["state"] == "done"


def test_a_list_can_be_taken_apart(small, street):
    task = task_at(small, street[1])
    id = issue_visits(small.station, propose(small.station, small.wang), who="所长")
    release(small.station, id, who="所长")
    assert small.station.count(Query("visit_list")) == 0
    assert small.station.get("task", task)["visit_list"] is None


def test_merging_by_hand_keeps_to_tasks_that_are_not_begun(small, street):
    first, second = task_at(small, street[1]), task_at(small, street[1])
    merge(small.station, second, first, who="所长")
    assert small.station.first(equals("task", merged_into=first)).id == second
    with pytest.raises(NotAllowed):
        merge(small.station, first, second, who="所长")


START = (102.7396, 25.0499)


def test_another_order_may_be_proposed_and_its_way_is_worked_out_anew(small, street):
    for n in (1, 2, 3):
        task_at(small, street[n])
    plan = propose(small.station, small.wang, start=START)
    back = in_order(small.station, plan, (2, 1, 0), START)
    assert [s.building for s in back.walk.stops] == [street[3], street[2], street[1]]
    assert back.walk.metres > plan.walk.metres
    assert "由人排定" in back.walk.method


def test_stops_of_a_list_are_put_into_another_order_in_one_change_set(small, street):
    tasks = [task_at(small, street[n]) for n in (1, 2, 3)]
    id = issue_visits(small.station, propose(small.station, small.wang, start=START), who="所长")
    done = reorder(small.station, id, (3, 1, 2), who="所长")
    assert [t.id for t in tasks_on(small.station, id)] == [tasks[2], tasks[0], tasks[1]]
    assert "由人排定" in small.station.get("visit_list", id)["method"]
    small.station.undo(done.id, who="所长")
    assert [t.id for t in tasks_on(small.station, id)] == tasks


def test_an_order_of_other_stops_is_refused(small, street):
    for n in (1, 2):
        task_at(small, street[n])
    id = issue_visits(small.station, propose(small.station, small.wang, start=START), who="所长")
    with pytest.raises(BadInput, match="再排一次"):
        reorder(small.station, id, (1, 2, 3), who="所长")


def test_a_list_that_is_walked_keeps_its_order(small, street):
    task = task_at(small, street[1])
    id = issue_visits(small.station, propose(small.station, small.wang, start=START), who="所长")
    small.station.apply([Edit("task", task, {"state": "closed"}), Edit("visit_list", id, {"state": "done"})], who="测试", why="完")
    with pytest.raises(NotAllowed, match="已经走完"):
        reorder(small.station, id, (1,), who="所长")


def test_how_many_more_tasks_a_walk_could_take_is_told(small, street):
    first, _, begun = (task_at(small, street[n]) for n in (1, 2, 3))
    small.station.apply([Edit("task", begun, {"state": "in_progress"})], who="测试", why="开始")
    assert (beside(small.station, first), beside(small.station, begun)) == (1, 0)
