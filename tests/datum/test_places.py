"""Files of places that do not name their datum, or name it wrongly."""

from __future__ import annotations

import json

import numpy as np
import pyogrio
import pytest
import shapely

from data.errors import BadInput
from data.exchange.datum import DatumUnclear
from data.exchange.export import Wish, write_out
from data.exchange.importer import import_file
from data.exchange.places.judged import place_choices
from data.query import Query
from data.town.datum import convert


def spots(town, count=60):
    """Return points in buildings, WGS-84 degrees."""
    shapes = town.columns(Query("building", limit=count), ["geometry"])["geometry"]
    return np.array([s.centroid.coords[0] for s in shapes]).T


def geojson(path, x, y):
    features = [
        {"type": "Feature", "properties": {"name": f"点{n}", "code": f"p{n}"}, "geometry": {"type": "Point", "coordinates": [a, b]}}
        for n, (a, b) in enumerate(zip(x.tolist(), y.tolist(), strict=True))
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def shapefile(path, x, y, *, named=False):
    names = np.array([f"点{n}" for n in range(len(x))], dtype=object)
    codes = np.array([f"p{n}" for n in range(len(x))], dtype=object)
    pyogrio.raw.write(path, shapely.to_wkb(shapely.points(x, y)), [names, codes], ["name", "code"], geometry_type="Point",
                      crs="EPSG:4326", encoding="utf-8", driver="ESRI Shapefile")  # fmt: skip
    if not named:
        path.with_suffix(".prj").unlink()
    return path


def apart(town, lon, lat):
    """Return by how many metres stored places are off."""
    columns = town.columns(Query("place", order=("id",)), ["lon", "lat"])
    return np.hypot((np.array(columns["lon"]) - lon) * 95_000, (np.array(columns["lat"]) - lat) * 111_195).max()


@pytest.mark.parametrize("datum", ["WGS84", "GCJ02", "BD09", "EPSG:3857", "EPSG:4549", "BD09MC"])
@pytest.mark.parametrize("swapped", [False, True])
def test_a_geojson_in_another_datum_is_known_by_the_ground(town, tmp_path, datum, swapped):
    lon, lat = spots(town)
    x, y = convert(lon, lat, "WGS84", datum)
    report = import_file(town, geojson(tmp_path / "places.geojson", *((y, x) if swapped else (x, y))), who="t", kind="place")
    assert (report.added, report.datum.chosen, report.datum.sure) == (60, datum, True)
    assert apart(town, lon, lat) < 0.1
    assert set(town.columns(Query("place"), ["source_datum"])["source_datum"]) == {datum}


def test_a_geojson_of_which_the_ground_says_nothing_is_wgs84_as_its_format_has_it(town, tmp_path):
    lon, lat = np.array([121.4601, 121.4707]), np.array([31.2311, 31.2299])
    report = import_file(town, geojson(tmp_path / "places.geojson", lon, lat), who="t", kind="place")
    assert (report.datum.chosen, report.added) == ("WGS84", 2)
    assert apart(town, lon, lat) < 0.01


def test_a_shapefile_without_a_system_finds_its_zone(town, tmp_path):
    lon, lat = spots(town)
    path = shapefile(tmp_path / "places.shp", *convert(lon, lat, "WGS84", "EPSG:4549"))
    report = import_file(town, path, who="t", kind="place")
    assert (report.datum.chosen, report.datum.sure) == ("EPSG:4549", True)
    assert apart(town, lon, lat) < 0.1


def test_without_a_station_to_hold_it_against_the_zone_is_asked_for(empty, tmp_path):
    x, y = convert([121.47, 121.48], [31.23, 31.24], "WGS84", "EPSG:4549")
    with pytest.raises(BadInput, match="EPSG"):
        import_file(empty, shapefile(tmp_path / "places.shp", x, y), who="t", kind="place")


def test_a_file_that_names_a_datum_that_the_ground_denies_is_asked_about(town, tmp_path):
    lon, lat = spots(town)
    path, before = shapefile(tmp_path / "places.shp", *convert(lon, lat, "WGS84", "GCJ02"), named=True), town.info()
    with pytest.raises(DatumUnclear, match="GCJ-02"):
        import_file(town, path, who="t", kind="place")
    assert town.info() == before
    assert import_file(town, path, who="t", kind="place", dry_run=True).datum.asks
    assert import_file(town, path, who="t", kind="place", datum="GCJ02").added == 60
    assert apart(town, lon, lat) < 0.1


def test_footprints_of_a_web_map_are_moved_onto_those_that_are_here(town, tmp_path):
    shapes = town.columns(Query("building", limit=60), ["geometry"])["geometry"]
    moved = shapely.transform(np.array(shapes), lambda p: np.column_stack(convert(p[:, 0], p[:, 1], "WGS84", "GCJ02")))
    features = [
        {"type": "Feature", "properties": {"code": f"b{n}", "height": 9}, "geometry": json.loads(shapely.to_geojson(s))}
        for n, s in enumerate(moved)
    ]
    path = tmp_path / "buildings.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    report = import_file(town, path, who="t", kind="building", dry_run=True)
    assert (report.datum.chosen, report.datum.sure) == ("GCJ02", True)


@pytest.mark.parametrize("member", [{"datum": "GCJ02"}, {"crs": {"type": "name", "properties": {"name": "GCJ-02"}}}])
def test_a_geojson_that_names_its_datum_is_believed(empty, tmp_path, member):
    lon, lat = np.array([121.4601, 121.4707]), np.array([31.2311, 31.2299])
    path = geojson(tmp_path / "places.geojson", *convert(lon, lat, "WGS84", "GCJ02"))
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **member}), encoding="utf-8")
    report = import_file(empty, path, who="t", kind="place")
    assert report.datum.chosen == "GCJ02"
    assert apart(empty, lon, lat) < 0.01


@pytest.mark.parametrize("format", ["csv", "geojson"])
@pytest.mark.parametrize("datum", ["WGS84", "GCJ02", "BD09"])
def test_what_was_exported_comes_in_again_without_a_question(town, empty, tmp_path, format, datum):
    lon, lat = np.array([121.4601, 121.4707]), np.array([31.2311, 31.2299])
    import_file(town, geojson(tmp_path / "places.geojson", lon, lat), who="t", kind="place", datum="WGS84")
    out = tmp_path / f"out.{format}"
    write_out(town, Wish((Query("place"),), format, out, datum=datum))
    for station in (town, empty):
        report = import_file(station, out, who="t", kind="place")
        assert report.rejected == 0
        assert apart(station, lon, lat) < 0.05
    assert town.count(Query("place")) == empty.count(Query("place")) == 2


@pytest.mark.parametrize("datum", ["GCJ02", "EPSG:4549"])
def test_the_choices_of_a_file_show_where_each_puts_it(town, tmp_path, datum):
    lon, lat = spots(town)
    choices = place_choices(town, geojson(tmp_path / "places.geojson", *convert(lon, lat, "WGS84", datum)))
    assert (choices[0].datum, choices[0].sure) == (datum, True)
    assert np.abs(np.array(choices[0].lon) - lon).max() < 1e-6
    assert len(choices) > 1
