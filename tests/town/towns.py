"""Small towns made by hand, in local metres."""

import numpy as np

from data.town.model import Buildings, Grounds, Parts, Roads, Town
from data.town.shapes import object_array

NONE = np.zeros(0)


def buildings(shapes, heights):
    n = len(shapes)
    return Buildings(np.arange(1, n + 1), object_array(list(shapes)), np.zeros(n), np.array(heights, float), np.ones(n, np.int32),
                     np.zeros(n, np.int32), [""] * n, [""] * n, {}, np.zeros(n, bool))  # fmt: skip


def town(shapes, heights):
    none = object_array([])
    return Town(buildings(shapes, heights), Parts(NONE, NONE, none, NONE, NONE), Roads(NONE, none, NONE, [], []),
                Grounds(NONE, none, [], []), (-500, -500, 500, 500))  # fmt: skip
