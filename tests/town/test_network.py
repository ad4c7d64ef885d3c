"""The network of roads: where roads meet, and shortest ways against a plain search over all of them."""

from __future__ import annotations

import heapq
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data.records import Edit
from data.town.network import Network, network_of, read_network
from data.town.network_build import PAVEMENT, cut_at_crossings


def lines_of(*of):
    found = np.empty(len(of), object)
    found[:] = [shapely.LineString(points) for points in of]
    return found


def network(*of, levels=None, widths=None, classes=None, oneway=None):
    n = len(of)
    edges = cut_at_crossings(lines_of(*of), np.array(levels or [0.0] * n), np.array(widths or [6.0] * n))
    return Network(edges, np.arange(n) + 1, classes or ["minor_road"] * n, np.array(oneway or [False] * n))


def length(line):
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


CROSS = ([(-100, 0), (100, 0)], [(0, -100), (0, 100)])


def test_roads_that_cross_meet_without_a_common_vertex():
    found = network(*CROSS).route((-100, 0), (0, 100))
    assert found.length == pytest.approx(200)
    assert found.roads == (1, 2)
    assert found.line.tolist() == [[-100, 0], [0, 0], [0, 100]]


def test_a_bridge_does_not_meet_the_road_below():
    assert network(*CROSS, levels=[0.0, 1.0]).reach((-100, 0)).to((0, 100)) is None


def test_a_bridge_meets_the_road_that_it_shares_a_vertex_with():
    found = network([(0, 0), (100, 0)], [(100, 0), (200, 0)], levels=[0.0, 1.0]).route((0, 0), (200, 0))
    assert found.length == pytest.approx(200)


@pytest.mark.parametrize(("gap", "joined"), [(3.0 + PAVEMENT - 0.1, True), (3.0 + PAVEMENT + 0.1, False)])
def test_a_lane_that_stops_at_the_pavement_is_joined_to_the_road(gap, joined):
    found = network([(-100, 0), (100, 0)], [(0, gap), (0, 100)], widths=[6.0, 6.0]).reach((-100, 0)).to((0, 100))
    assert (found is not None) == joined
    assert found is None or found.length == pytest.approx(200)


def test_a_one_way_road_holds_for_cars_and_not_on_foot():
    square = [(0, 0), (100, 0)], [(100, 0), (100, 100), (0, 100), (0, 0)]
    roads = network(*square, oneway=[True, False])
    assert roads.route((90, 0), (10, 0), "walk").length == pytest.approx(80)
    assert roads.route((10, 0), (90, 0), "drive").length == pytest.approx(80)
    assert roads.route((90, 0), (10, 0), "drive").length == pytest.approx(320)


def test_the_ways_back_are_the_ways_there_turned_round():
    square = [(0, 0), (100, 0)], [(100, 0), (100, 100), (0, 100), (0, 0)]
    roads = network(*square, oneway=[True, False])
    back = roads.reach((10, 0), "drive", back=True).to((90, 0))
    there = roads.route((90, 0), (10, 0), "drive")
    assert back.length == pytest.approx(there.length)
    assert length(back.line) == pytest.approx(there.length)
    np.testing.assert_allclose(back.line, there.line, atol=1e-6)


def test_cars_keep_off_paths_and_walkers_off_highways():
    both = [(0, 0), (100, 0)], [(0, 0), (50, 80), (100, 0)]
    roads = network(*both, classes=["path", "highway"])
    assert roads.route((0, 0), (100, 0), "walk").roads == (1,)
    assert roads.route((0, 0), (100, 0), "drive").roads == (2,)


def test_the_way_to_and_from_the_road_is_told():
    found = network([(0, 0), (100, 0)]).route((10, 5), (60, -8))
    assert (found.before, found.length, found.after) == pytest.approx((5, 50, 8))
    assert found.whole == pytest.approx(length(found.line)) == pytest.approx(63)


def test_a_point_at_a_cut_off_road_is_brought_to_the_rest():
    found = network(*CROSS, [(60, 50), (80, 50)]).route((-100, 0), (70, 51))
    assert (found.length, found.after) == (pytest.approx(170), pytest.approx(51))


def test_a_point_far_from_every_road_that_leads_there_has_no_way():
    assert network(*CROSS, [(900, 900), (920, 900)]).route((-100, 0), (910, 901)) is None


