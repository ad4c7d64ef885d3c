"""A residents' table brings people, where they live, and rooms that nobody had recorded."""

from __future__ import annotations

import pytest

from data.exchange.importer import import_file, preview, understand
from data.kinds.identity import id_checksum
from data.query import Query, equals

HEAD = [
    ["金沙社区实有人口登记表"],
    ["序号", "姓名", "性别", "身份证号码", "联系电话", "住址", None, None, None, "与户主关系", "人口类型"],
    [None, None, None, None, None, "小区", "楼栋", "单元", "房号", None, None],
]


def id_number(serial):
    """Return an invented identity number: region code 990000 is not given out."""
    first = f"99000019800101{serial:03d}"
    return first + id_checksum(first)


def row(n, name, building, unit, room, *, compound="金沙小区", role="户主", kind="户籍人口", phone=None):
    return [n, name, "男", id_number(n), phone or f"1380000{n:04d}", compound, building, unit, room, role, kind]


def people(*rows):
    return [*HEAD, *rows, [], ["合计", None, None, len(rows)]]


def residences(town, name):
    person = town.first(equals("person", name=name))
    return town.read(equals("residence", person=person.id))


def test_people_and_where_they_live(town, write):
    path = write(
        "人口.xlsx", people(row(1, "张伟", "5栋", 2, 301), row(2, "李娜", "5", 2, 301, role="妻")), merges=["A1:K1", "F2:I2"]
    )
    report = import_file(town, path, who="t")
    assert (report.kind, report.rows, report.added, report.matched, report.header_row) == ("person", 2, 2, 2, 3)
    dwelling = town.first(equals("dwelling", room="301", unit="2", building=town.first(equals("building", name="金沙小区5栋")).id))
    assert [r["dwelling"] for r in residences(town, "张伟")] == [dwelling.id]
    assert [(r["role"], r["registration"]) for r in residences(town, "李娜")] == [("spouse", "household")]


def test_a_person_stands_where_the_residence_says(town, write):
    import_file(town, write("人口.xlsx", people(row(1, "张伟", "5栋", 2, 301))), who="t")
    place = town.first(Query("person", placed=True)).place
    assert (place.unit, place.room, place.storey) == ("2", "301", 3)


def test_an_unrecorded_room_is_made_once(town, write):
    path = write("人口.xlsx", people(row(1, "张伟", "5栋", 2, 801), row(2, "李娜", "5栋", 2, 801)))
    report = import_file(town, path, who="t")
    made = town.read(equals("dwelling", room="801"))
    assert [(d["unit"], d["storey"]) for d in made] == [("2", 8)]
    assert any("1" in note and "房屋" in note for note in report.notes)
    assert len(report.mapping) == 10


def test_one_text_for_the_address_does_too(town, write):
    rows = [["姓名", "身份证号", "现住址"], ["张伟", id_number(1), "金沙小区五号楼2单元301室"], ["李娜", id_number(2), "外省某地"]]
    report = import_file(town, write("人口.xlsx", rows), who="t")
    assert (report.added, report.matched, report.unmatched) == (2, 1, 1)
    assert residences(town, "李娜") == []


def test_importing_again_changes_nothing(town, write):
    path = write("人口.xlsx", people(row(1, "张伟", "5栋", 2, 801), row(2, "李娜", "9栋", 1, 101, compound="外地")))
    import_file(town, path, who="t")
    before = dict(town.info().kinds)
    report = import_file(town, path, who="t")
    assert (report.added, report.updated, report.unchanged, report.batch) == (0, 0, 2, None)
    assert dict(town.info().kinds) == before


def test_a_changed_relation_updates_the_residence(town, write):
    import_file(town, write("人口.xlsx", people(row(1, "张伟", "5栋", 2, 301))), who="t")
    report = import_file(town, write("人口2.xlsx", people(row(1, "张伟", "5栋", 2, 301, role="子"))), who="t")
    assert (report.added, report.updated) == (0, 1)
    assert [r["role"] for r in residences(town, "张伟")] == ["child"]


def test_a_second_home_is_a_second_residence(town, write):
    report = import_file(town, write("人口.xlsx", people(row(1, "张伟", "5栋", 2, 301), row(1, "张伟", "12栋", 1, 201))), who="t")
    assert (report.added, report.rejected) == (2, 0)
    assert town.count(Query("person")) == 1
    assert len(residences(town, "张伟")) == 2


