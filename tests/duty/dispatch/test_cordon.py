"""Cordons over roads: every way out is cut by somebody who is there before the front, told by a search of another library."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
import rustworkx as rx
import shapely

from data.duty.dispatch.cordon import Flight, plan_cordon
from data.duty.dispatch.cordon_values import Escape
from data.duty.dispatch.gates import Gate
from tests.duty.dispatch.roads import NOW, force, grid_lines, travel_on

STREETS = travel_on(*grid_lines(21, 21, 150.0))


def people(travel, rng, n, size):
    modes = rng.choice(["car", "motorcycle", "foot"], n)
    spots = rng.uniform(0, size, (n, 2))
    return [force(travel, i + 1, spot, str(mode)) for i, (spot, mode) in enumerate(zip(spots, modes, strict=True))]


def fled(travel, found, margin):
    """Return the nodes that somebody fleeing can be at within the horizon, when each post is passed only before it is held."""
    side = Flight(travel, found.escape, 1.0).side
    graph = rx.PyGraph()
    graph.add_nodes_from(range(side.count))
    graph.add_edges_from(list(zip(side.starts.tolist(), side.ends.tolist(), side.costs.tolist(), strict=True)))
    start = side.snap(found.escape.at)
    here = graph.add_node("start")
    share = start.along / side.lengths[start.edge]
    off = start.away * side.off
    graph.add_edge(here, int(side.starts[start.edge]), off + side.costs[start.edge] * share)
    graph.add_edge(here, int(side.ends[start.edge]), off + side.costs[start.edge] * (1 - share))
    held = {post.node: found.elapsed + post.seconds + margin for post in found.posts}
    free = rx.dijkstra_shortest_path_lengths(graph, here, float)
    passed = {node for node, at in held.items() if free[node] < at - 1e-3}
    assert not passed, "somebody is too late"
    graph.remove_nodes_from(list(held))
    reached = rx.dijkstra_shortest_path_lengths(graph, here, float)
    return {node for node, at in reached.items() if at <= found.elapsed + found.within}


@pytest.mark.parametrize("seed", range(12))
def test_nobody_gets_out_where_it_is_said_to_be_closed_and_only_there_where_not(seed):
    rng = np.random.default_rng(seed)
    began = NOW - timedelta(seconds=float(rng.uniform(0, 90)))
    escape = Escape(tuple(rng.uniform(800, 2200, 2)), began, str(rng.choice(["foot", "bicycle"])))
    found = plan_cordon(STREETS, escape, people(STREETS, rng, 60, 3000), NOW, within=360)
    flight = Flight(STREETS, escape, found.elapsed + found.within)
    out = fled(STREETS, found, 30.0) & set(flight.exits.tolist())
    assert out == {way.node for way in found.ways_open}
    assert found.closed == (not out)
    assert len({post.force.id for post in found.posts}) == len(found.posts)
    assert all(post.slack >= 30 - 1e-3 for post in found.posts)


def test_a_place_with_two_ways_out_is_closed_by_two():
    lines = [[(0, 0), (2000, 0)], [(0, -800), (0, 800)], [(2000, -800), (2000, 800)]]
    roads = travel_on(*lines)
    forces = [force(roads, 1, (0, 700)), force(roads, 2, (2000, 700)), force(roads, 3, (2000, -700))]
    found = plan_cordon(roads, Escape((1000, 0), NOW, "foot"), forces, NOW, within=1500)
    assert (found.closed, found.proved, len(found.posts)) == (True, True, 2)
    assert {tuple(np.round(post.at)) for post in found.posts} == {(0, 0), (2000, 0)}


def test_with_one_too_few_it_says_that_it_cannot_be_closed():
    lines = [[(0, 0), (2000, 0)], [(0, -800), (0, 800)], [(2000, -800), (2000, 800)]]
    roads = travel_on(*lines)
    found = plan_cordon(roads, Escape((1000, 0), NOW, "foot"), [force(roads, 1, (0, 700))], NOW, within=1500)
    assert not found.closed
    assert len(found.posts) == 1
    assert found.proved
    assert "合不上" in found.said


def test_the_busy_and_those_nobody_has_seen_hold_nothing():
    roads = travel_on(*grid_lines(5, 5))
    forces = [force(roads, 1, (0, 0), duty="busy"), force(roads, 2, None), force(roads, 3, (0, 0), age=90_000.0)]
    found = plan_cordon(roads, Escape((200, 200), NOW, "foot"), forces, NOW)
    assert not found.posts
    assert found.notes


def test_a_gate_is_held_where_it_is_the_only_way_out():
    roads = travel_on([(0, 0), (600, 0)], [(0, 0), (0, 300), (200, 300), (200, 0)], [(600, -400), (600, 400)],
                      gates=[Gate(9, "东门")], gate_shapes=[shapely.Point(400, 2)])  # fmt: skip
    found = plan_cordon(roads, Escape((0, 150), NOW, "foot"), [force(roads, 1, (480, 0), "foot")], NOW, within=400)
    assert [(post.name, post.gate) for post in found.posts] == [("东门", True)]
    assert found.closed


def test_after_a_long_time_the_front_is_told_as_passed():
    roads = travel_on(*grid_lines(5, 5), [(0, 0), (-900, 0)], [(400, 400), (1300, 400)])
    found = plan_cordon(roads, Escape((200, 200), NOW - timedelta(hours=1), "car"), [force(roads, 1, (0, 0))], NOW)
    assert len(found.ways_open) == 2
    assert all(way.front < 0 for way in found.ways_open)
    assert found.front(0).area > 0


def test_the_front_grows_with_the_clock():
    found = plan_cordon(STREETS, Escape((1500, 1500), NOW - timedelta(seconds=60), "foot"), [], NOW, within=300)
    areas = [found.front(seconds).area for seconds in (0, 60, 120, 300)]
    assert areas == sorted(areas)
    assert areas[0] < areas[-1]


def test_without_roads_it_says_what_is_missing():
    found = plan_cordon(travel_on(), Escape((0, 0), NOW), [], NOW)
    assert "道路" in found.notes[0]


def test_cameras_by_the_posts_are_named_nearest_first():
    roads = travel_on([(0, 0), (2000, 0)], [(2000, -800), (2000, 800)])
    cameras = (np.array([7, 8, 9]), np.array([[2010.0, 0], [2001.0, 0], [500.0, 0]]))
    found = plan_cordon(roads, Escape((100, 0), NOW, "foot"), [force(roads, 1, (1990, 0))], NOW, within=1500, cameras=cameras)
    assert found.cameras == (7, 8)
    assert found.posts[0].cameras == (8, 7)


def test_a_place_on_a_road_that_hangs_together_with_no_others_is_told():
    roads = travel_on(*grid_lines(5, 5), [(2000, 2000), (2100, 2000)])
    found = plan_cordon(roads, Escape((2050, 2000), NOW, "foot"), [force(roads, 1, (0, 0))], NOW)
    assert any("路网断开" in note for note in found.notes)


def test_a_stray_piece_of_road_beside_the_others_does_not_end_the_flight():
    roads = travel_on(*grid_lines(5, 5), [(150, 40), (150, 60)])
    found = plan_cordon(roads, Escape((150, 50), NOW, "foot"), [], NOW, within=600)
    assert found.ways_open
    assert not any("路网断开" in note for note in found.notes)


def test_the_free_whom_nobody_can_place_are_counted():
    roads = travel_on(*grid_lines(5, 5))
    found = plan_cordon(roads, Escape((200, 200), NOW, "foot"), [force(roads, 1, None), force(roads, 2, (0, 0))], NOW)
    assert any(note.startswith("1 名空闲力量没有定位") for note in found.notes)
