"""What is told after a case and of a period: the same moments and intervals that the station holds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.duty.incidents import Sending, move_case, send
from data.duty.incidents.case_view import open_cases
from data.duty.incidents.debrief import debrief_of, debrief_of_period
from data.duty.incidents.intake import Call, take
from data.errors import BadInput
from tests.duty.incidents.conftest import NOW


@pytest.fixture
def worked(desk):
    """A case that was sent to, reached and closed."""
    desk.after(seconds=40)
    compared = "派了王警官（1 分钟，按建议）\n李辅警本可早到 10 秒：正在现场处置"
    send(desk.station, desk.case, [Sending(desk.wang, "car", 60, "最近", considered=compared)], who="值班员")
    for seconds, verb in ((30, "leave"), (200, "arrive"), (600, "clear"), (60, "close")):
        desk.after(seconds=seconds)
        move_case(desk.station, desk.case, verb, who="值班员")
    return desk


def rows(report, title):
    return next(t.rows for t in report.tables if t.title == title)


def test_a_case_tells_its_intervals_against_the_card(worked):
    found = {row[0]: row[1:] for row in rows(debrief_of(worked.station, worked.case), "间隔")}
    assert found["到场用时"] == ("4 分 30 秒", "6 分钟内，做到")
    assert found["处置用时"][0] == "10 分钟"


def test_a_case_tells_who_went_and_who_would_have_been_faster(worked):
    report = debrief_of(worked.station, worked.case)
    assert rows(report, "派出的力量") == (("王警官", "已撤出", "1 分钟", "3 分 20 秒", "最近"),)
    assert ("李辅警本可早到 10 秒：正在现场处置",) in rows(report, "派警时谁更快")


def test_a_case_tells_each_step_from_the_journal(worked):
    assert [row[2] for row in rows(debrief_of(worked.station, worked.case), "经过")][-2:] == ["处置完毕", "办结警情"]


def test_a_period_tells_counts_middles_and_what_was_in_time(worked):
    report = debrief_of_period(worked.station, NOW - timedelta(hours=1), NOW + timedelta(hours=1))
    assert "1 / 1" in "".join(report.facts)
    assert ("到场用时", "1", "4 分 30 秒", "4 分 30 秒") in rows(report, "间隔")
    assert len(rows(report, "逐起")) == 1


def test_a_period_without_cases_is_told_too(worked):
    report = debrief_of_period(worked.station, NOW - timedelta(days=9), NOW - timedelta(days=8))
    assert (report.tables, "0 起" in report.facts[0]) == ((), True)


def test_a_case_that_is_not_there_is_told(worked):
    with pytest.raises(BadInput, match="999"):
        debrief_of(worked.station, 999)


def test_what_waits_longest_for_somebody_comes_first(desk):
    desk.after(minutes=1)
    grave = take(desk.station, Call("有人持枪", "weapons", severity="major"), who="值班员")
    desk.after(minutes=30)
    waiting = open_cases(desk.station)
    assert [w.record.id for w in waiting] == [grave, desk.case]
    assert all(w.late(desk.clock.now()) for w in waiting)
