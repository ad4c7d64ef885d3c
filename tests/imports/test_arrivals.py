"""What is dropped: files, folders, and zips that are opened with care."""

from __future__ import annotations

import gzip
import json
import zipfile

import openpyxl
import pytest

from data.errors import BadInput
from data.exchange.conversation import carry_out
from data.exchange.importer import import_file
from data.query import Query

PEOPLE = "姓名,电话,现住址\n张伟,13800000001,金沙小区5栋2单元301\n李娜,13800000002,金沙小区1栋1单元101\n"
SHOPS = "店名,行业,经营地址\n老王饭店,餐饮,金沙小区1栋\n"


@pytest.fixture
def pack(tmp_path):
    """Return a function that packs texts into a zip; names may be bytes, as Chinese Windows writes them."""

    def to(members, name="台账.zip"):
        path = tmp_path / name
        raw_names = {}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for n, (member, content) in enumerate(members.items()):
                plain = member
                if isinstance(member, bytes):
                    plain = f"{n}".rjust(len(member), "x")
                    raw_names[plain.encode()] = member
                archive.writestr(plain, content)
        if raw_names:
            whole = path.read_bytes()
            for plain, raw in raw_names.items():
                whole = whole.replace(plain, raw)
            path.write_bytes(whole)
        return path

    return to


def files_of(arrivals, path):
    (parcel,) = arrivals.take([path])
    return arrivals.open(parcel)


def test_a_zip_is_one_change_set_and_undone_whole(town, heard, pack):
    before = dict(town.info().kinds)
    parcel = carry_out(town, heard(pack({"人口.csv": PEOPLE, "sub/商铺.csv": SHOPS})), "t")
    assert {r.batch for r in parcel.done} == {parcel.batch}
    assert (town.count(Query("person")), town.count(Query("shop"))) == (2, 1)
    town.undo(parcel.batch, who="t")
    assert dict(town.info().kinds) == before


def test_the_command_line_takes_the_same_zip(town, pack):
    path = pack({"人口.csv": PEOPLE, "sub/商铺.csv": SHOPS})
    told = import_file(town, path, who="t").as_json()["parts"]
    assert {(p["kind"], p["added"], p["file"]) for p in told} == {
        ("person", 2, f"{path}/人口.csv"), ("shop", 1, f"{path}/sub/商铺.csv")}  # fmt: skip
    assert len({p["batch"] for p in told}) == 1


def test_a_broken_file_in_a_zip_writes_nothing_from_the_command_line(town, pack):
    with pytest.raises(BadInput, match="坏"):
        import_file(town, pack({"人口.csv": PEOPLE, "坏.xlsx": b"PK\x03\x04 no workbook"}), who="t")
    assert town.count(Query("person")) == 0


def test_chinese_names_in_gbk_are_read(arrivals, pack):
    parcel = files_of(arrivals, pack({"街道/人口.csv".encode("gbk"): PEOPLE}))
    assert [name for _, name in parcel.files] == ["街道/人口.csv"]


def test_folders_of_a_mac_are_no_files(arrivals, pack):
    parcel = files_of(arrivals, pack({"人口.csv": PEOPLE, "__MACOSX/._人口.csv": "x", ".DS_Store": "x"}))
    assert ([name for _, name in parcel.files], parcel.refused) == (["人口.csv"], ())


def test_a_zip_in_a_zip_is_not_opened_and_that_is_said(arrivals, pack):
    parcel = files_of(arrivals, pack({"人口.csv": PEOPLE, "旧.zip": b"PK"}))
    assert len(parcel.files) == 1
    assert "旧.zip" in parcel.refused[0]


def test_what_nobody_can_read_is_said(arrivals, pack):
    parcel = files_of(arrivals, pack({"人口.csv": PEOPLE, "说明.docx": b"x"}))
    assert "说明.docx" in parcel.refused[0]


@pytest.mark.parametrize("name", ["../外面.csv", "/etc/外面.csv", "a/../../外面.csv"])
def test_a_name_that_leads_outside_is_refused(arrivals, pack, tmp_path, name):
    parcel = files_of(arrivals, pack({name: PEOPLE}))
    assert parcel.trouble
    assert not (tmp_path.parent / "外面.csv").exists()


