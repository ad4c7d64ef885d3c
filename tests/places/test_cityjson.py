"""CityJSON of all versions: buildings with their parts as one model, in any reference system."""

import copy
import json

import pytest
import shapely

from data.errors import BadInput
from data.exchange.places import import_places
from data.exchange.places.read import read_places

# A box of 10 x 6 x 9 m in RD New + NAP, its ground at 2 m: outer shell of a solid, ground first.
CORNERS = [(x, y, z) for z in (0, 9000) for x, y in ((0, 0), (10000, 0), (10000, 6000), (0, 6000))]
SHELL = [[[3, 2, 1, 0]], [[4, 5, 6, 7]], [[0, 1, 5, 4]], [[1, 2, 6, 5]], [[2, 3, 7, 6]], [[3, 0, 4, 7]]]
TYPES = [{"type": "GroundSurface"}, {"type": "RoofSurface"}, {"type": "WallSurface"}]
SEMANTICS = {"surfaces": TYPES, "values": [[0, 1, 2, 2, 2, 2]]}


@pytest.fixture
def city():
    solid = {"type": "Solid", "lod": "2.2", "boundaries": [SHELL], "semantics": SEMANTICS}
    return {
        "type": "CityJSON", "version": "2.0", "transform": {"scale": [0.001] * 3, "translate": [90000.0, 435000.0, 2.0]},
        "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415"}, "vertices": [list(c) for c in CORNERS],
        "CityObjects": {"b1": {"type": "Building", "attributes": {"yearOfConstruction": 1931}, "geometry": [solid]}},
    }  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def reader(document, datum=None):
        path = tmp_path / "city.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return read_places(path, datum)

    return reader


def metres(shape):
    """Area in square metres of a shape in degrees near Rotterdam."""
    return shapely.transform(shape, lambda p: p * [68_700, 111_270]).area


def test_a_solid_gives_footprint_height_and_model(city, read):
    found = read(city)
    assert metres(found.shapes[0]) == pytest.approx(60, rel=0.01)
    assert found.values[0]["height"] == 9.0
    assert len(found.values[0]["model"].geoms) == 6
    assert found.values[0]["lod"] == "2.2"


def test_models_stand_on_the_ground(city, read):
    heights = shapely.get_coordinates(read(city).values[0]["model"], include_z=True)[:, 2]
    assert (heights.min(), heights.max()) == (0.0, 9.0)


@pytest.mark.parametrize("said", ["urn:ogc:def:crs:EPSG::7415", "http://www.opengis.net/def/crs/EPSG/0/7415", "EPSG:7415",
                                  "https://www.opengis.net/def/crs/EPSG/0/28992"])  # fmt: skip
def test_reference_systems_in_all_their_spellings(city, read, said):
    city["metadata"]["referenceSystem"] = said
    assert read(city).shapes[0].centroid.x == pytest.approx(4.4426, abs=0.001)


def test_the_way_of_the_first_versions(city, read):
    old = {"type": "CityModel", "version": "http://www.cityjson.org/version/0.2", "metadata": {"crs": {"epsg": 7415}},
           "vertices": [[90000 + x / 1000, 435000 + y / 1000, 2 + z / 1000] for x, y, z in CORNERS],
           "CityObjects": {"b1": {"type": "Building", "geometry": [{"type": "MultiSurface", "lod": 2, "boundaries": SHELL,
                                                                    "semantics": [{"type": "WallSurface"}] * 6}]}}}  # fmt: skip
    assert metres(read(old).shapes[0]) == pytest.approx(60, rel=0.01)


@pytest.mark.parametrize(("kind", "boundaries"), [
    ("MultiSurface", SHELL), ("CompositeSurface", SHELL), ("Solid", [SHELL]), ("MultiSolid", [[SHELL]]),
    ("CompositeSolid", [[SHELL]]),
])  # fmt: skip
def test_every_geometry_of_buildings(city, read, kind, boundaries):
    city["CityObjects"]["b1"]["geometry"] = [{"type": kind, "lod": "2", "boundaries": boundaries}]
    found = read(city)
    assert (metres(found.shapes[0]), len(found.values[0]["model"].geoms)) == (pytest.approx(60, rel=0.01), 6)


@pytest.mark.parametrize(("there", "taken"), [(["0", "1.2", "2.2", "3.0"], "2.2"), (["1", "3.1"], "1"), (["3.2", "3.1"], "3.1")])
def test_the_finest_level_of_detail_below_three(city, read, there, taken):
    solid = city["CityObjects"]["b1"]["geometry"][0]
    city["CityObjects"]["b1"]["geometry"] = [{**solid, "lod": lod} for lod in there]
    assert read(city).values[0]["lod"] == taken


