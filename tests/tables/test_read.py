"""Files of tables end in rows, or in a complaint that says the way out."""

from __future__ import annotations

import contextlib
import gzip
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadInput, WatchroomError, WrongUsage
from data.exchange.tables.read import read_tables
from data.exchange.tables.table import Table

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
TEXT = "姓名,地址\n张伟,金沙小区5栋\n李娜,解放路66号\n"
ENCODINGS = {
    "utf-8": TEXT.encode(),
    "utf-8-sig": TEXT.encode("utf-8-sig"),
    "gbk": (TEXT * 4).encode("gbk"),
    "gb18030": (TEXT * 4 + "㐂记,𠮷祥路\n").encode("gb18030"),
    "utf-16": TEXT.encode("utf-16"),
    "utf-16-le": TEXT.encode("utf-16-le"),
    "utf-16-be": TEXT.encode("utf-16-be"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_encodings_are_found(tmp_path, name):
    path = tmp_path / "a.csv"
    path.write_bytes(ENCODINGS[name])
    table = read_tables(path)[0]
    assert table.rows[1] == ["张伟", "金沙小区5栋"]
    assert table.encoding == name
    assert table.evidence


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found(tmp_path, delimiter):
    path = tmp_path / "a.csv"
    path.write_text(f'姓名{delimiter}备注\n张伟{delimiter}"一,二;三"\n李娜{delimiter}四\n', encoding="utf-8")
    assert [len(r) for r in read_tables(path)[0].rows] == [2, 2, 2]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path, end):
    path = tmp_path / "a.csv"
    path.write_bytes(end.join(["姓名,电话", "张伟,1", "李娜,2"]).encode())
    assert read_tables(path)[0].rows == [["姓名", "电话"], ["张伟", "1"], ["李娜", "2"]]


def test_columns_that_only_blanks_part(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("姓名   电话\t  地址\n张伟 13800000001\u3000金沙小区5栋\n\n李娜  13800000002 解放路66号\n", encoding="gbk")
    assert read_tables(path)[0].rows[1] == ["张伟", "13800000001", "金沙小区5栋"]


def test_a_quotation_mark_that_swallows_the_rest_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('姓名,地址\n张伟,"金沙小区\n李娜,解放路66号\n王芳,河滨花园\n', encoding="utf-8")
    with pytest.raises(BadInput, match="引号") as caught:
        read_tables(path)
    assert caught.value.row == 2


@pytest.mark.parametrize("end", ["", "\n", "\r\n\r\n"])
def test_a_line_break_in_the_last_cell_is_none(tmp_path, end):
    path = tmp_path / "a.csv"
    path.write_bytes(('姓名,地址\n张伟,"金沙小区\n5栋"' + end).encode())
    assert read_tables(path)[0].rows[1] == ["张伟", "金沙小区\n5栋"]


def test_a_given_encoding_wins(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("姓名,電話\n張偉,1\n".encode("big5"))
    assert read_tables(path, encoding="big5")[0].rows[1] == ["張偉", "1"]


def test_an_unknown_encoding_is_wrong_usage(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(WrongUsage):
        read_tables(path, encoding="no-such")


def test_a_wrong_encoding_names_the_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"name\nok\n" + "张伟".encode("gbk") + b"\n")
    with pytest.raises(BadInput) as caught:
        read_tables(path, encoding="utf-8")
    assert caught.value.row == 3


def test_text_cut_in_a_character_is_no_other_encoding(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode()[:-2])
    with pytest.raises(BadInput):
        read_tables(path)


def test_hidden_sheets_are_known(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["姓名"])
    hidden = book.create_sheet("旧")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert [(t.sheet, t.hidden) for t in read_tables(tmp_path / "a.xlsx")] == [("Sheet", False), ("旧", True)]


def test_row_numbers_are_those_of_the_sheet(tmp_path):
    book = openpyxl.Workbook()
    book.active["B7"] = "姓名"
    book.active["B8"] = 301.0
    book.save(tmp_path / "a.xlsx")
    table = read_tables(tmp_path / "a.xlsx")[0]
    assert (table.first_row, table.first_column, table.rows) == (7, 1, [["姓名"], [301]])


def test_text_under_an_excel_name_is_read(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes("姓名\t电话\n张伟\t1\n".encode("gbk"))
    assert read_tables(path)[0].rows[1] == ["张伟", "1"]


BROKEN = {
    "empty.csv": b"",
    "blank.csv": b"\n \n,,\n",
    "picture.csv": b"\x89PNG\r\n\x1a\n\0\0\0" * 20,
    "web.xls": b"<html><table></table></html>",
    "cut.xlsx": b"PK\x03\x04 nothing follows",
    "old.xls": b"\x09\x04\x06\x00\x00\x00",
    "ole.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "letter.docx": b"PK\x03\x04",
    "pack.zip": b"PK\x03\x04",
    "pack.csv.gz": gzip.compress(b"a,b\n1,2\n"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_table_is_said(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(BROKEN[name])
    with pytest.raises(BadInput) as caught:
        read_tables(path)
    assert name in caught.value.message


def test_a_missing_file(tmp_path):
    with pytest.raises(BadInput, match="找不到"):
        read_tables(tmp_path / "none.csv")


def _real(*parts):
    folder = SHARED.joinpath(*parts)
    return sorted(p for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else []


@pytest.mark.parametrize(
    "path", _real("spreadsheets") or [pytest.param(None, marks=pytest.mark.skip(reason="../shared/data is missing"))], ids=str
)
def test_real_workbooks(path):
    try:
        assert all(len(t.rows) >= 0 for t in read_tables(path))
    except BadInput as error:
        assert path.name in error.message


def test_one_table_in_all_encodings(shared_data):
    files = {p.stem: p for p in (shared_data / "vectors" / "encodings").iterdir()}
    plain = read_tables(files["utf8"])[0].rows
    for name in ("gb18030", "utf16le_bom_tab", "utf8_bom_crlf", "utf8_cr_only"):
        rows = [[c.replace("\r\n", "\n") if c else c for c in r] for r in read_tables(files[name])[0].rows]
        assert rows == plain, name
    known = {tuple(r) for r in plain}
    gbk = read_tables(files["gbk_semicolon"])[0].rows  # GBK lacks a few characters: those rows are not in that file
    assert len(gbk) > 1900
    assert all(tuple(r) in known for r in gbk)


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400), name=st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.ods", "a.xlsb", "a.txt"]))
def test_any_bytes_are_rows_or_a_complaint(tmp_path_factory, data, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(data)
    with contextlib.suppress(WatchroomError):
        assert all(isinstance(table, Table) for table in read_tables(path))


@settings(max_examples=60, deadline=None)
@given(cut=st.floats(0, 1), flip=st.floats(0, 1), name=st.sampled_from(["a.xlsx", "a.csv"]))
def test_damaged_files_are_rows_or_a_complaint(tmp_path_factory, good_bytes, cut, flip, name):
    raw = bytearray(good_bytes[name])
    raw[int(flip * (len(raw) - 1))] ^= 0x5A
    path = tmp_path_factory.mktemp("cut") / name
    path.write_bytes(bytes(raw[: max(1, int(cut * len(raw)))]))
    with contextlib.suppress(BadInput):
        assert all(isinstance(table, Table) for table in read_tables(path))


@pytest.fixture(scope="module")
def good_bytes(tmp_path_factory):
    path = tmp_path_factory.mktemp("good") / "a.xlsx"
    book = openpyxl.Workbook()
    for i in range(30):
        book.active.append([f"张{i}", i, "金沙小区5栋"])
    book.save(path)
    return {"a.xlsx": path.read_bytes(), "a.csv": (TEXT * 20).encode("gb18030")}
