"""Sending forces to a case, and case, deployment and force moving together."""

from __future__ import annotations

import sqlite3

import pytest

from data.clock import format_utc
from data.duty.incidents import CASE_MOVES, Sending, case_verbs, intervals, move_case, move_deployment, send, sent_to
from data.duty.incidents.states import DEPLOYMENT_MOVES, state_by
from data.errors import BadInput, NotAllowed, WrongUsage
from data.query import Query
from data.records import Edit
from data.store import Station
from tests.duty.incidents.conftest import NOW


def dispatch(desk, *forces, **more):
    return send(desk.station, desk.case, [Sending(f) for f in forces], who="值班员", **more)


def test_every_state_of_the_tables_is_declared(desk):
    kinds = desk.station.kinds
    assert set(CASE_MOVES) == {c.value for c in kinds["case"].field("state").choices}
    assert set(DEPLOYMENT_MOVES) == {c.value for c in kinds["deployment"].field("state").choices}


def test_every_move_leads_to_a_state_of_the_table():
    for moves in (CASE_MOVES, DEPLOYMENT_MOVES):
        assert {state for step in moves.values() for state in step.values()} <= set(moves)


def test_sending_makes_one_change_set_of_case_deployment_and_force(desk):
    changes = dispatch(desk, desk.wang)
    assert sorted(c.kind for c in changes.changes) == ["case", "deployment", "force"]
    case = desk.the_case()
    assert (case["state"], case["sent_at"], case["handler"]) == ("sent", format_utc(NOW), desk.wang)
    assert (desk.get("force", desk.wang)["duty"], desk.get("force", desk.wang)["case"]) == ("sent", desk.case)


def test_undoing_a_sending_takes_it_back_whole(desk):
    changes = dispatch(desk, desk.wang)
    desk.station.undo(changes.id, who="值班员")
    assert sent_to(desk.station, desk.case) == []
    assert (desk.the_case()["state"], desk.get("force", desk.wang)["duty"]) == ("reported", "free")


def test_a_deployment_keeps_where_its_force_stood(desk):
    dispatch(desk, desk.wang)
    (sent,) = sent_to(desk.station, desk.case)
    assert (sent["from_lon"], sent["from_lat"]) == (102.741, 25.051)


def test_a_force_without_a_position_is_sent_all_the_same(desk):
    dispatch(desk, desk.li)
    (sent,) = sent_to(desk.station, desk.case)
    assert (sent["from_lon"], sent["state"]) == (None, "sent")


def test_each_step_is_stamped_on_case_and_deployment(desk):
    dispatch(desk, desk.wang)
    (sent,) = sent_to(desk.station, desk.case)
    moments = {}
    for verb, stamp in (("leave", "left_at"), ("arrive", "arrived_at"), ("clear", "cleared_at")):
        moments[stamp] = desk.after(minutes=3)
        move_deployment(desk.station, sent.id, verb, who="值班员")
    ended = desk.after(minutes=3)
    move_case(desk.station, desk.case, "close", who="值班员", text="已调解")
    case, deployment = desk.the_case(), desk.get("deployment", sent.id)
    assert {n: case[n] for n in moments} == {n: deployment[n] for n in moments} == moments
    assert (case["ended_at"], case["state"], case["result"]) == (ended, "closed", "已调解")


def test_intervals_are_the_seconds_between_the_moments(desk):
    desk.after(seconds=40)
    dispatch(desk, desk.wang)
    for seconds, verb in ((30, "leave"), (200, "arrive"), (600, "clear"), (60, "close")):
        desk.after(seconds=seconds)
        move_case(desk.station, desk.case, verb, who="值班员")
    found = {i.name: (i.seconds, i.running) for i in intervals(desk.the_case(), desk.clock.now())}
    assert found == {
        "waiting": (40, False), "turnout": (30, False), "travel": (200, False), "response": (270, False), "handling": (600, False),
        "closing": (60, False), "whole": (930, False),
    }  # fmt: skip


def test_the_interval_of_the_present_state_is_running(desk):
    dispatch(desk, desk.wang)
    desk.after(seconds=90)
    running = {i.name: i.seconds for i in intervals(desk.the_case(), desk.clock.now()) if i.running}
    assert running == {"turnout": 90, "response": 90, "whole": 90}


def test_a_case_goes_as_far_as_the_furthest_of_its_forces(desk):
    dispatch(desk, desk.wang, desk.li)
    first, second = sent_to(desk.station, desk.case)
    move_deployment(desk.station, second.id, "arrive", who="值班员")
    assert desk.the_case()["state"] == "on_scene"
    move_deployment(desk.station, second.id, "clear", who="值班员")
    assert desk.the_case()["state"] == "sent"
    move_deployment(desk.station, first.id, "arrive", who="值班员")
    move_deployment(desk.station, first.id, "clear", who="值班员")
    assert desk.the_case()["state"] == "cleared"


@pytest.mark.parametrize(
    ("states", "expected"),
    [([], None), (["called_off"], "reported"), (["cleared", "called_off"], "cleared"), (["sent", "cleared"], "sent")],
)
def test_a_case_by_its_deployments(states, expected):
    assert state_by(states) == expected


