"""What catches the pointer, and lines that pass the eye."""

from __future__ import annotations

import numpy as np
import pytest

from scene3d.camera import Eye, Projection
from scene3d.tools.paint import before_eye
from scene3d.tools.snap import Snapper

ABOVE = Projection(Eye(distance=350.0, pitch=90.0, parallel=True), 1000, 800)  # about a quarter of a metre a pixel


def snap(town, x, y, *, projection=ABOVE, row=-1, more=()):
    pixel = projection.pixels([[x, y, 0.0]])[0]
    return Snapper(town).snap(projection, pixel[0], pixel[1], np.array([x, y, 0.0]), row=row, more=more)


def test_a_corner_catches(small):
    caught = snap(small, 11.0, 11.5)
    assert caught.corner
    assert caught.point.tolist() == [10, 10, 0]


def test_an_edge_catches_where_no_corner_is_near(small):
    caught = snap(small, 11.0, 0.5)
    assert not caught.corner
    assert caught.point == pytest.approx([10, 0.5, 0], abs=1e-6)


def test_a_road_catches(small):
    assert snap(small, 120.0, -51.0).point == pytest.approx([120, -50, 0], abs=1e-6)


def test_nothing_catches_far_from_everything(small):
    assert snap(small, 150.0, 150.0) is None


def test_lines_of_the_tools_own_catch(small):
    assert snap(small, 151.0, 150.0, more=[np.array([[150.0, 150.0, 0.0]])]).point.tolist() == [150, 150, 0]


def test_from_far_away_only_the_tools_own_lines_catch(small):
    far = Projection(Eye(distance=5000.0, pitch=90.0, parallel=True), 1000, 800)
    assert snap(small, 10.0, 10.0, projection=far) is None
    assert snap(small, 10.0, 10.0, projection=far, more=[np.array([[10.0, 10.0]])]) is not None


def test_of_a_building_that_is_touched_the_roof_catches(small):
    steep = Projection(Eye(distance=120.0, pitch=30.0, bearing=0.0), 1000, 800)
    x, y, _ = steep.pixels([[10, -10, 30.0]])[0]
    caught = Snapper(small).snap(steep, x + 2, y, np.array([10.0, -10.0, 30.0]), row=0)
    assert caught.point.tolist() == [10, -10, 30]


def test_a_line_is_cut_where_it_passes_the_eye():
    projection = Projection(Eye(distance=100.0, pitch=10.0), 1000, 800)
    position, towards = projection.eye.position, projection.eye.direction
    ahead, behind = position + towards * 50, position - towards * 50
    (run,) = before_eye(projection, np.array([ahead, behind]))
    depth = (run - position) @ towards
    assert depth[0] == pytest.approx(50)
    assert 0 < depth[1] < 1
    assert before_eye(projection, np.array([behind, behind - towards])) == []


def test_a_line_before_the_eye_stays_whole():
    points = np.array([[0.0, 0, 0], [10, 0, 0], [10, 10, 0]])
    (run,) = before_eye(ABOVE, points, closed=True)
    assert run.tolist() == [*points.tolist(), points[0].tolist()]
