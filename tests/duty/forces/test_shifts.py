"""Shifts: clocking in and out, planning, and the table of a day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.duty.forces import clock_in, clock_out, plan_shift, shift_table
from data.errors import BadInput, NotAllowed
from data.query import equals

DAY = ("2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z")
EVENING = ("2026-11-21T14:00:00Z", "2026-11-21T22:00:00Z")


def only_shift(post):
    found = post.station.read(equals("shift", force=post.sun))
    assert len(found) == 1
    return found[0]


def test_clocking_in_without_a_plan_writes_a_shift(post):
    clock_in(post.station, [post.sun], who="值班长", grid=post.east, post="东门")
    shift = only_shift(post)
    assert (shift["in_at"], shift["grid"], shift["post"]) == ("2026-11-21T13:47:00Z", post.east, "东门")
    assert (post.force(post.sun)["duty"], post.force(post.sun)["grid"]) == ("free", post.east)


def test_clocking_in_takes_the_shift_that_is_due(post):
    plan_shift(post.station, [post.sun], *EVENING, who="值班长", post="夜巡")
    clock_in(post.station, [post.sun], who="值班长")
    shift = only_shift(post)
    assert (shift["post"], shift["starts_at"], shift["in_at"]) == ("夜巡", EVENING[0], "2026-11-21T13:47:00Z")


def test_a_shift_of_tomorrow_is_not_due_yet(post):
    plan_shift(post.station, [post.sun], "2026-11-22T00:00:00Z", "2026-11-22T08:00:00Z", who="值班长")
    clock_in(post.station, [post.sun], who="值班长")
    assert len(post.station.read(equals("shift", force=post.sun))) == 2


@pytest.mark.parametrize(("minute", "shifts"), [(20, 1), (45, 2)])
def test_who_is_back_within_half_an_hour_goes_on_with_the_same_shift(post, minute, shifts):
    plan_shift(post.station, [post.sun], "2026-11-21T13:00:00Z", EVENING[1], who="值班长", post="夜巡")
    clock_in(post.station, [post.sun], who="值班长")
    post.clock.set(datetime(2026, 11, 21, 15, tzinfo=UTC))
    clock_out(post.station, [post.sun], who="值班长")
    post.clock.set(datetime(2026, 11, 21, 15, minute, tzinfo=UTC))
    clock_in(post.station, [post.sun], who="值班长")
    running = [s for s in post.station.read(equals("shift", force=post.sun)) if s["out_at"] is None]
    assert len(post.station.read(equals("shift", force=post.sun))) == shifts
    assert [s["in_at"] for s in running] == ["2026-11-21T13:47:00Z" if shifts == 1 else f"2026-11-21T15:{minute}:00Z"]


def test_clocking_in_twice_is_refused(post):
    with pytest.raises(NotAllowed, match="王警官"):
        clock_in(post.station, [post.wang], who="值班长")


def test_clocking_in_with_one_who_cannot_writes_nothing(post):
    with pytest.raises(NotAllowed):
        clock_in(post.station, [post.sun, post.wang], who="值班长")
    assert post.force(post.sun)["duty"] == "off"


def test_clocking_out_ends_the_shift(post):
    clock_in(post.station, [post.sun], who="值班长", vehicle=post.car)
    post.clock.set(datetime(2026, 11, 21, 20, tzinfo=UTC))
    clock_out(post.station, [post.sun], who="值班长")
    assert only_shift(post)["out_at"] == "2026-11-21T20:00:00Z"
    assert (post.force(post.sun)["duty"], post.force(post.sun)["vehicle"]) == ("off", None)


def test_who_has_a_case_is_released_first(post):
    with pytest.raises(NotAllowed, match="归队待命"):
        clock_out(post.station, [post.zhao], who="值班长")


def test_a_shift_that_ends_before_it_begins_is_refused(post):
    with pytest.raises(BadInput, match="晚于"):
        plan_shift(post.station, [post.sun], EVENING[1], EVENING[0], who="值班长")


def test_two_shifts_at_once_are_refused(post):
    plan_shift(post.station, [post.sun], *EVENING, who="值班长")
    with pytest.raises(BadInput, match="孙大姐"):
        plan_shift(post.station, [post.sun], "2026-11-21T20:00:00Z", "2026-11-22T04:00:00Z", who="值班长")


@pytest.mark.parametrize(
    ("hour", "said"), [(13, "planned"), (15, "missing"), (23, "absent")]
)  # fmt: skip
def test_what_became_of_a_shift_nobody_came_to(post, hour, said):
    plan_shift(post.station, [post.sun], *EVENING, who="值班长")
    post.clock.set(datetime(2026, 11, 21, hour, tzinfo=UTC))
    assert [row.state for row in shift_table(post.station, *DAY)] == [said]


def test_who_stays_longer_is_told(post):
    plan_shift(post.station, [post.sun], *EVENING, who="值班长")
    clock_in(post.station, [post.sun], who="值班长")
    post.clock.set(datetime(2026, 11, 21, 23, tzinfo=UTC))
    row = shift_table(post.station, *DAY)[0]
    assert (row.name, row.team, row.state) == ("孙大姐", "义警队", "over")


def test_a_shift_over_midnight_is_in_the_table_of_both_days(post):
    plan_shift(post.station, [post.sun], "2026-11-21T20:00:00Z", "2026-11-22T04:00:00Z", who="值班长")
    assert len(shift_table(post.station, *DAY)) == 1
    assert len(shift_table(post.station, DAY[1], "2026-11-23T00:00:00Z")) == 1
