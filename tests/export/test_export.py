"""Records out: what is written can be read by others, and what may not be seen stays covered."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from datetime import datetime

import openpyxl
import pyogrio
import pytest

from data.disk_words import why_not
from data.errors import BadInput, WrongUsage
from data.exchange.export import FORMATS, Wish, export, records_json, write_out
from data.exchange.importer import import_file
from data.query import Area, Query, equals


def test_json_has_fields_and_place(full):
    row = json.loads(export(full, Query("person"), "json", None))[0]
    assert (row["kind"], row["name"], row["storey"], row["room"]) == ("person", "张伟", 3, "301")
    assert row["lon"] == pytest.approx(104.00225)
    assert isinstance(row["building"], int)


@pytest.mark.parametrize("format", ["json", "csv", "geojson"])
def test_sensitive_fields_stay_covered(full, format):
    text = export(full, Query("person"), format, None)
    assert "13800000001" not in text
    assert "990000198001010012" not in text
    assert "1980-01-01" not in text


def test_personal_fields_are_covered_for_the_public(full):
    assert json.loads(export(full, Query("person"), "json", None, where="public"))[0]["name"] == "张*"


def test_records_read_without_a_place_get_one(full):
    records = full.read(Query("person"))
    assert records_json(full, records)[0]["room"] == "301"


def test_records_of_several_kinds(full):
    records = [*full.read(Query("shop")), *full.read(Query("person"))]
    assert [r["kind"] for r in records_json(full, records)] == ["shop", "person"]


def test_csv_opens_as_chinese_and_runs_nothing(full, tmp_path):
    out = tmp_path / "shops.csv"
    assert export(full, Query("shop"), "csv", out) is None
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert (rows[0]["店名"], rows[0]["行业"]) == ("'=HYPERLINK(1)", "餐饮")


def test_csv_comes_in_again(full, tmp_path):
    export(full, Query("case"), "csv", tmp_path / "a.csv")
    report = import_file(full, tmp_path / "a.csv", who="t", kind="case")
    assert (report.added, report.unchanged, report.rejected) == (0, 1, 0)


def test_a_defused_name_comes_in_as_it_was(full, tmp_path):
    export(full, Query("shop"), "csv", tmp_path / "a.csv")
    import_file(full, tmp_path / "a.csv", who="t", kind="shop", mapping={"经度": "-", "纬度": "-"})
    assert set(full.columns(Query("shop"), ["name"])["name"]) == {"=HYPERLINK(1)"}


def test_geojson_has_points_and_outlines(full):
    told = json.loads(export(full, Query("building"), "geojson", None))
    assert {f["geometry"]["type"] for f in told["features"]} == {"Polygon"}
    person = json.loads(export(full, Query("person"), "geojson", None))["features"][0]
    assert person["geometry"]["type"] == "Point"
    assert person["properties"]["name"] == "张伟"


def test_a_workbook_is_typed(full, tmp_path):
    export(full, Query("case"), "xlsx", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    head, row = book.worksheets[0].iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    assert told["报警时间"] == datetime(2026, 11, 1, 8, 0)
    assert told["经度(WGS84)"] == pytest.approx(104.06)
    assert told["类型"] == "盗窃"


def test_a_workbook_says_where_it_came_from(full, tmp_path):
    export(full, Query("case"), "xlsx", tmp_path / "a.xlsx")
    about = {r[0]: r[1] for r in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[1].iter_rows(values_only=True)}
    assert (about["站点"], about["导出时间"], about["记录数"]) == ("测试", "2026-11-21T04:00:00Z", "1")


def test_a_workbook_runs_nothing(full, tmp_path):
    export(full, Query("shop"), "xlsx", tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["B2"].data_type == "s"


@pytest.mark.parametrize(("kind", "count", "shape"), [("building", 10, "Polygon"), ("camera", 1, "Unknown"), ("case", 1, "Point")])
def test_a_geopackage_is_read_by_others(full, tmp_path, kind, count, shape):
    export(full, Query(kind), "gpkg", tmp_path / "a.gpkg")
    info = pyogrio.read_info(tmp_path / "a.gpkg")
    assert info["features"] == count
    assert shape in info["geometry_type"]
    assert "4326" in info["crs"]


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_found_is_no_fault(full, tmp_path, format):
    out = tmp_path / f"none.{format}"
    export(full, equals("person", name="无此人"), format, out)
    assert out.stat().st_size > 0


def test_the_query_decides_what_goes_out(full):
    assert len(json.loads(export(full, Query("case", area=Area(bbox=(104.0, 30.6, 104.1, 30.7))), "json", None))) == 1
    assert json.loads(export(full, Query("case", area=Area(bbox=(0.0, 0.0, 1.0, 1.0))), "json", None)) == []


@pytest.mark.parametrize("format", ["xlsx", "gpkg"])
def test_files_need_a_name(full, format):
    with pytest.raises(WrongUsage):
        export(full, Query("case"), format, None)


def test_an_unknown_format(full):
    with pytest.raises(WrongUsage):
        export(full, Query("case"), "pdf", None)


@pytest.mark.parametrize("format", FORMATS)
def test_a_place_that_cannot_be_written(full, tmp_path, format):
    with pytest.raises(BadInput):
        export(full, Query("case"), format, tmp_path / "none" / f"a.{format}")


@pytest.mark.parametrize(("number", "said"), [
    (errno.EACCES, "没有写入的权限"), (errno.ENOSPC, "磁盘满了"), (errno.EIO, os.strerror(errno.EIO)),
])  # fmt: skip
def test_why_the_disk_refuses_is_said_in_words(number, said):
    error = OSError(number, os.strerror(number), "a.xlsx")
    assert said in why_not(error)
    assert said in why_not(RuntimeError(error))


@pytest.mark.parametrize("name", ["a.gpkg", "a.kml"])
def test_a_map_that_cannot_be_written_says_why_in_words(full, tmp_path, name):
    with pytest.raises(BadInput, match="没有这个文件夹"):
        write_out(full, Wish((Query("shop"),), name[-4:].strip("."), tmp_path / "nowhere" / name))
