"""Files of one zip know each other: tables find what maps bring, two maps bring a thing once, and all is one change set."""

from __future__ import annotations

import json
import zipfile

import pytest
import shapely
from shapely.geometry import box, mapping

from data.exchange.conversation import carry_out
from data.exchange.conversation.difference import changes_of
from data.exchange.importer import import_file
from data.exchange.places import importing
from data.query import Query, equals

NEW = box(104.02, 30.61, 104.0205, 30.6103)
PEOPLE = "姓名,电话,现住址\n张伟,13800000001,新村小区7栋2单元301\n"
OTHERS = "姓名,电话,住址\n王芳,13900000001,\n"


def collection(*features):
    made = [{"type": "Feature", "properties": p, "geometry": mapping(g)} for g, p in features]
    return json.dumps({"type": "FeatureCollection", "features": made}, ensure_ascii=False)


BUILDING = collection((NEW, {"code": "B7", "name": "新村小区7栋", "compound": "新村小区", "number": "7"}))


@pytest.fixture
def pack(tmp_path):
    def to(members):
        path = tmp_path / "一起.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in members.items():
                archive.writestr(name, text)
        return path

    return to


@pytest.fixture
def with_map(town, pack):
    """A zip with a map of a building and a table of who lives in it, imported."""
    return import_file(town, pack({"buildings.geojson": BUILDING, "人口.csv": PEOPLE}), who="t")


def test_a_table_finds_a_building_of_the_same_zip(town, with_map):
    (building,) = town.read(equals("building", code="B7"))
    (dwelling,) = town.read(equals("dwelling", building=building.id))
    (person,) = town.read(Query("person", placed=True))
    assert (dwelling["room"], person.place.building) == ("301", building.id)


def test_it_is_one_change_set(town, with_map):
    batches = {part.batch for part in with_map.parts}
    before = town.count(Query("building"))
    town.undo(batches.pop(), who="t")
    assert not batches
    assert (town.count(Query("building")), town.count(Query("person"))) == (before - 1, 0)


def test_the_same_zip_again_changes_nothing(town, with_map, pack):
    again = import_file(town, pack({"buildings.geojson": BUILDING, "人口.csv": PEOPLE}), who="t")
    assert (again.added, again.updated) == (0, 0)


def test_shops_of_a_large_map_stand_in_a_building_of_another_one(town, pack, monkeypatch):
    monkeypatch.setattr(importing, "MANY", 1)
    shops = collection(*((shapely.Point(104.0201 + n * 1e-5, 30.6101), {"name": f"{n}号店", "code": f"S{n}"}) for n in range(3)))
    import_file(town, pack({"a buildings.geojson": BUILDING, "shops.geojson": shops, "人口.csv": OTHERS}), who="t")
    (building,) = town.read(equals("building", code="B7"))
    assert {shop["building"] for shop in town.read(Query("shop"))} == {building.id}
    assert town.verify().sound


def test_two_maps_bring_the_same_thing_once(town, pack):
    first = collection((NEW, {"code": "B7", "name": "新村小区7栋"}))
    second = collection((NEW, {"code": "B7", "name": "新村小区7栋", "storeys": 9}))
    before = town.count(Query("building"))
    import_file(town, pack({"a buildings.geojson": first, "b buildings.geojson": second, "人口.csv": OTHERS}), who="t")
    assert town.count(Query("building")) == before + 1
    (building,) = town.read(equals("building", code="B7"))
    assert building["storeys"] == 9


def test_a_second_map_changes_what_a_large_first_one_adds(town, pack, monkeypatch):
    monkeypatch.setattr(importing, "MANY", 1)
    point = shapely.Point(104.01, 30.61)
    first, second = (collection((point, {"code": "C1", "name": name})) for name in ("旧名", "新名"))
    import_file(town, pack({"a cameras.geojson": first, "b cameras.geojson": second, "人口.csv": OTHERS}), who="t")
    (camera,) = town.read(Query("camera"))
    assert camera["name"] == "新名"


def test_a_table_changes_what_a_map_of_the_zip_adds(town, pack):
    cameras = collection((shapely.Point(104.01, 30.61), {"code": "C1", "name": "路口"}))
    import_file(town, pack({"cameras.geojson": cameras, "摄像头.csv": "编号,名称,架设高度\nC1,路口,6.5\n"}), who="t")
    (camera,) = town.read(Query("camera"))
    assert camera["height"] == 6.5


def test_the_preview_tells_the_new_building_by_its_name(town, heard, pack):
    parcel = heard(pack({"buildings.geojson": BUILDING, "商铺.csv": "店名,行业,经营地址\n老王饭店,餐饮,新村小区7栋\n"}))
    part = next(p for p in parcel.parts if p.preview is not None)
    (row,) = changes_of(town, part, part.by_action["add"])
    assert "新村小区7栋" in [c.after for c in row.changes] or any("新建的建筑" in c.after for c in row.changes)
    assert town.count(equals("building", code="B7")) == 0


def test_what_is_left_out_is_not_known_to_the_tables(town, heard, pack):
    from data.exchange.conversation import compare, leave_out

    parcel = heard(pack({"buildings.geojson": BUILDING, "人口.csv": PEOPLE}))
    at = next(n for n, p in enumerate(parcel.parts) if p.places is not None)
    parcel = carry_out(town, compare(town, leave_out(parcel, at, used=False)), "t")
    assert (town.count(equals("building", code="B7")), town.count(Query("person"))) == (0, 1)
    assert town.count(Query("dwelling")) == 0
