"""GeoPackage, Shapefile, KML, FlatGeobuf, MapInfo and TopoJSON: the same things in any of them give the same records."""

import json
import zipfile

import numpy as np
import pyogrio
import pytest
import shapely

from data.errors import BadInput
from data.exchange.importer import import_file
from data.exchange.places.read import read_places
from data.query import Query
from tests.places.vectors import box, dot, write

BUILDINGS = [box(0, 0), box(50, 0), box(0, 50)]
NAMES, HEIGHTS = ["一号楼", "二号楼", "三号楼"], [12.0, 18.0, 24.5]


def bring(station, path, **more):
    return import_file(station, path, who="李警官", **more)


def buildings_in(station):
    return sorted((r["name"], r["height"]) for r in station.read(Query("building")))


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "kml", "fgb", "tab", "mif", "geojson"])
def test_the_same_buildings_from_any_format(station, tmp_path, suffix):
    path = write(tmp_path / f"buildings.{suffix}", BUILDINGS, name=NAMES, height=HEIGHTS)
    report = bring(station, path)
    assert (report.kind, report.rows, report.added) == ("building", 3, 3)
    assert buildings_in(station) == sorted(zip(NAMES, HEIGHTS, strict=True))


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "kml", "fgb"])
def test_a_second_time_changes_nothing(station, tmp_path, suffix):
    path = write(tmp_path / f"buildings.{suffix}", BUILDINGS, name=NAMES, height=HEIGHTS)
    bring(station, path)
    again = bring(station, path)
    assert (again.unchanged, again.batch) == (3, None)


def test_a_name_that_lies_is_seen_through(station, tmp_path):
    path = write(tmp_path / "buildings.gpkg", BUILDINGS, name=NAMES)
    moved = path.rename(tmp_path / "buildings.json")
    assert bring(station, moved).added == 3


def test_layers_of_a_geopackage_are_of_different_kinds(station, tmp_path):
    path = tmp_path / "town.gpkg"
    write(path, BUILDINGS, layer="建筑", name=NAMES)
    write(path, [dot(5, 5), dot(55, 5)], layer="摄像头", append=True, code=["C1", "C2"])
    report = bring(station, path)
    assert {(p.kind, p.added, p.matched) for p in report.parts} == {("building", 3, 0), ("camera", 2, 2)}
    assert {r["code"] for r in station.read(Query("camera"))} == {"C1", "C2"}


def test_layers_are_named_with_their_features(station, tmp_path):
    path = tmp_path / "town.gpkg"
    write(path, BUILDINGS, layer="建筑", name=NAMES)
    write(path, [dot(5, 5)], layer="摄像头", append=True, code=["C1"])
    assert any("摄像头" in note and "4" in note for note in bring(station, path).notes)


def test_a_shapefile_in_a_zip(station, tmp_path):
    write(tmp_path / "buildings.shp", BUILDINGS, name=NAMES, height=HEIGHTS)
    packed = tmp_path / "城区.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in tmp_path.glob("buildings.*"):
            archive.write(file, f"数据/{file.name}")
    assert bring(station, packed).added == 3
    assert buildings_in(station)[0][0] in NAMES


def test_several_shapefiles_in_a_zip(station, tmp_path):
    write(tmp_path / "buildings.shp", BUILDINGS, name=NAMES)
    write(tmp_path / "cameras.shp", [dot(1, 1)], code=["C1"])
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(tmp_path.iterdir()):
            if file != packed:
                archive.write(file, file.name)
    assert {(p.kind, p.added) for p in bring(station, packed).parts} == {("building", 3), ("camera", 1)}


def test_a_zip_without_maps_is_told(station, tmp_path):
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("photo.jpg", "x")
    with pytest.raises(BadInput, match=r"all\.zip"):
        bring(station, packed)


def test_topojson_is_put_together(tmp_path):
    path = tmp_path / "buildings.topojson"
    arcs = [[[121.5, 31.2], [121.51, 31.2], [121.51, 31.21], [121.5, 31.2]]]
    things = {"buildings": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "arcs": [[0]], "properties": {"name": "一号楼"}}]}}  # fmt: skip
    path.write_text(json.dumps({"type": "Topology", "arcs": arcs, "objects": things}), encoding="utf-8")
    read = read_places(path)
    assert (read.properties[0]["name"], round(read.shapes[0].area, 6)) == ("一号楼", 0.00005)


@pytest.mark.parametrize(("name", "whole"), [("a.dbf", ".shp"), ("a.shx", ".shp"), ("a.prj", ".shp"), ("a.mid", ".mif")])
def test_what_lies_beside_a_file_is_not_the_file(tmp_path, name, whole):
    path = tmp_path / name
    path.write_bytes(b"\x03\x01\x02")
    with pytest.raises(BadInput, match=whole):
        read_places(path)


def test_a_table_without_shapes_is_told(tmp_path):
    path = write(tmp_path / "town.gpkg", BUILDINGS, layer="建筑", name=NAMES)
    pyogrio.raw.write(path, None, [np.array(["甲"], dtype=object)], ["name"], layer="名单", geometry_type=None, append=True)
    assert any("名单" in note for note in read_places(path).notes)


@pytest.mark.parametrize("charset", ["Neutral", "WindowsSimpChinese"])
def test_texts_of_mapinfo_in_gbk(tmp_path, charset):
    path = write(tmp_path / "buildings.mif", BUILDINGS, name=NAMES)
    text = path.read_text(encoding="utf-8").replace('Charset "Neutral"', f'Charset "{charset}"')
    path.write_text(text, encoding="gbk")
    table = path.with_suffix(".mid")
    table.write_bytes(table.read_bytes().decode("utf-8").encode("gbk"))
    assert [p["name"] for p in read_places(path).properties] == NAMES


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "kml", "fgb", "mif"])
def test_a_real_town_is_the_same_in_any_format(station, tmp_path, shared_data, suffix):
    """The first buildings of Shanghai as GeoJSON, then the same written to another format: nothing is new."""
    source = read_places(shared_data / "shanghai" / "buildings.geojson")
    shapes, ids = list(source.shapes[:150]), source.ids[:150]
    first = tmp_path / "buildings.geojson"
    rows = [{"type": "Feature", "id": i, "properties": {}, "geometry": json.loads(shapely.to_geojson(s))}
            for i, s in zip(ids, shapes, strict=True)]  # fmt: skip
    first.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    import_file(station, first, who="李警官")
    again = import_file(station, write(tmp_path / f"buildings.{suffix}", shapes, code=ids), who="李警官")
    assert (again.rows, again.added, again.rejected) == (150, 0, 0)
    assert station.count(Query("building")) == 150
