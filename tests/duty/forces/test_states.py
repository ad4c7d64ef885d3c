"""The table of states: every step is there, nothing leads nowhere, and what is not allowed is refused with what can be done."""

from __future__ import annotations

import pytest

from data.duty.forces import edit_for, move, move_all
from data.duty.forces.states import MOVES, ON_CASE, ON_DUTY, STATES, VERBS, after, verbs
from data.errors import BadInput, NotAllowed, WrongUsage
from data.kinds import builtin_kinds


def test_states_are_those_of_the_code_list():
    declared = [c.value for c in builtin_kinds()["force"].field("duty").choices]
    assert list(STATES) == declared
    assert set(MOVES) == set(STATES) == {*ON_DUTY, "off"}


def test_every_step_leads_to_a_state_and_every_verb_is_used():
    steps = {(verb, to) for moves in MOVES.values() for verb, to in moves.items()}
    assert {to for _, to in steps} <= set(STATES)
    assert {verb for verb, _ in steps} == set(VERBS)


def test_from_every_state_one_can_go_off_duty():
    for state in STATES:
        reached, before = {state}, set()
        while reached != before:
            before = set(reached)
            reached |= {to for s in before for to in MOVES[s].values()}
        assert "off" in reached


def test_nobody_on_a_case_goes_home_or_is_sent_without_purpose():
    for state in ON_CASE:
        assert after(state, "clock_out") is None
        assert after(state, "send") is None
        assert after(state, "divert") == "sent"


def test_an_unknown_state_counts_as_off_duty():
    assert [v.name for v in verbs(None)] == ["clock_in"]


def test_a_case_from_sending_to_release(post):
    seen = []
    for verb, case in (("send", post.case), ("set_off", None), ("arrive", None), ("release", None)):
        move(post.station, post.wang, verb, who="值班长", case=case)
        record = post.force(post.wang)
        seen.append((record["duty"], record["case"]))
    assert seen == [("sent", post.case), ("on_the_way", post.case), ("on_scene", post.case), ("free", None)]


def test_a_move_tells_since_when(post):
    move(post.station, post.wang, "occupy", who="值班长")
    assert post.force(post.wang)["duty_since"] == "2026-11-21T13:47:00Z"


def test_a_move_that_is_not_allowed_says_what_is(post):
    with pytest.raises(NotAllowed, match=r"赵辅警现在到场，不能派出；可以：.*改派"):
        move(post.station, post.zhao, "send", who="值班长", case=post.case)


def test_several_are_sent_together_or_none(post):
    with pytest.raises(NotAllowed):
        move_all(post.station, [post.wang, post.zhao], "send", who="值班长", case=post.case)
    assert post.force(post.wang)["duty"] == "free"


def test_several_are_one_change_set(post):
    done = move_all(post.station, [post.wang, post.li], "send", who="值班长", case=post.case)
    assert {c.id for c in done.changes} == {post.wang, post.li}
    assert (done.why, done.command) == ("派出：王警官、李辅警", "force.send")


def test_an_edit_can_go_with_others(post):
    edit = edit_for(post.station, post.force(post.wang), "send", case=post.case)
    assert edit.values == {"duty": "sent", "duty_since": "2026-11-21T13:47:00Z", "case": post.case}


@pytest.mark.parametrize(("force", "case"), [(999, None), (None, 999)])
def test_who_or_what_is_not_there_is_told(post, force, case):
    with pytest.raises(BadInput, match="999"):
        move(post.station, force or post.wang, "send", who="值班长", case=case)


def test_an_unknown_verb_is_told_with_the_known_ones(post):
    with pytest.raises(WrongUsage, match="clock_in"):
        move(post.station, post.wang, "fly", who="值班长")


def test_a_move_is_undone(post):
    move(post.station, post.wang, "send", who="值班长", case=post.case)
    post.station.undo(who="值班长")
    assert post.force(post.wang)["duty"] == "free"
