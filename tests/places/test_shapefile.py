"""Shapefiles as they arrive: parts missing, tables cut, texts in any encoding."""

import pytest

from data.errors import BadInput
from data.exchange.importer import import_file
from data.exchange.places.read import read_places
from data.query import Query
from tests.places.vectors import box, dot, write

NAME = "金沙江路一号楼"


def made(tmp_path, encoding="UTF-8", shapes=None, crs="EPSG:4326", **columns):
    shapes = shapes or [box(0, 0), box(50, 0)]
    columns = columns or {"名称": [NAME, "二号楼"], "height": [12.0, 18.0]}
    return write(tmp_path / "buildings.shp", shapes, crs=crs, encoding=encoding, **columns)


def without(path, *suffixes):
    for suffix in suffixes:
        path.with_suffix(suffix).unlink()
    return path


@pytest.mark.parametrize("encoding", ["UTF-8", "GB18030", "GBK"])
def test_texts_without_a_cpg_are_read_as_they_are_written(tmp_path, encoding):
    read = read_places(without(made(tmp_path, encoding), ".cpg"))
    assert read.properties[0]["名称"] == NAME


@pytest.mark.parametrize(("encoding", "said"), [("UTF-8", "utf-8"), ("GB18030", "gb")])
def test_the_encoding_that_was_found_is_told(tmp_path, encoding, said):
    read = read_places(without(made(tmp_path, encoding), ".cpg"))
    assert read.encoding.startswith(said)
    assert any(".cpg" in note and said in note for note in read.notes)


def test_a_cpg_that_is_wrong_is_seen_through(tmp_path):
    path = made(tmp_path, "GB18030")
    path.with_suffix(".cpg").write_text("UTF-8", encoding="ascii")
    read = read_places(path)
    assert (read.properties[0]["名称"], any(".cpg" in note for note in read.notes)) == (NAME, True)


@pytest.mark.parametrize("said", ["936", "ANSI 936", "GBK", "65001"])
def test_a_cpg_may_give_a_number(tmp_path, said):
    path = made(tmp_path, "UTF-8" if said == "65001" else "GB18030")
    path.with_suffix(".cpg").write_text(said, encoding="ascii")
    assert read_places(path).properties[0]["名称"] == NAME


def test_what_the_person_says_of_the_encoding_wins(tmp_path):
    path = without(made(tmp_path, "BIG5", name=["臺北樓", "高雄樓"]), ".cpg")
    assert read_places(path, None, "big5").properties[0]["name"] == "臺北樓"


def test_a_text_cut_within_a_character_spoils_nothing(tmp_path):
    long = "金沙江路" * 40  # a field holds 254 bytes at most
    read = read_places(without(made(tmp_path, "GB18030", name=[long, "二号楼"]), ".cpg"))
    assert read.properties[0]["name"][:60] == long[:60]
    assert "\ufffd" not in read.properties[0]["name"]


def test_a_missing_index_is_rebuilt_and_told(tmp_path):
    path = without(made(tmp_path), ".shx")
    read = read_places(path)
    assert (len(read), any(".shx" in note for note in read.notes)) == (2, True)


def test_nothing_is_written_beside_the_file(tmp_path):
    path = without(made(tmp_path), ".shx", ".cpg")
    before = sorted(tmp_path.iterdir())
    read_places(path)
    assert sorted(tmp_path.iterdir()) == before


def test_without_its_table_the_shapes_are_read(tmp_path):
    read = read_places(without(made(tmp_path), ".dbf"))
    assert (len(read), read.properties[0], any(".dbf" in note for note in read.notes)) == (2, {}, True)


def test_degrees_without_a_prj_are_taken_and_told(tmp_path):
    read = read_places(without(made(tmp_path), ".prj"))
    assert (read.datum.chosen, read.datum.sure, len(read)) == ("WGS84", False, 2)
    assert any("坐标系" in note for note in read.notes)


def test_metres_without_a_prj_are_asked_for(tmp_path):
    from shapely import Point

    path = without(made(tmp_path, shapes=[Point(40_500_000.0, 3_457_000.0)], crs="EPSG:4528", name=["甲"]), ".prj")
    with pytest.raises(BadInput, match=r"EPSG:代号.*EPSG:4528"):
        read_places(path)


def test_what_the_person_says_of_the_system_is_taken(tmp_path):
    from shapely import Point

    path = without(made(tmp_path, shapes=[Point(40_500_000.0, 3_457_000.0)], crs="EPSG:4528", name=["甲"]), ".prj")
    read = read_places(path, "EPSG:4528")
    assert (round(read.shapes[0].x, 6), round(read.shapes[0].y, 1)) == (120.0, 31.2)


def test_a_prj_with_a_name_in_gbk(tmp_path):
    path = made(tmp_path)
    prj = path.with_suffix(".prj")
    text = prj.read_text(encoding="utf-8").replace("GCS_WGS_1984", "国家大地坐标系")
    prj.write_bytes(text.encode("gb18030"))
    assert len(read_places(path)) == 2


def test_a_prj_that_says_nothing_is_told_with_the_way_out(tmp_path):
    path = made(tmp_path)
    path.with_suffix(".prj").write_text("地方独立坐标系", encoding="utf-8")
    with pytest.raises(BadInput, match="EPSG:代号"):
        read_places(path)


def test_a_table_cut_short_is_refused(tmp_path):
    path = made(tmp_path)
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes()[:-60])
    with pytest.raises(BadInput, match=r"buildings\.dbf"):
        read_places(path)


def test_endings_in_capitals(tmp_path):
    path = made(tmp_path)
    for part in list(tmp_path.iterdir()):
        part.rename(tmp_path / part.name.upper())
    assert len(read_places(tmp_path / path.name.upper())) == 2


def test_names_cut_after_ten_characters_are_understood(station, tmp_path):
    path = write(tmp_path / "buildings.shp", [box(0, 0)], addr_house=["501"], addr_stree=["银城中路"])
    import_file(station, path, who="李警官")
    (record,) = station.read(Query("building"))
    assert (record["street"], record["house_number"]) == ("银城中路", "501")


def test_codes_under_any_of_their_names_are_keys(station, tmp_path):
    import_file(station, write(tmp_path / "探头.shp", [dot(0, 0)], encoding="UTF-8", 探头编号=["C-07"]), who="李警官")
    again = import_file(station, write(tmp_path / "探头2.shp", [dot(3, 3)], encoding="UTF-8", 探头编号=["C-07"]), who="李警官")
    assert (again.added, again.updated) == (0, 1)


def test_one_text_that_cannot_be_read_is_left_out_and_told(tmp_path):
    names = ["一号楼", *(f"{n}号楼二号楼" for n in range(20))]
    path = without(made(tmp_path, "UTF-8", shapes=[dot(n, n) for n in range(21)], name=names), ".cpg")
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace("一号楼".encode(), b"\xff\xfe\x80\x81\xff\xfe\x80\x81\xff"))
    read = read_places(path)
    assert [p.get("name") for p in read.properties] == [None, *names[1:]]
    assert any("第 1 个要素的 name" in note for note in read.notes)
