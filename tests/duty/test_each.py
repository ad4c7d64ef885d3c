"""One task on each of many records: all or none, none twice."""

import pytest

from data.duty import TaskWish, create
from data.duty.each import MOST, create_each, may_have_task, plan_each
from data.errors import BadInput
from data.query import Query, Where
from data.records import Edit


@pytest.fixture
def cameras(small):
    edits = [Edit("camera", None, {"code": f"K-{n:03d}", "building": small.building}) for n in range(4)]
    small.station.apply(edits, who="测试", why="建探头")
    return tuple(r.id for r in small.station.read(Query("camera", (Where("code", "has", "K-"),), order=("code",))))


def wish(small, **more):
    return TaskWish(**{"type": "check", "subject_kind": "camera", "assignee": small.li, "text": "看画面"} | more)


def test_each_record_gets_its_task_with_a_number_of_its_own(small, cameras):
    made = create_each(small.station, wish(small), cameras, "张警官")
    tasks = [small.station.get("task", id) for id in made]
    assert [t["subject"] for t in tasks] == list(cameras)
    assert len({t["number"] for t in tasks}) == 4
    assert {(t["state"], t["assignee"], t["text"]) for t in tasks} == {("issued", small.li, "看画面")}


def test_all_of_them_are_taken_back_together(small, cameras):
    create_each(small.station, wish(small), cameras, "张警官")
    small.station.undo(who="张警官")
    assert small.station.count(Query("task")) == 0


def test_one_that_is_not_there_leaves_all_unmade(small, cameras):
    with pytest.raises(BadInput):
        create_each(small.station, wish(small), (*cameras, 999_999), "张警官")
    assert small.station.count(Query("task")) == 0


@pytest.mark.parametrize("subjects", [(), tuple(range(MOST + 1))])
def test_none_and_too_many_are_refused(small, subjects):
    with pytest.raises(BadInput):
        create_each(small.station, wish(small), subjects, "张警官")


def test_records_that_have_such_a_task_are_left_out(small, cameras):
    create(small.station, wish(small, subject=cameras[1]), "张警官")
    planned = plan_each(small.station, "camera", cameras, "check")
    assert (planned.subjects, planned.doubles) == ((cameras[0], *cameras[2:]), 1)
    assert plan_each(small.station, "camera", cameras, "visit").doubles == 0


def test_what_a_task_can_be_on(small):
    assert may_have_task(small.station.kinds, "camera")
    assert not may_have_task(small.station.kinds, "grid")
