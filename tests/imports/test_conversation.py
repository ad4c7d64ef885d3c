"""Guesses are changed one by one, the difference follows, and what was shown is what is written."""

from __future__ import annotations

import json

import openpyxl
import pytest

from data.errors import BadInput, Cancelled, NotAllowed, WatchroomError
from data.exchange.conversation import carry_out, change, changes_of, compare, counts_of, leave_out, reread, save_rejects
from data.exchange.conversation.compare import SAMPLE, long
from data.exchange.conversation.unmatched import unmatched
from data.progress import Progress
from data.query import Query, equals
from tests.imports.conftest import id_number

PEOPLE = [["姓名", "电话", "现住址"], ["张伟", "13800000001", "金沙小区5栋2单元301"], ["李娜", "坏电话", "外地某处"]]
SHOPS = [["店名", "行业", "经营地址"], ["老王饭店", "餐饮", "金沙小区1栋"]]


def points(name):
    """Return two places, the second where nothing can be."""
    said = [(name, "P-1", [104.0002, 30.6001]), ("坏", "P-2", [999, 3])]
    features = [{"type": "Feature", "properties": {"name": n, "code": c}, "geometry": {"type": "Point", "coordinates": at}}
                for n, c, at in said]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.fixture
def workbook(tmp_path):
    def make(**sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            page = book.create_sheet(name)
            for row in rows:
                page.append(row)
        book.save(tmp_path / "台账.xlsx")
        return tmp_path / "台账.xlsx"

    return make


def test_the_difference_counts_every_row(town, heard, write):
    parcel = heard(write("人口.csv", PEOPLE))
    counts = counts_of(parcel.parts)
    assert (counts["add"], counts["reject"], sum(counts.values())) == (1, 1, 2)


def test_the_same_file_twice_changes_nothing(town, heard, write):
    path = write("人口.csv", PEOPLE)
    carry_out(town, heard(path), "t")
    again = carry_out(town, heard(path), "t")
    assert (again.batch, again.done[0].unchanged) == (None, 1)


def test_a_change_is_told_before_and_after_by_field(town, heard, write):
    carry_out(town, heard(write("商铺.csv", SHOPS)), "t")
    parcel = heard(write("商铺2.csv", [SHOPS[0], ["老王饭店", "便利超市", "金沙小区1栋"]]))
    (row,) = changes_of(town, parcel.parts[0], parcel.parts[0].by_action["update"])
    assert [(c.label, c.before, c.after) for c in row.changes] == [("行业", "餐饮", "便利超市")]


def test_a_changed_home_is_told(town, heard, write):
    head = ["姓名", "身份证号", "小区", "楼栋", "与户主关系"]
    carry_out(town, heard(write("人口.csv", [head, ["张伟", id_number(1), "金沙小区", "5栋", "户主"]])), "t")
    parcel = heard(write("人口2.csv", [head, ["张伟", id_number(1), "金沙小区", "5栋", "子"]]))
    (row,) = changes_of(town, parcel.parts[0], parcel.parts[0].by_action["update"])
    assert [(c.before, c.after) for c in row.changes] == [("户主", "子女")]


def test_sensitive_values_stay_covered_in_the_difference(town, heard, write):
    rows = [["姓名", "身份证号", "电话"], ["张伟", id_number(1), "13800000001"]]
    carry_out(town, heard(write("人口.csv", rows)), "t")
    parcel = heard(write("人口2.csv", [rows[0], ["张伟", id_number(1), "13800010001"]]))
    (row,) = changes_of(town, parcel.parts[0], parcel.parts[0].by_action["update"])
    assert "遮住的部分不同" in row.changes[0].after
    assert id_number(1) not in str(row)
    assert "13800000001" not in str(row)


def test_a_refused_row_names_its_bad_cell(town, heard, write):
    parcel = heard(write("人口.csv", PEOPLE))
    (row,) = changes_of(town, parcel.parts[0], parcel.parts[0].by_action["reject"])
    assert [c.column for c in row.cells if c.fault] == ["电话"]
    assert row.number == 3


def test_another_kind_is_compared_anew(town, heard, write):
    parcel = heard(write("名单.csv", [["姓名", "电话"], ["张伟", "13800000001"]]))
    parcel = compare(town, change(town, parcel, 0, lambda known: known.with_kind("force")))
    assert parcel.parts[0].report.kind == "force"


def test_a_table_without_a_known_column_waits_until_its_kind_is_said(town, heard, write):
    parcel = heard(write("一批点.csv", [["甲", "乙", "经度", "纬度"], ["x", "y", "102.741", "25.056"]]))
    parcel = compare(town, parcel)
    assert parcel.parts[0].unknown
    assert (parcel.used, parcel.writes) == ((), 0)
    parcel = compare(town, change(town, parcel, 0, lambda known: known.with_datum("GCJ02")))
    assert parcel.parts[0].unknown  # whatever its coordinates are in, nobody has said what it is
    assert parcel.parts[0].trouble
    assert (parcel.used, parcel.writes) == ((), 0)
    assert not compare(town, change(town, parcel, 0, lambda known: known.with_kind(known.kind.name))).parts[0].unknown
    parcel = compare(town, change(town, parcel, 0, lambda known: known.with_kind("place")))
    assert not parcel.parts[0].unknown


def test_another_header_row_is_taken(town, heard, write):
    rows = [["姓名", "电话", "现住址"], ["说明", "说明", "说明"], ["姓名", "手机号", "住址"], *PEOPLE[1:2]]
    parcel = heard(write("人口.csv", rows))
    parcel = compare(town, change(town, parcel, 0, lambda known: known.with_header(3)))
    assert (parcel.parts[0].known.header_row, parcel.parts[0].report.rows) == (3, 1)


def test_a_header_row_that_cannot_be_leaves_all_as_it_was(town, heard, write):
    parcel = heard(write("人口.csv", PEOPLE))
    with pytest.raises(BadInput):
        change(town, parcel, 0, lambda known: known.with_header(99))
    assert parcel.parts[0].known.header_row == 1


def test_another_encoding_is_read(town, heard, write):
    path = write("人口.csv", PEOPLE, encoding="gb18030")
    parcel = heard(path)
    with pytest.raises(WatchroomError):
        change(town, parcel, 0, lambda known: known.with_encoding("utf-8"))
    parcel = change(town, parcel, 0, lambda known: known.with_encoding("gb18030"))
    assert parcel.parts[0].known.table.encoding == "gb18030"


def test_every_sheet_is_a_part_and_the_odd_ones_stay_out(town, heard, workbook):
    parcel = heard(workbook(人口=PEOPLE, 商铺=SHOPS, 说明=[["请认真填写"]]))
    assert [(p.sheet, p.used) for p in parcel.parts] == [("人口", True), ("商铺", True), ("说明", False)]
    assert parcel.parts[2].trouble


def test_one_sheet_of_several_is_changed_alone(town, heard, workbook):
    parcel = heard(workbook(人口=PEOPLE, 商铺=SHOPS))
    parcel = compare(town, change(town, parcel, 0, lambda known: known.with_mapping({"电话": "-"})))
    assert [p.report.added for p in parcel.parts] == [2, 1]


def test_a_sheet_that_is_left_out_is_not_written(town, heard, workbook):
    parcel = leave_out(heard(workbook(人口=PEOPLE, 商铺=SHOPS)), 0, used=False)
    carry_out(town, compare(town, parcel), "t")
    assert (town.count(Query("person")), town.count(Query("shop"))) == (0, 1)


def test_a_file_of_places_has_the_same_difference(town, heard, tmp_path):
    path = tmp_path / "places.geojson"
    path.write_text(points("报刊亭"), encoding="utf-8")
    parcel = heard(path)
    part = parcel.parts[0]
    assert {a: len(n) for a, n in part.by_action.items() if n} == {"add": 1, "reject": 1}
    (refused,) = changes_of(town, part, part.by_action["reject"])
    assert (refused.number, "999" in refused.why) == (2, True)
    parcel = carry_out(town, parcel, "t")
    path.write_text(points("书报亭"), encoding="utf-8")
    part = heard(path).parts[0]
    (changed,) = changes_of(town, part, part.by_action["update"])
    assert [(c.label, c.before, c.after) for c in changed.changes] == [("名称", "报刊亭", "书报亭")]


def test_a_file_of_places_is_taken_for_another_kind(town, heard, tmp_path):
    path = tmp_path / "places.geojson"
    path.write_text(points("报刊亭"), encoding="utf-8")
    parcel = compare(town, reread(heard(path), 0, kind="shop"))
    assert parcel.parts[0].report.kind == "shop"


def test_a_long_table_is_sampled_first_and_not_written_before_its_end(town, heard, write):
    rows = [["姓名", "电话"], *([f"人{n}", f"139{n:08d}"] for n in range(4 * SAMPLE))]
    path = write("人口.csv", rows)
    parcel = heard(path, most=SAMPLE)
    assert long(parcel)
    assert (parcel.parts[0].report.rows, parcel.parts[0].sampled, parcel.whole) == (SAMPLE, SAMPLE, False)
    with pytest.raises(NotAllowed):
        carry_out(town, parcel, "t")
    assert compare(town, parcel).parts[0].report.rows == 4 * SAMPLE


def test_cancelling_writes_nothing(town, heard, write):
    parcel = heard(write("人口.csv", PEOPLE))
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        carry_out(town, parcel, "t", stopped)
    assert town.count(Query("person")) == 0


def test_a_file_that_cannot_be_read_is_a_part_that_says_why(town, heard, tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"not a workbook")
    parcel = heard(path)
    assert "坏.xlsx" in parcel.parts[0].trouble
    assert parcel.used == ()


def test_unmatched_addresses_are_gathered_with_why(town, heard, write):
    rows = [PEOPLE[0], *([f"人{n}", f"1390000000{n}", "幸福里9栋"] for n in range(3)), ["张伟", "13800000001", "金沙小区5栋"]]
    (lost,) = unmatched(town, heard(write("人口.csv", rows)).parts[0])
    assert (lost.text, lost.rows) == ("幸福里9栋", 3)
    assert lost.why


def test_undo_at_a_later_time_takes_all_back(town, heard, write):
    before = dict(town.info().kinds)
    batch = carry_out(town, heard(write("人口.csv", PEOPLE)), "t").batch
    with town.editing(who="别人", why="登记") as draft:
        draft.add("shop", {"name": "新店"})
    town.undo(batch, who="t")
    assert {k: n for k, n in town.info().kinds.items() if k != "shop"} == {k: n for k, n in before.items() if k != "shop"}


def test_rejects_of_a_parcel_are_saved_with_marks_and_comments(town, heard, write, tmp_path):
    parcel = heard(write("人口.csv", PEOPLE))
    assert save_rejects(parcel, tmp_path / "拒收.xlsx") == 1
    page = openpyxl.load_workbook(tmp_path / "拒收.xlsx").active
    assert [c.value for c in page[1]] == ["姓名", "电话", "现住址", "原因"]
    assert page["B2"].fill.fgColor.rgb == "FFFFC7CE"
    assert "电话" in page["B2"].comment.text
    assert page.title == "拒收 实有人口"


def test_a_title_and_a_total_are_no_rows_and_are_told(town, heard, write):
    parcel = heard(write("人口.xlsx", [["金沙社区登记表", None, None], *PEOPLE[:2], ["合计", 1, None]]))
    known = parcel.parts[0].known
    assert (known.header_row, len(known.rows), [s.why for s in known.skipped]) == (2, 1, ["合计行"])


def test_rows_that_a_sheet_brings_are_found_by_the_next(town, heard, workbook):
    rooms = [["小区", "楼栋", "单元", "房号", "性质"], ["金沙小区", "5栋", "2", "301", "出租"]]
    carry_out(town, heard(workbook(人口=PEOPLE[:2], 房屋=rooms)), "t")
    (room,) = town.read(Query("dwelling"))
    person = town.first(equals("person", name="张伟"))
    assert town.first(equals("residence", person=person.id))["dwelling"] == room.id
