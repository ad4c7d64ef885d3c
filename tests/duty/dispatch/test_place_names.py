"""What places of one plan are called: no two the same, by another road near, or by how they lie to each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.duty.dispatch.cordon import plan_cordon
from data.duty.dispatch.cordon_values import Escape
from data.duty.dispatch.place_names import name_of, names_apart
from data.duty.dispatch.posts import post
from data.duty.dispatch.travel import Travel
from tests.duty.dispatch.roads import NOW, force, travel_on

LANE = [((x, 0), (x, 80)) for x in (100.0, 400.0, 700.0)]


def street(names, *more):
    """Return a street from west to east with three lanes, and what else there is."""
    travel = travel_on(((0, 0), (800, 0)), *LANE, *more)
    return Travel(travel.edges, replace(travel.roads, names=tuple(names)), travel.gates, None)


def node_at(travel, east, north):
    return int(np.argmin(np.hypot(*(travel.edges.nodes - (east, north)).T)))


def crossings(travel, *wanted):
    return [node_at(travel, x, 0) for x in wanted]


def test_several_crossings_of_one_street_are_counted_from_one_end():
    travel = street(["解放路", "", "", ""])
    nodes = crossings(travel, 700, 100, 400)
    assert {name_of(travel, n)[0] for n in nodes} == {"解放路路口"}
    assert [names_apart(travel, nodes)[n][0] for n in nodes] == [
        "解放路路口（从西数第 3 个）", "解放路路口（从西数第 1 个）", "解放路路口（从西数第 2 个）",
    ]  # fmt: skip


def test_two_are_told_by_how_they_lie():
    travel = street(["解放路", "", "", ""])
    west, east = crossings(travel, 100, 700)
    assert names_apart(travel, [east, west]) == {east: ("解放路路口（东）", False), west: ("解放路路口（西）", False)}
    assert names_apart(travel, [east]) == {east: ("解放路路口", False)}


def test_another_road_near_tells_them_first():
    travel = street(["解放路", "", "", "", "文昌巷", "和平里"], ((100, 100), (150, 200)), ((700, 100), (650, 200)))
    west, east = crossings(travel, 100, 700)
    names = names_apart(travel, [west, east])
    assert [names[n][0] for n in (west, east)] == ["解放路路口（靠近文昌巷）", "解放路路口（靠近和平里）"]


def test_places_without_any_name_are_told_too():
    travel = street(["", "", "", ""])
    nodes = crossings(travel, 100, 400, 700)
    assert len({names_apart(travel, nodes)[n][0] for n in nodes}) == 3


@pytest.fixture
def long_street():
    return street(["解放路", "", "", ""])


def test_posts_of_a_plan_are_told_apart(long_street):
    cases = np.array([[100.0, 40.0]] * 4 + [[400.0, 40.0]] * 3 + [[700.0, 40.0]] * 2)
    found = post(long_street, cases, [], 3, NOW, within=10.0)
    names = [place.name for place in found.places]
    assert len(names) == 3
    assert len(set(names)) == 3


def test_posts_and_open_ways_of_a_cordon_are_told_apart(long_street):
    escape = Escape((400.0, 0.0), NOW)
    found = plan_cordon(long_street, escape, [force(long_street, 1, (400.0, 0.0))], NOW)
    names = [one.name for one in (*found.posts, *found.ways_open)]
    assert len(names) > 1
    assert len(set(names)) == len(names)
