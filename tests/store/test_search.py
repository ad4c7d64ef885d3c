"""The search box: what is typed, and what it must find."""

from __future__ import annotations

import pytest

from data.query import Query
from data.records import Edit
from data.store import Station
from data.store.tokens import readings, syllables
from tests.store.conftest import add
from tests.store.test_care import raw


@pytest.fixture
def town(station, house):
    with station.editing(who="a", why="b") as draft:
        draft.add("person", {"name": "单雄信", "phone": "13700001111"})
        draft.add("person", {"name": "张伟明", "phone": "13812345678", "id_number": "99010519491231004X"})
        draft.add("person", {"name": "王小明", "work": "市第一人民医院"})
        draft.add("person", {"name": "欧阳娜娜"})
        draft.add("shop", {"name": "Blue Tower 咖啡", "phone": "13999998888"})
        draft.add("camera", {"code": "CAM-012", "name": "河滨路口"})
        draft.add("building", {"name": "上海中心大厦"})
    return station


def titles(station, text, **rest):
    return [h.title for h in station.find(text, **rest)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张", "张伟"), ("伟", "张伟"), ("张伟", "张伟"), ("zhangwei", "张伟"), ("ZhangWei", "张伟"),
        ("zhangw", "张伟"), ("zhang", "张伟"),
        ("zha", "张伟"), ("z", "张伟"), ("zw", "张伟"), ("wei", "张伟"), ("w", "张伟"), ("zhang wei", "张伟"),
        ("张伟明", "张伟明"),
        ("zwm", "张伟明"), ("weiming", "张伟明"), ("shanxiongxin", "单雄信"), ("danxiongxin", "单雄信"),
        ("sxx", "单雄信"),
        ("ouyang", "欧阳娜娜"), ("oynn", "欧阳娜娜"), ("139", "张伟"), ("13901234567", "张伟"), ("139-0123-4567", "张伟"),
        ("4567", "张伟"),
        ("１３９", "张伟"),
        ("人民医院", "王小明"),
        ("医院", "王小明"), ("张伟 139", "张伟"), ("zw 4567", "张伟"), ("blue", "Blue Tower 咖啡"),
        ("tow", "Blue Tower 咖啡"), ("咖啡", "Blue Tower 咖啡"),
        ("kafei", "Blue Tower 咖啡"), ("cam012", "CAM-012"), ("cam 012", "CAM-012"), ("CAM-012", "CAM-012"),
        ("012", "CAM-012"),
        ("hblk", "CAM-012"), ("上海中心", "上海中心大厦"), ("shanghaizhongxin", "上海中心大厦"),
        ("shzx", "上海中心大厦"), ("中心大厦", "上海中心大厦"),
        ("金沙", "金沙小区5栋"), ("金沙 5栋", "金沙小区5栋"), ("金沙小区5栋", "金沙小区5栋"), ("5栋", "金沙小区5栋"),
        ("jsxq", "金沙小区5栋"),
        ("301", "金沙小区5栋 2单元301"), ("金沙小区5栋2单元301", "金沙小区5栋 2单元301"),
        ("金沙小区5栋2单元301室", "金沙小区5栋 2单元301"),
        ("金沙 301", "金沙小区5栋 2单元301"), ("5-2-301", "金沙小区5栋 2单元301"), ("金沙小区5栋2单元301", "金沙小区5栋"),
    ],
)  # fmt: skip
def test_finds(town, text, expected):
    assert expected in titles(town, text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [("张明", "张伟明"), ("zhangming", "张伟明"), ("1390", "张伟"), ("0123", "张伟"), ("139 999", "张伟"),
     ("19491231", "张伟明"), ("002x", "张伟明"), ("金沙小区6栋", "金沙小区5栋"),
        ("hangwei", "张伟"),
     ("ower", "Blue Tower 咖啡"), ("金沙小区5栋3单元301", "金沙小区5栋 2单元301")],
)  # fmt: skip
def test_does_not_find(town, text, unwanted):
    assert unwanted not in titles(town, text)


@pytest.mark.parametrize(
    ("text", "first"),
    [("金沙小区5栋2单元301", "金沙小区5栋 2单元301"), ("5-2-301", "金沙小区5栋 2单元301"), ("金沙小区5栋", "金沙小区5栋")],
)
def test_an_address_down_to_a_room_means_the_room(town, text, first):
    assert titles(town, text)[0] == first


@pytest.mark.parametrize("text", ["", " ", "'", '"', "*", "(", "AND", "张 OR", "a\x00b", "%", "\\", "😀", '"张"*', "NEAR(张 伟)"])
def test_anything_typed_is_answered(town, text):
    assert isinstance(town.find(text), list)


def test_the_exact_name_comes_first(station):
    for name in ("张伟明", "小张伟", "张伟", "张伟国"):
        add(station, "person", name=name)
    assert titles(station, "张伟")[:3] == ["张伟", "张伟明", "张伟国"]
    assert titles(station, "zhangwei")[0] == "张伟"
    assert titles(station, "zw")[0] == "张伟"


