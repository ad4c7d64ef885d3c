"""The town of a station, read back in local metres."""

import numpy as np
import pytest
import shapely

from data.store import Station
from data.town.load import EMPTY_EXTENT, load_town
from data.town.parts import drawn_by_parts, link_parts
from data.town.rooms import read_storey_rooms
from data.town.shapes import object_array
from data.town.sight import Sight

LON, LAT = 121.5, 31.23


@pytest.fixture
def station(tmp_path):
    made = Station.create(tmp_path / "here.station", "这里", origin=(LON, LAT))
    yield made
    made.close()


@pytest.fixture
def build(station):
    """Add records whose shapes are given in local metres; returns the ids."""

    def add(kind, *rows):
        with station.editing(who="李警官", why="测试") as draft:
            return [draft.add(kind, in_degrees(row)) for row in rows]

    def in_degrees(row):
        return {**row, "geometry": station.frame.geometry_to_degrees(row["geometry"])} if "geometry" in row else row

    return add


def box(x, y, size=10):
    return shapely.box(x, y, x + size, y + size)


def test_an_empty_station_has_an_empty_town(station):
    town = load_town(station)
    assert (len(town.buildings.ids), len(town.roads.ids), town.extent) == (0, 0, EMPTY_EXTENT)


def test_footprints_are_metres_around_the_origin(station, build):
    build("building", {"geometry": box(100, 50), "height": 12.0})
    town = load_town(station)
    assert town.buildings.footprints[0].bounds == pytest.approx((100, 50, 110, 60), abs=1e-6)
    assert town.extent == pytest.approx((100, 50, 110, 60), abs=1e-6)


def test_missing_heights_are_completed(station, build):
    build("building", {"geometry": box(0, 0), "storeys": 6, "use": "residential"}, {"geometry": box(50, 0, 5)})
    buildings = load_town(station).buildings
    assert buildings.height.tolist() == [18.0, 3.6]
    assert buildings.storeys.tolist() == [6, 1]
    assert buildings.storey_height.tolist() == [3.0, 3.6]


def test_a_building_without_a_shape_is_left_out(station, build):
    _, there = build("building", {"name": "没有轮廓"}, {"geometry": box(0, 0)})
    assert load_town(station).buildings.ids.tolist() == [there]


def test_a_crossed_outline_is_mended(station, build):
    build("building", {"geometry": shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])})
    shape = load_town(station).buildings.footprints[0]
    assert (shape.is_valid, shape.area) == (True, pytest.approx(50, rel=1e-6))


def test_a_covered_building_is_drawn_by_its_parts_and_as_high_as_they_are(station, build):
    home, bare = build("building", {"geometry": box(0, 0)}, {"geometry": box(50, 0)})
    build("building_part", {"geometry": box(0, 0), "building": home, "height": 40.0}, {"geometry": box(2, 2, 4), "height": 60.0})
    town = load_town(station)
    assert town.buildings.has_parts.tolist() == [True, False]
    assert town.parts.building.tolist() == [0, 0]
    assert (town.buildings.height[0], town.buildings.ids[1]) == (60.0, bare)


def test_a_part_of_unknown_height_is_as_high_as_its_building(station, build):
    build("building", {"geometry": box(0, 0), "height": 33.0})
    build("building_part", {"geometry": box(0, 0)})
    assert load_town(station).parts.height.tolist() == [33.0]


def test_parts_belong_where_they_overlap_most():
    houses = object_array([box(0, 0), box(10, 0), box(100, 100)])
    assert link_parts(houses, object_array([box(7, 0), box(300, 0, 5)])).tolist() == [1, -1]


def test_a_tower_on_legs_is_drawn_by_its_parts():
    floors = object_array([box(0, 0)] * 3)
    assert drawn_by_parts(object_array([box(0, 0)]), np.zeros(3, np.int32), floors, np.array([50.0, 60.0, 70.0])).tolist() == [True]


def test_roads_have_widths_and_tunnels_are_left_out(station, build):
    way = shapely.LineString([(0, 0), (90, 0)])
    build("road", {"geometry": way, "class": "major_road"}, {"geometry": way, "class": "path", "width": 4.0},
          {"geometry": way, "class": "rail", "tunnel": True})  # fmt: skip
    roads = load_town(station).roads
    assert (roads.classes, roads.width.tolist()) == (["major_road", "path"], [12.0, 4.0])


def test_grounds_are_areas_and_the_largest_comes_first(station, build):
    build("ground", {"geometry": box(0, 0), "cover": "green"}, {"geometry": shapely.LineString([(0, 0), (5, 5)]), "cover": "water"},
          {"geometry": box(0, 0, 90), "cover": "paved"})  # fmt: skip
    assert load_town(station).grounds.covers == ["paved", "green"]


def test_models_are_in_metres_with_their_heights(station, build):
    roof = shapely.MultiPolygon([shapely.Polygon([(0, 0, 9), (10, 0, 9), (10, 10, 12)])])
    build("building", {"geometry": box(0, 0), "model": station.frame.geometry_to_degrees(roof), "lod": "2"})
    (model,) = load_town(station).buildings.models.values()
    assert shapely.get_coordinates(model, include_z=True)[2] == pytest.approx((10, 10, 12), abs=1e-6)


def test_rooms_of_a_storey_from_the_records(station, build):
    (home,) = build("building", {"geometry": box(0, 0, 30)})
    first, _, upstairs = build("dwelling", *({"building": home, "unit": u, "room": r, "storey": s, "use": "let"}
                                             for u, r, s in (("1", "101", 1), ("2", "101", 1), ("1", "201", 2))))  # fmt: skip
    laid = read_storey_rooms(station, home, 1, box(0, 0, 30))
    assert [(r.unit, r.use) for r in laid] == [("1", "let"), ("2", "let")]
    assert (laid[0].dwelling, upstairs in {r.dwelling for r in laid}) == (first, False)


def test_sight_follows_the_station(station, build):
    (home,) = build("building", {"geometry": box(-5, 20), "height": 20.0})
    sight = Sight(station)
    none = sight.cameras_seeing(home)
    camera, _ = build("camera", {"code": "K1", "geometry": shapely.Point(0, 0), "bearing": 0.0},
                      {"code": "K2", "geometry": shapely.Point(0, 0), "bearing": 0.0, "state": "planned"})  # fmt: skip
    assert (none, sight.cameras_seeing(home)) == ([], [camera])
    sight.close()


def test_a_view_is_cut_where_a_building_is_put_up(station, build):
    build("building", {"geometry": box(200, 200)})
    (camera,) = build("camera", {"code": "K1", "geometry": shapely.Point(0, 0), "bearing": 0.0})
    sight = Sight(station)
    before = sight.view(camera).area
    build("building", {"geometry": shapely.box(-50, 20, 50, 30), "height": 20.0})
    assert sight.view(camera).area < 0.6 * before
    sight.close()


def test_a_town_without_shapes_covers_most_of_its_points(tmp_path):
    from shapely.geometry import Point

    from data.records import Edit
    from data.store import Station

    with Station.create(tmp_path / "points.station", "点", origin=(120.0, 30.0)) as station:
        near = [Point(120 + i / 100, 30 + i / 100) for i in range(-100, 101)]
        values = [{"type": "theft", "reported_at": "2026-01-01T00:00:00Z", "geometry": p} for p in [*near, Point(80, 10)]]
        station.apply([Edit("case", None, v) for v in values], who="t", why="t")
        west, south, east, north = load_town(station).extent
    assert -97_000 < west < -90_000
    assert 90_000 < east < 97_000
    assert -112_000 < south < -105_000
    assert 105_000 < north < 112_000
