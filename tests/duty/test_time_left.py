"""How pressing a task is, and the words for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.clock import format_utc
from data.duty import URGENCIES, due_after, time_left, urgency

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)


def at(**ahead: float) -> str:
    return format_utc(NOW + timedelta(**ahead))


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (at(hours=2), "剩 2 小时"),
        (at(hours=2, minutes=29), "剩 2 小时"),
        (at(hours=2, minutes=30), "剩 3 小时"),
        (at(days=2), "剩 2 天"),
        (at(days=2, hours=11), "剩 2 天"),
        (at(days=2, hours=12), "剩 3 天"),
        (at(days=3, seconds=-20), "剩 3 天"),  # just given
        (at(minutes=59, seconds=40), "剩 1 小时"),
        (at(hours=23, minutes=40), "剩 1 天"),
        (at(hours=-5, minutes=-40), "超 6 小时"),
        (at(minutes=35), "剩 35 分钟"),
        (at(), "剩 0 分钟"),
        (at(hours=-5), "超 5 小时"),
        (at(days=-3), "超 3 天"),
        (at(minutes=-1), "超 1 分钟"),
        (None, "无期限"),
    ],
)
def test_time_left_as_it_is_said(due, words):
    assert time_left(due, NOW) == words


@pytest.mark.parametrize(
    ("due", "issued", "state", "wanted"),
    [
        (at(seconds=-1), at(days=-3), "in_progress", "late"),
        (at(hours=3), None, "issued", "soon"),
        (at(hours=5), None, "issued", "calm"),
        (at(hours=17), at(days=-3, hours=17), "signed", "soon"),
        (at(hours=19), at(days=-3, hours=19), "signed", "calm"),
        (at(minutes=59), at(hours=-1, minutes=-1), "signed", "soon"),
        (at(minutes=61), at(minutes=-59), "signed", "calm"),
        (at(hours=-1), at(days=-3), "fed_back", "calm"),
        (at(hours=-1), at(days=-3), "closed", "done"),
        (at(hours=-1), at(days=-3), "verified", "done"),
        (None, at(days=-3), "issued", "calm"),
    ],
)
def test_urgency(due, issued, state, wanted):
    assert urgency(due, state, NOW, issued) == wanted


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**6))
def test_urgency_only_rises_as_time_goes_by(offset, given_seconds):
    issued = NOW + timedelta(seconds=offset)
    due = issued + timedelta(seconds=given_seconds)
    steps = [issued + timedelta(seconds=given_seconds * part / 20) for part in range(24)]
    seen = [URGENCIES.index(urgency(format_utc(due), "signed", now, format_utc(issued))) for now in steps]
    assert seen == sorted(seen)
    assert seen[0] == 0
    assert seen[-1] == 2


def test_usual_times():
    assert due_after("high", NOW) == at(hours=4)
    assert due_after("normal", NOW) == at(days=3)
