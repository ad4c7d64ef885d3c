"""A debrief tells of moments, of who would have been faster by what was known then, and of tasks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from shapely.geometry import LineString, Point

from data.clock import format_utc
from data.duty import tasks
from data.duty.forces.packing import Fix
from data.duty.forces.positions import store
from data.duty.incidents.debrief import debrief_of, debrief_of_period
from data.duty.incidents.flow import Sending, move_case, send
from data.duty.replay.debrief import deepened
from data.records import Edit

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)


@pytest.fixture
def case(small):
    """A case at a road on which 李辅警 stood nearer than 王警官, who was sent; a task came of it."""
    station, clock = small.station, small.station.clock

    def later(seconds=60):
        clock.set(clock.now() + timedelta(seconds=seconds))

    road = LineString([(102.740, 25.050), (102.760, 25.050)])
    station.apply([Edit("road", None, {"name": "金沙路", "class": "major_road", "geometry": road})], who="a", why="路")
    later()
    at = clock.now().timestamp()
    store(station, [Fix(small.wang, at, 102.741, 25.05), Fix(small.li, at, 102.7545, 25.05)], who="网关")
    later()
    values = {"type": "theft", "reported_at": format_utc(clock.now()), "geometry": Point(102.756, 25.05), "address": "金沙路西"}
    made = station.apply([Edit("case", None, values)], who="值班员", why="接警").changes[0].id
    later()
    send(station, made, [Sending(small.wang)], who="值班员")
    for verb in ("leave", "arrive", "clear"):
        later()
        move_case(station, made, verb, who="王警官")
    tasks.create(station, tasks.TaskWish(title="补拍照片", subject_kind="case", subject=made, assignee=small.li), "值班员")
    later()
    store(station, [Fix(small.li, clock.now().timestamp(), 102.740, 25.05)], who="网关")  # has gone elsewhere since
    return made


def moments(debrief):
    return tuple(shot.at for shot in debrief.shots)


def rows(debrief, title):
    return [row for table in debrief.tables if table.title == title for row in table.rows]


def test_who_stood_nearer_then_is_told_though_they_have_gone_since(small, case):
    told = [row[-1] for row in rows(deepened(small.station, debrief_of(small.station, case), case=case), "派了谁，谁会更快")]
    assert told[0].startswith("派了王警官")
    assert told[1].startswith("李辅警本可早到")


def test_pictures_show_call_arrival_and_end(small, case):
    record = small.station.get("case", case)
    found = deepened(small.station, debrief_of(small.station, case), case=case)
    assert moments(found) == (record["reported_at"], record["arrived_at"], record["cleared_at"])


def test_each_picture_says_the_step_and_who_took_it(small, case):
    said = [s.said for s in deepened(small.station, debrief_of(small.station, case), case=case).shots]
    assert said == ["报警：盗窃 · 金沙路西", "已到场：王警官", "已处置：王警官"]


def test_pictures_of_a_period_say_what_went_on_then(small, case):
    period = format_utc(NOW), format_utc(NOW + timedelta(minutes=8))
    found = deepened(small.station, debrief_of_period(small.station, NOW, NOW + timedelta(minutes=8)), period=period)
    assert [s.said for s in found.shots] == [
        "开始：没有未办完的警情", "中间：未办完的警情 1 起 · 王警官 途中", "结束：没有未办完的警情",
    ]  # fmt: skip


def test_the_tasks_of_a_case_are_told(small, case):
    found = deepened(small.station, debrief_of(small.station, case), case=case)
    assert [row[:2] for row in rows(found, "任务")] == [("补拍照片", "李辅警")]


def test_a_period_has_beginning_middle_and_end(small, case):
    start, end = NOW, NOW + timedelta(minutes=8)
    period = format_utc(start), format_utc(end)
    found = deepened(small.station, debrief_of_period(small.station, start, end), period=period)
    assert moments(found) == (period[0], format_utc(NOW + timedelta(minutes=4)), period[1])
    assert rows(found, "派了谁，谁会更快")


def test_no_picture_is_of_a_time_before_the_file(small, case):
    start, end = NOW - timedelta(hours=5), NOW + timedelta(minutes=8)
    found = deepened(small.station, debrief_of_period(small.station, start, end), period=(format_utc(start), format_utc(end)))
    assert moments(found) == (format_utc(end),)
