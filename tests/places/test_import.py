"""Importing places: counts add up, a second time adds nothing, and everything can be taken back."""

import json

import pytest
import shapely

from data.errors import BadInput, Cancelled, WrongUsage
from data.exchange.places import import_places
from data.progress import Progress
from data.query import Query, equals
from tests.places.conftest import line, point, square


def only(station, kind, **values):
    (record,) = station.read(equals(kind, **values))
    return record


def test_a_building_takes_what_its_properties_say(station, bring):
    said = {"name": "上海中心大厦", "old_name": "中心楼", "height": "24 m", "kind_detail": "office"}
    there = {"addr_street": "银城中路", "addr_housenumber": "501", "source": "openstreetmap.org"}
    bring("buildings.geojson", [square(0, 0, id=7, **said, **there)])
    record = only(station, "building", code="osm/7")
    kept = {"name": "上海中心大厦", "alias": "中心楼", "height": 24.0, "use": "commercial", "address": "银城中路501号"}
    assert {name: record[name] for name in kept} == kept
    assert record["height_assumed"] is None


@pytest.mark.parametrize(("said", "name"), [
    ({"name": "金茂大厦", "name:zh": "金茂"}, "金茂大厦"),
    ({"name": "Jin Mao Tower", "name:zh": "金茂大厦"}, "金茂大厦"),
    ({"name": "Jin Mao Tower"}, "Jin Mao Tower"),
])  # fmt: skip
def test_a_chinese_name_comes_first(station, bring, said, name):
    bring("buildings.geojson", [square(0, 0, id=1, **said)])
    assert only(station, "building")["name"] == name


def test_latin_addresses_keep_their_order(station, bring):
    bring("buildings.geojson", [square(0, 0, id=1, **{"addr:street": "Wall Street", "addr:housenumber": "37"})])
    assert only(station, "building")["address"] == "37 Wall Street"


def test_missing_heights_are_assumed_and_marked(station, bring):
    bring("buildings.geojson", [square(0, 0, id=1), square(50, 0, id=2, **{"building:levels": "6", "building": "apartments"})])
    known = {r["code"]: r for r in station.read(Query("building"))}
    assert (known["1"]["height"], known["1"]["height_assumed"], known["1"]["storeys_assumed"]) == (pytest.approx(10.8), True, True)
    assert (known["2"]["height"], known["2"]["height_assumed"], known["2"]["storeys_assumed"]) == (18.0, True, None)


def test_a_second_import_adds_nothing_twice(station, bring):
    features = [square(0, 0, id=1, name="一号楼"), square(50, 0)]
    first, again = bring("buildings.geojson", features), bring("buildings.geojson", features)
    assert (first.added, again.added, again.updated, again.unchanged, again.batch) == (2, 0, 0, 2, None)


def test_a_changed_file_updates(station, bring):
    bring("buildings.geojson", [square(0, 0, id=1, height=10), square(50, 0, id=2)])
    report = bring("buildings.geojson", [square(0, 0, id=1, height=12), square(50, 0, id=2), square(90, 0, id=3)])
    assert (report.added, report.updated, report.unchanged) == (1, 1, 1)
    assert only(station, "building", code="1")["height"] == 12.0


def test_what_was_assumed_never_replaces_what_is_known(station, bring):
    bring("buildings.geojson", [square(0, 0, id=1)])
    record = only(station, "building")
    with station.editing(who="李警官", why="数过了") as draft:
        draft.change("building", record.id, storeys=9, storeys_assumed=False)
    bring("buildings.geojson", [square(0, 0, id=1)])
    assert only(station, "building")["storeys"] == 9


def test_a_height_that_becomes_known_is_no_longer_assumed(station, bring):
    bring("buildings.geojson", [square(0, 0, id=1)])
    bring("buildings.geojson", [square(0, 0, id=1, height=33)])
    record = only(station, "building")
    assert (record["height"], record["height_assumed"]) == (33.0, False)


def test_undo_takes_an_import_back_whole(station, bring):
    report = bring("buildings.geojson", [square(0, 0, id=1), square(50, 0, id=2)])
    station.undo(report.batch, who="李警官")
    assert station.count(Query("building")) == 0


