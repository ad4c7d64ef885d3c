"""Words on plates that are left out where there is no room for them."""

from __future__ import annotations

import numpy as np

from scene3d.camera import Eye, Projection
from scene3d.tools.marks import Word
from scene3d.tools.paint import plates_of

PLAN = Projection(Eye(0.0, 0.0, 0.0, 500.0, 0.0, 90.0, True), 1200, 800)


def test_a_spare_plate_gives_way_where_another_lies(qapp):
    here, near, far = np.zeros(3), np.array([4.0, 0.0, 0.0]), np.array([150.0, 0.0, 0.0])
    for spare, shown in ((False, 3), (True, 2)):
        marks = [Word("11 分钟前", here, plate=True), *(Word("03:15", at, plate=True, spare=spare) for at in (near, far))]
        assert len(plates_of(PLAN, marks, "light", 1.0)) == shown


def test_a_plate_at_the_edge_of_the_map_is_seen_whole(qapp):
    metres = PLAN.metres_per_pixel()
    for x, y in ((1, 400), (1199, 400), (600, 1), (600, 799)):
        at = np.array([(x - 600) * metres, (400 - y) * metres, 0.0])
        ((left, top, width, height),) = plates_of(PLAN, [Word("22 分钟前 · ±17 米", at, plate=True)], "light", 1.0)
        assert min(left, top) >= 0 and left + width <= PLAN.width and top + height <= PLAN.height


def test_a_plate_of_what_is_out_of_sight_does_not_come_into_sight(qapp):
    at = np.array([900 * PLAN.metres_per_pixel(), 0.0, 0.0])
    ((left, _top, _width, _height),) = plates_of(PLAN, [Word("22 分钟前", at, plate=True)], "light", 1.0)
    assert left > PLAN.width
