from __future__ import annotations

from dataclasses import dataclass

import pytest

from widgets.records.grid_layout import NARROWEST, lay_bands


@dataclass(frozen=True)
class Room:
    storey: int
    unit: str
    column: int


def rooms(units, per_unit, storeys):
    return [Room(s, str(u), u * per_unit + c) for u in range(units) for s in storeys for c in range(per_unit)]


def test_units_that_fit_stand_side_by_side():
    bands = lay_bands(rooms(3, 2, range(1, 8)), range(7, 0, -1), 370)
    assert [len(b.units) for b in bands] == [3]


@pytest.mark.parametrize("width", [300, 370, 800])
def test_no_room_is_narrower_than_readable(width):
    for band in lay_bands(rooms(6, 4, (1, 2)), (2, 1), width):
        for unit in band.units:
            assert unit.width / unit.columns >= NARROWEST - 8
            assert unit.left + unit.width <= width


def test_many_units_break_into_bands_and_none_is_lost():
    bands = lay_bands(rooms(6, 4, (1, 2)), (2, 1), 370)
    assert len(bands) > 1
    assert [u.name for b in bands for u in b.units] == [str(u) for u in range(6)]


def test_a_long_corridor_wraps_within_its_storey():
    bands = lay_bands(rooms(1, 40, (1,)), (1,), 370)
    assert bands[0].rows[0][1] == -(-40 // bands[0].units[0].columns)


def test_a_missing_room_leaves_a_gap_above_its_neighbours():
    found = [Room(2, "1", 1), Room(1, "1", 0), Room(1, "1", 1)]
    unit = lay_bands(found, (2, 1), 370)[0].units[0]
    assert unit.rooms[2] == [None, found[0]]


def test_storeys_without_rooms_still_stand():
    assert lay_bands([], (3, 2, 1), 370)[0].rows == [(3, 1), (2, 1), (1, 1)]
