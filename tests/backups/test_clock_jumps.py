"""A clock that was set is noticed; one that runs, or rests with the computer, is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from data.clock import FixedClock
from data.clock_jumps import ClockJumps, behind

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Steady:
    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.mark.parametrize(
    ("wall", "steady", "counts_sleep", "jump"),
    [
        (30, 30, True, 0),
        (31, 30, True, 0),
        (-3570, 30, True, -3600),
        (3630, 30, True, 3600),
        (3630, 30, False, 0),
        (-3570, 30, False, -3600),
    ],
)
def test_a_jump_is_what_the_clocks_differ_by(wall, steady, counts_sleep, jump):
    clock, even = FixedClock(NOON), Steady()
    jumps = ClockJumps(clock, even, counts_sleep=counts_sleep)
    clock.set(NOON + timedelta(seconds=wall))
    even.seconds += steady
    assert jumps.look() == jump


def test_a_jump_is_told_once():
    clock, even = FixedClock(NOON), Steady()
    jumps = ClockJumps(clock, even)
    clock.set(NOON - timedelta(hours=1))
    jumps.look()
    assert jumps.look() == 0


def test_a_clock_behind_what_was_written_is_noticed():
    assert behind(NOON + timedelta(hours=2), NOON) == 7200


def test_a_clock_ahead_is_no_wonder():
    assert behind(NOON - timedelta(hours=2), NOON) == 0
