"""A small station for each test."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import shapely

from data.clock import FixedClock
from data.records import Edit
from tests.fresh import new_station

ORIGIN = (121.5, 31.2)


@pytest.fixture
def clock():
    return FixedClock(datetime(2026, 11, 21, 13, 47, tzinfo=UTC))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "金沙.station"


@pytest.fixture
def station(file, clock):
    made = new_station(file, "金沙派出所", origin=ORIGIN, clock=clock)
    yield made
    made.close()


def add(station, kind, **values):
    """Add one record and return its id."""
    return station.apply([Edit(kind, None, values)], who="王警官", why="登记").changes[0].id


def box(west, south, size=0.0005):
    return shapely.box(west, south, west + size, south + size)


@pytest.fixture
def house(station):
    """A building with one dwelling and one person who lives there: their ids by kind."""
    with station.editing(who="王警官", why="登记") as draft:
        building = draft.add("building", {"name": "金沙小区5栋", "compound": "金沙小区", "geometry": box(121.5, 31.2)})
        dwelling = draft.add("dwelling", {"building": building, "storey": 3, "unit": "2", "room": "301"})
        person = draft.add("person", {"name": "张伟", "phone": "13901234567", "gender": "male"})
        residence = draft.add("residence", {"person": person, "dwelling": dwelling, "since": "2020-05-01"})
    return {"building": building, "dwelling": dwelling, "person": person, "residence": residence}
