"""Which backups are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from data.backups.rotation import surplus

ZONE = ZoneInfo("Asia/Shanghai")
COUNTS = {"daily": 7, "weekly": 4, "monthly": 12}


def days(count, hour=4):
    return [datetime(2026, 11, 21, hour, tzinfo=UTC) - timedelta(days=n) for n in range(count)]


def kept(moments, **counts):
    gone = set(surplus(moments, ZONE, **{**COUNTS, **counts}))
    return [m for m in sorted(moments, reverse=True) if m not in gone]


def test_a_week_is_kept_whole():
    assert len(kept(days(7))) == 7


def test_of_one_day_the_newest_is_kept():
    assert kept([*days(1, 4), *days(1, 9)]) == days(1, 9)


def test_a_day_is_one_of_the_zone():
    late, early = datetime(2026, 11, 20, 15, tzinfo=UTC), datetime(2026, 11, 20, 17, tzinfo=UTC)  # 23:00, and 01:00 of the next day
    assert len(kept([late, early], weekly=1, monthly=1)) == 2


def test_of_a_year_of_days_few_are_kept():
    assert len(kept(days(365))) <= 7 + 4 + 12


def test_of_a_year_each_month_is_kept():
    found = {(m.astimezone(ZONE).year, m.astimezone(ZONE).month) for m in kept(days(365))}
    assert len(found) == 12


def test_after_a_year_of_rest_nothing_is_lost():
    assert len(kept([*days(1), *(d - timedelta(days=400) for d in days(3))])) == 4


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), min_size=1, max_size=60, unique=True))
def test_the_newest_is_always_kept(naive):
    moments = [m.replace(tzinfo=UTC) for m in naive]
    assert max(moments) not in surplus(moments, ZONE, daily=1, weekly=1, monthly=1)


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), max_size=40, unique=True))
def test_thinning_out_twice_takes_nothing_more(naive):
    moments = [m.replace(tzinfo=UTC) for m in naive]
    left = kept(moments)
    assert surplus(left, ZONE, **COUNTS) == []
