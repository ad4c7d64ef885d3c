"""Who is proposed for a case: the ranking against every way on its own, needs, and forces that cannot simply be ranked."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.duty.dispatch.forces import Vehicle
from data.duty.dispatch.suggest import propose, rank
from data.duty.dispatch.values import Need
from tests.duty.dispatch.roads import NOW, force, grid_lines, travel_on

CLASSES = ["minor_road", "major_road", "path", "minor_road", "path"] * 2
GRID = travel_on(*grid_lines(5, 5), oneway=[False, True] * 5, classes=CLASSES)
# No spot lies as far from one road as from another: which of them it is brought to is clear.
SPOTS = st.tuples(st.integers(-20, 420).map(lambda x: x + 0.31), st.integers(-20, 420).map(lambda y: y + 0.47))
MODES = st.sampled_from(["car", "motorcycle", "bicycle", "foot"])


@settings(max_examples=60, deadline=None)
@given(SPOTS, st.lists(st.tuples(SPOTS, MODES), min_size=1, max_size=12))
def test_the_ranking_is_that_of_every_way_on_its_own(place, forces):
    people = [force(GRID, i + 1, at, mode) for i, (at, mode) in enumerate(forces)]
    found = rank(GRID, place, people, now=NOW)
    alone = {}
    for one, (at, mode) in zip(people, forces, strict=True):
        way = GRID.way(GRID.from_point(at, mode, NOW), place)
        alone[one.id] = np.inf if way is None else way.cost
    for offer in found.offers:
        assert (np.inf if offer.seconds is None else offer.seconds) == pytest.approx(alone[offer.force.id], abs=1e-3)
    times = [o.seconds for o in found.offers if o.seconds is not None]
    assert times == sorted(times)
    assert [o.force.id for o in found.chosen] == [found.offers[0].force.id] if times else not found.chosen


@settings(max_examples=40, deadline=None)
@given(SPOTS, SPOTS, MODES)
def test_metres_told_are_those_of_the_way(place, at, mode):
    offer = rank(GRID, place, [force(GRID, 1, at, mode)], now=NOW).offers[0]
    way = GRID.way(GRID.from_point(place, mode, NOW, back=True), at)
    assert (offer.metres is None) == (way is None)
    assert way is None or offer.metres == pytest.approx(way.whole, abs=1e-3)


ROAD = travel_on([(0, 0), (10000, 0)])


def test_the_busy_are_shown_and_never_proposed():
    found = rank(ROAD, (0, 0), [force(ROAD, 1, (10, 0), duty="on_scene"), force(ROAD, 2, (900, 0))], now=NOW)
    assert [o.force.id for o in found.chosen] == [2]
    busy = found.of(1)
    assert not busy.available
    assert busy.seconds < found.of(2).seconds
    assert any("正在现场处置" in w for w in busy.warnings)


@pytest.mark.parametrize(
    ("at", "age", "cannot", "available"),
    [
        (None, 0.0, "no_position", False),
        ((900_000, 0), 0.0, "far", False),
        ((500, 0), 1800.0, "", True),
        ((500, 0), 90_000.0, "", False),
    ],
)
def test_forces_without_a_sure_position_are_told_apart(at, age, cannot, available):
    offer = rank(ROAD, (0, 0), [force(ROAD, 1, at, age=age)], now=NOW).offers[0]
    assert (offer.cannot, offer.available) == (cannot, available)
    assert offer.warnings


def test_a_position_from_the_future_is_told():
    offer = rank(ROAD, (0, 0), [force(ROAD, 1, (10, 0), ahead=3600.0)], now=NOW).offers[0]
    assert any("时钟" in w for w in offer.warnings)


def test_a_network_in_pieces_ranks_whom_it_can():
    roads = travel_on([(0, 0), (1000, 0)], [(0, 5000), (1000, 5000)])
    found = rank(roads, (0, 0), [force(roads, 1, (500, 5000)), force(roads, 2, (900, 0))], now=NOW)
    assert [(o.force.id, o.cannot) for o in found.offers] == [(2, ""), (1, "no_road")]


def test_without_roads_nobody_is_proposed_and_nothing_breaks():
    bare = travel_on()
    found = rank(bare, (0, 0), [force(bare, 1, (10, 0))], now=NOW)
    assert found.offers[0].cannot == "no_road"
    assert not found.chosen


def test_needs_name_who_is_short_and_who_could():
    needs = (Need(2, roles=frozenset({"officer"}), words="民警"), Need(1, skills=frozenset({"first_aid"})))
    people = [
        force(ROAD, 1, (100, 0), role="officer"),
        force(ROAD, 2, (50, 0), role="guard", skills=frozenset({"first_aid"})),
        force(ROAD, 3, (20, 0), role="officer", duty="busy"),
    ]
    found = rank(ROAD, (0, 0), people, needs, now=NOW)
    assert {o.force.id: o.chosen for o in found.chosen} == {1: 0, 2: 1}
    assert len(found.short) == 1
    assert "民警" in found.short[0]
    assert "力3" in found.short[0]


def test_nothing_is_short_where_all_needs_are_met():
    assert rank(ROAD, (0, 0), [force(ROAD, 1, (100, 0))], (Need(),), now=NOW).short == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9000)), min_size=1, max_size=5),
       st.lists(st.tuples(st.integers(0, 3), st.integers(1, 2)), min_size=1, max_size=2))  # fmt: skip
def test_the_set_meets_most_needs_and_is_there_soonest(people, needs):
    """Compared with every way to hand the slots out."""
    forces = [force(ROAD, i + 1, (at, 0), role=f"r{role}") for i, (role, at) in enumerate(people)]
    wanted = [Need(count, roles=frozenset({f"r{a}", "r0"})) for a, count in needs]
    offers = rank(ROAD, (0, 0), forces, wanted, now=NOW).offers
    found = propose(offers, wanted)
    slots = [need for need in wanted for _ in range(need.count)]
    best = (0, 0.0)
    for who in itertools.permutations([*offers, *[None] * len(slots)], len(slots)):
        if all(o is None or need.met_by(o.force) for need, o in zip(slots, who, strict=True)):
            some = [o for o in who if o is not None]
            best = min(best, (-len(some), sum(o.seconds for o in some)))
    assert len(found) == -best[0]
    assert sum(o.seconds for o in offers if o.force.id in found) == pytest.approx(best[1])


CAR, VAN, BROKEN = Vehicle(71, "1 号车", "car"), Vehicle(72, "2 号车", "van"), Vehicle(73, "3 号车", "car", usable=False)


def test_a_vehicle_that_is_wanted_comes_with_its_soonest_and_each_vehicle_once():
    people = [
        force(ROAD, 1, (100, 0), vehicle=CAR), force(ROAD, 2, (50, 0), vehicle=CAR), force(ROAD, 3, (900, 0), vehicle=VAN),
        force(ROAD, 4, (10, 0)), force(ROAD, 5, (5, 0), vehicle=BROKEN),
    ]  # fmt: skip
    found = rank(ROAD, (0, 0), people, (Need.of(2, vehicles=("car", "van"), words="车 2 辆"),), now=NOW)
    assert [o.force.id for o in found.chosen] == [2, 3]
    assert found.covers[0].startswith("车 2 辆：力2（1 号车")


def test_a_vehicle_goes_by_who_on_it_is_what_else_is_wanted():
    people = [force(ROAD, 1, (10, 0), vehicle=CAR, role="auxiliary"), force(ROAD, 2, (60, 0), vehicle=CAR, role="officer")]
    found = rank(ROAD, (0, 0), people, (Need.of(roles=("officer",), vehicles=("car",)),), now=NOW)
    assert [o.force.id for o in found.chosen] == [2]


def test_a_team_that_is_wanted_is_named():
    people = [force(ROAD, 1, (10, 0)), force(ROAD, 2, (700, 0), team="接处警一组", team_id=5, team_type="response")]
    found = rank(ROAD, (0, 0), people, (Need.of(teams=("response",), words="接处警组"),), now=NOW)
    assert [o.force.id for o in found.chosen] == [2]
    assert found.covers[0].startswith("接处警组：力2（接处警一组")
    assert "班组：接处警一组" in found.of(2).reasons