def test_one_file_is_one_change_set(station, bring):
    report = bring("mixed.geojson", [square(0, 0, id=1, building="yes"), line((0, -5), (50, -5), id=2, highway="primary")])
    assert {part.kind for part in report.parts} == {"building", "road"}
    assert {part.batch for part in report.parts} == {report.batch}
    assert station.batches(limit=1)[0].kinds == {"building", "road"}


def test_a_dry_run_counts_and_writes_nothing(station, bring):
    report = bring("buildings.geojson", [square(0, 0, id=1)], dry_run=True)
    assert (report.added, report.batch, station.count(Query("building"))) == (1, None, 0)


def test_a_line_among_buildings_is_refused_with_number_and_reason(station, bring):
    report = bring("buildings.geojson", [square(0, 0, id=1), line((0, 0), (9, 9), id=2, name="墙")])
    assert (report.rows, report.added, report.rejected) == (2, 1, 1)
    assert (report.rejects[0].row, "LineString" in report.rejects[0].why) == (2, True)


def test_a_closed_line_among_buildings_is_an_area(station, bring):
    report = bring("buildings.geojson", [line((0, 0), (9, 0), (9, 9), (0, 9), (0, 0), id=2)])
    assert (report.added, "闭合的线" in report.notes[0]) == (1, True)


def test_counts_add_up_whatever_is_wrong(station, bring):
    bring("buildings.geojson", [square(0, 0, id=1), square(50, 0, id=2)])
    features = [square(0, 0, id=1), square(50, 0, id=2, name="新名"), square(90, 0, id=3), line((0, 0), (9, 9)),
                {"type": "Feature", "properties": {}, "geometry": None}, square(90, 0, id=3)]  # fmt: skip
    report = bring("buildings.geojson", features)
    assert report.rows == 6 == report.added + report.updated + report.unchanged + report.rejected
    assert (report.added, report.updated, report.unchanged, report.rejected) == (1, 1, 1, 3)


def test_a_feature_that_says_the_same_again_is_told(station, bring):
    report = bring("buildings.geojson", [square(0, 0, id=1), square(0, 0, id=1)])
    assert (report.added, report.rejects[0].row, "第 1 个" in report.rejects[0].why) == (1, 2, True)


def test_one_id_on_an_area_its_outline_and_its_label_stays_three_records(station, bring):
    features = [point(5, 5, id=1, kind="water"), square(0, 0, id=1, kind="water"), line((0, 0), (9, 0), id=1, kind="water")]
    bring("water.geojson", features)
    assert {r["code"] for r in station.read(Query("ground"))} == {"1", "1/line", "1/point"}
    assert bring("water.geojson", features).unchanged == 3


@pytest.mark.parametrize(("said", "cover"), [
    ("river", "water"), ("swimming_pool", "water"), ("park", "green"), ("natural_wood", "green"), ("pitch", "sport"),
    ("pier", "paved"), ("parking", "paved"), ("residential", "compound"), ("wall", "other"),
])  # fmt: skip
def test_covers_by_the_kind_of_the_map(station, bring, said, cover):
    bring("landuse.geojson", [square(0, 0, id=1, kind=said)])
    record = only(station, "ground")
    assert (record["cover"], record["category"]) == (cover, said)


@pytest.mark.parametrize(("said", "kept"), [
    ("primary_link", "major_road"), ("footway", "path"), ("motorway", "highway"), ("odd", "other"),
])  # fmt: skip
def test_classes_of_roads(station, bring, said, kept):
    bring("roads.geojson", [line((0, 0), (9, 9), id=1, highway=said)])
    assert only(station, "road")["class"] == kept


def test_points_belong_to_the_building_that_they_lie_in(station, bring):
    bring("buildings.geojson", [square(0, 0, 40, id=1), square(10, 10, 5, id=2)])
    shop, hall, tree = point(12, 12, id=3, name="小卖部"), point(30, 30, id=4, name="大堂"), point(90, 90, id=5, name="树")
    report = bring("pois.geojson", [shop, hall, tree])
    building = {r.id: r["code"] for r in station.read(Query("building"))}
    assert [building.get(r["building"]) for r in station.read(Query("place", order=("code",)))] == ["2", "1", None]
    assert (report.matched, report.unmatched) == (2, 1)


