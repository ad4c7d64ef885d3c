"""What of an arrangement reaches into a part of the picture."""

from __future__ import annotations

import numpy as np

from scene3d.overlay.items import Label, Symbol
from scene3d.overlay.placed import Arrangement, PlacedLabel, PlacedSymbol


def pin(x, y):
    return PlacedSymbol(Symbol("shop", (1,), (0.0, 0.0, 0.0), "shop", "店", "#000"), x, y, (x, y - 20), 12.0, dot=False)


def name(x, y, width):
    box = (x - width / 2, y - 8, x + width / 2, y + 8)
    return PlacedLabel(Label("名字", "building", np.zeros((1, 3)), 1.0), x, y, 0.0, box, None, width)


def test_a_pin_whose_head_reaches_into_the_part_is_in_it():
    assert Arrangement((pin(50.0, 110.0),)).within(0, 0, 100, 90).symbols


def test_a_pin_far_below_the_part_is_not_in_it():
    assert not Arrangement((pin(50.0, 300.0),)).within(0, 0, 100, 90).symbols


def test_a_long_name_whose_end_reaches_into_the_part_is_in_it():
    assert Arrangement((), (name(220.0, 50.0, 200.0),)).within(0, 0, 130, 90).labels


def test_a_name_far_beside_the_part_is_not_in_it():
    assert not Arrangement((), (name(420.0, 50.0, 100.0),)).within(0, 0, 130, 90).labels
