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
