"""Files of several layers, zips of several maps, and drawings: each part in the datum that the ground tells of it."""

from __future__ import annotations

import json
import zipfile

import ezdxf
import numpy as np
import pyogrio
import pytest
import shapely

from data.errors import BadInput
from data.exchange.datum import DatumUnclear
from data.exchange.importer import import_file
from data.exchange.places.importing import plan_places
from data.exchange.places.reference import NoSystem
from data.query import Query
from data.town.datum import convert
from tests.datum.test_places import apart, geojson, shapefile, spots


@pytest.fixture
def halves(town):
    lon, lat = spots(town)
    return (lon[:30], lat[:30]), (lon[30:], lat[30:])


def datums(town, kind="place"):
    return town.columns(Query(kind, order=("id",)), ["source_datum"])["source_datum"]


def test_each_map_of_a_zip_is_judged_by_itself(town, tmp_path, halves):
    (lon, lat), (other_lon, other_lat) = halves
    geojson(tmp_path / "a places.geojson", lon, lat)
    geojson(tmp_path / "b places.geojson", *convert(other_lon, other_lat, "WGS84", "GCJ02"))
    path = tmp_path / "places.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a places.geojson", "b places.geojson"):
            archive.write(tmp_path / name, name)
    import_file(town, path, who="t", kind="place")
    assert apart(town, np.r_[lon, other_lon], np.r_[lat, other_lat]) < 0.1
    assert datums(town) == ["WGS84"] * 30 + ["GCJ02"] * 30


def test_a_map_of_a_zip_without_a_system_finds_its_zone(town, tmp_path, halves):
    (lon, lat), (other_lon, other_lat) = halves
    geojson(tmp_path / "a places.geojson", lon, lat)
    shapefile(tmp_path / "b places.shp", *convert(other_lon, other_lat, "WGS84", "EPSG:4549"))
    path = tmp_path / "places.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(tmp_path.glob("? places.*")):
            archive.write(file, file.name)
    import_file(town, path, who="t", kind="place")
    assert apart(town, np.r_[lon, other_lon], np.r_[lat, other_lat]) < 0.1
    assert set(datums(town)) == {"WGS84", "EPSG:4549"}


def test_a_layer_of_a_geopackage_that_names_its_system_wrongly_is_asked_about(town, mixed):
    with pytest.raises(DatumUnclear):
        import_file(town, mixed, who="t", kind="place")


def test_each_layer_of_a_topojson_is_judged_by_itself(town, tmp_path, halves):
    (lon, lat), (other_lon, other_lat) = halves
    places = {"one": (lon, lat), "two": convert(other_lon, other_lat, "WGS84", "BD09")}
    objects = {name: {"type": "GeometryCollection", "geometries": [
        {"type": "Point", "coordinates": [a, b], "properties": {"name": f"{name}{n}"}}
        for n, (a, b) in enumerate(zip(np.asarray(x).tolist(), np.asarray(y).tolist(), strict=True))]}
        for name, (x, y) in places.items()}  # fmt: skip
    path = tmp_path / "places.topojson"
    path.write_text(json.dumps({"type": "Topology", "arcs": [], "objects": objects}))
    report = import_file(town, path, who="t", kind="place")
    assert apart(town, np.r_[lon, other_lon], np.r_[lat, other_lat]) < 0.1
    assert datums(town) == ["WGS84"] * 30 + ["BD09"] * 30
    assert any("two" in note for note in report.notes)


@pytest.fixture
def mixed(tmp_path, halves):
    """A GeoPackage that says WGS-84 of both layers: "one" is, "two" is in BD-09."""
    (lon, lat), (other_lon, other_lat) = halves
    path = tmp_path / "places.gpkg"
    for layer, (x, y), append in (("one", (lon, lat), False), ("two", convert(other_lon, other_lat, "WGS84", "BD09"), True)):
        names = np.array([f"{layer}{n}" for n in range(30)], dtype=object)
        pyogrio.raw.write(path, shapely.to_wkb(shapely.points(x, y)), [names], ["name"], geometry_type="Point", crs="EPSG:4326",
                          layer=layer, driver="GPKG", append=append)  # fmt: skip
    return path


