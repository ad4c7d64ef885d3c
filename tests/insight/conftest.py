"""A small station in which every figure can be counted by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from shapely.geometry import Point, box

from data.clock import FixedClock
from data.store import Station
from tests.fresh import new_station

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)  # Saturday, 21:47 in Shanghai
LON, LAT = 102.74, 25.05


@dataclass(frozen=True)
class Small:
    """The station and the ids of what is in it, by name."""

    station: Station
    ids: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> int:
        return self.ids[name]


@pytest.fixture
def small(tmp_path):
    station = new_station(tmp_path / "small.station", "金沙派出所", origin=(LON, LAT), clock=FixedClock(NOW))
    found = Small(station)
    with station.editing(who="测试", why="建站") as draft:
        _fill(draft, found.ids)
    yield found
    station.close()


def _fill(draft, ids):
    ids["grid"] = draft.add("grid", {"name": "第二网格", "geometry": box(LON - 0.01, LAT - 0.01, LON + 0.01, LAT + 0.01)})
    ids["building"] = draft.add(
        "building",
        {
            "name": "金沙小区3栋",
            "street": "金沙路",
            "house_number": "18号",
            "storeys": 3,
            "units": 2,
            "built": 1998,
            "geometry": box(LON, LAT, LON + 0.0004, LAT + 0.0001),
        },
    )
    ids["other"] = draft.add("building", {"name": "金沙小区4栋", "geometry": box(LON + 0.02, LAT, LON + 0.0204, LAT + 0.0001)})
    _rooms(draft, ids)
    _people(draft, ids)
    _cases(draft, ids)
    _forces(draft, ids)
    _tasks(draft, ids)


def _rooms(draft, ids):
    for unit in "12":
        for storey in (1, 2, 3):
            for door in ("01", "02"):
                room = f"{storey}{door}"
                ids[f"{unit}-{room}"] = draft.add(
                    "dwelling", {"building": ids["building"], "storey": storey, "unit": unit, "room": room}
                )
    ids["sub"] = draft.add(
        "dwelling", {"building": ids["building"], "storey": 3, "unit": "1", "room": "301-1", "dwelling": ids["1-301"]}
    )
    ids["shop"] = draft.add("shop", {"name": "好又来", "trade": "grocery", "building": ids["building"], "dwelling": ids["1-101"]})
    for code, state, east in (("J-001", "working", 0.001), ("J-002", "working", 0.002), ("J-003", "faulty", 0.003)):
        ids[code] = draft.add("camera", {"code": code, "state": state, "geometry": Point(LON + east, LAT)})


def _people(draft, ids):
    living = (
        ("陈小明", "1-201", "household", "head", "2010-01-01", None),
        ("林小红", "1-201", "household", "spouse", "2010-01-01", None),
        ("欧阳大海", "2-302", "floating", "tenant", "2024-05-01", None),
        ("赵一", "sub", "floating", "tenant", "2025-05-01", None),
        ("钱二", "2-201", "household", "head", "2001-01-01", "2020-01-01"),
    )
    for name, room, registration, role, since, until in living:
        ids[name] = draft.add("person", {"name": name, "phone": "13912346027"})
        residence = {
            "person": ids[name],
            "dwelling": ids[room],
            "registration": registration,
            "role": role,
            "since": since,
            "until": until,
        }
        draft.add("residence", residence)


def _cases(draft, ids):
    middle = (LON + 0.0002, LAT + 0.00005)
    cases = (
        ("here", "2026-11-21T13:00:00Z", {"building": ids["building"]}),  # Saturday 21:00
        ("near", "2026-11-20T16:30:00Z", {"geometry": Point(middle[0] + 0.001, middle[1])}),  # 100 m; Saturday 00:30
        ("far", "2026-11-14T13:40:00Z", {"geometry": Point(middle[0] + 0.003, middle[1])}),  # 300 m; Saturday 21:40 a week ago
        ("later", "2026-11-14T14:00:00Z", {"building": ids["other"]}),  # a week ago, but after this time of day
        ("old", "2026-09-01T00:00:00Z", {"building": ids["building"]}),  # Tuesday 08:00
    )
    for name, at, where in cases:
        ids[name] = draft.add("case", {"type": "theft", "reported_at": at, "address": "金沙路", "state": "reported", **where})


def _forces(draft, ids):
    for name, tier, duty in (
        ("王", "core", "free"),
        ("李", "core", "off"),
        ("张", "close", "busy"),
        ("周", "loose", "free"),
        ("吴", "loose", "off"),
    ):
        ids[name] = draft.add("force", {"name": name, "tier": tier, "duty": duty})


def _tasks(draft, ids):
    tasks = (
        ("soon", "issued", "2026-11-21T15:00:00Z", None),
        ("late", "in_progress", "2026-11-21T12:00:00Z", None),
        ("calm", "signed", "2026-11-25T12:00:00Z", None),
        ("fed_back", "fed_back", "2026-11-20T12:00:00Z", None),
        ("in_time", "closed", "2026-11-20T12:00:00Z", "2026-11-20T11:00:00Z"),
        ("too_late", "closed", "2026-11-19T12:00:00Z", "2026-11-20T11:00:00Z"),
        ("long_ago", "closed", "2026-01-20T12:00:00Z", "2026-02-20T11:00:00Z"),
    )
    for name, state, due, closed in tasks:
        values = {"title": name, "type": "visit", "state": state, "due_at": due, "closed_at": closed, "assignee": ids["王"]}
        ids[f"task {name}"] = draft.add("task", values | {"building": ids["building"]})
