"""What leaves the screen shows what the window shows between its panels, whatever shape it has."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.map_out_eye import eye_for, middle_of, plan_for
from scene3d.camera import Projection, overview

WINDOW, MARGINS = (1856, 1028), (288, 0, 404, 220)
EYE = overview((0.0, 0.0, 1100.0, 900.0), WINDOW, MARGINS)


def free_corners():
    projection = Projection(EYE, *WINDOW)
    left, top, right, bottom = MARGINS
    return np.array([projection.on_plane(x, y) for x in (left, WINDOW[0] - right) for y in (top + 90, WINDOW[1] - bottom)])


@pytest.mark.parametrize("size", [(3840, 2160), (1111, 3333), (2000, 1457), (4000, 500)])
def test_all_the_ground_between_the_panels_is_in_the_picture(size):
    found = Projection(eye_for(EYE, WINDOW, MARGINS, size), *size).pixels(free_corners())
    assert (found[:, :2] >= -1).all() and (found[:, :2] <= np.array(size) + 1).all()


@pytest.mark.parametrize("size", [(3840, 2160), (2000, 1457)])
def test_the_picture_is_no_farther_off_than_it_must_be(size):
    assert eye_for(EYE, WINDOW, MARGINS, size).distance < middle_of(EYE, WINDOW, MARGINS, size).distance * 1.5


def test_a_low_eye_does_not_go_back_for_the_horizon():
    low = replace(EYE, pitch=8.0)
    assert eye_for(low, WINDOW, MARGINS, (3840, 2160)).distance < low.distance * 3


TOWN = (0.0, 0.0, 1100.0, 900.0)


@pytest.mark.parametrize("size", [(3840, 2160), (1111, 3333)])
@pytest.mark.parametrize("turned", [0.0, 35.0])
def test_a_plan_shows_all_of_the_town_that_was_seen_aslant(size, turned):
    eye = overview(TOWN, WINDOW, MARGINS, bearing=turned, pitch=35.0)
    plan = plan_for(eye, WINDOW, MARGINS, size, TOWN)
    assert (plan.bearing, plan.pitch, plan.parallel) == (0.0, 90.0, True)
    corners = np.array([(x, y, 0.0) for x in TOWN[::2] for y in TOWN[1::2]])
    found = Projection(plan, *size).pixels(corners)
    assert (found[:, :2] >= 0).all() and (found[:, :2] <= np.array(size)).all()
    assert np.ptp(found[:, :2], axis=0).max() > 0.8 * min(size)


def test_a_plan_of_a_plan_is_what_was_seen():
    eye = overview(TOWN, WINDOW, MARGINS, pitch=90.0, parallel=True)
    plan, middle = plan_for(eye, WINDOW, MARGINS, (3840, 2160), TOWN), middle_of(eye, WINDOW, MARGINS, (3840, 2160))
    assert (plan.east, plan.north, plan.distance) == (middle.east, middle.north, middle.distance)


def test_a_plan_from_a_low_eye_stays_at_the_middle():
    low = replace(EYE, pitch=8.0)
    assert plan_for(low, WINDOW, MARGINS, (3840, 2160), TOWN).distance < low.distance
