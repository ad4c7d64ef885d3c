"""Tasks are created on the map and moved only as the loop allows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.clock import format_utc
from data.duty import VERBS, Load, TaskWish, create, duplicates, load_of, loads, move
from data.duty.states import MOVES
from data.errors import BadInput, InvalidValue, NotAllowed, WrongUsage
from data.query import Query
from data.records import Edit


def task_in(small, state: str) -> int:
    task = create(small.station, TaskWish("核查群租房", assignee=small.wang), "所长")
    if state != "issued":
        small.station.apply([Edit("task", task, {"state": state})], who="测试", why="摆好状态")
    return task


def run(small, task: int, verb: str, **more: object):
    return move(small.station, task, verb, who="王警官", text="已看过", **more)


def test_a_new_task_is_numbered_by_the_day_of_the_station_s_zone(small):
    first, second = (small.station.get("task", create(small.station, TaskWish("走访"), "所长")) for _ in range(2))
    assert (first["number"], second["number"]) == ("RW20261121-001", "RW20261121-002")
    small.clock.set(small.clock.now() + timedelta(hours=3))  # 00:47 of the next day in Shanghai
    assert small.station.get("task", create(small.station, TaskWish("走访"), "所长"))["number"] == "RW20261122-001"


def test_a_task_with_an_assignee_is_issued_at_once(small):
    task = small.station.get("task", create(small.station, TaskWish("走访", assignee=small.wang), "所长"))
    assert (task["state"], task["issued_at"], task["issuer"]) == ("issued", "2026-11-21T13:47:00Z", "所长")


def test_a_task_without_an_assignee_is_a_draft(small):
    task = small.station.get("task", create(small.station, TaskWish("走访"), "所长"))
    assert (task["state"], task["issued_at"]) == ("draft", None)


@pytest.mark.parametrize(
    ("kind", "building", "dwelling"), [("building", True, False), ("dwelling", True, True), ("person", True, True)]
)
def test_a_task_stands_where_its_subject_stands(small, kind, building, dwelling):
    task = create(small.station, TaskWish("走访", subject_kind=kind, subject=getattr(small, kind)), "所长")
    place = small.station.get("task", task, placed=True).place
    assert place.building == (small.building if building else None)
    assert place.dwelling == (small.dwelling if dwelling else None)
    assert place.lon == pytest.approx(102.74025, abs=1e-4)


def test_a_task_on_a_thing_in_the_open_stands_at_its_point(small):
    task = create(small.station, TaskWish("检修", type="repair", subject_kind="camera", subject=small.camera), "所长")
    place = small.station.get("task", task, placed=True).place
    assert (place.lon, place.lat) == pytest.approx((102.742, 25.051))


def test_a_task_on_a_point_of_the_map(small):
    task = create(small.station, TaskWish("巡逻", type="patrol", lon=102.745, lat=25.055), "所长")
    place = small.station.get("task", task, placed=True).place
    assert (place.lon, place.lat) == pytest.approx((102.745, 25.055))


def test_without_a_title_purpose_and_subject_are_the_title_and_the_name_stays_covered(small):
    task = small.station.get("task", create(small.station, TaskWish(subject_kind="person", subject=small.person), "所长"))
    assert task["title"].startswith("入户走访：陈")
    assert "陈小明" not in task["title"]


def test_a_task_on_a_room_is_titled_with_its_building(small):
    task = small.station.get("task", create(small.station, TaskWish(subject_kind="dwelling", subject=small.dwelling), "所长"))
    assert task["title"] == "入户走访：金沙小区3栋 2单元402"


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (TaskWish("走访", subject_kind="person", subject=999999), "999999"),
        (TaskWish("走访", subject_kind="road", subject=1), "道路"),
        (TaskWish("走访", assignee=999999), "999999"),
        (TaskWish("走访", type="nonsense"), "类型"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(small, wish, why):
    with pytest.raises((BadInput, InvalidValue), match=why):
        create(small.station, wish, "所长")
    assert small.station.count(Query("task")) == 0


def test_the_whole_loop_and_its_times(small):
    task = task_in(small, "issued")
    for verb in ("sign", "start", "feedback", "verify", "close"):
        small.clock.set(small.clock.now() + timedelta(hours=1))
        run(small, task, verb)
    done = small.station.get("task", task)
    assert (done["state"], done["issued_at"], done["closed_at"]) == ("closed", "2026-11-21T13:47:00Z", "2026-11-21T18:47:00Z")
    assert done["feedback"] == "已看过"


@pytest.mark.parametrize("state", MOVES)
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_in_each_state_moves_or_is_refused_with_a_sentence(small, state, verb):
    task = task_in(small, state)
    before = small.station.info().journal
    if verb in MOVES[state]:
        run(small, task, verb, assignee=small.li)
        assert small.station.get("task", task)["state"] == MOVES[state][verb]
        return
    with pytest.raises(NotAllowed, match=small.station.kinds["task"].field("state").choice(state).label):
        run(small, task, verb, assignee=small.li)
    assert small.station.info().journal == before


def test_a_refusal_says_what_can_be_done(small):
    with pytest.raises(NotAllowed, match="签收、布置、退回"):
        run(small, task_in(small, "issued"), "close")


def test_each_move_is_one_change_set_that_can_be_taken_back(small):
    task = task_in(small, "issued")
    made = run(small, task, "sign")
    assert [(c.kind, c.id, c.before["state"], c.after["state"]) for c in made.changes] == [("task", task, "issued", "signed")]
    assert (made.who, made.command) == ("王警官", "task.sign")
    small.station.undo(made.id, who="王警官")
    assert small.station.get("task", task)["state"] == "issued"


def test_assigning_to_somebody_else_starts_the_loop_anew(small):
    task = task_in(small, "in_progress")
    run(small, task, "assign", assignee=small.li)
    changed = small.station.get("task", task)
    assert (changed["state"], changed["assignee"]) == ("issued", small.li)


@pytest.mark.parametrize("verb", ["feedback", "return"])
def test_words_are_asked_for(small, verb):
    task = task_in(small, "in_progress")
    with pytest.raises(BadInput, match="写明"):
        move(small.station, task, verb, who="王警官", text="  ")


def test_a_return_keeps_what_was_fed_back_and_says_why(small):
    task = task_in(small, "in_progress")
    run(small, task, "feedback")
    move(small.station, task, "return", who="所长", text="照片不清")
    assert small.station.get("task", task)["feedback"] == "已看过\n退回：照片不清"


def test_issuing_needs_an_assignee(small):
    task = create(small.station, TaskWish("走访"), "所长")
    with pytest.raises(BadInput, match="承办人"):
        move(small.station, task, "issue", who="所长")


def test_unknown_tasks_and_verbs_are_told(small):
    with pytest.raises(BadInput, match="424242"):
        move(small.station, 424242, "sign", who="王警官")
    with pytest.raises(WrongUsage, match="dance"):
        move(small.station, 1, "dance", who="王警官")


def test_a_second_task_with_the_same_purpose_is_pointed_out(small):
    wish = TaskWish("走访", subject_kind="person", subject=small.person, assignee=small.wang)
    first = create(small.station, wish, "所长")
    assert [t.id for t in duplicates(small.station, "person", small.person, "visit")] == [first]
    assert duplicates(small.station, "person", small.person, "check") == []
    assert duplicates(small.station, "building", small.building, "visit") == []
    small.station.apply([Edit("task", first, {"state": "closed"})], who="测试", why="办结")
    assert duplicates(small.station, "person", small.person, "visit") == []


def test_loads_count_what_is_in_hand(small):
    late = format_utc(small.clock.now() - timedelta(hours=1))
    create(small.station, TaskWish("甲", assignee=small.wang, due_at=late), "所长")
    create(small.station, TaskWish("乙", assignee=small.wang), "所长")
    run(small, task_in(small, "in_progress"), "feedback")
    assert loads(small.station) == {small.wang: Load(2, 1, 0)}
    assert load_of(small.station, small.wang).said == "手上 2 项，超期 1 项"
    assert load_of(small.station, small.li).said == "手上无任务"
