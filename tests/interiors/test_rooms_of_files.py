"""Rooms that a CityJSON file has inside of its buildings: their storeys, names and outlines, and the dwellings that they are."""

import json

import pytest
import shapely

from data.exchange.places import import_places
from data.insight.room_outlines import RoomOutline, dwellings_of, room_outlines
from data.insight.rooms import room_grid
from data.query import Query, equals
from data.records import Record
from data.store import Station
from data.town.load import load_town
from data.workspace import Selection
from scene3d.drill import open_chosen, read_inside

STEP = 3000  # millimetres from floor to floor


def block(west, south, east, north, low, high):
    """The corners of a box in millimetres, its foot first."""
    return [(x, y, z) for z in (low, high) for x, y in ((west, south), (east, south), (east, north), (west, north))]


def shell(first):
    faces = [[3, 2, 1, 0], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]]
    return [[[first + corner for corner in face]] for face in faces]


@pytest.fixture
def house():
    """A house of two storeys and a cellar with two rooms on each; the upper left one has no number of its own."""
    corners, objects = block(0, 0, 10000, 6000, 0, 2 * STEP), {}
    solid = {"type": "Solid", "lod": "2.2", "boundaries": [shell(0)]}
    names = []
    for storey, low in ((-1, -STEP), (1, 0), (2, STEP)):
        for number, (west, east) in enumerate(((0, 5000), (5000, 10000)), start=1):
            first = len(corners)
            corners += block(west, 0, east, 6000, low + 100, low + STEP - 100)
            name = f"room {storey} {number}"
            attributes = {"roomNumber": f"{storey}0{number}"} if (storey, number) != (2, 1) else {}
            geometry = [{"type": "Solid", "lod": "3.1", "boundaries": [shell(first)]}]
            objects[name] = {"type": "BuildingRoom", "attributes": attributes, "parents": ["b1"], "geometry": geometry}
            names.append(name)
    objects["b1"] = {"type": "Building", "geometry": [solid], "children": names}
    return {
        "type": "CityJSON", "version": "2.0", "transform": {"scale": [0.001] * 3, "translate": [90000.0, 435000.0, 2.0]},
        "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415"}, "vertices": [list(c) for c in corners],
        "CityObjects": objects,
    }  # fmt: skip


@pytest.fixture
def bring(tmp_path):
    station = Station.create(tmp_path / "here.station", "这里")

    def bring_in(document):
        path = tmp_path / "house.city.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return station, import_places(station, path, who="李警官")

    yield bring_in
    station.close()


def test_rooms_come_in_with_their_building(house, bring):
    station, _ = bring(house)
    rooms = station.read(Query("plan_room"))
    assert len(rooms) == 6
    assert {room["building"] for room in rooms} == {station.first(Query("building")).id}


def test_storeys_are_counted_from_the_ground_floor(house, bring):
    station, _ = bring(house)
    found = {(room["name"], room["storey"]) for room in station.read(Query("plan_room"))}
    assert {("-101", -1), ("102", 1), ("202", 2)} <= found


def test_a_house_has_the_storeys_below_that_its_rooms_are_on(house, bring):
    """Its list of storeys ended at the ground, and nobody came to the cellar."""
    station, _ = bring(house)
    assert station.first(Query("building"))["storeys_below"] == 1


def test_what_a_house_says_of_its_storeys_below_is_left_to_it(house, bring):
    house["CityObjects"]["b1"]["attributes"] = {"storeysBelowGround": 3}
    station, _ = bring(house)
    assert station.first(Query("building"))["storeys_below"] == 3


def test_a_storey_that_is_told_counts_more_than_its_height(house, bring):
    house["CityObjects"]["room 2 2"]["attributes"]["storey"] = "3F"
    station, _ = bring(house)
    assert station.first(equals("plan_room", name="202"))["storey"] == 3


def test_a_room_without_a_number_is_called_as_the_file_calls_it(house, bring):
    station, _ = bring(house)
    assert station.first(equals("plan_room", name="room 2 1")) is not None


def test_the_same_file_again_changes_nothing(house, bring):
    bring(house)
    station, report = bring(house)
    assert station.count(Query("plan_room")) == 6 and not report.batch


def test_a_room_without_a_floor_is_left_out_and_the_rest_comes(house, bring):
    house["CityObjects"]["room 1 1"]["geometry"] = [{"type": "MultiSurface", "lod": "3", "boundaries": [[[99999, 1, 2]]]}]
    station, _ = bring(house)
    assert station.count(Query("plan_room")) == 5


def test_rooms_lie_in_their_house(house, bring):
    station, _ = bring(house)
    building = station.first(Query("building")).id
    town = load_town(station)
    outlines = room_outlines(station, building)
    whole = shapely.union_all([o.polygon for o in outlines])
    assert whole.area == pytest.approx(60, rel=0.02)
    assert town.buildings.footprints[0].buffer(0.1).covers(whole)


def test_an_opened_storey_shows_the_rooms_of_the_file(house, bring):
    station, _ = bring(house)
    building = station.first(Query("building")).id
    with station.editing(who="t", why="x") as draft:
        dwelling = draft.add("dwelling", {"building": building, "storey": 2, "room": "202"})
    opened = open_chosen(load_town(station), 0, Selection("building", building, storey=2), read_inside(station, building), "light")
    assert {shape.dwelling for shape in opened.shapes} == {0, dwelling}
    assert {round(shape.polygon.area) for shape in opened.shapes} == {30}


def grid_of(*rooms):
    return room_grid([Record("dwelling", i, {"storey": 2, "room": r, "unit": u, "use": None, "dwelling": None})
                      for i, (r, u) in enumerate(rooms, start=1)], [], [])  # fmt: skip


SQUARE = shapely.box(0, 0, 1, 1)


@pytest.mark.parametrize(("name", "dwelling"), [("201", 1), ("Room 201", 1), ("0201", 1), ("201室", 1), ("203", 0), ("", 0)])
def test_a_room_is_the_dwelling_of_its_number(name, dwelling):
    assert dwellings_of([RoomOutline(2, name, SQUARE)], grid_of(("201", ""), ("202", ""))) == [dwelling]


def test_a_number_that_two_stairwells_have_is_nobodys():
    assert dwellings_of([RoomOutline(2, "201", SQUARE)], grid_of(("201", "1"), ("201", "2"))) == [0]
