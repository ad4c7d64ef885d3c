"""A feature changes the record that it means and no other, and tells nobody what must stay covered."""

import pytest

from data.query import Query
from tests.places.conftest import point


def names(station, kind):
    return sorted(r["name"] for r in station.read(Query(kind)))


def test_two_places_on_one_point_stay_two(station, bring):
    bring("地点.geojson", [point(0, 0, name="城东公园")])
    report = bring("地点2.geojson", [point(0, 0, name="书报亭")])
    assert (report.added, report.updated) == (1, 0)
    assert names(station, "place") == ["书报亭", "城东公园"]


def test_a_stored_camera_is_meant_by_one_feature_only(station, bring):
    bring("摄像机.geojson", [point(0, 0, name="大门")], kind="camera")
    features = [point(50, 0, name="大门"), point(90, 0, name="大门")]
    report = bring("摄像机2.geojson", features, kind="camera")
    assert (report.added, report.updated, station.count(Query("camera"))) == (1, 1, 2)
    assert bring("摄像机2.geojson", features, kind="camera").unchanged == 2


@pytest.mark.parametrize(("kind", "key", "one", "other"), [
    ("camera", "编号", "K-1", "K-2"),
    ("shop", "licence", "92990000MA0000001Y", "92990000MA0000002W"),
])  # fmt: skip
def test_a_better_key_keeps_two_of_one_name_apart(station, bring, kind, key, one, other):
    bring("一.geojson", [point(0, 0, name="好吃米线店", address="解放路66号", **{key: one})], kind=kind)
    report = bring("二.geojson", [point(50, 0, name="好吃米线店", address="解放路66号", **{key: other})], kind=kind)
    assert (report.added, report.updated, station.count(Query(kind))) == (1, 0, 2)


def test_a_refused_telephone_is_covered(bring):
    report = bring("商铺.geojson", [point(0, 0, name="好吃米线店", phone="1391234567")], kind="shop")
    (shown,) = report.as_json()["rejects"]
    assert shown["column"] == "phone"
    assert "1391234567" not in str(shown)
