"""What was free of panels when a view was kept is free of them where it is looked at again."""

from __future__ import annotations

import numpy as np
import pytest

from app.eyes import camera_of, eye_of, frame_of, framed
from scene3d.camera import Eye, Projection
from tests.small_town import make_town

WIDE, PANELS = (1920, 1080), (352, 52, 404, 240)


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    made = make_town(tmp_path_factory.mktemp("eyes") / "s.station")
    yield made
    made.close()


def pixel_of(eye, size, point):
    return Projection(eye, *size).pixels(np.array([point]))[0][:2]


@pytest.mark.parametrize("eye", [Eye(10.0, 20.0, 0.0, 600.0, 30.0, 40.0), Eye(0.0, 0.0, 0.0, 500.0, 0.0, 90.0, True)])
def test_the_middle_and_all_that_was_free_is_free_again(station, eye):
    bare = (0, 0, 0, 0)
    camera = camera_of(station, eye, frame_of(WIDE, bare))
    there = framed(station, camera, frame_of(WIDE, PANELS))
    left, top, right, bottom = PANELS
    middle = (left + (1920 - right)) / 2, (top + (1080 - bottom)) / 2
    assert np.allclose(pixel_of(there, WIDE, eye.target), middle, atol=1.0)
    for x, y in ((480, 270), (1440, 270), (480, 810), (1440, 810)):  # a quarter in from each corner
        at = pixel_of(there, WIDE, Projection(eye, *WIDE).on_plane(x, y))
        assert left < at[0] < 1920 - right and top < at[1] < 1080 - bottom
    assert there.distance > eye.distance


def test_between_the_same_panels_the_eye_is_where_it_was(station):
    eye = Eye(10.0, 20.0, 3.0, 600.0, 30.0, 40.0)
    camera = camera_of(station, eye, frame_of(WIDE, PANELS))
    found = framed(station, camera, frame_of(WIDE, PANELS))
    assert found == eye_of(station, camera)
    assert np.allclose(found.target, eye.target, atol=0.01)


def test_a_view_that_says_nothing_of_panels_is_shown_as_it_was(station):
    eye = Eye(10.0, 20.0, 3.0, 600.0, 30.0, 40.0)
    camera = camera_of(station, eye)
    assert framed(station, camera, frame_of(WIDE, PANELS)) == eye_of(station, camera)


def test_along_the_streets_only_the_distance_is_another(station):
    eye = Eye(10.0, 20.0, 2.0, 120.0, 0.0, 1.0)
    there = framed(station, camera_of(station, eye, frame_of(WIDE)), frame_of(WIDE, (0, 0, 0, 700)))
    assert there.distance > eye.distance
    assert (there.bearing, there.pitch) == (eye.bearing, eye.pitch)
