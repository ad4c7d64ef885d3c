"""The small town with records to be written out."""

from __future__ import annotations

import pytest
from shapely.geometry import Point

from data.query import equals


@pytest.fixture
def full(town):
    """The town with a person, a shop with a dangerous name, a case, and a camera."""
    building = town.first(equals("building", name="金沙小区5栋")).id
    dwelling = town.first(equals("dwelling", building=building, unit="2", room="301")).id
    with town.editing(who="t", why="setup") as draft:
        person = draft.add(
            "person", {"name": "张伟", "id_number": "990000198001010012", "phone": "13800000001", "birth": "1980-01-01"}
        )
        draft.add("residence", {"person": person, "building": building, "dwelling": dwelling})
        draft.add("shop", {"name": "=HYPERLINK(1)", "trade": "food", "building": building})
        draft.add(
            "case", {"number": "J1", "type": "theft", "reported_at": "2026-11-01T00:00:00Z", "geometry": Point(104.06, 30.67)}
        )
        draft.add("camera", {"code": "K1", "bearing": 90.5})
    return town
