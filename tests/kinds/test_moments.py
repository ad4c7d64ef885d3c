"""One moment written in many ways is one moment."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.kinds.moments import is_date, is_time, read_date, read_time, show_time, write_time, zone_of

ZONE = "Asia/Shanghai"
moments = st.datetimes(dt.datetime(1992, 1, 1), dt.datetime(2100, 1, 1)).map(lambda m: m.replace(microsecond=0))


def ways(m: dt.datetime) -> list[object]:
    day = [
        f"{m:%Y-%m-%d}",
        f"{m:%Y/%m/%d}",
        f"{m.year}.{m.month}.{m.day}",
        f"{m.year}年{m.month}月{m.day}日",
        f"{m.year}/{m.month}/{m.day}",
    ]
    hour = [f"{m:%H:%M:%S}", f"{m.hour}:{m:%M:%S}", f"{m.hour}时{m.minute}分{m.second}秒", f"{m:%I:%M:%S %p}", f"{m:%H:%M:%S}.000"]
    half = f"{'下午' if m.hour >= 12 else '上午'}{(m.hour % 12) or 12}:{m:%M:%S}" if m.hour not in (0, 12) else hour[0]
    return [f"{d} {h}" for d in day for h in (*hour, half)] + [f"{m:%Y%m%d%H%M%S}", f"{m:%Y-%m-%dT%H:%M:%S+08:00}", m]


@given(moments)
def test_every_way_of_writing_a_moment_is_the_same_moment(moment):
    assert {read_time(w, ZONE) for w in ways(moment)} == {
        moment.replace(tzinfo=zone_of(ZONE)).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    }


@given(moments)
def test_a_spreadsheet_s_day_count_is_exact_to_the_second(moment):
    count = (moment - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)
    assert read_time(count, ZONE) == read_time(moment, ZONE)
    assert read_date(count, ZONE) == f"{moment:%Y-%m-%d}"


@given(moments, st.sampled_from([ZONE, "UTC", "America/Chicago", "Asia/Kathmandu"]))
def test_what_is_written_is_read_back_in_any_zone(moment, zone):
    stored = moment.replace(tzinfo=dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    local = moment.replace(tzinfo=dt.UTC).astimezone(zone_of(zone))
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():  # the hour that the clocks repeat is said twice
        assert read_time(write_time(stored, zone), zone) == stored


@given(st.text(max_size=30))
def test_whatever_is_read_is_of_the_stored_form(text):
    assert (found := read_date(text, ZONE)) is None or is_date(found)
    assert (found := read_time(text, ZONE)) is None or is_time(found)


@pytest.mark.parametrize("number", [0, -1, 0.5, 3e6, 1e15, 123456, float("inf"), 99999999])
def test_numbers_that_are_no_day(number):
    assert read_date(number, ZONE) is None


def test_a_time_is_shown_in_the_zone():
    assert show_time("2026-12-31T16:30:00Z", ZONE) == "2027年1月1日 00:30"
