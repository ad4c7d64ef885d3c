"""A residents' table brings people, where they live, and rooms that nobody had recorded."""

from __future__ import annotations

import pytest

from data.exchange.importer import import_file
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
