"""Who can be where in time: against a search of its own from each force."""

from __future__ import annotations

import numpy as np
import pytest

from data.duty.dispatch.arrivals import OnRoads
from data.town.network_side import cheapest
from tests.duty.dispatch.roads import NOW, force, grid_lines, travel_on

MODES = ["car", "motorcycle", "bicycle", "foot"]


def streets():
    """Return a grid with footpaths, main roads and one-ways."""
    lines = grid_lines(13, 13, 120.0)
    rng = np.random.default_rng(3)
    classes = rng.choice(["footway", "main_road", "minor_road"], len(lines)).tolist()
    return travel_on(*lines, classes=classes, oneway=(rng.random(len(lines)) < 0.2).tolist())


STREETS = streets()


def alone(one):
    """Return the seconds of one force to each node: by its vehicle, then on foot."""
    where = STREETS.local(one.standing.lon, one.standing.lat)
    there = STREETS.from_point(where, one.mode, NOW).costs
    return cheapest(STREETS.side("foot", NOW).matrix, np.arange(len(there)), there)[0]


@pytest.mark.parametrize("seed", range(6))
def test_each_is_able_to_be_where_a_search_from_them_alone_says(seed):
    rng = np.random.default_rng(seed)
    forces = [force(STREETS, i + 1, spot, str(rng.choice(MODES))) for i, spot in enumerate(rng.uniform(0, 1440, (20, 2)))]
    nodes = STREETS.edges.nodes
    here = rng.uniform(300, 1100, 2)
    windows = np.hypot(*(nodes - here).T) / rng.uniform(1.5, 8) - 20.0
    windows = np.where(windows < rng.uniform(60, 200), windows, -np.inf)
    found = OnRoads(STREETS, forces, NOW, windows)
    seconds = np.array([alone(one) for one in forces])
    asked = rng.permutation(len(nodes))
    expected = (seconds <= windows)[:, asked]
    assert (found.able(asked) == expected).all()
    assert np.abs(found.times(asked)[expected] - seconds[:, asked][expected]).max(initial=0.0) < 1e-3


def test_where_nothing_can_be_held_nobody_is_able_to():
    nobody = OnRoads(STREETS, [force(STREETS, 1, (0, 0))], NOW, np.full(len(STREETS.edges.nodes), -np.inf))
    assert not nobody.able(np.arange(20)).any()
