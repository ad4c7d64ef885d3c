"""Bridges: they rise where the records say so, meet the ground where roads do, and keep clear of what passes under them."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString

from data.town.model import Buildings, Grounds, Parts, Roads, Town
from scene3d.meshes.bridges import CLEAR, SLOPE, bridge_mesh, deck_outlines, decks
from scene3d.meshes.ground import ground_mesh
from scene3d.meshes.mesh import normals
from scene3d.meshes.over_water import APPROACH, over_water

NONE = np.zeros(0)


def town_of(*roads):
    """A town of roads only: (line, bridge, level)."""
    objects = np.empty(len(roads), object)
    objects[:] = [r[0] for r in roads]
    empty = np.zeros(0, object)
    kept = Roads(np.arange(len(roads)), objects, np.full(len(roads), 8.0), ["minor_road"] * len(roads), [""] * len(roads),
                 np.array([r[1] for r in roads]), np.array([r[2] for r in roads], np.int32))  # fmt: skip
    ids, flags = np.zeros(0, np.int64), np.zeros(0, bool)
    buildings = Buildings(ids, empty, NONE, NONE, np.zeros(0, np.int32), np.zeros(0, np.int32), [], [], {}, flags)
    parts = Parts(ids, np.zeros(0, np.int32), empty, NONE, NONE)
    return Town(buildings, parts, kept, Grounds(ids, empty, [], []), (-400.0, -400.0, 400.0, 400.0))


WEST = (LineString([(-300, 0), (-150, 0)]), False, 0)
EAST = (LineString([(150, 0), (300, 0)]), False, 0)
BRIDGE = (LineString([(-150, 0), (150, 0)]), True, 1)
UNDER = (LineString([(0, -200), (0, 200)]), False, 0)


def test_a_bridge_meets_the_ground_at_both_ends():
    deck = decks(town_of(WEST, BRIDGE, EAST))[0]
    assert deck.height[[0, -1]].max() < 0.3 and deck.height.max() > 1.0


def test_it_is_high_only_where_something_passes_under_it():
    low, high = decks(town_of(WEST, BRIDGE, EAST))[0], decks(town_of(WEST, BRIDGE, EAST, UNDER))[0]
    assert high.height.max() == pytest.approx(CLEAR, abs=0.3) and low.height.max() < CLEAR / 2


def test_no_ramp_is_steeper_than_it_may_be():
    deck = decks(town_of(WEST, BRIDGE, EAST, UNDER))[0]
    run = np.hypot(*np.diff(deck.line, axis=0).T)
    assert (np.abs(np.diff(deck.height)) / run).max() < SLOPE * 1.05


def test_a_long_bridge_in_pieces_stays_up_between_them():
    first, second = (LineString([(-150, 0), (0, 0)]), True, 2), (LineString([(0, 0), (150, 0)]), True, 2)
    found = decks(town_of(WEST, first, second, EAST))
    assert found[0].height[-1] == pytest.approx(found[1].height[0], abs=0.05)
    assert found[0].height[-1] > CLEAR


def test_a_road_on_the_ground_is_no_bridge():
    assert decks(town_of(WEST, EAST, UNDER)) == []


def test_a_bridge_is_not_drawn_flat_as_well():
    without, flat = town_of(WEST, BRIDGE, EAST), town_of(WEST, (BRIDGE[0], False, 0), EAST)
    middle = shapely.box(-20, -2, 20, 2)

    def roads_there(town):
        mesh = ground_mesh(town, "light")
        above = mesh.points[mesh.faces].astype(float)
        return sum(shapely.Polygon(t[:, :2]).intersects(middle) for t in above if t[:, 2].min() > 5)

    assert not roads_there(without) and roads_there(flat)


def test_one_drives_on_top_of_the_deck():
    mesh = bridge_mesh(decks(town_of(WEST, BRIDGE, EAST, UNDER)), "light")
    tops = mesh.faces[normals(mesh.points, mesh.faces)[:, 2] > 0.9]
    cover = shapely.union_all([shapely.Polygon(mesh.points[t][:, :2]) for t in tops], grid_size=1e-3)
    assert cover.buffer(0.05).covers(BRIDGE[0])


def test_decks_throw_shadows_where_they_are_up():
    outlines = deck_outlines(decks(town_of(WEST, BRIDGE, EAST, UNDER)))
    assert outlines and all(up > 1.0 for _, up in outlines)


def with_water(town, *shapes):
    found = np.empty(len(shapes), object)
    found[:] = shapes
    grounds = Grounds(np.arange(len(shapes)), found, ["water"] * len(shapes), [""] * len(shapes))
    return replace(town, grounds=grounds)


def test_a_road_over_water_lies_over_it_though_nobody_calls_it_a_bridge():
    river = shapely.box(-20, -300, 20, 300)
    deck = decks(with_water(town_of((LineString([(-300, 0), (300, 0)]), False, 0)), river))[0]
    assert deck.height.max() > 1.0 and deck.height[[0, -1]].max() < 0.3
    assert river.intersects(shapely.LineString(deck.line)) and shapely.LineString(deck.line).length < 70


def test_what_is_a_deck_over_water_is_not_drawn_on_the_water_too():
    river, road = shapely.box(-20, -300, 20, 300), LineString([(-300, 0), (300, 0)])
    rest = over_water(town_of((road, False, 0)).roads, with_water(town_of((road, False, 0)), river).grounds).rest[0]
    assert not rest.intersects(river) and rest.length == pytest.approx(600 - 40 - 2 * APPROACH)


def test_two_pieces_of_a_road_that_meet_over_water_stay_up_between_them():
    river = shapely.box(-40, -300, 40, 300)
    pieces = (LineString([(-300, 0), (0, 0)]), False, 0), (LineString([(0, 0), (300, 0)]), False, 0)
    first, second = decks(with_water(town_of(*pieces), river))
    assert first.height[-1] == pytest.approx(second.height[0], abs=0.05) and first.height[-1] > 1.0


def test_a_bank_drawn_beside_its_road_makes_no_bridge():
    pond = shapely.box(-1, -50, 1, 50)
    assert decks(with_water(town_of((LineString([(-300, 0), (300, 0)]), False, 0)), pond)) == []
