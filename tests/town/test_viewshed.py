"""The ground that is seen: against a walk along each line of sight."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from data.town.sight import Cameras, Sightlines, cameras_seeing_point
from data.town.viewshed import viewshed
from tests.town.towns import buildings, town

TOWER, HUT = shapely.box(20, -10, 40, 10), shapely.box(-60, -5, -50, 5)


def walked(east, north, eye, point, houses, heights):
    """Whether the line of sight from the eye to a point of the ground is free, looked at every few centimetres."""
    share = np.linspace(0, 1, 2000)[1:-1]
    x, y, z = east + (point[0] - east) * share, north + (point[1] - north) * share, eye * (1 - share)
    return not any((shapely.contains_xy(house, x, y) & (z < top)).any() for house, top in zip(houses, heights, strict=True))


@pytest.mark.parametrize("eye", [1.6, 12.0, 35.0])
def test_it_agrees_with_a_walk_along_the_lines_of_sight(eye):
    houses, heights = [TOWER, HUT, shapely.box(-20, 40, 20, 44)], [30.0, 4.0, 9.0]
    seen = viewshed(0.0, 0.0, eye, 150.0, buildings(houses, heights))
    rng = np.random.default_rng(5)
    points = rng.uniform(-105, 105, (400, 2))
    inside = shapely.intersects_xy(shapely.union_all(houses), points[:, 0], points[:, 1])
    at_rim = shapely.dwithin(seen.boundary, shapely.points(points), 0.6)  # a sector is a quarter of a degree wide
    for point in points[~inside & ~at_rim]:
        assert seen.intersects(shapely.Point(point)) == walked(0.0, 0.0, eye, point, houses, heights)


def test_without_houses_it_is_a_disc():
    assert viewshed(5.0, 5.0, 1.6, 100.0, buildings([], [])).area == pytest.approx(np.pi * 100**2, rel=1e-3)


def test_over_a_low_house_the_ground_is_seen_again():
    seen = viewshed(0.0, 0.0, 10.0, 200.0, buildings([HUT], [4.0]))
    assert not seen.covers(shapely.Point(-70, 0))
    assert seen.covers(shapely.Point(-120, 0))  # 60 m * 10 / (10 - 4) = 100 m


def test_houses_themselves_are_no_ground():
    seen = viewshed(0.0, 0.0, 80.0, 200.0, buildings([TOWER], [30.0]))
    assert seen.intersection(TOWER).area < 1.0


def test_from_a_window_one_looks_out():
    seen = viewshed(20.0, 0.0, 5.0, 100.0, buildings([TOWER], [30.0]))  # on the west wall
    assert seen.covers(shapely.Point(-50, 0))
    assert not seen.covers(shapely.Point(60, 0))


def test_cameras_that_see_a_point_are_those_whose_view_holds_it():
    cameras = Cameras(
        np.array([7, 8, 9]), np.array([0.0, 60.0, 0.0]), np.array([0.0, 0.0, -30.0]), np.full(3, 4.0),
        np.array([90.0, 270.0, np.nan]), np.full(3, 60.0), np.full(3, 50.0),
    )  # fmt: skip
    of = town([TOWER], [30.0])
    lines = Sightlines(of, cameras)
    for point in ((10, 0), (50, 0), (10, -25), (200, 0)):
        assert [id for id, _ in cameras_seeing_point(of, cameras, *point)] == lines.seeing(shapely.Point(point))
    assert [id for id, _ in cameras_seeing_point(of, cameras, 10, 0)] == [7, 9]
