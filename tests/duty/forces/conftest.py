"""A station with two grids, four force members, a vehicle and a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from shapely.geometry import LineString, Point, box

from data.clock import FixedClock
from data.store import Station
from tests.fresh import new_station

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)


@dataclass(frozen=True)
class Post:
    """The station and the ids of what is in it."""

    station: Station
    east: int
    west: int
    wang: int  # free, seen a minute ago in the east
    li: int  # free, belongs to the west, seen two hours ago
    zhao: int  # on a case in the east
    sun: int  # off duty
    car: int
    case: int
    road: int

    @property
    def clock(self) -> FixedClock:
        return self.station.clock

    def force(self, id):
        return self.station.get("force", id, placed=True)


@pytest.fixture
def post(tmp_path):
    station = new_station(tmp_path / "post.station", "金沙派出所", origin=(102.74, 25.05), clock=FixedClock(NOW))
    with station.editing(who="测试", why="建站") as draft:
        west = draft.add("grid", {"name": "第一网格", "geometry": box(102.730, 25.045, 102.740, 25.055)})
        east = draft.add("grid", {"name": "第二网格", "geometry": box(102.740, 25.045, 102.750, 25.055)})
        case = draft.add("case", {"type": "dispute", "reported_at": "2026-11-21T13:40:00Z"})
        car = draft.add("vehicle", {"name": "巡01", "plate": "云A0001警", "type": "car"})
        wang = draft.add("force", {
            "name": "王警官", "tier": "core", "duty": "free", "team": "值班A组", "grid": east, "skills": "急救、驾驶",
            "geometry": Point(102.745, 25.050), "seen_at": "2026-11-21T13:46:00Z", "accuracy": 8.0,
        })  # fmt: skip
        li = draft.add("force", {
            "name": "李辅警", "tier": "close", "duty": "free", "grid": west, "geometry": Point(102.746, 25.050),
            "seen_at": "2026-11-21T11:47:00Z",
        })  # fmt: skip
        zhao = draft.add("force", {
            "name": "赵辅警", "tier": "close", "duty": "on_scene", "case": case, "geometry": Point(102.744, 25.050),
            "seen_at": "2026-11-21T13:47:00Z",
        })  # fmt: skip
        sun = draft.add("force", {"name": "孙大姐", "tier": "loose", "duty": "off", "grid": west, "team": "义警队"})
        road = draft.add("road", {
            "name": "金沙路", "class": "minor_road", "geometry": LineString([(102.741, 25.050), (102.749, 25.050)]),
        })  # fmt: skip
    yield Post(station, east, west, wang, li, zhao, sun, car, case, road)
    station.close()
