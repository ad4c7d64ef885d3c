"""What plans put into the scene: ribbons on roads, grounds over each other, marks for ways and places."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from data.duty.plan_picture import Ground, Path, Picture, Spot, Streets
from scene3d.plan_marks import STREET_ALPHA, marks_of, picture_mesh, street_mesh
from scene3d.tools.marks import Handle, Line, Word


def test_a_road_becomes_a_ribbon_as_wide_as_it_says():
    ribbon = street_mesh(Streets(np.array([[[0.0, 0.0], [100.0, 0.0]]]), "ring_near", 6.0), "light", 2.0)
    west, south, east, north = shapely.MultiPoint(ribbon.points[:, :2]).bounds
    assert (south, north) == pytest.approx((-3.0, 3.0))
    assert (west, east) == pytest.approx((-1.2, 101.2))
    assert set(ribbon.points[:, 2].tolist()) == {2.0}
    assert set(ribbon.colours[:, 3].tolist()) == {STREET_ALPHA}


def test_points_without_length_leave_no_ribbon():
    assert street_mesh(Streets(np.zeros((3, 2, 2)), "ring_near"), "light", 2.0).empty


def test_later_grounds_lie_over_earlier_ones_and_roads_over_all():
    square = shapely.box(0, 0, 50, 50)
    picture = Picture(
        (Ground(square, "front", rim=False), Ground(square, "cordon_inside", rim=False)),
        (Streets(np.array([[[0.0, 0.0], [9.0, 0.0]]]), "ring_near"),),
    )
    heights = np.unique(picture_mesh(picture, "dark").points[:, 2])
    assert len(heights) == 3


def test_an_empty_picture_is_an_empty_mesh():
    assert picture_mesh(Picture((Ground(shapely.Polygon(), "front"),)), "light").empty


def test_ways_and_places_become_marks_with_their_words():
    line = np.array([[0.0, 0.0], [100.0, 0.0]])
    marks = marks_of(Picture(paths=(Path(line, words="甲 2 分"),), spots=(Spot((5.0, 5.0), "post", "路口"),)))
    assert [type(m) for m in marks] == [Line, Word, Handle, Word]
    assert marks[1].point[:2].tolist() == [50.0, 0.0]
