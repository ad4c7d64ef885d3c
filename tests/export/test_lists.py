"""Lists out: in the datum and encoding that are wanted, of several kinds, uncovered only for a reason, and in again."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pyogrio
import pytest

from data.errors import InvalidValue, WrongUsage
from data.exchange.export import Wish, write_out
from data.exchange.formats import LIST_FORMATS
from data.exchange.importer import import_file
from data.query import Query
from data.store.station import Station

CASE = (104.06, 30.67)
GCJ = (104.06248, 30.66757)


@pytest.fixture
def empty(tmp_path):
    station = Station.create(tmp_path / "empty.station", "空站", origin=(104.0, 30.6))
    yield station
    station.close()


def taken(station):
    """The journal's reveals: kind, record, who, why."""
    return [(e.kind, e.record, e.who, e.why) for k in ("person",) for r in station.read(Query(k))
            for e in station.history(k, r.id) if e.action == "reveal"]  # fmt: skip


@pytest.mark.parametrize("datum", ["GCJ02", "BD09", "CGCS2000", "EPSG:4545"])
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_list_in_any_datum_comes_in_where_it_was(full, empty, tmp_path, datum, format):
    out = tmp_path / f"警情.{format}"
    write_out(full, Wish((Query("case"),), format, out, datum=datum))
    report = import_file(empty, out, who="t", kind="case")
    case = empty.read(Query("case", fields=("geometry", "number")))[0]
    assert (report.added, report.rejected) == (1, 0)
    assert (case["geometry"].x, case["geometry"].y) == pytest.approx(CASE, abs=2e-6)


def test_a_list_in_gcj02_is_moved(full):
    shape = json.loads(write_out(full, Wish((Query("case"),), "geojson", datum="GCJ02")))
    assert shape["features"][0]["geometry"]["coordinates"] == pytest.approx(GCJ, abs=2e-5)
    assert shape["datum"] == "GCJ02"


def test_json_in_another_datum_says_so_with_each_record(full):
    """Half a kilometre off and not a word of it: nobody can tell from the numbers."""
    told = [json.loads(write_out(full, Wish((Query("case"),), "json", datum=d))) for d in ("WGS84", "GCJ02")]
    assert [row.get("datum") for rows in told for row in rows] == [None, "GCJ02"]
    assert (told[1][0]["lon"], told[1][0]["lat"]) == pytest.approx(GCJ, abs=2e-5)


def test_csv_in_the_encoding_of_old_programs(full, tmp_path):
    out = tmp_path / "a.csv"
    write_out(full, Wish((Query("person"),), "csv", out, encoding="gb18030"))
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="gb18030"))))
    assert rows[0]["姓名"] == "张伟"


def test_several_kinds_are_sheets_of_a_workbook(full, tmp_path):
    write_out(full, Wish((Query("person"), Query("shop")), "xlsx", tmp_path / "a.xlsx"))
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["实有人口", "商铺", "说明"]


@pytest.mark.parametrize("format", ["gpkg", "kml"])
def test_several_kinds_are_layers_of_a_map(full, tmp_path, format):
    out = tmp_path / f"a.{format}"
    write_out(full, Wish((Query("person"), Query("building")), format, out))
    layers = {name: len(pyogrio.raw.read(out, layer=name)[2]) for name, _ in pyogrio.list_layers(out)}
    assert layers == {"person": 1, "building": 10}


def test_a_geopackage_in_gcj02_says_so_by_its_layer(full, tmp_path):
    write_out(full, Wish((Query("case"),), "gpkg", tmp_path / "a.gpkg", datum="GCJ02"))
    (layer,) = pyogrio.list_layers(tmp_path / "a.gpkg")
    info = pyogrio.read_info(tmp_path / "a.gpkg")
    assert (layer[0], info["crs"]) == ("case_GCJ02", None)
    assert info["total_bounds"][:2] == pytest.approx(GCJ, abs=2e-5)


def test_kml_stands_where_the_record_does(full, tmp_path):
    write_out(full, Wish((Query("case"),), "kml", tmp_path / "a.kml"))
    info = pyogrio.read_info(tmp_path / "a.kml")
    assert info["total_bounds"][:2] == pytest.approx(CASE)


def test_a_csv_of_two_kinds_is_refused(full, tmp_path):
    with pytest.raises(WrongUsage, match="csv"):
        write_out(full, Wish((Query("person"), Query("shop")), "csv", tmp_path / "a.csv"))


def test_kml_in_another_datum_is_refused(full, tmp_path):
    with pytest.raises(WrongUsage, match="WGS84"):
        write_out(full, Wish((Query("case"),), "kml", tmp_path / "a.kml", datum="BD09"))


@pytest.mark.parametrize("format", [f for f in LIST_FORMATS if f not in ("xlsx", "gpkg", "kml")])
def test_nothing_is_uncovered_without_a_reason(full, format):
    text = write_out(full, Wish((Query("person"),), format, who="张警官", reason="  "))
    assert "13800000001" not in text
    assert taken(full) == []


def test_for_a_reason_it_is_uncovered_and_the_journal_says_so(full, tmp_path):
    out = tmp_path / "a.csv"
    write_out(full, Wish((Query("person"),), "csv", out, who="张警官", reason="上级核查"))
    row = next(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert (row["手机号"] if "手机号" in row else row["电话"]) == "13800000001"
    person = full.read(Query("person"))[0]
    assert taken(full) == [("person", person.id, "张警官", "上级核查")]
    assert full.verify().problems == ()


def test_the_file_says_who_took_it_and_why(full, tmp_path):
    write_out(full, Wish((Query("person"),), "xlsx", tmp_path / "a.xlsx", who="张警官", reason="上级核查"))
    said = dict(openpyxl.load_workbook(tmp_path / "a.xlsx")["说明"].iter_rows(values_only=True))
    assert (said["导出人"], said["导出敏感信息的理由"], said["站点"]) == ("张警官", "上级核查", "测试")


def test_a_list_without_sensitive_fields_reveals_nothing(full, tmp_path):
    write_out(full, Wish((Query("grid"),), "csv", tmp_path / "a.csv", who="张警官", reason="上级核查"))
    assert taken(full) == []


def test_revealing_a_list_needs_a_reason(full):
    with pytest.raises(InvalidValue):
        full.reveal_list("person", [1], ["phone"], who="张警官", reason=" ")


@pytest.mark.parametrize(("kind", "said"), [("dwelling", "房屋：金沙小区5栋2单元301"), ("shop", "商铺：=HYPERLINK(1)")])
def test_a_task_names_what_it_is_about_and_finds_it_again(full, tmp_path, kind, said):
    about = full.read(Query(kind))[0]
    with full.editing(who="t", why="t") as draft:
        values = {"number": "R1", "title": "走访", "type": "visit", "subject": about.id, "subject_kind": kind, "state": "issued"}
        task = draft.add("task", values)
    write_out(full, Wish((Query("task"),), "csv", tmp_path / "任务.csv"))
    row = next(csv.DictReader(io.StringIO((tmp_path / "任务.csv").read_text(encoding="utf-8-sig"))))
    assert row["对象"] == said
    with full.editing(who="t", why="t") as draft:
        draft.change("task", task, subject=None, subject_kind=None)
    import_file(full, tmp_path / "任务.csv", who="t", kind="task")
    again = full.read(Query("task"))[0]
    assert (again["subject_kind"], again["subject"]) == (kind, about.id)
