"""What a camera sees: the cone, and the walls that cut it."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data.town.sight import Cameras, Sightlines, cameras_seeing
from data.town.views import Walls, view_polygon
from tests.town.towns import buildings, town


def walls(*shapes, heights=None):
    return Walls(buildings(shapes, heights or [20.0] * len(shapes)))


HOUSE = shapely.box(-5, 20, 5, 30)  # north of the origin
SIDE = shapely.box(20, -5, 30, 5)  # east of it


def test_an_open_view_is_a_sector():
    view = view_polygon(0, 0, 4, 90, 60, 50, walls())
    assert view.area == pytest.approx(math.pi * 50**2 / 6, rel=0.01)
    assert view.covers(shapely.Point(49, 0))


def test_a_view_all_around_is_a_disc():
    assert view_polygon(0, 0, 4, math.nan, 60, 50, walls()).area == pytest.approx(math.pi * 50**2, rel=0.01)


def test_bearings_go_clockwise_from_north():
    assert view_polygon(0, 0, 4, 0, 40, 50, walls()).covers(shapely.Point(0, 40))


def test_a_wall_hides_what_is_behind_it():
    view = view_polygon(0, 0, 4, 0, 60, 60, walls(HOUSE))
    assert view.covers(shapely.Point(0, 19.9))
    assert not view.covers(shapely.Point(0, 40))


def test_it_looks_past_the_corner():
    assert view_polygon(0, 0, 4, 0, 60, 60, walls(HOUSE)).covers(shapely.Point(16, 45))


def test_it_looks_over_what_is_lower():
    assert view_polygon(0, 0, 25, 0, 60, 60, walls(HOUSE)).covers(shapely.Point(0, 40))


def test_it_looks_under_what_is_raised():
    raised = buildings([HOUSE], [20.0])
    raised.base[:] = 6.0
    assert view_polygon(0, 0, 4, 0, 60, 60, Walls(raised)).covers(shapely.Point(0, 40))


def test_a_wall_through_the_cone_without_a_corner_in_it_still_hides():
    wide = shapely.box(-500, 20, 500, 30)
    assert view_polygon(0, 0, 4, 0, 60, 60, walls(wide)).bounds[3] == pytest.approx(20)


def test_a_camera_just_inside_its_wall_looks_out():
    view = view_polygon(0, 20.3, 4, 180, 60, 30, walls(HOUSE))
    assert view.area == pytest.approx(math.pi * 900 / 6, rel=0.02)


def test_a_camera_in_the_middle_of_a_building_looks_out_the_way_it_points():
    view = view_polygon(0, 25, 4, 180, 60, 30, walls(HOUSE))
    assert view.covers(shapely.Point(0, 0))
    assert not view.intersects(HOUSE.buffer(-0.5))


def test_no_range_no_view():
    assert view_polygon(0, 0, 4, 0, 60, 0, walls()).is_empty


@settings(max_examples=60, deadline=None)
@given(st.floats(-40, 40), st.floats(-40, 40), st.floats(0, 360), st.floats(1, 400), st.integers(0, 10_000))
def test_the_view_agrees_with_lines_of_sight(east, north, bearing, angle, seed):
    houses = [HOUSE, SIDE, shapely.box(-30, -30, -20, -10)]
    if any(h.buffer(0.5).covers(shapely.Point(east, north)) for h in houses):
        return
    view = view_polygon(east, north, 4, bearing, angle, 80, walls(*houses))
    dice = np.random.default_rng(seed)
    for away, turn in zip(dice.uniform(1, 79, 20), dice.uniform(-0.49, 0.49, 20) * min(angle, 360), strict=True):
        at = math.radians(bearing + turn)
        there = shapely.Point(east + away * math.sin(at), north + away * math.cos(at))
        line = shapely.LineString([(east, north), there])
        free = not any(line.intersects(h.buffer(0.2)) for h in houses)
        hidden = any(line.crosses(h.buffer(-0.2)) for h in houses)
        if free:
            assert view.buffer(0.2).covers(there)
        if hidden:
            assert not view.buffer(-0.2).covers(there)


def test_cameras_seeing_a_building_nearest_first():
    place = town([HOUSE, SIDE], [20.0, 20.0])
    cameras = Cameras(np.array([7, 8, 9]), np.array([0.0, 0.0, 0.0]), np.array([0.0, 10.0, 50.0]), np.full(3, 4.0),
                      np.array([0.0, 0.0, 0.0]), np.full(3, 60.0), np.full(3, 40.0))  # fmt: skip
    assert cameras_seeing(place, cameras, 0) == [8, 7]


def test_a_building_behind_another_is_not_seen():
    behind = shapely.box(-2, 35, 2, 40)
    lines = Sightlines(town([HOUSE, behind], [20.0, 20.0]), Cameras(*(np.array([v]) for v in (7, 0.0, 0.0, 4.0, 0.0, 60.0, 60.0))))
    assert (lines.seeing(HOUSE), lines.seeing(behind)) == ([7], [])
