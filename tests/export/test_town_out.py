"""The town out: CityJSON that holds to its specification and comes in again, glTF that other programs load."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest
import shapely

from data.errors import BadInput
from data.exchange.importer import import_file
from data.exchange.out.city import Corners, city_of, utm_zone, write_city
from data.exchange.out.faces import Face, block
from data.exchange.out.gltf import triangles, write_gltf
from data.query import Query
from data.store.station import Station
from data.town.frame import LocalFrame

YARD = shapely.Polygon([(0, 0), (20, 0), (20, 12), (0, 12)], [[(5, 4), (15, 4), (15, 8), (5, 8)]])
# Geometries that each type of object may have (CityJSON 2.0, section 3).
MAY_HAVE = {"Building": {"Solid", "MultiSurface"}, "BuildingPart": {"Solid", "MultiSurface"}, "Road": {"MultiLineString"},
            "WaterBody": {"MultiSurface"}, "PlantCover": {"MultiSurface"}, "LandUse": {"MultiSurface"}}  # fmt: skip


@pytest.fixture(scope="module")
def city(demo_file):
    with Station.open(demo_file, read_only=True) as station:
        return json.loads(json.dumps(city_of(station), default=lambda a: a.tolist()))


def shells(geometry):
    """Return the faces of a geometry as lists of rings."""
    bounds = geometry["boundaries"]
    return [face for shell in bounds for face in shell] if geometry["type"] == "Solid" else bounds


def geometries(city):
    return [(o["type"], g) for o in city["CityObjects"].values() for g in o["geometry"]]


def test_it_says_what_it_is(city):
    assert (city["type"], city["version"]) == ("CityJSON", "2.0")
    assert city["metadata"]["referenceSystem"].startswith("https://www.opengis.net/def/crs/EPSG/0/326")


def test_objects_have_geometries_that_their_type_may_have(city):
    assert all(g["type"] in MAY_HAVE[kind] for kind, g in geometries(city))


def test_every_index_is_a_vertex_and_every_vertex_is_used(city):
    used = {i for _, g in geometries(city) if g["type"] != "MultiLineString" for face in shells(g) for ring in face for i in ring}
    used |= {i for _, g in geometries(city) if g["type"] == "MultiLineString" for line in g["boundaries"] for i in line}
    assert used == set(range(len(city["vertices"])))


def test_a_face_too_small_for_the_grid_leaves_no_vertex():
    wall, speck = [[0, 0, 0], [9, 0, 0], [9, 0, 6], [0, 0, 6]], [[0, 9, 0], [0.0001, 9, 0], [0, 9, 0.0001]]
    corners = Corners(LocalFrame(121.47, 31.23), utm_zone(121.47, 31.23))
    left = [corners.boundary(Face((np.array(ring, dtype=np.float64),))) for ring in (wall, speck)]
    assert (left, len(corners.vertices()[0])) == ([[[0, 1, 2, 3]], []], 4)


def test_no_two_vertices_are_one(city):
    assert len({tuple(v) for v in city["vertices"]}) == len(city["vertices"])


def test_rings_are_open_and_have_three_corners(city):
    rings = [ring for _, g in geometries(city) if g["type"] != "MultiLineString" for face in shells(g) for ring in face]
    assert all(len(set(r)) == len(r) >= 3 for r in rings)


def test_semantics_match_the_faces(city):
    solids = [g for _, g in geometries(city) if g["type"] == "Solid"]
    assert solids
    assert all(len(g["semantics"]["values"][0]) == len(g["boundaries"][0]) for g in solids)


def test_solids_are_closed(city):
    """Each edge of a solid is walked once in each direction."""
    for _, geometry in geometries(city):
        if geometry["type"] != "Solid":
            continue
        edges = Counter(e for face in shells(geometry) for ring in face for e in zip(ring, ring[1:] + ring[:1], strict=True))
        assert all(edges[b, a] == n == 1 for (a, b), n in edges.items())


def test_nothing_personal_goes_with_it(city):
    assert not {"phone", "keeper", "owner"} & {n for o in city["CityObjects"].values() for n in o["attributes"]}


def test_buildings_come_in_again(demo, tmp_path):
    write_city(demo, tmp_path / "town.city.json")
    with Station.create(tmp_path / "new.station", "新", origin=(demo.frame.lon, demo.frame.lat)) as new:
        report = import_file(new, tmp_path / "town.city.json", who="t")
        before = {r["name"]: (r["height"], r["storeys"]) for r in demo.read(Query("building"))}
        assert {r["name"]: (r["height"], r["storeys"]) for r in new.read(Query("building"))} == before
    assert report.rejected == 0


def test_parts_hang_on_their_building(town, tmp_path):
    house = town.read(Query("building"))[0]
    with town.editing(who="t", why="t") as draft:
        shape = shapely.box(104.0, 30.6, 104.0002, 30.6002)
        draft.add("building_part", {"code": "p1", "building": house.id, "height": 60.0, "base": 20.0, "geometry": shape})
    objects = city_of(town)["CityObjects"]
    parent = objects["p1"]["parents"][0]
    assert (objects["p1"]["type"], objects[parent]["children"]) == ("BuildingPart", ["p1"])


def test_a_yard_stays_open():
    faces = block(YARD, 0.0, 9.0)
    assert Counter(f.surface for f in faces) == {"GroundSurface": 1, "RoofSurface": 1, "WallSurface": 8}
    roof = next(f for f in faces if f.surface == "RoofSurface")
    area = sum(np.linalg.norm(np.cross(t[1] - t[0], t[2] - t[0])) / 2 for t in triangles(roof))
    assert area == pytest.approx(YARD.area)


def test_triangles_look_where_the_face_looks():
    ups = {f.surface: [np.cross(t[1] - t[0], t[2] - t[0])[2] for t in triangles(f)] for f in block(YARD, 0.0, 9.0)}
    assert all(z > 0 for z in ups["RoofSurface"])
    assert all(z < 0 for z in ups["GroundSurface"])


@pytest.mark.parametrize(
    ("lon", "lat", "epsg"), [(121.5, 31.2, 32651), (104.0, 30.6, 32648), (-58.4, -34.6, 32721), (180, 0, 32660)]
)
def test_the_zone_of_a_place(lon, lat, epsg):
    assert utm_zone(lon, lat) == epsg


def test_gltf_stands_upright_in_metres(demo, tmp_path):
    import trimesh

    out = tmp_path / "town.glb"
    count = write_gltf(demo, out)
    scene = trimesh.load(out)
    heights = [r["height"] for r in demo.read(Query("building"))]
    assert count == len(heights)
    assert scene.bounds[1][1] == pytest.approx(max(heights), abs=0.01)
    assert sum("金沙小区" in name for name in scene.geometry) > 10


def test_a_station_without_a_town_has_no_model(tmp_path):
    with Station.create(tmp_path / "new.station", "新", origin=(104.0, 30.6)) as new, pytest.raises(BadInput):
        write_gltf(new, tmp_path / "town.glb")
