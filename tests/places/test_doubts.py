"""Footprints over stored ones, and points that have another name now, are put to people and not simply added."""

from __future__ import annotations

import json

import pytest
import shapely
from shapely.geometry import box, mapping

from data.errors import BadInput
from data.exchange.conversation import Arrivals, carry_out, compare, decide, listen
from data.exchange.conversation.difference import changes_of
from data.exchange.importer import import_file
from data.exchange.tables.doubts import Decision
from data.query import Query
from data.store import Station

HOUSE = box(121.5, 31.2, 121.5004, 31.2003)
NEARLY = box(121.50003, 31.20002, 121.50043, 31.20032)  # three metres off, as two sources are
BESIDE = box(121.5004, 31.2, 121.5008, 31.2003)
SPOT = shapely.Point(121.5, 31.2)


@pytest.fixture
def station(tmp_path):
    with Station.create(tmp_path / "a.station", "测试", origin=(121.5, 31.2)) as made:
        yield made


@pytest.fixture
def bring(station, tmp_path):
    """Return a function that imports (shape, properties) as a file of a name."""

    def to(name, *features, **options):
        path = tmp_path / name
        made = [{"type": "Feature", "properties": p, "geometry": mapping(g)} for g, p in features]
        path.write_text(json.dumps({"type": "FeatureCollection", "features": made}, ensure_ascii=False))
        return import_file(station, path, who="t", **options)

    return to


@pytest.fixture
def house(station, bring):
    bring("buildings.geojson", (HOUSE, {"code": "A1", "name": "老楼"}))
    return station.read(Query("building"))[0].id


def test_a_footprint_over_a_stored_one_is_not_added(station, bring, house):
    report = bring("buildings.geojson", (NEARLY, {"code": "X9"}), (BESIDE, {"code": "X10"}))
    assert (report.added, report.rejected, report.rows) == (1, 1, 2)
    assert "老楼" in report.rejects[0].why and str(house) in report.rejects[0].why
    assert report.rejects[0].row == 1


def test_a_part_of_a_stored_block_is_doubtful_too(bring, house):
    assert bring("buildings.geojson", (box(121.5, 31.2, 121.5001, 31.2003), {"code": "X9"})).rejected == 1


def test_buildings_of_one_file_may_lie_over_each_other(bring, house):
    report = bring("buildings.geojson", (HOUSE, {"code": "A1", "name": "老楼"}), (NEARLY, {"code": "A2"}))
    assert (report.added, report.rejected) == (1, 0)


def test_it_is_told_in_the_preview_and_decided_there(station, tmp_path, bring, house):
    bring("buildings.geojson", (NEARLY, {"code": "X9", "storeys": 5}), dry_run=True)
    with Arrivals() as arrivals:
        (parcel,) = arrivals.take([tmp_path / "buildings.geojson"])
        parcel = compare(station, listen(station, arrivals.open(parcel)))
        (row,) = changes_of(station, parcel.parts[0], parcel.parts[0].by_action["doubt"])
        assert [(c.id, c.title) for c in row.choices] == [(house, "老楼")]
        assert "导入处理" not in row.why
        parcel = compare(station, decide(parcel, 0, {row.key: Decision("same", house)}))
        assert [len(parcel.parts[0].by_action[a]) for a in ("doubt", "update", "add")] == [0, 1, 0]
        carry_out(station, parcel, "t")
    (building,) = station.read(Query("building"))
    assert (building.id, building["storeys"], building["name"]) == (house, 5, "老楼")


@pytest.mark.parametrize(("word", "buildings", "rejected"), [("同 {id}", 1, 0), ("新增", 2, 0), ("不导入", 1, 1), ("", 1, 1)])
def test_a_decision_in_a_mended_file_of_rejects_counts(station, bring, tmp_path, house, word, buildings, rejected):
    out = tmp_path / "拒收.geojson"
    bring("buildings.geojson", (NEARLY, {"code": "X9", "storeys": 5}), rejects=out)
    document = json.loads(out.read_text())
    assert document["features"][0]["properties"]["导入处理"] == ""
    document["features"][0]["properties"]["导入处理"] = word.format(id=house)
    again = tmp_path / "buildings 2.geojson"
    again.write_text(json.dumps(document, ensure_ascii=False))
    report = import_file(station, again, who="t")
    assert (station.count(Query("building")), report.rejected) == (buildings, rejected)


def test_a_record_that_is_not_there_is_nobody(bring, house):
    report = bring("buildings.geojson", (NEARLY, {"code": "X9", "导入处理": "同 999"}))
    assert (report.added, report.rejected) == (0, 1)
    assert "999" in report.rejects[0].why


def test_an_address_point_with_a_corrected_name_stays_itself(station, bring):
    bring("addresses.geojson", (SPOT, {"street": "金沙路", "house_number": "8", "name": "金莎大厦"}))
    report = bring("addresses.geojson", (SPOT, {"street": "金沙路", "house_number": "8", "name": "金沙大厦"}))
    assert (report.added, report.updated) == (0, 1)
    again = bring("addresses.geojson", (SPOT, {"street": "金沙路", "house_number": "8", "name": "金沙大厦"}))
    assert (again.unchanged, [r["name"] for r in station.read(Query("address"))]) == (1, ["金沙大厦"])


def test_another_number_at_the_place_is_another_address(station, bring):
    bring("addresses.geojson", (SPOT, {"street": "金沙路", "house_number": "8", "name": "甲"}))
    report = bring("addresses.geojson", (SPOT, {"street": "金沙路", "house_number": "10", "name": "乙"}))
    assert (report.added, report.rejected) == (1, 0)


def test_a_shop_of_nearly_the_same_name_at_the_place_is_put_to_people(station, bring):
    bring("shops.geojson", (SPOT, {"name": "老王饭店"}))
    report = bring("shops.geojson", (SPOT, {"name": "老汪饭店"}))
    assert (report.added, report.rejected) == (0, 1)
    assert "老王饭店" in report.rejects[0].why


def test_a_shop_of_quite_another_name_at_the_place_is_added(station, bring):
    bring("shops.geojson", (SPOT, {"name": "老王饭店"}))
    report = bring("shops.geojson", (SPOT, {"name": "小李理发"}))
    assert (report.added, report.rejected) == (1, 0)


def test_a_second_shop_beside_the_stored_one_is_added(station, bring):
    bring("shops.geojson", (SPOT, {"name": "老王饭店"}))
    report = bring("shops.geojson", (SPOT, {"name": "老王饭店"}), (SPOT, {"name": "小李理发"}))
    assert (report.added, report.unchanged, report.rejected) == (1, 1, 0)


@pytest.mark.parametrize("name", ["拒收.geojson", "拒收.csv", "拒收.xlsx"])
def test_rejects_that_cannot_be_written_say_why_in_words(bring, house, tmp_path, name):
    with pytest.raises(BadInput, match="没有这个文件夹"):
        bring("buildings.geojson", (NEARLY, {"code": "X9"}), rejects=tmp_path / "nowhere" / name)