def test_an_entrance_on_the_wall_belongs_to_the_building(station, bring):
    bring("buildings.geojson", [square(0, 0, 40, id=1)])
    bring("addresses.geojson", [point(-0.5, 10, id=2, kind="entrance")])
    assert only(station, "address")["building"] == only(station, "building").id


def test_places_that_came_before_their_building_are_linked_when_it_comes(station, bring):
    bring("pois.geojson", [point(5, 5, id=3, name="小卖部")])
    bring("building_parts.geojson", [square(0, 0, 8, id=4, height=9)])
    bring("buildings.geojson", [square(0, 0, 10, id=1)])
    home = only(station, "building").id
    assert (only(station, "place")["building"], only(station, "building_part")["building"]) == (home, home)


def test_parts_belong_to_the_root_that_they_name(station, bring):
    source = {"source": "openstreetmap.org"}
    bring("buildings.geojson", [square(0, 0, id=1, **source), square(50, 0, id=2, **source)])
    bring("building_parts.geojson", [square(0, 0, id=9, root_id=2, **source)])
    assert only(station, "building_part")["building"] == only(station, "building", code="osm/2").id


def test_an_area_given_as_a_place_is_a_point_in_it(station, bring):
    report = bring("pois.geojson", [square(0, 0, id=1, name="广场")])
    shape = station.read(Query("place", fields=("geometry",)))[0]["geometry"]
    assert (shape.geom_type, "其中一点" in report.notes[0]) == ("Point", True)


def test_the_kind_that_is_given_wins(station, bring):
    bring("buildings.geojson", [square(0, 0, id=1, name="第三警务区")], kind="grid")
    assert (station.count(Query("grid")), station.count(Query("building"))) == (1, 0)


def test_grids_are_known_again_by_name(station, bring):
    bring("网格.geojson", [square(0, 0, 90, name="第一警务区")])
    report = bring("网格.geojson", [square(0, 0, 95, name="第一警务区")])
    assert (report.kind, report.updated, station.count(Query("grid"))) == ("grid", 1, 1)


def test_a_missing_name_that_must_be_there_refuses_the_feature(station, bring):
    report = bring("grids.geojson", [square(0, 0, 90), square(99, 0, 9, name="第二警务区")])
    assert (report.added, report.rejects[0].row, report.rejects[0].column) == (1, 1, "name")


def test_a_senseless_height_is_left_out_and_said(station, bring):
    report = bring("buildings.geojson", [square(0, 0, id=1, height="很高")])
    assert (report.added, "很高" in report.notes[0], only(station, "building")["height_assumed"]) == (1, True, True)


@pytest.mark.parametrize("kind, called", [("shop", "店名"), ("shop", "商铺名称"), ("camera", "点位名称"), ("place", "名称")])
def test_a_name_is_read_whatever_the_ledger_calls_it(station, bring, kind, called):
    bring("新开.geojson", [point(0, 0, **{called: "便民超市", "编号": "A-1"})], kind=kind)
    assert only(station, kind)["name"] == "便民超市"


def test_an_address_is_read_whatever_the_ledger_calls_it(station, bring):
    bring("商铺.geojson", [point(0, 0, 店名="便民超市", 经营地址="金沙路18号")])
    assert only(station, "shop")["address"] == "金沙路18号"


def test_cameras_are_read_with_bearing_and_range(station, bring):
    bring("cameras.geojson", [point(0, 0, code="K01", 方向=90, 距离="35米", name="东门")])
    record = only(station, "camera", code="K01")
    assert (record["bearing"], record["range"], record["state"]) == (90.0, 35.0, "working")


def test_what_cannot_be_told_asks_for_the_kind(station, bring):
    with pytest.raises(BadInput, match="指明它是哪一类"):
        bring("x.geojson", [point(0, 0, a=1)])


def test_a_kind_without_a_place_is_refused(station, bring):
    with pytest.raises(BadInput, match="没有自己的位置"):
        bring("x.geojson", [point(0, 0)], kind="person")


