"""Walking: at eye height, along walls and never through them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from scene3d.walk import BODY, EYE, LOOK_DOWN, LOOK_UP, Stand, Streets


@dataclass
class Houses:
    footprints: np.ndarray
    base: np.ndarray
    height: np.ndarray


@dataclass
class Place:
    buildings: Houses
    extent: tuple[float, float, float, float] = (-100.0, -100.0, 100.0, 100.0)


def streets(*shapes, base=0.0):
    footprints = np.array(shapes, dtype=object)
    n = len(shapes)
    return Streets(Place(Houses(footprints, np.full(n, base), np.full(n, 12.0))))


HOUSE = shapely.box(10, -20, 20, 20)
TOWN = (HOUSE, shapely.box(-30, 5, -12, 40), shapely.Polygon([(-20, -20), (0, -30), (-5, -45)]), shapely.box(30, 30, 30.3, 60))


def test_the_eye_is_at_eye_height_and_looks_where_one_faces():
    eye = Stand(3.0, 4.0, 90.0, 0.0).eye
    assert eye.position == pytest.approx([3.0, 4.0, EYE])
    assert eye.direction == pytest.approx([1.0, 0.0, 0.0])


def test_looking_up_keeps_the_eye_where_it_is():
    eye = Stand(3.0, 4.0, 45.0, -40.0).eye
    assert eye.position == pytest.approx([3.0, 4.0, EYE])
    assert eye.direction[2] > 0


def test_the_head_turns_only_so_far():
    assert Stand(0, 0).turned(0, 500).pitch == LOOK_DOWN
    assert Stand(0, 0).turned(0, -500).pitch == LOOK_UP


def test_one_walks_where_one_looks():
    assert streets(HOUSE).walk(Stand(0, 0, 0.0), 0, 5).north == pytest.approx(5)
    assert streets(HOUSE).walk(Stand(0, 0, 0.0), 2, 0).east == pytest.approx(2)


def test_a_wall_stops():
    stand = streets(HOUSE).walk(Stand(0, 0, 90.0), 0, 50)
    assert stand.east <= 10 - BODY + 1e-6


def test_a_wall_is_slid_along():
    stand = streets(HOUSE).walk(Stand(8, 0, 45.0), 0, 10)
    assert stand.north > 5 and stand.east <= 10 - BODY + 1e-6


def test_a_passage_is_walked_under():
    assert streets(HOUSE, base=3.0).walk(Stand(0, 0, 90.0), 0, 30).east == pytest.approx(30)


def test_the_town_has_an_edge():
    assert streets(HOUSE).walk(Stand(0, 90, 0.0), 0, 500).north < 131


def test_one_steps_out_of_a_house():
    place = streets(HOUSE)
    assert place.free(*place.step_in(15, 0))


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.tuples(st.floats(0, 360), st.floats(-12, 12), st.floats(-12, 12)), max_size=30))
def test_no_walk_ever_goes_through_a_wall(steps):
    place = streets(*TOWN)
    stand = Stand(0.0, 0.0)
    for bearing, right, forward in steps:
        before, stand = stand, place.walk(Stand(stand.east, stand.north, bearing), right, forward)
        assert place.free(stand.east, stand.north)
        way = shapely.LineString([(before.east, before.north), (stand.east, stand.north)])
        # Sliding bends a walk; the straight line may cut a corner, a thin wall is met from both sides alike.
        assert not shapely.crosses(way, TOWN[3])
