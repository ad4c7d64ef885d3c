"""A small station with a building, a room, a person in it, and two force members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import settings
from shapely.geometry import Point, box

from data.clock import FixedClock
from data.store import Station
from tests.fresh import new_station

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)


@dataclass(frozen=True)
class Small:
    """The station and the ids of what is in it."""

    station: Station
    building: int
    dwelling: int
    person: int
    camera: int
    wang: int
    li: int

    @property
    def clock(self) -> FixedClock:
        return self.station.clock


@pytest.fixture
def small(tmp_path):
    station = new_station(tmp_path / "small.station", "金沙派出所", origin=(102.74, 25.05), clock=FixedClock(NOW))
    with station.editing(who="测试", why="建站") as draft:
        building = draft.add("building", {"name": "金沙小区3栋", "storeys": 7, "geometry": box(102.74, 25.05, 102.7405, 25.0501)})
        dwelling = draft.add("dwelling", {"building": building, "storey": 4, "unit": "2", "room": "402"})
        person = draft.add("person", {"name": "陈小明", "phone": "13912346027"})
        draft.add("residence", {"person": person, "dwelling": dwelling, "registration": "floating", "role": "tenant"})
        camera = draft.add("camera", {"code": "J-042", "geometry": Point(102.742, 25.051)})
        wang = draft.add("force", {"name": "王警官", "tier": "core", "duty": "free"})
        li = draft.add("force", {"name": "李辅警", "tier": "close", "duty": "free"})
    yield Small(station, building, dwelling, person, camera, wang, li)
    station.close()