def test_a_bomb_is_refused_and_leaves_nothing(arrivals, pack):
    parcel = files_of(arrivals, pack({"人口.csv": b"0" * (200 << 20)}))
    assert "大得不合常理" in parcel.trouble


def test_a_locked_zip_is_refused_in_words(arrivals, pack):
    path = pack({"人口.csv": PEOPLE})
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(raw))
    assert "密码" in files_of(arrivals, path).trouble


def test_a_damaged_zip_is_refused_in_words(arrivals, pack):
    path = pack({"人口.csv": PEOPLE})
    path.write_bytes(path.read_bytes()[:-30])
    assert "台账.zip" in files_of(arrivals, path).trouble


def test_an_empty_zip_says_that_there_is_nothing(arrivals, pack):
    assert files_of(arrivals, pack({})).trouble


def test_a_packed_table_is_read(town, heard, tmp_path):
    path = tmp_path / "人口.csv.gz"
    path.write_bytes(gzip.compress(PEOPLE.encode()))
    assert carry_out(town, heard(path), "t").done[0].added == 2


def test_a_folder_brings_its_files(arrivals, tmp_path):
    folder = tmp_path / "来"
    folder.mkdir()
    (folder / "人口.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "路.shp").write_bytes(b"x")
    (folder / "路.dbf").write_bytes(b"x")
    assert [p.name for p in arrivals.take([folder])] == ["人口.csv", "路.shp"]


def test_unpacked_files_go_with_the_conversation(arrivals, pack):
    (file, _), *_ = files_of(arrivals, pack({"人口.csv": PEOPLE})).files
    assert file.exists()
    arrivals.close()
    assert not file.exists()


def geojson(*features):
    shapes = {"Point": lambda x, y: [x, y], "Polygon": lambda x, y: [[[x, y], [x + 1e-4, y], [x + 1e-4, y + 1e-4], [x, y]]]}
    made = [{"type": "Feature", "properties": p, "geometry": g and {"type": g, "coordinates": shapes[g](104.01, 30.61)}}
            for g, p in features]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": made}, ensure_ascii=False)


def test_refused_features_stand_beside_refused_rows(town, pack, tmp_path):
    path = pack({"人口.csv": PEOPLE + "王强,12,\n", "商铺.geojson": geojson(("Point", {"name": "甲店", "phone": "99"}))})
    out = tmp_path / "拒收.xlsx"
    import_file(town, path, rejects=out, who="t")
    sheets = {s.title: [[c.value for c in row] for row in s.iter_rows()] for s in openpyxl.load_workbook(out)}
    assert len(sheets) == 2
    (found,) = [rows for rows in sheets.values() if "phone" in rows[0]]
    refused = dict(zip(found[0], found[1], strict=True))
    assert (refused["name"], refused["phone"], refused["lon"], refused["lat"]) == ("甲店", "99", 104.01, 30.61)


def test_a_datum_that_is_given_counts_for_the_maps_in_a_zip(town, pack):
    path = pack({"人口.csv": PEOPLE, "地点.geojson": geojson(("Point", {"name": "甲"}))})
    import_file(town, path, datum="GCJ02", who="t")
    assert abs(town.first(Query("place", fields=("geometry",)))["geometry"].x - 104.01) > 1e-3


def test_a_map_of_several_kinds_in_a_zip_is_told_kind_by_kind(town, pack):
    map = geojson(("Polygon", {"name": "新楼", "kind": "building"}), ("Point", {"name": "甲", "kind": "place"}))
    told = import_file(town, pack({"人口.csv": PEOPLE, "地图.geojson": map}), who="t").as_json()["parts"]
    assert sorted(p["kind"] for p in told) == ["building", "person", "place"]
    assert {p["file"].rpartition("/")[2] for p in told} == {"人口.csv", "地图.geojson"}


def test_a_table_of_rejects_that_cannot_be_written_says_why_in_words(town, write, tmp_path):
    with pytest.raises(BadInput, match="没有这个文件夹"):
        import_file(town, write("人口.csv", [["姓名", "电话"], [None, "12"]]), rejects=tmp_path / "nowhere" / "拒收.xlsx", who="t")
