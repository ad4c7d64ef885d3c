"""Patrols by track: visited, late, missed; and how much of each grid a shift passed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from shapely.geometry import LineString, Point, box

from data.clock import format_utc
from data.duty.forces import store
from data.duty.forces.coverage import coverage
from data.duty.forces.packing import Fix
from data.duty.forces.patrols import move_patrol, patrols_now, plan_patrol, points_of
from data.duty.forces.watch import Watch
from data.errors import BadInput, NotAllowed
from data.query import Query, equals
from tests.duty.forces.conftest import NOW

PER_METRE = 1 / 100_840  # degrees of longitude at 25.05 north


@pytest.fixture
def route(post):
    """A route of 300 m with points after 0, 150 and 300 m, due after 0, 5 and 10 minutes, 3 minutes late allowed."""
    with post.station.editing(who="测试", why="线路") as draft:
        route = draft.add("patrol_route", {"name": "金沙路夜巡", "geometry": LineString([(102.741, 25.05), (102.744, 25.05)])})
        for n in range(3):
            draft.add("patrol_point", {
                "route": route, "order": n + 1, "name": f"点{n + 1}", "after": 5 * n, "within": 3, "radius": 30.0,
                "geometry": Point(102.741 + 150 * n * PER_METRE, 25.05),
            })  # fmt: skip
    return route


@pytest.fixture
def patrol(post, route):
    id = plan_patrol(post.station, route, post.wang, format_utc(NOW), who="值班长")
    move_patrol(post.station, id, "begin", who="值班长")
    return id


def walk(post, *steps, carrier=None):
    """Report positions: minutes after the start, and metres along the route."""
    at = NOW.timestamp()
    fixes = [Fix(carrier or post.wang, at + m * 60, 102.741 + metres * PER_METRE, 25.05, accuracy=5.0) for m, metres in steps]
    store(post.station, fixes, who="网关")


def states(post, minutes):
    post.clock.set(NOW + timedelta(minutes=minutes))
    return [p.state for p in patrols_now(post.station)[0].points]


def test_points_are_visited_in_time_late_or_missed(post, patrol):
    walk(post, (0, 0), (2, 60), (9, 140), (9.5, 160))
    assert states(post, 9) == ["visited", "late", "due"]
    assert states(post, 14) == ["visited", "late", "missed"]


def test_a_point_between_two_positions_is_visited(post, patrol):
    walk(post, (4, 80), (6, 230))
    shown = (states(post, 6), patrols_now(post.station)[0].points[1])
    assert shown[0][1] == "visited"
    assert shown[1].visited_at == format_utc(NOW + timedelta(minutes=4, seconds=56))


def test_a_gap_in_the_track_is_no_way(post, patrol):
    walk(post, (0, 60), (7, 240))
    assert states(post, 7)[1] == "due"


def test_a_position_that_says_only_the_street_visits_nothing(post, patrol):
    store(post.station, [Fix(post.wang, NOW.timestamp(), 102.741, 25.05, accuracy=800.0)], who="网关")
    assert states(post, 1) == ["due", "due", "due"]


def test_the_track_of_another_does_not_count(post, patrol):
    walk(post, (0, 0), carrier=post.li)
    assert states(post, 1)[0] == "due"


def test_finishing_writes_the_visits_down(post, patrol):
    walk(post, (0, 0), (2, 60))
    post.clock.set(NOW + timedelta(minutes=4))
    move_patrol(post.station, patrol, "finish", who="值班长")
    record = post.station.get("patrol", patrol)
    assert (record["state"], record["visited"], record["missed"]) == ("done", 1, 2)
    assert [v["state"] for v in post.station.read(Query("patrol_visit", order=("due_at",)))] == ["visited", "missed", "missed"]


def test_what_was_written_down_stays(post, patrol):
    move_patrol(post.station, patrol, "finish", who="值班长")
    walk(post, (0, 0))
    assert states(post, 1) == ["missed"] * 3


def test_progress_in_words(post, patrol):
    walk(post, (0, 0))
    post.clock.set(NOW + timedelta(minutes=9))
    shown = patrols_now(post.station)[0]
    assert (shown.said, shown.next_point.name) == ("到点 1/3，漏 1", "点3")


def test_a_patrol_that_has_not_begun_misses_nothing(post, route):
    plan_patrol(post.station, route, post.wang, format_utc(NOW), who="值班长")
    assert states(post, 60) == ["due"] * 3


def test_moves_that_are_not_allowed(post, patrol):
    move_patrol(post.station, patrol, "cancel", who="值班长")
    with pytest.raises(NotAllowed, match="已取消"):
        move_patrol(post.station, patrol, "finish", who="值班长")


def test_a_route_without_points_is_not_planned(post):
    with post.station.editing(who="a", why="b") as draft:
        empty = draft.add("patrol_route", {"name": "空"})
    with pytest.raises(BadInput, match="还没有巡逻点"):
        plan_patrol(post.station, empty, post.wang, format_utc(NOW), who="值班长")


def test_points_come_in_their_order(post, route):
    assert [p["order"] for p in points_of(post.station, [route])[route]] == [1, 2, 3]


def test_coverage_is_the_share_of_road_that_was_passed(post):
    walk(post, *((m, 80 * m) for m in range(6)))  # 400 m of the 807 m of Jinsha road
    east, west = (next(c for c in coverage(post.station, "2026-11-21T13:00:00Z", "2026-11-21T15:00:00Z") if c.id == g)
                  for g in (post.east, post.west))  # fmt: skip
    assert 0.48 < east.share < 0.60
    assert (east.minutes, east.last_at) == (6, "2026-11-21T13:52:00Z")
    assert (west.share, west.last_at, west.said) == (0.0, None, "本班无人到过")


def test_coverage_without_roads_is_of_the_area(post):
    with post.station.editing(who="a", why="b") as draft:
        draft.remove("road", post.road)
        draft.change("grid", post.east, geometry=box(102.741, 25.0495, 102.745, 25.0505))
    walk(post, *((m, 80 * m) for m in range(6)))
    east = next(c for c in coverage(post.station, "2026-11-21T13:00:00Z", "2026-11-21T15:00:00Z") if c.id == post.east)
    assert 0.3 < east.share < 1.0


def test_coverage_counts_only_the_period(post):
    walk(post, (0, 0), (1, 80))
    assert all(c.share == 0 for c in coverage(post.station, "2026-11-21T14:00:00Z", "2026-11-21T15:00:00Z"))


def test_a_grid_that_loses_its_last_free_force_is_told_once(post):
    from data.duty.forces import move

    watch = Watch(post.station)
    assert watch.look() == []
    move(post.station, post.wang, "send", who="值班长", case=post.case)
    assert [level for level, _ in watch.look()] == ["warning"]
    assert watch.look() == []
    move(post.station, post.wang, "release", who="值班长")
    assert [level for level, _ in watch.look()] == ["done"]


def test_a_missed_point_is_told_once(post, patrol):
    watch = Watch(post.station)
    watch.look()
    post.clock.set(NOW + timedelta(minutes=4))
    told = watch.look()
    assert told == [("warning", "巡逻漏点：点1（金沙路夜巡 · 王警官）")]
    assert watch.look() == []


def test_a_patrol_is_written_with_who_and_where(post, patrol):
    record = post.station.first(equals("patrol", route=post.station.get("patrol", patrol)["route"]))
    assert record["name"] == "金沙路夜巡 · 王警官"
