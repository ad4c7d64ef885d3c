"""What a table was taken for is remembered for the next one of the same headings, told, and can be forgotten."""

from __future__ import annotations

import pytest

from data.exchange.conversation import afresh, carry_out, change, compare
from data.exchange.importer import import_file, understand
from data.query import equals

HEAD = ["称呼", "联系", "甲", "备考"]
ROWS = [["张伟", "13800000001", "某某公司", "常住"], ["李娜", "13800000002", "某厂", "暂住"]]
SAID = {"称呼": "name", "联系": "phone", "甲": "work", "备考": ""}


@pytest.fixture
def first(town, heard, write):
    """A table that a person explained, from the header row to the columns, imported."""
    parcel = heard(write("一.csv", [["社区名单"], HEAD, *ROWS]))
    parcel = change(town, parcel, 0, lambda known: known.with_header(2))
    parcel = change(town, parcel, 0, lambda known: known.with_kind("person"))
    parcel = change(town, parcel, 0, lambda known: known.with_mapping(SAID))
    return carry_out(town, compare(town, parcel), "t")


def test_a_table_of_the_same_headings_is_understood_as_last_time(town, first, write):
    known = understand(write("二.csv", [HEAD, ["王芳", "13800000003", "某校", "常住"]]), town)
    assert known.kind.name == "person"
    assert known.mapping == {"称呼": "name", "联系": "phone", "甲": "work"}
    assert {g.why for g in known.columns if g.target} == {"和上次一样"}


def test_that_it_is_as_last_time_is_told(town, first, write):
    report = import_file(town, write("二.csv", [HEAD, ["王芳", "13800000003", "某校", "常住"]]), who="t")
    assert report.added == 1
    assert any("一.csv" in note for note in report.notes)


def test_columns_may_stand_in_another_order(town, first, write):
    known = understand(write("二.csv", [HEAD[::-1], ["常住", "某校", "13800000003", "王芳"]]), town)
    assert known.mapping["称呼"] == "name"


def test_spaces_and_remarks_in_headings_do_not_matter(town, first, write):
    known = understand(write("二.csv", [["称 呼*", "联系（必填）", "甲", "备考："], ["王芳", "13800000003", "某校", "常住"]]), town)
    assert known.last is not None


def test_the_header_is_found_where_the_headings_are(town, first, write):
    rows = [["某街道"], ["填表人", "甲某", "日期", "今天"], HEAD, ["王芳", "13800000003", "某校", "常住"]]
    assert understand(write("二.csv", rows), town).header_row == 3


def test_a_table_with_other_headings_is_not(town, first, write):
    known = understand(write("二.csv", [[*HEAD, "身份证号", "性别"], ["王芳", "13800000003", "某校", "常住", None, "女"]]), town)
    assert known.last is None


def test_what_the_person_says_now_goes_first(town, first, write):
    path = write("二.csv", [HEAD, ["王芳", "13800000003", "某校", "常住"]])
    assert understand(path, town, mapping={"备考": "remark"}).mapping["备考"] == "remark"
    assert understand(path, town, kind="force").kind.name == "force"


def test_it_can_be_forgotten(town, first, heard, write):
    parcel = heard(write("二.csv", [HEAD, ["王芳", "13800000003", "某校", "常住"]]))
    assert parcel.parts[0].known.last is not None
    parcel = afresh(town, parcel, 0)
    assert parcel.parts[0].known.last is None
    assert town.setting("import.shapes") == {}


def test_the_command_line_remembers_what_it_was_told(town, write):
    import_file(town, write("一.csv", [HEAD, *ROWS]), who="t", kind="person", mapping=SAID)
    assert import_file(town, write("二.csv", [HEAD, ["王芳", "13800000003", "某校", "常住"]]), who="t").kind == "person"
    assert town.first(equals("person", name="王芳"))["work"] == "某校"


def test_a_dry_run_remembers_nothing(town, write):
    import_file(town, write("一.csv", [HEAD, *ROWS]), who="t", kind="person", mapping=SAID, dry_run=True)
    assert town.setting("import.shapes") is None


def test_a_kind_that_is_gone_is_no_hindrance(town, write):
    kept = {"x": {"kind": "gone", "mapping": {}}, "y": "nonsense", "z": {"kind": "person", "mapping": 3}}
    town.set_setting("import.shapes", kept)
    assert understand(write("一.csv", [["姓名", "电话"], ["张伟", "13800000001"]]), town).kind.name == "person"


def test_a_mended_table_of_rejects_is_understood_as_the_table_was(town, write, tmp_path):
    rows = [HEAD, ["张伟", "没有数字", "某某公司", "常住"]]
    import_file(town, write("一.csv", rows), who="t", kind="person", mapping=SAID, rejects=tmp_path / "拒收.csv")
    mended = tmp_path / "改好.csv"
    mended.write_text((tmp_path / "拒收.csv").read_text(encoding="utf-8-sig").replace("没有数字", "13800000001"), encoding="utf-8")
    report = import_file(town, mended, who="t")
    assert (report.kind, report.added, report.rejected) == ("person", 1, 0)
    assert report.mapping == {"称呼": "name", "联系": "phone", "甲": "work"}


POINTS = [["探头编号", "经度", "纬度"], ["K1", 110.06, 31.67], ["K2", 110.07, 31.68]]


def test_a_datum_that_a_person_said_is_remembered_where_nothing_tells_otherwise(town, write):
    import_file(town, write("一.csv", POINTS), who="t", kind="camera", datum="gcj02")
    report = import_file(town, write("二.csv", [POINTS[0], ["K3", 110.08, 31.69]]), who="t")
    assert (report.datum.chosen, report.added) == ("GCJ02", 1)
