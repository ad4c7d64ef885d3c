"""A dwelling that goes to another building takes along what is in it; questions about parts of dwellings."""

from __future__ import annotations

import pytest

from data.errors import InvalidValue
from data.query import Query, equals
from data.records import Edit
from tests.store.conftest import add, box


@pytest.fixture
def other(station):
    return add(station, "building", name="金沙小区6栋", geometry=box(121.51, 31.2))


def move(station, house, other, *more):
    return station.apply([Edit("dwelling", house["dwelling"], {"building": other}), *more], who="王警官", why="更正")


def building_of(station, kind, id):
    return station.get(kind, id)["building"]


def test_who_lives_in_it_moves_along(station, house, other):
    move(station, house, other)
    assert building_of(station, "residence", house["residence"]) == other


def test_it_is_one_change_set_and_undone_whole(station, house, other):
    move(station, house, other)
    station.undo(who="王警官")
    assert building_of(station, "residence", house["residence"]) == building_of(station, "dwelling", house["dwelling"])
    assert building_of(station, "residence", house["residence"]) == house["building"]


def test_its_parts_and_who_lives_there_move_along(station, house, other):
    part = add(station, "dwelling", building=house["building"], dwelling=house["dwelling"], room="301A")
    lodger = add(station, "residence", person=house["person"], dwelling=part)
    move(station, house, other)
    assert (building_of(station, "dwelling", part), building_of(station, "residence", lodger)) == (other, other)


def test_what_is_placed_elsewhere_by_the_same_set_goes_there(station, house, other):
    third = add(station, "building", name="金沙小区7栋", geometry=box(121.52, 31.2))
    move(station, house, other, Edit("residence", house["residence"], {"building": third}))
    assert building_of(station, "residence", house["residence"]) == third


def test_what_moves_in_by_the_same_set_takes_the_new_building(station, house, other):
    add_ = Edit("residence", None, {"person": house["person"], "dwelling": house["dwelling"]})
    made = move(station, house, other, add_)
    new = next(c.id for c in made.changes if c.before is None)
    assert building_of(station, "residence", new) == other


def test_what_is_removed_by_the_same_set_is_gone(station, house, other):
    move(station, house, other, Edit("residence", house["residence"], None))
    assert station.get("residence", house["residence"]) is None


def test_a_building_that_is_not_there_is_refused(station, house):
    with pytest.raises(InvalidValue, match="不存在"):
        move(station, house, 99999)
    assert building_of(station, "residence", house["residence"]) == house["building"]


def test_parts_of_a_dwelling_are_found_by_it(station, house):
    part = add(station, "dwelling", building=house["building"], dwelling=house["dwelling"], room="301A")
    assert [r.id for r in station.read(equals("dwelling", dwelling=house["dwelling"]))] == [part]


def test_a_dwelling_still_stands_in_itself(station, house):
    (record,) = station.read(Query("dwelling", placed=True))
    assert record.place.dwelling == house["dwelling"]
