"""Lengths, areas and slopes, and how they are said."""

from __future__ import annotations

import numpy as np
import pytest

from data.town.lengths import area, area_words, bearing, length_words, level_length, slope, true_length


def test_a_way_is_longer_through_space_than_on_the_plan():
    line = np.array([[0.0, 0, 0], [3, 4, 12]])
    assert (level_length(line), true_length(line)) == (pytest.approx(5), pytest.approx(13))


def test_an_area_far_from_the_origin_is_exact():
    ring = np.array([[0.0, 0], [10, 0], [10, 10], [0, 10]]) + 1e6
    assert area(ring) == pytest.approx(100)
    assert area(ring[::-1]) == pytest.approx(100)


@pytest.mark.parametrize(("end", "degrees", "percent"), [
    ((10, 0, 10), 45, 100), ((10, 0, -10), -45, -100), ((0, 0, 5), 90, np.inf), ((10, 0, 0), 0, 0), ((0, 0, 0), 0, 0),
])  # fmt: skip
def test_slopes(end, degrees, percent):
    assert slope(np.zeros(3), np.array(end, float)) == (pytest.approx(degrees), pytest.approx(percent))


@pytest.mark.parametrize(("end", "degrees"), [((0, 5), 0), ((5, 0), 90), ((0, -5), 180), ((-5, 0), 270)])
def test_bearings_go_clockwise_from_north(end, degrees):
    assert bearing(np.zeros(2), np.array(end, float)) == pytest.approx(degrees)


@pytest.mark.parametrize(("metres", "said"), [(0.456, "0.46 米"), (12.34, "12.3 米"), (999.94, "999.9 米"), (1234, "1.23 公里")])
def test_lengths_are_said(metres, said):
    assert length_words(metres) == said


@pytest.mark.parametrize(("metres", "said"), [
    (12.34, "12.3 平方米"), (1234, "1234 平方米"), (12_345, "1.23 公顷"), (2.5e6, "2.500 平方公里"),
])  # fmt: skip
def test_areas_are_said(metres, said):
    assert area_words(metres) == said