@pytest.mark.parametrize(
    ("text", "why"), [("张伟", "name"), ("zw", "name"), ("139", "phone"), ("张伟 139", "phone"), ("医院", "work")]
)
def test_why_names_the_field(town, text, why):
    assert why in [h.why for h in town.find(text, kinds=["person"])]


def test_the_limit_is_for_each_kind(station):
    station.apply([Edit("person", None, {"name": f"张{n}"}) for n in range(30)], who="a", why="b")
    station.apply([Edit("shop", None, {"name": f"张记{n}"}) for n in range(30)], who="a", why="b")
    kinds = [h.record.kind for h in station.find("张", limit=5)]
    assert kinds == ["person"] * 5 + ["shop"] * 5


def test_only_the_kinds_asked_for(town):
    assert {h.record.kind for h in town.find("139", kinds=["shop"])} == {"shop"}


def test_a_hit_has_its_place(station, house):
    assert station.find("张伟")[0].record.place.room == "301"


def test_a_changed_name_is_found_and_the_old_one_is_not(station):
    id = add(station, "person", name="张伟")
    station.apply([Edit("person", id, {"name": "李娜"})], who="a", why="b")
    assert (titles(station, "张伟"), titles(station, "ln")) == ([], ["李娜"])


def test_a_removed_record_is_not_found(station):
    id = add(station, "person", name="张伟")
    station.apply([Edit("person", id, None)], who="a", why="b")
    assert titles(station, "张伟") == []


def test_a_large_set_is_found_at_once(station):
    station.apply([Edit("person", None, {"name": f"张{n}", "phone": f"139{n:08d}"}) for n in range(3000)], who="a", why="b")
    assert titles(station, "13900002999") == ["张2999"]


def test_a_large_set_is_found_after_the_program_ended_early(station, file, monkeypatch):
    from data.store import Station
    from data.store.engine import Engine

    monkeypatch.setattr(Engine, "index_soon", lambda self: None)
    monkeypatch.setattr(Engine, "_finish_index", lambda self: None)
    station.apply([Edit("person", None, {"name": f"张{n}"}) for n in range(3000)], who="a", why="b")
    station.close()
    monkeypatch.undo()
    with Station.open(file) as again:
        assert titles(again, "张2999") == ["张2999"]


def test_text_of_a_query_is_the_same_search(town):
    assert [r["name"] for r in town.read(Query("person", text="人民医院"))] == ["王小明"]
    assert town.count(Query("person", text="张明")) == 0


def test_surnames_are_read_as_surnames():
    assert readings("单")[0] == ("shan",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("shanx", True), ("xiongx", True), ("danx", True), ("xx", True), ("shanxin", False), ("shanxiongxinli", False),
     ("sxxy", False)],
)  # fmt: skip
def test_syllables_are_cut_where_they_can_be(town, text, expected):
    assert ("单雄信" in titles(town, text)) is expected


def test_a_text_that_can_be_cut_in_two_ways_finds_both(station):
    for name in ("方安", "范甘", "西安", "鲜明"):
        add(station, "person", name=name)
    assert set(titles(station, "fangan")) == {"方安", "范甘"}
    assert set(titles(station, "xian")) == {"西安", "鲜明"}


def test_syllables_and_initials_that_do_not_stand_together_are_not_found(station):
    add(station, "shop", name="王府井大王府烤鸭王家店")
    assert titles(station, "wangjia") == ["王府井大王府烤鸭王家店"]
    assert titles(station, "wangfukaoyawangfu") == []
    assert titles(station, "wfkywjdwf") == []


@pytest.mark.parametrize("text", ["an" * 29, "nan" * 19 + "v", "a" * 60, "z" * 5000, "shuang" * 500])
def test_letters_without_end_are_answered(town, text):
    assert town.find(text) == []


def test_a_file_of_before_gets_its_tokens_anew(station, file):
    id = add(station, "person", name="张伟", phone="13901234567")
    station.close()
    raw(file, f"INSERT OR REPLACE INTO _search_person (rowid, tokens) VALUES ({id}, '¤张伟 ¤zhangwei')")
    raw(file, "PRAGMA user_version = 1")
    with Station.open(file) as again:
        assert titles(again, "zhangw") == titles(again, "4567") == ["张伟"]
        assert again.verify().sound
        assert again.batches(limit=1)[0].command == "migrate"


def test_characters_are_read_as_the_library_reads_them(monkeypatch):
    texts = "张单解查仇朴区盖曾任吕绿女略诶嗯哦重行长乐华欧阳〇𠀀一丁七"
    read = [syllables(c) for c in texts]
    monkeypatch.setattr("data.store.tokens._characters", dict)
    assert [syllables.__wrapped__(c) for c in texts] == read
    assert syllables("吕") == ("lv",)


@pytest.mark.parametrize("typed", ["JQ20251123-0001", "jq20251123-0001", "JQ20251123", "20251123-0001", "JQ202511230001"])
def test_a_number_with_letters_is_found_as_it_is_written(station, typed):
    values = {"number": "JQ20251123-0001", "type": "theft", "reported_at": "2025-11-23T01:00:00Z"}
    station.apply([Edit("case", None, values)], who="民警", why="测试")
    assert [hit.record.values["number"] for hit in station.find(typed)] == ["JQ20251123-0001"]