def test_roads_of_which_none_can_be_used_give_no_way():
    assert network([(0, 0), (10, 0)], classes=["rail"]).route((0, 0), (10, 0)) is None
    assert network().route((0, 0), (1, 1)) is None


def plain_length(segments, start, end):
    """Return the shortest way between two corners by Dijkstra over segments, straight from the book."""
    ways = {}
    for a, b in segments:
        for one, other in ((a, b), (b, a)):
            ways.setdefault(one, []).append((other, float(np.hypot(one[0] - other[0], one[1] - other[1]))))
    best, queue = {start: 0.0}, [(0.0, start)]
    while queue:
        gone, here = heapq.heappop(queue)
        if here == end:
            return gone
        for there, step in ways.get(here, ()):
            if gone + step < best.get(there, np.inf):
                best[there] = gone + step
                heapq.heappush(queue, (gone + step, there))
    return None


GRID = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans()), min_size=6, max_size=40, unique=True
)  # corner and whether the street goes east or north


@settings(max_examples=40, deadline=None)
@given(GRID, st.data())
def test_shortest_ways_are_those_of_a_plain_search(streets, data):
    segments = [((x * 100, y * 100), (x * 100 + 100, y * 100) if east else (x * 100, y * 100 + 100)) for x, y, east in streets]
    roads = network(*segments)
    corners = sorted({corner for segment in segments for corner in segment})
    start, end = data.draw(st.sampled_from(corners)), data.draw(st.sampled_from(corners))
    wanted = plain_length(segments, start, end)
    found = roads.reach(start).to(end)
    assert (found is None) == (wanted is None)
    if found is not None:
        assert found.length == pytest.approx(wanted, abs=1e-6)
        assert length(found.line) == pytest.approx(wanted, abs=1e-5)
        steps = [shapely.LineString(step) for step in pairwise(found.line.tolist())]
        assert all(any(shapely.LineString(s).buffer(1e-6).covers(step) for s in segments) for step in steps)


def test_the_demo_towns_streets_hang_together(demo):
    roads = read_network(demo)
    corners = roads.edges.nodes[roads.side("drive").starts]
    reach = roads.reach(tuple(corners[0]), "drive", main=True)
    reached = np.isfinite(reach.metres[np.unique(roads.side("drive").starts)])
    assert reached.mean() > 0.95


def test_the_network_is_made_once_and_again_when_a_road_changes(demo):
    first = network_of(demo)
    demo.apply([Edit("camera", None, {"code": "k"})], who="a", why="b")
    assert network_of(demo) is first
    road = shapely.LineString([(demo.frame.lon, demo.frame.lat), (demo.frame.lon + 1e-4, demo.frame.lat)])
    demo.apply([Edit("road", None, {"name": "新路", "class": "minor_road", "geometry": road})], who="a", why="b")
    assert network_of(demo) is not first
    assert len(network_of(demo).ids) == len(first.ids) + 1


@pytest.mark.parametrize("mode", ["walk", "drive"])
def test_real_roads_give_ways_as_long_as_their_lines(shared_data, mode):
    import json

    from data.town.frame import LocalFrame

    features = json.loads((shared_data / "shanghai" / "roads.geojson").read_text(encoding="utf-8"))["features"]
    kept = [f for f in features if f["properties"]["kind"] not in ("rail", "ferry") and "Line" in f["geometry"]["type"]]
    frame = LocalFrame(121.49, 31.24)
    lines = np.empty(len(kept), object)
    lines[:] = [frame.geometry_to_local(shapely.geometry.shape(f["geometry"])) for f in kept]
    edges = cut_at_crossings(lines, np.zeros(len(kept)), np.full(len(kept), 8.0))
    roads = Network(edges, np.arange(len(kept)), ["minor_road"] * len(kept), np.zeros(len(kept), bool))
    assert edges.lengths.sum() == pytest.approx(shapely.length(lines).sum(), rel=0.06)
    whole = roads.side(mode)
    corners = edges.nodes[whole.starts[whole.main]] + 2.0
    rng = np.random.default_rng(3)
    for start, end in corners[rng.integers(0, len(corners), (8, 2))]:
        found = roads.route(tuple(start), tuple(end), mode)
        assert found is not None
        assert found.length + 0.02 >= np.hypot(*(end - start)) - found.before - found.after
        assert length(found.line) == pytest.approx(found.whole, rel=0.005)  # nodes join points up to 0.3 m apart
