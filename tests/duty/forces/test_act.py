"""What a force does is followed by its shift and its deployment; the page of a force tells all that."""

from __future__ import annotations

import pytest

from data.duty.forces.act import act
from data.duty.forces.view import force_view, track_of
from data.duty.incidents import Sending, send
from data.errors import NotAllowed
from data.query import equals


@pytest.fixture
def sent(post):
    send(post.station, post.case, [Sending(post.wang)], who="值班长")
    return post.station.first(equals("deployment", force=post.wang)).id


@pytest.mark.parametrize(
    ("steps", "state", "case"),
    [(["set_off"], "on_the_way", "on_the_way"), (["set_off", "arrive"], "on_scene", "on_scene"),
     (["arrive", "release"], "cleared", "cleared"), (["release"], "called_off", "reported")],
)  # fmt: skip
def test_the_deployment_and_its_case_follow(post, sent, steps, state, case):
    for step in steps:
        act(post.station, post.wang, step, who="王警官")
    assert post.station.get("deployment", sent)["state"] == state
    assert post.station.get("case", post.case)["state"] == case


def test_without_a_deployment_only_the_force_changes(post):
    act(post.station, post.zhao, "release", who="值班长")
    assert (post.force(post.zhao)["duty"], post.force(post.zhao)["case"]) == ("free", None)


def test_clocking_in_writes_the_shift(post):
    act(post.station, post.sun, "clock_in", who="值班长")
    assert post.station.first(equals("shift", force=post.sun)) is not None


def test_what_is_not_allowed_is_told(post):
    with pytest.raises(NotAllowed, match="可以：签到上岗"):
        act(post.station, post.sun, "release", who="值班长")


def test_the_page_of_a_force(post, sent):
    act(post.station, post.sun, "clock_in", who="值班长")
    view = force_view(post.station, post.wang)
    assert (view.record["duty"], view.skills, view.grid, view.case.id) == ("sent", ("驾驶", "急救"), "第二网格", post.case)
    assert force_view(post.station, post.sun).shift_state == "on"
    assert force_view(post.station, 999) is None


def test_nobody_was_anywhere_without_positions(post):
    assert len(track_of(post.station, post.wang, 2)) == 0