def test_a_home_elsewhere_is_said(town, write):
    import_file(town, write("人口.xlsx", people(row(1, "张伟", "5栋", 2, 301))), who="t")
    report = import_file(town, write("人口2.xlsx", people(row(1, "张伟", "12栋", 1, 201))), who="t")
    assert any("离开日期" in note for note in report.notes)
    assert len(residences(town, "张伟")) == 2


def test_a_wrong_identity_number_rejects_the_row(town, write):
    wrong = row(3, "王芳", "5栋", 2, 301)
    wrong[3] = wrong[3][:-1] + ("1" if wrong[3][-1] != "1" else "2")
    report = import_file(town, write("人口.xlsx", people(row(1, "张伟", "5栋", 2, 301), wrong)), who="t")
    assert (report.added, report.rejected) == (1, 1)
    told = report.as_json()["rejects"][0]
    assert (told["row"], told["column"]) == (5, "身份证号码")
    assert wrong[3] not in str(told)


@pytest.mark.parametrize("name", ["张", "李娜"])
def test_two_people_of_one_name_are_two(town, write, name):
    assert (
        import_file(town, write("人口.xlsx", people(row(1, name, "5栋", 2, 301), row(2, name, "5栋", 2, 301))), who="t").added == 2
    )


def test_undo_takes_people_homes_and_rooms_back(town, write):
    before = dict(town.info().kinds)
    report = import_file(town, write("人口.xlsx", people(row(1, "张伟", "5栋", 2, 801))), who="t")
    town.undo(report.batch, who="t")
    assert dict(town.info().kinds) == before


def written(town, name):
    return town.first(equals("person", name=name))["address"]


def test_an_address_that_names_no_building_here_is_kept_as_written(town, write):
    rows = [["姓名", "身份证号", "现住址"], ["李娜", id_number(2), "外省（某地）１２号"]]
    import_file(town, write("人口.xlsx", rows), who="t")
    assert written(town, "李娜") == "外省（某地）12号"


def test_an_address_in_several_columns_is_kept_joined(town, write):
    import_file(town, write("人口.xlsx", people(row(1, "李娜", "9栋", 1, 101, compound="外地花园"))), who="t")
    assert written(town, "李娜") == "外地花园9栋1单元101室"


def test_an_address_that_led_to_a_room_is_not_kept_besides(town, write):
    import_file(town, write("人口.xlsx", people(row(1, "张伟", "5栋", 2, 301))), who="t")
    assert written(town, "张伟") is None


def test_a_kept_address_is_found_again_and_reimport_changes_nothing(town, write):
    path = write("人口.xlsx", people(row(1, "李娜", "9栋", 1, 101, compound="外地花园"), row(2, "张伟", "5栋", 9, 9901)))
    import_file(town, path, who="t")
    again = import_file(town, path, who="t")
    assert (again.added, again.updated, again.unchanged, again.batch) == (0, 0, 2, None)
    assert town.find("外地花园", kinds=["person"])


def test_two_addresses_of_one_person_are_both_kept_and_reimport_changes_nothing(town, write):
    rows = [["姓名", "身份证号", "现住址"], ["李娜", id_number(2), "外省甲地"], ["李娜", id_number(2), "外省乙地"]]
    path = write("人口.xlsx", rows)
    assert import_file(town, path, who="t").rejected == 0
    assert written(town, "李娜") == "外省甲地；外省乙地"
    assert import_file(town, path, who="t").batch is None


def test_another_address_later_takes_the_place_of_the_kept_one(town, write):
    head = ["姓名", "身份证号", "现住址"]
    import_file(town, write("人口.xlsx", [head, ["李娜", id_number(2), "外省甲地"]]), who="t")
    report = import_file(town, write("人口2.xlsx", [head, ["李娜", id_number(2), "外省乙地"]]), who="t")
    assert (report.updated, written(town, "李娜")) == (1, "外省乙地")


def test_an_exported_column_of_kept_addresses_comes_in_again(town, write):
    rows = [["姓名", "身份证号", "住址（原文）"], ["李娜", id_number(2), "外省某地"]]
    import_file(town, write("人口.xlsx", rows), who="t")
    assert written(town, "李娜") == "外省某地"


def test_the_preview_says_what_became_of_an_address(town, write):
    rows = [["姓名", "身份证号", "现住址"], ["李娜", id_number(2), "外省某地"], ["张伟", id_number(1), "金沙小区5栋2单元301室"]]
    done = preview(understand(write("人口.xlsx", rows), town), town)
    assert "住址未匹配：原文已保留" in done.rows[0].remark
    assert done.rows[1].remark == ""
    assert [r.action for r in done.rows] == ["add", "add"]


