"""Rings of minutes, posts, and what is kept and shared: against plain sums on small nets."""

from __future__ import annotations

import itertools
from urllib.parse import unquote

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data.duty.dispatch.explain import explained, keep, recall
from data.duty.dispatch.posts import best_places, post
from data.duty.dispatch.rings import rings_around, rings_of_forces
from data.duty.dispatch.share import map_apps, share_place, share_way
from data.duty.dispatch.suggest import rank
from data.town.datum import convert
from tests.duty.dispatch.roads import NOW, force, grid_lines, travel_on

CROSS = travel_on([(-2000, 0), (2000, 0)], [(0, -2000), (0, 2000)], [(5000, 0), (6000, 0)])
MINUTE = 60 * 5 / 3.6  # metres on foot


def pieces_length(pieces):
    return float(np.hypot(*(pieces[:, 1] - pieces[:, 0]).T).sum())


def test_a_ring_reaches_as_far_as_one_walks_in_its_time():
    found = rings_around(CROSS, (0, 0), "foot", NOW)
    assert [ring.metres for ring in found.rings] == pytest.approx([4 * MINUTE * m for m in (1, 3, 5)])
    assert sum(pieces_length(ring.pieces) for ring in found.rings) == pytest.approx(4 * MINUTE * 5)
    assert pieces_length(found.rings[1].pieces) == pytest.approx(4 * MINUTE * 2)


def test_the_ground_of_a_ring_holds_its_roads_and_not_what_is_far():
    ring = rings_around(CROSS, (0, 0), "foot", NOW).rings[0]
    assert all(ring.area.covers(shapely.Point(p)) for p in ((0, 0), (MINUTE - 1, 0), (0, 1 - MINUTE)))
    assert not ring.area.covers(shapely.Point(MINUTE + 60, 0))
    assert not ring.area.covers(shapely.Point(80, 80))


def test_a_ring_within_one_road_is_there_too():
    ring = rings_around(CROSS, (1000, 0), "foot", NOW, (1,)).rings[0]
    assert ring.area.covers(shapely.Point(1000, 0))


def test_one_way_roads_let_out_and_in_differently():
    oneway = travel_on([(0, 0), (1000, 0)], [(1000, 0), (2000, 0)], oneway=[True, True])
    out, back = (rings_around(oneway, (1000, 0), "car", NOW, (1,), back=b).rings[0].area.bounds for b in (False, True))
    assert out[0] > 900
    assert out[2] > 1300
    assert back[0] < 700
    assert back[2] < 1100


def test_the_free_reach_together_what_each_reaches_and_the_rest_is_told():
    people = [force(CROSS, 1, (-1000, 0), "foot"), force(CROSS, 2, (0, 1500), "bicycle"), force(CROSS, 3, (5500, 0), duty="busy")]
    found = rings_of_forces(CROSS, people, NOW, (1,))
    assert found.forces == 2
    assert found.rings[0].metres == pytest.approx(2 * MINUTE + 2 * 250)  # neither comes to a crossing within a minute
    assert pieces_length(found.rings[0].pieces) == pytest.approx(2 * MINUTE + 2 * 250)
    assert shapely.length(found.unreached).sum() == pytest.approx(5000)


def test_from_a_crossing_the_free_reach_their_roads():
    people = [force(CROSS, 1, (0, 0), "foot"), force(CROSS, 2, (5000, 0), "bicycle")]
    found = rings_of_forces(CROSS, people, NOW, (1, 3))
    assert found.rings[0].metres == pytest.approx(4 * MINUTE + 250)
    assert found.metres == pytest.approx(9000)
    assert found.shares[1] == pytest.approx((12 * MINUTE + 750) / 9000)


COVERS = st.integers(1, 6).flatmap(lambda c: st.lists(st.lists(st.booleans(), min_size=c, max_size=c), min_size=1, max_size=6))


@settings(max_examples=80, deadline=None)
@given(COVERS, st.integers(1, 3))
def test_no_other_places_cover_more(rows, n):
    covers = np.array(rows, dtype=bool)
    chosen, count, bound = best_places(covers, n)
    every = itertools.combinations(range(len(covers)), min(n, len(covers)))
    best = max(int(covers[list(some)].any(axis=0).sum()) for some in every)
    assert len(chosen) <= n
    assert count == bound == best == (int(covers[chosen].any(axis=0).sum()) if chosen else 0)


def test_posts_stand_where_the_cases_are_and_are_compared_with_today():
    streets = travel_on(*grid_lines(11, 11, 300.0))
    cases = np.vstack([np.full((6, 2), 300.0), np.full((4, 2), 2700.0)]) + np.random.default_rng(2).normal(0, 20, (10, 2))
    found = post(streets, cases, [force(streets, 1, (300, 2700))], 2, NOW, mode="foot", within=180)
    assert (found.cases, found.covered, found.proved) == (10, 10, True)
    assert [p.adds for p in found.places] == [6, 4]
    assert (found.today, found.today_count) == (0, 1)


def test_without_cases_there_is_nowhere_to_post_anybody():
    found = post(CROSS, np.zeros((0, 2)), [], 3, NOW)
    assert (found.places, found.cases) == ((), 0)
    assert "没有" in found.said


def test_afterwards_it_is_told_who_would_have_been_faster_and_why():
    road = travel_on([(0, 0), (9000, 0)])
    people = [force(road, 1, (100, 0), duty="on_scene"), *(force(road, i, (at, 0)) for i, at in ((2, 500), (3, 800), (4, 5000)))]
    kept = keep(rank(road, (0, 0), people, now=NOW), [3], "熟悉这户")
    told = explained(kept)
    assert [("力1" in t, "力2" in t) for t in told[1:3]] == [(True, False), (False, True)]
    assert "力3" in told[0]
    assert "现场" in told[1]
    assert "没有选" in told[2]
    assert "熟悉这户" in told[3]
    assert not any("力4" in t for t in told)


@pytest.mark.parametrize("text", ["", "派他近", "[]", '{"version": 99}'])
def test_a_reason_of_another_kind_is_left_alone(text):
    assert recall(text) == ([], "")


@pytest.mark.parametrize("app", list(map_apps()))
def test_a_place_goes_out_in_the_datum_of_its_map(app):
    shared = share_place(121.49, 31.24, "南京路 5 号", app)
    x, y = convert(121.49, 31.24, "WGS84", map_apps()[app].datum)
    assert f"{float(x):.6f}" in shared.link
    assert f"{float(y):.6f}" in shared.link
    assert shared.link in shared.text
    assert app == "osm" or "南京路 5 号" in unquote(shared.link)


def test_outside_china_nothing_is_shifted():
    assert "-73.950000" in share_place(-73.95, 40.72, "x", "amap").link


def test_a_way_is_told_with_roads_and_time():
    shared = share_way(121.49, 31.24, "南京路", seconds=200, metres=1800, roads=("中山路", "南京路"), arrives=NOW)
    assert all(word in shared.text for word in ("3 分 20 秒", "1.8 公里", "中山路", "13:47"))


def test_a_link_becomes_a_picture_of_a_code():
    assert share_place(121.49, 31.24, "南京路", "amap").qr().startswith(b"\x89PNG")