def test_an_unknown_kind_is_wrong_usage(station, bring):
    with pytest.raises(WrongUsage):
        bring("x.geojson", [point(0, 0)], kind="spaceship")


def test_a_broken_file_leaves_the_station_alone(station, bring):
    bring("buildings.geojson", [square(0, 0, id=1)])
    before = station.info()
    with pytest.raises(BadInput):
        bring("buildings.geojson", '{"type": "FeatureCollection", "features": [')
    assert station.info() == before


def test_stopping_leaves_the_station_alone(station, tmp_path):
    path = tmp_path / "buildings.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [square(0, 0, id=1)]}))
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        import_places(station, path, who="李警官", progress=progress)
    assert station.count(Query("building")) == 0


def test_an_empty_collection_is_no_mistake(station, bring):
    assert bring("buildings.geojson", []).as_json()["rows"] == 0


def test_the_first_import_gives_a_new_station_its_origin(station, bring):
    bring("buildings.geojson", [square(0, 0, id=1)])
    assert (round(station.frame.lon, 2), round(station.frame.lat, 2)) == (121.5, 31.23)


def test_a_kind_of_the_station_s_own_is_imported_without_code(station, bring):
    station.add_kind('''
name = "hydrant"
label = { zh = "消火栓", en = "Hydrant" }
title = "{number}"
keys = [["number"]]
aliases = ["消火栓"]
place = { shape = "point", belongs = true }
[fields]
number = { type = "text", label = { zh = "栓号", en = "Number" }, required = true }
''', who="李警官")  # fmt: skip
    report = bring("辖区消火栓.geojson", [point(0, 0, 栓号="H-7")])
    assert (report.kind, only(station, "hydrant")["number"]) == ("hydrant", "H-7")


def test_the_report_has_exactly_the_fields_of_the_command_line(station, bring):
    report = bring("buildings.geojson", [square(0, 0, id=1, height=9), line((0, 0), (1, 1))]).as_json()
    counts = ["rows", "added", "updated", "unchanged", "rejected", "matched", "unmatched"]
    found = ["sheet", "header_row", "encoding", "datum", "mapping", "rejects", "seconds"]
    assert list(report) == ["file", "kind", "batch", *counts, *found]
    assert (set(report["datum"]), set(report["rejects"][0])) == ({"chosen", "sure", "evidence"}, {"row", "column", "value", "why"})
    assert report["mapping"]["height"] == "height"


def test_geometry_is_kept_as_it_was(station, bring):
    bring("buildings.geojson", [square(0, 0, id=1)])
    shape = station.read(Query("building", fields=("geometry",)))[0]["geometry"]
    assert shape.equals_exact(shapely.geometry.shape(square(0, 0)["geometry"]), 1e-12)


def test_refused_features_can_be_mended_and_imported_again(station, bring, tmp_path):
    out = tmp_path / "mend.geojson"
    bring("grids.geojson", [square(0, 0, 90), square(99, 0, 9, name="第二警务区")], rejects=out)
    refused = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert [("名称" in f["properties"]["why"], f["geometry"]["type"]) for f in refused] == [(True, "Polygon")]
    refused[0]["properties"]["name"] = "第一警务区"
    assert bring("grids mended.geojson", refused).added == 1


@pytest.mark.parametrize("name", ["refused.csv", "refused.xlsx"])
def test_refused_features_as_a_table(station, bring, tmp_path, name):
    bring("buildings.geojson", [square(0, 0, id=1), line((0, 0), (9, 9), id=2, name="=墙")], rejects=tmp_path / name)
    if name.endswith("csv"):
        header, row = (tmp_path / name).read_text(encoding="utf-8-sig").splitlines()
        assert (header.startswith("要素序号,原因"), row.startswith("2,"), "'=墙" in row) == (True, True, True)
    else:
        assert (tmp_path / name).stat().st_size > 1000


def test_a_reject_file_of_another_type_is_wrong_usage_before_anything_happens(station, bring, tmp_path):
    with pytest.raises(WrongUsage):
        bring("buildings.geojson", [square(0, 0, id=1)], rejects=tmp_path / "out.pdf")
    assert station.count(Query("building")) == 0