def test_only_the_layer_that_is_unclear_asks(town, mixed):
    guesses = plan_places(town, mixed, kind="place").features.guesses
    assert {layer: guess.asks for layer, guess in guesses.items()} == {"one": False, "two": True}


def test_an_answer_for_one_layer_leaves_the_other_as_it_is(town, mixed, halves):
    (lon, lat), (other_lon, other_lat) = halves
    planned = plan_places(town, mixed, kind="place", datum={"two": "BD09"})
    assert not planned.features.datum.asks
    points = shapely.get_coordinates(planned.features.shapes)
    assert np.abs(points - np.column_stack([np.r_[lon, other_lon], np.r_[lat, other_lat]])).max() < 1e-6
    assert planned.features.datums == ["WGS84"] * 30 + ["BD09"] * 30


def test_an_answer_for_all_counts_for_layers_without_one_of_their_own(town, mixed):
    planned = plan_places(town, mixed, kind="place", datum={"": "GCJ02", "two": "BD09"})
    assert planned.features.datums == ["GCJ02"] * 30 + ["BD09"] * 30


def test_a_map_of_a_zip_is_answered_by_its_name(town, tmp_path, halves):
    (lon, lat), (other_lon, other_lat) = halves
    geojson(tmp_path / "a places.geojson", lon, lat)
    geojson(tmp_path / "b places.geojson", other_lon, other_lat)
    path = tmp_path / "places.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a places.geojson", "b places.geojson"):
            archive.write(tmp_path / name, name)
    features = plan_places(town, path, kind="place", datum={"b places": "GCJ02"}).features
    assert features.datums == ["WGS84"] * 30 + ["GCJ02"] * 30


def test_a_map_of_a_zip_without_a_place_is_named(town, tmp_path, halves):
    (lon, lat), _ = halves
    geojson(tmp_path / "a places.geojson", lon, lat)
    shapefile(tmp_path / "b places.shp", *convert(lon - 5, lat + 9, "WGS84", "EPSG:4548"))
    path = tmp_path / "places.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(tmp_path.glob("? places.*")):
            archive.write(file, file.name)
    with pytest.raises(NoSystem) as told:
        plan_places(town, path, kind="place")
    assert told.value.layer == "b places"


@pytest.mark.parametrize("units", [6, 4])  # the unit that the drawing names: metres, and millimetres that nobody meant
def test_a_drawing_without_a_system_finds_its_zone(town, tmp_path, units):
    shapes = town.columns(Query("building", limit=60), ["geometry"])["geometry"]
    document = ezdxf.new("R2010")
    document.header["$INSUNITS"] = units
    for shape in shapes:
        x, y = convert(*shapely.get_coordinates(shape).T, "WGS84", "EPSG:4549")
        document.modelspace().add_lwpolyline(list(zip(x[:-1], y[:-1], strict=True)), close=True, dxfattribs={"layer": "JMD"})
    path = tmp_path / "图.dxf"
    document.saveas(path)
    report = import_file(town, path, who="t", dry_run=True)
    assert report.datum.chosen == "EPSG:4549"
    assert report.rejected == 60  # each lies just over a house that is there


def test_a_drawing_near_its_own_origin_is_still_asked_about(town, tmp_path):
    document = ezdxf.new("R2010")
    for n in range(20):
        corners = [(n * 30, 0), (n * 30 + 20, 0), (n * 30 + 20, 10), (n * 30, 10)]
        document.modelspace().add_lwpolyline(corners, close=True, dxfattribs={"layer": "JMD"})
    path = tmp_path / "图.dxf"
    document.saveas(path)
    with pytest.raises(BadInput, match="坐标系"):
        import_file(town, path, who="t")
