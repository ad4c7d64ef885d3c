"""Which stored record a row means: natural keys, one name at one place, and doubts that people decide."""

from __future__ import annotations

import openpyxl
import pytest

from data.exchange.conversation import carry_out, changes_of, compare, counts_of, decide
from data.exchange.importer import import_file
from data.exchange.tables.doubts import NEW, SAME, SKIP, Decision, read_decision
from data.query import Query, equals
from tests.imports.conftest import id_number

HEAD = ["姓名", "性别", "身份证号", "电话", "现住址"]
HOME = "金沙小区5栋2单元301"


@pytest.fixture
def wang(town):
    """A person with number, telephone and home."""
    return person(town, ["王小明", "男", id_number(1), "13800000001", HOME])


def person(town, row):
    """Add a person with a home and return the record's id."""
    with town.editing(who="t", why="setup") as draft:
        id = draft.add("person", {"name": row[0], "gender": "male", "id_number": row[2], "phone": row[3]})
        building = town.first(equals("building", name="金沙小区5栋")).id
        room = draft.add("dwelling", {"building": building, "unit": "2", "room": "301", "storey": 3})
        draft.add("residence", {"person": id, "building": building, "dwelling": room})
    return id


def report_of(town, write, *rows, **options):
    return import_file(town, write("人口.xlsx", [HEAD, *rows]), who="t", kind="person", **options)


def test_the_identity_number_tells_even_where_all_else_differs(town, write, wang):
    report = report_of(town, write, ["王大明", "男", id_number(1), "13900000009", "河滨花园2栋1单元101"])
    assert (report.added, report.updated) == (0, 1)
    assert town.get("person", wang)["name"] == "王大明"


def test_one_name_in_one_room_is_one_person_and_the_reason_is_said(town, write, wang, heard):
    parcel = heard(write("人口.xlsx", [HEAD, ["王小明", None, None, "13900000009", HOME]]))
    (row,) = changes_of(town, parcel.parts[0], parcel.parts[0].by_action["update"])
    assert row.id == wang
    assert row.why.startswith(f"姓名、住处与第 {wang} 号记录相同")
    assert [(c.label, c.before, c.after) for c in row.changes] == [("电话", "138****0001", "139****0009")]


def test_one_name_in_two_houses_is_two_people(town, write, wang):
    assert report_of(town, write, ["王小明", "男", None, None, "河滨花园2栋1单元101"]).added == 1


def test_the_same_name_and_telephone_with_another_number_is_doubtful(town, write, wang):
    report = report_of(town, write, ["王小明", "男", id_number(2), "13800000001", None])
    assert (report.added, report.updated, report.rejected) == (0, 0, 1)
    assert f"姓名、电话与第 {wang} 号记录相同，但身份证号不同" in report.rejects[0].why
    assert report.rows == report.added + report.updated + report.unchanged + report.rejected
    assert town.count(Query("person")) == 1


def test_the_same_name_and_room_with_another_gender_is_doubtful(town, write, wang):
    report = report_of(town, write, ["王小明", "女", None, None, HOME])
    assert (report.added, report.rejected) == (0, 1)
    assert "但性别不同" in report.rejects[0].why


def test_the_same_name_and_house_without_a_room_is_doubtful(town, write, wang):
    report = report_of(town, write, ["王小明", None, None, None, "金沙小区5栋"])
    assert report.rejected == 1
    assert "没有写明房号" in report.rejects[0].why


def test_two_candidates_are_doubtful_and_both_are_named(town, write, heard):
    with town.editing(who="t", why="setup") as draft:
        ids = {draft.add("person", {"name": "李四", "phone": "13800000007"}) for _ in range(2)}
    parcel = heard(write("人口.xlsx", [HEAD, ["李四", "男", None, "13800000007", None]]))
    (row,) = changes_of(town, parcel.parts[0], parcel.parts[0].by_action["doubt"])
    assert {c.id for c in row.choices} == ids


def test_a_camera_with_another_code_but_a_usual_name_is_no_doubt(town, write):
    rows = [["探头编号", "点位名称"], ["K1", "北门"]]
    import_file(town, write("探头.xlsx", rows), who="t", kind="camera")
    report = import_file(town, write("探头2.xlsx", [rows[0], ["K2", "北门"]]), who="t", kind="camera")
    assert (report.added, report.rejected) == (1, 0)


