"""A small station with the names that make addresses hard, for all who read and write files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from shapely.geometry import box

from data.clock import FixedClock
from data.store.station import Station
from tests.fresh import copied

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
# name, compound, number, street, house number
BUILDINGS = [
    ("金沙小区1栋", "金沙小区", "1", None, None),
    ("金沙小区2栋", "金沙小区", "2", None, None),
    ("金沙小区5栋", "金沙小区", "5", "金沙路", "18"),
    ("金沙小区12栋", "金沙小区", "12", None, None),
    ("金沙二区5栋", "金沙二区", "5", None, None),
    ("河滨花园三期5栋", "河滨花园三期", "5", None, None),
    ("河滨花园二期5栋", "河滨花园二期", "5", None, None),
    ("银杏大厦", None, None, "解放路", "66"),
    ("翠竹新村A座", "翠竹新村", "A", None, None),
    ("幸福社区3栋", "幸福社区", "3", None, None),
]
DWELLINGS = [
    ("金沙小区5栋", "2", "301", 3),
    ("金沙小区5栋", "1", "301", 3),
    ("金沙小区5栋", "2", "1203", 12),
    ("金沙小区12栋", "1", "201", 2),
    ("银杏大厦", None, "1203", 12),
    ("金沙小区1栋", "2", "301", 3),
]


def make_town(path: Path) -> Station:
    """Make the station in a new file."""
    return copied(path, "small town", _make, FixedClock(NOON))


def _make(path: Path) -> Station:
    station = Station.create(path, "测试", origin=(104.0, 30.6), clock=FixedClock(NOON))
    with station.editing(who="t", why="setup") as draft:
        ids = {}
        for i, (name, compound, number, street, house) in enumerate(BUILDINGS):
            west = 104.0 + i * 0.001
            values = {"name": name, "compound": compound, "number": number, "street": street, "house_number": house, "storeys": 18}
            ids[name] = draft.add("building", {**values, "geometry": box(west, 30.6, west + 0.0005, 30.6003)})
        for name, unit, room, storey in DWELLINGS:
            draft.add("dwelling", {"building": ids[name], "unit": unit, "room": room, "storey": storey})
    return station
