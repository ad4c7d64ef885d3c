"""The grid of rooms."""

from __future__ import annotations

import pytest

from data.insight import building_view
from data.insight.rooms import natural, room_grid, room_state, storey_of
from data.records import Record


def room(id: int, number: str, storey: int | None = None, unit: str = "1", **more: object) -> Record:
    return Record("dwelling", id, {"room": number, "storey": storey, "unit": unit, "dwelling": None, "use": None, **more})


def grid(*rooms: Record, storeys: int = 0, below: int = 0):
    return room_grid(rooms, [], [], storeys, below)


def test_rows_run_from_the_top_and_columns_by_stairwell(small):
    rooms = building_view(small.station, small["building"]).rooms
    assert rooms.storeys == (3, 2, 1)
    assert rooms.units == (("1", 2), ("2", 2))
    assert [c.room for c in rooms.row(2)] == ["201", "202", "201", "202"]
    assert [c.column for c in rooms.row(2)] == [0, 1, 2, 3]


def test_cells_tell_who_is_in_them(small):
    rooms = building_view(small.station, small["building"]).rooms
    seen = {name: (rooms.cell(small[name]).state, rooms.cell(small[name]).people) for name in ("1-201", "2-302", "1-101", "2-201")}
    assert seen == {"1-201": ("household", 2), "2-302": ("floating", 1), "1-101": ("business", 0), "2-201": ("vacant", 0)}


def test_a_shop_gives_its_room_its_name(small):
    assert building_view(small.station, small["building"]).rooms.cell(small["1-101"]).label == "好又来"


def test_parts_of_a_room_are_counted_into_it(small):
    rooms = building_view(small.station, small["building"]).rooms
    assert (rooms.cell(small["1-301"]).people, rooms.cell(small["1-301"]).state) == (1, "floating")
    assert rooms.cell(small["sub"]) is None


def test_there_is_no_storey_0():
    assert grid(room(1, "101", 1), room(2, "B01", -1), storeys=3, below=2).storeys == (3, 2, 1, -1, -2)


def test_storeys_without_a_known_room_keep_their_row():
    assert grid(room(1, "301", 3), storeys=5).storeys == (5, 4, 3, 2, 1)


def test_rooms_above_each_other_share_a_column_on_two_digit_storeys_too():
    found = grid(room(1, "901", 9), room(2, "1001", 10), room(3, "1002", 10))
    assert [c.suffix for c in found.columns] == ["01", "02"]


def test_rooms_numbered_without_their_storey_share_columns():
    found = grid(room(1, "1", 1), room(2, "1", 2), room(3, "2", 2))
    assert [c.suffix for c in found.columns] == ["1", "2"]


def test_stairwell_10_comes_after_2():
    assert [u for u, _ in grid(room(1, "101", 1, "10"), room(2, "101", 1, "2")).units] == ["2", "10"]


@pytest.mark.parametrize(("number", "storey"), [("301", 3), ("1204", 12), ("A301", 3), ("铺面", None), ("12", None), ("001", None)])
def test_a_storey_is_read_from_the_room_number_where_it_is_not_recorded(number, storey):
    assert storey_of(room(1, number)) == storey


def test_rooms_of_no_known_storey_are_kept_apart():
    found = grid(room(1, "铺面"), room(2, "101", 1))
    assert [c.dwelling for c in found.unplaced] == [1]
    assert [c.dwelling for c in found.cells] == [2]


@pytest.mark.parametrize(
    ("use", "registrations", "shops", "state"),
    [
        ("business", [], [], "business"),
        ("business", ["household"], [], "household"),
        ("owner", ["household"], ["好又来"], "business"),
        ("let", ["household", "floating"], [], "floating"),
        ("let", ["lodging"], [], "floating"),
        (None, [None], [], "household"),
        ("owner", [], [], "vacant"),
    ],
)
def test_the_state_of_a_room(use, registrations, shops, state):
    assert room_state(use, registrations, shops) == state


def test_natural_order():
    assert sorted(["10", "2", "1A", "1"], key=natural) == ["1", "1A", "2", "10"]


def test_rooms_below_ground_share_columns_too():
    assert [c.suffix for c in grid(room(1, "B101", -1), room(2, "B201", -2), room(3, "301", 3)).columns] == ["01"]