def test_a_shop_of_the_same_name_and_house_with_another_licence_is_doubtful(town, write):
    head = ["店名", "信用代码", "行业", "经营地址"]
    import_file(town, write("a.xlsx", [head, ["老王饭店", "A1", "餐饮", "金沙小区5栋"]]), who="t", kind="shop")
    report = import_file(town, write("b.xlsx", [head, ["老王饭店", "A2", "餐饮", "金沙小区5幢"]]), who="t", kind="shop")
    assert (report.added, report.rejected) == (0, 1)


# Decisions


@pytest.fixture
def doubtful(town, write, wang, heard):
    """A parcel with one doubtful row, and the key of that row."""
    parcel = heard(write("人口.xlsx", [HEAD, ["王小明", "男", id_number(2), "13800000001", None]]))
    (row,) = changes_of(town, parcel.parts[0], parcel.parts[0].by_action["doubt"])
    return parcel, row.key


def decided(town, parcel, key, decision):
    return compare(town, decide(parcel, 0, {key: decision}))


def test_the_same_changes_the_record(town, wang, doubtful):
    parcel, key = doubtful
    parcel = carry_out(town, decided(town, parcel, key, Decision(SAME, wang)), "t")
    assert (parcel.done[0].updated, parcel.done[0].rejected) == (1, 0)
    assert town.get("person", wang)["id_number"] == id_number(2)


def test_new_adds_a_record(town, wang, doubtful):
    parcel, key = doubtful
    parcel = carry_out(town, decided(town, parcel, key, Decision(NEW)), "t")
    assert parcel.done[0].added == 1
    assert town.get("person", wang)["id_number"] == id_number(1)


def test_skip_writes_nothing_and_counts_as_left_out(town, doubtful):
    parcel, key = doubtful
    parcel = carry_out(town, decided(town, parcel, key, Decision(SKIP)), "t")
    assert (parcel.done[0].added, parcel.done[0].rejected, parcel.batch) == (0, 1, None)


def test_a_decision_is_taken_back(town, doubtful):
    parcel, key = doubtful
    parcel = decided(town, decided(town, parcel, key, Decision(NEW)), key, None)
    assert counts_of(parcel.parts)["doubt"] == 1


def test_the_same_as_a_record_that_is_not_there_is_refused(town, doubtful):
    parcel, key = doubtful
    parcel = decided(town, parcel, key, Decision(SAME, 999_999))
    assert counts_of(parcel.parts)["reject"] == 1


@pytest.mark.parametrize("said", ["same", "new", "skip"])
def test_a_table_of_rejects_takes_the_decision(town, write, wang, tmp_path, said):
    out = tmp_path / "拒收.xlsx"
    report_of(town, write, ["王小明", "男", id_number(2), "13800000001", None], rejects=out)
    book = openpyxl.load_workbook(out)
    page = book.active
    heads = {c.value: c.column for c in page[1]}
    word = {"same": f"同 {wang}", "new": "新增", "skip": "不导入"}[said]
    assert word in page.data_validations.dataValidation[0].formula1
    page.cell(2, heads["导入处理"], word)
    book.save(out)
    report = import_file(town, out, who="t")
    assert (report.updated, report.added, report.rejected) == {"same": (1, 0, 0), "new": (0, 1, 0), "skip": (0, 0, 1)}[said]


def test_a_table_of_rejects_without_a_decision_stays_doubtful(town, write, wang, tmp_path):
    out = tmp_path / "拒收.csv"
    report_of(town, write, ["王小明", "男", id_number(2), "13800000001", None], rejects=out)
    assert import_file(town, out, who="t").rejected == 1


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("同 12", Decision(SAME, 12)),
        ("同第12号记录", Decision(SAME, 12)),
        ("same as 12", Decision(SAME, 12)),
        (12, Decision(SAME, 12)),
        ("新增", Decision(NEW)),
        ("NEW", Decision(NEW)),
        ("不导入", Decision(SKIP)),
        ("Leave out", Decision(SKIP)),
        ("也许", None),
        (None, None),
    ],
)
def test_decisions_are_read_as_people_write_them(text, decision):
    assert read_decision(text) == decision
