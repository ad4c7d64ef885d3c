"""Supervision, escalation, reminders, boards and scores of work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from data.clock import format_utc
from data.duty import TaskWish, create, move
from data.duty.boards import POSTS, overloaded, read_board
from data.duty.reminders import crossings, may_sound, reminders, said
from data.duty.scores import formulas, scores, weights_of
from data.duty.supervision import escalate_late, release, supervise
from data.errors import BadInput, NotAllowed
from data.query import Query, equals
from data.records import Edit, Record


def task(small, hours=-30.0, assignee=None, **more):
    due = format_utc(small.clock.now() + timedelta(hours=hours))
    return create(small.station, TaskWish("查", assignee=assignee or small.li, due_at=due, **more), "所长")


@pytest.fixture
def steps(small):
    """A day late goes to the officer of the team, three days late to the chief and under supervision."""
    with small.station.editing(who="测试", why="升级") as draft:
        draft.change("force", small.wang, team="一组", role="officer")
        draft.change("force", small.li, team="一组")
        chief = draft.add("force", {"name": "马所长", "tier": "core"})
        draft.add("escalation", {"name": "一级", "level": 1, "hours": 24, "to": "officer"})
        draft.add("escalation", {"name": "二级", "level": 2, "hours": 72, "to": "member", "member": chief, "supervise": True})
    return chief


def test_supervision_needs_words_and_an_open_task_and_can_be_lifted(small):
    id = task(small)
    with pytest.raises(BadInput):
        supervise(small.station, id, who="所长", text=" ")
    supervise(small.station, id, who="所长", text="今晚办完")
    supervise(small.station, id, who="所长", text="再催", due_at="2026-11-22T10:00:00Z")
    there = small.station.get("task", id)
    assert (there["supervision"], there["due_at"]) == ("所长：今晚办完\n所长：再催", "2026-11-22T10:00:00Z")
    release(small.station, id, who="所长")
    assert small.station.get("task", id)["supervised_at"] is None
    small.station.apply([Edit("task", id, {"state": "closed"})], who="测试", why="办结")
    with pytest.raises(NotAllowed):
        supervise(small.station, id, who="所长", text="晚了")


def test_a_late_task_goes_up_once_for_each_level_to_the_next_in_line(small, steps):
    id = task(small, -30)
    (first,) = escalate_late(small.station)
    assert (first.level, first.to) == (1, small.wang)
    assert escalate_late(small.station) == []
    small.clock.set(small.clock.now() + timedelta(days=3))
    (second,) = escalate_late(small.station)
    assert (second.level, second.to) == (2, steps)
    there = small.station.get("task", id)
    assert there["supervised_at"] == there["escalated_at"]
    assert [b.command for b in small.station.batches(limit=2)] == ["task.escalate", "task.escalate"]


def test_a_task_that_is_fed_back_or_not_late_enough_stays(small, steps):
    task(small, -2)
    done = task(small, -30)
    move(small.station, done, "sign", who="李")
    move(small.station, done, "feedback", who="李", text="好了")
    assert escalate_late(small.station) == []


def test_a_rule_can_keep_to_one_family(small, steps):
    first = small.station.first(equals("escalation", level=1))
    small.station.apply([Edit("escalation", first.id, {"family": "risk"})], who="测试", why="只管风险")
    task(small, -30)
    task(small, -30, family="risk")
    assert len(escalate_late(small.station)) == 1


def test_reminders_tell_what_crossed_a_line_since_the_last_look(small):
    before = small.clock.now()
    task(small, 0.5)
    task(small, 5)
    small.clock.set(before + timedelta(hours=1))
    found = reminders(small.station, before, small.clock.now())
    assert [r.urgency for r in found] == ["late"]
    assert said(found) == ("late", "任务超期了：查")
    assert reminders(small.station, small.clock.now(), small.clock.now()) == []


def test_a_task_is_told_as_soon_due_once():
    times = {"due_at": "2026-11-21T20:00:00Z", "issued_at": "2026-11-21T08:00:00Z"}
    given = Record("task", 1, {"title": "查", "state": "signed", **times})
    at = [datetime(2026, 11, 21, hour, tzinfo=UTC) for hour in (12, 15, 17, 18, 21)]
    told = [[r.urgency for r in crossings([given], a, b)] for a, b in pairwise(at)]
    assert told == [[], ["soon"], [], ["late"]]


HEARD = [("day", 4, True), ("day", 16, False), ("always", 16, True), ("off", 4, False)]


@pytest.mark.parametrize(("setting", "hour", "heard"), HEARD)
def test_reminders_are_silent_at_night_unless_wanted(setting, hour, heard):
    assert may_sound(setting, datetime(2026, 11, 21, hour, tzinfo=UTC), "Asia/Shanghai") is heard


def test_the_boards_sort_tasks_into_what_each_post_looks_for(small):
    late, soon = task(small, -1), task(small, 3)
    draft = task(small, 50, issue=False)
    fed = task(small, 50)
    move(small.station, fed, "sign", who="李")
    move(small.station, fed, "feedback", who="李", text="好了")
    supervise(small.station, late, who="所长", text="快")

    def slots(post, who=""):
        return {s.id: [r.id for r in s.records] for s in read_board(small.station, post, who).slots}

    assert slots("coordination")["to_issue"] == [draft]
    assert (slots("tasks")["late"], slots("tasks")["soon"]) == ([late], [soon])
    assert slots("supervision")["supervised"] == [late]
    assert (slots("quality")["to_verify"], slots("quality")["bare"]) == ([fed], [fed])
    assert slots("tasks", "所长")["mine"] == [fed]
    assert slots("tasks", "李辅警")["mine"] == [late, soon]


@pytest.mark.parametrize("post", POSTS)
def test_each_post_has_a_board_of_an_empty_station(small, post):
    board = read_board(small.station, post, "所长")
    assert len(board.slots) >= 5
    assert all(s.count == 0 and s.tone == "calm" for s in board.slots)


def test_who_is_overloaded_is_told_with_what_he_has(small):
    for _ in range(8):
        task(small, 20)
    task(small, 20, small.wang)
    assert [(b.name, b.load.tasks) for b in overloaded(small.station)] == [("李辅警", 8)]


def test_scores_follow_their_formulas(small):
    with small.station.editing(who="测试", why="班组") as draft:
        draft.change("force", small.li, team="一组")
        draft.change("force", small.wang, team="二组")
    for text, hours in (("好了", 5), ("好了", -5)):
        id = task(small, hours)
        move(small.station, id, "sign", who="李")
        move(small.station, id, "feedback", who="李", text=text)
    move(small.station, small.station.first(equals("task", assignee=small.li)).id, "verify", who="所长")
    task(small, -1)
    task(small, 30, small.wang)
    one, two = scores(small.station, "unit")
    assert (one.name, one.tasks) == ("一组", 3)
    assert (one.timeliness.part, one.timeliness.of) == (1, 3)
    assert one.completeness.value == 1
    assert one.verified.value == 0.5
    assert one.score == pytest.approx(50 / 3 + 30 + 10)
    assert two.score is None
    assert [n for n, _ in formulas(weights_of(small.station))] == ["及时率", "完整率", "核验率", "得分"]


def test_the_station_can_weigh_otherwise_and_merged_tasks_do_not_count(small):
    with small.station.editing(who="测试", why="班组") as draft:
        draft.change("force", small.li, team="一组")
    first, second = task(small, -1), task(small, -1)
    small.station.apply([Edit("task", second, {"state": "closed", "merged_into": first})], who="测试", why="并入")
    small.station.set_setting("duty.score_weights", {"timeliness": 100, "completeness": 0, "verified": 0})
    (one,) = scores(small.station, "unit")
    assert (one.tasks, one.score) == (1, 0)
    assert small.station.count(Query("task")) == 2


def test_scores_by_grid_go_by_where_the_task_stands(small):
    with small.station.editing(who="测试", why="网格") as draft:
        grid = draft.add("grid", {"name": "一格"})
        draft.change("building", small.building, grid=grid)
    create(small.station, TaskWish(subject_kind="building", subject=small.building, assignee=small.li), "所长")
    task(small, 5)
    assert [(s.name, s.tasks) for s in scores(small.station, "grid")] == [("一格", 1)]