def test_calling_all_off_brings_the_case_back_and_frees_the_forces(desk):
    dispatch(desk, desk.wang)
    move_case(desk.station, desk.case, "call_off", who="值班员", text="误报")
    case = desk.the_case()
    assert (case["state"], case["sent_at"], case["handler"]) == ("reported", None, None)
    (sent,) = sent_to(desk.station, desk.case)
    assert (sent["state"], sent["called_off_for"], desk.get("force", desk.wang)["duty"]) == ("called_off", "误报", "free")


def another_case(desk):
    made = desk.station.apply([Edit("case", None, {"type": "theft", "reported_at": format_utc(NOW)})], who="测试", why="报警")
    return made.changes[0].id


def test_a_busy_force_is_not_sent_by_mistake(desk):
    dispatch(desk, desk.wang)
    with pytest.raises(NotAllowed, match="王警官"):
        send(desk.station, another_case(desk), [Sending(desk.wang)], who="值班员")


def test_a_busy_force_is_reassigned_on_purpose_in_one_change_set(desk):
    dispatch(desk, desk.wang)
    other = another_case(desk)
    changes = send(desk.station, other, [Sending(desk.wang)], who="值班员", on_purpose=True)
    assert desk.the_case()["state"] == "reported"
    assert (desk.get("case", other)["state"], desk.get("force", desk.wang)["case"]) == ("sent", other)
    desk.station.undo(changes.id, who="值班员")
    assert (desk.the_case()["state"], desk.get("force", desk.wang)["case"]) == ("sent", desk.case)


def test_one_who_is_busy_with_something_else_is_sent_only_on_purpose(desk):
    desk.station.apply([Edit("force", desk.li, {"duty": "busy"})], who="测试", why="开会")
    with pytest.raises(NotAllowed, match="李辅警"):
        dispatch(desk, desk.li)
    dispatch(desk, desk.li, on_purpose=True)
    assert desk.get("force", desk.li)["duty"] == "sent"


def test_one_off_duty_is_sent_only_on_purpose(desk):
    with pytest.raises(NotAllowed, match="赵警官"):
        dispatch(desk, desk.off)
    dispatch(desk, desk.off, on_purpose=True)
    assert desk.get("force", desk.off)["duty"] == "sent"


def test_nobody_is_sent_twice_to_one_case(desk):
    dispatch(desk, desk.wang)
    with pytest.raises(NotAllowed, match="王警官"):
        dispatch(desk, desk.wang)


def test_what_a_state_does_not_allow_is_refused_with_what_is_possible(desk):
    with pytest.raises(NotAllowed, match="派警"):
        move_case(desk.station, desk.case, "clear", who="值班员")


def test_a_case_that_nobody_has_to_go_to_is_closed_as_it_is(desk):
    ended = desk.after(minutes=1)
    move_case(desk.station, desk.case, "close", who="值班员", text="电话答复")
    assert (desk.the_case()["state"], desk.the_case()["ended_at"]) == ("closed", ended)


def test_a_case_that_is_opened_again_waits_as_if_new(desk):
    move_case(desk.station, desk.case, "close", who="值班员")
    move_case(desk.station, desk.case, "reopen", who="值班员", text="又打起来了")
    assert (desk.the_case()["state"], desk.the_case()["ended_at"]) == ("reported", None)
    assert [v.name for v in case_verbs("reported")] == ["send", "close"]


def test_a_reopened_case_forgets_the_moments_of_those_who_had_cleared(desk):
    dispatch(desk, desk.wang)
    for verb in ("arrive", "clear", "close", "reopen"):
        move_case(desk.station, desk.case, verb, who="值班员")
    sent = desk.after(minutes=10)
    dispatch(desk, desk.li)
    assert (desk.the_case()["state"], desk.the_case()["sent_at"]) == ("sent", sent)


def test_unknown_cases_forces_and_verbs_are_told(desk):
    with pytest.raises(BadInput, match="9999"):
        move_case(desk.station, 9999, "close", who="值班员")
    with pytest.raises(BadInput, match="9999"):
        dispatch(desk, 9999)
    with pytest.raises(BadInput):
        dispatch(desk)
    with pytest.raises(WrongUsage):
        move_case(desk.station, desk.case, "fly", who="值班员")


def test_a_file_of_before_says_of_cases_under_way_that_they_are(desk):
    desk.station.apply([Edit("case", desk.case, {"state": "sent"})], who="测试", why="旧状态")
    path = desk.station.path
    desk.station.close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 2")
    raw.close()
    with Station.open(path) as again:
        found = again.get("case", desk.case)
        assert found is not None
        assert found["state"] == "on_the_way"
        assert again.verify().sound
        assert again.history("case", desk.case)[-1].who == "watchroom"


def test_vehicle_and_team_go_along(desk):
    added = desk.station.apply([Edit("team", None, {"name": "一组"}), Edit("vehicle", None, {"name": "1 号车", "type": "car"})],
                               who="a", why="b").changes  # fmt: skip
    team, car = (change.id for change in added)
    send(desk.station, desk.case, [Sending(desk.wang, vehicle=car, team=team)], who="值班员")
    sent = desk.station.first(Query("deployment"))
    assert (sent["vehicle"], sent["team"]) == (car, team)


def test_the_team_of_a_force_goes_along_where_none_is_named(desk):
    [change] = desk.station.apply([Edit("team", None, {"name": "一组"})], who="a", why="b").changes
    desk.station.apply([Edit("force", desk.wang, {"team": "一组"})], who="a", why="b")
    send(desk.station, desk.case, [Sending(desk.wang)], who="值班员")
    assert desk.station.first(Query("deployment"))["team"] == change.id
