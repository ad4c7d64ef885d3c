"""Real towns, counted exactly."""

import json

import pytest

from data.exchange.places import import_places
from data.query import Query, equals
from data.store import Station
from data.town.load import load_town

SHANGHAI = {"buildings": ("building", 1321), "building_parts": ("building_part", 129), "roads": ("road", 1094),
            "landuse": ("ground", 234), "water": ("ground", 38), "pois": ("place", 493),
            "address_and_entrance_points": ("address", 405)}  # fmt: skip


@pytest.fixture(scope="module")
def shanghai(tmp_path_factory):
    """The station of Lujiazui with all that was said of each import."""
    from tests.conftest import SHARED

    if not SHARED.is_dir():
        pytest.skip("real test data (../shared/data) is not here")
    station = Station.create(tmp_path_factory.mktemp("real") / "shanghai.station", "陆家嘴")
    reports = {name: import_places(station, SHARED / "shanghai" / f"{name}.geojson", who="李警官") for name in SHANGHAI}
    yield station, reports
    station.close()


def test_counts_are_what_the_files_hold(shanghai, shared_data):
    station, reports = shanghai
    held: dict[str, int] = {}
    for name, (kind, count) in SHANGHAI.items():
        features = json.loads((shared_data / "shanghai" / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        assert len(features) == count == reports[name].added
        held[kind] = held.get(kind, 0) + count
    assert {kind: n for kind, n in station.info().kinds.items() if n} == held


def test_nothing_was_refused(shanghai):
    _, reports = shanghai
    assert [r for report in reports.values() for r in report.rejects] == []


@pytest.mark.parametrize("text", ["上海中心大厦", "shanghaizhongxindasha", "shzxds", "上海中心"])
def test_the_tower_is_found(shanghai, text):
    station, _ = shanghai
    assert ("building", "上海中心大厦") in [(hit.record.kind, hit.title) for hit in station.find(text)]


def test_the_tower_is_as_high_as_it_is(shanghai):
    station, _ = shanghai
    (record,) = station.read(equals("building", name="上海中心大厦"))
    assert (record["height"], record["height_assumed"]) == (632.0, None)


def test_known_heights_are_those_of_the_file(shanghai):
    station, _ = shanghai
    heights = station.columns(Query("building"), ("height", "height_assumed"))
    assert sum(not assumed for assumed in heights["height_assumed"]) == 582  # of 583, one says 0
    assert all(h > 0 for h in heights["height"])


def test_all_parts_have_their_building(shanghai):
    _, reports = shanghai
    assert (reports["building_parts"].matched, reports["building_parts"].unmatched) == (129, 0)


def test_addresses_lie_in_their_buildings(shanghai):
    _, reports = shanghai
    assert reports["address_and_entrance_points"].matched > 280


def test_a_second_import_changes_nothing(shanghai, shared_data):
    station, _ = shanghai
    again = import_places(station, shared_data / "shanghai" / "buildings.geojson", who="李警官")
    assert (again.unchanged, again.batch) == (1321, None)


def test_the_town_has_it_all_in_metres(shanghai):
    station, _ = shanghai
    town = load_town(station)
    row = town.buildings.names.index("上海中心大厦")
    assert len(town.buildings.ids) == 1321
    assert 4000 < town.buildings.footprints[row].area < 5500
    assert (town.buildings.height[row], bool(town.buildings.has_parts[row])) == (632.0, True)
    assert (town.parts.building >= 0).all()


def test_metro_lines_are_rails_and_stations_are_places(tmp_path, shared_data):
    station = Station.create(tmp_path / "metro.station", "地铁")
    report = import_places(station, shared_data / "shanghai" / "transit.geojson", who="李警官")
    station.close()
    assert {(part.kind, part.added) for part in report.parts} == {("place", 6), ("road", 12)}


@pytest.mark.parametrize(("name", "count"), [("DenHaag_01.json", 844), ("3-20-DELFSHAVEN.json", 853)])
def test_dutch_towns(tmp_path, shared_data, name, count):
    station = Station.create(tmp_path / "dutch.station", name)
    report = import_places(station, shared_data / "cityjson" / name, who="李警官")
    town = load_town(station)
    station.close()
    assert (report.rows, report.added, report.rejected) == (count, count, 0)
    assert len(town.buildings.models) == count
    assert max(abs(v) for v in town.extent) < 2000
