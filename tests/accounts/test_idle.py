"""The desk is locked when nobody was there for some minutes, by a clock that is set."""

from __future__ import annotations

from datetime import timedelta

from data.accounts.idle import Idle
from tests.accounts.conftest import NOW


def test_after_the_minutes_and_not_before(clock):
    idle = Idle(clock, 10)
    clock.set(NOW + timedelta(minutes=9, seconds=59))
    assert not idle.due
    clock.set(NOW + timedelta(minutes=10))
    assert idle.due


def test_a_touch_begins_anew(clock):
    idle = Idle(clock, 10)
    clock.set(NOW + timedelta(minutes=9))
    idle.touch()
    clock.set(NOW + timedelta(minutes=18))
    assert not idle.due


def test_a_clock_set_back_does_not_keep_it_open_for_ever(clock):
    idle = Idle(clock, 10)
    clock.set(NOW - timedelta(days=3))
    assert not idle.due
    clock.set(clock.now() + timedelta(minutes=10))
    assert idle.due
