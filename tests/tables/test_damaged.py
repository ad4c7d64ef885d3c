"""What was lost before a table came here is found out, and never stored as if it were whole."""

from __future__ import annotations

import pytest
import xlsxwriter

from data.exchange.importer import import_file
from data.exchange.tables.damaged import is_rounded, went_through_numbers
from data.kinds.identity import id_checksum
from data.query import Query, equals


def person(serial):
    first = f"99000019800101{serial:03d}"
    return first + id_checksum(first)


SOUND_BY_CHANCE = next(f"9900001980{m:02d}{d:02d}0000" for m in range(1, 13) for d in range(1, 29)
                       if id_checksum(f"9900001980{m:02d}{d:02d}000") == "0")  # fmt: skip


@pytest.fixture
def numbers(tmp_path):
    """Return a function that writes identity numbers as Excel keeps numbers, and the rest as text."""

    def write(*cells):
        book = xlsxwriter.Workbook(tmp_path / "人口.xlsx")
        page = book.add_worksheet()
        page.write_row(0, 0, ["姓名", "身份证号"])
        for n, cell in enumerate(cells, 1):
            page.write(n, 0, f"张{n}")
            page.write(n, 1, cell)
        book.close()
        return tmp_path / "人口.xlsx"

    return write


@pytest.mark.parametrize("cell", [float(int(person(1))), "9.90000198001010e+17", "9.9E+17", person(1)[:15] + "000"])
def test_an_identity_number_that_was_a_number_is_refused(town, numbers, cell):
    report = import_file(town, numbers(cell, person(7)), who="t")
    assert (report.added, report.rejected) == (1, 1)
    assert "末几位已丢失" in report.rejects[0].why


def test_a_column_of_rounded_numbers_betrays_the_one_that_is_right_by_chance(town, numbers):
    rounded = [person(n)[:15] + "000" for n in (101, 202, 303)]
    report = import_file(town, numbers(*rounded, SOUND_BY_CHANCE, person(7)), who="t")
    assert (report.added, report.rejected) == (1, 4)


def test_a_single_number_may_truly_end_in_zeros(town, numbers):
    assert import_file(town, numbers(SOUND_BY_CHANCE, person(7)), who="t").added == 2


def test_it_is_found_in_large_tables_too(town, numbers):
    rounded = [f"9900001980{n % 12 + 1:02d}{n % 27 + 1:02d}1000" for n in range(20)]
    report = import_file(town, numbers(*(person(n) for n in range(1, 400)), SOUND_BY_CHANCE, *rounded), who="t")
    assert report.added == 399
    assert town.first(equals("person", id_number=SOUND_BY_CHANCE)) is None


def test_a_licence_that_was_a_number_is_refused(town, write):
    rows = [["店名", "营业执照号", "地址"], ["甲", 9.15101000000001e17, "金沙路18号"], ["乙", "9.15101E+17", "金沙路18号"]]
    report = import_file(town, write("t.xlsx", rows), kind="shop", who="t")
    assert (report.added, report.rejected) == (0, 2)


def test_the_code_of_a_camera_that_was_a_number_is_refused(town, write):
    rows = [["探头编号", "点位名称", "经度", "纬度"], ["1.10101E+17", "东门", 104.01, 30.6], ["51010001", "西门", 104.01, 30.6]]
    report = import_file(town, write("t.csv", rows), kind="camera", who="t", datum="WGS84")
    assert (report.added, report.rejected) == (1, 1)


@pytest.mark.parametrize("digits", [16, 17, 18, 19])
def test_a_column_is_told_by_its_zeros(digits):
    zeros = "0" * (digits - 15)
    assert went_through_numbers([f"{n:015d}{zeros}" for n in range(10**14, 10**14 + 9)])
    assert not went_through_numbers([f"{n:0{digits}d}" for n in range(10 ** (digits - 1) + 1, 10 ** (digits - 1) + 60)])


@pytest.mark.parametrize("cell", ["138000000000", 13800000001, "张伟", None, "622202123456789", 1e14, "1e5"])
def test_what_is_short_is_not_rounded(cell):
    assert not is_rounded(cell)


LOST = [
    "姓名,电话,现住址",
    "张\ufffd,13800000001,金沙小区5栋2单元301",
    "李娜,13800000002,金沙小\ufffd5栋",
    "王芳,13800000003,锟斤拷锟斤拷",
    "赵六,13800000004,金沙小区5栋2单元301",
]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_rows_with_lost_characters_are_refused(town, tmp_path, encoding):
    path = tmp_path / "人口.csv"
    path.write_text("\n".join(LOST), encoding=encoding)
    report = import_file(town, path, who="t")
    assert (report.added, report.rejected) == (1, 3)
    assert all("�" in r.why for r in report.rejects)
    assert any("2 个丢失的字" in note for note in report.notes)


def test_rows_with_lost_characters_are_refused_in_large_tables_too(town, tmp_path):
    path = tmp_path / "人口.csv"
    plain = [f"张{n},{13900000000 + n},金沙小区5栋2单元301" for n in range(500)]
    path.write_text("\n".join([*LOST, *plain]), encoding="utf-8")
    report = import_file(town, path, who="t")
    assert (report.added, report.rejected) == (501, 3)
    assert not any("\ufffd" in str(r.values) for r in town.read(Query("person")))
