"""Ways over the roads in seconds: speeds, one-ways, storeys, how far somebody is, and what tracks teach."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
import shapely

from data.duty.dispatch.learn import Trace, learn
from data.duty.dispatch.speeds import LIFT, LIFT_WAIT, UP, USUAL, Speeds, climb
from data.duty.dispatch.ways import countdown, find_way, progress
from tests.duty.dispatch.roads import NOW, travel_on

LONG = travel_on([(0, 0), (6000, 0)], classes=["major_road"])


@pytest.mark.parametrize("mode", ["car", "motorcycle", "bicycle", "foot"])
def test_a_way_takes_its_length_by_the_speed_of_its_class(mode):
    way = find_way(LONG, (0, 0), (3000, 0), mode, NOW)
    assert way.seconds == pytest.approx(3000 / USUAL[mode]["major_road"] * 3.6)
    assert way.arrives == NOW + timedelta(seconds=way.seconds)


def test_the_quicker_road_is_taken_and_not_the_shorter():
    roads = travel_on([(0, 0), (1000, 0)], [(0, 0), (0, 100), (1000, 100), (1000, 0)], classes=["minor_road", "highway"])
    assert find_way(roads, (0, 0), (1000, 0), "car", NOW).metres == pytest.approx(1200)


def test_a_speed_limit_holds_for_cars_and_not_on_foot():
    limited = travel_on([(0, 0), (1000, 0)], classes=["major_road"], limits=[10.0])
    assert find_way(limited, (0, 0), (1000, 0), "car", NOW).seconds == pytest.approx(360)
    assert find_way(limited, (0, 0), (1000, 0), "foot", NOW).seconds == pytest.approx(720)


def test_stairs_carry_people_slowly_and_no_wheels():
    steps = travel_on([(0, 0), (100, 0)], classes=["stairs"])
    assert find_way(steps, (0, 0), (100, 0), "foot", NOW).seconds == pytest.approx(180)
    assert find_way(steps, (0, 0), (100, 0), "motorcycle", NOW) is None


@pytest.mark.parametrize(("access", "modes"), [("light", {"motorcycle", "bicycle", "foot"}), ("foot", {"foot"}), ("nobody", set())])
def test_a_road_lets_through_whom_it_says(access, modes):
    road = travel_on([(0, 0), (100, 0)], access=[access])
    assert {m for m in USUAL if find_way(road, (0, 0), (100, 0), m, NOW) is not None} == modes


def test_storeys_take_stairs_or_the_lift_whichever_is_quicker():
    assert climb(None) == climb(1) == 0
    assert climb(3) == pytest.approx(2 * UP)
    assert climb(20, 30) == pytest.approx(LIFT_WAIT + 19 * LIFT)
    assert climb(2, 30) == pytest.approx(UP)
    assert climb(-2) > 0


def test_seconds_along_a_way_grow_to_its_end():
    roads = travel_on([(0, 0), (500, 0)], [(500, 0), (500, 700)], classes=["highway", "minor_road"])
    way = find_way(roads, (10, 20), (520, 690), "car", NOW)
    assert (np.diff(way.run) >= 0).all()
    assert way.run[-1] == pytest.approx(way.seconds)


def test_progress_counts_down_along_the_way():
    way = find_way(LONG, (0, 0), (4000, 0), "car", NOW)
    here = progress(way, (1000, 5), NOW + timedelta(seconds=200))
    assert here.left == pytest.approx(way.seconds * 3 / 4, abs=0.1)
    assert here.metres == pytest.approx(3000, abs=0.1)
    assert not here.strayed
    assert here.arrives == NOW + timedelta(seconds=200 + here.left)


@pytest.mark.parametrize(("off", "accuracy", "strayed"), [(50, None, False), (80, None, True), (80, 120.0, False)])
def test_who_is_further_off_than_their_position_may_be_has_strayed(off, accuracy, strayed):
    way = find_way(LONG, (0, 0), (4000, 0), "car", NOW)
    assert progress(way, (1000, off), NOW, accuracy).strayed is strayed


def test_who_is_near_the_place_has_arrived():
    way = find_way(LONG, (0, 0), (4000, 0), "car", NOW)
    assert progress(way, (3970, 0), NOW).arrived


def test_the_countdown_says_when_it_is_late():
    assert "晚了" in countdown(NOW, NOW + timedelta(minutes=2))
    assert "还有" in countdown(NOW + timedelta(minutes=2), NOW)


def driven(kmh, n=40, y=0.0):
    """Return the trace of a car at a steady speed, a position every five seconds."""
    step = kmh / 3.6 * 5
    return Trace(np.column_stack([np.arange(n) * step, np.full(n, y)]), np.arange(n) * 5.0, "car")


def test_tracks_teach_the_speed_of_a_class_and_of_a_road():
    roads = travel_on([(0, 0), (6000, 0)], [(0, 500), (6000, 500)], classes=["major_road", "major_road"])
    taught = learn(roads.edges, roads.roads, [driven(30), driven(30), driven(50, y=500.0)])
    assert taught.by_class["car"]["major_road"] == pytest.approx(30)
    assert taught.by_road["car"] == {1: pytest.approx(30), 2: pytest.approx(50)}
    quick = travel_on([(0, 0), (6000, 0)], [(0, 500), (6000, 500)], classes=["major_road", "major_road"], speeds=taught)
    assert find_way(quick, (0, 500), (3000, 500), "car", NOW).seconds == pytest.approx(3000 / 50 * 3.6)


def test_few_positions_and_wild_ones_teach_nothing():
    taught = learn(LONG.edges, LONG.roads, [driven(30, n=8), driven(300, n=60)])
    assert taught.by_class == Speeds().by_class
    assert not taught.by_road


def test_the_way_of_moving_of_a_track_is_told_by_its_pace():
    walked = Trace(np.column_stack([np.arange(80) * 14.0, np.zeros(80)]), np.arange(80) * 10.0)
    assert learn(LONG.edges, LONG.roads, [walked]).by_class["foot"]["major_road"] == pytest.approx(5.04)


def test_the_storeys_are_part_of_the_time_that_is_left(tmp_path):
    from data.clock import FixedClock
    from data.duty.dispatch.follow import Follower
    from data.store import Station

    with Station.create(tmp_path / "a.station", "站", origin=(121.0, 31.0), clock=FixedClock(NOW)) as station:
        with station.editing(who="a", why="b") as draft:
            draft.add("road", {"class": "minor_road", "geometry": _degrees(station, [(0, 0), (500, 0)])})
            house = draft.add("building", {"name": "3栋", "storeys": 6, "geometry": _spot(station, 500, 0).buffer(0.00005)})
            cases = [draft.add("case", {"type": "help", "reported_at": "2026-11-21T13:40:00Z", "building": house, "storey": storey})
                     for storey in (1, 5)]  # fmt: skip
            force = draft.add("force", {"name": "甲", "tier": "core", "duty": "sent", "geometry": _spot(station, 0, 0)})
            for case in cases:
                draft.add("deployment", {"case": case, "force": force, "state": "sent", "sent_at": "2026-11-21T13:41:00Z"})
        below, above = (Follower(case).look(station)[0].progress.left for case in cases)
        assert above - below == pytest.approx(climb(5, 6))


def test_who_strays_gets_a_new_way_and_who_does_not_keeps_it(tmp_path):
    from data.clock import FixedClock
    from data.duty.dispatch.follow import Follower
    from data.records import Edit
    from data.store import Station

    with Station.create(tmp_path / "a.station", "站", origin=(121.0, 31.0), clock=FixedClock(NOW)) as station:
        lines = [[(0, 0), (1000, 0)], [(0, 0), (0, 500), (1000, 500), (1000, 0)]]
        with station.editing(who="a", why="b") as draft:
            for line in lines:
                draft.add("road", {"class": "minor_road", "geometry": _degrees(station, line)})
            case = draft.add("case", {"type": "help", "reported_at": "2026-11-21T13:40:00Z", "geometry": _spot(station, 1000, 0)})
            force = draft.add("force", {"name": "甲", "tier": "core", "duty": "sent", "geometry": _spot(station, 0, 0)})
            draft.add("deployment", {"case": case, "force": force, "state": "sent", "sent_at": "2026-11-21T13:41:00Z"})
        follower = Follower(case)
        first = follower.look(station)[0]
        _move(station, force, 300, 10, Edit)
        second = follower.look(station)[0]
        _move(station, force, 100, 500, Edit)
        third = follower.look(station)[0]
        assert (second.way is first.way, second.again) == (True, 0)
        assert second.progress.metres == pytest.approx(700, abs=1)
        assert (third.way is first.way, third.again) == (False, 1)
        assert third.way.metres == pytest.approx(1400, abs=5)


def _spot(station, x, y):
    lon, lat = station.frame.to_degrees([x], [y])
    return shapely.Point(lon[0], lat[0])


def _degrees(station, line):
    return station.frame.geometry_to_degrees(shapely.LineString(line))


def _move(station, force, x, y, edit):
    station.apply([edit("force", force, {"geometry": _spot(station, x, y)})], who="a", why="b")
