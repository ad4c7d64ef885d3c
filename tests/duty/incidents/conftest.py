"""A small station with a case to which forces can be sent."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from shapely.geometry import Point, box

from data.clock import FixedClock, format_utc
from data.records import Record
from data.store import Station

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)


@dataclass(frozen=True)
class Desk:
    """The station and the ids of what is in it."""

    station: Station
    building: int
    dwelling: int
    case: int
    wang: int
    li: int
    off: int

    @property
    def clock(self) -> FixedClock:
        return self.station.clock

    def after(self, **time: float) -> str:
        """Let time pass and return the moment."""
        self.clock.set(self.clock.now() + timedelta(**time))
        return format_utc(self.clock.now())

    def get(self, kind: str, id: int) -> Record:
        found = self.station.get(kind, id)
        assert found is not None
        return found

    def the_case(self) -> Record:
        return self.get("case", self.case)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The station made once; tests work on copies, which are quicker to have."""
    path = tmp_path_factory.mktemp("incidents") / "desk.station"
    station = Station.create(path, "金沙派出所", origin=(102.74, 25.05), clock=FixedClock(NOW))
    with station.editing(who="测试", why="建站") as draft:
        shape = box(102.74, 25.05, 102.7405, 25.0501)
        building = draft.add("building", {"name": "金沙小区3栋", "compound": "金沙小区", "number": "3", "storeys": 7, "units": 3,
                                          "street": "金沙路", "house_number": "18", "geometry": shape})  # fmt: skip
        dwelling = draft.add("dwelling", {"building": building, "storey": 4, "unit": "2", "room": "402"})
        wang = draft.add("force", {"name": "王警官", "tier": "core", "role": "officer", "duty": "free",
                                   "geometry": Point(102.741, 25.051)})  # fmt: skip
        li = draft.add("force", {"name": "李辅警", "tier": "close", "role": "auxiliary", "duty": "free"})
        off = draft.add("force", {"name": "赵警官", "tier": "core", "role": "officer", "duty": "off"})
        case = draft.add("case", {"number": "JQ20261121-0001", "type": "assault", "reported_at": format_utc(NOW),
                                  "building": building})  # fmt: skip
    station.close()
    return path, (building, dwelling, case, wang, li, off)


@pytest.fixture
def desk(made, tmp_path):
    path, ids = made
    copy = tmp_path / "desk.station"
    shutil.copy(path, copy)
    station = Station.open(copy, clock=FixedClock(NOW))
    yield Desk(station, *ids)
    station.close()


@pytest.fixture(scope="module")
def still(made, tmp_path_factory):
    """A copy for tests that only read."""
    path, ids = made
    copy = tmp_path_factory.mktemp("still") / "desk.station"
    shutil.copy(path, copy)
    station = Station.open(copy, clock=FixedClock(NOW))
    yield Desk(station, *ids)
    station.close()
