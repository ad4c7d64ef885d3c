"""Messy features come to the same records and the same report, whether properties are read by column or feature by feature."""

import random

import pytest

from data.exchange.places import importing, rows
from data.query import Query, equals
from data.store import Station
from tests.places.conftest import point, square

SAID = {
    "name": ["金茂", "A", "", None, " x ", 5, True, ["a"], "锟斤拷锟斤拷", "a\nb"],
    "name:en": ["Jin", None], "名称": ["甲", None], "alias": ["别", None],
    "height": [10, "12 m", "abc", -5, None, 1e9, 3.0], "层数": [3, "6层", "", 0, -2, None, 2.5],
    "addr:street": ["解放路", None], "addr:housenumber": ["66", 66, None], "phone": ["13800000001", "99", None, 13800000001],
    "category": ["park", "school", "foo", None, 3], "use": ["residential", "住宅", "zzz", None], "built": [1999, "xx", None],
    "licence": ["92990000MA0000001Y", None, "x"], "id": [1, None], "trade": ["餐饮", None, "?"], "编号": ["k1", None],
    "remark": ["说", {"a": 1}, None],
}  # fmt: skip


def features(dice, make, count):
    def said():
        return {name: dice.choice(values) for name, values in SAID.items() if dice.random() < 0.5}

    return [make(dice.randrange(30) * 10, dice.randrange(30) * 10, **said()) for _ in range(count)]


def contents(station, kind):
    wanted = (*station.kinds[kind].fields, "geometry")
    return sorted(repr(sorted((n, str(v)) for n, v in r.values.items())) for r in station.read(Query(kind, fields=wanted)))


def told(report):
    return (report.added, report.updated, report.unchanged, [(r.row, r.column, r.why) for r in report.rejects], report.notes)


@pytest.mark.parametrize("kind", ["building", "shop", "camera", "place"])
def test_both_ways_come_to_the_same(station, bring, monkeypatch, tmp_path, kind):
    by_column = rows.said_columns

    def one_by_one(kind, codes, properties, *more):
        return by_column(kind, codes, properties, *more)[0], set(range(len(properties)))

    def brought(other):
        dice = random.Random(7)
        make = square if kind == "building" else point
        files = [features(dice, make, 15) for _ in range(2)]
        reports = [importing.import_places(other, path(n, each), kind=kind, who="t") for n, each in enumerate([*files, files[1]])]
        assert all(r.rows == r.added + r.updated + r.unchanged + r.rejected == 15 for r in reports)
        return [told(r) for r in reports], contents(other, kind)

    def path(n, each):
        bring(f"f{n}.geojson", each, kind=kind, dry_run=True)
        return tmp_path / f"f{n}.geojson"

    monkeypatch.setattr(importing, "MANY", 1)
    fast = brought(station)
    monkeypatch.setattr(rows, "said_columns", one_by_one)
    monkeypatch.setattr(importing, "MANY", 10**9)
    with Station.create(tmp_path / "other.station", "这里") as other:
        assert brought(other) == fast


def test_a_name_that_is_lost_costs_no_other_its_name(station, bring):
    bring("建筑.geojson", [square(0, 0, id=1, name="一号楼"), square(50, 0, id=2, name="锟斤拷锟斤拷")])
    assert station.first(equals("building", code="1"))["name"] == "一号楼"
