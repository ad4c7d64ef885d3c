"""Features name what they point to: a grid by its name, its keeper by his."""

from __future__ import annotations

from data.query import Query, equals
from data.records import Edit
from tests.places.conftest import square

BOTH = [square(0, 0, kind="building", grid="三号网格", name="一栋"), square(-50, -50, 200, kind="grid", name="三号网格")]


def officer(station, name="李明"):
    return station.apply([Edit("force", None, {"name": name, "tier": "core"})], who="t", why="t").changes[0].id


def grid(station, name="一号网格"):
    return station.apply([Edit("grid", None, {"name": name})], who="t", why="t").changes[0].id


def test_a_building_lies_in_the_grid_that_it_names(station, bring):
    id = grid(station)
    report = bring("buildings.geojson", [square(0, 0, grid="一号网格"), square(20, 0, grid="")])
    assert {b["grid"] for b in station.read(Query("building"))} == {id, None}
    assert report.mapping["grid"] == "grid"


def test_the_same_file_again_changes_nothing(station, bring):
    grid(station)
    features = [square(0, 0, grid="一号网格")]
    bring("buildings.geojson", features)
    assert bring("buildings.geojson", features).unchanged == 1


def test_a_grid_has_the_keeper_that_it_names(station, bring):
    id = officer(station)
    bring("grids.geojson", [square(0, 0, 100, name="一号网格", 网格员="李明")])
    assert station.read(Query("grid"))[0]["keeper"] == id


def test_a_name_that_nobody_has_is_told_once_and_left_out(station, bring):
    report = bring("buildings.geojson", [square(0, 0, grid="二号网格"), square(20, 0, grid="二号网格")])
    assert (report.added, report.rejected) == (2, 0)
    assert len([n for n in report.notes if "二号网格" in n]) == 1


def test_a_name_that_two_have_is_told_and_left_out(station, bring):
    officer(station)
    officer(station)
    report = bring("grids.geojson", [square(0, 0, 100, name="一号网格", 责任人="李明")])
    assert station.read(Query("grid"))[0]["keeper"] is None
    assert any("李明" in note for note in report.notes)


def test_a_building_finds_a_grid_of_the_same_file(station, bring):
    bring("地图.geojson", BOTH)
    (made,) = station.read(equals("grid", name="三号网格"))
    assert station.read(Query("building"))[0]["grid"] == made.id


def test_so_do_very_many_buildings(station, bring, monkeypatch):
    monkeypatch.setattr("data.exchange.places.importing.MANY", 1)
    bring("地图.geojson", BOTH)
    (made,) = station.read(equals("grid", name="三号网格"))
    assert station.read(Query("building"))[0]["grid"] == made.id
    assert station.verify().sound


