"""Where a wish to go to a record leads: an area is seen whole."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import Point, box

from data.records import Edit
from data.store import Station
from data.workspace import Flight
from scene3d.flights import TO_RECORD, Flights


class Reads:
    """Workers that do at once what is asked."""

    def read(self, _topic, work, then):
        then(work())


class Eye:
    """A navigator that notes where it was sent."""

    def fly_to(self, point, distance):
        self.at, self.distance = point, distance


@pytest.fixture
def station(tmp_path):
    with Station.create(tmp_path / "a.station", "站", origin=(121.0, 31.0)) as made:
        yield made


@pytest.fixture
def fly(station):
    def fly(kind, values):
        eye = Eye()
        id = station.apply([Edit(kind, None, values)], who="a", why="b").changes[0].id
        Flights(station, eye, Reads(), lambda: None).go(Flight(kind, id))
        return eye

    return fly


def test_an_area_is_seen_whole_from_over_its_middle(fly, station):
    west, south, east, north = 300.0, -200.0, 900.0, 100.0
    eye = fly("cordon", {"name": "圈", "geometry": station.frame.geometry_to_degrees(box(west, south, east, north))})
    assert np.allclose(eye.at[:2], [(west + east) / 2, (south + north) / 2], atol=0.5)
    assert eye.distance > east - west


def test_a_small_area_and_a_point_are_not_gone_too_near(fly, station):
    assert fly("cordon", {"name": "圈", "geometry": station.frame.geometry_to_degrees(box(0, 0, 5, 5))}).distance == TO_RECORD
    assert fly("place", {"name": "坑", "category": "other", "geometry": Point(121.0, 31.0)}).distance == TO_RECORD