def test_the_report_counts_kept_addresses(town, write):
    rows = [["姓名", "身份证号", "现住址"], ["李娜", id_number(2), "外省某地"], ["张伟", id_number(1), "金沙小区5栋2单元9901"]]
    notes = import_file(town, write("人口.xlsx", rows), who="t").notes
    assert any(n.startswith("2 行的住址没有对上房屋") for n in notes)


@pytest.fixture
def low_house(town):
    """A building of 6 storeys and 4 units."""
    with town.editing(who="t", why="setup") as draft:
        return draft.add("building", {"name": "柳园8栋", "compound": "柳园", "number": "8", "storeys": 6, "units": 4})


@pytest.mark.parametrize(("unit", "room"), [(9, 301), (4, 901), (9, 901)])
def test_a_room_that_cannot_be_is_not_made(town, write, low_house, unit, room):
    path = write("人口.xlsx", people(row(1, "张伟", "8栋", unit, room, compound="柳园")))
    import_file(town, path, who="t")
    assert town.count(equals("dwelling", building=low_house)) == 0
    assert [(r["building"], r["dwelling"]) for r in residences(town, "张伟")] == [(low_house, None)]
    assert written(town, "张伟") == f"柳园8栋{unit}单元{room}室"


def test_a_room_that_cannot_be_is_explained(town, write, low_house):
    done = preview(understand(write("人口.xlsx", people(row(1, "张伟", "8栋", 9, 901, compound="柳园"))), town), town)
    assert "没有 9 单元，“柳园8栋”只有 4 个单元" in done.rows[0].remark


def test_the_highest_room_is_made_with_its_storey(town, write, low_house):
    import_file(town, write("人口.xlsx", people(row(1, "张伟", "8栋", 4, 602, compound="柳园"))), who="t")
    assert [(d["unit"], d["storey"]) for d in town.read(equals("dwelling", building=low_house))] == [("4", 6)]


def test_storeys_that_were_only_assumed_refuse_no_room(town, write):
    with town.editing(who="t", why="setup") as draft:
        values = {"name": "柳园9栋", "compound": "柳园", "number": "9", "storeys": 3, "storeys_assumed": True}
        house = draft.add("building", values)
    import_file(town, write("人口.xlsx", people(row(1, "张伟", "9栋", 1, 901, compound="柳园"))), who="t")
    assert [d["storey"] for d in town.read(equals("dwelling", building=house))] == [9]


def test_a_register_of_rooms_refuses_one_that_cannot_be(town, write, low_house):
    rows = [["小区", "楼栋", "单元", "房号"], ["柳园", "8栋", "1", "301"], ["柳园", "8栋", "9", "901"]]
    report = import_file(town, write("房屋.xlsx", rows), kind="dwelling", who="t")
    assert (report.added, report.rejected) == (1, 1)
    assert "没有 9 单元" in report.rejects[0].why


def test_storey_and_room_alone_are_no_address(town, write):
    import_file(town, write("人口.xlsx", people(row(1, "张伟", "5栋", 2, 301))), who="t")
    rows = [["姓名", "身份证号", "住址（原文）", "所在楼层", "房号"], ["张伟", id_number(1), None, 3, "301"]]
    assert import_file(town, write("导出.xlsx", rows), who="t").batch is None


def test_what_a_later_row_adds_to_a_new_residence_is_kept(town, write):
    head = ["姓名", "身份证号", "现住址", "人口类型"]
    rows = [head, ["张伟", id_number(1), "金沙小区5栋", None], ["张伟", id_number(1), "金沙小区5栋2单元301", "流动"]]
    path = write("人口.xlsx", rows)
    import_file(town, path, who="t")
    (home,) = residences(town, "张伟")
    assert (town.get("dwelling", home["dwelling"])["room"], home["registration"]) == ("301", "floating")
    assert import_file(town, path, who="t").unchanged == 2


def test_rows_that_disagree_on_one_residence_are_not_both_taken(town, write):
    path = write("人口.xlsx", people(row(1, "张伟", "5栋", 2, 301), row(1, "张伟", "5栋", 2, 301, role="子")))
    report = import_file(town, path, who="t")
    assert [(r.row, r.column) for r in report.rejects] == [(5, "与户主关系")]
    assert [r["role"] for r in residences(town, "张伟")] == ["head"]
