"""Where the walls of a building's own model end."""

from __future__ import annotations

import pytest
from shapely.geometry import MultiPolygon, Polygon

from data.town.roofs import model_rise


def house(ridge):
    """Walls 6 m high over 10 x 8 m, and a gabled roof up to the ridge."""
    walls = [
        [(0, 0, 0), (10, 0, 0), (10, 0, 6), (0, 0, 6)],
        [(0, 8, 0), (10, 8, 0), (10, 8, 6), (0, 8, 6)],
        [(0, 0, 0), (0, 8, 0), (0, 8, 6), (0, 4, ridge), (0, 0, 6)],
        [(10, 0, 0), (10, 8, 0), (10, 8, 6), (10, 4, ridge), (10, 0, 6)],
    ]
    roof = [[(0, 0, 6), (10, 0, 6), (10, 4, ridge), (0, 4, ridge)], [(0, 8, 6), (10, 8, 6), (10, 4, ridge), (0, 4, ridge)]]
    return MultiPolygon([Polygon(face) for face in (*walls, *roof)])


def test_a_gabled_roof_begins_at_the_eaves():
    assert model_rise(house(9.0)) == pytest.approx(3.0)


def test_a_flat_roof_rises_nowhere():
    assert model_rise(house(6.0)) == 0.0
