"""Triangles of many polygons at once, and the large mesh cut into squares."""

import numpy as np
import pytest
import shapely

from scene3d.meshes.buildings import prisms
from scene3d.meshes.prisms import raised
from scene3d.meshes.triangles import flat_triangles

L_SHAPE = shapely.Polygon([(0, 0), (10, 0), (10, 4), (4, 4), (4, 10), (0, 10)])
COURTYARD = shapely.Polygon([(20, 0), (40, 0), (40, 20), (20, 20)], [[(25, 5), (35, 5), (35, 15), (25, 15)]])
HEXAGON = shapely.Point(60, 0).buffer(5, quad_segs=2)
STRAIGHT_CORNER = shapely.Polygon([(70, 0), (75, 0), (80, 0), (80, 5), (70, 5)])
ALL = np.array([L_SHAPE, COURTYARD, HEXAGON, STRAIGHT_CORNER, shapely.reverse(L_SHAPE), shapely.reverse(HEXAGON)], object)


def areas(points, faces):
    a, b, c = (points[faces[:, i], :2].astype(float) for i in range(3))
    return ((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]) / 2


def test_triangles_fill_each_polygon():
    found = flat_triangles(ALL)
    filled = np.bincount(found.of_face, areas(found.points, found.faces), minlength=len(ALL))
    assert filled == pytest.approx(shapely.area(ALL))


def test_no_triangle_lies_outside_of_its_polygon():
    found = flat_triangles(ALL)
    middles = shapely.points(found.points[found.faces].mean(axis=1))
    assert shapely.covers(ALL[found.of_face], middles).all()


def test_triangles_run_counter_clockwise_whatever_the_order_of_the_ring():
    found = flat_triangles(ALL)
    assert (areas(found.points, found.faces) > 0).all()


def test_triangles_have_the_points_of_their_own_polygon():
    found = flat_triangles(ALL)
    assert (found.of_point[found.faces] == found.of_face[:, None]).all()


def test_no_polygon_is_no_triangle():
    found = flat_triangles(np.zeros(0, object))
    assert (len(found.points), len(found.faces)) == (0, 0)


def test_walls_without_feet_have_the_same_area(small):
    solids = prisms(small)

    def area(meshes):
        corners = [m.points[m.faces].astype(float) for m in meshes.values()]
        return sum(np.linalg.norm(np.cross(c[:, 1] - c[:, 0], c[:, 2] - c[:, 0]), axis=1).sum() for c in corners)

    with_feet, without = (raised(solids, "light", parapets=False, feet=feet) for feet in (True, False))
    assert area(without) == pytest.approx(area(with_feet), rel=1e-5)