def test_parts_are_one_with_their_building(city, read):
    objects = city["CityObjects"]
    part = {"type": "BuildingPart", "parents": ["b1"], "geometry": copy.deepcopy(objects["b1"]["geometry"])}
    city["vertices"] += [[x + 10000, y, z] for x, y, z in CORNERS]
    part["geometry"][0]["boundaries"] = [[[[v + 8 for v in ring] for ring in surface] for surface in SHELL]]
    objects["b1"]["children"] = ["b1-1"]
    objects["b1-1"] = part
    found = read(city)
    assert (found.ids, metres(found.shapes[0])) == (["b1"], pytest.approx(120, rel=0.01))
    assert "1 个 BuildingPart" in found.notes[0]


def test_terrain_is_left_out_and_said(city, read):
    city["CityObjects"]["t"] = {"type": "TINRelief", "geometry": []}
    found = read(city)
    assert (len(found), "TINRelief" in found.notes[0]) == (1, True)


def test_a_footprint_alone_has_no_height(city, read):
    city["CityObjects"]["b1"]["geometry"] = [{"type": "MultiSurface", "lod": "0", "boundaries": [[[0, 1, 2, 3]]]}]
    found = read(city)
    assert (found.values[0], metres(found.shapes[0])) == ({}, pytest.approx(60, rel=0.01))


def test_without_a_reference_system_it_asks_for_one(city, read):
    del city["metadata"]
    with pytest.raises(BadInput, match="EPSG:代号"):
        read(city)


def test_a_reference_system_given_takes_its_place(city, read):
    del city["metadata"]
    assert read(city, "EPSG:28992").shapes[0].centroid.x == pytest.approx(4.4426, abs=0.001)


def test_coordinates_outside_the_system_are_refused(city, read):
    city["transform"]["translate"] = [0.0, 0.0, 0.0]
    with pytest.raises(BadInput, match="EPSG:7415"):
        read(city)


def test_a_vertex_that_is_not_there_refuses_the_building(city, read):
    city["CityObjects"]["b2"] = {"type": "Building", "geometry": [{"type": "MultiSurface", "lod": 2, "boundaries": [[[0, 1, 99]]]}]}
    found = read(city)
    assert (found.ids, found.rejects[0].row, "99" in found.rejects[0].why) == (["b1"], 2, True)


def test_a_sequence_of_one_building_a_line(city, tmp_path):
    whole, vertices = city.pop("CityObjects"), city.pop("vertices")
    head = {**city, "CityObjects": {}, "vertices": []}
    rows = [{"type": "CityJSONFeature", "CityObjects": {name: whole["b1"]}, "vertices": vertices} for name in ("b1", "b2")]
    path = tmp_path / "town.city.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in (head, *rows)), encoding="utf-8")
    found = read_places(path)
    assert (found.ids, metres(found.shapes[1])) == (["b1", "b2"], pytest.approx(60, rel=0.01))


@pytest.mark.parametrize("broken", [
    {"CityObjects": []}, {"vertices": [[1, 2]]}, {"vertices": None}, {"transform": {"scale": [1]}}, {"CityObjects": {"a": {}}},
    {"CityObjects": {"a": {"type": "Building", "children": ["nobody"]}}},
])  # fmt: skip
def test_broken_documents_are_refused_with_the_file_s_name(city, read, broken):
    with pytest.raises(BadInput, match=r"city\.json"):
        read({**city, **broken})


@pytest.mark.parametrize("name", ["invalid.json", "invalid2.json", "invalid3.json"])
def test_invalid_files_are_refused_with_a_sentence(shared_data, name):
    with pytest.raises(BadInput, match=name):
        read_places(shared_data / "cityjson" / name)


@pytest.mark.parametrize(("name", "datum", "count"), [
    ("cjio_zurich/zurich_subset_lod2.json", None, 49), ("cjio_rotterdam/rotterdam_subset.json", "EPSG:7415", 16),
    ("cjio_rotterdam/rotterdam_one.json", None, 1), ("multi_lod.json", "EPSG:7415", 10), ("minimal.json", None, 0),
])  # fmt: skip
def test_real_files(shared_data, name, datum, count):
    found = read_places(shared_data / "cityjson" / name, datum)
    assert (len(found), len(found.rejects)) == (count, 0)


def test_a_model_too_high_to_be_true_is_refused_with_its_field(city, station, tmp_path):
    city["vertices"] = [[x, y, z * 1000] for x, y, z in city["vertices"]]
    outline = {"type": "MultiSurface", "lod": 0, "boundaries": [[[0, 1, 2, 3]]]}
    city["CityObjects"]["flat"] = {"type": "Building", "geometry": [outline]}
    path = tmp_path / "city.json"
    path.write_text(json.dumps(city), encoding="utf-8")
    report = import_places(station, path, who="李警官")
    assert (report.added, report.rejects[0].column) == (1, "height")


def test_footprints_of_a_city_as_another_kind(city, station, tmp_path):
    city["CityObjects"]["b1"]["attributes"]["name"] = "第一警务区"
    path = tmp_path / "city.json"
    path.write_text(json.dumps(city), encoding="utf-8")
    assert import_places(station, path, kind="grid", who="李警官").added == 1
